"""All objects of a kind that fit a text: for lists that are narrowed and ordered in other ways.

They are found in the same ways as on the page of results, in the first that finds something, with
one query whichever it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from search.asking import asked_for
from search.expressions import Expression
from search.index import version
from search.parsing import clean
from search.placing import RANKED
from search.queries import ALL, LOOSELY, SOME, Attempt, Question
from search.stores import store
from search.term import ALIKE, LOOSE
from search.terms import Asked

STATE, LAST_TIER = 0, 1_000  # what a row tells: below the last tier it is how near it comes
MOST_TOLD = 25_000  # keys: each count over them reads as many rows
MOST_READ, BOUND = MOST_TOLD + 1, "(SELECT most FROM bound)"
PLACES = {SOME: LAST_TIER + 2, LOOSELY: LAST_TIER + 1}


@dataclass(frozen=True, slots=True)
class Matching:
    """Keys of objects, each once, the nearest first; and how they came to be found.

    Of texts that are found in very many objects the first ``RANKED`` are in their order, and not
    more than ``MOST_TOLD`` are told.
    """

    asked: Asked
    how: str = ALL
    keys: tuple[int, ...] = ()
    is_current: bool = True  # whether the whole index was made with this analysis
    has_more: bool = False  # than were told
    reach: int = 0  # no key of the kind in the index is greater

    def __bool__(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.asked.wanted)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the selects that are put together, with the values in it."""

    sql: str
    values: Sequence[str]


def matching(kind: str, text: str, language: str, *, in_order: bool = True) -> Matching:
    """What fits a text, which may be any; ``in_order`` takes longer."""
    question = Question(clean(text), language, kinds=(kind,))
    asked = asked_for(question.text)
    if not asked.wanted:
        return Matching(asked)
    (_state, reach, _key, count), *found = rows(
        list(parts(question, asked, in_order)), in_order, kind
    )
    nearest = found[0][0] if found else STATE
    how = next((way for way, place in PLACES.items() if nearest >= place), ALL)
    keys = tuple(dict.fromkeys(key for _place, _length, key, _part in found))
    return Matching(asked, how, keys[:MOST_TOLD], bool(count), len(found) > MOST_TOLD, reach or 0)


def rows(found: list[Part], in_order: bool, kind: str) -> list[tuple[int, int, int, int]]:
    """The state of the index and the greatest key; then place, length, key and part of entries."""
    inner = " UNION ALL ".join(part.sql for part in found)
    order = "ORDER BY 1, 2, 3, 4" if in_order else "ORDER BY 1"
    sql = (
        f"SELECT {STATE}, (SELECT max(object_id) FROM search_searchentry WHERE kind = %s), 0, "
        "count(*) FROM search_searchstate WHERE version = %s UNION ALL "
        "SELECT f.place, e.length, e.object_id, e.part FROM search_searchentry e JOIN ("
        f"SELECT rowid, min(place) AS place FROM ({inner}) u GROUP BY rowid) f ON f.rowid = e.id "
        f"{order}"
    )
    asked = [value for part in found for value in part.values]
    with connection.cursor() as cursor:
        cursor.execute(sql, [kind, version(), *asked])
        return cursor.fetchall()


def parts(question: Question, asked: Asked, in_order: bool) -> Iterator[Part]:
    """All words at every nearness; what else is asked only where that finds nothing."""
    attempt = Attempt(question, asked, ALL)
    if in_order:
        levels, values = store().levels(list(attempt.tiers()), RANKED, RANKED)
        yield Part(f"SELECT rowid, tier + {STATE + 1} AS place FROM ({levels}) l", values)
    widest, every = attempt.widest, store().first(MOST_READ)
    yield part(f"SELECT rowid, {LAST_TIER} AS place FROM ({every}) m", widest)
    if any(LOOSE in term.keys for term in asked.wanted):
        loosely = Attempt(question, asked, LOOSELY).widest
        sql = f"SELECT rowid, {PLACES[LOOSELY]} AS place FROM ({store().first(BOUND)}) m"
        yield unless(widest, MOST_READ, sql, loosely)
        widest = loosely  # it holds what has all words as well
    if len(asked.wanted) > 1:
        terms = [attempt.bounded(term.at(ALIKE)) for term in asked.wanted]
        yield unless(widest, RANKED, some_of(len(terms)), *terms)


def unless(met: Expression, most: int, sql: str, *asked: Expression) -> Part:
    """What is asked where nothing meets an expression. The bound tells it: a condition would be
    looked at when all has been read."""
    bound = f"SELECT CASE WHEN EXISTS ({store().first(1)}) THEN 0 ELSE {most} END AS most"
    return part(f"SELECT rowid, place FROM (WITH bound AS ({bound}) {sql}) u", met, *asked)


def part(sql: str, *asked: Expression) -> Part:
    return Part(sql, list(map(store().written, asked)))


def some_of(number: int) -> str:
    """Entries that meet at least half of so many terms, as on the page of results."""
    inner = " UNION ALL ".join(
        f"SELECT rowid FROM ({store().first(BOUND)}) t{n}" for n in range(number)
    )
    place, least = f"{PLACES[SOME] + number} - count(*) AS place", (number + 1) // 2
    return f"SELECT rowid, {place} FROM ({inner}) v GROUP BY rowid HAVING count(*) >= {least}"
