"""Checks of signs: brackets, spaces, the end of the text."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.checks.letters import JAPANESE, LATIN
from translations.checks.pairs import Check, Message, Pair

OPENING = dict(zip("（「『【〔［〈《«“([{", "）」』】〕］〉》»”)]}", strict=True))
CLOSING = set(OPENING.values())
UNCLOSED = _("“%(sign)s” is opened and not closed.")
UNOPENED = _("“%(sign)s” is closed and was not opened.")

DOUBLE_SPACE = _("Two spaces follow each other after “%(before)s”.")
BEFORE_SIGN = _("There is a space before “%(sign)s”.")
BOTH_WAYS = _(
    "Some Latin words stand apart from the Japanese around them (“%(spaced)s”), some do not "
    "(“%(joined)s”)."
)
END_MISSING = _("The source ends with “%(sign)s”, the translation with no such sign.")
END_ADDED = _("The translation ends with “%(sign)s”, the source with no such sign.")


def brackets(pair: Pair) -> Iterator[Message]:
    """Only what the source has in order: an excerpt may well end within a quotation."""
    faults = set(unbalanced(pair.shape.words))
    if faults and not set(unbalanced(pair.source_shape.words)):
        for is_open, sign in sorted(faults):
            yield (UNCLOSED if is_open else UNOPENED), {"sign": sign}


def unbalanced(text: str) -> Iterator[tuple[bool, str]]:
    """Signs without their other half. „…“, 1) and an apostrophe are no faults."""
    text = re.sub(r"(?m)(?:^|(?<=[\s;,、]))(?:\d{1,2}|[a-zа-яivx])[)）]|„[^“”„]*[“”]", "", text)
    waiting: list[str] = []
    for letter in text:
        if letter in OPENING:
            waiting.append(letter)
        elif letter in CLOSING:
            kind = unicodedata.normalize("NFKC", letter)
            if waiting and unicodedata.normalize("NFKC", OPENING[waiting[-1]]) == kind:
                waiting.pop()
            else:
                yield False, letter
    yield from ((True, letter) for letter in waiting)


def spaces(pair: Pair) -> Iterator[Message]:
    for line in pair.shape.words.splitlines():
        if match := re.search(r"(\S{1,12})[ \u00a0]{2,}(?=\S)", line):
            yield DOUBLE_SPACE, {"before": match[1]}
        if pair.language != "ja" and (match := re.search(r"(?<=\w) ([,;.!?»)])(?!\.|\w)", line)):
            yield BEFORE_SIGN, {"sign": match[1]}


def japanese_spacing(pair: Pair) -> Iterator[Message]:
    """Spaces between Japanese and Latin words, done two ways in one text."""
    text = pair.shape.own
    word = rf"[{LATIN}]{{2,20}}"
    spaced = re.search(rf"[{JAPANESE}] {word}|{word} [{JAPANESE}]", text)
    joined = re.search(rf"[{JAPANESE}]{word}|{word}[{JAPANESE}]", text)
    if spaced and joined:
        yield BOTH_WAYS, {"spaced": spaced[0], "joined": joined[0]}


LAST_OF_A_LIST = ("</ol>", "</ul>", "</table>", "</blockquote>")
SENTENCE_END = ".!?"
ENDS = str.maketrans({"。": ".", "！": "!", "？": "?", "．": ".", "…": "."})
QUOTES = "\"'”’»」』)]）〉》› "


def end_sign(text: str) -> str:
    """The sign with which a text ends, one for all scripts; empty when it ends with a word."""
    last = text.translate(ENDS).rstrip(QUOTES)[-1:]
    return last if last in SENTENCE_END else ""


def end(pair: Pair) -> Iterator[Message]:
    """A sentence stays a sentence and a heading a heading; 。 is a full stop."""
    source, text = pair.source_shape.words.strip(), pair.shape.words.strip()
    wanted, found = end_sign(source), end_sign(text)
    if pair.source.rstrip().endswith(LAST_OF_A_LIST) or pair.text.rstrip().endswith(LAST_OF_A_LIST):
        return
    if not source or not text or bool(wanted) == bool(found) or len(source) < 12:
        return
    if is_abbreviation(source) or is_abbreviation(text):
        return
    yield (END_MISSING, {"sign": source[-1]}) if wanted else (END_ADDED, {"sign": text[-1]})


def is_abbreviation(text: str) -> bool:
    """Ends like “No. 5, vol.” or “Ц.”: the dot is no full stop."""
    return bool(
        re.search(r"(?:^|[\s(.])(?:[A-ZА-ЯЁӨҮ]\w{0,2}|pp?|vol|etc|al|т|х|г)\.[\"”’»)]?$", text)
    )


BRACKETS = Check(
    "brackets",
    _("Brackets and quotation marks"),
    _("What is opened is closed: （）「」『』«»“”()."),
    brackets,
    alone=True,
)
SPACES = Check(
    "spaces",
    _("Spaces"),
    _("No two spaces, and none before a sign."),
    spaces,
    is_mild=True,
    alone=True,
)
JAPANESE_SPACING = Check(
    "japanese-spacing",
    _("Spaces between Japanese and Latin letters"),
    _("Either way is right; within one text it should be one way."),
    japanese_spacing,
    applies=lambda source_language, language: language == "ja",
    is_mild=True,
    alone=True,
)
END = Check(
    "end",
    _("End of the text"),
    _("A sentence ends like a sentence, whatever its full stop is: . 。 ！"),
    end,
    is_mild=True,
)
