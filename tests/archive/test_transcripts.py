"""Transcriptions as HTML and as plain text; the notation of readings."""

import pytest

from archive.transcripts import as_html, as_plain_text, canonical_tag

RUBY = "<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>"


@pytest.mark.parametrize(
    ("written", "language", "shown", "plain"),
    [
        ("綴《つづり》", "ja", RUBY.format("綴", "つづり"), "綴"),
        ("和綴《わとじ》の本", "ja", RUBY.format("和綴", "わとじ") + "の本", "和綴の本"),
        ("お茶｜の湯《のゆ》", "ja", "お茶" + RUBY.format("の湯", "のゆ"), "お茶の湯"),
        ("佐々木《ささき》", "ja-JP", RUBY.format("佐々木", "ささき"), "佐々木"),
        ("𠮟《しか》る", "ja", RUBY.format("𠮟", "しか") + "る", "𠮟る"),
        ("｜Ulaan《ウラーン》", "mn", RUBY.format("Ulaan", "ウラーン"), "Ulaan"),
        # Quotation marks, in Japanese too where no word stands before them.
        ("《Үнэн》 сонин", "mn", "《Үнэн》 сонин", "《Үнэн》 сонин"),
        ("读《红楼梦》", "zh", "读《红楼梦》", "读《红楼梦》"),
        ("かな《よみ》", "ja", "かな《よみ》", "かな《よみ》"),
        # Halves of a notation are text.
        ("｜和綴", "ja", "｜和綴", "｜和綴"),
        ("綴《つづり", "ja", "綴《つづり", "綴《つづり"),
        ("綴《》", "ja", "綴《》", "綴《》"),
        ("綴《つ\nづり》", "ja", "綴《つ<br>\nづり》", "綴《つ\nづり》"),
        ("綴《つ《づ》り》", "ja", "綴《つ《づ》り》", "綴《つ《づ》り》"),
        ("<b>&", "en", "&lt;b&gt;&amp;", "<b>&"),
        ("綴《<i>》", "ja", RUBY.format("綴", "&lt;i&gt;"), "綴"),
    ],
)  # fmt: skip
def test_readings(written, language, shown, plain):
    assert as_html(written, language) == f"<p>{shown}</p>"
    assert as_plain_text(written, language) == plain


def test_lines_and_paragraphs_stay():
    assert as_html("one\r\ntwo\n \nthree\n", "en") == "<p>one<br>\ntwo</p>\n<p>three</p>"
    assert as_html("", "en") == as_html(" \n ", "en") == ""
    assert as_plain_text("one\n\nthree", "en") == "one\n\nthree"


@pytest.mark.parametrize("sign", ["漢", "｜", "《", "》", "漢《", "｜漢《", "漢字《かな》", "\n"])
def test_long_texts_are_read_at_once(sign):
    """With a search that begins at every sign anew, this would not come to its end."""
    text = "漢" + sign * (100_000 // len(sign)) + "字《じ》"
    assert as_plain_text(text, "ja").endswith("字")
    assert as_html(text, "ja").endswith("</ruby></p>")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(("ja", "ja"), ("JA", "ja"), ("mn-mong", "mn-Mong"), ("MN-CYRL-mn", "mn-Cyrl-MN")),
        *(("zh-Hant-tw", "zh-Hant-TW"), ("mnc", "mnc")),
    ],
)
def test_language_tags_in_their_usual_case(typed, kept):
    assert canonical_tag(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "m", "Mongolian", "mn_Mong", "mn-", "-mn", "ja'><b>", "ja x"]
)
def test_what_is_no_language_tag(typed):
    with pytest.raises(ValueError):
        canonical_tag(typed)
