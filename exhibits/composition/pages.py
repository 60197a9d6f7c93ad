"""Whole pages. Every function composes for one language and activates it for addresses."""

from collections.abc import Callable, Iterator
from functools import partial

from django.utils import translation

from archive.display import PictureView, picture_view
from exhibits.composition.beside import (
    PageT,
    apart,
    beside_essay,
    beside_section,
    with_second_language,
)
from exhibits.composition.parts import (
    compose_dataset,
    compose_panel,
    label_of,
    rich_text,
    section_link,
)
from exhibits.composition.structures import (
    ContentsEntry,
    EssayPage,
    ExhibitionCard,
    ExhibitionHead,
    ExhibitionPage,
    Link,
    PanelView,
    PlainPage,
    SectionPage,
    SectionView,
)
from exhibits.composition.working_copy import WorkingCopy
from exhibits.contrast import lightened
from exhibits.models import Dataset, Essay, Exhibition, Page, Panel, Section
from translations.richtext import headings
from translations.states import availability, translated_fields
from translations.texts import (
    LANGUAGES,
    Text,
    any_by_machine,
    foreign_languages,
    languages_of,
    text_of,
)


def compose_card(exhibition: Exhibition, language: str) -> ExhibitionCard:
    with translation.override(language):
        return card(exhibition, language)


def card(exhibition: Exhibition, language: str) -> ExhibitionCard:
    texts = {name: text_of(exhibition, name, language) for name in ("title", "subtitle", "summary")}
    return ExhibitionCard(
        **texts,
        url=exhibition.get_absolute_url(),
        cover=cover_view(exhibition, language),
        fallbacks=foreign_languages(language, *texts.values()),
        by_machine=any_by_machine(*texts.values()),
    )


def cover_view(exhibition: Exhibition, language: str) -> PictureView | None:
    """The cover picture, unless its item is not public; needs ``cover__item``."""
    cover = exhibition.cover
    return picture_view(cover, language) if cover and cover.item.is_open else None


def compose_head(exhibition: Exhibition, language: str) -> ExhibitionHead:
    return ExhibitionHead(
        uuid=str(exhibition.uuid),
        slug=exhibition.slug,
        title=text_of(exhibition, "title", language),
        subtitle=text_of(exhibition, "subtitle", language),
        url=exhibition.get_absolute_url(),
        accent=exhibition.accent,
        accent_dark=lightened(exhibition.accent),
    )


def compose_exhibition(exhibition: Exhibition, language: str) -> ExhibitionPage:
    copy = WorkingCopy(exhibition)
    with translation.override(language):
        pages, head = copy.pages(), compose_head(exhibition, language)
        foreword = rich_text(exhibition, "foreword", language, "foreword")
        credits = text_of(exhibition, "credits", language)
        return ExhibitionPage(
            head=head,
            summary=text_of(exhibition, "summary", language),
            foreword=foreword,
            cover=cover_view(exhibition, language),
            contents=compose_contents(copy, language),
            essays=essay_links(copy, language),
            credits=credits,
            start=section_link(pages[0], exhibition.slug, language) if pages else None,
            fallbacks=foreign_languages(language, head.title, head.subtitle, foreword, credits),
            languages=languages_of(exhibition, translated_fields(Exhibition)),
            by_machine=any_by_machine(head.title, head.subtitle, credits),
            availability=availability([exhibition], [*pages, *copy.essays]),
        )


def compose_contents(
    copy: WorkingCopy,
    language: str,
    current: Section | None = None,
    panels: tuple[PanelView, ...] = (),
) -> tuple[ContentsEntry, ...]:
    """The contents as a tree of pages; the current page also lists its panels."""
    open_keys = {section.pk for section in copy.lineage(current)} if current else set()

    def entries(parent: int | None, prefix: str) -> tuple[ContentsEntry, ...]:
        sections = [s for s in copy.children.get(parent, ()) if s.has_page]
        return tuple(entry(s, f"{prefix}{n}") for n, s in enumerate(sections, 1))

    def entry(section: Section, number: str) -> ContentsEntry:
        is_current = current is not None and section.pk == current.pk
        below = entries(section.pk, f"{number}.")
        here = tuple(panel_entry(panel) for panel in panels) if is_current else ()
        link = section_link(section, copy.exhibition.slug, language)
        return ContentsEntry(
            title=link.title,
            url=link.url,
            number=number,
            period=section.display_period(language),
            is_current=is_current,
            is_open=section.pk in open_keys,
            children=here + below,
        )

    return entries(None, "")


