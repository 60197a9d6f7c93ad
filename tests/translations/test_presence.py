"""Who else has a page open, and what others have saved meanwhile."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.make import make_exhibit, make_panel, make_section
from tests.reading import tree, words
from tests.translations.at_desk import address
from translations.models import Presence

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast):
    """``people("curator")``: a client of that person, beside those of others."""

    def client_of(name: str) -> Client:
        client = Client()
        client.force_login(cast[name], backend="config.authentication.AccountBackend")
        return client

    return client_of


def form(obj) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def ping(client, page: str, **more) -> dict:
    """The sign of life that the script of an open page gives."""
    place = tree(client.get(page)).xpath("//*[@data-here]")[0]
    return client.post(place.get("data-here"), {"seen": place.get("data-seen"), **more}).json()


def here(response) -> str:
    return words(tree(response), "//*[@class='here-people'][@role='status']")[0]


def test_the_second_is_told_of_the_first_without_a_script(people, cast):
    cast["curator"].first_name, cast["curator"].last_name = "Sarnai", "Bat"
    cast["curator"].save()
    panel = make_panel()
    assert here(people("curator").get(form(panel))) == ""
    assert here(people("publisher").get(form(panel))).startswith("Also here: Sarnai Bat (since ")
    assert here(people("publisher").get(form(make_panel()))) == ""


def test_the_first_is_told_of_the_second_by_the_next_sign_of_life(people):
    panel, curator = make_panel(), people("curator")
    assert ping(curator, form(panel)) == {"here": "", "news": ""}
    people("publisher").get(form(panel))
    assert "publisher (since " in ping(curator, form(panel))["here"]


def test_form_and_desk_meet_and_parts_meet_at_their_whole(people):
    exhibit = make_exhibit()
    people("curator").get(form(exhibit.panel))
    for obj in (exhibit.panel, exhibit):
        assert "curator" in here(people("translator-ja").get(address(obj)))
    assert "translator-ja" in here(people("curator").get(form(exhibit.panel)))
    assert "curator" in ping(people("translator-ja"), address(exhibit))["here"]


def test_who_has_left_or_fallen_silent_is_not_here(people):
    panel, curator, publisher = make_panel(), people("curator"), people("publisher")
    curator.get(form(panel))
    ping(curator, form(panel), leave="1")
    assert here(publisher.get(form(panel))) == ""
    curator.get(form(panel))
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert here(publisher.get(form(panel))) == ""


def test_who_comes_back_after_long_is_here_since_then(people):
    panel, curator = make_panel(), people("curator")
    curator.get(form(panel))
    long_ago = timezone.now() - timedelta(hours=3)
    Presence.objects.update(since=long_ago)
    curator.get(form(panel))
    assert Presence.objects.get().since == long_ago
    Presence.objects.update(seen_at=long_ago)
    curator.get(form(panel))
    assert Presence.objects.get().since > long_ago


def test_a_save_of_somebody_else_is_told_and_ones_own_is_not(people):
    section, curator, publisher = make_section(), people("curator"), people("publisher")
    place = tree(curator.get(form(section))).xpath("//*[@data-here]")[0]
    sent = {"seen": place.get("data-seen")}
    values = {"exhibition": section.exhibition_id, "slug": "two", "title_en": "Two", "order": 0}
    assert publisher.post(form(section), {**values, "has_page": "on"}).status_code == 302
    news = curator.post(place.get("data-here"), sent).json()["news"]
    assert news.startswith("publisher has saved this at ")
    assert publisher.post(place.get("data-here"), sent).json()["news"] == ""


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 50])
def test_a_bad_sign_of_life_harms_nobody(people, seen):
    client, page = people("curator"), form(make_panel())
    assert set(ping(client, page, seen=seen)) == {"here", "news"}


def test_without_permission_nothing_is_learnt(people, cast):
    panel = make_panel()
    people("curator").get(form(panel))
    cast["stranger"].is_staff = True
    cast["stranger"].save()
    signs = [
        reverse("admin:exhibits_panel_here", args=[panel.pk]),
        reverse("translate:here", args=["exhibits.panel", panel.pk]),
    ]
    for sign in signs:
        assert people("stranger").post(sign, {"seen": "0"}).status_code == 403
        assert Client().post(sign, {"seen": "0"}).status_code == 302
        assert people("curator").get(sign).status_code == 405
    assert Presence.objects.count() == 1
