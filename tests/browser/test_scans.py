"""Sending scans in a real browser, with a real worker: progress, failures, and sending again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.archive.scans import new_picture, zip_of

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # milliseconds: the worker has the demonstration's tiles to make as well


@pytest.fixture
def files(tmp_path) -> list[Path]:
    contents = {
        "one.png": new_picture(),
        "batch.zip": zip_of([("2.png", new_picture()), ("3.png", new_picture())]),
        "bad.jpg": b"no picture",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents]


def send(page: Page, files: list[Path]) -> None:
    page.locator("#scans-files").set_input_files(files)
    page.get_by_role("button", name="Send", exact=True).click()


def test_scans_are_sent_watched_and_not_sent_twice(visit, staff, files):
    page = visit("/admin/archive/archivalitem/?digitised=no", storage_state=staff("curator"))
    expect.set_options(timeout=PATIENCE)
    page.locator("#result_list tbody .field-title a").first.click()
    page.get_by_role("link", name="Add scans").click()
    page.wait_for_load_state()  # with the script that sends them
    send(page, files)
    expect(page.locator("#scans-count")).to_contain_text("3 of 3 ready")
    expect(page.locator(".scans-faults")).to_contain_text("bad.jpg: This is not a picture")
    send(page, files[:2])
    expect(page.locator("#scans-sending li").last).to_contain_text("batch.zip: is there already")
    page.get_by_role("link", name="Arrange page images").click()
    expect(page.locator(".page-rows li")).to_have_count(3)
    page.get_by_role("button", name="Move page 3 up").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.troubles == []
