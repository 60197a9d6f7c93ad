"""Where addresses lead from a page of an edition's folder."""

from types import SimpleNamespace

import pytest
from django.conf import settings

from exhibits.output.folder.places import Places

SITE = settings.SITE_URL
COPY = f"derivatives/ab/{'ab' * 20}/800"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/en/archive/names/5/", None),
        ("/en/archive/items/7/?page=2", None),
        (f"{SITE}/en/archive/", None),
        ("?below=51", None),
        ("/id/items/x", f"{SITE}/id/items/x"),
        ("/en/pages/about/#a", f"{SITE}/en/pages/about/#a"),
        (f"{SITE}/en/pages/about/", f"{SITE}/en/pages/about/"),
        (f"{SITE}.example/en/", f"{SITE}.example/en/"),
        ("https://example.org/map.jpg", "https://example.org/map.jpg"),
        (f"https://bucket.example/{COPY}.webp?signature=1", None),
        (f"/media/{COPY}.jpg", None),
        ("/iiif/images/x/info.json", None),
        ("/iiif/items/3/manifest", f"{SITE}/iiif/items/3/manifest"),
        ("/static/site/site.css", "../static/site/site.css"),
        ("/accent/1f5f8b-7fb6dc.css", "../static/accent.css"),
        ("ch/../x", None),
    ],
)
def test_addresses_lead_into_the_folder_to_the_site_or_nowhere(address, target):
    places = Places(SimpleNamespace(languages=()), {}, lambda _address: None)
    assert places.mapping("en/page.html")(address) == target


def test_the_same_way_leads_from_a_deeper_page():
    places = Places(SimpleNamespace(languages=()), {}, lambda _address: None)
    assert places.mapping("en/items/3.html")("/static/a.js") == "../../static/a.js"
    assert places.statics == {"static/a.js": "a.js"}
