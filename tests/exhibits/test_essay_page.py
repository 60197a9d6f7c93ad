"""An essay: notes linked both ways, in their languages; headings, tables, datasets."""

import pytest

from tests.make import (
    THREE_YEARS,
    make_dataset,
    make_essay,
    make_exhibition,
    make_section,
    release_made,
)
from tests.reading import tree, words

BODY = (
    "<h2>Codes</h2><p>One<span class='footnote'>Fund-59, unit 66.</span> two"
    "<span class='footnote'>Ibid., p. 4.</span> three"
    "<span class='footnote' lang='mn'>Мөн тэнд, 12-р тал.</span></p>"
    "<h3>A table</h3><table><tbody><tr><th>a</th><td>1</td></tr></tbody></table>"
)


@pytest.fixture
def essay(db):
    return make_essay(
        make_exhibition(slug="sea"),
        slug="codes",
        title_en="Reading an address",
        title_ja="番地を読む",
        body_en=BODY,
        authors_en="A. Author\nB. Author",
        abstract_en="What a code says.",
        keywords_en="codes, funds",
        date="2022-11",
    )


@pytest.fixture
def read(essay, client):
    return lambda language="en": tree(client.get(f"/{language}/exhibitions/sea/essays/codes/"))


def test_what_stands_at_its_head(read):
    root = read()
    assert words(root, "//h1") == ["Reading an address"]
    assert words(root, "//article//p[@class='kicker']")[0] == "Essay · November 2022"
    assert words(root, "//div[@class='authors']") == ["A. AuthorB. Author"]
    assert words(root, "//section[@class='abstract']/p")[0] == "What a code says."
    assert words(root, "//section[@class='abstract']/p")[1] == "Keywords: codes, funds"


def test_notes_are_linked_both_ways(read):
    root = read()
    references = root.xpath("//a[@role='doc-noteref']")
    notes = root.xpath("//div[@role='doc-endnotes']//li")
    backs = root.xpath("//a[@role='doc-backlink']/@href")
    assert [r.text for r in references] == ["1", "2", "3"]
    assert [r.get("href")[1:] for r in references] == [note.get("id") for note in notes]
    assert backs == [f"#{reference.get('id')}" for reference in references]


def test_a_note_may_be_in_another_language(read):
    root = read()
    assert root.xpath("//div[@role='doc-endnotes']//li/@lang") == ["mn"]


def test_ibid_leads_to_the_note_it_means(read):
    notes = read().xpath("//div[@role='doc-endnotes']//li")
    first = f"#{notes[0].get('id')}"
    assert [first in note.xpath(".//a/@href") for note in notes] == [False, True, True]


def test_a_body_in_another_language_is_marked_and_said(read):
    root = read("ja")
    assert words(root, "//h1") == ["番地を読む"]
    assert root.xpath("//article/div[@class='prose']/@lang") == ["en"]
    assert root.xpath("//div[@role='doc-endnotes']/ol/@lang") == ["en"]
    assert root.xpath("//p[@class='fallback-note']")


def test_headings_have_addresses(read):
    root = read()
    assert words(root, "//div[@class='prose']//h2[@id]") == ["Codes"]
    assert words(root, "//div[@class='prose']//h3[@id]") == ["A table"]


def test_wide_tables_scroll_by_keyboard(read):
    box = read().xpath("//div[@class='table-scroll'][.//table]")[0]
    assert (box.get("tabindex"), box.get("role")) == ("0", "region")
    assert box.get("aria-label")


def test_datasets_of_the_essay(essay, read):
    essay.datasets.add(make_dataset(essay.exhibition, slug="residents", **THREE_YEARS))
    assert read().xpath("//figure[@class='dataset']//*[@id='essay-residents']")


def test_it_comes_after_the_last_chapter(essay, read):
    make_section(essay.exhibition, slug="one", title_en="One")
    make_essay(essay.exhibition, slug="after", title_en="After")
    root = read()
    assert words(root, "//a[@rel='prev']/span[2]") == ["One"]
    assert words(root, "//a[@rel='next']/span[2]") == ["After"]
    assert words(root, "//nav[@aria-label='Contents']//a[@aria-current='page']") == [
        "Reading an address"
    ]


def test_an_essay_of_another_exhibition_is_not_here(essay, client):
    make_exhibition(slug="other")
    assert client.get("/en/exhibitions/other/essays/codes/").status_code == 404


def test_only_a_title_is_enough(db, client):
    make_essay(make_exhibition(slug="sea"), slug="codes", body_en="")
    root = tree(client.get("/en/exhibitions/sea/essays/codes/"))
    assert words(root, "//h1") == ["Reading an address"]
    assert not root.xpath("//section[@class='abstract'] | //div[@role='doc-endnotes']")


@pytest.mark.parametrize("count", [1, 8])
def test_queries_do_not_grow_with_datasets(essay, client, django_assert_num_queries, count):
    for _ in range(count):
        essay.datasets.add(make_dataset(essay.exhibition))
    release_made()
    # 1 which page is current, 2 its content, 3 plain pages for the foot; then it is kept
    with django_assert_num_queries(3):
        client.get("/en/exhibitions/sea/essays/codes/")
