"""The board: what is counted, for whom, and with how many queries."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page,
    make_page_image,
    make_panel,
    make_section,
)
from tests.reading import links, queries, tree, words
from translations import places
from translations.board import counting
from translations.board.counting import Tally, tallies
from translations.models import Comment, State, TranslationUnit

BOARD = "/translate/"


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    cache.clear()


def put(obj, field: str, language: str, **values) -> TranslationUnit:
    """Bring a unit into a state, as if it had come there."""
    units = TranslationUnit.objects.of(obj).filter(field=field, language=language)
    units.update(**values)
    return units.get()


def address(exhibition) -> str:
    return reverse("translate:scope", args=[exhibition.translation_scope()])


@pytest.fixture
def panel(db):
    """Two texts (title, event text), in ja approved and missing, in mn in review and outdated."""
    panel = make_panel(make_section(title_ja="", title_mn=""), event_text_ja="")
    put(panel, "title", "ja", state=State.APPROVED)
    put(panel, "title", "mn", state=State.IN_REVIEW)
    put(panel, "event_text", "mn", made_from="0123456789abcdef")
    return panel


def tally_of(panel, user, language: str) -> Tally:
    scopes = places.scopes(user)
    return tallies(scopes, user)[panel.section.translation_scope(), language]


def test_texts_are_counted_by_state(panel, cast):
    ja, mn = (tally_of(panel, cast["curator"], code) for code in ("ja", "mn"))
    # Titles of the exhibition are drafts; titles of the section are missing in both languages.
    assert (ja.missing, ja.draft, ja.in_review, ja.approved, ja.outdated) == (2, 1, 0, 1, 0)
    assert (mn.missing, mn.draft, mn.in_review, mn.approved, mn.outdated) == (1, 2, 1, 0, 1)
    assert (ja.total, ja.finished, ja.percent) == (4, 1, 25)


def test_words_to_do_are_those_of_missing_drafts_and_outdated(panel, cast):
    # "The earthquake of 2011", "About 2,500 blankets were sent.", "Across the sea"
    assert tally_of(panel, cast["curator"], "ja").words == 4 + 5 + 3
    put(panel, "title", "ja", made_from="0123456789abcdef")
    assert tally_of(panel, cast["curator"], "ja").words == 4 + 5 + 3 + 3


def test_nothing_is_counted_in_the_language_of_the_source(panel, cast):
    scopes = places.scopes(cast["curator"])
    found = tallies(scopes, cast["curator"])
    assert {code for _scope, code in found} == {"ja", "mn"}


def test_a_changed_source_is_outdated_until_it_is_changed_back(panel, cast):
    put(panel, "event_text", "mn", made_from="")
    panel.title_en = "Blankets for Iwate"
    panel.save()
    assert tally_of(panel, cast["curator"], "ja").outdated == 1
    assert tally_of(panel, cast["curator"], "ja").finished == 0


def test_a_bar_shows_every_text_once():
    tally = Tally()
    for state, outdated in ((30, False), (30, True), (20, False), (0, False)):
        tally.add(state, outdated, 25, 0)
    assert [(part.name, part.start, part.width) for part in tally.segments] == [
        ("approved", "0.00", "25.00"),
        ("written", "25.00", "25.00"),
        ("outdated", "50.00", "25.00"),
    ]


def test_numbers_lead_to_what_they_count(panel, log_in):
    client = log_in("translator-ja")
    root = tree(client.get(BOARD))
    cells = root.xpath("//table[@class='board-table']/tbody/tr[1]/td[1]//a")
    assert [a.text_content().strip() for a in cells] == ["2 missing", "1 draft", "1 approved"]
    for link, count in zip(cells, (2, 1, 1), strict=True):
        listed = tree(client.get(link.get("href")))
        assert len(listed.xpath("//ul[@class='board-fields']/li")) == count


def test_own_languages_come_first(panel, log_in):
    root = tree(log_in("translator-mn").get(BOARD))
    assert words(root, "//table[@class='board-table']/thead//th") == [
        *("Part", "Монгол", "English", "日本語")
    ]


def work(client) -> dict[str, int]:
    """My work: what it is called and how much it is; the lists must hold as many texts."""
    found = {}
    for piece in tree(client.get(BOARD)).xpath("//ul[@class='board-work']/li/*"):
        count, title = int(piece.xpath("strong")[0].text), piece.xpath("span")[0].text
        found[title] = count
        if piece.tag == "a":
            listed = tree(client.get(piece.get("href")))
            assert len(listed.xpath("//ul[@class='board-fields']/li")) == count, title
    return found


def test_my_work_of_a_translator(panel, cast, log_in):
    put(panel, "event_text", "ja", assigned_to=cast["translator-ja"])
    put(panel, "title", "ja", assigned_to=cast["translator-ja"])  # approved: nothing to do
    unit = put(panel, "title", "mn", assigned_to=cast["translator-mn"])
    comment = Comment.objects.create(unit=unit, text="@translator-ja 「毛布」でよいですか。")
    comment.mentions.add(cast["translator-ja"])
    assert work(log_in("translator-ja")) == {
        "Assigned to me": 1,
        "Outdated in Japanese": 0,
        "Comments that mention me": 1,
    }
    assert work(log_in("translator-mn"))["Outdated in Mongolian"] == 1


def test_my_work_of_a_reviewer_leaves_out_what_she_may_not_approve(panel, cast, log_in):
    reviewer = cast["reviewer"]
    assert work(log_in("reviewer"))["Waiting for my review"] == 1
    put(panel, "title", "mn", made_by=reviewer)
    assert work(log_in("reviewer"))["Waiting for my review"] == 0
    exhibition = panel.section.exhibition
    exhibition.needs_second_reader = False
    exhibition.save()
    assert work(log_in("reviewer"))["Waiting for my review"] == 1
    assert "Waiting for my review" not in work(log_in("translator-mn"))


def test_what_is_outdated_does_not_wait_for_review(panel, log_in):
    put(panel, "title", "mn", made_from="0123456789abcdef")
    assert work(log_in("reviewer-mn"))["Waiting for my review"] == 0


# Rights --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "list/", "in/archive/"])
def test_only_translators_and_reviewers_come_in(cast, client, log_in, page):
    response = client.get(BOARD + page)
    assert response.headers["Location"].startswith("/admin/login/?next=/translate/")
    assert log_in("stranger").get(BOARD + page).status_code == 403
    assert log_in("translator-ja").get(BOARD + page).status_code == 200


def test_what_one_may_not_see_is_not_there(panel, cast, log_in):
    client, translator = log_in("translator-ja"), cast["translator-ja"]
    make_item(title_ja="")
    assert len(words(tree(client.get(BOARD)), "//tbody/tr")) == 3
    group = translator.groups.get()
    group.permissions.remove(*group.permissions.filter(content_type__app_label="exhibits"))
    root = tree(client.get(BOARD))
    assert words(root, "//tbody/tr/th") == ["Archive"]
    assert client.get(address(panel.section.exhibition)).status_code == 404
    assert "Blankets" not in client.get("/translate/list/?language=ja").content.decode()
    group.permissions.remove(*group.permissions.filter(content_type__app_label="archive"))
    assert "nothing that you may see" in client.get(BOARD).content.decode()


def test_kinds_that_one_may_not_see_are_not_counted(panel, cast, log_in):
    make_name(name_ja="", name_en="", name_mn="Цахиагийн Элбэгдорж")
    client, translator = log_in("translator-ja"), cast["translator-ja"]
    archive = "/translate/in/archive/?language=ja"
    assert "Элбэгдорж" in client.get(f"{archive}&kind=archive.name").content.decode()
    group = translator.groups.get()
    group.permissions.remove(group.permissions.get(codename="view_name"))
    page = client.get(f"{archive}&kind=archive.name").content.decode()
    assert "Элбэгдорж" not in page and "“archive.name” is not known" in page


# An exhibition from above --------------------------------------------------------------------


def test_an_exhibition_is_shown_in_reading_order_with_its_sums(panel, log_in):
    exhibition = panel.section.exhibition
    below = make_section(exhibition, parent=panel.section, title_en="Letters of thanks")
    make_exhibit(make_panel(below, title_en="A letter from Sendai"), caption_ja="一頁目")
    make_essay(exhibition), make_dataset(exhibition)
    root = tree(log_in("translator-ja").get(address(exhibition)))
    rows = words(root, "//table[@class='board-rows']/tbody/tr/th")
    assert rows == [
        "Across the sea exhibition",
        "The earthquake of 2011 section",
        "Blankets for Miyagi panel",
        "Letters of thanks section",
        "A letter from Sendai panel",
        "Resolution No. 78 on a grant to Japan exhibit",
        "Reading an address essay",
        "Residents dataset",
    ]
    sums = words(root, "(//details[@class='board-section'])[1]/summary//*[@class='board-sum']")
    # Japanese: section 1, panel 2, section below 1, its panel 2, its exhibit 1; one is approved
    assert sums == ["日本語 1 / 7", "English –", "Монгол 0 / 7"]
    first = root.xpath("(//details[@class='board-section'])[1]")[0]
    assert len(first.xpath(".//details")) == 1


def test_every_object_leads_to_the_desk_of_a_language(panel, log_in):
    root = tree(log_in("translator-ja").get(address(panel.section.exhibition)))
    row = "//tr[th[contains(., 'Blankets')]]"
    assert links(root, row) == [
        f"/translate/desk/exhibits.panel/{panel.pk}/ja/",
        f"/translate/desk/exhibits.panel/{panel.pk}/mn/",
    ]
    marks = words(root, f"{row}/td")
    assert marks == ["ja 1 missing", "–", "mn 1 outdated · 1 draft · 1 in review"]


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
def test_pages_open_in_every_language(panel, log_in, settings, language):
    make_page(title_ja="")
    client = log_in("publisher")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for page in (BOARD, address(panel.section.exhibition), "/translate/in/pages/", "/admin/"):
        root = tree(client.get(page))
        assert root.get("lang") == language
    assert "Blankets" in words(tree(client.get(address(panel.section.exhibition))), "//main")[
        0
    ] or (language != "en")


def test_titles_in_another_language_are_marked(panel, log_in, settings):
    client = log_in("translator-mn")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "mn"
    root = tree(client.get(address(panel.section.exhibition)))
    assert root.xpath("//summary//span[@lang='en'][text()='The earthquake of 2011']")


# Size ----------------------------------------------------------------------------------------


def grow(panel, count: int) -> None:
    for _ in range(count):
        make_exhibit(make_panel(panel.section), make_page_image().item)


@pytest.mark.parametrize("size", [10, 60])
def test_queries_do_not_grow(panel, log_in, size):
    grow(panel, size)
    exhibition, client = panel.section.exhibition, log_in("publisher")
    # session, person, 2 permissions, exhibitions, content types (once in a process), groups of
    # texts; assigned, own in review, mentions
    assert len(queries(client, BOARD)) <= 10
    # the first seven; exhibition, sections, panels, exhibits, essays, datasets; people, objects
    assert len(queries(client, address(exhibition))) <= 16
    # instead of objects: keys, texts, titles of 4 kinds, people for the buttons
    assert len(queries(client, address(exhibition) + "?state=draft")) <= 22
    # the first seven; people twice, keys, texts, titles of one kind
    assert len(queries(client, "/translate/in/archive/")) <= 12


def test_only_large_scopes_are_kept_for_a_minute(panel, cast, monkeypatch):
    curator = cast["curator"]
    before = tally_of(panel, curator, "ja")
    put(panel, "event_text", "ja", state=State.DRAFT, text="約2,500枚")
    assert tally_of(panel, curator, "ja").draft == before.draft + 1
    monkeypatch.setattr(counting, "LARGE", 1)
    now = tally_of(panel, curator, "ja")
    put(panel, "event_text", "ja", state=State.APPROVED)
    assert tally_of(panel, curator, "ja") == now


def test_the_board_is_counted_from_its_index_alone(panel):
    units = TranslationUnit.objects.to_do().filter(scope__in=["archive"]).order_by()
    plan = units.values_list(*counting.GROUPS).explain()
    assert "unit_board" in plan


def test_an_exhibition_without_anything_is_said(log_in):
    exhibition = make_exhibition(title_ja="", title_mn="", title_en="Tea")
    root = tree(log_in("translator-ja").get(address(exhibition)))
    assert words(root, "//table[@class='board-rows']/tbody/tr/th") == ["Tea exhibition"]
