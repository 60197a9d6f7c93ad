"""The zoom of a page image: keys, buttons, pages that run to the left, no script."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.server import ROOT
from tests.browser.test_accessibility import violations
from tests.browser.walk import LANGUAGES

pytestmark = pytest.mark.browser

TILE = re.compile(r"/iiif/images/\w+/(\d+,\d+,(\d+),\d+|full)/")


@pytest.fixture(scope="package")
def letter_book(site) -> str:
    """The number of a document in the running site."""
    folder = site.log.parent / "data"
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        **{"DATA_DIR": str(folder), "SECRET_KEY": (folder / "secret_key").read_text().strip()},
        **{"DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"},
    }
    command = [sys.executable, "-m", "tests.browser.letter_book"]
    made = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.split()[-1]


def asked_widths(page) -> list[int]:
    """Notes from now on how many pixels of the page each tile shows."""
    widths: list[int] = []

    def note(request) -> None:
        if (found := TILE.search(request.url)) and found[2]:
            widths.append(int(found[2]))

    page.on("request", note)
    return widths


VIEWER = "OpenSeadragon.getViewer(document.querySelector('.viewer-canvas'))"
# For some frames no zoom has gone on and no tile was missing: what was wished for is shown.
AT_REST = f"""(() => {{
  let frames = 0;
  return () => {{
    const {{ viewport, world }} = {VIEWER};
    const zooms = Math.abs(viewport.getZoom(true) / viewport.getZoom() - 1) > 1e-6;
    frames = !zooms && world.getItemAt(0)?.getFullyLoaded() ? frames + 1 : 0;
    return frames > 3;
  }};
}})()"""


def said(page) -> str:
    return page.locator(".viewer [role=status]").inner_text()


def tool(page, name: str):
    return page.locator(f"[data-do={name}]")


def test_zooming_by_keys_and_buttons_asks_for_finer_tiles(visit, letter_book):
    page = visit(f"/en/archive/items/{letter_book}/", reduced_motion="reduce")
    assert not page.evaluate("'OpenSeadragon' in window")
    widths = asked_widths(page)
    page.locator("a.ground").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".viewer-canvas")).to_be_focused()
    page.wait_for_function(AT_REST)
    assert said(page).startswith("Page 1 of 3") and min(widths) > 512
    for _press in range(5):
        page.keyboard.press("+")
    page.wait_for_function(AT_REST)
    assert 512 in widths
    page.keyboard.press("0")
    tool(page, "turn-right").click()
    assert said(page) == "Turned to 90 degrees"
    for _click in range(4):
        tool(page, "in").click()
    page.wait_for_function(AT_REST)
    asked = len(widths)
    for _click in range(6):
        tool(page, "down").click()
    page.wait_for_function(AT_REST)
    assert len(widths) > asked  # what was out of sight has been fetched
    tool(page, "screen").click()
    page.wait_for_function("() => document.fullscreenElement?.className === 'viewer'")
    tool(page, "screen").click()
    page.wait_for_function("() => !document.fullscreenElement")
    page.keyboard.press("Escape")
    expect(page.locator("a.ground")).to_be_focused()
    expect(page.locator(".viewer")).to_be_hidden()
    assert not page.troubles, page.troubles


def test_pages_turn_to_the_left_with_their_texts(visit, letter_book):
    page = visit(f"/ja/archive/items/{letter_book}/", width=1440)
    page.locator("a.ground").click()
    expect(page.locator(".viewer-canvas")).to_be_focused()
    left, right = (tool(page, name).bounding_box()["x"] for name in ("next", "previous"))
    assert left < right
    strip = [link.bounding_box()["x"] for link in page.locator(".strip a").all()]
    assert strip == sorted(strip, reverse=True)
    assert tool(page, "previous").get_attribute("aria-disabled") == "true"
    tool(page, "next").click()
    page.wait_for_url("**?page=2")
    expect(page.locator(".written")).to_have_text("次の頁")
    assert page.locator(".languages a[lang=mn]").get_attribute("href").endswith("?page=2")
    page.keyboard.press("n")
    page.wait_for_url("**?page=3")  # it has no tiles: its largest copy is shown
    expect(page.locator(".page-texts")).to_be_hidden()
    page.wait_for_function(AT_REST)
    drawn = "[...document.querySelectorAll('.viewer-canvas canvas')].some(c => c.width > 0)"
    assert page.evaluate(drawn) and not page.locator(".viewer-canvas[data-failed]").count()
    page.locator(".strip a").first.click()
    page.wait_for_url("**?page=1")
    expect(page.locator(".written").first).to_contain_text("拝啓")
    expect(page.locator(".viewer-canvas")).to_be_focused()
    assert not page.troubles, page.troubles


def test_the_page_that_was_turned_to_last_is_shown(visit, letter_book):
    page = visit(f"/ja/archive/items/{letter_book}/")
    page.locator("a.ground").click()
    expect(page.locator(".viewer-canvas")).to_be_focused()
    held = []
    page.route("**/info.json", lambda route: held.append(route))
    with page.expect_request("**/info.json"):
        page.keyboard.press("n")
    page.keyboard.press("n")
    page.wait_for_url("**?page=3")
    shown = f"{VIEWER}.world.getItemAt(0)?.source.url"
    page.wait_for_function(f"() => {shown} === document.querySelector('a.ground').href")
    with page.expect_response("**/info.json") as late:
        held[0].continue_()
    late.value.finished()
    page.wait_for_function(AT_REST)
    assert page.evaluate(f"{shown} === document.querySelector('a.ground').href")


ZOOM = f"{VIEWER}.viewport.getZoom() / {VIEWER}.viewport.getHomeZoom()"


def pinch(page, start: int, end: int) -> None:
    """Two fingers on the picture, their distance changing from one figure to the other."""
    page.locator(".viewer-canvas").scroll_into_view_if_needed()  # waits until it stands still
    box = page.locator(".viewer-canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for step in range(11):
        half = (start + (end - start) * step / 10) / 2
        fingers = [{"x": x - half, "y": y, "id": 0}, {"x": x + half, "y": y, "id": 1}]
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_two_fingers_zoom_the_picture_and_not_the_page(visit, letter_book):
    page = visit(f"/mn/archive/items/{letter_book}/", width=360, has_touch=True)
    page.locator("a.ground").tap()
    expect(page.locator(".viewer-canvas canvas").first).to_be_visible()
    page.wait_for_function(AT_REST)
    widths = asked_widths(page)
    before = page.evaluate(ZOOM)
    pinch(page, 60, 240)
    page.wait_for_function(AT_REST)
    apart = page.evaluate(ZOOM)
    assert apart > before * 2, (before, apart)
    assert widths  # finer tiles have been fetched
    pinch(page, 240, 60)
    page.wait_for_function(AT_REST)
    assert page.evaluate(ZOOM) < apart / 2
    assert page.evaluate("visualViewport.scale") == 1
    assert not page.troubles, page.troubles


def test_axe_finds_nothing_while_it_is_open(visit, letter_book):
    for language in LANGUAGES:
        path = f"/{language}/archive/items/{letter_book}/"
        page = visit(path, width=360, dark=language != "en", has_touch=True)
        page.locator("a.ground").tap()
        expect(page.locator(".viewer-canvas canvas").first).to_be_visible()
        assert not (found := violations(page)), f"{page.url}\n" + "\n".join(found)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        names = page.locator(".viewer-tools button:not([hidden])").evaluate_all(
            "all => all.map(one => one.getAttribute('aria-label'))"
        )
        assert len(set(names)) == len(names) >= 12, names


def test_without_scripts_pages_are_pictures_and_links(visit, letter_book):
    page = visit(f"/en/archive/items/{letter_book}/", java_script_enabled=False)
    expect(page.locator(".viewer")).to_be_hidden()
    assert page.locator("a.ground").get_attribute("href").endswith(".jpg")
    assert page.locator(".written").all_inner_texts()[-1] == "Dear Sir"
    mongolian = page.locator(".written:lang(mn-Mong)")
    assert mongolian.evaluate("e => getComputedStyle(e).writingMode") == "vertical-lr"
    page.locator(".vertical-switch input").check()
    japanese = page.locator(".written:lang(ja)")
    assert japanese.evaluate("e => getComputedStyle(e).writingMode") == "vertical-rl"
    page.locator(".page-turn [rel=next]").click()
    expect(page.locator(".written")).to_have_text("次の頁")
    page.locator("a.ground").click()
    expect(page).to_have_url(re.compile(r"\.jpg$"))
