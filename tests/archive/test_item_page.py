"""The page of an archival item: description, page images, place in the archive and in stories."""

import pytest

from archive.item_page import MOST_CHILDREN
from tests.make import (
    make_exhibit,
    make_exhibition,
    make_item,
    make_page_image,
    make_panel,
    make_repository,
    make_section,
)
from tests.reading import links, queries, tree, words

RIGHTS = "http://rightsstatements.org/vocab/CNE/1.0/"


@pytest.fixture
def item(db):
    division = make_repository(
        name_en="Division", name_ja="", name_mn="", parent=make_repository(), source_language="en"
    )
    return make_item(repository=division)


@pytest.fixture
def read(item, client):
    def page(language: str = "en", query: str = ""):
        return tree(client.get(f"/{language}/archive/items/{item.pk}/{query}"))

    return page


def described(root) -> dict[str, str]:
    return dict(zip(words(root, "//dl/dt"), words(root, "//dl/dd"), strict=True))


def test_a_full_description(item, read):
    item.scope_and_content_en, item.extent_en = "First.\n\nSecond.", "3 leaves"
    item.access_conditions_en, item.rights = "Open", RIGHTS
    item.language_of_material, item.date_as_written = "mn|ja", "2011 оны 3 сарын 12"
    item.save()
    root = read()
    found = described(root)
    assert found["Reference code"] == "Fund-59, File-1, Unit-548"
    assert found["Repository"].endswith("Foreign Affairs, Mongolia › Division")
    assert found["Date"] == "12 March 2011 (2011 оны 3 сарын 12)"
    assert found["Scope and content"] == "First. Second."
    assert found["Extent and medium"] == "3 leaves"
    assert found["Language of material"] == "Mongolian · Japanese"
    assert found["Access conditions"] == "Open"
    assert found["Rights"] == "Copyright not evaluated"
    assert root.xpath("//a[@rel='license']/@href") == [RIGHTS]
    assert f"/id/items/{item.uuid}" in found["Permanent address"]


def test_only_a_title_is_enough(db, client):
    bare = make_item(reference_code="", date="", title_en="", title_ja="")
    root = tree(client.get(f"/en/archive/items/{bare.pk}/"))
    assert set(described(root)) == {"Repository", "Level", "Type", "Permanent address"}
    assert "None" not in root.text_content()


def test_the_code_as_written_and_the_date_in_the_reader_s_way(read):
    found = read("mn")
    assert words(found, "//dd[@class='code']") == ["Fund-59, File-1, Unit-548"]
    assert "平成23年（2011）3月12日" in words(read("ja"), "//p[@class='kicker']")[0]


def test_fallback_is_marked_and_said(item, read):
    item.scope_and_content_mn = "Агуулга"
    item.save()
    root = read("ja")
    assert root.xpath("//dd/p/@lang") == ["mn"]
    assert len(root.xpath("//p[@class='fallback-note']")) == 1
    assert words(root, "//dd/span[@lang='en']") == ["Division"]


def test_the_citation_can_be_copied(item, read):
    line = item.citation("en").text
    root = read()
    assert line in words(root, "//section[@class='box']/p")
    assert root.xpath("//button/@data-copy") == [line]


def test_ancestors_lead_up(item, read):
    fonds = make_item(level="fonds", title_en="Fund 59")
    file = make_item(level="file", title_en="File 1", parent=fonds)
    item.parent = file
    item.save()
    root = read()
    assert words(root, "//ol[@class='breadcrumb']/li")[:3] == ["Archive", "Fund 59", "File 1"]
    assert links(root, "//ol[@class='breadcrumb']")[1:] == [
        f"/en/archive/items/{above.pk}/" for above in (fonds, file)
    ]


def test_children_in_natural_order(item, read):
    for code in ("Unit-66", "Unit-9", "Unit-100"):
        make_item(parent=item, reference_code=code, title_en=code)
    make_item(parent=item, is_public=False, title_en="Hidden")
    found = words(read(), "//section[h2='Below this']//li/a")
    assert found == ["Unit-9", "Unit-66", "Unit-100"]


def test_of_many_children_the_first_are_listed_and_all_counted(item, read):
    for number in range(MOST_CHILDREN + 2):
        make_item(parent=item, reference_code=f"Unit-{number}")
    root = read()
    assert len(root.xpath("//section[h2='Below this']//li")) == MOST_CHILDREN
    assert f"{MOST_CHILDREN + 2} in all" in words(root, "//section[h2='Below this']/p")


def test_appearances_lead_back_into_the_story(item, read):
    section = make_section(make_exhibition(slug="sea"), slug="one", title_en="One")
    panel = make_panel(section, slug="it", title_en="It")
    make_exhibit(panel, item), make_exhibit(panel, item)
    root = read()
    assert words(root, "//section[h2='Shown in']//li") == ["Across the sea › One › It"]
    assert links(root, "//section[h2='Shown in']") == ["/en/exhibitions/sea/one/#panel-it"]


@pytest.fixture
def pages(item):
    return [make_page_image(item, order=n, label=f"{n}", alt_en=f"Page {n}") for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        *(("", 1), ("?page=1", 1), ("?page=3", 3)),
        *(("?page=4", 1), ("?page=0", 1), ("?page=-1", 1), ("?page=", 1), ("?page=x", 1)),
        *(("?page=%D9%A2", 1), ("?page=2.0", 1), ("?page=1e1", 1), ("?page=%00", 1)),
        *((f"?page={'9' * 6000}", 1), ("?page=2&page=3", 3), ("?page=%ED%A0%80", 1)),
        *(("?page=02", 2), ("?page='%20OR%201=1", 1), ("?page=²", 1)),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_page_image_is_opened(pages, read, query, shown):
    root = read("en", query)
    assert root.xpath("//figure//img/@alt") == [f"Page {shown}"]
    assert words(root, "//figcaption") == [f"Page {shown} of 3"]
    assert words(root, "//ul[@class='strip']//a[@aria-current='page']") == [f"Page {shown}"]


def test_an_item_without_pictures_says_so(read):
    assert "This item has not been digitised." in words(read(), "//p")


def test_an_item_that_is_not_here(db, client):
    assert client.get("/en/archive/items/99999999999999999999999/").status_code == 404
    assert client.get("/en/archive/items/0/").status_code == 404


@pytest.mark.parametrize("size", [1, 12])
def test_queries_do_not_grow(item, client, size):
    above = None
    for _ in range(min(size, 4)):
        above = make_item(parent=above)
    item.parent = above
    item.save()
    for number in range(size):
        make_item(parent=item)
        make_page_image(item, order=number)
        make_exhibit(make_panel(make_section(make_exhibition())), item)
    found = queries(client, f"/ja/archive/items/{item.pk}/")
    # 1 item with its repository and its parents, 2 page images, 3 children with their
    # repositories, 4 ancestors, 5 panels that show it, 6 plain pages for the foot
    assert len(found) == 6, found
