"""The index made anew, a batch at a time, while the site serves; and compared with the content.

Every batch is a transaction of its own, and what is done is noted: who is stopped goes on there.
All cores analyse; one process reads and writes.
Until the end readers find what was there before.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction

from search import index, vocabulary
from search.analysing import Analyse, with_others
from search.documents import Provider, providers
from search.models import SearchEntry, SearchState
from search.stores import store

COMPARED = 1_000  # objects at once
Progress = Callable[[str, int, int], None]


def rebuild(*, afresh: bool = False, progress: Progress = lambda *_: None) -> int:
    """Bring all documents up to date and drop what is no more; how many were written.

    Goes on where another one of the same analysis was stopped, unless ``afresh``.
    """
    state, written = begun(afresh), 0
    store().hasten()
    kinds = list(providers())
    started = kinds.index(state.kind) if state.kind in kinds else 0
    with with_others() as analyse:
        for kind in kinds[started:]:
            if kind != state.kind:
                note(state, kind, 0)
            written += rebuild_kind(kind, state, progress, analyse)
    drop_strangers(kinds)
    vocabulary.prune()
    store().settle()
    finish(state)
    return written


def begun(afresh: bool) -> SearchState:
    state = SearchState.objects.order_by("pk").first() or SearchState()
    if afresh or state.making != index.version():
        state.making, state.kind, state.after = index.version(), "", 0
        state.save()
    return state


def note(state: SearchState, kind: str, after: int) -> None:
    state.kind, state.after = kind, after
    state.save()


def finish(state: SearchState) -> None:
    state.version, state.making, state.kind, state.after = index.version(), "", "", 0
    state.save()


def rebuild_kind(kind: str, state: SearchState, progress: Progress, analyse: Analyse) -> int:
    provider, written = providers()[kind], 0
    total = provider.count()
    done = total - remaining(provider, state.after) if state.after else 0
    while keys := provider.keys(state.after, store().BATCH):
        with transaction.atomic():
            concerned = between(kind, state.after, keys)
            written += index.replace(kind, concerned, documents(kind, keys), analyse)
            note(state, kind, keys[-1])
        done += len(keys)
        progress(kind, done, total)
    with transaction.atomic():
        beyond = SearchEntry.objects.filter(kind=kind, object_id__gt=state.after)
        index.drop(list(beyond.values_list("pk", flat=True)))
    return written


def remaining(provider: Provider, after: int) -> int:
    """Not counted for its own sake: only a rebuild that goes on wants to know."""
    return sum(len(keys) for keys in batches(provider, after))


def batches(provider: Provider, after: int = 0) -> Iterator[list[int]]:
    while keys := provider.keys(after, store().BATCH * 20):
        yield keys
        after = keys[-1]


def between(kind: str, after: int, keys: list[int]) -> list[int]:
    """The keys of a batch, and those in the index between them that have no object any longer."""
    known = SearchEntry.objects.filter(kind=kind, object_id__gt=after, object_id__lte=keys[-1])
    return sorted({*keys, *known.order_by().values_list("object_id", flat=True)})


def documents(kind: str, keys: list[int]) -> Iterator:
    return providers()[kind].documents(keys)


def drop_strangers(kinds: list[str]) -> None:
    """Nothing is found of kinds that nobody provides."""
    with transaction.atomic():
        index.drop(list(SearchEntry.objects.exclude(kind__in=kinds).values_list("pk", flat=True)))


@dataclass(slots=True)
class Difference:
    """Where the index and the content differ, of one kind."""

    kind: str
    missing: int = 0  # documents that are not in the index
    outdated: int = 0  # … that are there as they were before
    surplus: int = 0  # in the index and no more in the content

    def __bool__(self) -> bool:
        return bool(self.missing or self.outdated or self.surplus)


def compare(*, progress: Progress = lambda *_: None) -> list[Difference]:
    """Every document of every kind against the index; nothing is changed."""
    return [compared(kind, progress) for kind in providers()]


def compared(kind: str, progress: Progress) -> Difference:
    provider, found = providers()[kind], Difference(kind)
    after, done, total = 0, 0, provider.count()
    while keys := provider.keys(after, COMPARED):
        entries = known_marks(kind, between(kind, after, keys))
        for document in provider.documents(keys):
            mark = entries.pop((document.key, document.part), None)
            found.missing += mark is None
            found.outdated += mark not in (None, index.fingerprint(document))
        found.surplus += len(entries)
        after, done = keys[-1], done + len(keys)
        progress(kind, done, total)
    found.surplus += SearchEntry.objects.filter(kind=kind, object_id__gt=after).count()
    return found


def known_marks(kind: str, keys: list[int]) -> dict[tuple[int, int], str]:
    entries = SearchEntry.objects.filter(kind=kind, object_id__in=keys).order_by()
    rows = entries.values_list("object_id", "part", "fingerprint")
    return {(key, part): mark for key, part, mark in rows}
