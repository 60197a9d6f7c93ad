"""Asking the index: all words first, then any of them, then other languages; each said.

Within an answer the nearest come first: as typed before another form of the word, that before a
linked name, that before a name that is spelt alike; in the title before in the text; in the
reader's language before others; of equals the shorter. At most ``RANKED`` are ranked, at most
``MOST_COUNTED`` are counted: PostgreSQL looks up every row that it counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import connection

from search.documents import LANGUAGES, OTHER
from search.entries import COLUMNS, Entry, entries_of, entries_where, marks
from search.expressions import But, Expression, In, Word, all_of, any_of
from search.index import version
from search.parsing import clean
from search.stores import store
from search.streams import IS_PART, kind_word
from search.terms import ALIKE, EXACT, LOOSE, NAME, STEM, Asked, Term, read

RANKED, MOST_COUNTED = 1_000, 50_000
ENTRIES_EACH = 4  # that are looked at for each object of a page, where pages are met as well
MOST_PER_PAGE, PER_PAGE = 100, 20
ORDER = "f.tier, e.length, e.kind, e.object_id, e.part"  # of entries e that are found as f
TIERS = ((True, EXACT), (False, EXACT), (True, STEM), (False, STEM), (False, NAME), (False, ALIKE))

ALL, LOOSELY, SOME = "all", "loosely", "any"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the text, kinds to which it is narrowed, the language of the texts."""

    text: str
    language: str = "en"  # of the reader
    kinds: tuple[str, ...] = ()
    within: str = ""  # only texts of this language
    page: int = 1
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and the entries of its pages that were."""

    entry: Entry
    parts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results, and how they came to be found.

    ``how`` is ``all`` words, ``loosely`` (as parts of longer words), or ``any`` of the words.
    """

    question: Question
    asked: Asked
    count: int = 0
    has_more: bool = False  # than were counted
    how: str = ALL
    is_elsewhere: bool = False  # nothing in the language that was asked for
    hits: tuple[Hit, ...] = ()
    is_current: bool = True  # whether the whole index was made with this analysis

    @property
    def ranked(self) -> int:
        """How many can be leafed through."""
        return min(self.count, RANKED)


def search(question: Question) -> Answer:
    """The first of the ways of searching that finds something."""
    question = replace(question, text=clean(question.text))
    asked = read(question.text)
    answer = Answer(question, asked)
    if not asked.wanted:
        return answer
    attempts = [
        Attempt(replace(question, within=within), asked, how)
        for how, within in ways(asked, question)
    ]
    answer = replace(answer, is_current=counted(attempts))
    for attempt in attempts:
        if attempt.count:
            is_elsewhere = attempt.question.within != question.within
            return replace(
                answer,
                count=attempt.count,
                has_more=attempt.has_more,
                how=attempt.how,
                is_elsewhere=is_elsewhere,
                hits=tuple(hits(attempt)),
            )
    return answer


def ways(asked: Asked, question: Question) -> Iterator[tuple[str, str]]:
    for within in dict.fromkeys((question.within, "")):
        yield ALL, within
        if any(LOOSE in term.keys for term in asked.wanted):
            yield LOOSELY, within
        if len(asked.wanted) > 1:
            yield SOME, within


