"""Checks of what stands in rich text besides words: links, footnotes, tables, headings, lists."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.checks.pairs import Check, Message, Pair

LINK_MISSING = _("The link to %(address)s is missing.")
LINK_ADDED = _("The link to %(address)s is not in the source.")
NOTES_DIFFER = _("The source has %(expected)d footnotes, the translation %(found)d.")
NOTES_PLACED = _(
    "Footnote %(number)d stands in paragraph %(expected)d of the source and in paragraph "
    "%(found)d of the translation."
)
TABLES_DIFFER = _("The source has %(expected)d tables, the translation %(found)d.")
TABLE_SIZE = _("Table %(number)d is %(expected)s in the source and %(found)s in the translation.")
HEADINGS_DIFFER = _("The source has %(expected)d headings, the translation %(found)d.")
LISTS_DIFFER = _("Lists differ: %(expected)s in the source, %(found)s in the translation.")
PASSAGE_MISSING = _("A passage marked as %(language)s in the source is not marked any more.")


def links(pair: Pair) -> Iterator[Message]:
    source, text = Counter(pair.source_shape.links), Counter(pair.shape.links)
    yield from ((LINK_MISSING, {"address": one}) for one in source - text)
    yield from ((LINK_ADDED, {"address": one}) for one in text - source)


def footnotes(pair: Pair) -> Iterator[Message]:
    """As many as in the source, and in the same paragraphs where there are as many of those."""
    source, text = pair.source_shape, pair.shape
    if len(source.notes) != len(text.notes):
        yield NOTES_DIFFER, {"expected": len(source.notes), "found": len(text.notes)}
    elif source.blocks == text.blocks:
        for number, (one, other) in enumerate(zip(source.notes, text.notes, strict=True), 1):
            if one.block != other.block:
                yield NOTES_PLACED, {"number": number, "expected": one.block, "found": other.block}


def marks(pair: Pair) -> Iterator[Message]:
    source, text = pair.source_shape, pair.shape
    yield from tables(source.tables, text.tables)
    if len(source.headings) != len(text.headings):
        yield HEADINGS_DIFFER, {"expected": len(source.headings), "found": len(text.headings)}
    if source.lists != text.lists:
        yield LISTS_DIFFER, {"expected": in_words(source.lists), "found": in_words(text.lists)}
    lost = Counter(source.passages) - Counter(text.passages)
    for language in lost:
        if language not in (pair.source_language, pair.language):
            yield PASSAGE_MISSING, {"language": language}


def tables(source: tuple, text: tuple) -> Iterator[Message]:
    if len(source) != len(text):
        yield TABLES_DIFFER, {"expected": len(source), "found": len(text)}
        return
    for number, (one, other) in enumerate(zip(source, text, strict=True), 1):
        if one != other:
            sizes = {"expected": "{} × {}".format(*one), "found": "{} × {}".format(*other)}
            yield TABLE_SIZE, {"number": number, **sizes}


def in_words(lists: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in lists) or "–"


LINKS = Check("links", _("Links"), _("The same links, to the same addresses."), links)
FOOTNOTES = Check(
    "footnotes",
    _("Footnotes"),
    _("As many footnotes as in the source, in the same order and in the same paragraphs."),
    footnotes,
)
MARKS = Check(
    "marks",
    _("Tables, headings, lists, passages"),
    _(
        "Tables keep their rows and columns, headings and lists stay, and passages in a third "
        "language stay marked."
    ),
    marks,
)
