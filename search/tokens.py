"""The one stream of tokens of a text, for indexing, queries and highlighting. Pure.

A word gives itself, its stems, and where it may be a name its Latin skeleton. Kanji and hiragana
give pairs, the last one alone; katakana gives whole words, so that インド is not インドネシア.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from search import optional
from search.analysis import folded, without_front
from search.english import english_stems
from search.kanji import RUN, ends_alone, new_forms, pairs
from search.mongolian import OF_VERB, mongolian_stems
from search.skeletons import skeleton
from search.sounds import in_kana, of_kana, romanised
from search.stems import SUFFIX, bare_forms
from search.transliteration import latin_form as to_latin
from search.two_scripts import MANY_SHAPES, ONE_SHAPE, TRADITIONAL, traditional_keys

VERSION = 10  # of all that makes tokens: raise it with every change, and the index is made anew

KATAKANA, HIRAGANA = "[ァ-ヺヽヾー]", "[ぁ-ゖゝゞ]"
WORD = re.compile(  # words in letters first: most are
    rf"(?P<word>[^\W\d_{RUN[1:-1]}{KATAKANA[1:-1]}{HIRAGANA[1:-1]}]+(?:['’]s?(?!\w))?)"
    rf"|(?P<before_kana>{RUN}{{2,}}+(?={HIRAGANA}))|(?P<kanji>{RUN}+)"
    rf"|(?P<katakana>{KATAKANA}+(?:・{KATAKANA}+)*)"
    rf"|(?P<hiragana>{HIRAGANA}[ぁ-ゖゝゞー]*)"
    rf"|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d+)"
)
TRADITIONAL_SCRIPT = "traditional"  # the Mongolian one that runs downwards
CYRILLIC, LATIN = re.compile("[а-яёөү]"), re.compile("[a-z]")
# What looks like a Cyrillic letter or stands for one on a keyboard without ө and ү.
LOOKALIKES = str.maketrans("aceopxykmthbv", "асеорхукмтнву")
LIKE_LATIN = str.maketrans("асеорхукмтнв", "aceopxykmthb")
LIKE_CYRILLIC = {latin: chr(cyrillic) for cyrillic, latin in LIKE_LATIN.items()}
ONLY_CYRILLIC, ONLY_LATIN = re.compile("[бгджзийлпфцчшщъыьэюя]"), re.compile("[dfgijlnqrsuwz]")
FRONT = re.compile("[өү]")
# Šagdar is Шагдар, but Skoda is Škoda: words lose their hooks, what they sound like does not.
# Who writes ž for ж writes j for й (Čojžilyn, Чойжилын).
HOOKED, WITHOUT_HOOKS = re.compile("[šžčөү]"), str.maketrans("šžčөү", "szcоу")
SOUNDS = str.maketrans({"š": "sh", "ž": "zh", "č": "ch", "j": "y"})
# Замын-Үүд is no plural: what is written with a capital letter is a word of its own.
NAME_AFTER_HYPHEN = re.compile(r"(?<=[а-яёөү])-(?=[А-ЯЁӨҮ][а-яёөү]{1,3}(?![\w-]))")
POSSESSIVE = re.compile("['’]s?$")
LONE_C = re.compile("(?<![st])c(?!h)")
# Where these are met ch may be the German х: Dsawchan.
GERMAN, CH = re.compile("ds|w|tsch"), re.compile("(?<![stdc])ch")
ZH = re.compile("(?<!t)sch")  # Tschischow
CAPITAL = re.compile(r"[A-ZА-ЯЁӨҮÄÖÜŠŽČ](?<![^\s.(«“\"'’-].)[\w'’]{2,}")
AFTER_I_OR_E = re.compile("(?<=[イキギシジチヂニヒビピミリヰィエケゲセゼテデネヘベペメレヱェ])ヤ")
VOICED = (
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴ", "ブ"),
    ("ヂ", "ジ"),
    ("ヅ", "ズ"),
)
LARGE_VOWELS = str.maketrans("ァィゥェォ", "アイウエオ")
LEAST_SHORTENED = 4  # kana: ビル is not ビール
TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
TO_HIRAGANA = {code: kana for kana, code in TO_KATAKANA.items()}
Lemmas = Mapping[str, tuple[str, ...]]
LONGEST, LEAST_NAME, LONGEST_FRONT = 60, 4, 4  # letters
SHORT, SHORT_NAME = 3, "k3"  # Abe: only where it is known to be a name
TURNED = {"j": "q", "q": "j"}


class Token(NamedTuple):
    """A word, or a pair of kanji, at a place of the folded text."""

    start: int
    end: int
    kind: str  # kanji, katakana, hiragana, digits, cyrillic, latin, traditional, other
    exact: str
    stems: tuple[str, ...] = ()
    sounds: str = ""  # of a word in letters: with ө and ү, and š as sh; for its skeletons

    @property
    def with_front(self) -> tuple[str, ...]:
        """Short stems that are written with ө or ү: to tell үс from ус. Endings tell nothing:
        гэрүүд."""
        if "ө" not in self.sounds and "ү" not in self.sounds:
            return ()
        lengths = {stem: len(stem.removesuffix(OF_VERB)) for stem in self.stems}
        return tuple(
            stem
            for stem, length in lengths.items()
            if length <= LONGEST_FRONT and FRONT.search(self.sounds, 0, length)
        )


def prepared(text: str) -> str:
    """Folded text with kanji of today, hooks, ө and ү; suffixes that stand apart are blanks."""
    if "-" in text:
        text = NAME_AFTER_HYPHEN.sub(" ", text)
    return of_today(folded(text.replace("\x00", " "), with_hooks=True))


def of_today(text: str) -> str:
    """The rest of it, for a text that has been folded."""
    text = new_forms(text)
    if MANY_SHAPES.search(text):
        text = text.translate(ONE_SHAPE)
    if "-" in text:
        text = without_suffixes(text)
    return text


def without_suffixes(text: str) -> str:
    """Blanks instead of what is looked for in folded vowels; other letters stay as they are."""
    parts, place = [], 0
    for match in SUFFIX.finditer(without_front(text)):
        parts += [text[place : match.start()], " " * len(match[0])]
        place = match.end()
    return "".join([*parts, text[place:]])


def tokens_of(text: str) -> list[Token]:
    """All tokens of a text as people write it; their places are those of the prepared text."""
    return list(tokens(prepared(text), optional.lemmas_in(text)))


def tokens(text: str, lemmas: Lemmas | None = None) -> Iterator[Token]:
    """The tokens of a prepared text, in order; ``lemmas`` are further stems of folded words."""
    for match in WORD.finditer(text):
        if match.lastgroup == "word":
            yield word_token(match[0], match.start(), match.end(), lemmas or {})
        else:
            yield from other_tokens(match.lastgroup, match[0], match.start())


def other_tokens(kind: str, text: str, start: int) -> Iterable[Token]:
    """The tokens of what is no word in letters."""
    if kind == "kanji":
        return kanji_tokens(text, start)
    if kind == "before_kana":
        return kanji_tokens(text, start, last_is_word=ends_alone(text))
    if kind == "katakana":
        return katakana_tokens(text, start)
    if kind == "hiragana":
        return hiragana_tokens(text, start)
    number = text.replace(",", "")[:LONGEST]
    return (Token(start, start + len(text), kind, number, (number.lstrip("0") or "0",)),)


def word_token(word: str, start: int, end: int, lemmas: Lemmas) -> Token:
    kind, exact, stems, sounds = word_forms(word)
    if exact in lemmas:
        stems = tuple(dict.fromkeys((*stems, *lemmas[exact])))
    return Token(start, end, kind, exact, stems, sounds)


@lru_cache(maxsize=100_000)  # texts repeat their words
def word_forms(word: str) -> tuple[str, str, tuple[str, ...], str]:
    """Kind, exact form, stems and sounds of a word in letters."""
    bare = one_script(POSSESSIVE.sub("", word))[:LONGEST]
    sounds = bare
    if HOOKED.search(bare):
        bare, sounds = bare.translate(WITHOUT_HOOKS), bare.translate(SOUNDS)
    if CYRILLIC.search(bare):
        return "cyrillic", bare, mongolian_stems(bare), sounds
    if LATIN.match(bare):
        return "latin", bare, english_stems(bare), sounds
    return TRADITIONAL_SCRIPT if TRADITIONAL.match(bare) else "other", bare, (bare,), sounds


def one_script(word: str) -> str:
    """A word of mixed letters in one alphabet: Latin o inside a Cyrillic word.

    Where only one of them has some of its letters, and the rest looks alike, it is that one
    (apxив); otherwise that of most.
    """
    if word.isascii() or not CYRILLIC.search(word):
        return word
    latin = len(LATIN.findall(word))
    if not latin:
        return word
    is_cyrillic, is_latin = ONLY_CYRILLIC.search(word), ONLY_LATIN.search(word)
    if bool(is_cyrillic) == bool(is_latin):
        is_cyrillic = latin * 2 <= len(word)
    return word.translate(LOOKALIKES if is_cyrillic else LIKE_LATIN)


def kanji_tokens(run: str, start: int, *, last_is_word: bool = False) -> Iterator[Token]:
    is_single = len(run) == 1 or last_is_word
    allowed = optional.pairs(run) if optional.HAS_ICU else ()
    for place, (pair, may_be_word) in enumerate(pairs(run)):
        is_word = may_be_word and (len(pair) > 1 or is_single)
        # Neither list of words knows all: 文学 in 天文学者, 本人 in 日本人.
        is_word = is_word and (not allowed or allowed[place][1])
        first = start + place
        yield Token(first, first + len(pair), "kanji", pair, (pair,) if is_word else ())


def katakana_tokens(run: str, start: int) -> Iterator[Token]:
    """Words; those with points between are also one: チンギス・ハーン, チンギスハーン."""
    words = run.split("・")
    whole = (katakana("".join(words)),) if len(words) > 1 else ()
    for written in words:
        word, end = katakana(written), start + len(written)
        yield Token(start, end, "katakana", word, (word, *whole))
        start = end + 1


def katakana(word: str) -> str:
    """One spelling of a foreign word: コンピューター, コンピュータ; ヴ, ブ; カシミヤ, カシミア;
    ウィスキー, ウイスキー; ウランバートル, ウランバトル."""
    for written, instead in VOICED:
        word = word.replace(written, instead)
    word = AFTER_I_OR_E.sub("ア", word.translate(LARGE_VOWELS))
    word = word.rstrip("ー") if len(word) > 2 else word
    short = word.replace("ー", "")
    return (short if len(short) >= LEAST_SHORTENED else word)[:LONGEST] or word


def hiragana_tokens(run: str, start: int) -> Iterator[Token]:
    """Pairs; a whole run is also what it would be in katakana."""
    whole = (katakana(run.translate(TO_KATAKANA)),) if 2 < len(run) <= 20 else ()
    for place in range(len(run)):
        pair = run[place : place + 2]
        yield Token(start + place, start + place + len(pair), "hiragana", pair, whole)
        whole = ()


def reading(word: str) -> tuple[str, ...]:
    """The pairs of a katakana word as it would be in hiragana; none of a short one."""
    run = word.translate(TO_HIRAGANA) if len(word) > 2 else ""
    return tuple(token.exact for token in hiragana_tokens(run, 0))[:-1]


def capitals(text: str) -> set[str]:
    """Folded words that begin with a capital letter: they may be names."""
    return {uncapitalised(word) for word in CAPITAL.findall(text)}


@lru_cache(maxsize=50_000)
def uncapitalised(word: str) -> str:
    return one_script(folded(POSSESSIVE.sub("", word)))


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> tuple[str, ...]:
    """Skeletons of a folded word that may be a name, with and without its endings."""
    found = (skeleton(form) for form in spellings(word) if len(form) >= LEAST_NAME)
    return tuple(dict.fromkeys(key for key in found if len(key) > 2))


@lru_cache(maxsize=50_000)
def spellings(word: str) -> tuple[str, ...]:
    """A folded word without its endings, and how it may be written elsewhere."""
    if CYRILLIC.search(word):
        forms = bare_forms(without_front(word))
        return (*forms, *(form.replace("е", "ё") for form in forms if "е" in form))
    forms = [word]
    # The hook is often not typed: Rincin.
    forms += [LONE_C.sub("ch", form) for form in forms if LONE_C.search(form)]
    forms += [CH.sub("kh", form) for form in forms if GERMAN.search(form) and CH.search(form)]
    forms += [ZH.sub("zh", form) for form in forms if ZH.search(form)]  # Schukow
    return (*forms, *([word[:-1]] if word.endswith("ng") else []))  # Beijing, Бээжин


@lru_cache(maxsize=50_000)
def names_alike(word: str) -> tuple[str, ...]:
    """Words of the index for a folded word that may be a name."""
    keys, plain = skeletons(word), without_front(word)
    forms = bare_forms(plain) if CYRILLIC.search(plain) else [plain]
    short = [form for form in forms if len(form) == SHORT]
    sounds = dict.fromkeys(filter(None, map(in_kana, keys)))
    return (
        *("k" + key for key in keys),
        *(SHORT_NAME + skeleton(form) for form in short),
        *("j" + sound for sound in sounds),
    )


@lru_cache(maxsize=50_000)
def kana_alike(word: str) -> str:
    """What a word in katakana has in common with a name in letters; empty of short ones."""
    return of_kana(word.translate(TO_HIRAGANA))


def keys_alike(token: Token) -> tuple[str, ...]:
    """Words of the index for what sounds like a token: names, words in the traditional script."""
    if token.kind in ("latin", "cyrillic"):
        return names_alike(token.sounds)
    if token.kind == "katakana":
        return tuple("q" + sound for sound in (kana_alike(token.exact),) if sound)
    if token.kind == TRADITIONAL_SCRIPT:
        return tuple("g" + key for key in traditional_keys(token.exact))
    return ()


def keys_asked(token: Token) -> tuple[str, ...]:
    """What is asked for who types a token: katakana for letters, letters for katakana."""
    found = [TURNED.get(key[0], key[0]) + key[1:] for key in keys_alike(token)]
    if token.kind in ("latin", "cyrillic"):
        forms = map(to_latin, spellings(token.sounds))  # which leaves Latin letters as they are
        others = (skeleton(other) for form in forms for other in romanised(form))
        found += ["k" + key for key in others if len(key) > 2]
    return tuple(dict.fromkeys(found))
