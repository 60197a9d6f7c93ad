"""The page of an archival item: description, page images, place in the archive and in stories."""

import datetime
import re

import pytest

from archive.models import DigitalObject, FormerCode, Name, NameLink, Transcription
from archive.reading.item_rows import LIST, STRIP
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
DESCRIBED, BELOW = "//dl[@class='description']", "//section[@id='below']"


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
    return dict(zip(words(root, f"{DESCRIBED}/dt"), words(root, f"{DESCRIBED}/dd"), strict=True))


def box(title: str) -> str:
    return f"//section[h2='{title}']"


def put(item, **values) -> None:
    for name, value in values.items():
        setattr(item, name, value)
    item.save()


def test_a_full_description(item, read):
    put(
        item,
        **{"scope_and_content_en": "First.\n\nSecond.", "extent_en": "3 leaves"},
        **{"access_conditions_en": "Open", "rights": RIGHTS, "language_of_material": "mn|ja"},
        **{"date_as_written": "2011 оны 3 сарын 12", "arrangement_en": "By year"},
    )
    root = read()
    found = described(root)
    assert found["Reference code"] == "Fund-59, File-1, Unit-548"
    assert found["Repository"].endswith("Foreign Affairs, Mongolia › Division · Mongolia")
    assert "12 March 2011 (2011 оны 3 сарын 12)" in found.values()
    assert found["Scope and content"] == "First. Second."
    assert {"3 leaves", "Mongolian · Japanese", "Open", "By year"} <= set(found.values())
    assert words(root, "//section[@class='area']/h2") == [
        "Identity",
        "Content and structure",
        "Access and use",
    ]


def test_only_a_title_is_enough(db, client):
    bare = make_item(reference_code="", date="", title_en="", title_ja="")
    root = tree(client.get(f"/en/archive/items/{bare.pk}/"))
    assert set(described(root)) == {"Repository", "Level of description", "Type"}
    assert "None" not in root.text_content()


def test_the_code_as_written_and_the_date_in_the_reader_s_way(read):
    found = read("mn")
    assert words(found, "//dd[@class='code']") == ["Fund-59, File-1, Unit-548"]
    assert "平成23年（2011）3月12日" in words(read("ja"), "//p[@class='kicker']")[0]


def test_fallback_is_marked_and_said(item, read):
    put(item, scope_and_content_mn="Агуулга")
    root = read("ja")
    assert root.xpath("//dd/p/@lang") == ["mn"]
    assert len(root.xpath("//p[@class='fallback-note']")) == 1
    assert words(root, f"{DESCRIBED}//*[@lang='en']") == ["Division"]


def test_what_a_higher_level_says_is_said_to_come_from_there(item, read):
    fonds = make_item(level="fonds", title_en="Fund 59", archival_history_en="Moved in 1990.")
    put(item, parent=fonds)
    found = described(read())["Archival history"]
    assert found.startswith("Moved in 1990.") and found.endswith("(Fonds): Fund 59")


def test_former_codes_are_named(item, read):
    for code in ("Ф-59, хн-12", "Ф-59, хн-11"):
        FormerCode.objects.create(item=item, code=code)
    assert described(read())["Formerly"] == "Ф-59, хн-11 · Ф-59, хн-12"


def test_rights_in_plain_words_with_their_statement(item, read):
    assert not read().xpath(box("Use"))
    put(item, rights=RIGHTS, credit_line_en="Photo: the archive")
    root = read()
    assert links(root, box("Use")) == [RIGHTS]
    sentences = words(root, f"{box('Use')}/p")
    assert sentences[0].startswith("Nobody has yet examined")
    assert sentences[1:] == ["Copyright not evaluated", "Please name: Photo: the archive"]


def test_the_citation_in_every_language_can_be_copied(item, read):
    lines = {code: item.citation(code).text for code in ("en", "ja", "mn")}
    root = read()
    assert words(root, f"{box('Cite this document')}/p")[0] == lines["en"]
    assert dict(
        zip(
            root.xpath(f"{box('Cite this document')}//p/@lang"),
            words(root, f"{box('Cite this document')}//p[@lang]"),
            strict=True,
        )
    ) == {"ja": lines["ja"], "mn": lines["mn"]}
    assert set(root.xpath("//button/@data-copy")) >= set(lines.values())