@dataclass
class Attempt:
    """One way of searching."""

    question: Question
    asked: Asked
    how: str
    entries: int = RANKED  # met by all words, as far as they were counted
    has_more: bool = False
    has_pages: bool = True  # whether several entries may be of one object

    @cached_property
    def widest(self) -> Expression:
        if self.how == SOME:
            return self.bounded(any_of([term.at(ALIKE) for term in self.asked.wanted]))
        return self.bounded(together(self.asked.wanted, LOOSE if self.how == LOOSELY else ALIKE))

    def bounded(self, found: Expression) -> Expression:
        """Only in the language and of the kinds asked for, without what is unwanted."""
        if self.question.within:
            found = In(column(self.question.within), found)
        if self.asked.unwanted:
            found = But(found, tuple(term.at(STEM) for term in self.asked.unwanted))
        if self.question.kinds:
            found = all_of([found, any_of([Word(kind_word(kind)) for kind in self.question.kinds])])
        return found

    @cached_property
    def count(self) -> int:
        """How many objects; ``counted`` tells it of those that are met by all words."""
        return len(self.ranked)

    def count_beside(self) -> int:
        """Objects of which only pages are met."""
        pages = all_of([self.widest, Word(IS_PART)])
        sql = (
            "SELECT count(*) FROM (SELECT DISTINCT kind, object_id FROM search_searchentry WHERE "
            f"id IN ({store().first(MOST_COUNTED)})) p JOIN search_searchentry e ON e.part = 0 AND "
            "e.kind = p.kind AND e.object_id = p.object_id "
            f"WHERE NOT EXISTS ({store().MATCHING_ENTRY})"
        )
        return rows(sql, [pages, self.widest])[0][0]

    @cached_property
    def ranked(self) -> list[tuple[str, int, list[int]]]:
        """Kind, key and entries of the objects, best first; as many as the page needs."""
        found = self.by_number() if self.how == SOME else self.by_tier()
        grouped: dict[tuple[str, int], list[int]] = {}
        for _tier, key, kind, number in found:
            grouped.setdefault((kind, number), []).append(key)
        return [(kind, number, keys) for (kind, number), keys in grouped.items()]

    def by_tier(self) -> list[tuple]:
        """By the nearest level at which all terms are met."""
        needed = self.page * self.per_page
        most = needed * ENTRIES_EACH
        found = rows(*self.nearest(most))
        if most <= len(found) < RANKED and len({entry[2:] for entry in found}) < needed:
            found = rows(*self.nearest(RANKED))
        return found

    def nearest(self, last: int, first: int = 0) -> tuple[str, list[Expression]]:
        """The query for the entries between two places in the order of results.

        Each level is read as a whole, but only until one holds enough: what the levels after it
        hold comes later.
        """
        last, tiers = min(last, RANKED), list(dict.fromkeys(self.tiers()))
        inner = store().levels(len(tiers), RANKED, min(last, self.entries))
        inner = f"SELECT rowid, min(tier) AS tier FROM ({inner}) u GROUP BY rowid"
        return ranked_sql(inner, max(last - first, 0), first), tiers

    def page_entries(self) -> list[Entry]:
        """The entries of the page, where none of them are of pages; one query."""
        first = (self.page - 1) * self.per_page
        ranked, tiers = self.nearest(first + self.per_page, first)
        return entries_of(in_their_order(ranked), [store().written(tier) for tier in tiers])

    @property
    def page(self) -> int:
        return max(1, self.question.page)

    @property
    def per_page(self) -> int:
        return max(1, min(self.question.per_page, MOST_PER_PAGE))

    def tiers(self) -> Iterator[Expression]:
        own = column(self.question.language)
        for in_title, level in TIERS:
            met = together(self.asked.wanted, level, in_title=in_title)
            if met is not None:
                if not self.question.within and level < NAME:
                    yield self.bounded(In(own, met))
                yield self.bounded(met)
        yield self.widest

    def by_number(self) -> list[tuple]:
        """By how many of the terms are met: at least half of them."""
        wanted = [self.bounded(term.at(ALIKE)) for term in self.asked.wanted]
        inner = " UNION ALL ".join(
            f"SELECT rowid FROM ({store().first(RANKED)}) l{n}" for n in range(len(wanted))
        )
        least = (len(wanted) + 1) // 2
        sql = ranked_sql(
            f"SELECT rowid, -count(*) AS tier FROM ({inner}) u "
            f"GROUP BY rowid HAVING count(*) >= {least}",
            RANKED,
        )
        return rows(sql, wanted)


