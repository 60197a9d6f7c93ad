"""Historical dates: read what people write, keep it as EDTF, print it for each reader.

`parse_date` accepts EDTF (levels 0 and 1) and the ordinary English, Japanese and Mongolian forms;
`display_date` prints an EDTF text in one language.

Inside: `values` (EDTF) ← `eras` ← `words` (reading), and
`grammar` ← `english`, `japanese`, `mongolian` ← `display` (printing).
"""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from .display import display_date
from .values import YEAR_OUT_OF_RANGE, DateError, read_span
from .words import EXAMPLES, UNREADABLE, edtf_from_words, tidy

__all__ = ["DateError", "HistoricalDate", "display_date", "parse_date"]

EMPTY = _("Write a date, for example %(example)s.")
TOO_LONG = _("“%(text)s” is too long for a date. Write it like %(example)s.")

# Longer than any date in words; keeps a pasted page away from the grammars.
MAX_LENGTH = 100
_FAR_YEAR = re.compile(r"Y-?[0-9]|-[0-9]{4}|[0-9]{5,7}(?![0-9])")


@dataclass(frozen=True)
class HistoricalDate:
    """A date as EDTF with its earliest and latest day (None: that end is open or unknown).

    Approximate and uncertain dates (1921~, 1984?) keep the days of the date as written.
    """

    edtf: str
    earliest: datetime.date | None
    latest: datetime.date | None


@lru_cache(maxsize=4096)  # catalogues repeat their dates
def parse_date(text: str) -> HistoricalDate:
    """Read a date in any accepted form; raises DateError with a sentence for the user."""
    text = text.strip()
    if not text:
        raise DateError(EMPTY)
    if len(text) > MAX_LENGTH:
        raise DateError(TOO_LONG, {"text": text[:MAX_LENGTH] + "…"})
    try:
        return _read(tidy(text))
    except DateError as error:
        raise error.about(text) from None


def _read(text: str) -> HistoricalDate:
    if _FAR_YEAR.match(text.upper()):
        raise DateError(YEAR_OUT_OF_RANGE)
    span = read_span(text.upper()) or read_span(edtf_from_words(text))
    if span is None:
        raise DateError(UNREADABLE, {"example": EXAMPLES})
    return HistoricalDate(span.edtf, *span.edges())
