"""What the browse page says of an address: what is wrong in it, and how items were found."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from archive.browsing.counting import Tally
from archive.browsing.filters import ItemFilter
from archive.browsing.orders import RELEVANCE
from archive.dates import HistoricalDate
from search.matching import MOST_TOLD
from search.page import grouped, manner, preparing
from search.placing import RANKED


def error_lines(filtered: ItemFilter) -> Iterator[str]:
    """One line per fault, naming the field."""
    form = filtered.form
    for name, errors in form.errors.items():
        for error in errors:
            label = form.fields[name].label if name in form.fields else ""
            words = _("%(label)s: %(error)s") if label else "%(error)s"
            yield words % {"label": label, "error": error}
    bounds = (filtered.valid_values.get("date_from"), filtered.valid_values.get("date_to"))
    if all(bounds) and ends_first(*bounds):
        yield _("The period ends before it begins.")
    if filtered.valid_values.get("sort") == RELEVANCE and not filtered.words:
        yield _("Without words there is no order by relevance.")


def ends_first(begins: HistoricalDate, ends: HistoricalDate) -> bool:
    return bool(begins.earliest and ends.latest and ends.latest < begins.earliest)


def notes(filtered: ItemFilter, tally: Tally) -> Iterator[str]:
    """How the items came to be found, as the page of results says it."""
    words = filtered.words
    if words is None:
        return
    if not words:
        yield _("“%(words)s” holds no word that can be looked for.") % {
            "words": filtered.valid_values["q"][:80]
        }
        return
    if not words.is_current:
        yield preparing()
    if words.keys and (said := manner(words.how, words.asked)):
        yield said
    if words.has_more:
        yield _("Only %(number)s of the items with these words are listed and counted.") % {
            "number": grouped(MOST_TOLD)
        }
    if filtered.is_by_relevance and tally.total > RANKED:
        yield _(
            "The first %(number)s are in the order of relevance, the others follow by code."
        ) % {"number": grouped(RANKED)}
