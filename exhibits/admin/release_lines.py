"""What the pages of the release desk show: plain structures for templates."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override

from exhibits.editions.freezing import is_released
from exhibits.editions.standing import Edited, edited_since, panel_count
from exhibits.models import Edition, Exhibition
from exhibits.readiness.findings import Group
from exhibits.readiness.kinds import KINDS, Kind
from exhibits.readiness.report import Readiness
from translations.texts import LANGUAGES, NAMES

MOST_COMPARED = 150  # panels: composing more takes longer than one waits for a page


def desk_url(exhibition: Exhibition, page: str = "release", *args: int) -> str:
    return reverse(f"admin:exhibits_exhibition_{page}", args=[exhibition.pk, *args])


def compare_url(exhibition: Exhibition) -> str:
    """Of the pages that show what differs, in words and pictures."""
    return f"{reverse('admin:exhibits_exhibition_changelist')}{exhibition.pk}/compare/"


@dataclass(frozen=True, slots=True)
class Cell:
    language: str
    count: int
    url: str
    blocking: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of finding with its number in each language; ``cells`` begin with no language."""

    kind: Kind
    blocking: bool
    cells: tuple[Cell, ...]


def table(exhibition: Exhibition, readiness: Readiness) -> list[Row]:
    by_kind: dict[str, list[Group]] = {}
    for group in readiness.groups:
        by_kind.setdefault(group.kind.name, []).append(group)
    return [row(exhibition, KINDS[name], groups) for name, groups in by_kind.items()]


def row(exhibition: Exhibition, kind: Kind, groups: list[Group]) -> Row:
    found = {group.language: group for group in groups}
    cells = tuple(cell(exhibition, code, found.get(code)) for code in ("", *LANGUAGES))
    return Row(kind, any(group.blocking for group in groups), cells)


def cell(exhibition: Exhibition, language: str, group: Group | None) -> Cell:
    if group is None:
        return Cell(language, 0, "", False)
    return Cell(language, group.count, findings_url(exhibition, group), group.blocking)


def findings_url(exhibition: Exhibition, group: Group) -> str:
    asked = {"kind": group.kind.name} | ({"language": group.language} if group.language else {})
    return f"{desk_url(exhibition, 'findings')}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Change:
    """What stands between the working copy and its next edition.

    ``is_same``: nothing; None where it was not compared, because that takes long.
    """

    edited: Edited
    is_same: bool | None


def change_since(exhibition: Exhibition, edition: Edition) -> Change:
    """What somebody has saved tells at once; only where nobody has is all of it compared."""
    edited = edited_since(exhibition, edition)
    if edited or panel_count(exhibition) > MOST_COMPARED:
        return Change(edited, False if edited else None)
    return Change(edited, is_released(exhibition, edition))


@dataclass(frozen=True, slots=True)
class PageLink:
    language: str
    name: str
    url: str


def links_of(edition: Edition, *, is_current: bool) -> list[PageLink]:
    """The edition's entrance in each of its languages."""
    found = []
    for code in edition.languages:
        with override(code):
            url = edition.get_current_url() if is_current else edition.get_absolute_url()
        found.append(PageLink(code, NAMES.get(code, code), url))
    return found
