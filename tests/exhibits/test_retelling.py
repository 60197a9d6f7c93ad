"""Panels are found by names and codes as they are today, without another release."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import ArchivalItem, Name, NameForm
from archive.names.merging import merge_names
from search.rebuilding import compare
from tests.make import (
    make_exhibit,
    make_form,
    make_item,
    make_name,
    make_panel,
    release_made,
    tell_of,
    to_release,
)
from tests.search.answers import found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_step():
    """After every test the index holds what a rebuild would put there."""
    yield
    assert not any(compare())


@pytest.fixture
def name():
    name, panel = make_name(), make_panel(title_en="Tents")
    tell_of(name, panel)
    make_exhibit(panel, make_item(reference_code="K-19180-1", source_id="i"))
    release_made()
    to_release.clear()
    return name


def panels(query: str) -> int:
    return len(found(query, kinds=("panel",)))


def test_a_panel_follows_the_forms_of_its_names(name):
    assert panels("Altangerel") == 0
    form = make_form(name, "Алтангэрэл")
    assert panels("Altangerel") == 1
    form.form = "Батмөнх"
    form.save()
    assert (panels("Altangerel"), panels("Batmunkh")) == (0, 1)
    NameForm.objects.filter(pk=form.pk).update(form="Алтангэрэл")
    assert (panels("Altangerel"), panels("Batmunkh")) == (1, 0)
    form.delete()
    assert panels("Altangerel") == 0
    Name.objects.filter(pk=name.pk).update(name_mn="Алтангэрэл")
    assert panels("Алтангэрэл") == 1


def test_a_panel_follows_the_codes_of_what_it_shows(name):
    assert panels("K-19180-1") == 1
    ArchivalItem.objects.update(reference_code="Q-77-3")
    assert (panels("K-19180-1"), panels("Q-77-3")) == (0, 1)
    ArchivalItem.objects.update(is_public=False)
    assert panels("Q-77-3") == 0


def test_a_panel_follows_a_name_into_which_its_own_was_merged(name, cast):
    kept = make_name(name_mn="Алтангэрэл")
    merge_names(kept, name, actor=cast["admin"])
    assert panels("Altangerel") == panels("Elbegdorj") == 1
    make_form(kept, "Батмөнх")
    assert panels("Batmunkh") == 1


def test_earlier_editions_and_drafts_are_not_found(name):
    tell_of(name, make_panel(title_en="Draft"))
    make_form(name, "Алтангэрэл")
    assert panels("Altangerel") == 1


def test_nothing_is_asked_where_nothing_has_changed(name):
    with CaptureQueriesContext(connection) as asked:
        name.save()
    assert not [one for one in asked if "editionmention" in one["sql"]]
