"""An edition as a folder: opens without a server, has no dead links, is the same each time."""

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.db import transaction
from django.test import override_settings
from lxml import html as lxml_html
from playwright.sync_api import sync_playwright

from exhibits.output.bag import files
from exhibits.output.folder import write_folder
from tests.browser.conftest import FLAGS
from tests.browser.tools import BROWSERS, program
from tests.exhibits.kept import frozen_story

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def twice(tmp_path_factory, django_db_setup, django_db_blocker) -> list[Path]:
    """The same story, written with its books and once more."""
    home = tmp_path_factory.mktemp("export")
    folders = [home / "one", home / "two"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=home / "media"):
            contents, imprint = frozen_story()
            for folder in folders:
                folder.mkdir()
                write_folder(contents, imprint, folder, kinds=("pdf", "epub"))
        transaction.set_rollback(True)
    return folders


@pytest.fixture
def folder(twice) -> Path:
    return twice[0]


def pages(folder: Path) -> dict[str, lxml_html.HtmlElement]:
    found = folder.rglob("*.html")
    return {p.relative_to(folder).as_posix(): lxml_html.parse(str(p)).getroot() for p in found}


def test_it_has_every_page_in_every_language(folder):
    names = {f.relative_to(folder / "data/ja").as_posix() for f in files(folder / "data/ja")}
    pages = {"index.html", "chapters/chapter.html", "chapters/inner.html", "essays/reading.html"}
    assert pages | {"search.html", "edition.html", "items/index.html"} < names
    [item] = {name for name in names if re.fullmatch(r"items/\d+\.html", name)}
    assert {item, item.replace(".html", "-2.html"), item.replace("html", "ris")} < names
    for language in ("en", "mn"):
        there = files(folder / "data" / language)
        assert names == {f.relative_to(folder / "data" / language).as_posix() for f in there}


def addresses(page) -> set[str]:
    found = {*page.xpath("//@href"), *page.xpath("//@src"), *page.xpath("//@data-script")}
    found |= {c.split()[0] for s in page.xpath("//@srcset") for c in s.split(", ")}
    return found


def test_no_address_leads_nowhere(folder):
    known = pages(folder)
    ids = {name: set(page.xpath("//@id")) for name, page in known.items()}
    dead = []
    for name, page in known.items():
        for address in addresses(page):
            parts = urlsplit(address)
            if parts.scheme in ("http", "https"):
                continue
            target = (folder / name).parent / unquote(parts.path) if parts.path else folder / name
            inside = target.resolve().relative_to(folder.resolve()).as_posix()
            if not target.is_file() or (parts.fragment and parts.fragment not in ids[inside]):
                dead.append((name, address))
    assert dead == []


def test_only_permanent_addresses_licences_and_what_authors_wrote_lead_out(folder, settings):
    out = {a for page in pages(folder).values() for a in addresses(page) if a.startswith("http")}
    ours = {a.removeprefix(settings.SITE_URL) for a in out if a.startswith(settings.SITE_URL)}
    assert {a.split("/")[1] for a in ours} <= {"id", "iiif", "en", "ja", "mn"}
    assert {a for a in ours if a[:4] in ("/en/", "/ja/", "/mn/")} == {
        f"/{code}/exhibitions/story/editions/3/" for code in ("en", "ja", "mn")
    }
    assert out - {settings.SITE_URL + a for a in ours} == {"https://example.org/?a=1&b=2"}


def test_forms_that_need_a_server_and_names_without_pages_are_gone(folder):
    chapter = pages(folder)["data/en/chapters/chapter.html"]
    [name] = chapter.xpath("//p[@class='panel-names']/span[not(@class)]")
    assert name.text_content() == "Tsakhiagiin Elbegdorj"
    forms = {n for n, page in pages(folder).items() if page.xpath("//form[@action]")}
    assert forms == set()


def test_what_was_closed_after_the_release_is_not_given_out(folder):
    chapter = pages(folder)["data/en/chapters/chapter.html"]
    [figure] = [f for f in chapter.xpath("//figure") if "Not for all" in f.text_content()]
    assert not figure.xpath(".//a | .//img | .//*[@class='ground']")
    assert "Open the document" not in figure.text_content()
    everything = [f for f in (folder / "data").rglob("*.html") if "Secret page" in f.read_text()]
    assert everything == []
    assert len({path.parent for path in (folder / "data/pictures").rglob("*.jpg")}) == 2


