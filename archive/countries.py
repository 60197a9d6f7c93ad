"""Names of countries in the languages of readers, after the Unicode CLDR."""

from functools import cache

from babel import Locale


@cache
def country_name(code: str, language: str) -> str:
    """A country (ISO 3166-1, two letters) in words; the code where no word is known."""
    return Locale(language).territories.get(code, code)
