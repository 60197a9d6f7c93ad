"""The working copy as the rows of an edition.

All texts are frozen for readers of every language of the site; languages that were not released
are withheld, so that their readers get the others.
"""

import re
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from exhibits.composition.beside import apart
from exhibits.composition.pages import compose_card
from exhibits.composition.working_copy import WorkingCopy
from exhibits.editions.codec import SCHEMA, dump
from exhibits.editions.contents import WorkingContents
from exhibits.editions.facts import exhibition_facts, panel_facts, panels_in_order
from exhibits.editions.hashing import content_hash, digest
from exhibits.models import (
    Dataset,
    Edition,
    EditionMention,
    EditionPage,
    EditionPanel,
    EditionPicture,
    Essay,
    Exhibit,
    Exhibition,
    Panel,
    Section,
)
from translations.texts import LANGUAGES, withholding

TOLD_HERE = (Exhibition, Section, Panel, Exhibit, Dataset, Essay)
BATCH = 50
IMAGE = re.compile(r'"name":"derivatives/[^/"]+/([^/"]+)/[^/"]+"')
Kind = EditionPage.Kind


def not_released(languages: tuple[str, ...]):
    """While the block lasts, an exhibition's texts in other languages do not exist."""
    withheld = [code for code in LANGUAGES if code not in languages]
    return withholding(withheld, TOLD_HERE)


def freeze(exhibition: Exhibition, languages: tuple[str, ...], **values) -> Edition:
    """Make the next edition of the working copy, whole or not at all."""
    return keep(*unsaved(exhibition, languages, **values))


def is_released(exhibition: Exhibition, edition: Edition) -> bool:
    """Whether an edition says all that the working copy says, in the edition's languages."""
    unchanged = content_hash(*unsaved(exhibition, tuple(edition.languages), schema=SCHEMA))
    return unchanged == edition.content_hash


def unsaved(
    exhibition: Exhibition, languages: tuple[str, ...], **values
) -> tuple[Edition, list[EditionPage], list[EditionPanel]]:
    """What would be frozen now."""
    with not_released(languages):
        contents = WorkingContents(exhibition, languages)
        pages = list(frozen_pages(contents))
        facts = exhibition_facts(exhibition, contents.copy)
        panels = list(frozen_panels(contents.copy))
    values |= {"slug": exhibition.slug, "languages": list(languages), "facts": facts}
    return Edition(exhibition=exhibition, **values), pages, panels


def freeze_again(edition: Edition, **values) -> Edition:
    """The next edition, with the content of an earlier one."""
    again = Edition(
        exhibition=edition.exhibition,
        slug=edition.slug,
        languages=edition.languages,
        facts=edition.facts,
        restores=edition,
        **values,
    )
    return keep(again, copies(edition.pages.all()), copies(edition.panels.all()), edition.schema)


def copies(rows) -> list:
    """The rows once more, not saved."""
    found = list(rows)
    for row in found:
        row.pk, row._state.adding = None, True
    return found


def frozen_pages(contents: WorkingContents) -> Iterator[EditionPage]:
    exhibition = contents.exhibition
    for language in LANGUAGES:
        with translation.override(language):
            card = compose_card(exhibition, language)
        yield page_row(Kind.CARD, "", language, card, exhibition.pk)
        yield page_row(Kind.FRONT, "", language, contents.front(language), exhibition.pk)
        for prefix in ("", apart(language)):
            yield from inner_pages(contents, language, prefix)


def inner_pages(contents: WorkingContents, language: str, prefix: str) -> Iterator[EditionPage]:
    sections = {section.slug: section.pk for section in contents.copy.pages()}
    essays = {essay.slug: essay.pk for essay in contents.copy.essays}
    for number, (slug, page) in enumerate(contents.chapters(language, prefix), 1):
        yield page_row(Kind.SECTION, slug, language, page, sections[slug], number, bool(prefix))
    for number, (slug, page) in enumerate(contents.essays(language, prefix), len(sections) + 1):
        yield page_row(Kind.ESSAY, slug, language, page, essays[slug], number, bool(prefix))


def page_row(
    kind: str,
    slug: str,
    language: str,
    page: object,
    source_key: int,
    order: int = 0,
    apart: bool = False,
) -> EditionPage:
    content = dump(page)
    return EditionPage(
        kind=kind,
        slug=slug,
        language=language,
        apart=apart,
        order=order,
        source_key=source_key,
        content=content,
        digest=digest(content),
    )


def frozen_panels(copy: WorkingCopy) -> Iterator[EditionPanel]:
    for number, (page, panel) in enumerate(panels_in_order(copy)):
        yield EditionPanel(
            uuid=panel.uuid,
            page=page.slug,
            anchor=panel.anchor,
            order=number,
            source_key=panel.pk,
            facts=panel_facts(panel),
        )


def keep(
    edition: Edition, pages: list[EditionPage], panels: list[EditionPanel], schema: int = SCHEMA
) -> Edition:
    """Number and write an edition with all its parts."""
    edition.schema = schema
    edition.content_hash = content_hash(edition, pages, panels)
    with transaction.atomic():
        # Two that freeze at once get different numbers: the second waits for the first.
        Exhibition.objects.select_for_update().get(pk=edition.exhibition_id)
        last = Edition.objects.filter(exhibition=edition.exhibition_id).aggregate(n=Max("number"))
        edition.number = (last["n"] or 0) + 1
        edition.save()
        write(edition, pages, panels)
    return edition


def write(edition: Edition, pages: list[EditionPage], panels: list[EditionPanel]) -> None:
    for row in (*pages, *panels):
        row.edition = edition
    EditionPage.objects.bulk_create(pages, batch_size=BATCH)
    EditionPanel.objects.bulk_create(panels, batch_size=BATCH)
    EditionMention.objects.bulk_create(mentions(panels), batch_size=500)
    EditionPicture.objects.bulk_create(pictures(edition), batch_size=500)


def mentions(panels: list[EditionPanel]) -> Iterator[EditionMention]:
    for panel in panels:
        for key in dict.fromkeys(item for item, _uuid in panel.facts["items"]):
            yield EditionMention(panel=panel, kind="item", key=key)
        for key in dict.fromkeys(panel.facts["names"]):
            yield EditionMention(panel=panel, kind="name", key=key)


def pictures(edition: Edition) -> Iterator[EditionPicture]:
    """Every image on the edition's pages, once; read from one language: they are in all."""
    pages = edition.pages.filter(language=LANGUAGES[0], apart=False).values_list("content")
    images = {image for (content,) in pages.iterator() for image in IMAGE.findall(content)}
    return (EditionPicture(edition=edition, image=image) for image in sorted(images))
