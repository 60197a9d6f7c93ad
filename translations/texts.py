"""Texts together with the language they are in.

django-modeltranslation cannot say which language it returned. These functions read the real
columns (``title_ja``), first in the language asked for, then in the language in which the object
was written, then in the others; blank means missing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

BESIDE = "beside"  # how an address asks for a second language
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
NAMES = dict(settings.LANGUAGES)
IN_WORDS = {
    "en": _("English"),
    "ja": _("Japanese"),
    "mn": _("Mongolian"),
    "ru": _("Russian"),
    "zh": _("Chinese"),
    "mn-Mong": _("Mongolian, old script"),
}
SCRIPTS = {
    "Cyrl": _("Cyrillic"),
    "Latn": _("Latin script"),
    "Kana": _("Katakana"),
    "Hira": _("Hiragana"),
    "Hani": _("Chinese characters"),
    "Jpan": _("Japanese script"),
    "Mong": _("Mongolian script"),
}


def language_name(code: str) -> str:
    """A language in the words of the active one; its code where no word is known."""
    if code in IN_WORDS:
        return str(IN_WORDS[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return Locale(get_language() or LANGUAGES[0]).languages.get(code, code)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text and its language tag (BCP 47); both empty when there is none.

    ``by_machine``: no person has approved this translation yet.
    """

    value: str = ""
    language: str = ""
    by_machine: bool = False

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value


NO_TEXT = Text()


@cache
def column(field: str, language: str) -> str:
    """The column that holds a field in a language: ``title`` and ``ja`` → ``title_ja``."""
    return build_localized_fieldname(field, language)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Languages whose texts of some models are treated as not written."""

    languages: frozenset[str] = frozenset()
    models: tuple[type, ...] = ()


NOTHING = Withheld()
_withheld: ContextVar[Withheld] = ContextVar("withheld", default=NOTHING)


@contextmanager
def withholding(languages: Iterable[str], models: tuple[type, ...]) -> Iterator[None]:
    """While the block lasts, texts in these languages of objects of these models do not exist."""
    token = _withheld.set(Withheld(frozenset(languages), models))
    try:
        yield
    finally:
        _withheld.reset(token)


def exact(obj: object, field: str, language: str) -> str:
    """What is written in that language alone, without fallback."""
    withheld = _withheld.get()
    if language in withheld.languages and isinstance(obj, withheld.models):
        return ""
    return (getattr(obj, column(field, language), None) or "").strip()


def reading_order(source_language: str, language: str) -> tuple[str, ...]:
    """Languages in the order in which a reader is served."""
    return tuple(dict.fromkeys((language, source_language, *LANGUAGES)))


def text_of(obj: object, field: str, language: str) -> Text:
    """The field as a reader of ``language`` gets it, with the language it is really in."""
    for code in reading_order(obj.source_language, language):
        if value := exact(obj, field, code):
            return Text(value, code, is_by_machine(obj, field, code))
    return NO_TEXT


def is_by_machine(obj: object, field: str, language: str) -> bool:
    """Whether a machine has made this text and no person has approved it."""
    made = getattr(obj, "__dict__", {}).get("machine_made")
    return bool(made) and column(field, language) in made.split()


def any_by_machine(*texts: object) -> bool:
    """Whether one of the texts that are shown was made by a machine and approved by nobody."""
    return any(getattr(text, "by_machine", False) for text in texts)


def foreign_languages(language: str, *texts: object) -> tuple[str, ...]:
    """Languages other than the page's among texts that are shown, each once."""
    found = (getattr(text, "language", "") for text in texts if text)
    return tuple(dict.fromkeys(code for code in found if code and code != language))


def languages_of(obj: object, fields: Iterable[str]) -> tuple[str, ...]:
    """Languages in which at least one of the fields is written."""
    fields = tuple(fields)
    return tuple(code for code in LANGUAGES if any(exact(obj, field, code) for field in fields))
