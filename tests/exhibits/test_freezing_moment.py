"""Saves that come while an edition is frozen."""

from threading import Thread

import pytest
from django.db import connection

from exhibits.editions import releasing
from exhibits.editions.releasing import release_now
from exhibits.models import Edition, Exhibition, Panel
from tests.make import make_exhibition, make_panel, make_section

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="On SQLite whoever writes waits for the other."
    ),
]


@pytest.fixture
def exhibition():
    panel = make_panel(make_section(make_exhibition(is_published=False)), title_en="As it was")
    return panel.section.exhibition


@pytest.fixture
def meanwhile(monkeypatch):
    """``meanwhile(rows, title_en=…)``: another one saves, once, when freezing has begun."""
    make_edition = releasing.make_edition

    def arrange(rows, **values) -> list:
        attempts = []

        def interrupted(release):
            if not attempts:
                other = Thread(target=lambda: (rows.update(**values), connection.close()))
                other.start()
                other.join()
            attempts.append(release)
            return make_edition(release)

        monkeypatch.setattr(releasing, "make_edition", interrupted)
        return attempts

    return arrange


def told(exhibition: Exhibition) -> str:
    edition = Edition.objects.get(exhibition=exhibition)
    return "".join(edition.pages.values_list("content", flat=True))


def test_a_save_in_the_middle_is_not_in_the_edition(exhibition, meanwhile):
    meanwhile(Panel.objects.all(), title_en="As it is now")
    release_now(exhibition, actor=None, unrendered=True)
    assert "As it was" in told(exhibition) and "As it is now" not in told(exhibition)


def test_who_is_overtaken_reads_again_and_makes_one_edition(exhibition, meanwhile):
    attempts = meanwhile(Exhibition.objects.all(), title_en="Another title")
    release_now(exhibition, actor=None, unrendered=True)
    assert len(attempts) == 2 and "Another title" in told(exhibition)