def counted(attempts: Sequence[Attempt]) -> bool:
    """Count those that all words meet, with one query where none of them are pages; and say
    whether the index is current. What comes after one that finds something stays at 0."""
    whole = [attempt for attempt in attempts if attempt.how != SOME]
    asked = [
        wanted
        for attempt in whole
        for wanted in (attempt.widest, all_of([attempt.widest, Word(IS_PART)]))
    ]
    is_current, *counts = rows(counting_sql(len(whole)), asked, version())[0]
    for attempt, found, pages in zip(whole, counts[::2], counts[1::2], strict=True):
        beside = attempt.count_beside() - pages if pages else 0
        attempt.count = min(found + beside, MOST_COUNTED)
        attempt.entries, attempt.has_pages = found, bool(pages)
        attempt.has_more = found > MOST_COUNTED
    return bool(is_current)


def counting_sql(number: int) -> str:
    """The state of the index; then of so many attempts the entries, and those of pages."""
    parts = ["SELECT count(*) AS number FROM search_searchstate WHERE version = %s"]
    for place in range(1, number * 2 + 1):
        most, is_pages = str(MOST_COUNTED + 1), place % 2 == 0
        if is_pages:
            most = f"CASE WHEN (SELECT number FROM c{place - 1}) > 0 THEN {most} ELSE 0 END"
        elif place > 1:
            before = " + ".join(f"(SELECT number FROM c{n})" for n in range(1, place, 2))
            most = f"CASE WHEN {before} = 0 THEN {most} ELSE 0 END"
        parts.append(f"SELECT count(*) AS number FROM ({store().first(most)}) f{place}")
    tables = ", ".join(f"c{n} AS ({part})" for n, part in enumerate(parts))
    told = ", ".join(f"(SELECT number FROM c{n})" for n in range(len(parts)))
    return f"WITH {tables} SELECT {told}"


def ranked_sql(inner: str, most: int, first: int = 0) -> str:
    """So many entries of an inner query with rowid and tier, in the order of results."""
    return (
        "SELECT f.tier, e.id, e.kind, e.object_id "
        f"FROM search_searchentry e JOIN ({inner}) f ON f.rowid = e.id "
        f"ORDER BY {ORDER} LIMIT {most} OFFSET {first}"
    )


def in_their_order(ranked: str) -> str:
    """All that is shown of the entries of a ranked query."""
    columns = ", ".join(f"e.{column}" for column in COLUMNS)
    return (
        f"SELECT {columns} FROM search_searchentry e JOIN ({ranked}) f ON f.id = e.id "
        f"ORDER BY {ORDER}"
    )


def together(terms: Sequence[Term], level: int, *, in_title: bool = False) -> Expression | None:
    """All terms, each up to a level; None when one has no key there."""
    met = [term.at(level, in_title=in_title) for term in terms]
    return None if None in met else all_of(met)


def column(language: str) -> str:
    return language if language in LANGUAGES else OTHER


def rows(sql: str, asked: Sequence[Expression], *before: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [*before, *(store().written(one) for one in asked)])
        return cursor.fetchall()


def hits(attempt: Attempt) -> Iterator[Hit]:
    """The objects of the page that was asked for; one query where pages are not met."""
    if not attempt.has_pages:
        yield from map(Hit, attempt.page_entries())
        return
    first = (attempt.page - 1) * attempt.per_page
    shown = attempt.ranked[first : first + attempt.per_page]
    keys = [key for _kind, _number, keys in shown for key in keys]
    numbers = [number for _kind, number, _keys in shown]
    # The objects themselves need not have been found.
    condition = f"id IN ({marks(keys)}) OR (part = 0 AND object_id IN ({marks(numbers)}))"
    found = entries_where(condition, [*keys, *numbers]) if keys else []
    for kind, number, met in shown:
        own = [one for one in found if (one.kind, one.object_id) == (kind, number)]
        parts = sorted((one for one in own if one.part and one.pk in met), key=part_number)
        yield from (Hit(one, tuple(parts)) for one in own if not one.part)


def part_number(entry: Entry) -> int:
    return entry.part


__all__ = ["Answer", "Hit", "Question", "search"]
