"""What the models refuse, with a sentence at the field that is wrong."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from archive.dates import DateError
from exhibits.models import Section
from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_page,
    make_page_image,
    make_panel,
    make_repository,
    make_section,
)


def refused(obj) -> dict[str, list[str]]:
    """Messages by field."""
    with pytest.raises(ValidationError) as caught:
        obj.full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("red", "six digits"),
        ("#12345", "six digits"),
        ("#gggggg", "six digits"),
        ("1f5f8b#", "six digits"),
        ("#f0f0f0", "too light"),
        ("#777777", "too light"),
    ],
)
def test_an_accent_that_is_no_colour_or_illegible(db, colour, words):
    assert words in refused(make_exhibition(accent=colour))["accent"][0]


def test_a_dark_accent_in_capitals_is_taken(db):
    exhibition = make_exhibition(accent="#1F5F8B")
    exhibition.full_clean()
    assert exhibition.accent == "#1f5f8b"


@pytest.mark.parametrize(
    "make", [make_exhibition, make_page, make_section, make_essay, make_dataset]
)
def test_a_slug_twice(db, make):
    first = make(slug="same")
    parts = {} if make in (make_exhibition, make_page) else {"exhibition": first.exhibition}
    second = make(**parts)
    second.slug = "same"
    messages = refused(second)
    assert any("address" in m.lower() for found in messages.values() for m in found), messages
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_a_panel_slug_twice_in_an_exhibition(db):
    first = make_panel(slug="same")
    second = make_panel(make_section(first.section.exhibition))
    second.slug = "same"
    assert "exhibition" in refused(second)["slug"][0]


def test_the_same_slug_in_two_exhibitions_is_taken(db):
    for _ in range(2):
        make_panel(make_section(slug="same"), slug="same").full_clean()


@pytest.mark.parametrize("slug", ["Two words", "япон", "a/b", "", "x" * 81])
def test_slugs_that_are_none(db, slug):
    assert "slug" in refused(Section(exhibition=make_exhibition(), slug=slug, title_en="a"))


def test_a_section_cannot_be_part_of_itself(db):
    chapter = make_section()
    part = make_section(chapter.exhibition, parent=chapter)
    chapter.parent = part
    assert "parent" in refused(chapter)
    part.parent = part
    assert "parent" in refused(part)
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.filter(pk=part.pk).update(parent=part.pk)


def test_an_item_cannot_be_part_of_itself(db):
    fonds = make_item(level="fonds")
    file = make_item(level="file", parent=fonds)
    item = make_item(parent=file)
    fonds.parent = item
    assert "parent" in refused(fonds)


def test_a_repository_cannot_be_part_of_itself(db):
    archive = make_repository()
    archive.parent = make_repository(parent=archive)
    assert "parent" in refused(archive)


def test_parts_of_two_exhibitions_do_not_mix(db):
    here = make_section()
    section = make_section(parent=here)
    assert "parent" in refused(section)
    assert "dataset" in refused(make_panel(here, dataset=make_dataset()))


def test_a_chapter_has_a_page(db):
    assert "has_page" in refused(make_section(has_page=False))


def test_a_page_image_belongs_to_the_item(db):
    assert "digital_object" in refused(make_exhibit(digital_object=make_page_image()))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"figures": [[16]]}, "2 row labels but 1 rows"),
        ({"figures": [[16], [1, 2]]}, "Row 2"),
        ({"figures": [[], []]}, "Row 1"),
        ({"rows_ja": "1984年"}, "1 labels where the source has 2"),
        ({"columns_mn": "a\nb"}, "2 labels where the source has 1"),
    ],
)
def test_figures_and_labels_fit_each_other(db, values, words):
    messages = refused(make_dataset(**values))
    assert words in str(messages)


@pytest.mark.parametrize("figures", [5, {"a": 1}, ["ab"], [[1], "x"], [["1"], [2]], [[True], [2]]])
def test_figures_of_another_shape_are_refused_not_crashed_on(db, figures):
    dataset = make_dataset(rows_en="1\n2"[: 1 if figures == ["ab"] else 3])
    dataset.figures = figures
    assert refused(dataset)


@pytest.mark.parametrize(
    ("make", "field", "length"),
    [
        (make_exhibition, "title_ja", 200),
        (make_section, "title_mn", 200),
        (make_panel, "title_en", 300),
        (make_item, "title_ja", 500),
        (make_essay, "title_mn", 300),
    ],
)
def test_an_over_long_title_names_its_language(db, make, field, length):
    obj = make()
    setattr(obj, field, "あ" * length)
    obj.full_clean()
    setattr(obj, field, "あ" * (length + 1))
    assert field in refused(obj)


@pytest.mark.parametrize("text", ["yesterday", "2011-13-45", "明治99年", "9" * 200, "2011/2010"])
def test_a_date_that_cannot_be_read(db, text):
    for obj in (make_panel(), make_item()):
        obj.date = text
        assert list(refused(obj)) == ["date"]
        with pytest.raises(DateError):
            obj.save()


def test_a_date_in_words_is_kept_as_edtf(db):
    panel = make_panel(date="")
    panel.date = "平成23年3月12日"
    panel.full_clean()
    panel.save()
    panel.refresh_from_db()
    assert (panel.date, str(panel.date_earliest)) == ("2011-03-12", "2011-03-12")


def test_a_period_that_cannot_be_read(db):
    section = make_section()
    section.period = "once"
    assert list(refused(section)) == ["period"]


def test_messages_are_in_the_language_of_the_user(db):
    panel = make_panel()
    panel.date = "yesterday"
    found = {}
    for code in ("en", "ja", "mn"):
        with translation.override(code):
            found[code] = refused(panel)["date"][0]
    assert len(set(found.values())) == 3
