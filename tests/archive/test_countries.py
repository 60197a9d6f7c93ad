"""Countries and rare languages in the reader's words."""

import pytest
from django.utils.translation import override

from archive.countries import country_name
from tests.make import make_item, make_repository
from tests.reading import tree, words
from translations.texts import language_name

MONGOLIA = {"en": "Mongolia", "ja": "モンゴル", "mn": "Монгол"}


@pytest.mark.parametrize("language", MONGOLIA)
def test_on_the_pages_of_a_repository_and_of_an_item(db, client, language):
    division = make_repository(parent=make_repository(country="MN"), country="")
    item, name = make_item(repository=division), MONGOLIA[language]
    page = tree(client.get(f"/{language}/archive/items/{item.pk}/"))
    assert any(text.endswith(f" · {name}") for text in words(page, "//dd"))
    page = tree(client.get(f"/{language}/archive/repositories/{division.parent.pk}/"))
    assert words(page, "//p[@class='kicker']")[0].endswith(f" · {name}")


def test_what_is_no_country():
    assert country_name("", "en") == ""
    assert country_name("QM", "mn") == "QM"


def test_languages_that_django_has_no_word_for():
    with override("ja"):
        # CLDR writes it with 洲 from version 48 on; both are in use.
        assert language_name("mnc") in {"満州語", "満洲語"}
        assert language_name("qaa-x-test") == "qaa-x-test"
