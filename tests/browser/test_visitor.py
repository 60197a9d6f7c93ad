"""What a visitor can do: without scripts, by keyboard, in every language, at every width, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.walk import KINDS, LANGUAGES, UNKNOWN, of_kind

pytestmark = pytest.mark.browser

OWN_NAMES = {"en": "English", "ja": "日本語", "mn": "Монгол"}


def chapter(documents, language: str = "en", kind: str = "chapter with groups") -> str:
    return of_kind(documents, kind, language).path


def switch(page, language: str) -> None:
    page.locator(".languages a", has_text=OWN_NAMES[language]).click()


class TestWithoutScripts:
    """Nothing here may need JavaScript."""

    @pytest.fixture
    def plain(self, visit):
        return lambda path, **options: visit(path, java_script_enabled=False, **options)

    def test_languages_switch_on_the_same_page(self, plain, documents):
        page = plain(chapter(documents))
        for language in ("ja", "mn", "en"):
            switch(page, language)
            expect(page).to_have_url(re.compile(re.escape(chapter(documents, language))))
            expect(page.locator("html")).to_have_attribute("lang", language)

    def test_each_panel_leads_to_itself_in_other_languages(self, plain, documents):
        page = plain(chapter(documents))
        panel = page.locator(".panel").nth(2)
        anchor = panel.get_attribute("id")
        panel.locator(".panel-foot a", has_text="日本語").click()
        expect(page).to_have_url(re.compile(f"/ja/.*#{anchor}$"))
        assert page.locator(f"#{anchor}").is_visible()

    @pytest.mark.parametrize("width", [360, 1440])
    def test_contents_lead_to_another_chapter(self, plain, documents, width):
        page = plain(chapter(documents), width=width)
        link = page.locator(".contents ol > li > a:not([aria-current])").first
        if width < 1024:
            assert not link.is_visible()
            page.locator(".contents summary").click()
        target = link.get_attribute("href")
        link.click()
        expect(page).to_have_url(re.compile(re.escape(target)))
        expect(page.locator(".contents [aria-current]")).to_have_count(1)

    @pytest.mark.parametrize("width", [360, 1440])
    def test_filters_narrow_and_can_be_removed(self, plain, width):
        page = plain("/en/archive/", width=width)
        everything = number(page.locator("h1 + .kicker").inner_text())
        if width < 1024:
            page.locator(".filters summary").click()
        page.locator("[name=digitised]").check()
        page.locator(".filters button").click()
        expect(page.locator(".chips")).to_be_visible()
        found = number(page.locator("h1 + .kicker").inner_text())
        assert 0 < found < everything
        page.locator(".chips a").first.click()
        expect(page.locator("h1 + .kicker")).to_have_text(re.compile(rf"^{everything} "))

    def test_footnotes_lead_there_and_back(self, plain, documents):
        page = plain(chapter(documents, kind="essay"))
        reference = page.locator(".note-ref a").nth(1)
        note = page.locator(reference.get_attribute("href"))
        expect(note).not_to_be_in_viewport()
        reference.click()
        expect(note).to_be_in_viewport()
        note.locator("[role=doc-backlink]").click()
        expect(reference).to_be_in_viewport()
        expect(note).not_to_be_in_viewport()


def number(text: str) -> int:
    return int(re.search(r"\d+", text)[0])


def tab_to(page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is on something that fits, which a reader must then see."""
    for _press in range(most):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        if focused.count() and focused.evaluate("(e, wanted) => e.matches(wanted)", selector):
            expect(focused).to_be_in_viewport()
            return
    pytest.fail(f"{most} presses of Tab did not reach {selector}")


class TestByKeyboard:
    def test_the_skip_link_comes_first_and_leads_to_the_content(self, visit, documents):
        page = visit(chapter(documents))
        tab_to(page, "a.skip", most=1)
        outline = page.locator("a.skip").evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline != "none"
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        inside = page.locator("main *:focus")
        expect(inside).to_have_count(1)

    def test_languages_switch(self, visit, documents):
        page = visit(chapter(documents))
        tab_to(page, ".languages a[lang=mn]", most=12)
        page.keyboard.press("Enter")
        expect(page.locator("html")).to_have_attribute("lang", "mn")

    @pytest.mark.parametrize("width", [360, 1440])
    def test_contents_open_and_lead_on(self, visit, documents, width):
        page = visit(chapter(documents), width=width)
        if width < 1024:
            tab_to(page, ".contents summary", most=20)
            page.keyboard.press("Enter")
        tab_to(page, ".contents ol a:not([aria-current])", most=20)
        target = page.locator("*:focus").get_attribute("href")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(re.escape(target)))

    def test_filters(self, visit):
        page = visit("/en/archive/")
        tab_to(page, "[name=digitised]")
        page.keyboard.press("Space")
        tab_to(page, ".filters button")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("digitised=1"))
        expect(page.locator(".chips a").first).to_be_visible()


