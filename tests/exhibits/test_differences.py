"""What differs between editions, and between an edition and the working copy."""

import pytest

from exhibits import actions
from exhibits.editions.contents import WorkingContents
from exhibits.editions.differences import ALL, changed_parts, differences
from exhibits.editions.frozen import FrozenContents
from exhibits.editions.order import both_in_order, longest_in_order
from exhibits.editions.releasing import release_now
from exhibits.models import Edition, Exhibition
from tests.make import (
    THREE_YEARS,
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_section,
    tell_of,
)

FOOTNOTES = (
    "<p>One<span class='footnote'>A note.</span> and two<span class='footnote'>B.</span></p>"
)


@pytest.fixture
def sea(db):
    """An exhibition of two chapters, released as edition 1."""
    sea = make_exhibition(slug="sea", cover=make_page_image())
    one = make_section(sea, slug="one", introduction_en="<p>In the beginning.</p>")
    panel = make_panel(one, slug="a", dataset=make_dataset(sea, **THREE_YEARS), place_en="Kobe")
    make_exhibit(panel, digital_object=make_page_image())
    tell_of(make_name(), panel)
    for slug in "bcd":
        make_panel(one, slug=slug, title_en=f"Panel {slug}")
    make_panel(make_section(sea, slug="two"), slug="z")
    make_essay(sea, slug="codes", body_en=FOOTNOTES)
    release_now(sea, actor=None, unrendered=True)
    return sea


def edition(exhibition, number=1) -> FrozenContents:
    return FrozenContents(Edition.objects.get(exhibition=exhibition, number=number))


def compared(exhibition):
    """Edition 1 and the working copy."""
    found = Exhibition.objects.select_related("cover__item").get(pk=exhibition.pk)
    return differences(edition(exhibition), WorkingContents(found))


def said(exhibition) -> list[tuple]:
    """Every change as (kind, marks, field, language, former, present)."""
    return [
        (one.key.kind, change.field.name, change.language, change.former.text, change.present.text)
        for one in compared(exhibition).differing
        for change in one.changes
    ]


def panel_of(exhibition, slug):
    return exhibition.sections.get(panels__slug=slug).panels.get(slug=slug)


def test_nothing_differs_right_after_a_release(sea):
    found = compared(sea)
    assert found.differing == [] and found.languages == ("en", "ja", "mn")
    assert len(found.parts) == 1 + 2 + 5 + 1
    assert changed_parts(sea) == ({}, {})


def change(obj, **values):
    for name, value in values.items():
        setattr(obj, name, value)
    obj.save()


PANEL_FIELDS = [
    ({"title_en": "New"}, "title", "en"),
    ({"title_ja": "新"}, "title", "ja"),
    ({"place_en": "Osaka"}, "place", "en"),
    ({"event_text_mn": "<p>Өөр.</p>"}, "event_text", "mn"),
    ({"record_note_ja": "<p>記録。</p>"}, "record_note", "ja"),
    ({"date": "1975"}, "date", ALL),
    ({"layout": "wide"}, "layout", ALL),
]


@pytest.mark.parametrize(("values", "field", "language"), PANEL_FIELDS)
def test_a_field_of_a_panel(sea, values, field, language):
    change(panel_of(sea, "a"), **values)
    found = said(sea)
    assert [line[:3] for line in found] == [("panel", field, language)]
    assert found[0][3] != found[0][4]
    languages = (language,) if language else ("en", "ja", "mn")
    assert changed_parts(sea) == ({str(panel_of(sea, "a").uuid): languages}, {})


