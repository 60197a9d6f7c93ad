"""Texts with the language they are in: the reader's, then the object's, then any."""

import pytest
from django.utils import translation

from translations.templatetags.texts import in_language, paragraphs, text
from translations.texts import NO_TEXT, Text, exact, foreign_languages, languages_of, text_of


class Thing:
    """An object with columns and nothing else."""

    def __init__(self, source: str, **texts):
        self.source_language = source
        self.title_en = self.title_ja = self.title_mn = ""
        self.__dict__.update({f"title_{code}": value for code, value in texts.items()})


ALL = {"en": "sea", "ja": "海", "mn": "далай"}


@pytest.mark.parametrize(
    ("source", "written", "reader", "expected"),
    [
        *(("en", ALL, code, code) for code in ("en", "ja", "mn")),
        ("mn", {"en": "sea", "mn": "далай"}, "ja", "mn"),
        ("en", {"en": "sea", "mn": "далай"}, "ja", "en"),
        ("ja", {"en": "sea", "mn": "далай"}, "ja", "en"),
        ("ja", {"mn": "далай"}, "en", "mn"),
        ("en", {"en": " \n", "ja": "海"}, "en", "ja"),
        ("en", {"en": None, "ja": "海"}, "en", "ja"),
        ("en", {}, "en", ""),
    ],
)
def test_order_of_reading(source, written, reader, expected):
    found = text_of(Thing(source, **written), "title", reader)
    assert found.language == expected
    assert found.value == (ALL[expected] if expected else "")
    assert bool(found) == bool(expected)


def test_exact_never_falls_back():
    assert exact(Thing("en", en="sea"), "title", "ja") == ""


@pytest.mark.parametrize(
    ("page", "texts", "expected"),
    [
        ("en", [Text("a", "en"), Text("b", "ja"), NO_TEXT], ("ja",)),
        ("en", [Text("a", "ja"), Text("b", "mn"), Text("c", "ja")], ("ja", "mn")),
        ("ja", [Text("a", "ja"), None, "", Text("", "mn")], ()),
        ("en", [Text("plain")], ()),
    ],
)
def test_languages_that_are_not_the_page_s(page, texts, expected):
    assert foreign_languages(page, *texts) == expected


def test_languages_in_which_something_is_written():
    assert languages_of(Thing("en", en="a", mn=" "), ["title"]) == ("en",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Text("a & b", "en"), "a &amp; b"),
        (Text("<b>", "ja"), '<span lang="ja">&lt;b&gt;</span>'),
        (Text("plain"), "plain"),
        (NO_TEXT, ""),
        (None, ""),
    ],
)
def test_the_tag_marks_and_escapes(value, expected):
    assert text(value) == expected


def test_paragraphs_are_marked_and_escaped():
    found = paragraphs(Text("一\r\n二\r\n\r\n<三>", "ja"))
    assert found == '<p lang="ja">一<br>二</p>\n<p lang="ja">&lt;三&gt;</p>'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/", "/ja/"),
        ("/en/archive/items/7/", "/ja/archive/items/7/"),
        ("/en/exhibitions/sea/one/", "/ja/exhibitions/sea/one/"),
        ("/en/nothing/", "/ja/"),
        ("/nothing", "/ja/"),
        ("/mn/exhibitions/é/", "/ja/"),
    ],
)
def test_the_same_page_in_another_language(path, expected):
    with translation.override("en"):
        assert in_language(path, "ja") == expected
