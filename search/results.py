"""What a reader is shown of what was found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from search.documents import LANGUAGES, NAME, Shown, looked_up, providers
from search.entries import Entry, entries_where, marks
from search.queries import ALL, Answer, Hit
from search.snippets import MOST_READ, Finder, Piece, Span, marked, snippet

Find = Callable[[str], list[Span]]  # where a text meets what was asked


@dataclass(frozen=True, slots=True)
class Named:
    """A title with its language, as the tag ``text`` takes it."""

    value: str
    language: str


@dataclass(frozen=True, slots=True)
class Above:
    """What a result lies in."""

    title: Named
    url: str


@dataclass(frozen=True, slots=True)
class Result:
    """One result; title and snippet are pieces of original text in the language given."""

    kind: str
    kind_label: str
    key: int
    source_id: str
    url: str
    title: tuple[Piece, ...]
    title_language: str
    reference_code: str
    date: str
    above: tuple[Above, ...]
    snippet: tuple[Piece, ...]
    snippet_language: str
    matched_language: str  # empty when only names, codes or dates were met
    is_found_beside: bool = False  # by what stands in none of its texts
    has_names: bool = False  # is what names are of
    is_page: bool = False  # leads to a page image
    picture: str = ""  # the address of a small copy

    @property
    def title_text(self) -> str:
        return "".join(piece.text for piece in self.title)

    @property
    def snippet_text(self) -> str:
        return "".join(piece.text for piece in self.snippet)


def results(answer: Answer) -> list[Result]:
    """The hits of a page; two queries more, whatever they are."""
    language, terms = answer.question.language, answer.asked.wanted
    # Each text is looked through when the language is chosen, and again to be marked.
    find = cache(Finder(terms).spans)
    within = "" if answer.is_elsewhere else answer.question.within
    told = [telling(hit, len(terms), language, within, find) for hit in answer.hits]
    looked = looked_up(shown for _entry, shown, _matched in told)
    around = Around(
        above=entries_above(answer.hits, looked.values()),
        shown=looked,
        labels={kind: str(provider.label) for kind, provider in providers().items()},
        is_said=answer.how == ALL,
    )
    return [result(*one, language, around, find) for one in told]


@dataclass(frozen=True, slots=True)
class Around:
    """What is read for all results of a page at once."""

    above: dict[tuple[str, int], Entry]
    shown: dict[int, Shown]
    labels: dict[str, str]
    is_said: bool  # that something was found by what stands in none of its texts


def result(
    entry: Entry,
    shown: Entry,
    matched: str,
    language: str,
    around: Around,
    find: Find,
) -> Result:
    """``shown`` is the entry, or that of its pages which tells most of why it was found."""
    title, title_language = title_of(entry, language, matched)
    text, text_language = text_told(entry, shown, matched, title_language, find)
    found, now = find(text), around.shown.get(shown.pk, Shown())
    return Result(
        kind=entry.kind,
        kind_label=around.labels.get(entry.kind, entry.kind),
        key=entry.object_id,
        source_id=entry.source_id,
        url=f"/{language}/{now.address or entry.address}",
        title=tuple(marked(title, find(title))),
        title_language=title_language,
        reference_code=entry.reference_code,
        date=entry.dated.get(language, ""),
        above=tuple(above_of(entry, [*entry.within, *now.within], language, around.above)),
        snippet=tuple(snippet(text, found)),
        snippet_language=text_language,
        matched_language=matched,
        is_found_beside=around.is_said and not matched and is_read_whole(entry),
        has_names=entry.kind == NAME,
        is_page=bool(now.address),
        picture=now.picture,
    )


def is_read_whole(entry: Entry) -> bool:
    """Whether all of its texts were looked through."""
    return all(len(text) <= MOST_READ for words in entry.words.values() for text in words)


def text_told(
    entry: Entry,
    shown: Entry,
    matched: str,
    title_language: str,
    find: Find,
) -> tuple[str, str]:
    """The text that tells why: in another language also the title, when only that was met."""
    title, text = shown.words.get(matched, ("", ""))
    if matched != title_language and title and not find(text):
        return title, matched
    return (text, matched) if text else body_of(entry, title_language)


def telling(
    hit: Hit, number: int, language: str, within: str, find: Find
) -> tuple[Entry, Entry, str]:
    """The entry, the one of it or its pages that meets most of so many terms, in which language:
    of equals the reader's, then that which has the words as they were typed. ``within``: only
    this one."""
    best, shown, matched = (0, False, 0), hit.entry, ""
    for entry in (hit.entry, *hit.parts):
        for code in order(entry.words, language, hit.entry.source_language):
            if within and code != within:
                continue
            spans = [span for text in entry.words[code] for span in find(text)]
            as_typed = {span.term for span in spans if not span.is_alike}
            told = len({span.term for span in spans}), code == language, len(as_typed)
            if told[0] and told > best:
                best, shown, matched = told, entry, code
            if best[0] == number and (best[1] or best[2] == number):
                return hit.entry, shown, matched  # nothing tells more
    return hit.entry, shown, matched


def order(words: dict, language: str, source_language: str) -> list[str]:
    first = [code for code in (language, source_language, *LANGUAGES) if code in words]
    return list(dict.fromkeys([*first, *words]))


def title_of(entry: Entry, language: str, matched: str = "") -> tuple[str, str]:
    """In the reader's language; else in that which was found, in the source's, in any."""
    for code in order(entry.words, language, matched or entry.source_language):
        if entry.words[code][0]:
            return entry.words[code][0], code
    return entry.reference_code, ""


def body_of(entry: Entry, language: str) -> tuple[str, str]:
    for code in order(entry.words, language, entry.source_language):
        if entry.words[code][1]:
            return entry.words[code][1], code
    return "", ""


def entries_above(hits: Iterable[Hit], looked: Iterable[Shown]) -> dict[tuple[str, int], Entry]:
    """What the hits lie in, as far as readers may see it; one query."""
    wanted = {(kind, key) for hit in hits for kind, key in hit.entry.within if kind}
    wanted |= {(kind, key) for shown in looked for kind, key in shown.within}
    if not wanted:
        return {}
    kinds, keys = (list(set(some)) for some in zip(*wanted, strict=True))
    found = entries_where(
        f"part = 0 AND object_id IN ({marks(keys)}) AND kind IN ({marks(kinds)})", [*keys, *kinds]
    )
    return {(entry.kind, entry.object_id): entry for entry in found}


def above_of(entry: Entry, within: Iterable, language: str, known: dict) -> Iterable[Above]:
    """Links to what an entry lies in, outermost first; ``within`` as ``search.index`` writes it."""
    for kind, key in within:
        if not kind:  # the page on which it stands, with its titles
            code = order(key, language, entry.source_language)[0]
            yield Above(Named(key[code], code), f"/{language}/{entry.address.partition('#')[0]}")
        elif found := known.get((kind, key)):
            yield Above(Named(*title_of(found, language)), f"/{language}/{found.address}")
