"""Asking the index: all words first, then any of them, then other languages; each said.

Within an answer the nearest come first: whoever bears a name before all that tells of it; as typed
before another form of the word, that before a linked name, that before a name that is spelt alike;
in the title before in the text; in the reader's language before others; of equals the shorter. At
most ``RANKED`` are ranked, at most ``MOST_COUNTED`` are counted: PostgreSQL looks up every row that
it counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.db import connection

from search import placing
from search.asking import asked_for
from search.documents import LANGUAGES, OTHER
from search.entries import Entry, columns, entries_of
from search.expressions import But, Expression, In, Word, all_of, any_of
from search.index import version
from search.parsing import clean
from search.placing import TABLE, Wanted, grouped
from search.stores import store
from search.streams import IS_PART, kind_word
from search.term import ALIKE, EXACT, LOOSE, NAME, STEM, Term
from search.terms import Asked

MOST_PER_PAGE, PER_PAGE = 100, 20
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
        return min(self.count, placing.RANKED)


def search(question: Question) -> Answer:
    """The first of the ways of searching that finds something.

    What is counted for all of them comes with the page of the first; one more query reads another.
    """
    question = replace(question, text=clean(question.text))
    asked = asked_for(question.text)
    answer = Answer(question, asked)
    if not asked.wanted:
        return answer
    attempts = [
        Attempt(replace(question, within=within), asked, how)
        for how, within in ways(asked, question)
    ]
    is_current, first = counted(attempts)
    for attempt in attempts:
        if attempt is not attempts[0] and not attempt.may_find:
            continue
        page = first if attempt is attempts[0] else attempt.page()
        if page.count:
            return Answer(
                *(question, asked, page.count, attempt.has_more, attempt.how),
                *(attempt.question.within != question.within, page.hits, is_current),
            )
    return replace(answer, is_current=is_current)


def ways(asked: Asked, question: Question) -> Iterator[tuple[str, str]]:
    for within in dict.fromkeys((question.within, "")):
        yield ALL, within
        if any(LOOSE in term.keys for term in asked.wanted):
            yield LOOSELY, within
        if len(asked.wanted) > 1:
            yield SOME, within


@dataclass(frozen=True, slots=True)
class Page:
    """How many objects there are, and those of the page."""

    count: int
    hits: tuple[Hit, ...]


@dataclass
class Attempt:
    """One way of searching."""

    question: Question
    asked: Asked
    how: str
    found: int = 0  # entries that all words meet, as far as they were counted …
    pages: int = 0  # … and how many of these are pages

    @cached_property
    def widest(self) -> Expression:
        """What meets all words; of what needs only some of them nobody asks."""
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

    @property
    def may_find(self) -> bool:
        return self.how == SOME or self.found > 0

    @property
    def has_more(self) -> bool:
        return self.found > placing.MOST_COUNTED

    @cached_property
    def wanted(self) -> Wanted:
        size = max(1, min(self.question.per_page, MOST_PER_PAGE))
        return Wanted((max(1, self.question.page) - 1) * size, size)

    def page(self) -> Page:
        """What is shown of it; one more query where few objects have many pages that are met."""
        return self.by_number() if self.how == SOME else counted([self])[1]

    def by_number(self) -> Page:
        """By how many of the terms are met: at least half of them."""
        terms = [self.bounded(term.at(ALIKE)) for term in self.asked.wanted]
        each = " UNION ALL ".join(
            f"SELECT rowid FROM ({store().first(placing.RANKED)}) l{n}" for n in range(len(terms))
        )
        least = (len(terms) + 1) // 2
        near = (
            f"SELECT rowid, -count(*) AS tier FROM ({each}) u "
            f"GROUP BY rowid HAVING count(*) >= {least}"
        )
        wanted = self.wanted
        tables = grouped(near, *map(str, (placing.RANKED, wanted.skipped, wanted.size)))
        sql = (
            f"WITH {tables}, total AS (SELECT count(*) AS number FROM "
            "(SELECT DISTINCT kind, object_id FROM ranked) d) "
            f"SELECT t.number, p.place, {columns('e')} FROM total t LEFT JOIN placed p ON 1 = 1 "
            f"LEFT JOIN {TABLE} e ON e.id = p.id ORDER BY p.place, e.part"
        )
        found = rows(sql, terms)
        return Page(found[0][0], hits([row[1:] for row in found if row[1]]))

    @property
    def pair(self) -> list[Expression]:
        """What has to be met, and what pages have to meet."""
        return [self.widest, all_of([self.widest, Word(IS_PART)])]

    def tiers(self) -> Iterator[Expression]:
        own, names = column(self.question.language), [term.own for term in self.asked.wanted]
        if all(names) and not self.question.within:
            yield self.bounded(all_of(list(map(any_of, names))))
        for in_title, level in TIERS:
            met = together(self.asked.wanted, level, in_title=in_title)
            if met is not None:
                if not self.question.within and level < NAME:
                    yield self.bounded(In(own, met))
                yield self.bounded(met)
        yield self.widest


def counted(attempts: Sequence[Attempt]) -> tuple[bool, Page]:
    """Whether the index is current, and the page of the first attempt.

    It also counts for every attempt what all words meet; what comes after one that finds something
    stays at 0.
    """
    whole = [attempt for attempt in attempts if attempt.how != SOME]
    first, asked = whole[0], [one for attempt in whole for one in attempt.pair]
    numbers, found = store().page(version(), asked, list(first.tiers()), first.wanted)
    is_current, *numbers, beside = numbers
    for attempt, entries, pages in zip(whole, numbers[::2], numbers[1::2], strict=False):
        attempt.found, attempt.pages = entries, pages
    count, wanted = min(first.found - first.pages + beside, placing.MOST_COUNTED), first.wanted
    page = Page(count, hits(found))
    is_short = len(page.hits) < min(wanted.size, min(count, placing.RANKED) - wanted.skipped)
    if first.pages and is_short and wanted.most < placing.RANKED:
        # A few objects have so many pages that are met.
        first.wanted = replace(wanted, looked_at=placing.RANKED)
        return counted([first])
    return bool(is_current), page


def hits(rows: Sequence[Sequence]) -> tuple[Hit, ...]:
    """From place and columns of entries; an object comes before its pages."""
    found, entries = [], entries_of([row[1:] for row in rows])
    placed = zip(rows, entries, strict=True)
    for _place, some in groupby(placed, key=lambda pair: pair[0][0]):
        entry, *parts = (entry for _row, entry in some)
        if not entry.part:
            found.append(Hit(entry, tuple(parts)))
    return tuple(found)


def together(terms: Sequence[Term], level: int, *, in_title: bool = False) -> Expression | None:
    """All terms, each up to a level; None when one has no key there."""
    met = [term.at(level, in_title=in_title) for term in terms]
    return None if None in met else all_of(met)


def column(language: str) -> str:
    return language if language in LANGUAGES else OTHER


def rows(sql: str, asked: Sequence[Expression]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(map(store().written, asked)))
        return cursor.fetchall()


__all__ = ["Answer", "Hit", "Question", "search"]
