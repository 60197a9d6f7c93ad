"""Logging in: attempts are limited, the demonstration's passwords open nothing elsewhere."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def attempt(client, name: str, password: str, language: str = "en"):
    return client.post(
        reverse("admin:login"),
        {"username": name, "password": password},
        headers={"Accept-Language": language},
    )


def test_the_right_password_opens_the_desk(client, cast):
    assert attempt(client, "curator", "curator").status_code == 302


def test_guessing_is_stopped_with_a_page_in_the_readers_language(client, cast, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = attempt(client, "curator", "wrong", "ja")
    assert answer.status_code == 429
    assert 'lang="ja"' in answer.content.decode()
    assert attempt(client, "curator", "curator").status_code == 429


def test_a_password_that_is_the_name_opens_nothing_in_production(client, cast, settings):
    settings.SITE_IS_LOCAL = False
    assert attempt(client, "curator", "curator").status_code == 200
    assert "_auth_user_id" not in client.session


def test_passwords_are_kept_by_argon2(settings):
    from config import settings as real

    assert real.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
