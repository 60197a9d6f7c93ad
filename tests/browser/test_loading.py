"""What pages ask for, weigh and show: no other host, no cookie, no shift, fitting pictures."""

import re

import pytest

from tests.browser.walk import KINDS, LANGUAGES, of_kind

pytestmark = pytest.mark.browser


def address(documents, kind: str, language: str = "en") -> str:
    return of_kind(documents, kind, language).path


def test_the_walk_asks_nobody_else_and_stores_nothing(visit, documents):
    """Public pages with their scripts, styles and pictures; nothing in the console either.

    Every page in English, of filtered lists one of each kind; one page of each kind in the other
    languages. What all the others name is read below.
    """
    plain = [path for path in documents if path.startswith("/en/") and "?" not in path]
    kinds = [address(documents, kind, language) for kind in KINDS for language in LANGUAGES]
    page = visit("/en/")
    for path in dict.fromkeys(plain + kinds):
        page.goto(path)
        page.keyboard.press("End")
    assert not page.troubles, "\n".join(sorted(set(page.troubles)))
    assert page.context.cookies() == []
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]


LOADED = (
    "//@src | //@srcset | //@poster | //object/@data | //image/@href | //use/@href"
    " | //link[not(@rel='canonical' or @rel='alternate' or @rel='license')]/@href"
)


HOST = re.compile(r"//|(?!data:)[a-z]+:")


def test_what_every_page_names_to_load_is_ours(documents):
    named = {(found, path) for path, page in documents.items() for found in page.tree.xpath(LOADED)}
    parts = {(part.strip(), path) for found, path in named for part in found.split(",")}
    assert len({part for part, _path in parts}) > 100
    foreign = [(part, path) for part, path in parts if HOST.match(part)]
    assert not foreign, foreign


def test_a_foreign_request_would_be_noticed(visit):
    page = visit("/en/")
    with page.expect_console_message(lambda message: "example.org" in message.text):
        page.evaluate("new Image().src = 'https://example.org/x.png'")
    assert any("example.org" in trouble for trouble in page.troubles)


WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const hidden = e => e.closest(
    '.table-scroll, .strip, .written, .visually-hidden, .skip, .map-sheet, .timeline-skip');
  return [...document.body.querySelectorAll('*')]
    .filter(e => !hidden(e) && e.getBoundingClientRect().right > width + 1)
    .map(e => `${e.tagName.toLowerCase()}.${e.className} ${e.getBoundingClientRect().right}`);
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_its_window(visit, documents, kind, language):
    page = visit(address(documents, kind, language))
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    for width in (320, 360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width}"
        assert page.evaluate(WIDE) == [], f"at {width}"


SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


def shifts_on_the_way_down(page) -> float:
    """The sum of layout shifts while somebody scrolls to the end."""
    for _screen in range(30):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(30)
    page.wait_for_load_state("networkidle")
    return page.evaluate(SHIFTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_while_a_chapter_loads(visit, documents, width, language):
    page = visit(address(documents, "chapter with groups", language), width=width)
    assert shifts_on_the_way_down(page) < 0.01
    page.wait_for_function("() => scrollY > 1000")


@pytest.mark.parametrize("kind", ["home", "exhibition", "essay", "item of several pages", "browse"])
def test_nothing_moves_on_other_pages(visit, documents, kind):
    assert shifts_on_the_way_down(visit(address(documents, kind, "mn"), width=1440)) < 0.01


PICTURES = """() => [...document.querySelectorAll('main img')].map(img => ({
  name: img.currentSrc, alt: img.hasAttribute('alt'), lazy: img.loading === 'lazy',
  top: img.getBoundingClientRect().top + scrollY, shown: img.getBoundingClientRect().width,
  loaded: img.complete && img.naturalWidth > 0, promised: img.naturalWidth,
  sizes: img.srcset.split(',').length,
  room: img.hasAttribute('width') && img.hasAttribute('height'),
  webp: [...img.parentElement.querySelectorAll('source')].some(s => s.type === 'image/webp'),
}))"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(
    "kind", ["home", "exhibition", "chapter", "item of several pages", "browse"]
)
def test_pictures_come_in_sizes_and_when_they_are_needed(visit, documents, kind, width):
    page = visit(address(documents, kind), width=width)
    page.wait_for_load_state("networkidle")
    pictures = page.evaluate(PICTURES)
    assert pictures
    for picture in pictures:
        assert picture["alt"], picture
        assert picture["room"], picture
        assert picture["sizes"] > 1, picture
        assert picture["lazy"] or picture["top"] < 1800, picture


def test_pictures_are_webp_where_the_browser_reads_it(visit, documents):
    page = visit(address(documents, "chapter"))
    page.wait_for_load_state("networkidle")
    shown = [p for p in page.evaluate(PICTURES) if p["loaded"]]
    assert shown
    assert all(p["name"].endswith(".webp") and p["webp"] for p in shown), shown


WEIGHT = """() => performance.getEntries()
  .filter(e => ['navigation', 'resource'].includes(e.entryType))
  .filter(e => e.entryType === 'navigation' || /\\.(css|js)$/.test(new URL(e.name).pathname))
  .map(e => [new URL(e.name).pathname, e.decodedBodySize])"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["chapter", "chapter with groups", "chapter with figures"])
def test_a_chapter_is_light(visit, documents, kind, language):
    """HTML, CSS and JavaScript together at most 150 KB, counted unpacked."""
    page = visit(address(documents, kind, language))
    page.wait_for_load_state("networkidle")
    parts = dict(page.evaluate(WEIGHT))
    assert {path.rsplit(".", 1)[-1] for path in parts} >= {"css", "js"}
    assert sum(parts.values()) <= 150_000, parts
