"""PO of gettext: one message for a field; its key is the context, tags stay tags."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import polib
from django.utils import timezone
from django.utils.translation import gettext as _

from translations.exchange.csv_files import check_encoding
from translations.exchange.faults import FileError
from translations.exchange.keys import language_of
from translations.exchange.rows import Entry, Row
from translations.exchange.units import number_of

SOURCE_HASH = re.compile(r"^source-hash: ([0-9a-f]{16})$", re.MULTILINE)
VERSION = re.compile(r"^version: (\d+)$", re.MULTILINE)
LINE = re.compile(r"line (\d+)")


def write(rows: Iterable[Row], target: BinaryIO, *, name: str, source: str, language: str) -> int:
    """The number of messages written."""
    count, header = 0, polib.POFile(wrapwidth=0)
    header.metadata = {
        "Project-Id-Version": name,
        "PO-Revision-Date": f"{timezone.now():%Y-%m-%d %H:%M%z}",
        "Language": language,
        "X-Source-Language": source,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    target.write(f"{header}\n".encode())
    for row in rows:
        target.write(f"{message(row).__unicode__(wrapwidth=0)}\n".encode())
        count += 1
    return count


def message(row: Row) -> polib.POEntry:
    about = [f"{row.title} › {row.field}", row.note]
    about += [f"max-length: {row.max_length}"] * bool(row.max_length and not row.is_rich)
    about += [f"source-hash: {row.source_hash}", f"version: {row.version}"]
    unfinished = bool(row.target) and (row.outdated or row.state == "draft")
    return polib.POEntry(
        msgctxt=row.key,
        msgid=row.source,
        msgstr=row.target,
        previous_msgid=row.former_source or None,
        comment="\n".join(words.replace("\n", " ") for words in about if words),
        flags=["fuzzy"] * unfinished,
    )


def read(path: Path) -> Iterator[Entry]:
    """Obsolete messages are left out; who translates has dropped them."""
    check_encoding(path)
    try:
        found = polib.pofile(str(path), encoding="utf-8-sig", wrapwidth=0)
    except (OSError, ValueError, UnicodeError) as error:
        place = LINE.search(str(error))
        words = _("This PO file has a mistake in its form.")
        raise FileError(words, int(place[1]) if place else 0) from error
    language = language_of(found.metadata.get("Language", ""))
    if not language:
        raise FileError(_("The header of this file does not name a language of this site."), 1)
    for one in found:
        if not one.obsolete:
            yield entry(one, language)


def entry(one: polib.POEntry, language: str) -> Entry:
    made_from, version = SOURCE_HASH.search(one.comment), VERSION.search(one.comment)
    return Entry(
        line=one.linenum or 0,
        key=one.msgctxt or "",
        language=language,
        source=one.msgid,
        target=one.msgstr,
        source_hash=made_from[1] if made_from else "",
        version=number_of(version[1]) if version else None,
        asks_review=not one.fuzzy,
        faults=[_("A message with a plural cannot be read.")] if one.msgid_plural else [],
    )
