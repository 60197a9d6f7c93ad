"""What the documentation says about files, commands and roles is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from exhibits.roles import GLOSSARY, PARTS, PEOPLE, ROLES
from translations.texts import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
OURS = {"archive", "exhibits", "search", "translations"}
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^(?: {4}.*|```.*?^```)$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
ELSEWHERE = ("http://", "https://", "mailto:")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def links(text: str) -> Iterator[str]:
    """Targets of links to other files; what stands in code is no link."""
    for target in LINK.findall(CODE.sub("", text)):
        path = target.partition("#")[0]
        if path and not target.startswith(ELSEWHERE):
            yield path


def dead_links(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [path for path in links(text) if not (page.parent / path).exists()]


def rows(page: str, below: str = "") -> dict[str, list[str]]:
    """The rows of a table whose first cell is in backticks, from a heading to the next one."""
    text = (ROOT / "docs/reference" / page).read_text(encoding="utf-8")
    part = text.partition(f"## {below}\n")[2].partition("\n## ")[0] if below else text
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| `")]
    return {cells[0].strip("` "): [cell.strip() for cell in cells[1:]] for cells in lines}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_file(page):
    assert dead_links(page) == []


def test_every_page_is_in_the_index():
    index = ROOT / "docs/index.md"
    listed = {(index.parent / path).resolve() for path in links(index.read_text(encoding="utf-8"))}
    assert {page for page in PAGES if page.is_relative_to(index.parent)} - {index} == listed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md)", ["b.md"]),
        ("![a](b/c.webp) and [d](../e.md#part)", ["b/c.webp", "../e.md"]),
        ("[a](https://example.org/) [b](#part) [c](mailto:a@example.org)", []),
        ("`[a](b.md)`\n\n    [c](d.md)\n", []),
    ],
)
def test_what_counts_as_a_link(text, found):
    assert list(links(text)) == found


def test_the_commands_are_those_that_exist():
    existing = {name for name, app in get_commands().items() if app in OURS}
    assert set(rows("commands.md", "manage.py")) == existing


def test_the_make_commands_are_those_that_exist():
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))) - {"help"}
    assert set(rows("commands.md", "make")) == {f"make {name}" for name in targets}


def may(role: str, word: str) -> bool:
    """Whether the role has a permission for every part of exhibitions and archive."""
    parts = {f"{app}.{word}_{model}" for app, models in PARTS.items() for model in models}
    return parts | {f"exhibits.{word}_exhibition"} <= ROLES[role]


def summary(role: str) -> list[str]:
    """What describes a role: sees, edits, translates into, reviews, keeps terms, publishes, and
    manages people."""
    languages, reviews = (
        ", ".join(c for c in LANGUAGES if f"translations.{word}_{c}" in ROLES[role]) or "no"
        for word in ("translate", "review")
    )
    edits = all(may(role, word) for word in ("add", "change", "delete"))
    publishes = "exhibits.publish_exhibition" in ROLES[role]
    flags = {True: "yes", False: "no"}
    terms = flags[ROLES[role] >= GLOSSARY]
    return [
        *(flags[may(role, "view")], flags[edits]),
        *(languages, reviews, terms, flags[publishes], flags[ROLES[role] >= PEOPLE]),
    ]


def test_the_roles_are_as_described():
    found = rows("roles.md")
    assert {role: found[role] for role in ROLES} == {role: summary(role) for role in ROLES}


def test_no_role_may_more_than_the_columns_say():
    described = re.compile(
        r"(exhibits|archive)\.(view|add|change|delete)_\w+"
        r"|exhibits\.publish_exhibition|translations\.(translate|review)_\w+"
        r"|translations\.(view|add|change|delete)_(term|termform)"
    )
    assert not [code for codes in ROLES.values() for code in codes if not described.fullmatch(code)]
