"""The words of many documents: by this process alone, or with others on the other cores.

Analysing is most of the work of a rebuild and needs no database: whoever holds the transaction
hands portions of what it has read to processes beside it, writes what comes back, and does
itself what none of them has begun.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context, parent_process

from search.documents import Document
from search.kept import Keep, Kept
from search.streams import series

PORTION = 20  # documents: small ones leave fewer idle at the end of a batch
LEAST = 4  # portions for which others are called: starting them takes some tenths of a second
MOST_OTHERS = 7
LEFT_TO_OTHERS = 1  # portion that nobody has begun: work for others while this process writes
Portion = Sequence[tuple[Document, str]]  # documents with their fingerprints
Analysed = tuple[Portion, list[Kept]]
Analyse = Callable[[Iterable[Portion], Keep], Iterator[Analysed]]


def alone(portions: Iterable[Portion], keep: Keep) -> Iterator[Analysed]:
    """Each portion with the words of its documents, one after the other."""
    for portion in portions:
        yield portion, words_of(portion, keep)


def words_of(portion: Portion, keep: Keep) -> list[Kept]:
    return [keep(series(document)) for document, _mark in portion]


def cores() -> int:
    """Those that this process may use, where the system tells."""
    may_use = getattr(os, "sched_getaffinity", None)
    return len(may_use(0)) if may_use else os.cpu_count() or 1


@contextmanager
def with_others() -> Iterator[Analyse]:
    """What analyses on all cores; the others end with the block."""
    others = min(cores() - 1, MOST_OTHERS)
    if not others:
        yield alone
        return
    # Not forked: a copy of this process would hold its connection to the database.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(others, mp_context=spawn, initializer=end_with_parent) as pool:
        yield partial(together, pool)


def end_with_parent() -> None:
    """Nobody stays behind when the process that writes is killed."""

    def wait() -> None:
        parent_process().join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def together(
    pool: ProcessPoolExecutor, portions: Iterable[Portion], keep: Keep
) -> Iterator[Analysed]:
    """The same as ``alone``, in the same order."""
    portions = iter(portions)
    first = list(islice(portions, LEAST))
    if len(first) < LEAST:
        yield from alone(first, keep)
        return
    # They begin while the rest is still being read.
    portions = chain(first, portions)
    begun = [(portion, pool.submit(words_of, portion, keep)) for portion in portions]
    own: dict[int, list[Kept]] = {}
    for place, (portion, words) in enumerate(begun):
        while not words.done() and (taken := withdrawn(begun, place, own)) is not None:
            own[taken] = words_of(begun[taken][0], keep)
        yield portion, own.pop(place) if place in own else words.result()


def withdrawn(begun: Sequence[tuple[Portion, Future]], first: int, own: dict) -> int | None:
    """The next portion that nobody has begun, taken out of the queue, while others are left.

    Not the last one: what is analysed last is written last, and meanwhile the others are idle.
    """
    waiting = (
        place
        for place in range(first, len(begun))
        if place not in own and not (begun[place][1].running() or begun[place][1].done())
    )
    some = list(islice(waiting, LEFT_TO_OTHERS + 1))
    if len(some) > LEFT_TO_OTHERS and begun[some[0]][1].cancel():
        return some[0]
    return None