@pytest.mark.parametrize(
    ("form", "media_type", "inside"),
    [
        ("ris", "application/x-research-info-systems", "TI  - 対日支援に関する政府決議第78号\r\n"),
        ("bib", "application/x-bibtex", "langid = {japanese}"),
        ("json", "application/vnd.citationstyles.csl+json", '"archive_location": "Fund-59,'),
    ],
)
def test_the_citation_as_a_file(item, client, form, media_type, inside):
    response = client.get(f"/ja/archive/items/{item.pk}/citation.{form}")
    assert response.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    disposition = response.headers["Content-Disposition"]
    assert disposition == f'attachment; filename="item-{item.pk}.{form}"'
    text = response.content.decode()
    assert inside in text and f"/id/items/{item.uuid}" in text


def test_files_of_what_readers_may_not_see(item, client):
    assert client.get(f"/en/archive/items/{item.pk}/citation.pdf").status_code == 404
    put(item, closed_until=datetime.date(2999, 1, 1))
    assert client.get(f"/en/archive/items/{item.pk}/citation.ris").status_code == 404
    assert client.get(f"/en/archive/items/{item.pk}/").status_code == 404


def test_people_of_a_letter_are_its_authors_and_recipients(item, client):
    for name, role in (("Ц. Элбэгдорж", "author"), ("野田佳彦", "addressee")):
        link_name(item, name, role)
    found = client.get(f"/mn/archive/items/{item.pk}/citation.json").json()[0]
    assert found["type"] == "personal_communication"
    assert found["author"] == [{"literal": "Ц. Элбэгдорж"}]
    assert found["recipient"] == [{"literal": "野田佳彦"}]


def link_name(item, name: str, role: str) -> NameLink:
    made = Name.objects.create(name_mn=name, source_language="mn")
    return NameLink.objects.create(item=item, name=made, role=role)


def test_names_stand_under_their_roles(item, read):
    for name, role in (("Told", "mentioned"), ("Writer", "author"), ("Second", "author")):
        link_name(item, name, role)
    root = read()
    roles = dict(
        zip(
            words(root, "//dl[@class='roles']/dt"), words(root, "//dl[@class='roles']/dd"), strict=1
        )
    )
    assert roles == {"Author": "Writer · Second", "Told of": "Told"}
    assert links(root, "//dl[@class='roles']")[0].startswith("/en/archive/names/")


def test_ancestors_lead_up(item, read):
    fonds = make_item(level="fonds", title_en="Fund 59")
    file = make_item(level="file", title_en="File 1", parent=fonds)
    put(item, parent=file)
    root = read()
    assert words(root, "//ol[@class='breadcrumb']/li")[:3] == ["Archive", "Fund 59", "File 1"]
    assert links(root, "//ol[@class='breadcrumb']")[1:] == [
        f"/en/archive/items/{above.pk}/" for above in (fonds, file)
    ]


def test_of_a_closed_ancestor_only_the_title_is_seen(item, read):
    fonds = make_item(level="fonds", title_en="Closed fund", is_public=False)
    put(fonds, archival_history_en="Secret history")
    make_item(parent=fonds, title_en="Beside")
    put(item, parent=fonds)
    root = read()
    assert "Closed fund" in words(root, "//ol[@class='breadcrumb']/li")
    assert f"/en/archive/items/{fonds.pk}/" not in links(root, "//body")
    assert "Secret history" not in root.text_content()
    assert not root.xpath("//nav[@class='beside']")


def test_the_place_among_siblings(item, read):
    fonds = make_item(level="fonds")
    siblings = [make_item(parent=fonds, reference_code=f"Unit-{n}") for n in (9, 100, 66)]
    make_item(parent=fonds, reference_code="Unit-70", is_public=False)
    put(item, parent=fonds, reference_code="Unit-80")
    root = read()
    assert "3 of 4" in words(root, "//nav[@class='beside']")[0]
    assert links(root, "//nav[@class='beside']") == [
        f"/en/archive/items/{sibling.pk}/" for sibling in (siblings[2], siblings[1])
    ]
    put(item, reference_code="Unit-1")
    root = read()
    assert "1 of 4" in words(root, "//nav[@class='beside']")[0]
    assert root.xpath("//nav[@class='beside']/a/@rel") == ["next"]


def test_children_in_natural_order(item, read):
    for code in ("Unit-66", "Unit-9", "Unit-100"):
        make_item(parent=item, reference_code=code, title_en=code)
    make_item(parent=item, is_public=False, title_en="Hidden")
    assert words(read(), f"{BELOW}//li/a") == ["Unit-9", "Unit-66", "Unit-100"]


