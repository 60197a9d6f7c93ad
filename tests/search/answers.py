"""Documents that are made for tests of the search, and what a query finds among them."""

from search import index
from search.documents import Document, Words
from search.queries import Question, search


def make_document(key: int, kind: str = "item", **values) -> Document:
    """``title_en=…``, ``body_ja=…`` are its words; the rest as in ``Document``."""
    words: dict[str, Words] = {}
    for language in ("en", "ja", "mn", "ru"):
        title, body = values.pop(f"title_{language}", ""), values.pop(f"body_{language}", "")
        if title or body:
            words[language] = Words(title, body)
    defaults = {"address": f"things/{key}/", "source_id": f"thing-{key}"}
    return Document(kind=kind, key=key, words=words, **{**defaults, **values})


def put(*documents: Document) -> None:
    index.put(documents)


def found(text: str, **values) -> list[str]:
    """The senders' identifiers of what is found, best first."""
    answer = search(Question(text, per_page=100, **values))
    return [hit.entry.source_id for hit in answer.hits]


__all__ = ["found", "make_document", "put"]
