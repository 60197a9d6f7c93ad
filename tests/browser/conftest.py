"""A running site, a walk along its pages, and a browser.

All of these live as long as this package: Playwright keeps an event loop running, and Django
refuses the database to other tests while there is one.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect, sync_playwright

from tests.browser.server import Server
from tests.browser.tools import BROWSERS, program
from tests.browser.walk import Document, walk

LOCALES = {"en": "en-GB", "ja": "ja-JP", "mn": "mn-MN"}
PATIENCE = 15_000  # milliseconds; a machine may have other work as well
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A test must not wait for another host, even when a page asks for one.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="package")
def site(tmp_path_factory) -> Iterator[Server]:
    """The site with its demonstration, as ``make run`` starts it."""
    server = Server(tmp_path_factory.mktemp("site"))
    try:
        yield server.wait()
    finally:
        server.stop()


@pytest.fixture(scope="package")
def documents(site) -> dict[str, Document]:
    """Every public page by its path."""
    return walk(site.url)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(*BROWSERS), args=FLAGS)
        yield chromium
        chromium.close()


class Visit(Page):
    """For annotations: a page with ``troubles``, what its console and its requests showed."""

    troubles: list[str]


def watched(page: Page, home: str) -> Page:
    """The page, noting errors, security policy violations, failures and foreign requests."""
    page.troubles = troubles = []

    def asked(request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            troubles.append(f"asked another host: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            troubles.append(f"{response.status}: {response.url}")

    def said(message) -> None:
        # A page that is missing says so in the console too; that is no trouble.
        if message.type in ("error", "warning") and "status of 404" not in message.text:
            troubles.append(f"{message.type}: {message.text}")

    page.on("request", asked)
    page.on("response", answered)
    page.on("console", said)
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    return page


@pytest.fixture
def visit(site, browser) -> Iterator[Callable[..., Page]]:
    """``visit("/ja/", width=360, dark=True)`` opens a page as a reader with nothing stored.

    Other keywords go to the browser's context: ``java_script_enabled``, ``storage_state`` ….
    """
    opened: list[BrowserContext] = []

    def open_page(path: str, width: int = 1280, dark: bool = False, **options) -> Page:
        options.setdefault("locale", LOCALES.get(path[1:3], "en-GB"))
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            **options,
        )
        opened.append(context)
        page = watched(context.new_page(), site.url)
        page.goto(path)
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture(scope="package")
def staff(site, browser) -> Callable[[str], dict]:
    """``staff("curator")``: what a browser stores of somebody who has logged in by the form."""
    known: dict[str, dict] = {}

    def log_in(name: str) -> dict:
        if name not in known:
            context = browser.new_context(base_url=site.url, locale="en-GB")
            page = context.new_page()
            page.goto("/admin/login/")
            page.fill("#id_username", name)
            page.fill("#id_password", name)
            page.locator("#login-form [type=submit]").click()
            page.wait_for_selector("#user-tools")
            known[name] = context.storage_state()
            context.close()
        return known[name]

    return log_in
