"""Every public page is correct HTML, by the judgement of the Nu HTML checker."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.tools import vnu_command
from tests.browser.walk import Document

pytestmark = pytest.mark.browser


def check(files: list[Path]) -> list[dict]:
    """The checker's errors in these files: ``url``, ``lastLine``, ``message``, ``extract``."""
    done = subprocess.run(
        [*vnu_command(), *map(str, files)], capture_output=True, check=True, text=True, timeout=300
    )
    return json.loads(done.stdout)["messages"]


def kept(folder: Path, documents: list[Document]) -> dict[str, Document]:
    """Write pages as files; returns them by file name."""
    names = {}
    for number, document in enumerate(documents):
        name = f"{number}.html"
        (folder / name).write_text(document.source, encoding="utf-8")
        names[name] = document
    return names


def test_the_checker_sees_errors(tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><div id=a></div><b id=a></b>")
    assert len(check([page])) >= 1


def test_every_public_page_is_correct_html(documents, tmp_path):
    pages = kept(tmp_path, list(documents.values()))
    errors = {
        f"{pages[Path(e['url']).name].path}: {e['message']} – {e.get('extract', '').strip()!r}"
        for e in check([tmp_path / name for name in pages])
    }
    assert len(pages) > 100
    assert not errors, "\n".join(sorted(errors)[:40])


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
def test_pages_say_their_language(documents, language):
    """No link leads to a page that is missing, and each page names the language of its chrome."""
    ours = [d for path, d in documents.items() if path.startswith(f"/{language}/")]
    assert {d.tree.get("lang") for d in ours} == {language}
    assert {d.path for d in ours if d.status != 200} == {f"/{language}/nowhere/"}
