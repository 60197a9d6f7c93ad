"""Checks of letters: look-alikes of other alphabets, full-width letters."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.checks.pairs import Check, Message, Pair

LATIN, CYRILLIC = "A-Za-zÀ-ɏ", "Ѐ-ԯ"
JAPANESE = "\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
FOREIGN_CYRILLIC = re.compile("[ѳѲєЄїЇіІқҚңҢұҰәӘґҐ]")
GREEK = "Ͱ-Ͽ"
ALPHABETS = (LATIN, CYRILLIC, GREEK)
WORD = re.compile(f"[{LATIN}{CYRILLIC}{GREEK}]+")
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


def lookalikes(pair: Pair) -> Iterator[Message]:
    """Letters of a second alphabet within a word; letters that Mongolian does not have."""
    text = pair.shape.own
    mixed = dict.fromkeys(filter(is_mixed, WORD.findall(without_endings(text))))
    for word in mixed:
        yield LOOKALIKE, {"word": word, "letter": odd_letter(word)}
    if pair.language == "mn":
        for word in re.findall(r"\w+", text):
            if FOREIGN_CYRILLIC.search(word) and not is_mixed(word) and not is_roman(word):
                yield LOOKALIKE, {"word": word, "letter": FOREIGN_CYRILLIC.search(word)[0]}
        for word in DISGUISED.findall(text):
            if word not in KNOWN_LATIN and word not in pair.source:
                yield LOOKALIKE, {"word": word, "letter": word[0]}
    if FULL_WIDTH.search(text) and not FULL_WIDTH.search(pair.source):
        yield WIDE, {"word": FULL_WIDTH.search(text)[0]}


def is_mixed(word: str) -> bool:
    """Whether the letters are of more than one alphabet."""
    return sum(bool(re.search(f"[{letters}]", word)) for letters in ALPHABETS) > 1


def without_endings(text: str) -> str:
    """ASEM-ын, JICA-гийн: a Mongolian ending after a hyphen makes no mixed word."""
    return re.sub(rf"(?<=[{LATIN}])[-‑’'\"”»](?=[{CYRILLIC}])", " ", text)


def is_roman(word: str) -> bool:
    return set(word) <= set("іІvVхХxXIi")


def odd_letter(word: str) -> str:
    """The letter of the alphabet that has the fewest letters in the word."""
    found = (re.findall(f"[{letters}]", word) for letters in ALPHABETS)
    return min(filter(None, found), key=len)[0]


LOOKALIKES = Check(
    "letters",
    _("Look-alike letters"),
    _(
        "A Latin v for ү, ѳ for ө, a Latin a or o within a Cyrillic word, full-width letters: "
        "they look right and are never found by a search."
    ),
    lookalikes,
    alone=True,
)
