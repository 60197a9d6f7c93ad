"""The public page of a name, and the index of names."""

import json

import pytest

from archive.names.merging import merge_names
from tests.make import (
    link_name,
    make_exhibition,
    make_form,
    make_item,
    make_name,
    make_panel,
    make_section,
    tell_of,
)
from tests.reading import links, queries, tree, words

FORMS = "//section[contains(@class,'forms')]//li"


@pytest.fixture
def read(db, client):
    return lambda name, language="en", query="": tree(
        client.get(f"/{language}/archive/names/{name.pk}/{query}")
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Tsakhiagiin Elbegdorj"),
        ("ja", "ツァヒアギーン・エルベグドルジ"),
        ("mn", "Цахиагийн Элбэгдорж"),
    ],
)
def test_the_form_of_the_readers_language_stands_above(read, language, title):
    assert words(read(make_name(), language), "//h1") == [title]


def test_a_form_of_another_language_is_marked(read):
    root = read(make_name(name_mn="Ц.Элбэгдорж"))
    assert root.xpath("//h1/span/@lang") == ["mn"]
    assert root.xpath("//*[contains(@class,'fallback-note')]")


def test_all_forms_with_language_script_and_kind(read):
    name = make_name()
    make_form(name, "Ц.Элбэгдорж", "initials", language="mn")
    make_form(name, "Элбэгдорж")
    root = read(name)
    assert words(root, f"{FORMS}/span[@class='quiet']") == [
        "Preferred name · English · Latin script",
        "Preferred name · Japanese · Katakana",
        "Preferred name · Mongolian · Cyrillic",
        "With initials · Mongolian · Cyrillic",
        "Variant · Cyrillic",
    ]
    assert root.xpath(f"{FORMS}/span[@class='form']/@lang") == ["ja", "mn", "mn"]


def test_dates_history_and_identifiers(read):
    name = make_name(
        date="1963-03-30/..",
        history_en="President from 2009 to 2017.",
        external_ids=["wikidata:Q57436", "ministry:7"],
    )
    root = read(name)
    assert words(root, "//div[contains(@class,'name-history')]") == ["President from 2009 to 2017."]
    assert "https://www.wikidata.org/entity/Q57436" in links(root, "//dl")
    assert "ministry" in words(root, "//dt") and "7" in words(root, "//dd")


def test_items_by_role_in_the_order_of_roles_and_codes(read):
    name = make_name()
    link_name(name, make_item(title_en="Told", reference_code="1"))
    link_name(name, make_item(title_en="Later", reference_code="Unit-66"), "author")
    link_name(name, make_item(title_en="First", reference_code="Unit-9"), "author")
    root = read(name)
    assert words(root, "//section[@class='linked']/h2") == ["Author 2", "Told of 1"]
    assert words(root, "//section[@class='linked']//li/a") == ["First", "Later", "Told"]
    assert f"/en/archive/?agent={name.pk}" in links(root, "//main")


def test_only_what_readers_may_see_is_listed(read):
    name = make_name()
    link_name(name, make_item(is_public=False))
    link_name(name, make_item(closed_until="2999-01-01"), "author")
    tell_of(name, make_panel(make_section(make_exhibition(is_published=False))))
    root = read(name)
    assert not root.xpath("//section[@class='linked'] | //section[@class='box']")
    assert words(root, "//h1")


def test_panels_of_published_exhibitions_lead_there(read):
    name, panel = make_name(), make_panel(title_en="Condolences")
    tell_of(name, panel)
    tell_of(name, panel, role="author")
    found = links(read(name), "//section[@class='box']")
    assert found == [panel.get_absolute_url()]


def test_many_items_are_paged(read):
    name = make_name()
    for number in range(55):
        link_name(name, make_item(reference_code=f"Unit-{number}", title_en=f"T{number}"))
    listed = "//section[@class='linked']//li"
    assert len(read(name).xpath(listed)) == 50
    assert words(read(name, query="?page=2"), "//section[@class='linked']/h2") == ["Told of 55"]
    assert len(read(name, query="?page=2").xpath(listed)) == 5
    for query in ("?page=x", "?page=0", "?page=99999999999999999999", "?page=%00"):
        assert read(name, query=query).xpath(listed)


