"""Searching the texts of one item: reads models, gives what ``content_search`` writes down."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, QueryDict

from archive.models import Transcription, open_now
from archive.searching import ITEM
from iiif.addresses import address
from iiif.content_search import PageFacts, TermFacts, TextFacts
from iiif.items import canvas_id
from search.analysis import folded
from search.parsing import clean
from search.snippets import mapped, spans
from search.term import Term
from search.terms import Asked
from search.tokens import WORD, of_today, tokens_of
from search.within import asked_for, column, parts_meeting, parts_with

PER_PAGE, MOST_MATCHES = 50, 100  # texts; matches of one text
MOST_TERMS, MOST_LOOKED_THROUGH = 20, 40  # terms; pages whose words are looked through
SEARCHES, COMPLETES = frozenset(("q", "page")), frozenset(("q",))
MOST_IGNORED, MOST_TYPED = 20, 100

Row = tuple[int, int, str]  # text, page image, language


def texts_of(item: int) -> QuerySet[Transcription]:
    """Texts of an item that stand on its canvases, in reading order; none of a closed item."""
    shown = Transcription.objects.filter(open_now("digital_object__item__"))
    shown = shown.filter(digital_object__item=item).exclude(digital_object__derivatives=[])
    return shown.order_by(
        *("digital_object__order", "digital_object", "kind", "language"),
    )


def page_facts(item: int, params: QueryDict) -> PageFacts:
    """A page of what the texts of an item have of a query; three or four queries."""
    rows = rows_of(item)
    text = clean(params.get("q", ""))
    asked = asked_for(text)
    found = meeting(item, asked, rows) if text else rows
    pages = max(1, -(-len(found) // PER_PAGE))
    number = page_number(params.get("page", "1"), pages)
    before = (number - 1) * PER_PAGE
    return PageFacts(
        search=search_address(item, text),
        texts=tuple(facts_of(item, found[before : before + PER_PAGE], asked.wanted)),
        total=len(found),
        number=number,
        pages=pages,
        before=before,
        ignored=ignored(params, SEARCHES),
    )


def rows_of(item: int) -> list[Row]:
    """All texts without their words; 404 where there are none to search."""
    rows = list(texts_of(item).values_list("pk", "digital_object", "language"))
    if not rows:
        raise Http404
    return rows


def meeting(item: int, asked: Asked, rows: list[Row]) -> list[Row]:
    """The texts in which all of the words stand."""
    met = parts_meeting(ITEM, item, asked, {language for _key, _page, language in rows})
    return [row for row in rows if (row[1], column(row[2])) in met]


def page_number(text: str, pages: int) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= pages:
        return int(text[:9])
    raise Http404


def facts_of(item: int, rows: Iterable[Row], terms: tuple[Term, ...]) -> Iterator[TextFacts]:
    found = Transcription.objects.in_bulk([key for key, _page, _language in rows])
    for key, page, language in rows:
        if key not in found:
            continue
        text = found[key].plain_text
        matches = [(span.start, span.end) for span in spans(text, terms)] if terms else []
        yield TextFacts(
            id=f"{address('iiif:texts', item, page)}/{key}",
            target=canvas_id(item, page),
            language=language,
            text=text,
            matches=tuple(matches[:MOST_MATCHES]),
        )


def ignored(params: QueryDict, known: frozenset[str]) -> tuple[str, ...]:
    """What was asked besides and has no say (4.2.4)."""
    return tuple(name[:40] for name in params if name not in known)[:MOST_IGNORED]


def search_address(item: int, text: str) -> str:
    query = f"?{urlencode({'q': text})}" if text else ""
    return address("iiif:search", item) + query


def autocomplete_address(item: int, text: str) -> str:
    query = f"?{urlencode({'q': text})}" if text else ""
    return address("iiif:autocomplete", item) + query


def terms_beginning(item: int, text: str) -> list[TermFacts]:
    """Words of the item’s texts that begin as typed, as they are written; three queries."""
    start = of_today(folded(text)).strip()
    rows_of(item)
    tokens = tokens_of(text)
    if not tokens or any(blank in start for blank in " \n\t"):
        return []
    pages = parts_with(ITEM, item, [tokens[0].exact], MOST_LOOKED_THROUGH)
    found: dict[str, TermFacts] = {}
    for row in texts_of(item).filter(digital_object__in=pages):
        for word in words_beginning(row.plain_text, start):
            facts = TermFacts(word, row.language, search_address(item, word))
            found.setdefault(folded(word), facts)
    return [found[key] for key in sorted(found)][:MOST_TERMS]


def words_beginning(text: str, start: str) -> Iterator[str]:
    """Words in letters that begin so; of kanji also what follows inside of a run."""
    plain, places = mapped(text)
    for match in WORD.finditer(of_today(plain)):
        place = match[0].find(start) if match.lastgroup in ("kanji", "katakana") else 0
        if place >= 0 and match[0].startswith(start, place):
            yield text[places[match.start() + place] : places[match.end()]]
