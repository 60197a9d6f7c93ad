"""Browsing five items: each filter, counts, chips, and whatever people type into an address."""

from urllib.parse import quote

import pytest
from django.db import connection

from tests.archive.test_browse import TITLES, facet, make, read
from tests.make import make_page_image, make_repository
from tests.reading import queries, words

__all__ = ["read"]


@pytest.fixture(scope="module")
def collection(kept_data):
    """Five items of two institutions, one of which has a division."""
    ministry = make_repository(name_en="Ministry")
    division = make_repository(name_en="Division", parent=ministry)
    museum = make_repository(name_en="Museum")
    make("A", repository=ministry, level="fonds", date="1972")
    make("B", repository=division, level="item", date="1974-05/1977")
    make("C", repository=division, level="item", date="2011-03-12", material_type="photograph")
    page = make("D", repository=museum, level="item", date="", material_type="map")
    make_page_image(page)
    make("E", repository=museum, level="file", date="2022~", title_ja="毛布の送り状")
    make("F", repository=museum, is_public=False)
    return {"ministry": ministry.pk, "division": division.pk, "museum": museum.pk}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "DABCE"),
        ("?level=item", "DBC"),
        ("?level=item&level=file", "DBCE"),
        ("?type=photograph", "C"),
        ("?type=map&level=item", "D"),
        ("?digitised=1", "D"),
        ("?date_from=2011", "CE"),
        ("?date_to=1973", "A"),
        ("?date_from=1975&date_to=1976", "B"),
        ("?date_from=平成23年3月12日&date_to=2011 оны 3-р сарын 12", "C"),
        ("?date_from=1977-12-31", "BCE"),
        ("?repository={division}", "BC"),
        ("?repository={ministry}", "ABC"),
        ("?repository={division}&repository={museum}", "DBCE"),
        ("?q=毛布", "E"),
        ("?q=%E6%AF%9B%E5%B8%83%E3%80%80送り状", "E"),
        ("?q=nothing", ""),
        ("?utm_source=mail&page=1", "DABCE"),
    ],
)
def test_each_filter(collection, read, query, expected):
    assert "".join(words(read(query.format(**collection)), TITLES)) == expected


def test_counts_include_divisions_and_leave_their_own_filter_out(collection, read):
    root = read(f"?level=item&repository={collection['ministry']}")
    assert facet(root, "repository") == {
        "Ministry": (2, True),
        "Division": (2, False),
        "Museum": (1, False),
    }
    assert facet(root, "level") == {"Fonds": (1, False), "Item": (2, True)}
    assert facet(root, "type") == {"Text": (1, False), "Photograph": (1, False)}


def test_divisions_stand_below_their_institution(collection, read):
    rows = read().xpath("//label[input[@name='repository']]/@class")
    assert rows == ["choice depth-0", "choice depth-1", "choice depth-0"]


def test_a_chosen_value_without_items_can_be_taken_back(collection, read):
    root = read("?level=series")
    assert facet(root, "level")["Series"] == (0, True)
    assert words(root, "//p[@class='lede']")


def test_chips_name_the_filter_and_drop_it_alone(collection, read):
    root = read("?q=a&level=item&level=file&date_from=1972&page=1")
    chips = root.xpath("//ul[@class='chips']/li/a")
    shown = [" ".join(chip.xpath("string(span[1])").split()) for chip in chips]
    assert shown == ["Level: File", "Level: Item", "Words: a", "From: 1972", ""]
    kept = {name: chip.get("href") for name, chip in zip(shown, chips, strict=True)}
    assert kept["Level: File"] == "?q=a&level=item&date_from=1972"
    assert kept["Words: a"] == "?level=item&level=file&date_from=1972"
    assert kept[""] == "/en/archive/"


@pytest.mark.parametrize("page", ["x", "-1", "0", "9999", "1.5", "%00", "9" * 5000, "١"])
def test_rubbish_page_numbers_show_a_page(collection, read, page):
    assert len(words(read(f"?page={page}"), TITLES)) == 5


@pytest.mark.parametrize("field", ["date_from", "date_to"])
@pytest.mark.parametrize("text", ["yesterday", "2011-13", "明治99年", "9" * 300])
def test_a_date_that_cannot_be_read_is_said_and_named(collection, read, field, text):
    root = read(f"?{field}={text}&level=item")
    errors = words(root, "//div[@role='alert']//li")
    assert len(errors) == 1
    assert errors[0].startswith("From: " if field == "date_from" else "To: ")
    assert text[:50] in errors[0]
    assert root.xpath(f"//input[@name='{field}']/@value") == [text]
    assert words(root, TITLES) == ["D", "B", "C"]  # the other filters still hold


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("level=box", "Level"),
        ("type=smell", "Type"),
        ("repository=99999999", "Repository"),
        ("repository=x", "Repository"),
        ("digitised=perhaps", "Digitised"),
    ],
)
def test_unknown_values_are_said(collection, read, query, label):
    errors = words(read(f"?{query}"), "//div[@role='alert']//li")
    assert len(errors) == 1 and errors[0].startswith(f"{label}: ")


def test_errors_are_said_in_the_page_language(collection, read):
    said = {
        words(read("?date_from=x&level=box", code), "//div[@role='alert']")[0]
        for code in ("en", "ja", "mn")
    }
    assert len(said) == 3


HOSTILE = [
    "'", '"', "' OR '1'='1", "%", "_", "\\", "a\\", "%%%", "\x00", "a\x00b", "--", ";", "/*",
    "<script>alert(1)</script>", "{{ 7 }}", "%(x)s", "😀", "👨‍👩‍👧", "\u202e", "\u200b", "ﬀ", "İ",
    "x" * 20_000, "毛布 " * 6_000, "(" * 500, "^.*$", "\r\n", "\ufeff", "\U000e0001",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
@pytest.mark.parametrize(
    "field",
    ["q", "date_from", "level", "repository", "digitised", "page", "agent", "language"],
)
def test_hostile_values_are_answered(collection, read, field, text):
    root = read(f"?{field}={quote(text)}")
    assert not root.xpath("//main//script")


@pytest.mark.parametrize(
    "raw", ["%ED%A0%80", "%FF%FE", "%C0%80", "%E3%81", "%", "%zz", "&&&", "=a"]
)
def test_queries_that_are_no_utf8_are_answered(collection, client, raw):
    for field in ("q", "level", "date_from"):
        response = client.get("/en/archive/", QUERY_STRING=f"{field}={raw}")
        if response.status_code == 302:  # the field was empty
            response = client.get(response["Location"])
        assert response.status_code == 200


def test_the_text_for_matching_is_not_loaded(collection, client):
    columns = [sql.split(" FROM ")[0] for sql in queries(client, "/en/archive/")]
    assert not any("search_text" in column for column in columns), connection.vendor
