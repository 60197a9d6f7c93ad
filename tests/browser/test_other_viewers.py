"""Our manifests and images in viewers on another site: Mirador, OpenSeadragon, the validator."""

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.tools import OPENSEADRAGON, mirador

pytestmark = pytest.mark.browser

VIEWERS = {
    "mirador": """Mirador.viewer({
      id: 'viewer', language: LANGUAGE, windows: [{manifestId: MANIFEST}]
    })""",
    "openseadragon": """OpenSeadragon({
      id: 'viewer', tileSources: [INFO], showNavigationControl: false,
      crossOriginPolicy: 'Anonymous'
    })""",
}
A_TILE_CAME = """performance.getEntriesByType('resource').some(
  entry => /,[0-9]+[/]0[/]default.jpg/.test(entry.name))"""
# Not a thumbnail: those are of the whole image.
A_PART_CAME = """performance.getEntriesByType('resource').some(
  entry => /(,[0-9]+){3}[/][0-9]*,[0-9]+[/]0[/]default.jpg/.test(entry.name))"""
PATIENCE = 180  # seconds until the worker has cut the tiles
PAGE = """<!doctype html><meta charset="utf-8"><title>Elsewhere</title>
<div id="viewer"></div><script src="{viewer}.js"></script><script src="start.js"></script>
<link rel="stylesheet" href="page.css">"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args) -> None:
        pass


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> Iterator[tuple]:
    """Another site with both viewers: its folder and its address."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "mirador.js").write_bytes(mirador().read_bytes())
    (folder / "openseadragon.js").write_bytes(OPENSEADRAGON.read_bytes())
    (folder / "page.css").write_text("#viewer { position: absolute; inset: 0 }")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def answer(url: str) -> dict:
    with urllib.request.urlopen(url, timeout=20) as response:
        return json.load(response)


@pytest.fixture(scope="module")
def manifest(site) -> dict:
    """The first document of the demonstration's first chapter that has one."""
    exhibition = answer(f"{site.url}/iiif/exhibitions/japan-mongolia/collection")
    chapter = answer(exhibition["items"][0]["id"])
    found = answer(chapter["items"][0]["id"])
    end = time.monotonic() + PATIENCE
    while "tiles" not in answer(f"{image_of(found)}/info.json"):
        assert time.monotonic() < end, "The worker has made no tiles."
        time.sleep(0.5)
    return found


def image_of(manifest: dict) -> str:
    painting = manifest["items"][0]["items"][0]["items"][0]["body"]
    return painting["service"][0]["id"]


def opened(page, elsewhere: tuple, viewer: str, manifest: dict, language: str) -> list[str]:
    """Open the viewer; the images of ours that it has been sent."""
    folder, home = elsewhere
    start = VIEWERS[viewer].replace("LANGUAGE", json.dumps(language))
    start = start.replace("MANIFEST", json.dumps(manifest["id"]))
    start = start.replace("INFO", json.dumps(f"{image_of(manifest)}/info.json"))
    (folder / "start.js").write_text(start)
    (folder / "index.html").write_text(PAGE.format(viewer=viewer))
    sent: list[str] = []
    page.on("response", lambda r: "/default.jpg" in r.url and r.ok and sent.append(r.url))
    # A viewer breaks off what it no longer needs; anything else is a refusal.
    page.on("requestfailed", lambda r: sent.append(f"failed {r.url} {r.failure}"))
    page.goto(f"{home}/index.html")
    page.wait_for_selector("#viewer canvas")
    page.wait_for_function(A_TILE_CAME)
    page.wait_for_load_state("networkidle")
    return sent


def refused(sent: list[str]) -> list[str]:
    return [url for url in sent if url.startswith("failed") and "ERR_ABORTED" not in url]


@pytest.mark.parametrize("language", ["ja", "mn"])
def test_mirador_opens_a_manifest(site, browser, elsewhere, manifest, language):
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    sent = opened(page, elsewhere, "mirador", manifest, language)
    page.wait_for_function(A_PART_CAME)
    assert [url for url in sent if url.startswith(image_of(manifest)) and "/full/" not in url]
    assert not refused(sent)
    assert manifest["label"][language][0] in page.inner_text("#viewer")
    page.context.close()


def test_openseadragon_zooms_into_the_tiles(site, browser, elsewhere, manifest):
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    sent = opened(page, elsewhere, "openseadragon", manifest, "en")
    # The deepest level: tiles at one pixel for one.
    with page.expect_response(lambda response: ",512,512/512,512/" in response.url):
        for _step in range(12):
            page.mouse.move(640, 400)
            page.mouse.wheel(0, -600)
            page.wait_for_timeout(80)
    assert not refused(sent)
    assert [url for url in sent if ",512,512/512,512/" in url]
    # The pictures may be painted and read again: they came with leave for other origins.
    assert page.evaluate("document.querySelector('canvas').toDataURL().length") > 5000
    page.context.close()
