"""The people page: what administrators can do with accounts, and what not."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from exhibits.models import Membership, Person
from exhibits.people import actions
from exhibits.roles import ROLES
from tests.make import make_exhibition
from tests.reading import queries, tree, words

pytestmark = pytest.mark.django_db
ROWS = {f"memberships-{part}_FORMS": 0 for part in ("TOTAL", "INITIAL")}


def page(person) -> str:
    return reverse("admin:exhibits_person_change", args=[person.pk])


def press(client, person, verb: str):
    return client.post(reverse("admin:exhibits_person_do", args=[person.pk]), {"do": verb})


def save(client, person, roles=(), **values):
    address = f"{person.username}@archive.example"
    sent = {**ROWS, "name": "Oyunaa", "email": address, "roles": list(roles)}
    return client.post(page(person), {**sent, **values})


def fresh(person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_roles_are_changed_and_noted(log_in, cast):
    client, person = log_in("administrator"), cast["stranger"]
    save(client, person, ["curator", "reviewer-ja"])
    assert actions.roles_of(fresh(person)) == {"curator", "reviewer-ja"}
    assert fresh(person).is_staff
    assert LogEntry.objects.filter(object_id=str(person.pk), user=cast["administrator"]).exists()
    save(client, person, [])
    assert not fresh(person).groups.exists() and not fresh(person).is_staff


def test_a_role_in_one_exhibition_opens_the_staffs_pages(log_in, cast):
    row = {"memberships-TOTAL_FORMS": 1, "memberships-0-role": "curator"}
    row["memberships-0-exhibition"] = make_exhibition().pk
    save(log_in("administrator"), cast["stranger"], **row)
    assert fresh(cast["stranger"]).is_staff
    assert Membership.objects.get(person=cast["stranger"]).role == "curator"


def test_no_more_is_given_than_roles(log_in, cast):
    Group.objects.create(name="everything")
    power = {"is_superuser": "on", "is_staff": "on", "user_permissions": ["1"], "groups": ["1"]}
    for roles in (["everything"], ["superuser"], []):
        save(log_in("administrator"), cast["stranger"], roles, **power)
        person = fresh(cast["stranger"])
        assert (person.is_superuser, person.user_permissions.count()) == (False, 0)
        assert not person.groups.exists()


def test_groups_of_the_sites_own_making_stay(log_in, cast):
    own = Group.objects.create(name="newsletter")
    cast["curator"].groups.add(own)
    save(log_in("administrator"), cast["curator"], ["publisher"])
    assert set(fresh(cast["curator"]).groups.values_list("name", flat=True)) == {
        "newsletter",
        "publisher",
    }


@pytest.mark.parametrize("verb", ["invite", "close", "reset", "revoke", "reopen"])
def test_superusers_are_out_of_reach(log_in, cast, mailoutbox, verb):
    client, chief = log_in("administrator"), cast["admin"]
    assert press(client, chief, verb).status_code == 403
    assert save(client, chief, ["curator"]).status_code == 403
    shown = tree(client.get(page(chief)))
    assert not shown.xpath("//form[@class='person-verbs'] | //input[@name='_save']")
    assert fresh(chief).is_active and not mailoutbox


def test_nobody_sees_a_hash_or_a_field_for_a_password(log_in, cast):
    client = log_in("administrator")
    shown = client.get(page(cast["curator"])).content.decode()
    assert cast["curator"].password not in shown and "md5$" not in shown
    assert not tree(client.get(page(cast["curator"]))).xpath("//input[@type='password']")


def test_the_last_administrator_stays(log_in, cast):
    get_user_model().objects.filter(is_superuser=True).update(is_active=False)
    client, last = log_in("administrator"), cast["administrator"]
    answer = save(client, last, ["curator"])
    assert words(tree(answer), "//ul[@class='errorlist']") == [
        "This is the last administrator; make somebody else one first."
    ]
    press(client, last, "close")
    assert actions.roles_of(fresh(last)) == {"administrator"} and fresh(last).is_active
    save(client, cast["curator"], ["administrator"])
    save(client, last, ["curator"])
    assert actions.roles_of(fresh(last)) == {"curator"}


def test_the_check_is_in_the_action_too(cast):
    get_user_model().objects.filter(is_superuser=True).delete()
    last = Person.objects.get(pk=cast["administrator"].pk)
    with pytest.raises(actions.PeopleError):
        actions.give_roles(last, [], actor=last)
    with pytest.raises(actions.PeopleError):
        actions.close(last, actor=Person.objects.get(pk=last.pk))


def test_a_closed_account_is_out_at_once(log_in, cast, client):
    other = Client()
    other.force_login(cast["curator"], backend="config.authentication.AccountBackend")
    assert other.get("/admin/").status_code == 200
    press(log_in("administrator"), cast["curator"], "close")
    assert other.get("/admin/").status_code == 302
    press(client, cast["curator"], "reopen")
    assert fresh(cast["curator"]).is_active


def test_two_people_have_no_one_address(log_in, cast):
    get_user_model().objects.filter(username="curator").update(email="Stranger@Archive.example")
    answer = save(log_in("administrator"), cast["stranger"])
    assert words(tree(answer), "//ul[@class='errorlist']") == ["Somebody has this address already."]


@pytest.mark.parametrize("name", [*ROLES, "stranger"])
def test_only_administrators_come_here(log_in, cast, name):
    client = log_in(name)
    status = client.get(reverse("admin:exhibits_person_changelist")).status_code
    assert status == {"administrator": 200, "stranger": 302}.get(name, 403)
    stock = client.get(reverse("admin:auth_user_changelist")).status_code
    assert stock in (302, 403)


def test_the_list_is_found_by_role_and_does_not_grow(log_in, cast):
    client, url = log_in("administrator"), reverse("admin:exhibits_person_changelist")
    Membership.objects.create(person=cast["stranger"], exhibition=make_exhibition(), role="curator")
    found = tree(client.get(url, {"role": "curator"}))
    assert len(found.xpath("//table[@id='result_list']/tbody/tr")) == 2
    few = len(queries(client, url))
    exhibition = make_exhibition()
    for number in range(20):
        person = get_user_model().objects.create_user(f"person-{number}")
        Membership.objects.create(person=person, exhibition=exhibition, role="reviewer")
    assert len(queries(client, url)) == few