def panel_entry(panel: PanelView) -> ContentsEntry:
    return ContentsEntry(label_of(panel), f"#{panel.anchor}", "", "", False, False)


def essay_links(copy: WorkingCopy, language: str) -> tuple[Link, ...]:
    return tuple(essay_link(essay, copy.exhibition, language) for essay in copy.essays)


def essay_link(essay: Essay, exhibition: Exhibition, language: str) -> Link:
    essay.exhibition = exhibition
    return Link(text_of(essay, "title", language), essay.get_absolute_url(), "essay")


def compose_section(
    exhibition: Exhibition, slug: str, language: str, *, beside: str = ""
) -> SectionPage | None:
    """A chapter or a sub-section with a page of its own; ``None`` when there is none.

    ``beside`` is the second language that an address asks for.
    """
    copy = WorkingCopy(exhibition)
    section = next((s for s in copy.pages() if s.slug == slug), None)
    if section is None:
        return None
    with translation.override(language):
        page = section_page(copy, section, language)
    second = partial(composed_apart, section_page, beside, copy, section)
    return with_second_language(page, language, beside, second, beside_section)


def composed_apart(compose: Callable[..., PageT], language: str, *of: object) -> PageT:
    """A page to stand beside that of another language."""
    with translation.override(language):
        return compose(*of, language, apart(language))


def section_page(
    copy: WorkingCopy, section: Section, language: str, apart: str = ""
) -> SectionPage:
    on_page = list(copy.on_page(section))
    rows = copy.panels(on_page)
    ordered = [panel for part in on_page for panel in rows[part.pk]]
    views = {
        panel.pk: compose_panel(panel, language, number=number, total=len(ordered), apart=apart)
        for number, panel in enumerate(ordered, 1)
    }
    by_section = {key: tuple(views[panel.pk] for panel in found) for key, found in rows.items()}
    lineage = copy.lineage(section)
    reading = [*(section_link(s, copy.exhibition.slug, language) for s in copy.pages())]
    reading += essay_links(copy, language)
    head = compose_head(copy.exhibition, language)
    before, after = neighbours(copy.pages().index(section), reading, head)
    return SectionPage(
        head=head,
        trail=tuple(section_link(s, copy.exhibition.slug, language) for s in lineage[:-1]),
        contents=compose_contents(copy, language, section, tuple(views.values())),
        essays=essay_links(copy, language),
        section=section_view(
            copy, section, by_section, language, number_of(copy, lineage), apart=apart
        ),
        previous=before,
        next=after,
        languages=page_languages(on_page, ordered),
        availability=availability(shown_on_page(on_page, ordered)),
    )


def shown_on_page(sections: list[Section], panels: list[Panel]) -> Iterator[object]:
    """Everything on a chapter's page that has texts of its own."""
    yield from sections
    for panel in panels:
        yield panel
        yield from panel.exhibits.all()
        if panel.dataset:
            yield panel.dataset


def page_languages(sections: list[Section], panels: list[Panel]) -> tuple[str, ...]:
    """Languages in which something of the page is written."""
    found = {code for s in sections for code in languages_of(s, translated_fields(Section))}
    found |= {code for p in panels for code in languages_of(p, translated_fields(Panel))}
    return tuple(code for code in LANGUAGES if code in found)