def test_the_language_switch_stays_on_the_page(folder):
    name = next(n for n in pages(folder) if re.search(r"/ja/items/\d+-2\.html", n))
    links = pages(folder)[name].xpath("//nav[@class='languages']//a/@href")
    last = name.rpartition("/")[2]
    assert links == [f"../../en/items/{last}", last, f"../../mn/items/{last}"]


def test_the_bag_is_whole(folder):
    assert (folder / "bagit.txt").read_text().startswith("BagIt-Version: 1.0\n")
    for name, listed in (("manifest", files(folder / "data")), ("tagmanifest", tag_files(folder))):
        lines = (folder / f"{name}-sha512.txt").read_text().splitlines()
        sums = {path: sha for sha, path in (line.split("  ", 1) for line in lines)}
        assert set(sums) == {path.relative_to(folder).as_posix() for path in listed}
        for path in listed:
            content = path.read_bytes()
            assert sums[path.relative_to(folder).as_posix()] == hashlib.sha512(content).hexdigest()


def tag_files(folder: Path) -> list[Path]:
    return [f for f in folder.iterdir() if f.is_file() and not f.name.startswith("tagmanifest")]


def test_written_twice_the_bytes_are_the_same(twice):
    one, two = ({f.relative_to(d): f.read_bytes() for f in files(d)} for d in twice)
    assert [str(name) for name in one.keys() | two.keys() if one.get(name) != two.get(name)] == []


def test_fonts_and_viewer_come_with_their_licences(folder):
    vendors = list((folder / "data/static/vendor").iterdir())
    assert len(vendors) >= 2
    assert all(any(f.name.startswith("LICENSE") for f in v.iterdir()) for v in vendors)


@pytest.fixture
def open_page(folder):
    """Opens a file of the folder in a browser; gives the page with what it asked and said."""
    with sync_playwright() as playwright:
        path = program(*BROWSERS)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)

        def opened(name: str, **options):
            page = browser.new_context(locale="en-GB", **options).new_page()
            page.asked, page.said = [], []
            page.on("request", lambda request: page.asked.append(request.url))
            page.on("console", lambda message: page.said.append(message.text))
            page.on("pageerror", lambda error: page.said.append(str(error)))
            page.goto(f"file://{folder}/data/{name}")
            return page

        yield opened
        browser.close()


def found(page, words: str) -> list[str]:
    page.fill("#words", words)
    page.locator(".kept-search form button").click()
    # A page begins with the answer to what was asked before; links follow when it is a new one.
    page.wait_for_function("() => document.querySelector('.languages a').hash === location.hash")
    page.wait_for_function("document.querySelector('.kept-search [role=status]').textContent")
    return page.locator(".found a").all_inner_texts()


@pytest.mark.browser
def test_it_opens_from_a_stick(folder, open_page):
    item = next(p.name for p in (folder / "data/en/items").glob("*-2.html")).replace("-2", "")
    page = open_page(f"en/items/{item}")
    with page.expect_request("**/tiles/**"):
        page.locator("a.ground").click()
    page.wait_for_function("document.querySelector('.viewer-canvas canvas')")

    page.goto(page.url.replace(f"items/{item}", "search.html"))
    assert found(page, "blankets")[0] == "Blankets for Miyagi"
    page.locator(".languages a").nth(1).click()
    assert "Blankets for Miyagi" not in found(page, "地震")
    assert page.locator(".found mark").first.inner_text() == "地震"
    page.locator(".found a").first.click()
    assert "/ja/" in page.url
    page.goto(page.url.partition("/ja/")[0] + "/mn/search.html")
    found(page, "засаг")
    assert page.locator(".found mark").first.inner_text() == "Засгийн"
    assert page.said == []
    assert all(url.startswith("file:") for url in page.asked)

    plain = open_page("en/search.html", java_script_enabled=False)
    assert "needs JavaScript" in plain.locator("noscript").inner_text()
    assert not plain.locator(".kept-search").is_visible()
