"""Light stems of words in Mongolian and English. Pure.

No dictionary: endings of cases, plurals and possession are taken off until none is left, and a
vowel that comes and goes (засаг, засгийн) is left out. What is compared goes through the same
function on both sides, so a stem need not be a word.
"""

import re
from functools import lru_cache

from search.analysis import fold

# Folded: ү is у, ө is о, ё is е. Longest first.
CASES = (
    *("ийнхаа", "ийнхээ", "ынхаа", "ынхоо", "ийгээ", "ыгаа", "ыгоо"),
    *("наас", "нээс", "ноос", "гаас", "гээс", "гоос", "гаар", "гээр", "гоор"),
    *("тэйгээ", "тайгаа", "тойгоо", "гийн", "гийг", "нууд", "чууд"),
    *("ийн", "ийг", "аас", "ээс", "оос", "иас", "иос", "аар", "ээр", "оор"),
    *("иар", "иор"),
    *("тай", "тэй", "той", "гуй", "руу", "луу", "ний", "ууд", "иуд", "нар", "анд", "энд", "онд"),
    *("даа", "дээ", "доо", "таа", "тээ", "тоо", "гаа", "гээ", "гоо"),
    *("нд", "ны", "ыг", "ын", "ий", "ы", "ад", "эд", "од", "ид"),
)
REFLEXIVE = ("аа", "ээ", "оо")
WITHOUT = "гуй"  # follows any letter: мөнгөгүй
# Hardly any word ends in one of these by itself: ус, усаар; but Алтай.
PLAIN = frozenset(
    [
        *("ийн", "ийг", "аас", "ээс", "оос", "аар", "ээр", "оор", "ын", "ыг", "ууд"),
        *("ны", "ний", "нд", "гоос", "гээс", "гоор", "гээр"),
    ]
)
LEAST, LEAST_BEFORE_VOWEL, LEAST_BEFORE_PLAIN = 3, 4, 2  # letters that stay
VOWELS = "аэиоуыяеюй"
SOUNDS_ON = f"{VOWELS}ь"  # after these one letter more must stay
# Dative: -т after some consonants, -д after others and after vowels; both after ь (хууль, хуульд;
# морь, морьд are many). -чд is -чид before another ending (малчдын). Accusative -г after vowels.
SHORT = re.compile(rf"(?:(?<=[гврсхь])т|(?<=[лмнжчь])д|(?<=[{VOWELS}])д|(?<=[{VOWELS}]{{2}})г)$")
AFTER_SHORT_VOWEL = re.compile(rf"[^{VOWELS}][аоэуие]$")
BEFORE_G = re.compile(rf"[{VOWELS}]{{2}}$|[ньиу]$")
AFTER_LONG_VOWEL = re.compile("(?<=[аоэуи]{2})н$|(?<=^[аоэу]й)н$")  # хаан, хааны; ой, ойн
FINAL_N = re.compile(rf"(?<=[^{VOWELS}])[аоэуи]н$|(?<=[{VOWELS}]{{2}})н$")
# Names from abroad keep their short vowel, before -д, -г and what begins with г.
FOREIGN = re.compile(rf".[^{VOWELS}ьъ][аоэ][гд]$")
MISSING_VOWEL = re.compile(rf"(?<=[^{VOWELS}ьъ])[аоэуи]([^{VOWELS}ьъ])$")
SOFT = re.compile("[ьъ]")
ENGLISH = ((re.compile(r"'s?$"), ""), (re.compile(r"(?<=[a-z]{2})ies$"), "y"))
ENGLISH_PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=[sxz])es|(?<=[cs]h)es|(?<![sui])s)$")
LETTERS = r"[^\W\d_]"
WORD = re.compile(rf"{LETTERS}+(?:['’]{LETTERS}{{1,2}}(?![^\W\d_]))?|\d+")
# A suffix after a hyphen, a closing quotation mark or a raised number: БНМАУ-ын, "Унэн"-д, иэн10-д.
# None follows a genitive: замын-ууд is a name.
APART = rf"({'|'.join((*CASES, *REFLEXIVE, *'дтгнс'))})(?!\w)"
SUFFIX = re.compile(rf"(?<=[\w\"”»’'])(?<!ын)(?<!ийн)-{APART}")
CYRILLIC = re.compile("[а-яё]")
LONG_ENOUGH = 5  # letters of a beginning that counts as the word itself
LONGEST_ENDING = 7


