"""Who may ask for what: every registered address, as every role and as nobody.

The expected answers are written in docs/reference/roles.md, "The matrix"; see there for how to add
a row. Pages are not drawn here: what they show is asked elsewhere.
"""

import logging

import pytest
from django.db import transaction
from django.template.backends.django import Template

from exhibits.admin_site import TsuzuriAdminSite
from tests.config.roles import build, every_address, matrix, row_for

PEOPLE, ROWS = matrix()
ADDRESSES = every_address()
METHODS = ("GET", "POST")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch):
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")
    monkeypatch.setattr(TsuzuriAdminSite, "each_context", lambda *args: {})
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)  # refusals are many


def wrong(world, address, method: str) -> list[str]:
    """What an address answers otherwise than it is written, a sentence for each person."""
    row, asked = row_for(ROWS, address.route, method), f"{method} {address.route}"
    if row is None:
        return [f"{asked} is in no row of the matrix in docs/reference/roles.md"]
    answers = {person: world.answer(person, method, address) for person in PEOPLE}
    return [
        f"{asked} as {person}: written {cell}, answered {answers[person]}"
        for person, cell in zip(PEOPLE, row.cells, strict=True)
        if answers[person] != cell
    ]


@pytest.mark.parametrize("area", ["admin/", "translate/", ""])
def test_every_address_answers_everybody_as_it_is_written(world, area):
    # In few tests: looking through all tables after each would take longer than asking.
    others = () if area else ("admin/", "translate/")
    here = [a for a in ADDRESSES if a.route.startswith(area) and not a.route.startswith(others)]
    assert here
    found = [line for a in here for method in METHODS for line in wrong(world, a, method)]
    assert not found, "\n".join(found)


def test_every_row_is_of_some_address():
    routes = [address.route for address in ADDRESSES]
    used = {id(row_for(ROWS, route, method)) for route in routes for method in METHODS}
    assert [row.pattern for row in ROWS if id(row) not in used] == []


def test_an_address_that_is_not_written_down_is_found():
    assert row_for(ROWS, "admin/exhibits/exhibition/*/secret/", "GET") is None
    assert row_for(ROWS, "translate/desk/units/*/secret/", "POST") is None
    assert row_for(ROWS, "preview/*/secret/", "GET") is None
