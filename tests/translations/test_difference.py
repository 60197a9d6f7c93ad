"""Differences between wordings: a changed figure shows alone, markup is never cut."""

import pytest

from translations.units.difference import GONE, NEW, SAME, TOKEN, difference


def marked(former: str, present: str, *, rich: bool = False) -> str:
    """As one line: what goes in [-…-], what comes in {+…+}."""
    signs = {SAME: "{}", GONE: "[-{}-]", NEW: "{{+{}+}}"}
    pieces = difference(former, present, rich=rich)
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("former", "present", "shown"),
    [
        ("About 2,500 sent.", "About 2,600 sent.", "About [-2,500-]{+2,600+} sent."),
        ("約2,500枚を送った。", "約2,600枚を送った。", "約[-2,500-]{+2,600+}枚を送った。"),
        ("昭和47年2月24日", "昭和48年2月24日", "昭和[-47-]{+48+}年2月24日"),
        ("3 сарын 12-нд", "3 сарын 13-нд", "3 сарын [-12-]{+13+}-нд"),
        ("БНМАУ-ын сайд", "БНМАУ-д сайд", "[-БНМАУ-ын-]{+БНМАУ-д+} сайд"),
        ("өвөл, зун", "өвөл, намар", "өвөл, [-зун-]{+намар+}"),
        ("The grey cat sat", "A black cat sat", "[-The grey-]{+A black+} cat sat"),
        ("カシミヤ工場", "カシミア工場", "[-カシミヤ-]{+カシミア+}工場"),
        ("One, two", "One two", "One[-,-] two"),
        ("", "New", "{+New+}"),
        ("Gone", "", "[-Gone-]"),
        ("Same", "Same", "Same"),
        ("aa", "aaa", "[-aa-]{+aaa+}"),
    ],
)
def test_words(former, present, shown):
    assert marked(former, present) == shown


@pytest.mark.parametrize(
    ("former", "present", "shown"),
    [
        (
            "<p>About <strong>2,500</strong></p>",
            "<p>About <em>2,500</em></p>",
            "<p>About [-<strong>-]{+<em>+}2,500[-</strong>-]{+</em>+}</p>",
        ),
        (
            '<p>See <a href="https://a.example/">here</a>.</p>',
            '<p>See <a href="https://b.example/">here</a>.</p>',
            '<p>See [-<a href="https://a.example/">-]{+<a href="https://b.example/">+}here</a>.</p>',
        ),
        ("<p>Tea &amp; salt</p>", "<p>Tea &amp; milk</p>", "<p>Tea & [-salt-]{+milk+}</p>"),
        ("<p>5 &lt; 6</p>", "<p>5 &lt; 7</p>", "<p>5 < [-6-]{+7+}</p>"),
        ("<p>A.</p>", "<p>A.</p><p>B.</p>", "<p>A.</p>{+<p>+}{+B.+}{+</p>+}"),
    ],
)
def test_rich_text(former, present, shown):
    assert marked(former, present, rich=True) == shown


@pytest.mark.parametrize(
    "text",
    [
        "“Үнэн” сонины 1972 оны 2-р сарын 19-ний дугаар, БНМАУ-ын ГЯЯ.",
        "昭和47年（1972）2月24日、カシミヤ工場の話。　ＡＢＣ",
        "don’t – “well-known” naïve co‑operation\n\nU.S.A. 3.14 %",
        "ᠮᠣᠩᠭᠣᠯ 😀 e\u0301",
    ],
)
def test_tokens_are_the_text(text):
    assert "".join(TOKEN.findall(text)) == text


def test_both_wordings_can_be_read_from_the_difference():
    former = "Two ambassadors met in Moscow. They spoke for 40 minutes. Then they signed."
    present = "Three ambassadors met at Moscow. Then they signed. They spoke for 50 minutes."
    pieces = difference(former, present)
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == former
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == present
