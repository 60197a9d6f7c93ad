"""The words of the interface are complete in Japanese and Mongolian."""

import ast
import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((ROOT / "locale").rglob("*.po"))
PLACEHOLDER = re.compile(r"%\([a-zA-Z_]\w*\)[#0\- +]?\d*(?:\.\d+)?[sdifgr]|\{[a-zA-Z_]*\}|%%")
SIGNS = {"ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"), "mn": re.compile(r"[\u0400-\u04ff]")}
every_catalogue = pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT / "locale"))
)


def entries(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def own(code: str, name: str) -> Path:
    return ROOT / "locale" / code / "LC_MESSAGES" / name


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_both_languages_have_the_same_catalogues():
    names = {
        code: {
            str(path.relative_to(ROOT)).replace(f"/{code}/", "/xx/")
            for path in CATALOGUES
            if f"/{code}/" in str(path)
        }
        for code in ("ja", "mn")
    }
    assert names["ja"] == names["mn"] and len(names["ja"]) >= 2


@pytest.mark.parametrize("name", ["django.po", "djangojs.po"])
def test_both_languages_have_the_same_words_of_ours(name):
    """Libraries are another matter: what they leave untranslated differs by language."""
    keys = [
        {(entry.msgctxt, entry.msgid) for entry in entries(own(code, name))}
        for code in ("ja", "mn")
    ]
    assert keys[0] == keys[1]


@every_catalogue
def test_every_entry_is_translated(path):
    found = entries(path)
    assert found
    untranslated = [e.msgid for e in found if not all(text.strip() for text in translations(e))]
    assert untranslated == []


@every_catalogue
def test_nothing_is_fuzzy(path):
    assert [entry.msgid for entry in entries(path) if entry.fuzzy] == []


@every_catalogue
def test_placeholders_agree(path):
    wrong = {
        entry.msgid: text
        for entry in entries(path)
        for text in translations(entry)
        if set(PLACEHOLDER.findall(text))
        != set(PLACEHOLDER.findall(f"{entry.msgid} {entry.msgid_plural}"))
    }
    assert wrong == {}


@every_catalogue
def test_line_breaks_and_spaces_at_the_edges_agree(path):
    def edges(text: str) -> tuple[bool, bool]:
        return text.startswith("\n"), text.endswith("\n")

    wrong = [
        e.msgid for e in entries(path) for text in translations(e) if edges(text) != edges(e.msgid)
    ]
    assert wrong == []


@every_catalogue
def test_markup_agrees(path):
    tag = re.compile(r"</?[a-z]+")
    wrong = [
        entry.msgid
        for entry in entries(path)
        for text in translations(entry)
        if sorted(tag.findall(text)) != sorted(tag.findall(entry.msgid))
    ]
    assert wrong == []


@every_catalogue
def test_a_translation_is_not_english(path):
    """Sentences (three words or more) have letters of the language."""
    code = "ja" if "/ja/" in str(path) else "mn"
    english = [
        entry.msgid
        for entry in entries(path)
        for text in translations(entry)
        if len(entry.msgid.split()) > 2 and not SIGNS[code].search(text)
    ]
    assert english == []


@every_catalogue
def test_plural_forms_are_those_of_the_language(path):
    """Japanese has one form, Mongolian two."""
    code = "ja" if "/ja/" in str(path) else "mn"
    expected = {"ja": 1, "mn": 2}[code]
    forms = {len(entry.msgstr_plural) for entry in entries(path) if entry.msgid_plural}
    assert forms <= {expected}


TAG = re.compile(r"{%\s*translate\s+(?:\"([^\"]+)\"|'([^']+)')(?:\s+context\s+[\"']([^\"']+))?")
CALLS = {"_": 0, "_t": 0, "gettext": 0, "gettext_lazy": 0, "pgettext": 1, "pgettext_lazy": 1}


def in_templates() -> set[tuple[str | None, str]]:
    """Context and words of every ``translate`` tag."""
    return {
        (context or None, double or single)
        for path in (ROOT / "templates").rglob("*.html")
        for double, single, context in TAG.findall(path.read_text(encoding="utf-8"))
    }


def in_modules() -> set[tuple[str | None, str]]:
    """Context and words of every call of gettext with literal words."""
    packages = ("config", "exhibits", "archive", "translations", "search")
    paths = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return {
        found
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (found := words_of(node)) is not None
    }


def words_of(node: ast.AST) -> tuple[str | None, str] | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    place = CALLS.get(node.func.id)
    given = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
    if place is None or len(given) != place + 1:
        return None
    return (given[0] if place else None), given[place]


def test_every_word_of_the_source_is_in_the_catalogue():
    """Ours, or that of a library which has the same words."""
    known = {
        (entry.msgctxt, entry.msgid)
        for path in CATALOGUES
        if "/ja/" in str(path)
        for entry in entries(path)
    }
    used = in_templates() | in_modules()
    assert len(in_templates()) > 50 and len(in_modules()) > 200
    assert sorted(used - known, key=str) == []
