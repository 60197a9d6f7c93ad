"""A part of an exhibition as the page of differences shows it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.display import PictureView
from exhibits.editions.differences import ALL, Change, Differences, PartDifference
from exhibits.editions.parts import Key, Kind
from exhibits.editions.wordings import exhibits_of
from exhibits.models import Dataset, Essay, Exhibit, Exhibition, Panel, Section
from exhibits.previews.addresses import WORKING_COPY, preview_path
from translations.texts import IN_WORDS
from translations.units.difference import Piece

MARKS = {
    "changed": pgettext_lazy("what became of a part", "changed"),
    "moved": pgettext_lazy("what became of a part", "moved"),
    "added": pgettext_lazy("what became of a part", "added"),
    "removed": pgettext_lazy("what became of a part", "removed"),
}
KINDS = {
    Kind.FRONT: _("Front page"),
    Kind.SECTION: _("Chapters and sections"),
    Kind.PANEL: _("Panels"),
    Kind.ESSAY: _("Essays"),
}
KIND = {
    Kind.FRONT: _("front page"),
    Kind.SECTION: Section._meta.verbose_name,
    Kind.PANEL: Panel._meta.verbose_name,
    Kind.ESSAY: Essay._meta.verbose_name,
}
OWN_WORDS = {
    "alt": _("alternative text"),
    "citation": pgettext_lazy("field", "citation"),
    "item_title": _("title of the item"),
    "document": _("document on show"),
    "picture": _("picture"),
    "order": _("order of the documents"),
    "names": _("names"),
    "name": _("name"),
    "figures": _("figures"),
    "dataset_labels": _("labels of the table"),
    "body": _("text"),
}


def words_of(model: type, *names: str) -> dict[str, str]:
    return {name: model._meta.get_field(name).verbose_name for name in names}


FIELDS = {
    **words_of(Exhibition, "title", "subtitle", "summary", "foreword", "credits", "accent", "slug"),
    **words_of(Section, "introduction", "period"),
    **words_of(Panel, "date", "place", "event_text", "record_note", "layout"),
    **words_of(Exhibit, "caption"),
    **words_of(Essay, "authors", "abstract", "keywords"),
    **{f"dataset_{n}": w for n, w in words_of(Dataset, "title", "unit", "source", "note").items()},
    **OWN_WORDS,
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """``language`` is empty where it is the same in all; ``pictures``: the former, the present."""

    label: str
    about: str
    language: str
    language_name: str
    pieces: list[Piece]
    pictures: tuple[PictureView | None, PictureView | None] | None
    colours: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class PartRow:
    title: str
    title_language: str
    kind: str
    marks: list[str]
    former_place: str
    edit_url: str
    preview_url: str
    changes: list[ChangeRow]
    anchor: str


def page_name(key: Key) -> str:
    return f"{key.kind}-{key.of}" if key.of else str(key.kind)


def places_of(exhibition: Exhibition, parts: list[PartDifference]) -> dict[Key, str]:
    """Where each part is edited, of those that are still in the working copy."""
    uuids = [one.key.of for one in parts if one.key.kind == Kind.PANEL]
    panels = Panel.objects.filter(section__exhibition=exhibition, uuid__in=uuids)
    found = {Key(Kind.PANEL, str(uuid)): pk for uuid, pk in panels.values_list("uuid", "pk")}
    for kind, rows in ((Kind.SECTION, exhibition.sections), (Kind.ESSAY, exhibition.essays)):
        wanted = [one.key.of for one in parts if one.key.kind == kind]
        keys = rows.filter(pk__in=wanted).values_list("pk", flat=True) if wanted else ()
        found |= {Key(kind, str(pk)): pk for pk in keys}
    places = {k: reverse(f"admin:exhibits_{k.kind}_change", args=[pk]) for k, pk in found.items()}
    front = reverse("admin:exhibits_exhibition_change", args=[exhibition.pk])
    return {Key(Kind.FRONT): front, **places}


def part_row(one: PartDifference, result: Differences, places: dict[Key, str]) -> PartRow:
    is_here = one.key in places and one.present is not None
    return PartRow(
        title=str(one.title),
        title_language=one.title.language,
        kind=str(KIND[one.key.kind]),
        marks=[str(MARKS[mark]) for mark in one.marks],
        former_place=former_place(one, result),
        edit_url=places.get(one.key, ""),
        preview_url=preview_path(WORKING_COPY, one.present.url) if is_here else "",
        changes=[change_row(one, change) for change in one.changes],
        anchor=page_name(one.key),
    )


def former_place(one: PartDifference, result: Differences) -> str:
    """The section in which something stood that now stands in another."""
    if not (one.is_moved and one.former.above != one.present.above):
        return ""
    above = Key(Kind.SECTION, one.former.above)
    return next((str(part.former.title) for part in result.parts if part.key == above), "")


def change_row(one: PartDifference, change: Change) -> ChangeRow:
    pictures = colours = None
    if change.field.name == "picture":
        pictures = (change.former.picture, change.present.picture)
    if change.field.name == "accent":
        colours = (change.former.text, change.present.text)
    language = change.language
    return ChangeRow(
        label=capfirst(str(FIELDS[change.field.name])),
        about=about(one, change),
        language=language,
        language_name=str(IN_WORDS[language]) if language != ALL else gettext("all languages"),
        pieces=[] if pictures else change.pieces,
        pictures=pictures,
        colours=colours,
    )


def about(one: PartDifference, change: Change) -> str:
    """Of which document or table a field is, in words."""
    key = change.field.about
    if not key or change.field.name in ("name", "document"):
        return ""
    for part in filter(None, (one.present, one.former)):
        if one.key.kind == Kind.PANEL and key in (found := exhibits_of(part.view)):
            return str(found[key].title)
        if one.key.kind == Kind.ESSAY and int(key) <= len(part.view.datasets):
            return str(part.view.datasets[int(key) - 1].title)
    return ""
