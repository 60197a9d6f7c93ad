"""Reference codes: the same storage unit in three grammars, and codes of other archives."""

import pytest

from archive.reference_codes import (
    ParsedCode,
    code_key,
    natural_sort_key,
    parse_fund_file_unit,
    scheme_warning,
)

FFU = "fund-file-unit"
UNIT_66 = ParsedCode("59", "1", "66")

PARSED = {
    "Fund-59, File-1, Unit-66": UNIT_66,
    "Fund-59, File-01, Unit-066": UNIT_66,
    "fund 59 file 1 unit 66": UNIT_66,
    "FUND‐59，FILE–1，UNIT—66": UNIT_66,
    "Fonds 59; File no. 1; Unit №66.": UNIT_66,
    "Ф-59, Д-1, ХН-66": UNIT_66,
    "ф-59, д-1, хн-66": UNIT_66,
    "Ф.59 д.1 х/н 66": UNIT_66,
    "Ф.59.Д.1.Х.Н.66.": UNIT_66,
    "Ф59Д1ХН66": UNIT_66,
    "Фонд 59, данс 1, хадгаламжийн нэгж 66": UNIT_66,
    "フォンド59、ファイル1、ユニット66": UNIT_66,
    "ﾌｫﾝﾄﾞ５９、ﾌｧｲﾙ１、ﾕﾆｯﾄ６６": UNIT_66,
    "59-1-66": UNIT_66,
    "５９－１－６６": UNIT_66,
    "59ー1ー66": UNIT_66,
    "59/1/66": UNIT_66,
    # letters of the wrong alphabet: Latin XH, Greek Φ, Cyrillic е and і in File
    "Ф-59, Д-1, XH-66": UNIT_66,
    "Φ-59, Д-1, ХН-66": UNIT_66,
    "Fund-59, Fіlе-1, Unit-66": UNIT_66,
    # parts that are absent
    "Ф-59, хн-66": ParsedCode("59", "", "66"),
    "Fund-59, File-1": ParsedCode("59", "1", ""),
    "Fund-59": ParsedCode("59", "", ""),
    # parts with more than digits
    "Ф-59, хн-58/173": ParsedCode("59", "", "58/173"),
    "Fund-59, File-1, Unit-066a": ParsedCode("59", "1", "66a"),
    "Ф-59, Д-1, ХН-66а": ParsedCode("59", "1", "66a"),
    # leaves
    "Ф-59, Д-1, ХН-66, х.12": ParsedCode("59", "1", "66", "12"),
    "Ф-59, Д-1, ХН-66, хуудас 12": ParsedCode("59", "1", "66", "12"),
    "Fund-59, File-1, Unit-66, p. 012": ParsedCode("59", "1", "66", "12"),
    "Fund-59, File-1, Unit-66, pp. 12–13": ParsedCode("59", "1", "66", "12-13"),
    "フォンド59、ファイル1、ユニット66、12頁": ParsedCode("59", "1", "66", "12"),
}


@pytest.mark.parametrize(("code", "parsed"), PARSED.items())
def test_reads_fund_file_and_unit(code: str, parsed: ParsedCode) -> None:
    assert parse_fund_file_unit(code) == parsed
    assert scheme_warning(code, FFU) is None


OTHER_GRAMMARS = [
    *("平28内府00174100", "2019-0197", "01-1337", "K-19180-1"),
    *("Unit-66", "File-1, Unit-66", "Fund", "Ф-59, Д-1, ХН-", "MFund-59", "хн-66"),
    *("Fund-59, Fund-60", "Fund-59/60, File-1", "Fund-59, File-1, Unit-66 (copy)", "59-1/66"),
]


@pytest.mark.parametrize("code", OTHER_GRAMMARS)
def test_leaves_other_grammars_alone(code: str) -> None:
    assert parse_fund_file_unit(code) is None
    assert f"“{code}”" in (scheme_warning(code, FFU) or "")


@pytest.mark.parametrize(
    ("parsed", "key"), [(UNIT_66, "59/1/66"), (PARSED["Ф-59, хн-66"], "59/1/66")]
)
def test_key(parsed: ParsedCode, key: str) -> None:
    assert parsed.key == key


@pytest.mark.parametrize(
    ("code", "scheme", "key"),
    [
        ("Fund-59, File-01, Unit-066", FFU, "59/1/66"),
        ("Ф-59, Д-1, ХН-66, х.12", FFU, "59/1/66"),
        ("Ф-59, хн-66", FFU, "59/1/66"),
        ("Fund-59", FFU, "59//"),
        ("k – 19180-1", FFU, "K-19180-1"),
        ("59-1-66", "verbatim", "59-1-66"),
        ("Fund-59,  File-01", "verbatim", "FUND-59, FILE-01"),
        ("平２８内府００１７４１００", "verbatim", "平28内府00174100"),
        ("2019‐0197", "verbatim", "2019-0197"),
        (" K - 19180–1 ", "verbatim", "K-19180-1"),
        ("", FFU, ""),
        ("", "verbatim", ""),
    ],
)
def test_equal_codes_have_one_key(code: str, scheme: str, key: str) -> None:
    assert code_key(code, scheme) == key


def test_different_units_have_different_keys() -> None:
    codes = ["Fund-59, File-1, Unit-66", "Fund-59, File-16, Unit-6", "Fund-591, Unit-66"]
    codes += ["Ф-59, Д-2, хн-66", "Ф-59, хн-58/173", "Ф-59, хн-58", "2019-0197", "01-1337"]
    assert len({code_key(code, FFU) for code in codes}) == len(codes)


@pytest.mark.parametrize(
    "codes",
    [
        ["Fund-9, Unit-70", "Fund-59, Unit-9", "Fund-59, Unit-66", "Fund-118, Unit-1"],
        ["K-2-1", "K-10-1", "K-10-2", "K-19180-1"],
        ["平9内府00174100", "平28内府00029100", "平28内府00174100"],
    ],
)
def test_sorts_by_numbers(codes: list[str]) -> None:
    shuffled = codes[::-1]
    assert sorted(shuffled, key=natural_sort_key) == codes


def test_parsed_codes_sort_by_numbers_in_any_grammar() -> None:
    codes = ["Fund-9, File-2, Unit-1", "Ф-59, хн-66", "Ф-59, Д-1, ХН-9", "Fund-59, File-1, Unit-66"]
    codes.append("59-1-66a")
    parsed = [found for code in codes if (found := parse_fund_file_unit(code))]
    shuffled = parsed[::-1]
    assert sorted(shuffled, key=lambda code: code.natural_key) == parsed


def test_warns_only_about_the_scheme_that_has_a_grammar() -> None:
    assert scheme_warning("01-1337", "verbatim") is None
    assert scheme_warning("  ", FFU) is None