OTHER_FIELDS = [
    (lambda sea: change(sea, title_mn="Өөр"), ("front", "title", "mn")),
    (lambda sea: change(sea, summary_en="New"), ("front", "summary", "en")),
    (lambda sea: change(sea, foreword_ja="<p>序</p>"), ("front", "foreword", "ja")),
    (lambda sea: change(sea, credits_en="All"), ("front", "credits", "en")),
    (lambda sea: change(sea, accent="#7a2e1f"), ("front", "accent", ALL)),
    (
        lambda sea: change(section(sea), introduction_en="<p>x</p>"),
        ("section", "introduction", "en"),
    ),
    (lambda sea: change(section(sea), period="1972"), ("section", "period", ALL)),
    (lambda sea: change(section(sea), slug="first"), ("section", "slug", ALL)),
    (lambda sea: change(sea.essays.get(), abstract_en="A"), ("essay", "abstract", "en")),
    (lambda sea: change(sea.essays.get(), date="2022"), ("essay", "date", ALL)),
    (lambda sea: change(exhibit(sea), caption_en="Stamp"), ("panel", "caption", "en")),
    (lambda sea: change(dataset(sea), source_en="Census"), ("panel", "dataset_source", "en")),
    (lambda sea: change(dataset(sea), rows_en="1\n2\n3"), ("panel", "dataset_labels", "en")),
    (lambda sea: change(dataset(sea), figures=[[1], [2], [3]]), ("panel", "figures", ALL)),
    (lambda sea: change(name(sea), name_ja="別名"), ("panel", "name", "ja")),
    (lambda sea: change(page(sea), alt_en="A stamp"), ("panel", "alt", "en")),
    (lambda sea: name_link(sea).delete(), ("panel", "names", ALL)),
]


def section(sea):
    return sea.sections.get(slug="one")


def exhibit(sea):
    return panel_of(sea, "a").exhibits.get()


def dataset(sea):
    return panel_of(sea, "a").dataset


def page(sea):
    return exhibit(sea).digital_object


def name_link(sea):
    return panel_of(sea, "a").name_links.get()


def name(sea):
    return name_link(sea).name


@pytest.mark.parametrize(("edit", "expected"), OTHER_FIELDS)
def test_a_field_of_another_part(sea, edit, expected):
    edit(sea)
    assert expected in [line[:3] for line in said(sea)]
    assert len(compared(sea).differing) == 1


def test_a_citation_differs_in_every_language(sea):
    change(exhibit(sea).item, reference_code="Fund-1, File-2, Unit-3")
    found = [line for line in said(sea) if line[1] == "citation"]
    assert [line[2] for line in found] == ["en", "ja", "mn"]
    assert "2" in found[0][4] and found[0][3] != found[0][4]


def test_another_picture_is_shown_beside_the_former(sea):
    former = page(sea)
    change(exhibit(sea), digital_object=make_page_image(exhibit(sea).item))
    (one,) = compared(sea).differing
    (found,) = [c for c in one.changes if c.field.name == "picture"]
    shown = [w.picture.jpegs[0].name for w in (found.former, found.present)]
    assert shown == [p.derivatives[0]["name"] for p in (former, page(sea))]


def test_one_more_document(sea):
    make_exhibit(panel_of(sea, "a"), make_item(title_en="Letter"), caption_en="The letter")
    names = {line[1] for line in said(sea)}
    assert names == {"document", "caption"}  # not its citation three times


def test_documents_in_another_order(sea):
    panel = panel_of(sea, "a")
    make_exhibit(panel, make_item(title_en="Letter"), order=1)
    release_now(sea, actor=None, unrendered=True)
    change(panel.exhibits.get(order=1), order=-0)
    change(panel.exhibits.exclude(item__title_en="Letter").get(), order=2)
    found = differences(edition(sea, 2), WorkingContents(sea)).differing
    assert [c.field.name for one in found for c in one.changes] == ["order"]


def test_a_fallback_is_compared_where_it_is_at_home(sea):
    """The essay is written in English alone, and shown so to readers of all languages."""
    change(sea.essays.get(), title_en="Reading addresses")
    assert [line[:3] for line in said(sea)] == [("essay", "title", "en")]
    change(sea.essays.get(), title_ja="住所を読む")
    assert ("essay", "title", "ja", "", "住所を読む") in said(sea)


def test_one_more_footnote_does_not_change_the_others(sea):
    text = FOOTNOTES.replace("One", "Zero<span class='footnote'>Z.</span> One")
    change(sea.essays.get(), body_en=text)
    (one,) = compared(sea).differing
    new = "".join(p.text for p in one.changes[0].pieces if p.kind == "new" and not p.is_tag)
    gone = [p for p in one.changes[0].pieces if p.kind == "gone"]
    assert new.split() == ["ZeroZ."] and gone == []