def number_of(copy: WorkingCopy, lineage: list[Section]) -> str:
    """The number of a section as in the contents: ``4`` or ``4.2``."""
    parents = [None, *(section.pk for section in lineage)]
    places = []
    for parent, section in zip(parents, lineage, strict=False):
        pages = [s.pk for s in copy.children[parent] if s.has_page]
        places.append(str(pages.index(section.pk) + 1) if section.pk in pages else "")
    return ".".join(filter(None, places))


def section_view(
    copy: WorkingCopy,
    section: Section,
    panels: dict[int, tuple[PanelView, ...]],
    language: str,
    number: str = "",
    depth: int = 1,
    apart: str = "",
) -> SectionView:
    below = copy.children.get(section.pk, ())
    title = text_of(section, "title", language)
    introduction = rich_text(section, "introduction", language, f"{apart}{section.slug}")
    return SectionView(
        anchor=section.anchor,
        depth=depth,
        number=number,
        title=title,
        period=section.display_period(language),
        introduction=introduction,
        panels=panels.get(section.pk, ()),
        groups=tuple(
            section_view(copy, child, panels, language, "", depth + 1, apart)
            for child in below
            if not child.has_page
        ),
        pages=tuple(
            section_link(child, copy.exhibition.slug, language, child.display_period(language))
            for child in below
            if child.has_page
        ),
        fallbacks=foreign_languages(language, title, introduction),
        by_machine=any_by_machine(title),
    )


def neighbours(
    place: int, reading: list[Link], head: ExhibitionHead
) -> tuple[Link | None, Link | None]:
    """What comes before and after in reading order; the exhibition comes before the first."""
    before = reading[place - 1] if place else Link(head.title, head.url)
    after = reading[place + 1] if place + 1 < len(reading) else None
    return before, after


def compose_essay(
    exhibition: Exhibition, essay: Essay, language: str, *, beside: str = ""
) -> EssayPage:
    """``beside`` is the second language that an address asks for."""
    copy, datasets = WorkingCopy(exhibition), list(essay.datasets.order_by("id"))
    with translation.override(language):
        page = essay_page(copy, essay, datasets, language)
    second = partial(composed_apart, essay_page, beside, copy, essay, datasets)
    return with_second_language(page, language, beside, second, beside_essay)


def essay_page(
    copy: WorkingCopy, essay: Essay, datasets: list[Dataset], language: str, apart: str = ""
) -> EssayPage:
    head = compose_head(copy.exhibition, language)
    reading = [section_link(s, copy.exhibition.slug, language) for s in copy.pages()]
    place = len(reading) + [e.pk for e in copy.essays].index(essay.pk)
    reading += essay_links(copy, language)
    before, after = neighbours(place, reading, head)
    body = rich_text(essay, "body", language, f"{apart}essay")
    names = ("title", "authors", "abstract", "keywords")
    texts = {name: text_of(essay, name, language) for name in names}
    return EssayPage(
        head=head,
        contents=compose_contents(copy, language),
        essays=essay_links(copy, language),
        **texts,
        date=essay.display_date(language),
        body=body,
        headings=tuple(headings(body.html)),
        datasets=tuple(compose_dataset(d, language, "essay") for d in datasets if not apart),
        fallbacks=foreign_languages(language, texts["title"], texts["abstract"], body),
        previous=before,
        next=after,
        languages=languages_of(essay, translated_fields(Essay)),
        by_machine=any_by_machine(*texts.values()),
        availability=availability([essay, *datasets]),
    )


def compose_page(page: Page, language: str) -> PlainPage:
    with translation.override(language):
        title = text_of(page, "title", language)
        body = rich_text(page, "body", language, "page")
    return PlainPage(
        title=title,
        body=body,
        fallbacks=foreign_languages(language, title, body),
        languages=languages_of(page, translated_fields(Page)),
        by_machine=any_by_machine(title),
    )


def site_page_links(language: str) -> list[Link]:
    """Plain pages for the foot of every page."""
    bodies = [f"body_{code}" for code in LANGUAGES]
    return [
        Link(text_of(page, "title", language) or Text(page.slug), page.get_absolute_url())
        for page in Page.objects.defer("body", *bodies)
    ]