@pytest.mark.parametrize(
    ("query", "first", "last", "beside"),
    [
        ("", 1, LIST, [LIST + 1]),
        (f"?below={LIST + 1}", LIST + 1, LIST + 2, [1]),
        ("?below=7", 7, LIST + 2, [1]),
        *((f"?below={wrong}", 1, LIST, [LIST + 1]) for wrong in ("0", "-5", "x", "999999", "²")),
    ],
)
def test_many_children_come_in_parts(item, read, query, first, last, beside):
    for number in range(1, LIST + 3):
        make_item(parent=item, reference_code=f"Unit-{number}", title_en=f"Unit {number}")
    root = read(query=query)
    found = words(root, f"{BELOW}//li/a")
    assert (found[0], found[-1]) == (f"Unit {first}", f"Unit {last}")
    assert f"{first}–{last} of {LIST + 2}" in words(root, f"{BELOW}/p")
    assert root.xpath(f"{BELOW}/ol/@start") == [str(first)]
    base = f"/en/archive/items/{item.pk}/?below="
    assert links(root, f"{BELOW}/nav") == [f"{base}{n}#below" for n in beside]


def test_appearances_lead_back_into_the_story(item, read):
    section = make_section(make_exhibition(slug="sea"), slug="one", title_en="One")
    panel = make_panel(section, slug="it", title_en="It")
    make_exhibit(panel, item), make_exhibit(panel, item)
    root = read()
    assert words(root, f"{box('Shown in')}//li") == ["Across the sea › One › It"]
    assert links(root, box("Shown in")) == ["/en/exhibitions/sea/one/#panel-it"]


@pytest.fixture
def pages(item):
    return [make_page_image(item, order=n, label=f"{n}r", alt_en=f"Page {n}") for n in (1, 2, 3)]


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
    assert words(root, "//span[@class='page-number']") == [f"Page {shown} of 3 ({shown}r)"]
    assert words(root, "//ul[@class='strip']//a[@aria-current='page']") == [
        f"Page {shown} ({shown}r)"
    ]
    turns = {1: ["2"], 2: ["1", "3"], 3: ["2"]}[shown]
    assert [a[-1] for a in links(root, "//nav[@class='page-turn']")] == turns


@pytest.mark.parametrize(
    ("shown", "first", "last"),
    [(1, 1, STRIP), (40, 25, 54), (100, 71, 100), (16, 1, STRIP), (17, 2, STRIP + 1)],
)
def test_of_many_pages_the_strip_shows_those_around(item, read, shown, first, last):
    copies = make_page_image(item).derivatives
    DigitalObject.objects.bulk_create(
        DigitalObject(item=item, order=n, checksum=f"{n:0128}", derivatives=copies)
        for n in range(1, 100)
    )
    root = read(query=f"?page={shown}")
    found = words(root, "//ul[@class='strip']/li")
    assert (found[0], found[-1], len(found)) == (f"Page {first}", f"Page {last}", STRIP)
    assert root.xpath("//input[@name='page']/@max") == ["100"]
    around = [n for n in (first - 1, last + 1) if 1 <= n <= 100]
    base = f"/en/archive/items/{item.pk}/?page="
    assert links(root, "//div[@class='strip-foot']") == [f"{base}{n}" for n in around]


def test_the_picture_leads_to_its_largest_copy_and_to_its_tiles(pages, item, read):
    root = read(query="?page=2")
    ground = root.xpath("//a[@class='ground']")[0]
    assert ground.get("href").endswith("/1600.jpg") and ground.get("data-info") is None
    DigitalObject.objects.filter(pk=pages[1].pk).update(tiles="tiles/x.zip")
    ground = read(query="?page=2").xpath("//a[@class='ground']")[0]
    assert ground.get("data-info") == f"/iiif/images/{pages[1].image_id}/info.json"
    assert links(root, box("Permanent address"))[1] == f"/iiif/items/{item.pk}/manifest"


def test_a_page_without_copies_says_that_they_are_being_made(item, read):
    make_page_image(item, derivatives=[], state="waiting"), make_page_image(item, order=1)
    root = read()
    assert words(root, "//p[contains(@class, 'waiting')]") == [
        "This page image is still being prepared."
    ]
    assert not root.xpath("//img[@src='']")


