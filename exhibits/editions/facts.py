"""What an edition holds beside its pages: for feeds, harvesters, IIIF and permanent addresses."""

from collections.abc import Iterator
from typing import Any

from archive.models import open_now
from exhibits.composition.working_copy import WorkingCopy
from exhibits.models import Essay, Exhibit, Exhibition, Panel, Section
from translations.texts import LANGUAGES, NO_TEXT, Text, exact, reading_order

Facts = dict[str, Any]
SOURCE = "source"


def texts(obj: object, field: str) -> dict[str, str]:
    """A field in the languages in which it is written; under ``source`` the object's language."""
    found = {code: text for code in LANGUAGES if (text := exact(obj, field, code))}
    return {SOURCE: obj.source_language, **found}


def text_from(written: dict[str, str], language: str) -> Text:
    """What a reader of a language gets of such texts."""
    for code in reading_order(written.get(SOURCE, language), language):
        if value := written.get(code):
            return Text(value, code)
    return NO_TEXT


def exhibition_facts(exhibition: Exhibition, copy: WorkingCopy) -> Facts:
    """Titles per language, and the tree of sections with the items that each shows itself."""
    shown = items_by_section(exhibition)
    return {
        "uuid": str(exhibition.uuid),
        "title": texts(exhibition, "title"),
        "summary": texts(exhibition, "summary"),
        "sections": [section_facts(section, shown) for section in copy.walk()],
        "essays": [essay_facts(essay) for essay in copy.essays],
        "cover": cover_facts(exhibition),
    }


def section_facts(section: Section, shown: dict[int, list[int]]) -> Facts:
    return {
        "key": section.pk,
        "slug": section.slug,
        "parent": section.parent_id,
        "has_page": section.has_page,
        "title": texts(section, "title"),
        "items": list(dict.fromkeys(shown.get(section.pk, ()))),
    }


def essay_facts(essay: Essay) -> Facts:
    return {"key": essay.pk, "slug": essay.slug, "title": texts(essay, "title")}


def cover_facts(exhibition: Exhibition) -> int | None:
    """The key of the digital object on the cover, where readers see it."""
    cover = exhibition.cover
    return cover.pk if cover and cover.item.is_open else None


def items_by_section(exhibition: Exhibition) -> dict[int, list[int]]:
    rows = (
        Exhibit.objects.filter(open_now("item__"), panel__section__exhibition=exhibition)
        .order_by("panel__order", "panel_id", "order", "id")
        .values_list("panel__section_id", "item_id")
    )
    found: dict[int, list[int]] = {}
    for section, item in rows:
        found.setdefault(section, []).append(item)
    return found


def panel_facts(panel: Panel) -> Facts:
    """For a panel that was read with its exhibits and names."""
    return {
        "title": texts(panel, "title"),
        "date": panel.date,
        "section": panel.section_id,
        "items": [[e.item_id, str(e.item.uuid)] for e in panel.exhibits.all()],
        "names": [link.name_id for link in panel.name_links.all()],
    }


def panels_in_order(copy: WorkingCopy) -> Iterator[tuple[Section, Panel]]:
    """Every panel with the section on whose page it stands, in reading order."""
    for page in copy.pages():
        on_page = list(copy.on_page(page))
        rows = copy.panels(on_page)
        for section in on_page:
            for panel in rows[section.pk]:
                yield page, panel


def lineage(facts: Facts, key: int) -> list[Facts]:
    """Sections from the chapter down to one, from an edition's facts."""
    by_key = {section["key"]: section for section in facts["sections"]}
    chain: list[Facts] = []
    while key in by_key:
        chain.insert(0, by_key[key])
        key = by_key[key]["parent"]
    return chain
