"""People with roles in one exhibition: what lists, choosers, forms and the desk let them do."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from exhibits import actions
from exhibits.editions.asking import ask_for_release
from exhibits.editions.releasing import withdraw
from exhibits.models import Membership, Panel, Section
from tests.make import make_dataset, make_exhibition, make_item, make_panel, make_section
from tests.reading import queries, tree, words
from tests.translations.at_desk import address, unit_of
from translations import places
from translations.board.people import translators
from translations.help.advice import seen_scopes
from translations.machine.drafting import check_rights
from translations.units import actions as unit_actions
from translations.units.rights import ANYWHERE, languages_of, may_see, may_translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return make_panel(make_section(make_exhibition(title_en="Here", is_published=False)))


@pytest.fixture
def elsewhere():
    return make_panel(make_section(make_exhibition(title_en="Elsewhere", is_published=False)))


@pytest.fixture
def person(cast, client):
    """Staff without a group; ``role`` gives her one in an exhibition and logs her in."""
    made = get_user_model().objects.create_user("limited", password="x", is_staff=True)

    def role(name: str, panel: Panel):
        Membership.objects.create(person=made, exhibition=panel.section.exhibition, role=name)
        client.force_login(made, backend="config.authentication.AccountBackend")
        return get_user_model().objects.get(pk=made.pk)

    return role


def listed(client, model: str) -> int:
    page = tree(client.get(reverse(f"admin:exhibits_{model}_changelist")))
    return len(page.xpath("//table[@id='result_list']/tbody/tr"))


def test_a_right_without_an_object_is_one_for_the_whole_site(here, elsewhere, person):
    user = person("publisher", here)
    for permission in ("exhibits.publish_exhibition", "translations.review_ja"):
        assert not user.has_perm(permission)
        assert user.has_perm(permission, ANYWHERE)
        assert user.has_perm(permission, here)
        assert not user.has_perm(permission, elsewhere)
    assert not user.has_perm("exhibits.add_exhibition", ANYWHERE)
    assert not user.has_perm("archive.change_archivalitem", ANYWHERE)
    assert user.has_perm("archive.view_archivalitem")


def test_a_closed_account_has_no_right_anywhere(here, person):
    user = person("publisher", here)
    user.is_active = False
    assert not user.has_perm("exhibits.publish_exhibition", here)


@pytest.mark.parametrize("model", ["exhibition", "section", "panel"])
def test_lists_hold_ones_own_exhibitions_alone(here, elsewhere, person, client, model):
    person("curator", here)
    assert listed(client, model) == 1


def test_filters_name_no_other_exhibition(here, elsewhere, person, client):
    make_panel(make_section(make_exhibition(title_en="Also here")))
    person("curator", here)
    page = client.get(reverse("admin:exhibits_section_changelist")).content.decode()
    assert "Elsewhere" not in page


def test_choosers_offer_ones_own_sections_alone(here, elsewhere, person, client):
    person("curator", here)
    query = {"app_label": "exhibits", "model_name": "panel", "field_name": "section"}
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [one["id"] for one in found] == [str(here.section_id)]


def sent(panel: Panel, **values) -> dict:
    inlines = ("exhibits", "name_links")
    forms = {f"{name}-{part}_FORMS": 0 for name in inlines for part in ("TOTAL", "INITIAL")}
    texts = {"title_en": "A new panel", "slug": "a-new-panel", "layout": "single"}
    return {**forms, **texts, "section": panel.section_id, "date": "", **values}


def test_nothing_is_hung_into_another_exhibition(here, elsewhere, person, client):
    person("curator", here)
    count, add = Panel.objects.count(), reverse("admin:exhibits_panel_add")
    refused = tree(client.post(add, sent(elsewhere)))
    assert words(refused, "//div[contains(@class, 'field-section')]//ul[@class='errorlist']")
    assert Panel.objects.count() == count
    change = reverse("admin:exhibits_panel_change", args=[here.pk])
    client.post(change, sent(elsewhere))
    assert Panel.objects.get(pk=here.pk).section_id == here.section_id


def test_a_section_is_added_to_ones_own_exhibition(here, elsewhere, person, client):
    person("curator", here)
    add, values = reverse("admin:exhibits_section_add"), {"title_en": "New", "slug": "new"}
    values |= {"has_page": "on", "period": ""}
    for panel, made in ((elsewhere, 0), (here, 1)):
        exhibition = panel.section.exhibition
        client.post(add, {**values, "exhibition": exhibition.pk})
        assert Section.objects.filter(exhibition=exhibition, slug="new").count() == made


def test_many_at_once_are_ones_own_alone(here, elsewhere, person, client):
    person("curator", here)
    values = {"action": "delete_selected", "post": "yes"}
    values["_selected_action"] = [here.pk, elsewhere.pk]
    client.post(reverse("admin:exhibits_panel_changelist"), values)
    assert list(Panel.objects.values_list("pk", flat=True)) == [elsewhere.pk]


def test_moving_and_releasing_ask_for_the_exhibition(here, elsewhere, person):
    user = person("publisher", here)
    ask_for_release(here.section.exhibition, actor=user, override_reason="So it is.")
    actions.move(here, 0, actor=user)
    for act in (
        lambda: ask_for_release(elsewhere.section.exhibition, actor=user),
        lambda: withdraw(elsewhere.section.exhibition, actor=user),
        lambda: actions.move(elsewhere, 0, actor=user),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_curator_here_and_reviewer_there(here, elsewhere, person, client):
    person("curator", here)
    person("reviewer", elsewhere)
    assert listed(client, "panel") == 2
    for panel, status in ((here, 200), (elsewhere, 403)):
        change = reverse("admin:exhibits_panel_change", args=[panel.pk])
        assert client.get(change).status_code == 200
        assert client.post(change, sent(panel, section="")).status_code == status


def test_the_desk_shows_ones_own_exhibitions_alone(here, elsewhere, person, client):
    make_item()
    user = person("translator-ja", here)
    exhibition = here.section.exhibition
    assert [scope.key for scope in places.scopes(user)] == [exhibition.translation_scope()]
    board = client.get("/translate/").content.decode()
    assert "Here" in board and "Elsewhere" not in board
    assert client.get(address(here, "ja")).status_code == 200
    assert client.get(address(elsewhere, "ja")).status_code == 404


def test_a_translator_writes_in_her_exhibition_alone(here, elsewhere, person):
    user = person("translator-ja", here)
    person("reviewer-ja", elsewhere)
    user = get_user_model().objects.get(pk=user.pk)
    unit_actions.write(unit_of(here, "title", "ja"), "毛布", actor=user, version=None)
    other = unit_of(elsewhere, "title", "ja")
    assert may_see(user, other)
    for act in (
        lambda: unit_actions.write(other, "毛布", actor=user, version=None),
        lambda: check_rights([other], user),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert languages_of(user) == ("ja",) and languages_of(user, None) == ()


def test_she_can_be_chosen_where_texts_are_assigned(here, elsewhere, person, cast):
    user = person("translator-ja", here)
    assert user in translators(["ja"]) and user not in translators(["mn"])
    units = type(unit_of(here, "title", "ja")).objects
    mine, other = unit_of(here, "title", "ja"), unit_of(elsewhere, "title", "ja")
    unit_actions.assign(units.filter(pk=mine.pk), to=user, actor=cast["curator"])
    with pytest.raises(unit_actions.ActionError):
        unit_actions.assign(units.filter(pk=other.pk), to=user, actor=cast["curator"])


def test_the_memory_tells_of_ones_own_exhibitions_alone(here, person, cast):
    user = person("translator-ja", here)
    assert seen_scopes(user) == [here.translation_scope()]
    assert seen_scopes(cast["translator-ja"]) is None


def test_who_has_the_role_as_a_group_has_it_everywhere(here, elsewhere, cast, client):
    user = cast["translator-ja"]
    Membership.objects.create(person=user, exhibition=here.section.exhibition, role="translator-ja")
    assert may_translate(user, "ja", elsewhere) and may_translate(user, "ja")


def test_nobody_without_memberships_pays_for_them(here, log_in):
    client = log_in("curator")
    found = queries(client, reverse("admin:exhibits_panel_change", args=[here.pk]))
    assert not [sql for sql in found if "exhibits_membership" in sql and "EXISTS" not in sql]


def test_a_list_asks_once_for_all_memberships(here, person, client):
    make_dataset(here.section.exhibition)
    person("curator", here)
    found = queries(client, reverse("admin:exhibits_panel_changelist"))
    assert len([sql for sql in found if 'FROM "exhibits_membership"' in sql]) == 1
