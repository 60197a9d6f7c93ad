"""What a visitor can do: without scripts, by keyboard, in every language, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.walk import LANGUAGES, UNKNOWN, of_kind

pytestmark = pytest.mark.browser

OWN_NAMES = {"en": "English", "ja": "日本語", "mn": "Монгол"}


def chapter(documents, language: str = "en", kind: str = "chapter with groups") -> str:
    return of_kind(documents, kind, language).path


def switch(page, language: str) -> None:
    page.locator(".languages a", has_text=OWN_NAMES[language]).click()


FOUND = "[data-range]"  # 1–24 of 50


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
        expect(page.locator(f"#{anchor}")).to_be_visible()

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
        everything = number(page.locator(FOUND).inner_text())
        if width < 1024:
            page.locator(".filters summary").click()
        page.locator("[name=digitised]").check()
        page.locator(".filters button").click()
        expect(page.locator(".chips")).to_be_visible()
        found = number(page.locator(FOUND).inner_text())
        assert 0 < found < everything
        page.locator(".chips a").first.click()
        expect(page.locator(FOUND)).to_have_text(re.compile(rf" of {everything}$"))

    def test_footnotes_lead_there_and_back(self, plain, documents):
        page = plain(chapter(documents, kind="essay"))
        reference = page.locator(".note-ref a").last
        note = page.locator(reference.get_attribute("href"))
        for part in (reference, note):
            expect(part).not_to_be_in_viewport()
        reference.click()
        expect(note).to_be_in_viewport()
        note.locator("[role=doc-backlink]").click()
        expect(reference).to_be_in_viewport()


def number(text: str) -> int:
    """The last number of a text: 50 in "1–24 of 50"."""
    return int(re.findall(r"\d+", text)[-1])


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


def test_results_change_in_place_and_back_again(visit):
    page = visit("/en/archive/", width=1440)
    everything, status = page.locator(FOUND).inner_text(), page.locator("#browse-status")
    page.evaluate("window.isTheSame = true")
    page.locator("[name=level][value=item]").check()
    expect(page).to_have_url(re.compile(r"/en/archive/\?level=item$"))
    expect(page.locator("[name=level][value=item]")).to_be_focused()
    expect(status).to_have_text(page.locator(FOUND).inner_text())
    expect(page.locator(".languages a").last).to_have_attribute("href", re.compile("level=item"))
    page.locator(".pages [rel=next]").click()
    expect(page.locator(".results")).to_be_focused()
    page.locator("#id_sort").select_option("title")
    expect(page).to_have_url(re.compile(r"\?level=item&sort=title$"))
    for _step in range(3):
        page.go_back()
        page.wait_for_timeout(300)
    expect(page.locator(FOUND)).to_have_text(everything)
    expect(page.locator("[name=level][value=item]")).not_to_be_checked()
    assert page.evaluate("window.isTheSame")
    assert not page.troubles


def test_the_language_switch_stays_at_the_panel(visit, documents):
    path = chapter(documents)
    page = visit(path)
    anchor = page.locator(".panel").nth(3).get_attribute("id")
    page = visit(f"{path}#{anchor}")
    for language in ("ja", "mn"):
        switch(page, language)
        expect(page).to_have_url(re.compile(f"/{language}/.*#{anchor}$"))
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()
        page.wait_for_load_state()  # with the script that lets the links follow the panel


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
    with page.expect_navigation():
        page.locator(".entrance .button").click()
    seen = [page.url]
    while page.locator(".turn .next").count() and len(seen) < 40:
        with page.expect_navigation():
            page.locator(".turn .next").click()
        seen.append(page.url)
    chapters = page.locator(".contents > nav > ol > li > a")
    assert len(seen) == len(set(seen)) >= chapters.count()
