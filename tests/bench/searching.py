"""The search at several sizes of the archive, compared with the bare SQL of the same index.

One question at a time, in this process, by the clock: PostgreSQL works outside of it. Every figure
is the time within which 95 of 100 came. The floor asks for the same words in the plainest way: it
counts them, and reads the first page in the order of the database's own ranking.
"""

import itertools
import time
from collections.abc import Callable, Iterator

from tests.bench.load import percentile
from tests.bench.words import scope, title

SIZES, LARGE_SIZES = (10_000, 100_000), (10_000, 100_000, 1_000_000)
# Runs of what is compared, of other things, and seconds after which fewer are enough.
TURNS, TIMES, PATIENCE = 200, 20, 10
DOCUMENTS, LETTERS = 5_000, 200
QUESTIONS = {
    "rare": ("en", "no. 4712"),
    "common": ("en", "photograph"),
    "in all": ("en", "pencil"),
    "stem": ("mn", "тусламжаар"),
    "one kanji": ("ja", "電"),
    "two kanji": ("ja", "電報"),
    "four kanji": ("ja", "災害援助"),
    "name": ("en", "Доржийн Болд 17"),
    "phrase": ("en", '"disaster relief"'),
    "three words": ("mn", "гамшгийн тусламж зураг"),
    "none": ("en", "zebra"),
}
TYPED = {"typed a": ("en", "bo"), "typed b": ("mn", "До"), "typed c": ("ja", "電")}
FACETS = ("common", "in all", "two kanji", "three words")
RANKINGS = {
    "sqlite": "SELECT rowid FROM search_words WHERE search_words MATCH %s "
    "ORDER BY bm25(search_words) LIMIT 20",
    "postgresql": "SELECT id AS rowid FROM search_words WHERE words @@ %s::tsquery "
    "ORDER BY ts_rank(words, %s::tsquery) DESC LIMIT 20",
}
HEADINGS = (
    "search",
    "items",
    "found",
    "ms",
    "floor ms",
    "× floor",
    "shown ms",
    "page ms",
    "queries",
)
WIDTHS = (20, 11, 11, 10, 10, 10, 10, 10, 9)


def rows(grow: Callable[[int], str], *, large: bool) -> Iterator[str]:
    """The table, line by line."""
    yield indexing()
    yield line(HEADINGS)
    for size in LARGE_SIZES if large else SIZES:
        yield grow(size)
        yield from (asked(name, size, *question) for name, question in QUESTIONS.items())
        yield from (faceted(name, size, *QUESTIONS[name]) for name in FACETS)
        yield from (typed(name, size, *question) for name, question in TYPED.items())


def indexing() -> str:
    """Documents of ``LETTERS`` characters written into the index in a second of processor time."""
    from django.db import transaction

    from search import index

    begun = time.thread_time()
    with transaction.atomic():
        index.put(documents())
        spent = time.thread_time() - begun
        transaction.set_rollback(True)
    return f"indexing {DOCUMENTS / spent:,.0f} documents a second"


def documents() -> Iterator:
    from search.documents import Document, Words

    for number in range(DOCUMENTS):
        code = ("en", "ja", "mn")[number % 3]
        head = title(number, code)
        body = (scope(number, code) * LETTERS)[: LETTERS - len(head)]
        yield Document("bench", number, {code: Words(head, body)}, "", source_language=code)


def asked(name: str, size: int, language: str, text: str) -> str:
    """``ms`` until the entries of the page are there, ``shown`` until their texts are marked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from search.queries import Question, search
    from search.results import results

    def find():
        return search(Question(text, language))

    count = find().count
    with CaptureQueriesContext(connection) as captured:
        results(find())
    queries = len(captured)  # a request forgets them
    ours, floor = in_turns(find, floor_of(text))
    (shown,) = in_turns(lambda: results(find()), times=TIMES)
    (page,) = in_turns(page_of(f"/{language}/search/", text), times=TIMES)
    return line(
        (name, f"{size:,}", f"{count:,}", *compared(ours, floor), ms(shown), ms(page), str(queries))
    )


def faceted(name: str, size: int, language: str, text: str) -> str:
    from tests.bench import faceting

    count = faceting.counting(language, text)
    number, (ours, floor) = count(), in_turns(count, faceting.floor(attempt(text)))
    return line((f"{name}: facets", f"{size:,}", f"{number:,}", *compared(ours, floor), "", "", ""))


def typed(name: str, size: int, language: str, text: str) -> str:
    from search.suggesting import suggestions

    (ours,) = in_turns(lambda: suggestions(text, language), times=TIMES)
    return line((name, f"{size:,}", "", ms(ours), *[""] * 5))


def compared(ours: float, floor: float) -> tuple[str, str, str]:
    return ms(ours), ms(floor), f"{ours / floor:.2f}"


def ms(figure: float) -> str:
    return f"{figure:.1f}"


def page_of(path: str, text: str) -> Callable[[], object]:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})

    def page():
        if client.get(path, {"q": text}).status_code != 200:
            raise RuntimeError(f"{path} did not answer.")

    return page


def attempt(text: str):
    """What has all of the words."""
    from search.queries import ALL, Attempt, Question
    from search.terms import read

    return Attempt(Question(text), read(text), ALL)


def floor_of(text: str) -> Callable[[], object]:
    """Counting what has all words, and reading the first page of it."""
    from django.db import connection

    from search.stores import store

    words, ranking = store().written(attempt(text).widest), RANKINGS[connection.vendor]
    page = f"SELECT e.* FROM ({ranking}) r JOIN search_searchentry e ON e.id = r.rowid"

    def floor():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({store().MATCHING}) m", [words])
            cursor.fetchall()
            cursor.execute(page, [words] * ranking.count("%s"))
            cursor.fetchall()

    return floor


def in_turns(*asks: Callable[[], object], times: int = TURNS) -> tuple[float, ...]:
    """Milliseconds within which 95 of 100 runs of each ended, after one that fills caches.

    They take turns, so that whatever else the machine does falls on all.
    """
    for ask in asks:
        ask()
    found: list[tuple[float, ...]] = []
    for _time in itertools.repeat(None, times):
        found.append(tuple(map(taken, asks)))
        if sum(map(sum, found)) > PATIENCE * 1000 * len(asks):
            break
    return tuple(percentile(some, 0.95) for some in zip(*found, strict=True))


def taken(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def line(cells: tuple[str, ...]) -> str:
    """The first cell to the left, figures to the right."""
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)
