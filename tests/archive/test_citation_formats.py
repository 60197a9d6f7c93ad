"""RIS, BibTeX and CSL-JSON, read back by parsers that know nothing of how they are written."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from archive.reading.citation_formats import Reference, bibtex, csl_json, ris

FULL = Reference(
    key="item12",
    material_type="text",
    title="対日支援に関する政府決議第78号",
    url="https://example.org/id/items/5f0c",
    language="ja",
    accessed=date(2026, 11, 22),
    authors=("Засгийн газар", "Ц. Элбэгдорж"),
    date="2011-03-12",
    repository="モンゴル国外務省中央文書館",
    collection="Fund 59",
    code="Fund-59, File-1, Unit-548",
    genre="資料",
    rights="http://rightsstatements.org/vocab/CNE/1.0/",
)
BARE = Reference("item1", "photograph", "", "https://example.org/id/items/1", "", date(2026, 1, 2))


def changed(**values) -> Reference:
    return replace(FULL, **values)


def read_ris(text: str) -> list[tuple[str, str]]:
    assert text.endswith("ER  - \r\n") and "\n" not in text.replace("\r\n", "")
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in text.split("\r\n")[:-1]]
    assert all(lines), text
    return [(line[1], line[2]) for line in lines]


def read_bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Type, key and fields; a value ends where its braces are balanced, as BibTeX counts them."""
    head = re.match(r"@(\w+)\{([^,]+),\s*", text)
    fields, place = {}, head.end()
    while text[place] != "}":
        name = re.compile(r"\s*(\w+) = \{").match(text, place)
        depth, end = 1, name.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        fields[name[1]] = text[name.end() : end - 1]
        place = re.compile(r",?\s*").match(text, end).end()
    assert text[place:] == "}\n"
    return head[1], head[2], fields


def test_ris_of_a_full_description():
    assert read_ris(ris(FULL)) == [
        ("TY", "MANSCPT"),
        ("ID", "item12"),
        ("AU", "Засгийн газар"),
        ("AU", "Ц. Элбэгдорж"),
        ("TI", "対日支援に関する政府決議第78号"),
        ("T2", "Fund 59"),
        ("PY", "2011"),
        ("DA", "2011/03/12/"),
        ("AN", "Fund-59, File-1, Unit-548"),
        ("AV", "モンゴル国外務省中央文書館 Fund-59, File-1, Unit-548"),
        ("DP", "モンゴル国外務省中央文書館"),
        ("M3", "資料"),
        ("LA", "ja"),
        ("UR", "https://example.org/id/items/5f0c"),
        ("Y2", "2026/11/22"),
        ("ER", ""),
    ]


def test_bibtex_of_a_full_description():
    kind, key, fields = read_bibtex(bibtex(FULL))
    assert (kind, key) == ("unpublished", "item12")
    assert fields == {
        "author": "{Засгийн газар} and {Ц. Элбэгдорж}",
        "title": "{対日支援に関する政府決議第78号}",
        "date": "2011-03-12",
        "year": "2011",
        "note": "モンゴル国外務省中央文書館, Fund-59, File-1, Unit-548",
        "howpublished": "Fund 59",
        "library": "モンゴル国外務省中央文書館",
        "number": "Fund-59, File-1, Unit-548",
        "type": "資料",
        "langid": "japanese",
        "url": "https://example.org/id/items/5f0c",
        "urldate": "2026-11-22",
    }


def test_csl_json_of_a_full_description():
    assert json.loads(csl_json(FULL)) == [
        {
            "id": "https://example.org/id/items/5f0c",
            "type": "manuscript",
            "citation-key": "item12",
            "title": "対日支援に関する政府決議第78号",
            "author": [{"literal": "Засгийн газар"}, {"literal": "Ц. Элбэгдорж"}],
            "issued": {"date-parts": [[2011, 3, 12]]},
            "genre": "資料",
            "archive": "モンゴル国外務省中央文書館",
            "archive_collection": "Fund 59",
            "archive_location": "Fund-59, File-1, Unit-548",
            "language": "ja",
            "license": "http://rightsstatements.org/vocab/CNE/1.0/",
            "URL": "https://example.org/id/items/5f0c",
            "accessed": {"date-parts": [[2026, 11, 22]]},
        }
    ]
    assert "対日支援" in csl_json(FULL)  # UTF-8, not escapes


