"""A generated exhibition: chapters of 24 panels in three languages, each with a document."""

from itertools import cycle, islice

from archive.models import DigitalObject
from exhibits.models import Exhibit, Exhibition, Panel, Section
from tests.bench.words import scope, title

CHAPTER = 24  # panels
LANGUAGES = ("en", "ja", "mn")
TIMES = 3  # a text is so many times the usual one: a chapter then has about 60 KB


def story(slug: str, panels: int) -> Exhibition:
    """The demonstration must be there: its pictures are shown."""
    exhibition = Exhibition.objects.create(slug=slug, source_language="en", **words("title", 1))
    starts = range(0, panels, CHAPTER)
    Section.objects.bulk_create(chapter(exhibition, start) for start in starts)
    sections = exhibition.sections.order_by("order")
    for section, start in zip(sections, starts, strict=True):
        Panel.objects.bulk_create(
            panel(section, number) for number in range(start, min(start + CHAPTER, panels))
        )
    show_pictures(exhibition)
    return exhibition


def words(field: str, number: int) -> dict[str, str]:
    return {f"{field}_{code}": title(number, code) for code in LANGUAGES}


def chapter(exhibition: Exhibition, number: int) -> Section:
    values = {"slug": f"s{number}", "order": number, "source_language": "en"}
    return Section(exhibition=exhibition, **values, **words("title", number))


def panel(section: Section, number: int) -> Panel:
    texts = {
        f"event_text_{code}": "".join(f"<p>{scope(number + n, code)}</p>" for n in range(TIMES))
        for code in LANGUAGES
    }
    values = {"slug": f"p{number}", "order": number, "source_language": "en", "date": "1972-02-24"}
    return Panel(section=section, **values, **words("title", number), **texts)


def show_pictures(exhibition: Exhibition) -> None:
    pages = DigitalObject.objects.exclude(derivatives=[]).order_by("id")
    panels = Panel.objects.filter(section__exhibition=exhibition)
    Exhibit.objects.bulk_create(
        Exhibit(panel=panel, item_id=page.item_id, digital_object=page, source_language="en")
        for panel, page in zip(panels, islice(cycle(pages), panels.count()), strict=True)
    )
