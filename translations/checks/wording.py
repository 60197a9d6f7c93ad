"""Checks of words: nothing there, nothing translated, words of another language, names."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from search.analysis import fold
from search.stems import same_word, words
from translations.checks.letters import CYRILLIC, JAPANESE, LATIN
from translations.checks.pairs import Check, Expected, Message, Pair

EMPTY_TEXT = _("There is no translation yet.")
SAME_TEXT = _("The translation is the same as the source.")
FOREIGN = _("“%(words)s” is in another script. Mark it with its language, or translate it.")
NOT_CALLED = _("“%(source)s” is called “%(form)s” here; the translation does not have it.")
FORBIDDEN = _("“%(word)s” is a word to avoid; say “%(form)s”.")

SCRIPTS = {"en": LATIN, "mn": CYRILLIC, "ja": JAPANESE}
LETTER = re.compile(r"[^\W\d_]")
RUN = {
    script: re.compile(rf"[{letters}][{letters}ー・、。！？ ]*[{letters}ー]")
    for script, letters in SCRIPTS.items()
    if script != "en"
}
LATIN_WORDS = re.compile(rf"(?<![{LATIN}'’-])(?:[{LATIN}][{LATIN}'’-]* ){{3,}}[{LATIN}'’-]+")
LEAST_FOREIGN = 4  # letters
LONG_NAME, LEAST_LETTERS, LEAST_DERIVED, MOST_DERIVED = 5, 4, 5, 3  # letters
IN_BRACKETS = re.compile(r"[(（「『“«\[][^()（）「」『』“”«»\[\]]*$")


def empty(pair: Pair) -> Iterator[Message]:
    if pair.is_blank and pair.source_shape.words.strip():
        yield EMPTY_TEXT, {}


def same_as_source(pair: Pair) -> Iterator[Message]:
    """Figures, codes and names in their own letters may stay; a sentence may not."""
    source, text = fold(pair.source_shape.words), fold(pair.shape.words)
    if source == text and is_written_in(source, pair.source_language) and not is_a_code(source):
        yield SAME_TEXT, {}


def is_written_in(text: str, language: str) -> bool:
    letters = re.findall(f"[{SCRIPTS.get(language, LATIN)}]", text)
    return len(letters) > 1 and len(letters) * 2 > len(LETTER.findall(text))


def is_a_code(text: str) -> bool:
    """BBC, UNESCO, K-19180-1: one word that has no translation."""
    is_short = any(one.isdecimal() for one in text) or len(text) <= 6
    return is_short and " " not in text and text.isascii()


def other_script(pair: Pair) -> Iterator[Message]:
    """Words of another script outside of marked passages, if not in brackets or quotes."""
    for found in foreign_words(pair.shape.own, pair.language):
        yield FOREIGN, {"words": found}


def foreign_words(text: str, language: str) -> Iterator[str]:
    for script, pattern in RUN.items():
        if script == language or (script == "ja" and language == "ja"):
            continue
        for match in pattern.finditer(text):
            letters = LETTER.findall(match[0])
            if len(letters) >= LEAST_FOREIGN and not IN_BRACKETS.search(text[: match.start()]):
                yield match[0].strip()
    if language != "en":
        for match in LATIN_WORDS.finditer(text):
            lower = [word for word in match[0].split() if word[0].islower()]
            if len(lower) >= 2 and not IN_BRACKETS.search(text[: match.start()]):
                yield match[0].strip()


def names(pair: Pair) -> Iterator[Message]:
    """What the glossary knows of the source stands in the translation in one of its forms."""
    text = pair.shape.words + "\n" + "\n".join(note.text for note in pair.shape.notes)
    folded, stemmed = squeezed(text), words(text)
    for one in pair.expected:
        wrong = next((w for w in one.forbidden if is_there(w, folded, stemmed, whole=True)), "")
        if wrong:
            yield FORBIDDEN, {"word": wrong, "form": one.forms[0] if one.forms else "–"}
        elif one.forms and not is_called(one, folded, stemmed):
            yield NOT_CALLED, {"source": one.source_form, "form": one.forms[0]}


def is_called(one: Expected, folded: str, stemmed: list[str]) -> bool:
    if any(is_there(form, folded, stemmed) for form in (*one.forms, *one.called)):
        return True
    return one.is_loose and any(is_partly_there(form, folded, stemmed) for form in one.forms)


def is_partly_there(form: str, folded: str, stemmed: list[str]) -> bool:
    """Whether half of the words of a long name are there, or a third of its Japanese pairs."""
    if re.search(f"[{JAPANESE}]", form):
        letters = squeezed(form)
        pairs = [letters[n : n + 2] for n in range(len(letters) - 1)]
        there = sum(pair in folded for pair in pairs)
        return len(letters) >= LONG_NAME and there * 3 >= len(pairs)
    wanted = [word for word in words(form) if len(word) >= LEAST_LETTERS]
    there = sum(any(is_same(word, other) for other in stemmed) for word in wanted)
    return len(wanted) > 1 and there * 2 >= len(wanted)


def squeezed(text: str) -> str:
    return re.sub(r"[\s・=＝\-‐]", "", fold(text))


def is_there(form: str, folded: str, stemmed: list[str], *, whole: bool = False) -> bool:
    """As written, or with endings: Элбэгдорж in Элбэгдоржийн."""
    if re.search(f"[{JAPANESE}]", form):
        return squeezed(form) in folded
    wanted = words(form)
    places = range(len(stemmed) - len(wanted) + 1)
    return bool(wanted) and any(
        all(is_same(a, b) for a, b in zip(wanted, stemmed[n:], strict=False)) for n in places
    )


def is_same(one: str, other: str) -> bool:
    """Forms of one word; Mongolian is a form of Mongolia here."""
    short, long = sorted((one, other), key=len)
    is_derived = short.isascii() and len(short) >= LEAST_DERIVED and long.startswith(short)
    return same_word(one, other) or (is_derived and len(long) - len(short) <= MOST_DERIVED)


EMPTY = Check(
    "empty",
    _("No translation"),
    _("The source has a text and the translation has none."),
    empty,
    of_blanks=True,
)
SAME = Check(
    "same", _("Same as the source"), _("The source was copied and not translated."), same_as_source
)
OTHER_SCRIPT = Check(
    "script",
    _("Words in another script"),
    _(
        "Four letters or more of another script that are not marked with their language, such as "
        "ページのトップへ戻る on an English page."
    ),
    other_script,
    alone=True,
)
NAMES = Check(
    "names",
    _("Names and terms"),
    _("Names and terms of the glossary are called as the glossary says."),
    names,
)
