"""Everything the demonstration shows, as programs elsewhere check it: IIIF Presentation 3 and
Image 3. No browser, but the site as it runs."""

import json
import os
import re
import urllib.error
import urllib.request

import iiif_prezi3
import pytest

try:
    from iiif_validator import validator
except ImportError:  # of libmagic, which is a library of the system
    if os.environ.get("CI"):
        raise
    pytest.skip("libmagic is missing; tests/run.sh installs it", allow_module_level=True)

pytestmark = pytest.mark.browser

EXHIBITIONS = re.compile(r"/en/exhibitions/([\w-]+)/<")
ITEMS = re.compile(r"/en/archive/items/(\d+)/<")
ON_IMAGES = ("info_json", "id_basic", "format_jpg")


def read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as response:
        return response.read()


def answer(url: str) -> dict:
    return json.loads(read(url))


@pytest.fixture(scope="module")
def sitemap(site) -> str:
    return read(f"{site.url}/sitemap.xml").decode()


@pytest.fixture(scope="module")
def manifests(site, sitemap) -> list[dict]:
    """Of every item that has pictures; others have no manifest."""
    found = []
    for key in sorted(set(ITEMS.findall(sitemap)), key=int):
        try:
            found.append(answer(f"{site.url}/iiif/items/{key}/manifest"))
        except urllib.error.HTTPError as error:
            assert error.code == 404
    return found


def test_every_manifest(manifests):
    assert len(manifests) > 20
    for manifest in manifests:
        iiif_prezi3.Manifest(**manifest)


def test_every_exhibition_and_chapter(site, sitemap, manifests):
    known, shown = {manifest["id"] for manifest in manifests}, set()
    for slug in set(EXHIBITIONS.findall(sitemap)):
        exhibition = answer(f"{site.url}/iiif/exhibitions/{slug}/collection")
        iiif_prezi3.Collection(**exhibition)
        for named in exhibition["items"]:
            chapter = answer(named["id"])
            iiif_prezi3.Collection(**chapter)
            shown |= {one["id"] for one in chapter["items"]}
    assert shown and shown <= known


def test_every_image(site, manifests):
    suite = validator.TestSuite(validator.ValidationInfo())
    server = site.url.removeprefix("http://")
    images = [service_of(canvas) for manifest in manifests for canvas in manifest["items"]]
    assert len(images) > 30
    for base in images:
        identifier = base.rpartition("/")[2]
        asked = (identifier, server, "iiif/images", "http", "", "3.0")
        for name in ON_IMAGES:
            result = suite.run_test(name, validator.ImageAPI(*asked, debug=False))
            assert result.exception is None, f"{base}: {result.exception}"


def service_of(canvas: dict) -> str:
    return canvas["items"][0]["items"][0]["body"]["service"][0]["id"]