def test_what_is_missing_is_left_out():
    tags = [tag for tag, _value in read_ris(ris(BARE))]
    assert tags == ["TY", "ID", "UR", "Y2", "ER"]
    kind, _key, fields = read_bibtex(bibtex(BARE))
    assert (kind, set(fields)) == ("misc", {"title", "url", "urldate"})
    found = json.loads(csl_json(BARE))[0]
    assert set(found) == {"id", "type", "citation-key", "URL", "accessed"}


@pytest.mark.parametrize(
    ("edtf", "year", "ris_date", "csl"),
    [
        ("1972", "1972", "1972///", {"date-parts": [[1972]]}),
        ("1972-05", "1972", "1972/05//", {"date-parts": [[1972, 5]]}),
        ("1921~", "1921", "1921///1921~", {"date-parts": [[1921]], "circa": True}),
        ("1984?", "1984", "1984///1984?", {"date-parts": [[1984]], "circa": True}),
        (
            "1971-09-10/1971-09-15",
            "1971",
            "1971/09/10/1971-09-10/1971-09-15",
            {"date-parts": [[1971, 9, 10], [1971, 9, 15]]},
        ),
        ("191X", "1910", "1910///191X", {"date-parts": [[1910]], "literal": "191X"}),
        ("1972-21", "1972", "1972///1972-21", {"date-parts": [[1972]], "season": 1}),
        ("1985/..", "1985", "1985///1985/..", {"date-parts": [[1985]], "literal": "1985/.."}),
        ("../1985", "1985", "1985///../1985", {"date-parts": [[1985]], "literal": "../1985"}),
        ("2004-XX", "2004", "2004///2004-XX", {"date-parts": [[2004]], "literal": "2004-XX"}),
    ],
)
def test_dates(edtf, year, ris_date, csl):
    reference = changed(date=edtf)
    fields = dict(read_ris(ris(reference)))
    assert (fields["PY"], fields["DA"]) == (year, ris_date)
    written = read_bibtex(bibtex(reference))[2]
    assert (written["date"], written["year"]) == (edtf, year)
    assert json.loads(csl_json(reference))[0]["issued"] == csl


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50% & more_of #1", r"50\% \& more\_of \#1"),
        ("A {B} C", r"A \{B\} C"),
        ("A } B", r"A \textbraceright{} B"),
        ("A } { B", r"A \textbraceright{} \textbraceleft{} B"),
        ("C:\\new", r"C:\textbackslash{}new"),
        ("Ends with \\", r"Ends with \textbackslash{}"),
        ("Ц.Элбэгдоржийн “захидал” ü", "Ц.Элбэгдоржийн “захидал” ü"),
    ],
)
def test_bibtex_escapes_what_it_must_and_nothing_else(title, written):
    assert read_bibtex(bibtex(changed(title=title)))[2]["title"] == f"{{{written}}}"


def test_a_line_break_starts_no_field():
    title = "One\r\nER  - \nTY  - BOOK\u2028\x00"
    found = read_ris(ris(changed(title=title)))
    assert [tag for tag, _value in found].count("TY") == 1
    assert dict(found)["TI"] == "One ER - TY - BOOK"
    assert "\n" not in read_bibtex(bibtex(changed(title=title)))[2]["title"]


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({}, ("MANSCPT", "manuscript")),
        ({"recipients": ("N. Shiratori",)}, ("PCOMM", "personal_communication")),
        ({"material_type": "photograph"}, ("ART", "graphic")),
        ({"material_type": "map"}, ("MAP", "map")),
        ({"material_type": "film"}, ("MPCT", "motion_picture")),
        ({"material_type": "dataset"}, ("DATA", "dataset")),
        ({"material_type": "map", "is_collection": True}, ("GEN", "collection")),
        ({"material_type": "something new"}, ("MANSCPT", "manuscript")),
    ],
)
def test_types(values, kinds):
    reference = changed(**values)
    assert read_ris(ris(reference))[0] == ("TY", kinds[0])
    found = json.loads(csl_json(reference))[0]
    assert found["type"] == kinds[1]
    assert [name["literal"] for name in found.get("recipient", [])] == list(reference.recipients)
