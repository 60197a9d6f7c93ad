"""The public page of a repository, and what its fields accept."""

import json

import pytest
from django.core.exceptions import ValidationError

from tests.make import make_item, make_repository
from tests.reading import links, queries, tree, words


@pytest.fixture
def read(db, client):
    return lambda one, language="en": tree(
        client.get(f"/{language}/archive/repositories/{one.pk}/")
    )


def test_what_isdiah_asks_for(read):
    repository = make_repository(
        isil="MN-12",
        parallel_names_en="Foreign archive\n\nMFA Archive",
        address_mn="Энх тайвны өргөн чөлөө 7А",
        telephone="+976 1",
        email="archive@example.org",
        website="https://example.org/",
        opening_times_en="Weekdays",
        access_en="With a letter",
        holdings_en="Treaties",
        history_en="Since 1911",
    )
    root = read(repository)
    assert words(root, "//h1") == ["Central Archive of Ministry of Foreign Affairs, Mongolia"]
    text = " ".join(words(root, "//main"))
    for part in ("MN-12", "MFA Archive", "+976 1", "Weekdays", "With a letter", "Treaties", "1911"):
        assert part in text
    assert root.xpath("//dd/p[@lang='mn']") and root.xpath("//dd/span[@lang='ja']")
    assert {"mailto:archive@example.org", "https://example.org/"} <= set(links(root, "//dl"))
    data = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])
    assert (data["@type"], data["identifier"]) == ("ArchiveOrganization", "isil:MN-12")


def test_above_below_and_the_public_items_of_all(read):
    institution = make_repository(name_en="Institution")
    division = make_repository(name_en="Division", parent=institution)
    for repository, is_public in ((institution, True), (division, True), (division, False)):
        make_item(repository=repository, is_public=is_public)
    root = read(institution)
    assert words(root, "//section[@class='box']//a") == ["Division"]
    assert words(root, "//a[@class='button']") == ["Browse 2 items"]
    assert links(root, "//a[@class='button']") == [f"/en/archive/?repository={institution.pk}"]
    assert words(read(division), "//ol[@class='breadcrumb']/li") == [
        *("Archive", "Institution", "Division"),
    ]


@pytest.mark.parametrize("size", [1, 30])
def test_queries_do_not_grow(db, client, size):
    top = make_repository()
    repository = make_repository(parent=make_repository(parent=top))
    for _ in range(size):
        make_item(repository=make_repository(parent=repository))
    # repository with those above, divisions, all pairs, count, plain pages for the foot
    assert len(queries(client, f"/ja/archive/repositories/{repository.pk}/")) == 5


def test_unknown_repositories_are_not_found(db, client):
    assert client.get("/en/archive/repositories/99999/").status_code == 404


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"country": "M1"}, "country"),
        ({"country": "M"}, "country"),
        ({"isil": "no code!"}, "isil"),
        ({"isil": "JP-123456789012345"}, "isil"),
    ],
)
def test_wrong_codes_are_refused(db, values, field):
    with pytest.raises(ValidationError) as caught:
        make_repository(**values).full_clean()
    assert list(caught.value.message_dict) == [field]


def test_codes_are_written_tidily(db):
    repository = make_repository(country=" jp"[1:], isil=" JP-1001001")
    repository.full_clean()
    assert (repository.country, repository.isil) == ("JP", "JP-1001001")
