"""Dates and reference codes in running text become the same keys, however they are written."""

from datetime import date

import pytest

from search.analysis import folded
from search.codes import bare_triples, codes_in, whole_code
from search.dates import dates_in, keys_of_span


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2011-03-12", "d20110312"),
        ("2011/3/12", "d20110312"),
        ("2011.3.12.", "d20110312"),
        ("12 March 2011", "d20110312"),
        ("March 12, 2011", "d20110312"),
        ("the 12th of March, 2011", "d20110312"),
        ("平成23年3月12日", "d20110312"),
        ("平成23年（2011）3月12日", "d20110312"),
        ("平成二十三年三月十二日", "d20110312"),
        ("H23.3.12", "d20110312"),
        ("２０１１年３月１２日", "d20110312"),
        ("2011 оны 3 дугаар сарын 12", "d20110312"),
        ("2011 оны 3-р сарын 12-нд", "d20110312"),
        ("2011 оны гуравдугаар сарын 12-ны өдөр", "d20110312"),
        ("March 2011", "d201103"),
        ("平成23年3月", "d201103"),
        ("2011 оны 3 сар", "d201103"),
        ("二〇一一年", "d2011"),
        ("昭和64年", "d1989"),
        ("Shōwa 47", "d1972"),
        ("Meiji 37", "d1904"),
        ("Heisei year 23", "d2011"),
        ("Шёова 47", "d1972"),
        ("平成元年", "d1989"),
        ("令和4年", "d2022"),
        ("2011 онд", "d2011"),
        ("2011", "d2011"),
        ("1990s", "d199"),
        ("1990年代", "d199"),
        ("1990-ээд он", "d199"),
        ("康徳6年", "d1939"),
        ("康徳六年八月", "d193908"),
        ("康徳元年", "d1934"),
        ("大同元年", "d1932"),
        ("民国元年", "d1912"),
        ("中華民国三十年十月十日", "d19411010"),
        ("宣統3年", "d1911"),
        ("光緒元年", "d1875"),
        ("光緒三十年十二月三日", "d1904"),  # by the moon
        ("光緒二十九年閏五月三日", "d1903"),
        ("共戴2年", "d1912"),
        ("Олноо өргөгдсөний 1 дүгээр он", "d1911"),
        ("Олноо өргөгдсөний 11-р онд", "d1921"),
        ("олноо  өргөгдсөний хоёрдугаар онд", "d1912"),
        ("Олноо өргөгдсөний арван нэгдүгээр он", "d1921"),
        ("Олноо өргөгдсөний 3-р оны 5 сарын 4", "d1913"),  # by the moon
        ("3月12日", "e0312"),
        ("12 March", "e0312"),
        ("3 сарын 12", "e0312"),
    ],
)
def test_a_date_has_one_key(text, key):
    assert [one.key for one in dates_in(folded(text))] == [key]


@pytest.mark.parametrize(
    "text",
    [
        *("2019-0197", "01-1337", "K-19180-1", "平28内府00174100", "they may go", "2011-02-31"),
        *("2,011", "12345", "平成23部", "March", "99月99日", "H99.99.99"),
        *("大同一致", "民国人", "олноо өргөгдсөн хаан"),
    ],
)
def test_what_is_no_date_has_none(text):
    assert [one for one in dates_in(folded(text)) if one.key[1:3] != "20" or one.month] == []


@pytest.mark.parametrize(
    ("first", "last", "has", "lacks"),
    [
        ("2011-03-12", "2011-03-12", ["d2011", "d201103", "d20110312", "e0312"], ["d2012"]),
        ("2011-03-01", "2011-03-31", ["d2011", "d201103"], ["d20110312"]),
        ("2011-01-01", "2011-12-31", ["d2011"], ["d201103"]),
        ("1971-09-10", "1971-09-15", ["d19710912", "d197109"], ["d19710916"]),
        ("1950-01-01", "1979-12-31", ["d1950", "d1979"], ["d1980"]),
        ("1000-01-01", "1999-12-31", [], ["d1000", "d1999"]),
    ],
)
def test_keys_of_a_period(first, last, has, lacks):
    found = keys_of_span(date.fromisoformat(first), date.fromisoformat(last))
    assert set(has) <= set(found) and not set(lacks) & set(found)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Fund-59, File-1, Unit-66", ["cf59", "cd1", "cu66"]),
        ("Ф-59, Д-01, ХН-066", ["cf59", "cd1", "cu66"]),
        ("Ф-59, хн-66", ["cf59", "cu66"]),
        ("Ф.59 Д.1 Х/Н 66", ["cf59", "cd1", "cu66"]),
        ("Fund No. 59", ["cf59"]),
        ("フォンド59、保管単位66", ["cf59", "cu66"]),
        ("59 дүгээр фонд", ["cf59"]),
        ("Unit 58/173", ["cu58_173"]),
        ("profile 5", []),
        ("a fund of money", []),
    ],
)
def test_parts_of_codes(text, keys):
    assert [key for one in codes_in(folded(text)) for key in one.keys] == keys


def test_figures_alone_are_fund_file_and_unit():
    (code,) = bare_triples("59-1-066")
    assert code.keys == ("cf59", "cd1", "cu66")


@pytest.mark.parametrize("text", ["K-19180-1", "k 19180 1", "K19180-1"])
def test_a_whole_code_has_no_signs(text):
    assert whole_code(folded(text)) == "wk191801"
