"""What a desk shows: neighbours, another language, the page, the picture; and at what price."""

import pytest

from tests.make import (
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_page_image,
    make_panel,
    make_section,
)
from tests.reading import links, queries, tree, words
from tests.translations.at_desk import address, unit_of
from translations.models import Comment, PersonalDraft, Proposal, State, TranslationUnit

pytestmark = pytest.mark.django_db
MOST_QUERIES = 18


def follow(page, key: str) -> str:
    return next(iter(page.xpath(f"//a[@data-key='{key}']/@href")), "")


@pytest.fixture
def exhibition():
    """A chapter with two panels, a sub-chapter with one, an essay."""
    made = make_exhibition()
    chapter = make_section(made)
    panels = [make_panel(chapter), make_panel(chapter)]
    make_exhibit(panels[0], make_item(), caption_en="")  # nothing to translate: passed over
    below = make_panel(make_section(made, parent=chapter))
    essay = make_essay(made)
    TranslationUnit.objects.exclude(state=State.MISSING).update(state=State.APPROVED)
    return made, chapter, panels, below, essay


def test_neighbours_stand_in_reading_order(exhibition, log_in):
    made, chapter, panels, below, essay = exhibition
    client = log_in("translator-ja")
    page = tree(client.get(address(panels[0])))
    assert (follow(page, "previous"), follow(page, "next")) == (
        address(chapter),
        address(panels[1]),
    )
    assert follow(page, "work") == address(essay)
    assert words(page, "//*[@class='work-kind']") == ["panel · 3 of 7"]
    page = tree(client.get(address(made)))
    assert follow(page, "previous") == ""
    page = tree(client.get(address(essay)))
    assert (follow(page, "next"), follow(page, "work")) == ("", "")
    assert follow(page, "previous") == address(below)


def test_next_with_work_depends_on_who_asks(exhibition, log_in):
    _made, chapter, panels, _below, essay = exhibition
    TranslationUnit.objects.of(panels[1]).into("ja").update(state=State.IN_REVIEW)
    assert follow(tree(log_in("reviewer").get(address(chapter))), "work") == address(panels[1])
    assert follow(tree(log_in("translator-ja").get(address(chapter))), "work") == address(essay)


def test_the_archive_has_no_outline_but_knows_what_is_next(log_in):
    first, _done, third = make_item(), make_item(), make_item(title_ja="")
    TranslationUnit.objects.exclude(state=State.MISSING).update(state=State.APPROVED)
    client = log_in("translator-ja")
    page = tree(client.get(address(first)))
    assert (follow(page, "work"), follow(page, "next")) == (address(third), "")
    assert follow(tree(client.get(address(third))), "work") == ""


def test_a_third_language_stands_under_the_source(log_in):
    panel = make_panel()
    client = log_in("translator-ja")
    assert "Миягид илгээсэн хөнжил" not in client.get(address(panel)).content.decode()
    page = tree(client.get(f"{address(panel)}?third=mn"))
    assert words(page, "//*[@class='sheet source']/*[@lang='mn']")[0] == "Миягид илгээсэн хөнжил"
    assert page.get_element_by_id("desk-form").get("action").endswith("?third=mn")
    page = tree(client.get(f"{address(panel)}?third=xx"))
    assert not page.xpath("//*[@class='sheet source']/*[@lang='mn']")


def test_every_wording_and_every_input_says_its_language(log_in):
    page = tree(log_in("translator-ja").get(address(make_panel())))
    assert {box.get("lang") for box in page.xpath("//textarea[contains(@name, 'text-')]")} == {"ja"}
    assert set(page.xpath("//*[@data-source]/@lang")) == {"en"}
    assert set(page.xpath("//textarea[contains(@name,'text-')][not(@data-rich-text)]/@spellcheck"))


def test_picture_page_and_trail(log_in):
    panel = make_panel()
    image = make_page_image(alt_ja="捺印のある頁")
    make_exhibit(panel, image.item)
    page = tree(log_in("translator-ja").get(address(panel)))
    assert page.xpath("//*[@class='work-picture']//img/@src")
    assert words(page, "//*[@class='work-picture']//figcaption") == ["A typed page"]
    assert page.xpath("//details/@data-frame") == [
        "/preview/working-copy"
        f"/ja/exhibitions/{panel.section.exhibition.slug}/{panel.section.slug}/#panel-{panel.slug}"
    ]
    trail = words(page, "//*[@class='breadcrumbs']")[0]
    assert "Across the sea › The earthquake of 2011" in trail


def test_who_may_only_read_finds_no_field_and_may_comment(log_in):
    panel = make_panel()
    page = tree(log_in("translator-mn").get(address(panel)))
    assert not page.xpath("//textarea[contains(@name, 'text-')]")
    assert "宮城への毛布" in words(page, "//*[@class='sheet target']//*[@lang='ja']")
    assert page.xpath("//textarea[contains(@name, 'comment-')]")
    values = {
        button.get("value") for button in page.xpath("//form[@id='desk-form']//button[@name='do']")
    }
    assert {value.partition(":")[0] for value in values} == {"comment"}


def test_the_source_language_is_changed_from_the_desk_by_those_who_may(log_in):
    panel = make_panel()
    link = f"/translate/desk/exhibits.panel/{panel.pk}/source-language/"
    assert link in links(tree(log_in("curator").get(address(panel))), "//*[@class='work-tools']")
    page = tree(log_in("translator-ja").get(address(panel)))
    assert link not in links(page, "//*[@class='work-tools']")


def crowded(count: int):
    """An exhibition with many panels and with comments, drafts and proposals on one of them."""
    made = make_exhibition()
    section = make_section(made, parent=make_section(made, parent=make_section(made)))
    panels = [make_panel(section) for _ in range(count)]
    make_exhibit(panels[1], make_page_image().item)
    return panels


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize("name", ["translator-ja", "reviewer", "publisher"])
def test_opening_a_desk_costs_the_same_however_large_the_exhibition(count, name, log_in, cast):
    panels = crowded(count)
    unit = unit_of(panels[1])
    for text in ("毛布？", "はい。"):
        Comment.objects.create(unit=unit, person=cast["curator"], text=text)
        Proposal.objects.create(unit=unit, text=text)
    PersonalDraft.objects.create(unit=unit, person=cast[name], text="毛布", version=unit.version)
    client = log_in(name)
    client.get(address(panels[0]))  # content types
    for obj in (panels[1], panels[1].exhibits.get()):
        asked = queries(client, address(obj))
        assert len(asked) <= MOST_QUERIES, "\n".join(asked)
