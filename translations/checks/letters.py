"""Checks of letters and signs: look-alikes, brackets, spaces, the end of the text."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.checks.pairs import Check, Message, Pair

LATIN, CYRILLIC = "A-Za-zÀ-ɏ", "Ѐ-ԯ"
JAPANESE = "\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
FOREIGN_CYRILLIC = re.compile("[ѳѲєЄїЇіІқҚңҢұҰәӘґҐ]")
GREEK = "Ͱ-Ͽ"
_ALL = LATIN + CYRILLIC + GREEK
MIXED = re.compile(
    rf"[{_ALL}]*(?:[{LATIN}][{CYRILLIC}{GREEK}]|[{CYRILLIC}][{LATIN}{GREEK}]|[{GREEK}][{LATIN}{CYRILLIC}])"
    rf"[{_ALL}]*"
)
FULL_WIDTH = re.compile("[Ａ-Ｚａ-ｚ]{1,}")
# Latin words of letters that all have Cyrillic doubles: "cap", "xop" typed with the wrong keyboard.
DISGUISED = re.compile(r"(?<![\w.@/-])[aopexcyABEKMHOPCTX]{3,}(?![\w.@/-])")
KNOWN_LATIN = {
    "ace",
    "axe",
    "cap",
    "cape",
    "cope",
    "ex",
    "pace",
    "peace",
    "TEMPO",
    "PAX",
    "EXPO",
    "APEC",
    "OPEC",
    "TOE",
    "OECD",
    "TEC",
    "ABC",
    "CEO",
    "COMECON",
    "BBC",
    "KBE",
    "HTTP",
    "HTM",
}

LOOKALIKE = _("“%(word)s” has a letter of another alphabet that looks alike: “%(letter)s”.")
WIDE = _("“%(word)s” is written in full-width letters.")

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


def to_letters(source_language: str, language: str) -> bool:
    return language in ("en", "mn", "ja")


def lookalikes(pair: Pair) -> Iterator[Message]:
    """Letters of a second alphabet within a word; letters that Mongolian does not have."""
    text = pair.shape.own
    for word in dict.fromkeys(match[0] for match in MIXED.finditer(without_endings(text))):
        yield LOOKALIKE, {"word": word, "letter": odd_letter(word)}
    if pair.language == "mn":
        for word in re.findall(r"\w+", text):
            if FOREIGN_CYRILLIC.search(word) and not MIXED.search(word) and not is_roman(word):
                yield LOOKALIKE, {"word": word, "letter": FOREIGN_CYRILLIC.search(word)[0]}
        for word in DISGUISED.findall(text):
            if word not in KNOWN_LATIN and word not in pair.source:
                yield LOOKALIKE, {"word": word, "letter": word[0]}
    if FULL_WIDTH.search(text) and not FULL_WIDTH.search(pair.source):
        yield WIDE, {"word": FULL_WIDTH.search(text)[0]}


def without_endings(text: str) -> str:
    """ASEM-ын, JICA-гийн: a Mongolian ending after a hyphen makes no mixed word."""
    return re.sub(rf"(?<=[{LATIN}])[-‑’'\"”»](?=[{CYRILLIC}])", " ", text)


def is_roman(word: str) -> bool:
    return set(word) <= set("іІvVхХxXIi")


def odd_letter(word: str) -> str:
    """The letter of the alphabet that has fewer letters in the word."""
    cyrillic = re.findall(f"[{CYRILLIC}]", word)
    others = re.findall(f"[{LATIN}Ͱ-Ͽ]", word)
    return (others if len(others) <= len(cyrillic) else cyrillic)[0]


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
    word = rf"[{LATIN}]{{2,}}"
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
    """Ends like “No. 5 vol.” or “Ц.”: the dot is no full stop. In Japanese です／でした may lack it."""
    return bool(
        re.search(r"(?:^|[\s(.])(?:[A-ZА-ЯЁӨҮ]\w{0,2}|pp?|vol|etc|al|т|х|г)\.[\"”’»)]?$", text)
    )


LOOKALIKES = Check(
    "letters",
    _("Look-alike letters"),
    _(
        "A Latin v for ү, ѳ for ө, a Latin a or o within a Cyrillic word, full-width letters: "
        "they look right and are never found by a search."
    ),
    lookalikes,
)
BRACKETS = Check(
    "brackets",
    _("Brackets and quotation marks"),
    _("What is opened is closed: （）「」『』«»“”()."),
    brackets,
)
SPACES = Check(
    "spaces", _("Spaces"), _("No two spaces, and none before a sign."), spaces, is_mild=True
)
JAPANESE_SPACING = Check(
    "japanese-spacing",
    _("Spaces between Japanese and Latin letters"),
    _("Either way is right; within one text it should be one way."),
    japanese_spacing,
    applies=lambda source_language, language: language == "ja",
    is_mild=True,
)
END = Check(
    "end",
    _("End of the text"),
    _("A sentence ends like a sentence, whatever its full stop is: . 。 ！"),
    end,
    is_mild=True,
)
