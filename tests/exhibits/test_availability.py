"""Pages say in which languages they exist; a note about a missing one leads nowhere private."""

import pytest

from tests.make import (
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_panel,
    make_section,
)
from tests.reading import links, tree, words

LINE = "//div[@class='page-languages']/p[1]"
PRIVATE = ("/admin", "/translate", "/preview")


def said(client, address: str) -> str:
    return words(tree(client.get(address)), LINE)[0]


def test_an_exhibition_counts_its_own_texts_and_the_titles_it_lists(client, db):
    sea = make_exhibition(foreword_en="<p>Two ambassadors.</p>", foreword_ja="<p>二人の大使。</p>")
    make_section(sea, title_ja="")
    page = sea.get_absolute_url()
    assert said(client, page) == (
        "Languages of this page: English · 日本語 (in part) · Монгол (in part)"
    )


def test_a_chapter_counts_everything_on_it(client, db):
    panel = make_panel(make_section())
    page = panel.section.get_absolute_url()
    assert said(client, page) == "Languages of this page: English · 日本語 · Монгол"
    make_exhibit(panel)  # a caption in English alone
    assert said(client, page).endswith("日本語 (in part) · Монгол (in part)")


def test_an_essay_that_nobody_has_translated(client, db):
    page = make_essay().get_absolute_url()
    assert said(client, page) == (
        "Languages of this page: English · 日本語 (not yet) · Монгол (not yet)"
    )
    assert said(client, f"/ja{page[3:]}") == (
        "このページの言語： English · 日本語 （未訳） · Монгол （未訳）"
    )


def test_an_item_measures_by_the_language_it_was_described_in(client, db):
    page = make_item(extent_mn="3 хуудас", title_en="").get_absolute_url()
    assert said(client, page) == (
        "Languages of this page: English (not yet) · 日本語 (in part) · Монгол"
    )


def test_names_of_languages_are_marked_as_such(client, db):
    root = tree(client.get(make_item().get_absolute_url()))
    assert root.xpath(f"{LINE}/span/@lang") == ["ja", "mn"]


@pytest.fixture
def half_translated(db):
    """A chapter, an essay, an exhibition and an item with texts that fall back."""
    sea = make_exhibition(title_ja="", foreword_en="<p>Two ambassadors.</p>")
    section = make_section(sea, title_ja="", introduction_en="<p>In March.</p>")
    panel = make_panel(section, title_ja="", event_text_ja="")
    item = make_item(title_ja="", scope_and_content_mn="Тогтоол.")
    make_exhibit(panel, item)
    return [sea, section, make_essay(sea), item]


@pytest.mark.parametrize("who", ["", "translator-ja"])
def test_the_fallback_note_links_to_nothing_private(client, log_in, half_translated, who):
    reader = log_in(who) if who else client
    for obj in half_translated:
        root = tree(reader.get(f"/ja{obj.get_absolute_url()[3:]}"))
        notes = root.xpath("//p[contains(@class, 'fallback-note')]")
        assert notes and not [a for note in notes for a in note.xpath(".//a")]
        assert not [url for url in links(root, "//body") if url.startswith(PRIVATE)]
