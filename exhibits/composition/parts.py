"""Parts of pages: rich text, datasets, exhibits, panels."""

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.display import citation_view, item_url, picture_view
from archive.models import Role
from exhibits.charts import draw_chart, format_number, worth_drawing
from exhibits.composition.structures import (
    NO_RICH,
    DatasetView,
    ExhibitView,
    Link,
    NameView,
    PanelView,
    Rich,
)
from exhibits.models import Dataset, Exhibit, Panel, PanelName, Section
from translations.richtext import render
from translations.states import translated_fields
from translations.texts import Text, any_by_machine, foreign_languages, languages_of, text_of


def rich_text(obj: object, field: str, language: str, prefix: str) -> Rich:
    """A rich field with its footnotes numbered and linked under ``prefix``."""
    text = text_of(obj, field, language)
    if not text:
        return NO_RICH
    rendered = render(text.value, prefix=prefix, table_label=_("Table, scroll sideways"))
    return Rich(rendered.html, text.language, rendered.notes, text.by_machine)


def compose_dataset(dataset: Dataset, language: str, prefix: str) -> DatasetView:
    """Table and chart; labels are of one language throughout so that they can be compared."""
    columns, rows = dataset.labels("columns", language), dataset.labels("rows", language)
    texts = {name: text_of(dataset, name, language) for name in ("title", "unit", "source", "note")}
    title, unit = texts["title"], texts["unit"]
    heads = [text_of(dataset, name, language) for name in ("columns", "rows")]
    anchor = f"{prefix}-{dataset.slug}"
    chart = draw_chart(
        kind=dataset.kind,
        title=title.value,
        unit=unit.value,
        rows=rows,
        columns=columns,
        figures=dataset.figures,
        language=language,
        chart_id=anchor,
    )
    return DatasetView(
        **texts,
        columns=tuple(columns),
        rows=tuple(
            (label, tuple(cell(value, language) for value in row))
            for label, row in zip(rows, dataset.figures, strict=False)
        ),
        labels_language=heads[0].language,
        chart=chart.svg if worth_drawing(dataset.figures) else "",
        description=chart.description,
        by_machine=any_by_machine(*texts.values(), *heads),
    )


def cell(value: float | None, language: str) -> str:
    return "–" if value is None else format_number(value, language)


def compose_exhibit(exhibit: Exhibit, language: str) -> ExhibitView:
    """For an exhibit that was read ``with_pages``."""
    page, number = exhibit.page, exhibit.page_number
    caption = text_of(exhibit, "caption", language)
    title = text_of(exhibit.item, "title", language)
    return ExhibitView(
        caption=caption,
        title=title,
        citation=citation_view(exhibit.item, language),
        url=item_url(exhibit.item, number),
        picture=picture_view(page, language, number) if page else None,
        page_count=exhibit.page_count,
        by_machine=any_by_machine(caption, title),
    )


def compose_name(link: PanelName, language: str) -> NameView:
    role = "" if link.role == Role.MENTIONED else str(link.get_role_display())
    return NameView(text_of(link.name, "name", language), link.name.get_absolute_url(), role)


def compose_panel(
    panel: Panel, language: str, *, number: int, total: int, apart: str = ""
) -> PanelView:
    """``apart`` begins the ids of a second composition for the same page, which needs no chart."""
    prefix = f"{apart}{panel.slug}"
    event_text = rich_text(panel, "event_text", language, f"{prefix}-event")
    record_note = rich_text(panel, "record_note", language, f"{prefix}-record")
    exhibits = tuple(compose_exhibit(e, language) for e in panel.exhibits.all())
    title, place = text_of(panel, "title", language), text_of(panel, "place", language)
    captions = [exhibit.caption for exhibit in exhibits]
    dataset = None if apart else panel.dataset
    return PanelView(
        uuid=str(panel.uuid),
        anchor=panel.anchor,
        number=number,
        total=total,
        title=title,
        date=panel.display_date(language),
        place=place,
        event_text=event_text,
        record_note=record_note,
        layout=panel.layout,
        exhibits=exhibits,
        dataset=compose_dataset(dataset, language, panel.slug) if dataset else None,
        names=tuple(compose_name(link, language) for link in panel.name_links.all()),
        fallbacks=foreign_languages(language, title, place, event_text, record_note, *captions),
        languages=languages_of(panel, translated_fields(Panel)),
        by_machine=any_by_machine(title, place, *exhibits),
    )


def section_link(section: Section, slug: str, language: str, kicker: str = "") -> Link:
    url = reverse("exhibits:section", args=[slug, section.slug])
    return Link(text_of(section, "title", language), url, kicker)


def label_of(panel: PanelView) -> Text:
    """How a panel is named in the contents: by title, date or number."""
    return panel.title or Text(panel.date or _("Panel %(number)d") % {"number": panel.number})