def test_pages_that_run_to_the_left(pages, item, read):
    assert not read().xpath("//*[@dir]")
    put(item, viewing_direction="right-to-left")
    root = read(query="?page=2")
    assert set(root.xpath("//nav[@dir='rtl']/@class")) == {"page-turn", "pages-nav"}
    assert words(root, "//nav[@class='page-turn']/a") == ["→ Previous page", "Next page ←"]


def write(page, text: str, language: str, kind: str = "transcription") -> Transcription:
    return Transcription.objects.create(
        digital_object=page, text=text, language=language, kind=kind
    )


def test_what_is_written_stands_beside_its_page(pages, read):
    write(pages[0], "和綴《わとじ》\n二行目", "ja")
    write(pages[0], "ᠮᠣᠩᠭᠣᠯ", "mn-Mong")
    write(pages[0], "Bound in the Japanese way\n<b>", "en", "translation")
    write(pages[0], "Японы дэвтэр", "mn", "translation")
    write(pages[1], "Other page", "en")
    root = read()
    assert root.xpath("//div[@role='region']/@lang") == ["ja", "mn-Mong", "en", "mn"]
    assert words(root, "//details[@open]/summary") == [
        "Transcription Japanese",
        "Transcription Mongolian, old script",
        "Translation English",
    ]
    first = root.xpath("//div[@role='region'][1]")[0]
    assert [rt.text for rt in first.iter("rt")] == ["わとじ"] and len(list(first.iter("br"))) == 1
    assert "<b>" in words(root, "//div[@role='region'][@lang='en']")[0]
    assert root.xpath("//div[contains(@class, 'vertical')]/@lang") == ["mn-Mong"]
    assert words(root, "//label[@class='vertical-switch']") == ["Set in vertical lines"]
    assert words(read("ja", "?page=2"), "//div[@role='region']") == ["Other page"]
    assert not read("en", "?page=3").xpath("//div[@role='region']")


def test_an_item_without_pictures_says_so(read):
    root = read()
    assert "This item has not been digitised." in words(root, "//p")
    assert not root.xpath("//script[contains(@src, 'viewer')]")


def test_an_item_that_is_not_here(db, client):
    assert client.get("/en/archive/items/99999999999999999999999/").status_code == 404
    assert client.get("/en/archive/items/0/").status_code == 404


def test_signposts_lead_machines(item, client, settings):
    page = make_page_image(item)
    put(item, rights=RIGHTS, parent=make_item(level="fonds"))
    header = client.get(f"/mn/archive/items/{item.pk}/").headers["Link"]
    found = re.findall(r'<([^>]+)>; rel="([a-z-]+)"(?:; type="([^"]+)")?', header)
    site = settings.SITE_URL
    linked = "application/ld+json"
    assert found[0] == (f"{site}/id/items/{item.uuid}", "cite-as", "")
    assert (f"{site}/id/items/{item.uuid}", "describedby", linked) in found
    assert (f"{site}/iiif/items/{item.pk}/manifest", "describedby", linked) in found
    citation = f"{site}/mn/archive/items/{item.pk}/citation.bib"
    assert (citation, "describedby", "application/x-bibtex") in found
    assert (f"{site}/mn/archive/items/{item.parent_id}/", "collection", "") in found
    assert (RIGHTS, "license", "") in found
    picture = page.derivatives[-2]["name"]
    assert (f"{site}/media/{picture}", "item", "image/jpeg") in found


@pytest.mark.parametrize("size", [1, 60])
def test_queries_do_not_grow(item, client, size):
    above = None
    for _ in range(min(size, 4)):
        above = make_item(parent=above, level="fonds" if above is None else "file")
        link_name(above, "Maker", "creator")
    put(item, parent=above)
    for number in range(size):
        make_item(parent=item), make_item(parent=above)
        write(make_page_image(item, order=number), "Text", "en")
        if number % 12 == 0:
            make_exhibit(make_panel(make_section(make_exhibition())), item)
        link_name(item, "Name", "mentioned")
        FormerCode.objects.create(item=item, code=f"Old-{number}")
    found = queries(client, f"/ja/archive/items/{item.pk}/?page={size}")
    # 1 item with its repository and all numbers, 2 ancestors, 3 names, 4 page images, 5 texts of
    # the open one, 6 children and the two siblings, 7 panels that show it, 8 pages for the foot
    assert len(found) == 8, found