def words(text: str) -> list[str]:
    """The folded words of a text, without suffixes that are written apart from them."""
    return WORD.findall(SUFFIX.sub(" ", fold(text)))


@lru_cache(maxsize=50_000)  # texts repeat their words
def stem(word: str) -> str:
    """The stem of a folded word; what is neither Cyrillic nor Latin stays as it is."""
    if CYRILLIC.search(word):
        return mongolian_stem(word)
    return english_stem(word) if word[:1].isascii() else word


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


def english_stem(word: str) -> str:
    for pattern, instead in ENGLISH:
        word = pattern.sub(instead, word.replace("’", "'"))
    return ENGLISH_PLURAL.sub("", word)


def mongolian_stem(word: str) -> str:
    """The word without endings, one after the other: улсуудын → улсууд → улс."""
    return bare(shortened(word)[-1])


def shortened(word: str) -> list[str]:
    """The folded word, and what is left of it after each ending: Болдын, Болд."""
    found = [word]
    while shorter := without_ending(found[-1]):
        found.append(shorter)
    return found


def bare(word: str) -> str:
    """A word that has no endings without what comes and goes before them."""
    word = AFTER_LONG_VOWEL.sub("", SOFT.sub("", word))
    word = FINAL_N.sub("", word) if len(word) > LEAST + 1 else word
    least = LEAST if word[:1] in VOWELS else LEAST + 1  # ажил, ажлын; цаг
    return MISSING_VOWEL.sub(r"\1", word) if len(word) > least else word


def bare_forms(word: str) -> list[str]:
    """All that may be a name with an ending: Болдын, Болд; Чойбалсанг, Чойбалсан; Киотод, Киото;
    Саппорогоос, Саппоро."""
    if word.endswith("нг"):
        return [word, *shortened(word[:-1])]
    found = shortened(word)
    return found + [form[:-1] for form in found if FOREIGN.search(form)]


def without_ending(word: str) -> str:
    """The word without one ending, or empty when it has none."""
    for ending in CASES if word.endswith(CASES) else ():
        rest = word[: -len(ending)]
        least = LEAST_BEFORE_PLAIN if ending in PLAIN and rest[:1] in VOWELS else LEAST
        if word.endswith(ending) and is_stem(rest, least) and not is_own(rest, ending):
            return rest
    if word.endswith(REFLEXIVE) and is_stem(word[:-2], LEAST_BEFORE_VOWEL):
        return word[:-2]
    rest = word[:-1]
    least = LEAST_BEFORE_VOWEL if rest[-1:] in SOUNDS_ON and word[-1:] != "г" else LEAST
    return rest if SHORT.search(word) and is_stem(rest, least) else ""


def is_own(rest: str, ending: str) -> bool:
    """Whether the ending begins with a letter of the word: иргэ-ний is иргэн-ий, ор-ны орн-ы."""
    if ending[0] == "н":
        return len(rest) < LEAST or bool(AFTER_SHORT_VOWEL.search(rest))
    if ending[0] in VOWELS:
        return rest[-1] in VOWELS and rest != "уе"  # үе, үеийн
    return ending[0] == "г" and ending != WITHOUT and not BEFORE_G.search(rest)


def is_stem(rest: str, least: int) -> bool:
    return len(rest) >= least and any(letter in VOWELS for letter in rest)


def same_word(one: str, other: str) -> bool:
    """Whether two folded words may be forms of one: equal stems, or a long common beginning.

    A beginning of five letters or more counts when no more than an ending follows.
    """
    if stem(one) == stem(other):
        return True
    short, long = sorted((one, other), key=len)
    if not CYRILLIC.search(short) or len(short) < LONG_ENOUGH:
        return False
    return long.startswith(short) and len(long) - len(short) <= LONGEST_ENDING
