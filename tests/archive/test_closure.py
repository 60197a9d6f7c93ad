"""What is closed is nowhere; an open item under a closed fonds shows the title of it alone."""

import re
from datetime import timedelta

import pytest
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from archive.actions import keep_picture
from archive.models import ArchivalItem, DigitalObject, FormerCode, Repository
from tests.make import (
    link_name,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_page,
    make_panel,
    make_picture,
    make_section,
    make_transcription,
    make_upload,
    picture_bytes,
    tell_of,
)
from tests.reading import tree, words
from translations.states import translated_fields

SECRET = "Zanabazar"
CLOSED = [
    {"is_public": False},
    {"closed_until": timezone.localdate() + timedelta(days=1)},
    {"is_public": False, "closed_until": timezone.localdate() - timedelta(days=1)},
]
# Addresses that show nothing of any item.
APART = {"root", "set_language", "accent", "robots", "healthz", "readyz", "media", "join"}
# An edition stays as it was released: its citations do, the pictures are no longer served.
APART |= {"exhibits:editions", "exhibits:edition", "exhibits:edition-section"}
APART |= {"exhibits:edition-essay"}


def secrets(word: str) -> dict[str, str]:
    """A text in every translated column of an item, in three languages."""
    fields = translated_fields(ArchivalItem)
    return {f"{field}_{code}": f"{word} {field}" for field in fields for code in ("en", "ja", "mn")}


@pytest.fixture
def site(db) -> dict:
    """A fonds with two items, one of them on show everywhere that something can be shown."""
    fonds = make_item(level="fonds", reference_code="Fund-59", **secrets("Fonds"))
    open_item = make_item(parent=fonds, reference_code="Fund-59, File-1, Unit-1")
    item = make_item(
        parent=fonds, reference_code="Fund-59, File-1, Unit-2", source_id=SECRET, **secrets(SECRET)
    )
    page = make_picture(item, alt_en=f"{SECRET} alt", label=f"{SECRET} 1r")
    keep_picture(
        other := DigitalObject(item=open_item), make_upload(content=picture_bytes(700, 900))
    )
    other.save()
    make_transcription(page, text=f"{SECRET} wrote this")
    below = make_item(parent=item, reference_code="Fund-59, File-1, Unit-2, p. 3")
    FormerCode.objects.create(item=item, code="Old-77")
    name = make_name()
    link_name(name, item, "creator")
    exhibition = make_exhibition(slug="sea", cover=page)
    panel = make_panel(make_section(exhibition, slug="one", has_page=True), slug="first")
    make_exhibit(panel, item, digital_object=page)
    make_exhibit(panel, open_item)
    tell_of(name, panel)
    make_essay(exhibition, slug="essay")
    make_page(slug="about")
    return {"fonds": fonds, "item": item, "page": page, "below": below, "open": open_item} | {
        "panel": panel,
        "exhibition": exhibition,
        "name": name,
    }


def addresses(site: dict) -> dict[str, list[str]]:
    """Addresses by name that could show the item, and (``gone``) those of the item itself."""
    item, page = site["item"], site["page"]
    code, queries = item.reference_code, ("", f"?q={SECRET.lower()}", "?q=unit-2", "?digitised=1")
    image = page.image_id
    return {
        "exhibits:home": ["/en/"],
        "exhibits:exhibition": ["/en/exhibitions/sea/"],
        "exhibits:section": ["/en/exhibitions/sea/one/"],
        "exhibits:essay": ["/en/exhibitions/sea/essays/essay/"],
        "exhibits:feed": ["/en/feed/"],
        "exhibits:page": ["/en/pages/about/"],
        "archive:browse": [f"/en/archive/{query}" for query in queries],
        "archive:find": [
            f"/en/archive/find/?citation={text}" for text in ("Old-77", code, f"{SECRET}, {code}")
        ],
        "archive:names": ["/en/archive/names/"],
        "archive:name": [f"/en/archive/names/{site['name'].pk}/"],
        "archive:repository": [f"/en/archive/repositories/{Repository.objects.get().pk}/"],
        "archive:item": [
            *(
                f"/en/archive/items/{one.pk}/"
                for one in (site["fonds"], site["open"], site["below"])
            ),
            f"/en/archive/items/{site['fonds'].pk}/?below=2",
        ],
        "archive:citation": [f"/en/archive/items/{site['open'].pk}/citation.ris"],
        "permanent-panel": [f"/id/panels/{site['panel'].uuid}"],
        "permanent-item": [f"/id/items/{one.uuid}" for one in (site["fonds"], site["below"])],
        "permanent-name": [f"/id/names/{site['name'].uuid}"],
        "permanent-exhibition": [f"/id/exhibitions/{site['exhibition'].uuid}"],
        "iiif:manifest": [f"/iiif/items/{one.pk}/manifest" for one in (site["open"],)],
        "iiif:collection": ["/iiif/exhibitions/sea/collection"],
        "iiif:chapter": ["/iiif/exhibitions/sea/one/collection"],
        "iiif:provider": [f"/iiif/providers/{Repository.objects.get().pk}"],
        "sitemap": ["/sitemap.xml"],
        "search:search": [f"/en/search/?q={SECRET.lower()}{more}" for more in ("", "&format=json")],
        "search:suggest": [f"/en/search/suggestions/?q={SECRET.lower()}"],
        "gone": [
            f"/en/archive/items/{item.pk}/",
            f"/ja/archive/items/{item.pk}/?page=1",
            *(f"/en/archive/items/{item.pk}/citation.{form}" for form in ("ris", "bib", "json")),
            f"/id/items/{item.uuid}",
            f"/iiif/items/{item.pk}/manifest",
            f"/iiif/items/{item.pk}/pages/{page.pk}/texts",
            f"/iiif/images/{image}/info.json",
            f"/iiif/images/{image}",
            f"/iiif/images/{image}/full/max/0/default.jpg",
            *(f"/media/{copy['name']}" for copy in page.derivatives),
            f"/media/{page.file.name}",
        ],
    }


