"""Content Search 2.0 documents from plain values: nothing here knows a model or a database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iiif.presentation import supplementing

CONTEXT = "http://iiif.io/api/search/2/context.json"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'
AROUND = 40  # characters before and after a match


@dataclass(frozen=True, slots=True)
class TextFacts:
    """A text that matches: its annotation, the canvas it stands on, where in it the matches are."""

    id: str
    target: str
    language: str
    text: str
    matches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page of an answer: ``number`` of ``pages`` from 1, after ``before`` earlier texts."""

    search: str  # the address with its query, without a page
    texts: tuple[TextFacts, ...]
    total: int
    number: int = 1
    pages: int = 1
    before: int = 0
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermFacts:
    value: str
    language: str
    search: str  # the address that searches for it


def service(search: str, autocomplete: str) -> dict:
    """How a resource names its search (3. Declaring Services)."""
    completing = {"id": autocomplete, "type": "AutoCompleteService2"}
    return {"id": search, "type": "SearchService2", "service": [completing]}


def annotation_page(facts: PageFacts) -> dict:
    """An AnnotationPage of everything that matches, or of one page of it (4.2)."""
    page_id = page_address(facts, facts.number) if facts.pages > 1 else facts.search
    document = {"@context": CONTEXT, "id": page_id, "type": "AnnotationPage"}
    if facts.pages > 1:
        document |= neighbours(facts)
    if facts.ignored:
        document["ignored"] = list(facts.ignored)
    document["items"] = [
        supplementing(one.id, one.target, one.language, one.text) for one in facts.texts
    ]
    if found := list(highlights(page_id, facts.texts)):
        document["annotations"] = [{"type": "AnnotationPage", "items": found}]
    return document


def neighbours(facts: PageFacts) -> dict:
    """The collection that a page is part of, and the pages beside it (4.2.2)."""
    found = {
        "partOf": {
            "id": facts.search,
            "type": "AnnotationCollection",
            "total": facts.total,
            "first": page_reference(facts, 1),
            "last": page_reference(facts, facts.pages),
        }
    }
    if facts.number < facts.pages:
        found["next"] = page_reference(facts, facts.number + 1)
    if facts.number > 1:
        found["prev"] = page_reference(facts, facts.number - 1)
    return found | {"startIndex": facts.before}


def page_reference(facts: PageFacts, number: int) -> dict:
    return {"id": page_address(facts, number), "type": "AnnotationPage"}


def page_address(facts: PageFacts, number: int) -> str:
    joint = "&" if "?" in facts.search else "?"
    return f"{facts.search}{joint}page={number}"


def highlights(page_id: str, texts: Iterable[TextFacts]) -> Iterable[dict]:
    """One annotation for every match: texts are known by page, not by word (4.2.6)."""
    matches = [(one, match) for one in texts for match in one.matches]
    for number, (one, match) in enumerate(matches, 1):
        yield {
            "id": f"{page_id}#match-{number}",
            "type": "Annotation",
            "motivation": "highlighting",
            "target": {
                "type": "SpecificResource",
                "source": one.id,
                "selector": [quote(one.text, *match)],
            },
        }


def quote(text: str, start: int, end: int) -> dict:
    """A TextQuoteSelector; where a text begins or ends there is nothing before or after."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    found = {"type": "TextQuoteSelector", "exact": text[start:end]}
    found |= {"prefix": before} if before else {}
    return found | ({"suffix": after} if after else {})


def term_page(page_id: str, terms: Sequence[TermFacts], ignored: Sequence[str] = ()) -> dict:
    """A TermPage: words that may be asked for (5.2)."""
    document = {"@context": CONTEXT, "id": page_id, "type": "TermPage"}
    if ignored:
        document["ignored"] = list(ignored)
    document["items"] = [
        {
            "type": "Term",
            "value": one.value,
            "language": one.language,
            "service": [{"id": one.search, "type": "SearchService2"}],
        }
        for one in terms
    ]
    return document
