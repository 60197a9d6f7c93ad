"""At the translators' desk: three people at once, the whole way of a text, a closed tab."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import SCREENS, violations

pytestmark = pytest.mark.browser
PATIENCE = 15_000  # milliseconds
# What stands on the buttons of the flow, in the languages in which it is walked.
WORDS = {
    "ja": {
        "save": "下書きを保存",
        "submit": "確認に出す",
        "back": "差し戻す",
        "approve": "承認",
        "draft": "下書き",
        "outdated": "原文に変更あり",
        "in review": "確認中",
        "approved": "承認済み",
        "as visitors": "来館者に見えるページ",
        "open page": "ページを開く",
    },
    "mn": {
        "save": "Ноорог хадгалах",
        "submit": "Хянуулахаар илгээх",
        "back": "Буцаах",
        "approve": "Батлах",
        "draft": "ноорог",
        "outdated": "хуучирсан",
        "in review": "хянаж байна",
        "approved": "батлагдсан",
        "as visitors": "Үзэгчид харагдах хуудас",
        "open page": "Хуудсыг нээх",
    },
}
LOCALES = {"en": "en-GB", "ja": "ja-JP", "mn": "mn-MN"}


@pytest.fixture
def person(visit, staff):
    """``person("curator", "/admin/")``: a browser of somebody, in a language."""

    def open_page(name: str, path: str, language: str = "en", **options) -> Page:
        expect.set_options(timeout=PATIENCE)
        options |= {"storage_state": staff(name), "locale": LOCALES[language]}
        page = visit(path, **options)
        page.set_default_timeout(PATIENCE)
        return page

    return open_page


def find(page: Page, title: str) -> str:
    """The number of a panel, by searching for it in the admin."""
    page.goto(f"/admin/exhibits/panel/?q={title}")
    page.locator("#result_list").get_by_role("link", name=title, exact=True).click()
    page.wait_for_url(re.compile(r"/panel/\d+/"))
    return re.search(r"/panel/(\d+)/", page.url)[1]


def desk(number: str, language: str) -> str:
    return f"/translate/desk/exhibits.panel/{number}/{language}/"


def title_field(page: Page):
    return pane(page).locator("textarea[name^='text-']")


def pane(page: Page):
    return page.locator(".pane").first


def retitle(page: Page, title: str) -> None:
    """Change the source in the admin."""
    page.get_by_label(re.compile("^Title:?$")).fill(title)
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist .success").wait_for()


def troubles(page: Page) -> list[str]:
    """What a page complained of, apart from the conflict that it shows."""
    return [trouble for trouble in page.troubles if "status of 409" not in trouble]


def test_three_people_at_once_lose_nothing_and_are_told(person):
    curator = person("curator", "/admin/")
    number = find(curator, "Peace and prosperity")
    one, two = person("translator-ja", desk(number, "ja")), person("publisher", desk(number, "ja"))
    mongolian = person("translator-mn", desk(number, "mn"))

    title_field(one).fill("平和と繁栄の海")
    title_field(two).fill("平和と豊かさ")
    title_field(mongolian).fill("Энх тайван, цэцэглэлт")
    retitle(curator, "Peace and prosperity, 2022")

    # The first is told that the source was changed, and sees what is new in it.
    one.get_by_role("button", name="Save draft").click()
    expect(one.locator(".messagelist .warning")).to_contain_text("while you were writing")
    expect(pane(one).locator(".source-news ins")).to_contain_text(", 2022")
    expect(title_field(one)).to_have_value("平和と繁栄の海")

    # The second typed into the same text: both are shown, and one chooses.
    title_field(two).press("End")
    two.keyboard.type("へ")
    expect(pane(two).locator("[data-news]")).to_contain_text("has changed this text meanwhile")
    two.get_by_role("button", name="Save draft").click()
    expect(pane(two).get_by_role("alert").first).to_contain_text("translator-ja has changed")
    expect(pane(two).locator("[data-theirs]")).to_have_text("平和と繁栄の海")
    expect(title_field(two)).to_have_value("平和と豊かさへ")
    two.get_by_label("Mine, as it stands").check()
    two.get_by_role("button", name="Save draft").click()
    expect(two.locator(".messagelist .success")).to_contain_text("1 text was saved")
    expect(title_field(two)).to_have_value("平和と豊かさへ")

    # Another language of the same object is in nobody's way.
    mongolian.get_by_role("button", name="Save draft").click()
    expect(mongolian.locator(".messagelist .success")).to_contain_text("1 text was saved")
    one.goto(desk(number, "mn"))
    expect(pane(one).locator(".target .wording")).to_have_text("Энх тайван, цэцэглэлт")

    # And the first finds both texts in the history.
    one.goto(desk(number, "ja"))
    pane(one).get_by_role("link", name="History").click()
    expect(one.locator(".steps > li")).to_have_count(3)
    assert not [t for page in (curator, one, two, mongolian) for t in troubles(page)]


@pytest.mark.parametrize(
    ("language", "panel", "source", "first", "second"),
    [
        (
            "ja",
            "The agreement is signed",
            "The agreement is signed in 1977",
            "1977年に協定署名",
            "協定の署名（1977年）",
        ),
        (
            "mn",
            "Equipment for water and for medicine",
            "Equipment for water and medicine in 2004",
            "2004 онд ус, эмнэлгийн тоног төхөөрөмж",
            "Ус, эрүүл мэндийн тоног төхөөрөмж (2004)",
        ),
    ],
)
def test_the_whole_way_of_a_text(person, language, panel, source, first, second):
    words, expected = WORDS[language], expect
    curator = person("curator", "/admin/")
    number = find(curator, panel)
    retitle(curator, source)

    translator = person(f"translator-{language}", desk(number, language), language)
    expected(pane(translator).locator(".is-outdated")).to_have_text(words["outdated"])
    expected(pane(translator).locator(".source-news ins")).to_be_visible()
    title_field(translator).fill(first)
    translator.locator(".work-bar").get_by_role("button", name=words["submit"]).click()
    expected(pane(translator).locator(".unit-state")).to_have_text([words["in review"]])

    reviewer = person("reviewer", desk(number, language), language)
    pane(reviewer).locator(".send-back summary").click()
    reviewer.locator("[name^='note-']").first.fill("@translator-ja 1: 「…」")
    pane(reviewer).get_by_role("button", name=words["back"]).click()
    expected(pane(reviewer).locator(".unit-state")).to_have_text([words["draft"]])

    translator.reload()
    expected(pane(translator).locator(".comments .said")).to_have_text("@translator-ja 1: 「…」")
    title_field(translator).fill(second)
    translator.keyboard.press("Control+Enter")
    expected(pane(translator).locator(".unit-state")).to_have_text([words["in review"]])

    reviewer.reload()
    pane(reviewer).get_by_role("button", name=words["approve"], exact=True).click()
    expected(pane(reviewer).locator(".unit-state")).to_have_text([words["approved"]])
    reviewer.wait_for_load_state()  # with the script that shows the page when it is unfolded
    reviewer.get_by_text(words["as visitors"]).click()
    expected(
        reviewer.frame_locator(".as-visitors iframe").get_by_role("heading", name=second)
    ).to_be_visible()
    reviewer.get_by_role("link", name=words["open page"]).click()
    expected(reviewer.get_by_role("heading", name=second)).to_be_visible()
    assert not [t for page in (curator, translator, reviewer) for t in troubles(page)]


def test_a_closed_tab_loses_nothing(person):
    number = find(person("curator", "/admin/"), "What aid is for")
    page = person("translator-ja", desk(number, "ja"))
    title_field(page).fill("援助は何のために")
    page.close(run_before_unload=True)  # at once, before the pause after typing has passed

    again = person("translator-ja", desk(number, "ja"))
    # What the tab has sent on closing may come to the server later than the next page is asked for.
    until = time.monotonic() + PATIENCE / 1000
    while not again.locator(".draft-note").count() and time.monotonic() < until:
        again.goto(desk(number, "ja"))
    expect(title_field(again)).to_have_value("援助は何のために")
    expect(pane(again).locator(".draft-note")).to_contain_text("your private draft")
    pane(again).get_by_role("button", name="Discard the draft").click()
    expect(title_field(again)).to_have_value("援助の目的")
    assert not troubles(again)


def test_keys_and_letters(person):
    number = find(person("curator", "/admin/"), "What aid is for")
    page = person("translator-mn", desk(number, "mn"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Use shortcuts of a single key").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.keyboard.press("Alt+ArrowDown")
    expect(title_field(page)).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+Shift+Digit1")
    page.keyboard.type("?")
    expect(title_field(page)).to_have_value("ө?")
    expect(pane(page).locator("[data-count]")).to_have_text("2 characters, 1 words")

    editor = page.locator(".pane:has(.ProseMirror)").first
    editor.locator(".ProseMirror").click()
    page.keyboard.press("Control+a")
    editor.get_by_role("button", name="₮").click()
    expect(editor.locator(".ProseMirror")).to_have_text("₮")
    expect(editor.locator("textarea[name^='text-']")).to_have_value("<p>₮</p>")
    page.keyboard.press("Alt+c")
    source = editor.locator("[data-source]").inner_text()
    expect(editor.locator(".ProseMirror")).to_contain_text(source[:40])
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_contain_text("2 texts were saved")
    expect(editor.locator(".ProseMirror")).to_be_focused()  # the caret is where it was
    assert not troubles(page)


def test_without_javascript(person):
    number = find(person("curator", "/admin/"), "Trade, and a table without figures")
    page = person("translator-ja", desk(number, "ja"), java_script_enabled=False)
    title_field(page).fill("貿易――数字のない表、その二")
    page.get_by_role("button", name="Save draft").last.click()
    expect(page.locator(".messagelist .success")).to_contain_text("1 text was saved")
    pane(page).get_by_text("Comments").click()
    pane(page).locator("textarea[name^='comment-']").fill("@reviewer お願いします。")
    pane(page).get_by_role("button", name="Comment", exact=True).click()
    expect(pane(page).locator(".comments .said")).to_have_text("@reviewer お願いします。")
    assert not troubles(page)


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("language", ["en", "ja", "mn"])
def test_nothing_stands_outside_of_the_page(person, width, language):
    page = person("reviewer", "/translate/desk/exhibits.panel/1/ja/", language, width=width)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


@pytest.fixture(scope="module")
def busy_desk(site, browser, staff) -> str:
    """The number of a panel that is outdated in Japanese, commented on, and was sent back."""
    context = browser.new_context(base_url=site.url, storage_state=staff("publisher"))
    page = context.new_page()
    number = find(page, "Three ways to write an address")
    retitle(page, "Three ways of writing an address")
    page.goto(desk(number, "ja"))
    pane(page).locator(".comments summary").click()
    pane(page).locator("textarea[name^='comment-']").fill("@reviewer 「宛名」でよいですか。")
    with page.expect_navigation():  # with the script that notices what is typed
        pane(page).get_by_role("button", name="Comment", exact=True).click()
    title_field(page).fill("宛名の書き方")
    page.locator("[data-private]", has_text="Saved privately").wait_for()
    context.close()
    return number


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_at_the_desk(person, busy_desk, screen, language):
    page = person("publisher", f"{desk(busy_desk, 'ja')}?third=mn", language, **SCREENS[screen])
    history = pane(page).locator(".pane-state a").get_attribute("href")
    found = violations(page)
    page.locator("[data-shortcuts]").click()
    found += violations(page)
    for path in (history, desk(busy_desk, "mn").replace("/mn/", "/source-language/")):
        page.goto(path)
        found += violations(page)
    assert not found, "\n".join(found)
