"""Lists of the board: filters, chips, pages, hostile addresses."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from tests.make import (
    make_essay,
    make_exhibit,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_repository,
    make_section,
)
from tests.reading import links, tree, words
from translations.board import kinds, listing
from translations.models import Origin, State, TranslationUnit

TITLES = "//ul[@class='board-list']/li/h3"


@pytest.fixture
def panel(db):
    """A panel in Japanese and Mongolian; its section has no Japanese introduction."""
    section = make_section(introduction_en="<p>The sea came over the land.</p>")
    return make_panel(section, event_text_ja="")


def units(obj, language: str, field: str = "title"):
    return TranslationUnit.objects.of(obj).filter(field=field, language=language)


def get(client, panel, **filters):
    address = f"/translate/in/{panel.section.translation_scope()}/"
    return tree(client.get(f"{address}?{urlencode(filters, doseq=True)}"))


def titles(root) -> list[str]:
    return words(root, TITLES)


def lines(root) -> list[str]:
    return words(root, "//li[@class='board-line']//ul[@class='board-fields']/li")


def test_states_and_languages_are_combined(panel, log_in):
    client = log_in("translator-ja")
    missing = get(client, panel, language="ja", state="missing")
    assert titles(missing) == ["The earthquake of 2011 section", "Blankets for Miyagi panel"]
    assert lines(missing) == ["introduction missing", "event text missing"]
    both = get(client, panel, language=["ja", "mn"], state="missing")
    assert lines(both) == ["introduction missing", "introduction missing", "event text missing"]
    units(panel, "mn").update(state=State.APPROVED)
    found = get(client, panel, state=["missing", "approved"])
    assert lines(found).count("title approved") == 1 and len(lines(found)) == 4


def test_outdated_is_a_state_to_filter_by(panel, log_in):
    panel.title_en = "Blankets for Iwate"
    panel.save()
    found = get(log_in("translator-ja"), panel, language="mn", state="outdated")
    assert lines(found) == ["title draft · outdated"]


def test_what_is_not_finished(panel, log_in):
    units(panel, "mn").update(state=State.APPROVED)
    units(panel, "mn", "event_text").update(state=State.APPROVED, made_from="0123456789abcdef")
    found = lines(get(log_in("translator-mn"), panel, language="mn", state="todo"))
    assert "event text approved · outdated" in found
    assert not [line for line in found if line.startswith("title approved")]


def test_age_is_that_of_the_last_change(panel, log_in):
    client, month = log_in("translator-ja"), timezone.now() - timedelta(days=31)
    units(panel, "ja").update(changed_at=month)
    assert lines(get(client, panel, age="30")) == ["title draft"]
    assert lines(get(client, panel, age="90")) == []
    found = get(client, panel, age="30", language="ja")
    assert "31 days ago" in words(found, "//li[@class='board-line']")[0]


def test_a_person_has_written_or_is_assigned(panel, cast, log_in):
    client, person = log_in("translator-ja"), cast["translator-ja"]
    units(panel, "ja").update(made_by=person)
    units(panel, "ja", "event_text").update(assigned_to=person)
    found = get(client, panel, person=person.pk)
    assert lines(found) == ["title draft", "event text missing"]
    said = words(found, "//li[@class='board-line']")[0]
    assert "written by translator-ja" in said and "assigned to translator-ja" in said
    assert "event text missing" not in lines(get(client, panel, person="0", language="ja"))


def test_kind_and_words_of_the_title(panel, log_in):
    client = log_in("translator-ja")
    assert titles(get(client, panel, kind="exhibits.panel")) == ["Blankets for Miyagi panel"]
    assert titles(get(client, panel, q="blankets")) == ["Blankets for Miyagi panel"]
    assert titles(get(client, panel, q="毛布")) == ["Blankets for Miyagi panel"]
    assert titles(get(client, panel, q="ХӨНЖИЛ")) == ["Blankets for Miyagi panel"]
    assert titles(get(client, panel, q="blankets", kind="exhibits.section")) == []


def test_an_exhibit_is_found_by_the_title_of_its_item(panel, log_in):
    make_exhibit(panel)
    assert titles(get(log_in("translator-ja"), panel, q="resolution")) == [
        "Resolution No. 78 on a grant to Japan exhibit"
    ]


def test_only_lines_of_own_languages_can_be_chosen(panel, log_in):
    root = get(log_in("translator-mn"), panel, kind="exhibits.panel")
    found = root.xpath("//li[@class='board-line']")
    assert [line.xpath("a")[0].text for line in found] == ["Mongolian", "Japanese"]
    assert [len(line.xpath("input[@name='chosen']")) for line in found] == [1, 0]


def test_what_a_machine_has_made_is_said(panel, log_in):
    units(panel, "ja").update(made_how=Origin.MACHINE)
    found = get(log_in("translator-ja"), panel, language="ja", kind="exhibits.panel")
    assert lines(found)[0] == "title draft · made by a machine"


def test_chips_name_the_filters_and_drop_them_alone(panel, log_in):
    client = log_in("translator-ja")
    found = get(client, panel, language=["ja", "mn"], state="draft", q="blankets")
    chips = words(found, "//ul[@class='board-chips']/li")
    assert chips == [
        *("Language: Japanese ×remove", "Language: Mongolian ×remove", "State: draft ×remove"),
        *("Words: blankets ×remove", "remove all"),
    ]
    urls = links(found, "//ul[@class='board-chips']")
    assert urls[0] == "?language=mn&state=draft&q=blankets"
    assert urls[3] == "?language=ja&language=mn&state=draft" and urls[4] == "?"
    checked = found.xpath("//form[@method='get']//input[@checked]/@value")
    assert checked == ["ja", "mn", "draft"]


UNKNOWN = [
    *(("language", "xx"), ("state", "perfect"), ("age", "8"), ("age", "x"), ("person", "99999999")),
    *(("person", "1 or 1=1"), ("kind", "auth.user"), ("kind", "panel"), ("work", "yours")),
    *(("language", "ja' --"), ("person", "９"), ("scope", "exhibition-9999")),
]


@pytest.mark.parametrize(("name", "value"), UNKNOWN)
def test_a_value_that_is_not_known_is_said_and_nothing_is_shown(panel, log_in, name, value):
    client, query = log_in("translator-ja"), urlencode({name: value, "q": "blankets"})
    root = tree(client.get(f"/translate/list/?{query}"))
    assert "is not known" in words(root, "//*[@role='alert']")[0]
    assert titles(root) == []
    root = tree(
        client.get(links(root, "//ul[@class='board-chips']")[0].join(["/translate/list/", ""]))
    )
    assert titles(root) == ["Blankets for Miyagi panel · Across the sea"] or name == "scope"


def test_two_values_of_what_has_one_are_said(panel, log_in):
    root = get(log_in("translator-ja"), panel, age=["7", "30"])
    assert "please choose only one" in words(root, "//*[@role='alert']")[0]
    assert titles(root) == []


@pytest.mark.parametrize(
    "query",
    [
        *("page=0", "page=-1", "page=x", "page=9999999", "page=99999999999999999999", "page="),
        *("q=%00", "q=%ED%A0%80", "q=%25", "q='", "q=" + "x" * 5000, "q=" + "word " * 60),
        *("state=draft&page=2", "language=&state=", "nothing=1", "state=%ED%A0%80"),
        "&".join(f"state={number}" for number in range(500)),
    ],
)
@pytest.mark.parametrize("page", ["list/", "in/archive/", "in/{scope}/"])
def test_hostile_addresses_are_answered(panel, log_in, page, query):
    make_item()
    address = f"/translate/{page.format(scope=panel.section.translation_scope())}?{query}"
    assert log_in("publisher").get(address).status_code == 200


@pytest.mark.parametrize("scope", ["exhibition-0", "exhibition-x", "nothing", "archive-1", "１"])
def test_scopes_that_do_not_exist(log_in, scope):
    assert log_in("translator-ja").get(f"/translate/in/{scope}/").status_code == 404


# Pages, and what is too large for an outline --------------------------------------------------


def test_the_list_of_an_exhibition_is_in_reading_order_over_pages(panel, log_in, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    first = make_panel(make_section(panel.section.exhibition, parent=panel.section), title_en="B")
    make_essay(panel.section.exhibition, title_en="E")
    last = make_panel(make_section(panel.section.exhibition, title_en="Z"), title_en="A")
    client, seen, address = log_in("translator-ja"), [], "?language=mn"
    while address:
        root = tree(client.get(f"/translate/in/{panel.section.translation_scope()}/{address}"))
        seen += titles(root)
        address = next(iter(root.xpath("//a[@rel='next']/@href")), "")
    assert [title.split()[0] for title in seen] == [
        *("Across", "The", "Blankets", "The", str(first.title_en), "Z", str(last.title_en), "E")
    ]
    assert words(root, "//p[text()='8 objects']")


def test_the_archive_is_listed_by_kind(log_in):
    item = make_item(title_ja="", repository=make_repository(name_ja=""))
    make_page_image(item, alt_ja="")
    make_name(name_ja="", name_en="", name_mn="Улаанбаатар", kind="place")
    client, path = log_in("translator-ja"), "/translate/in/archive/"
    root = tree(client.get(f"{path}?language=ja"))
    kinds_shown = words(root, "//ul[@class='board-kinds']/li/a")
    assert kinds_shown == ["archival item 1", "digital object 1", "name 1", "repository 1"]
    assert titles(root) == ["Resolution No. 78 on a grant to Japan archival item"]
    shown = [titles(tree(client.get(path + a))) for a in links(root, "//ul[@class='board-kinds']")]
    assert [len(found) for found in shown] == [1, 1, 1, 1]
    assert shown[2] == ["Улаанбаатар name"]


def test_the_archive_shows_what_is_to_be_done(log_in):
    TranslationUnit.objects.of(make_item()).update(state=State.APPROVED)
    make_item(title_en="Telegram of thanks", title_ja="")
    root = tree(log_in("translator-ja").get("/translate/in/archive/?language=ja"))
    assert titles(root) == ["Telegram of thanks archival item"]
    assert "what is not finished" in words(root, "//p[@class='help']")[0]


@pytest.mark.parametrize("words_of_title", ["telegram", "謝電", "Талархлын", "T-501-00000"])
def test_items_are_found_by_their_titles_and_codes(log_in, words_of_title):
    make_item()
    make_item(title_en="Telegram of thanks", title_ja="謝電", title_mn="Талархлын цахилгаан",
              reference_code="T-501-00000")  # fmt: skip
    address = f"/translate/in/archive/?{urlencode({'q': words_of_title})}"
    assert titles(tree(log_in("translator-ja").get(address))) == [
        "Telegram of thanks archival item"
    ]


@pytest.mark.parametrize("broad", [0, 20_000])
def test_a_list_is_the_same_however_it_is_found(log_in, monkeypatch, broad):
    """Where most matches, objects are looked through in their order."""
    monkeypatch.setattr(kinds, "BROAD", broad)
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    for number in range(5):
        item = make_item(title_en=f"Letter {number}")
        units(item, "ja").update(state=State.APPROVED if number == 3 else State.DRAFT)
    client, path = log_in("translator-ja"), "/translate/in/archive/?language=ja"
    pages = [titles(tree(client.get(f"{path}&page={number}"))) for number in (1, 2, 3)]
    assert [[title.split()[1] for title in page] for page in pages] == [["0", "1"], ["2", "4"], []]
    everywhere = titles(tree(client.get("/translate/list/?language=ja&kind=archive.archivalitem")))
    assert [title.split()[1] for title in everywhere] == ["0", "1"]
