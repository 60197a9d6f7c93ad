"""A citation for reference managers: RIS, BibTeX and CSL-JSON.

Archival documents after the usage of each format: the repository as archive, the reference code as
call number, the fonds as collection. Parts that are not known are left out.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archive.dates.values import Point, Span, split_edtf

# RIS type, CSL type. Everything else is a manuscript.
TYPES = {
    "text": ("MANSCPT", "manuscript"),
    "photograph": ("ART", "graphic"),
    "map": ("MAP", "map"),
    "drawing": ("ART", "graphic"),
    "film": ("MPCT", "motion_picture"),
    "sound": ("SOUND", "song"),
    "object": ("GEN", "document"),
    "dataset": ("DATA", "dataset"),
}
LETTER = ("PCOMM", "personal_communication")
COLLECTION = ("GEN", "collection")
BABEL = {"en": "english", "ja": "japanese", "mn": "mongolian", "ru": "russian"}
CRLF = "\r\n"
_ESCAPED = {sign: f"\\{sign}" for sign in "{}%&_#$"} | {"\\": r"\textbackslash{}"}
# BibTeX counts braces even where a backslash stands before them.
_WITHOUT_BRACES = _ESCAPED | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference manager is told of an item, in one language; "" and () where unknown.

    ``date`` is EDTF, ``language`` that of the title (BCP 47), ``collection`` the title of the
    uppermost level, ``genre`` the level or type in words.
    """

    key: str
    material_type: str
    title: str
    url: str
    language: str
    accessed: date
    is_collection: bool = False
    authors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str = ""
    repository: str = ""
    collection: str = ""
    code: str = ""
    genre: str = ""
    rights: str = ""

    @property
    def kinds(self) -> tuple[str, str]:
        """The type in RIS and in CSL."""
        if self.is_collection:
            return COLLECTION
        if self.material_type == "text" and self.recipients:
            return LETTER
        return TYPES.get(self.material_type, TYPES["text"])

    @property
    def span(self) -> Span | None:
        return split_edtf(self.date) if self.date else None


# RIS -------------------------------------------------------------------------------------------


def ris(reference: Reference) -> str:
    """One record; lines end with CR LF, and each is ``XX  - value``."""
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in _ris_fields(reference) if value]
    return CRLF.join([*lines, "ER  - ", ""])


def _ris_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", reference.kinds[0]
    yield "ID", reference.key
    yield from (("AU", name) for name in reference.authors)
    yield from (("A2", name) for name in reference.recipients)
    yield "TI", reference.title
    yield "T2", reference.collection
    start = (reference.span.start or reference.span.end) if reference.span else None
    if start:
        yield "PY", _year(start)
        yield "DA", _ris_date(start, _note_on(reference.span))
    yield "AN", reference.code
    yield "AV", " ".join(filter(None, (reference.repository, reference.code)))
    yield "DP", reference.repository
    yield "M3", reference.genre
    yield "LA", reference.language
    yield "UR", reference.url
    yield "Y2", reference.accessed.strftime("%Y/%m/%d")


def _ris_date(point: Point, note: str) -> str:
    """``YYYY/MM/DD/other information``, with empty places for what is not known."""
    month = point.month if point.month.isdigit() and int(point.month) <= 12 else ""
    day = point.day if month and point.day.isdigit() else ""
    return f"{_year(point)}/{month}/{day}/{note}"


def _note_on(span: Span) -> str:
    """What year, month and day cannot say: about, decades, seasons, the end of a span."""
    point = span.start
    is_plain = point and point == span.end and not point.qualifier
    return "" if is_plain and point.kind in ("year", "month", "day") else span.edtf


def _year(point: Point) -> str:
    """The first year that is meant: 1910 for 191X."""
    return point.year.replace("X", "0")


# BibTeX ----------------------------------------------------------------------------------------


def bibtex(reference: Reference) -> str:
    """``@unpublished`` where it has an author, which that type asks for; else ``@misc``."""
    kind = "unpublished" if reference.authors else "misc"
    fields = [f"  {name} = {{{value}}}" for name, value in _bibtex_fields(reference) if value]
    return f"@{kind}{{{reference.key},\n" + ",\n".join(fields) + "\n}\n"


def _bibtex_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    # Braces of their own keep a name from being divided and a title from losing its capitals.
    yield "author", " and ".join(f"{{{_tex(name)}}}" for name in reference.authors)
    yield "title", f"{{{_tex(reference.title)}}}"
    if span := reference.span:
        yield "date", span.edtf.partition("T")[0]
        if start := span.start or span.end:
            yield "year", _year(start)
    yield "note", _tex(", ".join(filter(None, (reference.repository, reference.code))))
    yield "howpublished", _tex(reference.collection)
    yield "library", _tex(reference.repository)
    yield "number", _tex(reference.code)
    yield "type", _tex(reference.genre)
    yield "langid", BABEL.get(reference.language.partition("-")[0], "")
    yield "url", reference.url
    yield "urldate", reference.accessed.isoformat()


def _tex(text: str) -> str:
    """Escaped as far as BibTeX needs it; every other sign stays as it is, in UTF-8."""
    signs = _ESCAPED if _is_balanced(text) else _WITHOUT_BRACES
    return "".join(signs.get(sign, sign) for sign in _one_line(text))


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


# CSL-JSON --------------------------------------------------------------------------------------


def csl_json(reference: Reference) -> str:
    """A list of one item, as reference managers read and write it."""
    return json.dumps([_csl(reference)], ensure_ascii=False, indent=2) + "\n"


def _csl(reference: Reference) -> dict:
    found = {
        "id": reference.url,
        "type": reference.kinds[1],
        "citation-key": reference.key,
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "recipient": [{"literal": name} for name in reference.recipients],
        "issued": _csl_date(reference.span) if reference.span else None,
        "genre": reference.genre,
        "archive": reference.repository,
        "archive_collection": reference.collection,
        "archive_location": reference.code,
        "language": reference.language,
        "license": reference.rights,
        "URL": reference.url,
        "accessed": {"date-parts": [_numbers(reference.accessed.isoformat())]},
    }
    return {name: value for name, value in found.items() if value}


def _csl_date(span: Span) -> dict:
    """``date-parts`` of one day or two; what they cannot say stands in ``literal``."""
    ends = [end for end in dict.fromkeys((span.start, span.end)) if end]
    found: dict = {"date-parts": [_point_parts(end) for end in ends]}
    if any(end.qualifier for end in ends):
        found["circa"] = True
    if len(ends) == 1 and ends[0].kind == "season":
        found["season"] = int(ends[0].month) - 20
    if span.start is None or span.end is None or any("X" in str(end) for end in ends):
        found["literal"] = span.edtf
    return found


def _point_parts(point: Point) -> list[int]:
    known = [_year(point)]
    if point.kind in ("month", "day"):
        known += [point.month, point.day] if point.day else [point.month]
    return [int(part) for part in known]


def _numbers(day: str) -> list[int]:
    return [int(part) for part in day.split("-")]


def _one_line(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()


FORMATS = {
    "ris": ("application/x-research-info-systems", ris),
    "bib": ("application/x-bibtex", bibtex),
    "json": ("application/vnd.citationstyles.csl+json", csl_json),
}
