"""Historical dates: what people write, what is kept, what readers see."""

import datetime

import pytest
from django.utils.functional import Promise
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from archive.dates import DateError, HistoricalDate, display_date, parse_date
from archive.dates.values import read_span

WRITTEN = {
    # EDTF itself, in any width
    "2011-03-12": "2011-03-12",
    "２０１１－０３－１２": "2011-03-12",
    " 2011-03 ": "2011-03",
    "1971-09-10/1971-09-15": "1971-09-10/1971-09-15",
    "1972-02/1972-02": "1972-02",
    "1921~": "1921~",
    "1984?": "1984?",
    "2004-06-11%": "2004-06-11%",
    "191X": "191X",
    "19xx": "19XX",
    "1985-XX-XX": "1985-XX-XX",
    "1985-04-12/..": "1985-04-12/..",
    "1985/": "1985/",
    "/1985": "/1985",
    "../1985": "../1985",
    "191X/192X": "191X/192X",
    "2001-21": "2001-21",
    "2011-04-12T10:00:00Z": "2011-04-12T10:00:00Z",
    # numbers only
    "2011-3-12": "2011-03-12",
    "2011/3/12": "2011-03-12",
    "2011.03.12": "2011-03-12",
    "2011.03.12.": "2011-03-12",
    "1972.02": "1972-02",
    "1971.9.10–1971.9.15": "1971-09-10/1971-09-15",
    "1971-1975": "1971/1975",
    # Japanese
    "平成23年3月12日": "2011-03-12",
    "平成２３年３月１２日": "2011-03-12",
    "平成23年（2011）3月12日": "2011-03-12",
    "㍻23年3月": "2011-03",
    "H23.3.12": "2011-03-12",
    "h23/3/12": "2011-03-12",
    "S20-8-15": "1945-08-15",
    "H23": "2011",
    "明治四十四年": "1911",
    "昭和二十年八月十五日": "1945-08-15",
    "一九七一年": "1971",
    "二千十一年": "2011",
    "2011年3月12日": "2011-03-12",
    "西暦2011年": "2011",
    "令和元年5月1日": "2019-05-01",
    "昭和64年": "1989",
    "昭和64年1月7日": "1989-01-07",
    "平成元年1月8日": "1989-01-08",
    "昭和64／平成元年（1989）": "1989",
    "明治6年1月1日": "1873-01-01",
    "昭和46年（1971）9月10～15日": "1971-09-10/1971-09-15",
    "昭和46年9月10日〜10月2日": "1971-09-10/1971-10-02",
    "昭和46年9月10日から15日まで": "1971-09-10/1971-09-15",
    "昭和46～48年": "1971/1973",
    "昭和四十六年九月十～十五日": "1971-09-10/1971-09-15",
    "2011年3～5月": "2011-03/2011-05",
    "1921年頃": "1921~",
    "約1921年": "1921~",
    "2010年代": "201X",
    "20世紀": "19XX",
    "1990年から": "1990/..",
    "1990年以降": "1990/..",
    "1990年まで": "../1990",
    "1921～": "1921/..",
    "2011年3月某日": "2011-03-XX",
    "800年": "0800",
    # Mongolian
    "2011 оны 3-р сарын 12": "2011-03-12",
    "2011 оны 3 дугаар сарын 12": "2011-03-12",
    "2011 оны 3 дугаар сарын 12-ны өдөр": "2011-03-12",
    "1974 оны 9 дүгээр сарын 23-нд": "1974-09-23",
    "1974 оны 9 дvгээр сарын 23": "1974-09-23",
    "1974 оны 9 дугээр сарын 23": "1974-09-23",
    "1972 оны 2 дугаар сард": "1972-02",
    "2011 он": "2011",
    "2011 онд": "2011",
    "1971 оны 9 дүгээр сарын 10-15": "1971-09-10/1971-09-15",
    "1971 оны 9 дүгээр сарын 10-наас 15 хүртэл": "1971-09-10/1971-09-15",
    "1950-иад он": "195X",
    "XX зуун": "19XX",
    "ХХI зуун": "20XX",  # the first two letters are Cyrillic
    "20-р зуун": "19XX",
    "1921 он орчим": "1921~",
    # English
    "12 March 2011": "2011-03-12",
    "March 12, 2011": "2011-03-12",
    "On March 12, 2011.": "2011-03-12",
    "Sept. 3rd, 1939": "1939-09-03",
    "March 2011": "2011-03",
    "From September 10 to 15, 1971.": "1971-09-10/1971-09-15",
    "10-15 September 1971": "1971-09-10/1971-09-15",
    "10 September – 2 October 1971": "1971-09-10/1971-10-02",
    "c. 1921": "1921~",
    "circa 1921": "1921~",
    "1984 (?)": "1984?",
    "c. 1984 (?)": "1984%",
    "1910s": "191X",
    "20th century": "19XX",
    "since 1990": "1990/..",
    "until 1990": "../1990",
}


