"""A new curator's day: an exhibition from the empty form to the published page, by clicking."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.make import picture_bytes

pytestmark = pytest.mark.browser
PATIENCE = 15_000  # milliseconds: a scan is decoded and copied while the form is saved


@pytest.fixture
def scan(tmp_path) -> Path:
    path = tmp_path / "bill of lading.jpg"
    path.write_bytes(picture_bytes(1200, 1700))
    return path


def desk(visit, staff, name: str) -> Page:
    page = visit("/admin/", storage_state=staff(name))
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return page


def field(page: Page, label: str):
    return page.get_by_label(re.compile(rf"^(\d\.\d\.\d )?{label}:?$"))


def follow(page: Page, name: str | re.Pattern) -> None:
    """Click a link; the page that it leads to is there as a whole, and its scripts have run."""
    page.get_by_role("link", name=name).click()
    page.wait_for_load_state()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def write(page: Page, place: str, text: str) -> None:
    """Type into the rich text editor of a field."""
    page.locator(f".field-{place} .ProseMirror").click()
    page.keyboard.type(text)


def choose(page: Page, place: str, words: str) -> None:
    """Choose from an autocomplete by typing a part of what is looked for."""
    page.locator(f".field-{place} .select2-selection").first.click()
    page.locator(".select2-search__field").fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def new_item(page: Page, scan: Path) -> None:
    """Describe an item with its scan in the window that the chooser opens."""
    with page.expect_popup() as window:
        page.locator("#add_id_exhibits-0-item").click()
    form = window.value
    form.wait_for_load_state()  # by then its script has put the focus into the first field
    choose(form, "repository", "Central Archive of Ministry of Foreign Affairs")
    field(form, "Reference code").fill("Fund-59, File-1, Unit-105")
    field(form, "Title").fill("Bill of lading for a loom")
    form.get_by_text("Add another Page image").click()
    form.locator("#id_digital_objects-0-file").set_input_files(scan)
    field(form, "Alternative text").first.fill("A ruled page with a stamp")
    with form.expect_event("close"):
        save(form)


def test_a_chapter_with_two_panels_is_made_translated_and_published(visit, staff, scan):
    page = desk(visit, staff, "curator")
    follow(page, "New exhibition")
    field(page, "Title").fill("Looms for the Gobi")
    field(page, "Subtitle").fill("A factory in papers")
    expect(field(page, "Address")).to_have_value("looms-for-the-gobi")
    save(page)

    follow(page, "Add a chapter")
    field(page, "Title").fill("The factory opens")
    save(page)

    follow(page, re.compile("Add a panel"))
    field(page, "Title").fill("A loom arrives")
    field(page, "Date").fill("昭和52年3月17日")
    write(page, "event_text_en", "The first loom came by rail in March 1977.")
    page.get_by_text("Add another Exhibit").click()
    new_item(page, scan)
    expect(page.locator(".chosen-item img")).to_be_visible()
    expect(page.locator(".chosen-item code")).to_have_text("Fund-59, File-1, Unit-105")
    field(page, "Caption").first.fill("The bill, first leaf")
    save(page)

    follow(page, re.compile("Add a panel"))
    field(page, "Title").fill("The agreement")
    page.get_by_text("Add another Exhibit").click()
    choose(page, "item", "Resolution No. 78")
    expect(page.locator(".page-choices button")).to_have_count(2)
    page.locator(".page-choices button").nth(1).click()
    save(page)
    expect(page.locator(".panels > li")).to_have_count(2)

    translate(page, "ja", "織機の到着", "最初の織機は1977年3月に鉄道で届きました。")
    translate(page, "mn", "Нэхмэлийн машин ирлээ", "Анхны машин 1977 оны 3 дугаар сард иржээ.")
    assert page.troubles == []

    read_as_visitor(visit, staff)


def translate(page: Page, language: str, title: str, text: str) -> None:
    """From the contents to the panel's form in another language and back."""
    row = page.locator(".panels > li", has_text="A loom arrives")
    row.locator(f"a.language-mark[href$='language={language}']").click()
    expect(page.locator(".source-text").first).to_have_text("A loom arrives")
    page.wait_for_load_state()
    assert page.locator("#id_date, #id_title_en, #id_slug").count() == 0
    field(page, "Title").fill(title)
    write(page, f"event_text_{language}", text)
    save(page)
    tab = page.locator(f".language-tabs a[lang={language}]")
    expect(tab).to_contain_text("2/2")
    page.locator(".breadcrumbs a", has_text="Looms for the Gobi").click()


