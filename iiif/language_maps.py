"""Language maps of IIIF Presentation 3: ``{"ja": ["…"], "mn": ["…"]}``, or ``none`` alone."""

from collections.abc import Callable, Iterable

from django.utils.functional import Promise
from django.utils.translation import override

from translations.texts import LANGUAGES, exact

LanguageMap = dict[str, list[str]]


def of_field(obj: object, field: str) -> LanguageMap:
    """A translated field in exactly the languages in which it is written."""
    found = {code: exact(obj, field, code) for code in LANGUAGES}
    return {code: [text] for code, text in found.items() if text}


def of_words(words: str | Promise) -> LanguageMap:
    """A word of the interface in all its languages."""
    return in_each(lambda _language: str(words))


def in_each(write: Callable[[str], str], languages: Iterable[str] = LANGUAGES) -> LanguageMap:
    """What ``write`` says in each language, where it says anything."""
    found = {}
    for code in languages:
        with override(code):
            if text := write(code):
                found[code] = [text]
    return found


def without_language(text: str) -> LanguageMap:
    """Shelf marks and folio numbers. Never beside translations: readers of a fourth language
    would be shown nothing else (Presentation 3, 4. Language of property values)."""
    return {"none": [text]} if text else {}
