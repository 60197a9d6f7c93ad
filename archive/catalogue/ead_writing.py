"""EAD3: one finding aid for an item and all that lies below it, in all languages."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from django.utils import timezone
from lxml import etree

from archive.catalogue.ead import (
    AGENT,
    EAD3,
    ELEMENTS,
    FACTS,
    LEVELS,
    SCRIPTS,
    TAG_OF,
    THREE_LETTERS,
)
from archive.catalogue.kinds import AT_ONCE, exported_id
from archive.models import ArchivalItem, Role
from translations.texts import LANGUAGES, column

_NORMAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?", re.ASCII)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(item: ArchivalItem, target: BinaryIO, *, languages: tuple[str, ...] = LANGUAGES) -> int:
    """Write the finding aid; the number of items in it. Characters unknown to XML are left out."""
    with etree.xmlfile(target, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("ead", nsmap={None: EAD3}):
            file.write(control(item, languages))
            return write_branch(file, item, languages)


def write_branch(file, top: ArchivalItem, languages: tuple[str, ...]) -> int:
    """Every item once, what lies in it inside; few of them in memory at a time."""
    count = 0
    opened: list[ExitStack] = []
    for depth, item in in_reading_order(top):
        while len(opened) > depth:
            opened.pop().close()
        opened.append(ExitStack())
        opened[-1].enter_context(file.element("c" if depth else "archdesc", level_of(item)))
        for part in description(item, languages):
            file.write(part)
        if not depth:
            opened[-1].enter_context(file.element("dsc", {"dsctype": "combined"}))
        count += 1
    while opened:
        opened.pop().close()
    return count


def in_reading_order(top: ArchivalItem) -> Iterator[tuple[int, ArchivalItem]]:
    """The item and all below it, with their depth; siblings in their order."""
    below = defaultdict(list)
    rows = ArchivalItem.objects.below(top).order_by("order", "code_sort", "id")
    for key, parent in rows.values_list("pk", "parent_id"):
        below[parent].append(key)
    order, stack = [], [(0, top.pk)]
    while stack:
        depth, key = stack.pop()
        order.append((depth, key))
        stack += [(depth + 1, child) for child in reversed(below[key])]
    for start in range(0, len(order), AT_ONCE):
        some = order[start : start + AT_ONCE]
        found = ArchivalItem.objects.select_related("repository")
        found = found.prefetch_related("name_links__name", "former_codes")
        items = found.in_bulk([key for _depth, key in some])
        yield from ((depth, items[key]) for depth, key in some)


def element(tag: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.Element(f"{{{EAD3}}}{tag}", {k: v for k, v in attributes.items() if v})
    made.text = _ILLEGAL.sub("", text) or None
    return made


def holding(tag: str, *children: etree._Element, **attributes: str) -> etree._Element:
    made = element(tag, **attributes)
    made.extend(children)
    return made


def in_languages(obj, field: str, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Code (ISO 639-2/B) and text, the language in which it was written first."""
    for code in dict.fromkeys((obj.source_language, *languages)):
        text = getattr(obj, column(field, code)) or ""
        if code in languages and text.strip():
            yield THREE_LETTERS[code], text


def level_of(item: ArchivalItem) -> dict[str, str]:
    audience = {"audience": "external" if item.is_public else "internal"}
    if item.level in LEVELS:
        return {"level": item.level, **audience}
    return {"level": "otherlevel", "otherlevel": item.level, **audience}


