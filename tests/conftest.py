"""A cast of people, and the switch that keeps the suite away from other hosts."""

import gc

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from exhibits.roles import ROLES, ensure_roles
from tests import make


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With ``-n``; a single process needs no pytest-xdist."""
    from tests.spreading import ByFile

    return ByFile(config, log)


def pytest_collection_finish(session):
    """What has been imported stays: to look through it again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


DATABASE = {"db", "transactional_db", "live_server", "kept_data", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """For ``-m database``: a test without these fixtures is kept from the database."""
    for item in items:
        if DATABASE.intersection(item.fixturenames) or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Every test has files of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _english():
    """A request leaves its language active in the thread; the next test begins in English."""
    translation.activate("en")


class Reader(Client):
    """Reads what is released; see ``tests.make.release_made``."""

    def request(self, **environ):
        # Whoever counts queries releases beforehand: releasing is not what is counted.
        if make.is_for_readers(environ.get("PATH_INFO", "")) and not connection.force_debug_cursor:
            make.release_made()
        return super().request(**environ)


@pytest.fixture(autouse=True)
def _nothing_to_release():
    """Keys come again in the next test."""
    make.to_release.clear()
    with connection.execute_wrapper(make.note_writing):
        yield


@pytest.fixture
def client():
    return Reader()


@pytest.fixture(scope="module")
def kept_data(django_db_setup, django_db_blocker):
    """For fixtures of a module, whose rows are made once; they are taken back at its end.

    Every test of such a module sees them from the first on that asks for them, so all should.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cast(db) -> dict:
    """One person per role (named like it), an administrator and somebody without a role."""
    users, groups = get_user_model(), ensure_roles()
    people = [
        users(
            username=name,
            password=make_password(name),
            is_staff=name != "stranger",
            is_superuser=name == "admin",
        )
        for name in [*ROLES, "admin", "stranger"]
    ]
    people = {person.username: person for person in users.objects.bulk_create(people)}
    belongs = users.groups.through
    belongs.objects.bulk_create(
        belongs(user=people[name], group=group) for name, group in groups.items()
    )
    return people


@pytest.fixture
def log_in(cast, client):
    """``log_in("curator")`` gives a client of that person."""

    def client_of(name: str):
        client.force_login(cast[name], backend="config.authentication.AccountBackend")
        return client

    return client_of
