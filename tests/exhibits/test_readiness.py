"""What stands between the working copy and a release, and what the policy makes of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.models import DigitalObject
from exhibits.editions.asking import NotReady, ask_for_release
from exhibits.models import Exhibition, Panel, Release
from exhibits.readiness.kinds import CHOOSABLE, KINDS, default_blocking
from exhibits.readiness.policy import set_policy
from exhibits.readiness.report import Readiness, what_blocks
from tests.make import (
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_page,
    make_page_image,
    make_panel,
    make_picture,
    make_section,
)
from translations.models import TranslationUnit
from translations.units.vocabulary import State

pytestmark = pytest.mark.django_db
THREE = {"alt_en": "A page", "alt_ja": "一枚", "alt_mn": "Нэг хуудас"}


def approve_all() -> None:
    TranslationUnit.objects.exclude(text="").update(state=State.APPROVED)


def found(exhibition, *kinds: str, language: str = "") -> list:
    """Findings of some kinds, all languages unless one is named."""
    groups = Readiness(exhibition, kinds=kinds or CHOOSABLE).groups
    return [f for g in groups if language in ("", g.language) for f in g.part()]


def told(findings) -> list[tuple[str, str, str]]:
    return [(f.kind, f.language, f.sentence) for f in findings]


def make_ready() -> Panel:
    """A panel of an exhibition at which there is nothing to find."""
    panel, item = make_panel(), make_item()
    make_page_image(item, **THREE)
    caption = {"caption_ja": "最初の頁", "caption_mn": "Эхний хуудас"}
    make_exhibit(panel, item, **caption)
    approve_all()
    return panel


def test_nothing_is_found_at_what_is_ready():
    panel = make_ready()
    assert told(found(panel.section.exhibition)) == []


def test_texts_lead_to_the_desk_of_that_very_text():
    panel = make_ready()
    panel.title_ja = ""
    panel.record_note_en, panel.record_note_mn = "<p>A note.</p>", "<p>Тэмдэглэл.</p>"
    panel.save()
    units = {(u.field, u.language): u for u in TranslationUnit.objects.of(panel)}
    Panel.objects.filter(pk=panel.pk).update(event_text_en="<p>About 2,600 blankets.</p>")
    exhibition = panel.section.exhibition
    assert told(found(exhibition, "missing")) == [
        ("missing", "ja", "Title: there is no text yet."),
        ("missing", "ja", "Record note: there is no text yet."),
    ]
    assert told(found(exhibition, "draft")) == [
        ("draft", "mn", "Record note: nobody has approved this text.")
    ]
    sentence = "Event text: the source has changed since this was translated."
    assert told(found(exhibition, "outdated")) == [
        ("outdated", "ja", sentence),
        ("outdated", "mn", sentence),
    ]
    first = found(exhibition, "missing")[0]
    unit = units["title", "ja"]
    assert first.url == f"/translate/desk/exhibits.panel/{panel.pk}/ja/#unit-{unit.pk}"
    assert (first.title.value, first.what) == ("Blankets for Miyagi", "panel")


def test_findings_stand_in_reading_order():
    second = make_section(order=1)
    exhibition = second.exhibition
    make_panel(second, title_ja="", title_en="Last")
    first = make_section(exhibition)
    second.order, first.order = 1, 0
    second.save(), first.save()
    make_panel(first, title_ja="", title_en="First")
    names = [f.title.value for f in found(exhibition, "missing") if f.sentence.startswith("Title")]
    assert names == ["First", "Last"]


def test_a_language_in_which_nothing_is_written():
    exhibition = make_exhibition(title_mn="")
    make_section(exhibition, title_mn="")
    told_of = told(found(exhibition, "unwritten"))
    assert told_of == [("unwritten", "mn", "Nothing is written in Mongolian yet.")]
    assert [g.language for g in what_blocks(exhibition, ["en", "mn"])] == ["mn"]
    assert what_blocks(exhibition, ["en", "ja"]) == []


def test_pictures_without_words_in_a_language():
    panel = make_ready()
    exhibition, page = panel.section.exhibition, DigitalObject.objects.get()
    page.alt_ja = ""
    page.save()
    (finding,) = found(exhibition, "alt")
    assert finding.language == "ja"
    assert finding.url == f"/translate/desk/archive.digitalobject/{page.pk}/ja/"
    DigitalObject.objects.update(alt_en="", alt_mn="")
    findings = found(exhibition, "alt")
    assert {f.language for f in findings} == {"en", "ja", "mn"}
    assert {f.sentence for f in findings} == {"Page 1 has no alternative text."}
    assert findings[0].url == f"/admin/archive/archivalitem/{page.item_id}/pages/"


def test_the_cover_is_a_picture_on_show():
    exhibition = make_exhibition(cover=make_page_image())
    assert [f.language for f in found(exhibition, "alt")] == ["ja", "mn"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "failed"}, "could not be read"),
        ({"state": "waiting"}, "still being made"),
        ({"derivatives": []}, "still being made"),
    ],
)
def test_pictures_that_are_not_ready(values, words):
    panel = make_ready()
    DigitalObject.objects.update(**values)
    (finding,) = found(panel.section.exhibition, "pictures")
    assert words in finding.sentence
    assert what_blocks(panel.section.exhibition, ["en"])[0].kind.name == "pictures"


def test_pictures_that_are_gone_from_the_storage():
    exhibit = make_exhibit()
    page = make_picture(exhibit.item)
    exhibition = exhibit.panel.section.exhibition
    assert found(exhibition, "pictures") == []
    page.file.storage.delete(page.derivatives[0]["name"])
    (finding,) = found(exhibition, "pictures")
    assert finding.sentence == "The copies of page 1r are gone from the storage."


def test_a_deleted_picture_leaves_a_citation_alone():
    panel = make_ready()
    assert found(panel.section.exhibition, "no-picture") == []
    DigitalObject.objects.get().delete()
    (finding,) = found(panel.section.exhibition, "no-picture")
    assert finding.sentence == "It is shown by its citation alone."


def test_records_that_readers_may_not_see():
    exhibit = make_exhibit(item=make_item(is_public=False))
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    make_exhibit(exhibit.panel, make_item(closed_until=tomorrow))
    findings = found(exhibit.panel.section.exhibition, "hidden")
    assert findings[0].sentence.startswith("It is not public")
    assert findings[1].sentence.startswith("It is closed until ")
    assert findings[0].url == f"/admin/archive/archivalitem/{exhibit.item_id}/change/"


def test_citations_and_dates_come_from_the_rules_of_the_lint():
    panel = make_panel(event_text_en="<p>It began on 1 May 1999.</p>")
    make_exhibit(panel, make_item(reference_code=""))
    findings = found(panel.section.exhibition, "codes", "dates")
    assert [(f.kind, f.language) for f in findings] == [("dates", "en"), ("codes", "")]
    assert "1 May" in findings[0].sentence


def test_what_the_checks_ask_is_kept_until_a_text_changes():
    panel = make_panel(event_text_ja="<p>毛布2,600枚。</p>")
    exhibition = panel.section.exhibition
    before = [f.sentence for f in found(exhibition, "checks", language="ja")]
    assert any("2,500" in sentence for sentence in before)
    assert [f.sentence for f in found(exhibition, "checks", language="ja")] == before
    panel.event_text_ja = "<p>約2,500枚の毛布が送られました。</p>"
    panel.save()
    assert found(exhibition, "checks", language="ja") == []


def test_accent_and_chapters():
    exhibition = make_exhibition(accent="#dddddd")
    sentences = [f.sentence for f in found(exhibition, "accent", "chapters")]
    assert sentences[0] == "There is no chapter: readers would find only an entrance."
    assert "1.3" in sentences[1]
    Exhibition.objects.update(accent="blue")
    assert "no colour" in found(Exhibition.objects.get(), "accent")[0].sentence


def linked(href: str, **values) -> list[str]:
    """What is said of a link in a panel."""
    panel = make_panel(event_text_en=f'<p>See <a href="{href}">there</a>.</p>', **values)
    return [f.sentence for f in found(panel.section.exhibition, "links")]


GOOD = [
    "https://example.org/en/exhibitions/none/",
    "mailto:a@example.org",
    "/en/",
    "/ja/archive/?q=x",
    "/en/exhibitions/here/",
    "/ja/exhibitions/here/part/",
    "/exhibitions/here/part/#panel-told",
    "/en/exhibitions/here/part/#section-part",
    "/en/exhibitions/here/part/#told-event-note-1",
    "/en/exhibitions/here/former/",
    "/en/exhibitions/here/essays/paper/",
    "/en/pages/terms/",
    "#panel-told",
]
NO_ADDRESS, NOTHING, NO_PLACE = "is no address", "do not find", "does not have"
BAD = [
    ("/en/nowhere/at/all/", NO_ADDRESS),
    ("/en/exhibitions/none/", NOTHING),
    ("/en/exhibitions/here/none/", NOTHING),
    ("/en/exhibitions/here/essays/none/", NOTHING),
    ("/en/exhibitions/here/editions/9/", NOTHING),
    ("/en/exhibitions/here/part/#panel-none", NO_PLACE),
    ("/en/exhibitions/here/#panel-told", NO_PLACE),
    ("#panel-none", NO_PLACE),
    ("/en/archive/items/999999/", NOTHING),
    ("/en/archive/names/999999/", NOTHING),
    ("/en/pages/none/", NOTHING),
    ("/id/panels/00000000-0000-4000-8000-000000000000", NOTHING),
]


def make_place() -> dict:
    exhibition = make_exhibition(slug="here")
    make_essay(exhibition, slug="paper")
    make_page(slug="terms")
    section = make_section(exhibition, slug="part")
    section.exhibition.former_addresses.create(slug="former", section=section)
    return {"section": section, "slug": "told"}


@pytest.mark.parametrize("href", GOOD)
def test_links_that_lead_somewhere(href):
    assert linked(href, **make_place()) == []


@pytest.mark.parametrize(("href", "words"), BAD)
def test_links_that_lead_nowhere(href, words):
    (sentence,) = linked(href, **make_place())
    assert words in sentence
    assert href in sentence


def test_links_to_the_archive_and_to_other_exhibitions(client):
    item, hidden = make_item(), make_item(is_public=False)
    other = make_panel(slug="there")
    client.get("/en/")  # released
    slug = other.section.exhibition.slug
    page = f"/en/exhibitions/{slug}/{other.section.slug}/"
    assert linked(f"/en/archive/items/{item.pk}/") == []
    assert linked(f"/id/items/{item.uuid}") == []
    assert linked(f"/id/panels/{other.uuid}") == []
    assert linked(f"{page}#panel-there") == []
    assert len(linked(f"/en/archive/items/{hidden.pk}/")) == 1
    assert len(linked(f"{page}#panel-none")) == 1
    other.section.slug = "moved"
    other.section.save()
    assert linked(page) == [], "readers find the edition, not the working copy"


def test_as_many_queries_for_many_panels_as_for_few():
    section = make_section()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            found(section.exhibition)
        return len(captured)

    def add(count: int) -> None:
        for number in range(count):
            text = f'<p>1 May 1999 <a href="/en/archive/items/{number + 900}/">x</a></p>'
            panel = make_panel(section, title_ja="", event_text_en=text)
            make_exhibit(panel, make_page_image(make_item(reference_code="")).item)

    add(2)
    queries()  # content types are asked for once
    few = queries_anew(section, queries)
    add(12)
    assert queries_anew(section, queries) == few < 40


def queries_anew(section, queries) -> int:
    """Not what was kept of the checks."""
    section.title_en += "."
    section.save()
    return queries()


# The policy ------------------------------------------------------------------------------------


def test_who_sets_the_policy(cast):
    exhibition = make_exhibition()
    wish = {"required_languages": ["mn", "xx", "en"], "blocking": ["draft", "nonsense"]}
    for name in ("curator", "reviewer", "translator-ja", "stranger"):
        with pytest.raises(PermissionDenied):
            set_policy(exhibition, actor=cast[name], **wish)
    set_policy(exhibition, actor=cast["publisher"], **wish)
    exhibition.refresh_from_db()
    assert (exhibition.required_languages, exhibition.blocking) == (["en", "mn"], ["draft"])


def test_texts_hold_up_only_required_languages():
    panel = make_ready()
    exhibition = panel.section.exhibition
    panel.title_ja = ""
    panel.save()
    assert what_blocks(exhibition, ["en", "ja", "mn"]) == []
    exhibition.required_languages = ["ja"]
    (group,) = what_blocks(exhibition, ["en", "ja"])
    assert (group.kind.name, group.language, group.count) == ("missing", "ja", 1)
    exhibition.blocking = []
    assert what_blocks(exhibition, ["en", "ja"]) == []


def test_a_required_language_cannot_be_left_out(cast):
    exhibition = make_ready().section.exhibition
    exhibition.required_languages = ["ja"]
    exhibition.blocking = []
    with pytest.raises(NotReady) as caught:
        ask_for_release(exhibition, actor=cast["publisher"], languages=("en",))
    assert [group.kind.name for group in caught.value.groups] == ["left-out"]
    assert not Release.objects.exists()


def test_a_policy_that_requires_what_nobody_writes(cast):
    exhibition = make_exhibition(title_mn="")
    make_section(exhibition, title_mn="")
    exhibition.required_languages = ["mn"]
    for languages in (("en",), ("en", "mn")):
        with pytest.raises(NotReady):
            ask_for_release(exhibition, actor=cast["publisher"], languages=languages)


def test_a_reason_overrides_and_is_kept(cast):
    exhibition = make_exhibition()  # without a chapter
    release = ask_for_release(exhibition, actor=cast["publisher"], override_reason=" The opening ")
    assert release.wish["override_reason"] == "The opening"
    assert release.wish["overridden"] == [{"kind": "chapters", "language": "", "count": 1}]


def test_a_reason_that_was_not_needed_is_not_kept(cast):
    exhibition = make_ready().section.exhibition
    release = ask_for_release(exhibition, actor=cast["publisher"], override_reason="Because")
    assert (release.wish["override_reason"], release.wish["overridden"]) == ("", [])


def test_default_policy_names_kinds_that_can_be_chosen():
    assert set(default_blocking()) <= set(CHOOSABLE) <= set(KINDS)
