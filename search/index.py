"""Keeping the index: what changes a document puts it here, in the transaction of the change."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice

from django.db import transaction

from search import optional, vocabulary
from search.analysing import PORTION, Analyse, Portion, alone
from search.documents import Concerned, Document, followers_of, provider_of
from search.kept import Kept
from search.models import Letters, SearchEntry, SearchState
from search.stores import store
from search.tokens import VERSION

BATCH = 500
_gathered: ContextVar[Concerned | None] = ContextVar("gathered", default=None)


def is_current() -> bool:
    """Whether the index was made, as a whole, with this analysis."""
    return SearchState.objects.filter(version=version()).exists()


def version() -> str:
    """What the words of an index depend on: this analysis, and what is installed with it."""
    return "+".join([str(VERSION), *optional.names()])


@contextmanager
def gathering() -> Iterator[None]:
    """Refresh what is touched inside once, at the end; stands inside of the transaction."""
    if _gathered.get() is not None:
        yield
        return
    gathered: Concerned = {}
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    for kind, keys in gathered.items():
        refresh(kind, keys)


def refresh(kind: str, keys: Iterable[int]) -> None:
    """Bring the documents of these objects up to date, whatever happened to them; where they
    have changed, also those that have their words in them."""
    if (gathered := _gathered.get()) is not None:
        gathered.setdefault(kind, set()).update(keys)
        return
    keys = sorted(set(keys))
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        written, dropped = replaced(kind, some, provider_of(kind).documents(some))
        if written or dropped:
            for other, concerned in followers_of(kind, some).items():
                refresh(other, concerned)


def replace(
    kind: str, keys: Sequence[int], documents: Iterable[Document], analyse: Analyse = alone
) -> int:
    """These documents instead of all that these objects had; how many were written."""
    return replaced(kind, keys, documents, analyse)[0]


@transaction.atomic
def replaced(
    kind: str, keys: Sequence[int], documents: Iterable[Document], analyse: Analyse = alone
) -> tuple[int, int]:
    """The same, and how many were dropped. What has not changed is left alone."""
    known = {
        (entry.object_id, entry.part): entry
        for entry in SearchEntry.objects.filter(kind=kind, object_id__in=keys).only(
            "object_id", "part", "fingerprint"
        )
    }
    kept: set[tuple[int, int]] = set()
    fresh, written, dropped = changed(documents, known, kept), 0, 0
    portions, spelt = iter(lambda: list(islice(fresh, PORTION)), []), {}
    for portion, words in analyse(portions, store().KEPT):
        gone = [known.pop(place).pk for place in map(place_of, portion) if place in known]
        drop(gone)
        write(portion, words)
        vocabulary.collect(spelt, (document for document, _mark in portion))
        written, dropped = written + len(portion), dropped + len(gone)
    rest = [entry.pk for place, entry in known.items() if place not in kept]
    drop(rest)
    vocabulary.keep(spelt)
    return written, dropped + len(rest)


def changed(
    documents: Iterable[Document],
    known: dict[tuple[int, int], SearchEntry],
    kept: set[tuple[int, int]],
) -> Iterator[tuple[Document, str]]:
    """What is new or other than known, with its fingerprint; the others are noted as kept."""
    for document in documents:
        place, mark = (document.key, document.part), fingerprint(document)
        if place in known and known[place].fingerprint == mark:
            kept.add(place)
        else:
            yield document, mark


def place_of(marked: tuple[Document, str]) -> tuple[int, int]:
    return marked[0].key, marked[0].part


def put(documents: Iterable[Document]) -> int:
    """Write documents that the index may hold already; how many were written."""
    written, documents = 0, iter(documents)
    while some := list(islice(documents, BATCH)):
        for kind in {document.kind for document in some}:
            alike = [document for document in some if document.kind == kind]
            written += replace(kind, [document.key for document in alike], alike)
    return written


@transaction.atomic
def remove(kind: str, keys: Iterable[int]) -> None:
    """Nothing of these objects is found any longer."""
    keys = list(keys)
    for start in range(0, len(keys), BATCH):
        some = SearchEntry.objects.filter(kind=kind, object_id__in=keys[start : start + BATCH])
        drop(list(some.values_list("pk", flat=True)))


def keys_with(kind: str, facet: str) -> list[int]:
    """Objects of a kind whose documents have a facet; reads all documents of the kind."""
    found = SearchEntry.objects.filter(kind=kind, facets__contains=f" {facet} ").order_by()
    return list(found.values_list("object_id", flat=True))


def drop(entries: Sequence[int]) -> None:
    if entries:
        store().remove(entries)
        SearchEntry.objects.filter(pk__in=entries).delete()


def write(documents: Portion, words: Sequence[Kept]) -> None:
    """In SQL: ``bulk_create`` alone took a quarter of the time of a rebuild."""
    keys = store().new_keys(len(documents))
    rows = (row(*one) for one in zip(keys, documents, strict=True))
    store().insert(SearchEntry._meta.db_table, COLUMNS, rows)
    store().put(zip(keys, words, strict=True))


def row(key: int, marked: tuple[Document, str]) -> tuple:
    """The columns of a document's entry."""
    document, mark = marked
    words = {language: [w.title, w.body] for language, w in document.words.items()}
    return (
        *(key, document.kind, document.key, document.part),
        *(document.source_id, document.source_language, document.address),
        document.codes[0] if document.codes else "",
        *(as_json(one) for one in (words, document.dated, lying_in(document))),
        document.picture,
        f" {' '.join(document.facets)} " if document.facets else "",
        sum(len(text) for pair in words.values() for text in pair),
        mark,
    )


def lying_in(document: Document) -> list:
    """Kinds and keys; a page has no entry of its own, and stands there with its titles."""
    return [*document.within, *([["", document.chapter]] if document.chapter else [])]


COLUMNS = [f'"{field.column}"' for field in SearchEntry._meta.concrete_fields]
# To make an encoder for each value takes longer than to use it.
as_json, in_order = Letters().encode, json.JSONEncoder(sort_keys=True).encode


def fingerprint(document: Document) -> str:
    """What tells whether a document has changed since it was written."""
    content = [
        *(document.source_id, document.source_language, document.address, document.picture),
        *(document.names, document.codes, document.facets, document.dated, lying_in(document)),
        {language: (w.title, w.body) for language, w in document.words.items()},
        [day.isoformat() if day else "" for day in document.dates],
        version(),
    ]
    return hashlib.blake2b(in_order(content).encode(), digest_size=16).hexdigest()
