"""Citations: one line per language, without the marks of what is missing."""

import pytest

from archive.citations import STYLES, Citation, check_style, cite

NESTED = {
    "en": ["National Central Archives of Mongolia", "Archive of Audiovisual Documents"],
    "ja": ["モンゴル国立中央公文書館", "映像・画像・音声資料館"],
    "mn": ["Монгол Улсын Үндэсний төв архив", "Дүрс, авианы баримтын архив"],
}


def test_cites_in_english() -> None:
    assert cite(
        repositories=["Central Archive of Ministry of Foreign Affairs, Mongolia"],
        code="Fund-119, File-02, Unit-662",
        title="Economic Partnership Agreement between Mongolia and Japan",
        date="10 February 2015",
        language="en",
    ) == Citation(
        "Central Archive of Ministry of Foreign Affairs, Mongolia",
        "Fund-119, File-02, Unit-662",
        "Economic Partnership Agreement between Mongolia and Japan",
        "10 February 2015",
        "Central Archive of Ministry of Foreign Affairs, Mongolia, Fund-119, File-02, Unit-662, "
        "“Economic Partnership Agreement between Mongolia and Japan”, 10 February 2015",
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"{', '.join(NESTED['en'])}, K-19180-1, “T”, D"),
        ("ja", f"{' '.join(NESTED['ja'])}、K-19180-1、「T」、D"),
        ("mn", f"{', '.join(NESTED['mn'])}, K-19180-1, «T», D"),
        ("mn-Cyrl", f"{', '.join(NESTED['mn'])}, K-19180-1, «T», D"),
        ("fr", f"{', '.join(NESTED['en'])}, K-19180-1, “T”, D"),
    ],
)
def test_each_language_has_its_style(language: str, text: str) -> None:
    names = NESTED.get(language[:2], NESTED["en"])
    cited = cite(repositories=names, code="K-19180-1", title="T", date="D", language=language)
    assert cited.text == text


@pytest.mark.parametrize(
    ("language", "parts", "text"),
    [
        ("en", {"title": ""}, "R, C, D"),
        ("en", {"date": ""}, "R, C, “T”"),
        ("en", {"title": "", "date": ""}, "R, C"),
        ("en", {"code": ""}, "R, “T”, D"),
        ("en", {"repositories": []}, "C, “T”, D"),
        ("en", {"repositories": ["", "R"]}, "R, C, “T”, D"),
        ("ja", {"title": ""}, "R、C、D"),
        ("ja", {"repositories": [], "date": ""}, "C、「T」"),
        ("mn", {"title": " ", "date": "\n"}, "R, C"),
        ("en", {"repositories": [], "code": "", "title": "", "date": ""}, ""),
    ],
)
def test_missing_parts_go_with_their_marks(
    language: str, parts: dict[str, str | list[str]], text: str
) -> None:
    whole = {"repositories": ["R"], "code": "C", "title": "T", "date": "D"}
    assert cite(**{**whole, **parts}, language=language).text == text


@pytest.mark.parametrize(
    ("style", "whole", "without_title", "bare"),
    [
        ("{code} ({title}, {date}).", "C (T, D).", "C (D).", "C."),
        ("{repository}（{title}、{date}）{code}", "R（T、D）C", "R（D）C", "R C"),
        ('"{title}" [{date}], {code}', '"T" [D], C', "[D], C", "C"),
        ("Source: {repository}, ref. {code}; {title}", "Source: R, ref. C; T", None, None),
        ("{title}, {repository}, ref. {code}", "T, R, ref. C", "R, ref. C", "R, ref. C"),
        ("a) {code} “{title}", "a) C “T", "a) C", "a) C"),
        ("{code} (copy), {title}", "C (copy), T", "C", "C"),
        ("{{x}} {code}", "{x} C", "{x} C", "{x} C"),
    ],
)
def test_a_repository_may_have_its_own_style(
    style: str, whole: str, without_title: str | None, bare: str | None
) -> None:
    def text(title: str, date: str) -> str:
        parts = {"repositories": ["R"], "code": "C", "title": title, "date": date}
        return cite(**parts, language="en", style=style).text

    assert text("T", "D") == whole
    assert without_title is None or text("", "D") == without_title
    assert bare is None or text("", "") == bare


def test_braces_and_line_breaks_in_the_data_are_only_text() -> None:
    cited = cite(repositories=["R"], code="{date}", title="one\n  two\u3000{0}", language="en")
    assert cited.text == "R, {date}, “one two\u3000{0}”"
    assert cited.title == "one two\u3000{0}"


@pytest.mark.parametrize("style", [*STYLES.values(), "{code}", "{{{code}}}"])
def test_accepts_a_style(style: str) -> None:
    check_style(style)
    assert "C" in cite(repositories=[], code="C", title="", language="en", style=style).text


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        ("{code} {author}", r"cannot contain \{author\}"),
        ("{code} {code.__class__}", r"cannot contain \{code.__class__\}"),
        ("{code} {code[0]}", r"cannot contain \{code\[0\]\}"),
        ("{code!r}", r"cannot contain \{code!r\}"),
        ("{code:>9999999}", r"cannot contain \{code:>9999999\}"),
        ("{code} {}", r"cannot contain \{\}"),
        ("{code} {0}", r"cannot contain \{0\}"),
        ("{repository}, {title}", "lacks the reference code"),
        ("{{code}}", "lacks the reference code"),
        ("", "lacks the reference code"),
        ("{code", "brace without its partner"),
        ("{code}}", "brace without its partner"),
    ],
)
def test_refuses_a_style_with_a_sentence(style: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        check_style(style)
    if style:
        with pytest.raises(ValueError, match=reason):
            cite(repositories=["R"], code="C", title="T", language="en", style=style)