@pytest.mark.parametrize(("text", "edtf"), WRITTEN.items())
def test_reads_what_people_write(text: str, edtf: str) -> None:
    assert parse_date(text).edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2011-03-12", "2011-03-12", "2011-03-12"),
        ("1972-02", "1972-02-01", "1972-02-29"),
        ("2011", "2011-01-01", "2011-12-31"),
        ("191X", "1910-01-01", "1919-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1921~", "1921-01-01", "1921-12-31"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("9999-24", "9999-12-01", "9999-12-31"),
        ("1971-09/1971-09-10", "1971-09-01", "1971-09-10"),
        ("1971-09-10/1971-09", "1971-09-10", "1971-09-30"),
        ("1990/..", "1990-01-01", None),
        ("1990/", "1990-01-01", None),
        ("../1990", None, "1990-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_knows_the_first_and_the_last_day(
    edtf: str, earliest: str | None, latest: str | None
) -> None:
    days = [datetime.date.fromisoformat(day) if day else None for day in (earliest, latest)]
    assert parse_date(edtf) == HistoricalDate(edtf, *days)


REFUSED = {
    "2011-02-30": "does not exist",
    "1900-02-29": "does not exist",
    "平成23年2月30日": "does not exist",
    "2011-13": "does not exist",
    "2011-04-12T25:00:00Z": "does not exist",
    "1971-09-15/1971-09-10": "ends before it begins",
    "15–10 September 1971": "ends before it begins",
    "平成40年": "平成 runs from 1989-01-08 to 2019-04-30",
    "平成0年": "平成 runs from",
    "昭和64年2月": "昭和 runs from 1926-12-25 to 1989-01-07",
    "昭和64年1月8日": "昭和 runs from",
    "令和元年4月": "令和 runs from 2019-05-01",
    "昭和46年（1972）": "the era gives 1971",
    "明治5年3月1日": "before 1873",
    "0000": "between 1 and 9999",
    "00XX": "between 1 and 9999",
    "-0005": "between 1 and 9999",
    "12345": "between 1 and 9999",
    "Y170000002": "between 1 and 9999",
    "0年": "between 1 and 9999",
    "1900s": "190X for the decade, 19XX for the century",
    "1900年代": "190X for the decade",
    "12.03.2011": "is not a date",
    "March 12": "is not a date",
    "平28内府00174100": "is not a date",
    "K-19180-1": "is not a date",
    "01-1337": "is not a date",
    "2001-21-05": "is not a date",
    "2004-XX-12": "is not a date",
    "1971–75": "is not a date",
    "../..": "is not a date",
    "/..": "is not a date",
    "/": "is not a date",
    "hello": "is not a date",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_refuses_with_a_sentence_that_names_the_text(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason) as caught:
        parse_date(text)
    assert f"“{text}”" in str(caught.value)
    assert "like " in str(caught.value)


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_asks_for_a_date_when_there_is_none(text: str) -> None:
    with pytest.raises(DateError, match="for example 2011-03-12"):
        parse_date(text)


def test_refuses_a_pasted_page_without_repeating_it() -> None:
    with pytest.raises(DateError, match="too long") as caught:
        parse_date("2011年" * 1000)
    assert len(str(caught.value)) < 200


def test_the_sentence_is_translated_when_it_is_shown() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("hello")
    assert isinstance(caught.value.message, Promise)


DISPLAYED = [
    # edtf, en, ja, mn
    ("2011-03-12", "12 March 2011", "平成23年（2011）3月12日", "2011 оны 3 дугаар сарын 12"),
    ("2011-03", "March 2011", "平成23年（2011）3月", "2011 оны 3 дугаар сар"),
    ("2011", "2011", "平成23年（2011）", "2011 он"),
    ("2019-05-01", "1 May 2019", "令和元年（2019）5月1日", "2019 оны 5 дугаар сарын 1"),
    ("2019-04-30", "30 April 2019", "平成31年（2019）4月30日", "2019 оны 4 дүгээр сарын 30"),
    ("1989", "1989", "昭和64／平成元年（1989）", "1989 он"),
    ("2019", "2019", "平成31／令和元年（2019）", "2019 он"),
    ("1926-12", "December 1926", "大正15／昭和元年（1926）12月", "1926 оны 12 дугаар сар"),
    ("1912-07-30", "30 July 1912", "大正元年（1912）7月30日", "1912 оны 7 дугаар сарын 30"),
    ("1873-01-01", "1 January 1873", "明治6年（1873）1月1日", "1873 оны 1 дүгээр сарын 1"),
    ("1872-12-31", "31 December 1872", "1872年12月31日", "1872 оны 12 дугаар сарын 31"),
    ("1872", "1872", "1872年", "1872 он"),
    ("0800", "800", "800年", "800 он"),
    ("2011-11", "November 2011", "平成23年（2011）11月", "2011 оны 11 дүгээр сар"),
    ("2011-10", "October 2011", "平成23年（2011）10月", "2011 оны 10 дугаар сар"),
    ("1921~", "c. 1921", "1921年頃", "1921 он орчим"),
    ("1921-06~", "c. June 1921", "1921年6月頃", "1921 оны 6 дугаар сар орчим"),
    ("1984?", "1984 (?)", "昭和59年（1984）？", "1984 он (?)"),
    ("1984%", "c. 1984 (?)", "1984年頃？", "1984 он орчим (?)"),
    ("191X", "1910s", "1910年代", "1910-аад он"),
    ("192X", "1920s", "1920年代", "1920-иод он"),
    ("195X", "1950s", "1950年代", "1950-иад он"),
    ("190X", "1900–1909", "1900～1909年", "1900–1909 он"),
    ("19XX", "20th century", "20世紀", "XX зуун"),
    ("20XX", "21st century", "21世紀", "XXI зуун"),
    ("2001-21", "spring 2001", "平成13年（2001）春", "2001 оны хавар"),
    ("1988-24", "winter 1988", "昭和63年（1988）冬", "1988 оны өвөл"),
    ("2004-XX", "2004 (month unknown)", "平成16年（2004）某月", "2004 он (сар тодорхойгүй)"),
    (
        "2004-06-XX",
        "June 2004 (day unknown)",
        "平成16年（2004）6月某日",
        "2004 оны 6 дугаар сар (өдөр тодорхойгүй)",
    ),
    (
        "1971-09-10/1971-09-15",
        "10–15 September 1971",
        "昭和46年（1971）9月10～15日",
        "1971 оны 9 дүгээр сарын 10–15",
    ),
    (
        "1971-09-10/1971-10-02",
        "10 September – 2 October 1971",
        "昭和46年（1971）9月10日～10月2日",
        "1971 оны 9 дүгээр сарын 10 – 10 дугаар сарын 2",
    ),
    (
        "1971-12-30/1972-01-03",
        "30 December 1971 – 3 January 1972",
        "昭和46年（1971）12月30日～昭和47年（1972）1月3日",
        "1971 оны 12 дугаар сарын 30 – 1972 оны 1 дүгээр сарын 3",
    ),
    (
        "1989-01-05/1989-01-10",
        "5–10 January 1989",
        "昭和64／平成元年（1989）1月5～10日",
        "1989 оны 1 дүгээр сарын 5–10",
    ),
    ("2011-03/2011-05", "March–May 2011", "平成23年（2011）3～5月", "2011 оны 3–5 дугаар сар"),
    ("1971/1975", "1971–1975", "昭和46年（1971）～昭和50年（1975）", "1971–1975 он"),
    ("1872/1873", "1872–1873", "1872年～明治6年（1873）", "1872–1873 он"),
    ("1921~/1925", "c. 1921 – 1925", "1921年頃～大正14年（1925）", "1921 он орчим – 1925 он"),
    ("191X/192X", "1910s – 1920s", "1910年代～1920年代", "1910-аад он – 1920-иод он"),
    ("1990/..", "from 1990", "平成2年（1990）から", "1990 оноос"),
    ("../1990", "until 1990", "平成2年（1990）まで", "1990 он хүртэл"),
    ("1990-03/..", "from March 1990", "平成2年（1990）3月から", "1990 оны 3 дугаар сараас"),
    (
        "1990-03-12/..",
        "from 12 March 1990",
        "平成2年（1990）3月12日から",
        "1990 оны 3 дугаар сарын 12-ноос",
    ),
    ("1984?/..", "from 1984 (?)", "昭和59年（1984）？から", "1984 оноос (?)"),
    (
        "1990/",
        "from 1990 (end unknown)",
        "平成2年（1990）から（終期不明）",
        "1990 оноос (төгсгөл нь тодорхойгүй)",
    ),
    (
        "/1990",
        "until 1990 (beginning unknown)",
        "平成2年（1990）まで（始期不明）",
        "1990 он хүртэл (эхлэл нь тодорхойгүй)",
    ),
]
LANGUAGES = ("en", "ja", "mn")


@pytest.mark.parametrize(("edtf", *LANGUAGES), DISPLAYED)
def test_prints_for_each_reader(edtf: str, en: str, ja: str, mn: str) -> None:
    assert [display_date(edtf, language) for language in LANGUAGES] == [en, ja, mn]


# What the page prints, a curator can paste back. A remark in words (“month unknown”) cannot be
# read again, a year below 1000 looks like a number in English, and 190X is printed as its years.
PASTED_BACK = [
    (edtf, text)
    for edtf, *texts in DISPLAYED
    for text in texts
    if edtf not in ("190X", "1990/", "/1990")
    and not any(remark in text for remark in ("unknown", "тодорхойгүй"))
    and text != "800"
]


@pytest.mark.parametrize(("edtf", "text"), PASTED_BACK)
def test_reads_what_it_prints(edtf: str, text: str) -> None:
    assert parse_date(text).edtf == edtf


@pytest.mark.parametrize(
    ("day", "suffix"),
    [(1, "нээс"), (2, "ноос"), (3, "наас"), (4, "нөөс"), (9, "нөөс"), (10, "наас")]
    + [(20, "ноос"), (21, "нээс"), (30, "наас"), (31, "нээс")],
)
def test_mongolian_ablative_follows_the_vowels_of_the_number(day: int, suffix: str) -> None:
    assert display_date(f"1990-03-{day:02d}/..", "mn").endswith(f" {day}-{suffix}")


@pytest.mark.parametrize("language", ["fr", "", "en-GB", "EN"])
def test_an_unknown_language_reads_english(language: str) -> None:
    assert display_date("2011-03-12", language) == "12 March 2011"


def test_a_regional_language_reads_its_own() -> None:
    assert display_date("2011", "mn-Cyrl") == "2011 он"


@pytest.mark.parametrize(
    "text", ["", "明治四十四年", "2011-02-30", "2011-13", "1972/1971", "[1667,1668]", "../.."]
)
def test_prints_what_is_no_edtf_as_it_is(text: str) -> None:
    assert display_date(text, "ja") == text


# The library takes 1900-02-29 for a day, so only the leap year is compared.
POINTS = [
    f"2012{rest}"
    for rest in ("", "-00", "-01", "-13", "-21", "-24", "-XX", "-02-00", "-02-28", "-02-29")
    + ("-02-30", "-04-31", "-04-30", "-12-32", "-06-XX", "-XX-XX", "-13-XX", "-21-05", "~", "-02?")
]


@pytest.mark.parametrize("text", POINTS)
def test_agrees_with_the_edtf_library(text: str) -> None:
    try:
        expected = bool(parse_edtf(text))
    except EDTFParseException:
        expected = False
    try:
        read = read_span(text) is not None
    except DateError:
        read = False
    assert read == expected