def read_as_visitor(visit, staff) -> None:
    address = "/en/exhibitions/looms-for-the-gobi/"
    assert visit(address).title().startswith("This page is not here")

    page = desk(visit, staff, "publisher")
    page.get_by_role("link", name="Looms for the Gobi").click()
    release(page)

    reader = visit(f"{address}the-factory-opens/")
    panel = reader.locator("#panel-a-loom-arrives")
    expect(panel.locator(".date")).to_have_text("17 March 1977")
    expect(panel).to_contain_text("The first loom came by rail")
    expect(panel.locator(".citation")).to_contain_text("Fund-59, File-1, Unit-105")
    assert panel.locator("img").evaluate("picture => picture.decode().then(() => true)")
    expect(reader.locator("#panel-the-agreement .citation")).to_contain_text("Unit-548")

    japanese = visit("/ja/exhibitions/looms-for-the-gobi/the-factory-opens/")
    panel = japanese.locator("#panel-a-loom-arrives")
    expect(panel.locator("h2")).to_have_text("織機の到着")
    expect(panel.locator(".date")).to_have_text("昭和52年（1977）3月17日")
    expect(japanese.locator("h1 [lang=en]")).to_have_text("The factory opens")

    mongolian = visit("/mn/exhibitions/looms-for-the-gobi/the-factory-opens/")
    panel = mongolian.locator("#panel-a-loom-arrives")
    expect(panel.locator("h2")).to_have_text("Нэхмэлийн машин ирлээ")
    expect(panel.locator(".date")).to_have_text("1977 оны 3 дугаар сарын 17")

    page.get_by_role("link", name="Back to the release desk").click()
    page.get_by_role("link", name="Withdraw …").click()
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.locator(".release-edition")).to_have_text("Withdrawn")
    assert visit(address).title().startswith("This page has been withdrawn")


def release(page: Page) -> None:
    """In three languages, although two lack the titles: it is said why."""
    page.get_by_role("link", name="Release …").click()
    for code in ("en", "ja", "mn"):
        page.locator(f"input[name=languages][value={code}]").check()
    page.get_by_role("button", name="Release", exact=True).click()
    expect(page.locator(".release-held li")).to_have_count(2)
    page.locator("textarea[name=override_reason]").fill("The titles follow next week.")
    page.get_by_role("button", name="Release", exact=True).click()
    expect(page.locator(".release-links a")).to_have_count(3, timeout=60_000)


def order(page: Page) -> list[str]:
    rows = page.locator(".section-row").first.locator(".panels > li .name")
    return [" ".join(name.split()) for name in rows.all_text_contents()]


def test_panels_are_reordered_by_keyboard_and_by_mouse(visit, staff):
    page = desk(visit, staff, "curator")
    page.get_by_role("link", name="Steppe and Sea").first.click()
    page.wait_for_load_state()
    first, second, *rest = order(page)

    page.get_by_role("button", name=f"Move down: {first}").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert order(page) == [second, first, *rest]

    page.locator(".panels .handle").nth(1).hover()  # the page has been scrolled to its fragment
    upper = page.locator(".panels .handle").nth(0).bounding_box()
    page.mouse.down()
    page.mouse.move(upper["x"] + 5, upper["y"] - 12, steps=6)
    # Not a navigation: the script changes the fragment of the address first, and then reloads.
    with page.expect_event("load"):
        page.mouse.up()
    assert order(page) == [first, second, *rest]
    assert page.troubles == []


def test_a_file_that_is_no_picture_is_refused_in_the_curators_language(visit, staff, tmp_path):
    page = desk(visit, staff, "curator")
    page.goto("/admin/archive/archivalitem/")
    page.get_by_role("link", name="Resolution No. 78").first.click()
    page.get_by_role("button", name="日本語").click()
    page.wait_for_selector("html[lang=ja]")
    # The root is there before the rest of the page: count only what has all arrived.
    page.wait_for_load_state()
    before = page.locator("#digital_objects-group .inline-related.has_original").count()
    page.get_by_text("ページ画像を追加", exact=False).first.click()
    fake = tmp_path / "scan.jpg"
    fake.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    page.locator(f"#id_digital_objects-{before}-file").set_input_files(fake)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".errorlist").first).to_contain_text("JPEG")
    expect(page.locator(".errornote")).to_be_visible()
    page.reload()
    assert page.locator("#digital_objects-group .inline-related.has_original").count() == before
