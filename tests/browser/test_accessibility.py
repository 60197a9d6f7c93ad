"""axe-core finds nothing on any kind of page: three languages, both colour schemes, two widths.

Templates are the same in all languages: each page is looked at in English on both screens, and in
the two other languages on one of them.
"""

import pytest

from tests.browser.conftest import LOCALES
from tests.browser.tools import axe_source
from tests.browser.walk import KINDS, of_kind

pytestmark = pytest.mark.browser

SCREENS = {"light, desk": {"width": 1280}, "dark, phone": {"width": 360, "dark": True}}
SHOWN = [
    *(("light, desk", "en"), ("dark, phone", "en")),
    *(("dark, phone", "ja"), ("light, desk", "mn")),
]
WAYS = ["-".join(way) for way in SHOWN]
every_way = pytest.mark.parametrize(("screen", "language"), SHOWN, ids=WAYS)
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true })"
# Beside what axe asks by itself: targets of 24 pixels or with room around them (WCAG 2.2 AA).
RUN = """async () => {
  const found = await axe.run(document, {rules: {'target-size': {enabled: true}}});
  return found.violations.flatMap(({id, impact, nodes}) => nodes.map(node =>
    `${impact} ${id} ${node.target.join(' ')}\\n    ${node.html.slice(0, 200)}` +
    `\\n    ${node.failureSummary.replace(/\\s+/g, ' ')}`));
}"""
# Choosers show what is chosen only when they have asked for it.
CHOSEN = """() => [...document.querySelectorAll('.item-chooser')].every(
  select => !select.value || select.closest('.form-row').querySelector('.chosen-item'))"""
STAFF_PAGES = {
    "desk": "/admin/",
    "board of translations": "/translate/",
    "exhibition to translate": "{scope}",
    "archive to translate": "/translate/in/archive/",
    "list of translations": "/translate/list/?language=ja&state=draft&state=nothing",
    "contents": "{contents}",
    "exhibition form": "{exhibition}",
    "panel form": "{panel}",
    "panel form in ja": "{panel}?language=ja",
    "new panel": "/admin/exhibits/panel/add/",
    "item form": "{item}",
    "item form in mn": "{item}?language=mn",
    "exhibitions": "/admin/exhibits/exhibition/",
    "sections": "/admin/exhibits/section/",
    "panels": "/admin/exhibits/panel/",
    "essays": "/admin/exhibits/essay/",
    "items": "/admin/archive/archivalitem/",
    "repositories": "/admin/archive/repository/",
    "repository form": "{repository}",
    "names": "/admin/archive/name/",
    "name form": "{name}",
    "new name": "/admin/archive/name/add/",
    "likely duplicates": "/admin/archive/name/alike/",
    "merging names": "{merge}",
    "place of an item": "/admin/archive/archivalitem/{number}/place/",
    "scans of an item": "/admin/archive/archivalitem/{number}/scans/",
    "page images of an item": "/admin/archive/archivalitem/{number}/pages/",
    "all work on scans": "/admin/archive/archivalitem/work/",
    "alternative texts": "/admin/archive/archivalitem/alt/",
    "transcriptions": "/admin/archive/transcription/",
    "transcription form": "{transcription}",
    "finding by citation": "/admin/archive/archivalitem/find/",
    "importing a catalogue": "/admin/archive/catalogueimport/add/",
    "footnotes of an essay": "{footnotes}",
}


def violations(page) -> list[str]:
    """What axe-core says against a page with everything on it unfolded."""
    page.evaluate(OPEN_ALL)
    page.evaluate(axe_source())
    return page.evaluate(RUN)


@pytest.fixture(scope="package")
def admin_addresses(site, documents, browser, staff) -> dict[str, str]:
    """One object of each kind that STAFF_PAGES name, found by the lists' own links."""
    context = browser.new_context(base_url=site.url, storage_state=staff("curator"))
    page = context.new_page()

    def first(path: str, link: str) -> str:
        page.goto(path)
        return page.locator(link).first.get_attribute("href")

    item = of_kind(documents, "item of several pages", "en").path.split("/")[-2]
    found = {
        "contents": first("/admin/exhibits/exhibition/", "#result_list a[href*=contents]"),
        "exhibition": first("/admin/exhibits/exhibition/", "#result_list tbody th a"),
        "panel": first("/admin/exhibits/panel/?shows=yes", "#result_list tbody th a").split("?")[0],
        "item": f"/admin/archive/archivalitem/{item}/change/",
        "number": item,
        "repository": first("/admin/archive/repository/", "#result_list tbody th a"),
        "name": first("/admin/archive/name/", "#result_list tbody th a"),
        "transcription": first("/admin/archive/transcription/", "#result_list tbody th a"),
        "essay": first("/admin/exhibits/essay/", "#result_list tbody th a"),
    }
    context.close()
    found["scope"] = f"/translate/in/exhibition-{found['exhibition'].split('/')[4]}/"
    found["merge"] = found["name"].replace("change", "merge")
    found["footnotes"] = found["essay"].split("change")[0] + "footnotes/"
    return found


def test_axe_sees_what_is_wrong(visit):
    page = visit("/en/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x><h4>x</h4>'")
    names = " ".join(violations(page))
    assert "html-has-lang" in names
    assert "image-alt" in names


@every_way
@pytest.mark.parametrize("kind", KINDS)
def test_public_pages(visit, documents, kind, screen, language):
    page = visit(of_kind(documents, kind, language).path, **SCREENS[screen])
    assert not (found := violations(page)), f"{page.url}\n" + "\n".join(found)


@every_way
@pytest.mark.parametrize("name", STAFF_PAGES)
def test_curator_pages(visit, staff, admin_addresses, name, screen, language):
    path = STAFF_PAGES[name].format(**admin_addresses)
    options = {"storage_state": staff("curator"), "locale": LOCALES[language]}
    page = visit(path, **SCREENS[screen], **options)
    assert page.locator("html").get_attribute("lang") == language
    page.wait_for_function(CHOSEN)
    assert not (found := violations(page)), f"{page.url}\n" + "\n".join(found)


@every_way
def test_log_in_page(visit, screen, language):
    page = visit("/admin/login/", **SCREENS[screen], locale=LOCALES[language])
    assert not (found := violations(page)), f"{page.url}\n" + "\n".join(found)
