"""Identifiers of names elsewhere, written ``scheme:value``: Wikidata, VIAF, NDL, ISNI … Pure."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a register is called, how its identifiers look, where they lead."""

    title: str
    pattern: str
    url: str = ""
    example: str = ""


SCHEMES = {
    "wikidata": Scheme("Wikidata", r"Q[1-9]\d*", "https://www.wikidata.org/entity/{}", "Q57436"),
    "viaf": Scheme("VIAF", r"[1-9]\d{1,21}", "https://viaf.org/viaf/{}", "113230702"),
    "ndl": Scheme("NDL", r"\d{8,9}", "https://id.ndl.go.jp/auth/ndlna/{}", "00054222"),
    "isni": Scheme("ISNI", r"\d{15}[\dX]", "https://isni.org/isni/{}", "0000000121032683"),
    "geonames": Scheme("GeoNames", r"[1-9]\d*", "https://www.geonames.org/{}", "2028462"),
    "isil": Scheme("ISIL", r"[A-Z0-9]{1,4}-[A-Za-z0-9:/-]{1,11}", "", "JP-1001001"),
}
WRITTEN = re.compile(r"([a-z][a-z0-9-]{0,30}):(\S.{0,198})")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier as readers see it; ``url`` is empty where none is known."""

    scheme: str
    title: str
    value: str
    url: str


def tidy(text: str) -> str:
    """The canonical spelling: scheme in small letters, spaces and hyphens of an ISNI left out."""
    scheme, colon, value = text.strip().partition(":")
    scheme, value = scheme.strip().lower(), value.strip()
    value = re.sub(r"[\s-]", "", value).upper() if scheme == "isni" else value
    return f"{scheme}{colon}{value}"


def fault(text: str) -> str:
    """A sentence on what is wrong with an identifier, or nothing. Unknown schemes are allowed."""
    found = WRITTEN.fullmatch(text)
    if not found:
        return _("“%(text)s” is not written as scheme:value, for example wikidata:Q57436.") % {
            "text": text
        }
    scheme = SCHEMES.get(found[1])
    if scheme and not (
        re.fullmatch(scheme.pattern, found[2], re.ASCII) and sums_up(*found.groups())
    ):
        words = _("“%(value)s” is no identifier of %(scheme)s; one looks like %(example)s.")
        return words % {"value": found[2], "scheme": scheme.title, "example": scheme.example}
    return ""


def sums_up(scheme: str, value: str) -> bool:
    """The last sign of an ISNI is a check on the others (ISO 7064, MOD 11-2)."""
    if scheme != "isni":
        return True
    total = 0
    for digit in value[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == value[-1]


def identifier(text: str) -> Identifier:
    """``wikidata:Q57436`` → its register, value and address."""
    name, _colon, value = text.partition(":")
    scheme = SCHEMES.get(name)
    if scheme is None:
        return Identifier(name, name, value, "")
    return Identifier(name, scheme.title, value, scheme.url.format(value) if scheme.url else "")
