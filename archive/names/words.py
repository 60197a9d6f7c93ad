"""The parts of a written name: given name, the rest, initials, script."""

import re
import unicodedata
from dataclasses import dataclass

# Ц. Ts. Сү. before a name, or after it: Elbegdorj Ts.
INITIAL = re.compile(r"(?<!\w)(\w{1,3})\.\s*(?=\w)|(?<!\w)(\w{1,3})\.$")
DOTS = re.compile(r"\s*[・·=＝]\s*")  # between the parts of a foreign name in katakana


@dataclass(frozen=True, slots=True)
class Parts:
    """A person's name taken apart: what it is sorted by, the other words, initials."""

    filed: str
    others: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


def parts_of(form: str, *, family_first: bool = False) -> Parts:
    """A personal name by its own marks; a bare name is filed by its last word.

    A comma puts the filing word first (``Elbegdorj, Tsakhiagiin``), capitals mark a family name
    (``ABE Shinzo``). Mongolian given names and most family names stand last; ``family_first``
    says that this one stands first (Абэ Шинзо).
    """
    text = unicodedata.normalize("NFKC", form).strip()
    text = DOTS.sub(" ", text)
    if "," in text:
        filed, _comma, rest = text.partition(",")
        return Parts(filed.strip(), *without_initials(rest))
    words, initials = without_initials(text)
    if not words:
        return Parts(text)
    place = capitals(words, 0 if family_first else -1)
    return Parts(words[place], (*words[:place], *words[place + 1 or len(words) :]), initials)


def without_initials(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The full words, and the initials without their dots."""
    initials = tuple(before or after for before, after in INITIAL.findall(text.strip()))
    return tuple(INITIAL.sub(" ", text.strip()).split()), initials


def capitals(words: tuple[str, ...], otherwise: int) -> int:
    """The place of the one word in capitals among others, or the place given."""
    marked = [place for place, word in enumerate(words) if len(word) > 1 and word.isupper()]
    return marked[0] if len(marked) == 1 and len(words) > 1 else otherwise


SCRIPTS = {"CYRILLIC": "Cyrl", "LATIN": "Latn", "HIRAGANA": "Hira", "KATAKANA": "Kana"}
SCRIPTS |= {"CJK": "Hani", "MONGOLIAN": "Mong", "HANGUL": "Hang"}


def script_of(text: str) -> str:
    """ISO 15924 code of the script of most letters; ``Jpan`` for kanji with kana; or empty."""
    names = (unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha() and c != "ー")
    found = [SCRIPTS[name] for name in names if name in SCRIPTS]
    if "Hani" in found and {"Hira", "Kana"} & set(found):
        return "Jpan"
    return max(found, key=found.count) if found else ""