def test_the_language_switch_stays_at_the_panel(visit, documents):
    path = chapter(documents)
    page = visit(path)
    anchor = page.locator(".panel").nth(3).get_attribute("id")
    page = visit(f"{path}#{anchor}")
    for language in ("ja", "mn"):
        switch(page, language)
        expect(page).to_have_url(re.compile(f"/{language}/.*#{anchor}$"))
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_the_whole_walk_asks_nobody_else_and_stores_nothing(visit, documents):
    """Every public page with its scripts, styles and pictures; nothing in the console either."""
    page = visit("/en/")
    for path in documents:
        page.goto(path)
        page.keyboard.press("End")
    assert not page.troubles, "\n".join(sorted(set(page.troubles)))
    assert page.context.cookies() == []
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]


def test_a_foreign_request_would_be_noticed(visit):
    page = visit("/en/")
    page.evaluate("new Image().src = 'https://example.org/x.png'")
    page.wait_for_timeout(200)
    assert any("example.org" in trouble for trouble in page.troubles)


WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const hidden = e => e.closest('.table-scroll, .visually-hidden, .skip');
  return [...document.body.querySelectorAll('*')]
    .filter(e => !hidden(e) && e.getBoundingClientRect().right > width + 1)
    .map(e => `${e.tagName.toLowerCase()}.${e.className} ${e.getBoundingClientRect().right}`);
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_its_window(visit, documents, kind, language):
    page = visit(chapter(documents, language, kind))
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_while_a_chapter_loads(visit, documents, width, language):
    page = visit(chapter(documents, language), width=width)
    for _screen in range(30):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(30)
    assert page.evaluate("scrollY") > 1000
    assert page.evaluate(SHIFTS) < 0.01


PICTURES = """() => [...document.querySelectorAll('main img')].map(img => ({
  name: img.currentSrc, alt: img.hasAttribute('alt'), lazy: img.loading === 'lazy',
  top: img.getBoundingClientRect().top + scrollY, shown: img.getBoundingClientRect().width,
  loaded: img.complete && img.naturalWidth > 0, promised: img.naturalWidth,
  sizes: img.srcset.split(',').length, room: img.hasAttribute('width') && img.hasAttribute('height'),
  webp: [...img.parentElement.querySelectorAll('source')].some(s => s.type === 'image/webp'),
}))"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(
    "kind", ["home", "exhibition", "chapter", "item of several pages", "browse"]
)
def test_pictures_come_in_sizes_and_when_they_are_needed(visit, documents, kind, width):
    page = visit(chapter(documents, "en", kind), width=width)
    page.wait_for_load_state("networkidle")
    pictures = page.evaluate(PICTURES)
    assert pictures
    for picture in pictures:
        assert picture["alt"], picture
        assert picture["room"], picture
        assert picture["sizes"] > 1, picture
        assert picture["lazy"] or picture["top"] < 1800, picture


def test_pictures_are_webp_where_the_browser_reads_it(visit, documents):
    page = visit(chapter(documents, kind="chapter"))
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
    page = visit(chapter(documents, language, kind))
    page.wait_for_load_state("networkidle")
    parts = dict(page.evaluate(WEIGHT))
    assert {path.rsplit(".", 1)[-1] for path in parts} >= {"css", "js"}
    assert sum(parts.values()) <= 150_000, parts


def test_on_paper_only_the_catalogue_is_left(visit, documents):
    page = visit(chapter(documents))
    page.emulate_media(media="print")
    for gone in (".site-head nav", ".languages", ".contents", ".turn", ".site-foot", ".panel-foot"):
        assert page.locator(gone).count()
        assert not any(part.is_visible() for part in page.locator(gone).all()), gone
    for kept in ("h1", ".panel-head", ".panel-text", ".exhibit img", ".citation"):
        assert page.locator(kept).first.is_visible(), kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_address_is_answered_in_the_language(visit, language):
    page = visit(f"/{language}/{UNKNOWN}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator(".message-page a").first.click()
    expect(page).to_have_url(re.compile(f"/{language}/$"))


def test_from_a_document_back_to_its_place_in_the_story(visit, documents):
    page = visit(chapter(documents, kind="chapter"))
    panel = page.locator(".panel", has=page.locator(".exhibit")).first
    anchor = panel.get_attribute("id")
    panel.locator(".exhibit figcaption a").first.click()
    page.locator(f".box a[href$='#{anchor}']").click()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_previous_and_next_lead_through_the_whole_exhibition(visit, documents):
    page = visit(of_kind(documents, "exhibition", "en").path)
    page.locator(".entrance .button").click()
    seen = [page.url]
    while page.locator(".turn .next").count() and len(seen) < 40:
        page.locator(".turn .next").click()
        seen.append(page.url)
    chapters = page.locator(".contents > nav > ol > li > a")
    assert len(seen) == len(set(seen)) >= chapters.count()
