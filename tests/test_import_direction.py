"""The one import line: each package imports only what stands to its right."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINE = ("config", "iiif", "exhibits", "archive", "translations", "search")
# Text in, text out: they must stay usable, and testable, without a database.
PURE = (
    *("archive/dates", "archive/reference_codes.py", "archive/citations.py"),
    *("archive/pictures.py", "archive/picture_errors.py", "archive/picture_worker"),
    *("archive/tiles.py", "exhibits/charts", "archive/description/title_order.py"),
    *("exhibits/contrast.py", "search/analysis.py", "search/stems.py", "search/mongolian.py"),
    *("search/tokens.py", "search/kanji.py", "search/english.py", "search/optional.py"),
    *("search/skeletons.py", "search/transliteration.py", "search/dates.py", "search/codes.py"),
    *("search/documents.py", "search/streams.py", "search/expressions.py", "search/parsing.py"),
    *("search/term.py", "search/term_keys.py", "search/terms.py", "search/snippets.py"),
    *("search/eras.py", "search/kana.py", "search/kanji_slips.py"),
    *("translations/checks/reading", "translations/richtext"),
)


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every absolute import; relative ones stay in their package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, node.module or ""


def wrong_imports(package: str, source: str) -> list[tuple[int, str]]:
    """Imports in a module of ``package`` that point to the left, or to the tests."""
    forbidden = {*LINE[: LINE.index(package)], "tests"}
    return [(line, name) for line, name in imported(source) if name.split(".")[0] in forbidden]


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def pure_modules() -> list[Path]:
    found = [ROOT / name for name in PURE]
    return [
        path for one in found for path in (sorted(one.rglob("*.py")) if one.is_dir() else [one])
    ]


@pytest.mark.parametrize("package", [name for name in LINE if (ROOT / name).is_dir()])
def test_the_line_is_kept(package):
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in modules(package)
        if (wrong := wrong_imports(package, path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize("path", pure_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_pure_modules_know_no_models(path):
    names = {name for _line, name in imported(path.read_text(encoding="utf-8"))}
    assert not {name for name in names if name.startswith("django.db") or ".models" in name}


@pytest.mark.parametrize(
    ("package", "source", "wrong"),
    [
        ("archive", "import exhibits.models", [(1, "exhibits.models")]),
        ("archive", "def f():\n    from config import env", [(2, "config")]),
        ("search", "from translations.texts import Text", [(1, "translations.texts")]),
        ("exhibits", "from tests.make import make_item", [(1, "tests.make")]),
        ("exhibits", "from archive.models import ArchivalItem\nfrom . import views", []),
        ("config", "import exhibits, archive", []),
    ],
)
def test_what_counts_as_wrong(package, source, wrong):
    assert wrong_imports(package, source) == wrong