def test_added_and_removed(sea):
    panel_of(sea, "b").delete()
    make_panel(section(sea), slug="new", title_en="Fresh")
    make_section(sea, slug="three")
    make_essay(sea, slug="more")
    found = {(one.key.kind, str(one.title)): one.marks for one in compared(sea).differing}
    assert found == {
        ("panel", "Panel b"): ("removed",),
        ("panel", "Fresh"): ("added",),
        ("section", "The earthquake of 2011"): ("added",),
        ("essay", "Reading an address"): ("added",),
    }
    assert changed_parts(sea) == ({}, {})  # a correction cannot add anything


def test_what_is_gone_stands_where_it_stood(sea):
    panel_of(sea, "b").delete()
    titles = [str(one.title) for one in compared(sea).parts if one.key.kind == "panel"]
    assert titles[1:4] == ["Panel b", "Panel c", "Panel d"]


def test_moved_within_a_section_is_as_little_as_can_be(sea, cast):
    actions.move(panel_of(sea, "a"), 9, actor=cast["curator"])
    moved = [one for one in compared(sea).differing if "moved" in one.marks]
    assert [one.key.of for one in moved] == [str(panel_of(sea, "a").uuid)]


def test_moved_to_another_section(sea, cast):
    actions.move_panel_to(
        panel_of(sea, "b"), sea.sections.get(slug="two"), 0, actor=cast["curator"]
    )
    (one,) = compared(sea).differing
    assert one.marks == ("moved",) and one.former.above != one.present.above


def test_a_renamed_chapter_is_the_same_chapter(sea):
    change(section(sea), slug="first")
    (one,) = compared(sea).differing
    assert one.marks == ("changed",)


def test_languages_that_only_one_has_are_not_compared(sea):
    change(panel_of(sea, "a"), title_mn="Өөр")
    release_now(sea, actor=None, unrendered=True, languages=["en", "ja"])
    found = differences(edition(sea, 1), edition(sea, 2))
    assert (found.languages, found.gone, found.new) == (("en", "ja"), ("mn",), ())
    assert found.differing == []
    back = differences(edition(sea, 2), edition(sea, 1))
    assert (back.gone, back.new) == ((), ("mn",))


def test_two_editions(sea):
    change(panel_of(sea, "a"), title_en="New")
    release_now(sea, actor=None, unrendered=True)
    found = differences(edition(sea, 1), edition(sea, 2))
    assert [c.field.name for one in found.differing for c in one.changes] == ["title"]
    assert differences(edition(sea, 2), edition(sea, 2)).differing == []


def test_only_the_wished_languages(sea):
    change(panel_of(sea, "a"), title_en="New", title_ja="新")
    found = differences(edition(sea), WorkingContents(sea), ("ja",))
    assert [c.language for one in found.differing for c in one.changes] == ["ja"]


def test_a_code_is_replaced_as_a_whole_and_alien_texts_are_not_mixed(sea):
    change(sea, accent="#7a2e1f")
    change(panel_of(sea, "a"), title_en="Something quite different, at that")
    pieces = [[p.kind for p in c.pieces] for one in compared(sea).differing for c in one.changes]
    assert pieces == [["gone", "new"], ["gone", "new"]]


def test_nothing_is_changed_before_the_first_edition(db):
    assert changed_parts(make_panel().section.exhibition) == ({}, {})


@pytest.mark.parametrize(
    ("now", "expected"),
    [("abcd", "abcd"), ("bcda", "bcd"), ("dabc", "abc"), ("badc", 2), ("", ""), ("dcba", 1)],
)
def test_the_longest_run_that_kept_its_order(now, expected):
    found = longest_in_order(now, {letter: place for place, letter in enumerate("abcd")})
    assert len(found) == expected if isinstance(expected, int) else "".join(found) == expected
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("old", "new", "both"),
    [
        ("abc", "ac", "abc"),
        ("abc", "bca", "bca"),
        ("xyab", "ab", "xyab"),
        ("abxy", "bcae", "bxycae"),
    ],
)
def test_both_orders_in_one(old, new, both):
    assert "".join(both_in_order(old, new)) == both