@pytest.mark.parametrize("size", [1, 60])
def test_queries_do_not_grow(db, client, size):
    name = make_name()
    for number in range(size):
        make_form(name, f"Form {number}")
        link_name(name)
        if number % 12 == 0:
            tell_of(name)
    found = queries(client, f"/ja/archive/names/{name.pk}/")
    # 1 name, 2 counts by role, 3 links with items and repositories, 4 forms, 5 panels,
    # 6 plain pages for the foot; 7 forms once more for the linked data
    assert len(found) <= 8, "\n".join(found)


def test_the_archive_leads_to_the_index(db, client):
    root = tree(client.get("/mn/archive/"))
    assert "/mn/archive/names/" in links(root, "//header[@class='chapter-head']")


def test_a_merged_name_leads_to_the_one_that_was_kept(db, client, cast):
    last, kept, merged = make_name(), make_name(), make_name()
    merge_names(kept, merged, actor=cast["curator"])
    merge_names(last, kept, actor=cast["curator"])
    response = client.get(f"/ja/archive/names/{merged.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/ja/archive/names/{last.pk}/")
    response = client.get(f"/id/names/{merged.uuid}", headers={"accept-language": "mn"})
    assert (response.status_code, response["Location"]) == (303, f"/mn/archive/names/{last.pk}/")


@pytest.mark.parametrize("key", ["0", "99999", "9" * 40])
def test_unknown_names_are_not_found(db, client, key):
    assert client.get(f"/en/archive/names/{key}/").status_code == 404


def test_linked_data_stands_in_the_head_and_cannot_be_broken_out_of(read):
    name = make_name(name_en="</script><b>&x", date="1963/2020", external_ids=["viaf:113230702"])
    make_form(name, "Ц.Элбэгдорж")
    root = read(name)
    data = json.loads(root.xpath("//head/script[@type='application/ld+json']/text()")[0])
    assert (data["@type"], data["birthDate"], data["deathDate"]) == ("Person", "1963", "2020")
    assert data["sameAs"] == ["https://viaf.org/viaf/113230702"]
    assert data["alternateName"] == ["Ц.Элбэгдорж"]
    assert data["name"][0] == {"@value": "</script><b>&x", "@language": "en"}
    assert not root.xpath("//b")


@pytest.fixture
def several(db, cast):
    for written in ("Ж.Батмөнх", "Сү.Батболд", "Ц.Элбэгдорж"):
        make_name(name_mn=written)
    abe = make_name(name_ja="安倍晋三", name_mn="Абэ Шинзо", source_language="ja")
    make_form(abe, "あべ しんぞう", "reading", language="ja")
    make_name("place", name_en="Miyagi", name_mn="Мияги", name_ja="宮城", source_language="ja")
    merged = make_name(name_mn="Нэгтгэсэн")
    merge_names(abe, merged, actor=cast["curator"])


def index(client, language: str, query: str = "") -> list[str]:
    return words(
        tree(client.get(f"/{language}/archive/names/{query}")), "//ul[@class='name-list']//a"
    )


def test_the_index_is_in_the_order_of_the_readers_language(several, client):
    assert index(client, "mn") == ["Абэ Шинзо", "Сү.Батболд", "Ж.Батмөнх", "Мияги", "Ц.Элбэгдорж"]
    assert index(client, "ja")[:2] == ["安倍晋三", "宮城"]
    assert index(client, "en")[0] == "Miyagi"


def test_the_index_by_kind_and_initial(several, client):
    assert index(client, "mn", "?kind=place") == ["Мияги"]
    assert index(client, "mn", "?initial=Б") == ["Сү.Батболд", "Ж.Батмөнх"]
    assert index(client, "ja", "?initial=あ&kind=person") == ["安倍晋三"]
    root = tree(client.get("/mn/archive/names/?kind=person"))
    assert words(root, "//ul[@class='initials']//a") == ["А", "Б", "Э"]


@pytest.mark.parametrize(
    "query",
    ["?kind=box", "?initial=%00", "?initial=Щ", "?page=x", "?kind=&initial=", "?initial=東"],
)
def test_odd_addresses_show_the_index(several, client, query):
    assert len(index(client, "mn", query)) == 5


@pytest.mark.parametrize("size", [1, 120])
def test_queries_of_the_index_do_not_grow(db, client, size):
    for number in range(size):
        make_name(name_mn=f"Нэр {number}")
    # counts by kind, initials, names, plain pages for the foot
    assert len(queries(client, "/mn/archive/names/?kind=person")) == 4