def names(patterns=None, space: str = "") -> set[str]:
    """Names of all addresses but those of the desks of curators and translators."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            is_desk = pattern.namespace in ("admin", "translate", "preview")
            found |= set() if is_desk else names(pattern.url_patterns, inner)
        else:
            found.add(f"{space}{pattern.name}")
    return found


def test_every_public_address_is_walked(site):
    by_item_alone = {"iiif:texts", "iiif:info", "iiif:image", "iiif:tile"}
    unknown = names() - set(addresses(site)) - APART - by_item_alone
    assert {name for name in unknown if not name.startswith("iiif:")} == set()


def seen(client, address: str) -> str:
    """What an address answers, with what it leads to, in any form it can take."""
    answers = [client.get(address, follow=True)]
    answers.append(client.get(address, headers={"Accept": "application/ld+json"}, follow=True))
    return "\n".join(
        f"{b''.join(answer).decode(errors='replace')} {answer.headers.get('Link', '')}"
        for answer in answers
        if answer.status_code == 200
    )


def test_the_walk_meets_the_item_while_it_is_open(site, client):
    """The other way round: else the walk below would prove nothing."""
    walk = addresses(site)
    assert all(client.get(a).status_code in (200, 303) for a in walk["gone"] if "/iiif/" not in a
               and "/media/originals" not in a)  # fmt: skip
    for name in ("exhibits:section", "archive:browse", "archive:item", "sitemap"):
        met = "".join(seen(client, address) for address in walk[name])
        assert SECRET in met or f"/items/{site['item'].pk}/" in met, name


@pytest.mark.parametrize("closed", CLOSED)
def test_what_is_closed_is_nowhere(site, client, closed):
    ArchivalItem.objects.filter(pk=site["item"].pk).update(**closed)
    walk = addresses(site)
    for address in walk.pop("gone"):
        assert client.get(address, follow=True).status_code == 404, address
    own = re.compile(
        rf"/items/{site['item'].pk}(?![0-9a-f])|{site['item'].uuid}|{site['page'].image_id}"
    )
    for found in walk.values():
        for address in found:
            text = seen(client, address)
            # The title may stand above what lies in it, and in what the reader has typed.
            text = re.sub(
                f'{SECRET} title|value=.[^>]*|citation=[^"]*|<textarea.*?</textarea>',
                "",
                text,
                flags=re.S,
            )
            text = re.sub(rf"[?&;]q={SECRET}|{SECRET.lower()}", "", text)
            assert SECRET not in text, (address, context(text))
            assert not own.search(text), (address, context(text, own.search(text)[0]))


def context(text: str, word: str = SECRET) -> str:
    place = text.find(word)
    return text[max(0, place - 200) : place + 100]


def test_below_what_is_closed_the_title_stands_alone(site, client):
    ArchivalItem.objects.filter(pk=site["item"].pk).update(is_public=False)
    root = tree(client.get(f"/en/archive/items/{site['below'].pk}/"))
    trail = root.xpath("//ol[@class='breadcrumb']//li")
    titles = [" ".join(step.text_content().split()) for step in trail]
    assert f"{SECRET} title" in titles
    assert [step.xpath(".//a") for step in trail if SECRET in step.text_content()] == [[]]
    assert SECRET not in " ".join(words(root, "//dl"))


@pytest.mark.parametrize("person", ["curator", "reviewer", "translator-ja"])
def test_staff_look_beforehand_and_nobody_keeps_it(site, log_in, person):
    ArchivalItem.objects.filter(pk=site["item"].pk).update(is_public=False)
    answer = log_in(person).get(f"/en/archive/items/{site['item'].pk}/")
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert words(tree(answer), "//*[@class='preview-note']")


def test_it_opens_on_its_day(site, client):
    today = timezone.localdate()
    ArchivalItem.objects.filter(pk=site["item"].pk).update(closed_until=today)
    assert client.get(f"/en/archive/items/{site['item'].pk}/").status_code == 200


def test_a_picture_that_an_open_item_has_too_stays(site, client):
    """The same scan belongs to two items; one of them is closed."""
    page = make_picture(site["open"])
    ArchivalItem.objects.filter(pk=site["item"].pk).update(is_public=False)
    assert page.derivatives == site["page"].derivatives
    assert client.get(f"/media/{page.derivatives[0]['name']}").status_code == 200
