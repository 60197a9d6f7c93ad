"""The columns of the spreadsheet, the same in XLSX and CSV: one row per field."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from translations.exchange.faults import FileError
from translations.exchange.keys import language_of
from translations.exchange.rows import OUTDATED, STATE_CODES, Entry, Row
from translations.exchange.units import number_of
from translations.texts import LANGUAGES
from translations.units.vocabulary import State

TEXTS = tuple(f"text_{code}" for code in LANGUAGES)
COLUMNS = (
    *("key", "title", "field"),
    *TEXTS,
    *("state", "note", "max_length", "source", "target", "source_hash", "version"),
)
REVIEW = STATE_CODES[State.IN_REVIEW]


def cells(row: Row) -> dict[str, str]:
    """Values by column."""
    return {
        "key": row.key,
        "title": row.title,
        "field": row.field,
        **{f"text_{code}": text for code, text in row.texts.items()},
        "state": OUTDATED if row.outdated else row.state,
        "note": row.note,
        "max_length": str(row.max_length) if row.max_length and not row.is_rich else "",
        "source": row.source_language,
        "target": row.language,
        "source_hash": row.source_hash,
        "version": str(row.version),
    }


def require(names: Collection[str]) -> None:
    """Without these columns nothing can be found again."""
    for needed in ("key", "target"):
        if needed not in names:
            words = _("The column “%(name)s” is missing.") % {"name": needed}
            raise FileError(words, 1, needed)


def entry(line: int, values: Mapping[str, str]) -> Entry:
    """``values`` by column; columns that are missing count as empty."""
    source, target = (language_of(values.get(name, "")) for name in ("source", "target"))
    others = {
        code: values[f"text_{code}"]
        for code in LANGUAGES
        if code not in (source, target) and values.get(f"text_{code}", "").strip()
    }
    return Entry(
        line=line,
        key=values.get("key", ""),
        language=target,
        source=values.get(f"text_{source}", ""),
        target=values.get(f"text_{target}", ""),
        source_hash=values.get("source_hash", "").strip(),
        version=number_of(values.get("version", "").strip()),
        asks_review=values.get("state", "").strip().lower() == REVIEW,
        others=others,
    )
