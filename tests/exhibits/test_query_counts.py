"""A chapter page needs the same few queries whatever its size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibits.composition.pages import compose_section
from exhibits.models import Exhibition
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
    make_repository,
    make_section,
    tell_of,
)
from tests.reading import queries


def chapter(size: int) -> str:
    """The address of a chapter with so many panels, in headings, with everything they can hold."""
    sea = make_exhibition(cover=make_page_image())
    section = make_section(sea, slug=f"chapter-{size}")
    groups = [make_section(sea, parent=section, has_page=False) for _ in range(1 + size // 20)]
    ministry = make_repository(name_en="Ministry")
    archive = make_repository(name_en="Archive", parent=ministry)
    for number in range(size):
        panel = make_panel(groups[number % len(groups)], dataset=make_dataset(sea))
        item = make_item(repository=make_repository(parent=archive))
        make_exhibit(panel, item, digital_object=make_page_image(item))
        make_exhibit(panel)
        tell_of(make_name(), panel), tell_of(make_name("place"), panel)
    make_essay(sea)
    make_page()
    return f"/ja/exhibitions/{sea.slug}/{section.slug}/"


@pytest.mark.parametrize("size", [3, 22])
def test_three_queries_at_two_sizes_and_then_one(db, client, size):
    address = chapter(size)
    found = queries(client, address)
    # 1 which page is current, 2 its content, 3 plain pages for the foot; then it is kept
    assert len(found) == 3, found
    assert not [sql for sql in found if '"exhibits_panel"' in sql]
    assert len(queries(client, address)) == 1


@pytest.mark.parametrize("size", [3, 22])
def test_composing_needs_the_same_queries_at_two_sizes(db, size, django_assert_num_queries):
    slug, part = chapter(size).split("/")[3:5]
    # 1 exhibition with cover, 2 sections, 3 panels with their datasets, 4 exhibits with their
    # items, 5 page images, 6 repositories, 7 names, 8 essays
    with django_assert_num_queries(8):
        exhibition = Exhibition.objects.select_related("cover__item").get(slug=slug)
        assert compose_section(exhibition, part, "ja").section


def test_only_the_panels_of_the_page_are_read(db):
    slug, part = chapter(3).split("/")[3:5]
    for _ in range(5):
        make_panel(make_section(), event_text_ja="<p>他の章の文章</p>")
    with CaptureQueriesContext(connection) as captured:
        compose_section(Exhibition.objects.get(slug=slug), part, "ja")
    rows = [q["sql"] for q in captured if 'FROM "exhibits_panel"' in q["sql"]]
    assert len(rows) == 1 and "section_id" in rows[0].split("WHERE")[1]