def control(item: ArchivalItem, languages: tuple[str, ...]) -> etree._Element:
    """The least that EAD3 asks for about the finding aid itself."""
    titles = [
        element("titleproper", text, lang=lang)
        for lang, text in in_languages(item, "title", languages)
    ] or [element("titleproper", exported_id(item))]
    names = [text for _lang, text in in_languages(item.repository, "name", LANGUAGES)]
    now = timezone.now().isoformat(timespec="seconds")
    event = holding(
        "maintenanceevent",
        element("eventtype", value="derived"),
        element("eventdatetime", standarddatetime=now),
        element("agenttype", value="machine"),
        element("agent", AGENT),
    )
    return holding(
        "control",
        element("recordid", exported_id(item)),
        holding("filedesc", holding("titlestmt", *titles)),
        element("maintenancestatus", value="derived"),
        holding(
            "maintenanceagency",
            *([element("agencycode", item.repository.isil)] if item.repository.isil else []),
            element("agencyname", (names or [exported_id(item.repository)])[0]),
            countrycode=item.repository.country,
        ),
        *(
            holding(
                "languagedeclaration",
                element("language", langcode=THREE_LETTERS[code]),
                element("script", scriptcode=SCRIPTS[code]),
            )
            for code in languages
        ),
        holding("maintenancehistory", event),
        countryencoding="iso3166-1",
        dateencoding="iso8601",
        langencoding="iso639-2b",
        scriptencoding="iso15924",
        repositoryencoding="iso15511",
    )


def description(item: ArchivalItem, languages: tuple[str, ...]) -> Iterator[etree._Element]:
    yield did(item, languages)
    for field, (tag, localtype) in ELEMENTS.items():
        for lang, text in in_languages(item, field, languages):
            yield holding(tag, element("p", text), lang=lang, localtype=localtype)
    for field, (tag, localtype) in FACTS.items():
        if (value := getattr(item, field)) and str(value) != "left-to-right":
            yield holding(tag, element("p", str(value)), localtype=localtype)
    others = [link for link in links(item) if not is_creator(link)]
    kind = holding("genreform", element("part", item.material_type), source=AGENT.lower())
    yield holding("controlaccess", *(name(link, languages) for link in others), kind)


def did(item: ArchivalItem, languages: tuple[str, ...]) -> etree._Element:
    parts = [element("unitid", item.reference_code, identifier=exported_id(item))]
    parts += [
        element("unitid", former.code, localtype="former") for former in item.former_codes.all()
    ]
    parts += [
        element("unittitle", text, lang=lang)
        for lang, text in in_languages(item, "title", languages)
    ]
    if item.date:
        normal = item.date if _NORMAL.fullmatch(item.date) else ""
        parts.append(element("unitdate", item.date, datechar="edtf", normal=normal))
    if item.date_as_written:
        parts.append(element("unitdate", item.date_as_written, datechar="written"))
    parts += [
        element("physdesc", text, lang=lang)
        for lang, text in in_languages(item, "extent", languages)
    ]
    if item.languages_of_material:
        spoken = [
            element("language", code, langcode=THREE_LETTERS.get(code[:2], ""))
            for code in item.languages_of_material
        ]
        parts.append(holding("langmaterial", *spoken))
    if creators := [link for link in links(item) if is_creator(link)]:
        parts.append(holding("origination", *(name(link, languages) for link in creators)))
    parts.append(holder(item))
    return holding("did", *parts)


def holder(item: ArchivalItem) -> etree._Element:
    forms = [
        element("part", text, lang=lang)
        for lang, text in in_languages(item.repository, "name", LANGUAGES)
    ] or [element("part", exported_id(item.repository))]
    return holding(
        "repository", holding("corpname", *forms, identifier=exported_id(item.repository))
    )


def links(item: ArchivalItem) -> list:
    return sorted(item.name_links.all(), key=lambda link: (link.order, link.pk))


def is_creator(link) -> bool:
    return link.role == Role.CREATOR and TAG_OF[link.name.kind] not in ("geogname", "subject")


def name(link, languages: tuple[str, ...]) -> etree._Element:
    forms = [
        element("part", text, lang=lang)
        for lang, text in in_languages(link.name, "name", languages)
    ] or [element("part", exported_id(link.name))]
    identifier = exported_id(link.name)
    return holding(TAG_OF[link.name.kind], *forms, identifier=identifier, relator=str(link.role))
