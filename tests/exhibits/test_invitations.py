"""Invitations: the mail, the link, and what a stranger learns from it."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from lxml import html

from exhibits.models import Invitation, Person
from exhibits.people import actions
from tests.make import make_exhibition
from tests.reading import tree, words

pytestmark = pytest.mark.django_db
ADDRESS = "oyunaa@archive.example"
ADD = "admin:exhibits_person_add"
CHOSEN = {"name": "Д.Оюунаа", "username": "oyunaa", "password": "horse-and-letters"}
CHOSEN["again"] = CHOSEN["password"]


@pytest.fixture
def send(log_in, django_capture_on_commit_callbacks):
    """Invites somebody as the administrator; the answer of the form."""

    def sent(language: str = "mn", email: str = ADDRESS, **values):
        rows = {f"memberships-{part}_FORMS": 0 for part in ("TOTAL", "INITIAL")}
        who = {"email": email, "name": "Oyunaa", "language": language, "roles": ["curator"]}
        client = log_in("administrator")
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(ADD), {**rows, **who, **values})

    return sent


@pytest.fixture
def press(log_in, django_capture_on_commit_callbacks):
    def pressed(person, verb: str, **values):
        url = reverse("admin:exhibits_person_do", args=[person.pk])
        with django_capture_on_commit_callbacks(execute=True):
            return log_in("administrator").post(url, {"do": verb, **values}, follow=True)

    return pressed


def link(mail) -> str:
    return re.search(r"(/join/\S+)", mail.body)[1]


def invited() -> Person:
    return Person.objects.get(email=ADDRESS)


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("en", "Your account at Tsuzuri", "Please choose your name and a password here:"),
        ("ja", "Tsuzuri のアカウント", "次のページで氏名とパスワードを設定してください："),
        ("mn", "Tsuzuri дэх таны бүртгэл", "Нэр, нууц үгээ энд тохируулна уу:"),
    ],
)
def test_the_mail_is_in_the_language_that_was_chosen(send, mailoutbox, language, subject, sentence):
    send(language)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([ADDRESS], subject)
    assert sentence in mail.body and "/join/" in mail.body
    assert not invited().is_active and not invited().has_usable_password()


def test_the_invited_person_chooses_and_comes_in(send, mailoutbox, client, settings):
    send("mn")
    client.logout()
    page = client.get(link(mailoutbox[0]))
    assert 'lang="mn"' in page.content.decode() and page["Referrer-Policy"] == "same-origin"
    assert client.post(link(mailoutbox[0]), CHOSEN).status_code == 200
    person = invited()
    assert (person.username, str(person), person.is_active) == ("oyunaa", "Д.Оюунаа", True)
    assert actions.roles_of(person) == {"curator"} and person.is_staff
    entered = client.post(reverse("admin:login"), {**CHOSEN, "password": CHOSEN["password"]})
    assert entered["Location"] == "/admin/"


def test_a_role_in_one_exhibition_comes_with_the_invitation(send, client):
    exhibition = make_exhibition()
    row = {"memberships-TOTAL_FORMS": 1, "memberships-0-role": "publisher"}
    send(roles=[], **row, **{"memberships-0-exhibition": exhibition.pk})
    person = get_user_model().objects.get(email=ADDRESS)
    person.is_active = True
    assert person.is_staff and person.has_perm("exhibits.publish_exhibition", exhibition)


def used(mail, client, send, press):
    client.post(link(mail), CHOSEN)


def late(mail, client, send, press):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def revoked(mail, client, send, press):
    press(invited(), "revoke")


def replaced(mail, client, send, press):
    press(invited(), "invite", language="ja")


def closed(mail, client, send, press):
    get_user_model().objects.filter(email=ADDRESS).update(is_active=True)
    press(invited(), "close")


@pytest.mark.parametrize("end", [used, late, revoked, replaced, closed])
def test_a_link_that_opens_nothing_says_nothing(send, press, mailoutbox, client, end):
    send("en")
    mail = mailoutbox[0]
    end(mail, client, send, press)
    client.logout()
    before = list(get_user_model().objects.order_by("pk").values_list("password", "username"))
    forged = client.get("/join/0123456789abcdef0123456789abcdef:signature/")
    for answer in (client.get(link(mail)), client.post(link(mail), CHOSEN)):
        assert answer.status_code == forged.status_code == 404
        assert said(answer) == said(forged)
        assert ADDRESS not in answer.content.decode()
    after = list(get_user_model().objects.order_by("pk").values_list("password", "username"))
    assert after == before


def said(answer) -> list[str]:
    return words(html.document_fromstring(answer.content.decode()), "//main")


def test_looking_uses_nothing_up(send, mailoutbox, client):
    send()
    for _ in range(3):
        assert client.get(link(mailoutbox[0])).status_code == 200
    assert client.post(link(mailoutbox[0]), CHOSEN).status_code == 200
    assert invited().is_active


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"password": "short", "again": "short"}, "This password is too short."),
        (
            {"username": "davaasuren-oyunaa", "password": "davaasuren-oyuna"},
            "too similar to the username",
        ),
        ({"again": "other"}, "The two passwords are not the same."),
        ({"username": "Curator"}, "Somebody else logs in with this name."),
        ({"username": "o yunaa"}, "Enter a valid username."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_link_stays(send, mailoutbox, client, values, message):
    send("en")
    answer = client.post(link(mailoutbox[0]), {**CHOSEN, **values})
    assert any(message in one for one in words(tree(answer), "//ul[@class='errorlist']"))
    assert not invited().is_active
    assert client.get(link(mailoutbox[0])).status_code == 200


def test_a_forgotten_password_is_set_anew_and_nothing_else(press, cast, mailoutbox, client):
    get_user_model().objects.filter(username="curator").update(email=ADDRESS)
    press(cast["curator"], "invite", language="en")
    client.logout()
    assert not tree(client.get(link(mailoutbox[0]))).xpath("//input[@name='username']")
    client.post(link(mailoutbox[0]), {**CHOSEN, "username": "chief"})
    person = get_user_model().objects.get(username="curator")
    assert person.check_password(CHOSEN["password"])


def test_a_mail_that_fails_loses_nothing(send, press, mailoutbox, monkeypatch):
    def fail(*args):
        raise OSError("no mail server")

    monkeypatch.setattr("exhibits.admin.people.send", fail)
    assert send().status_code == 302
    assert Invitation.objects.get().sent_at is None
    monkeypatch.undo()
    press(invited(), "invite", language="ja")
    assert len(mailoutbox) == 1


def test_mails_are_bounded(send, mailoutbox, monkeypatch):
    monkeypatch.setattr(actions, "MAILS_AN_HOUR", 2)
    for number in range(4):
        send(email=f"person-{number}@archive.example")
    assert len(mailoutbox) == 2
