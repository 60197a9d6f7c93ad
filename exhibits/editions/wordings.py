"""What can differ about a part of an exhibition: its fields in one language, and what is the same
in all languages, each as text that can be compared word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive.display import PictureView
from exhibits.composition.structures import (
    DatasetView,
    EssayPage,
    ExhibitionPage,
    ExhibitView,
    PanelView,
    Rich,
    SectionView,
)
from exhibits.models import Panel
from translations.texts import Text


class Field(NamedTuple):
    """``about`` tells fields of the same name apart: of which exhibit, name or dataset it is."""

    name: str
    about: str = ""


class Wording(NamedTuple):
    """``key`` is what is compared where that is not the text itself."""

    text: str
    key: str = ""
    is_rich: bool = False
    picture: PictureView | None = None

    @property
    def compared(self) -> str:
        return self.key or self.text


NOTHING = Wording("")
Fields = Iterator[tuple[Field, Wording]]
REFERENCE = re.compile(r'<sup class="note-ref"><a [^>]*?href="#([^"]+)"[^>]*>\d+</a></sup>')
BOX = re.compile(r"</?div[^>]*>")
HEADING_ID = re.compile(r'(<h[23]) id="[^"]*"')
LAYOUTS = dict(Panel.Layout.choices)


def in_language(text: Text, language: str) -> Wording:
    """Only what is really written in a language: a fallback is compared where it is at home."""
    return Wording(text.value) if text.language == language else NOTHING


def rich_in(rich: Rich, language: str) -> Wording:
    return Wording(as_written(rich), is_rich=True) if rich.language == language else NOTHING


def as_written(rich: Rich) -> str:
    """A rendered text as it was written: footnotes at their place, no numbers and ids, so that one
    more footnote does not change all others."""
    notes = {note.anchor: f'<span class="footnote">{note.html}</span>' for note in rich.notes}
    html = REFERENCE.sub(lambda found: notes.get(found[1], ""), rich.html)
    return HEADING_ID.sub(r"\1", BOX.sub("", html))


def named(language: str, **texts: Text) -> Fields:
    for name, text in texts.items():
        yield Field(name), in_language(text, language)


def panel_texts(panel: PanelView, language: str) -> Fields:
    yield from named(language, title=panel.title, place=panel.place)
    yield Field("event_text"), rich_in(panel.event_text, language)
    yield Field("record_note"), rich_in(panel.record_note, language)
    for about, exhibit in exhibits_of(panel).items():
        yield Field("caption", about), in_language(exhibit.caption, language)
        yield Field("citation", about), Wording(exhibit.citation.line)
        yield Field("item_title", about), in_language(exhibit.title, language)
        yield from alt_text(exhibit.picture, language, about)
    if panel.dataset:
        yield from dataset_texts(panel.dataset, language)
    for one in panel.names:
        yield Field("name", identity(one.url)), in_language(one.name, language)


def panel_facts(panel: PanelView) -> Fields:
    yield Field("date"), Wording(panel.date)
    yield Field("layout"), Wording(str(LAYOUTS.get(panel.layout, panel.layout)))
    found = exhibits_of(panel)
    for about, exhibit in found.items():
        # Whether it is there; how it is cited is compared in each language.
        yield Field("document", about), Wording(exhibit.citation.line, key="shown")
        yield picture_of(exhibit.picture, about)
    titles = "\n".join(str(exhibit.title) for exhibit in found.values())
    yield Field("order"), Wording(titles, key=" ".join(found))
    if panel.dataset:
        yield figures(panel.dataset)
    names = [f"{one.name} ({one.role})" if one.role else str(one.name) for one in panel.names]
    keys = [f"{identity(one.url)} {one.role}" for one in panel.names]
    yield Field("names"), Wording("\n".join(names), key="\n".join(keys))


def exhibits_of(panel: PanelView) -> dict[str, ExhibitView]:
    """By item, the second time it is on show by item and number."""
    seen: Counter[str] = Counter()
    found = {}
    for exhibit in panel.exhibits:
        item = identity(exhibit.url)
        seen[item] += 1
        found[item if seen[item] == 1 else f"{item} {seen[item]}"] = exhibit
    return found


def identity(url: str) -> str:
    """An address without its language and query: the same object in all languages."""
    return url.partition("?")[0][3:]


def picture_of(picture: PictureView | None, about: str = "") -> tuple[Field, Wording]:
    """Of which image it is says the folder of its copies."""
    folder = picture.jpegs[0].name.rpartition("/")[0] if picture and picture.jpegs else ""
    return Field("picture", about), Wording(folder, picture=picture)


def alt_text(picture: PictureView | None, language: str, about: str = "") -> Fields:
    if picture:
        yield Field("alt", about), in_language(picture.alt, language)


def dataset_texts(dataset: DatasetView, language: str, about: str = "") -> Fields:
    for name in ("title", "unit", "source", "note"):
        text = in_language(getattr(dataset, name), language)
        yield Field(f"dataset_{name}", about), text
    if dataset.labels_language == language:
        labels = [*dataset.columns, *(label for label, _cells in dataset.rows)]
        yield Field("dataset_labels", about), Wording("\n".join(labels))


def figures(dataset: DatasetView, about: str = "") -> tuple[Field, Wording]:
    lines = [f"{label}: {' | '.join(cells)}" for label, cells in dataset.rows]
    cells = "\n".join(" | ".join(cells) for _label, cells in dataset.rows)
    return Field("figures", about), Wording("\n".join(lines), key=cells)


def front_texts(page: ExhibitionPage, language: str) -> Fields:
    yield from named(language, title=page.head.title, subtitle=page.head.subtitle)
    yield from named(language, summary=page.summary, credits=page.credits)
    yield Field("foreword"), rich_in(page.foreword, language)
    yield from alt_text(page.cover, language)


def front_facts(page: ExhibitionPage) -> Fields:
    yield Field("slug"), Wording(page.head.slug)
    yield Field("accent"), Wording(page.head.accent)
    yield picture_of(page.cover)


def section_texts(section: SectionView, language: str) -> Fields:
    yield from named(language, title=section.title)
    yield Field("introduction"), rich_in(section.introduction, language)


def section_facts(section: SectionView) -> Fields:
    yield Field("slug"), Wording(section.anchor.removeprefix("section-"))
    yield Field("period"), Wording(section.period)


def essay_texts(page: EssayPage, language: str) -> Fields:
    yield from named(language, title=page.title, authors=page.authors, abstract=page.abstract)
    yield from named(language, keywords=page.keywords)
    yield Field("body"), rich_in(page.body, language)
    for about, dataset in numbered(page.datasets):
        yield from dataset_texts(dataset, language, about)


def essay_facts(page: EssayPage) -> Fields:
    yield Field("date"), Wording(page.date)
    for about, dataset in numbered(page.datasets):
        yield figures(dataset, about)


def numbered(datasets: Iterable[DatasetView]) -> Iterator[tuple[str, DatasetView]]:
    return ((str(number), dataset) for number, dataset in enumerate(datasets, 1))
