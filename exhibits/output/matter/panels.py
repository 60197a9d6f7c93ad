"""Panels with their exhibits and figures as nodes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from exhibits.composition.structures import DatasetView, ExhibitView, NameView, PanelView, Rich
from exhibits.output.matter.charts import standing_alone
from exhibits.output.matter.nodes import Child, Node, inline, node
from exhibits.output.matter.rich import rich_nodes
from exhibits.output.pictures import Copy, OpenPictures
from translations.texts import foreign_languages, language_name


@dataclass
class Desk:
    """What composing needs: the language, how wide pictures may be, what they are kept as.

    ``files`` leads from the name in the book to a copy in the storage, or to the text of an SVG.
    """

    language: str
    most_width: int  # pixels
    font: str  # of charts
    pictures: OpenPictures = field(default_factory=OpenPictures)
    files: dict[str, Copy | str] = field(default_factory=dict)

    def picture(self, view) -> dict:
        """``src``, ``alt`` and size of a picture; empty when it may not be shown."""
        copy = self.pictures.largest(view, self.most_width)
        if copy is None:
            return {}
        name = "-".join(copy.name.split("/")[-2:])
        self.files[name] = copy
        return {
            "src": name,
            "alt": view.alt.value or _("Picture"),
            "alt_lang": view.alt.language if view.alt.language != self.language else "",
            "width": view.width,
            "height": view.height,
        }

    def drawing(self, name: str, svg: str) -> str:
        self.files[name] = svg
        return name


def panel_nodes(panel: PanelView, key: str, level: int, desk: Desk) -> Iterator[Node]:
    language = desk.language
    anchor = f"{key}.{panel.anchor}"
    facts = [[panel.date], inline(panel.place, language)]
    kicker = joined([fact for fact in facts if any(fact)], " · ")
    yield node("kicker", kicker, id="" if panel.title else anchor, opens=True)
    if panel.title:
        yield node("h", inline(panel.title, language), level=level, id=anchor, is_led_to=True)
    yield from remarks_unless((panel.event_text, panel.record_note), panel, language)
    yield from text_nodes(panel.event_text, key, level + 1, desk)
    if panel.dataset:
        yield from dataset_nodes(panel.dataset, desk)
    if panel.record_note:
        words = list(text_nodes(panel.record_note, key, level + 1, desk))
        yield node("record", words, label=_("About this document"))
    if panel.exhibits:
        yield node("figures", [exhibit_node(exhibit, desk) for exhibit in panel.exhibits])
    if panel.names:
        yield node("names", names(panel.names, language), label=_("People and places"))
    address = settings.SITE_URL + reverse("permanent-panel", args=[panel.uuid])
    yield node("address", [address], label=_("Permanent address"), href=address)


def joined(parts: list[list[Child]], between: str) -> list[Child]:
    found: list[Child] = []
    for number, part in enumerate(parts):
        found += [between, *part] if number else part
    return found


def remarks(fallbacks: tuple[str, ...], by_machine: bool = False) -> Iterator[Node]:
    """What readers must know of a text: that it is in another language, or a machine's."""
    for code in fallbacks:
        words = _("This part is not yet translated; it is shown in %(name)s.")
        yield node("remark", [words % {"name": language_name(code)}])
    if by_machine:
        yield node("remark", [_("Translated by a machine, not yet checked by a person.")])


def remarks_unless(texts: tuple[Rich, ...], whole, language: str) -> Iterator[Node]:
    """Of a part of a page; where one of its texts is foreign, that text says it of itself."""
    said = any(foreign_languages(language, text) for text in texts)
    yield from remarks(() if said else whole.fallbacks, whole.by_machine)


def text_nodes(text: Rich, key: str, level: int, desk: Desk) -> Iterator[Node]:
    yield from remarks(foreign_languages(desk.language, text), text.by_machine)
    yield from rich_nodes(text, desk.language, key, level)


def names(found: tuple[NameView, ...], language: str) -> list[Child]:
    parts = [[*inline(one.name, language), f" ({one.role})" if one.role else ""] for one in found]
    return joined(parts, " · ")


def exhibit_node(exhibit: ExhibitView, desk: Desk) -> Node:
    """A figure; without a picture its words alone."""
    language, citation = desk.language, exhibit.citation
    lines = [joined([inline(one, language) for one in citation.repositories], " › ")]
    lines += [[citation.code]] if citation.code else []
    lines += [inline(citation.title, language)]
    return node(
        "figure",
        inline(exhibit.caption, language),
        citation=[node("line", line) for line in lines if line],
        **desk.picture(exhibit.picture),
    )


def dataset_nodes(view: DatasetView, desk: Desk) -> Iterator[Node]:
    language = desk.language
    svg = standing_alone(view.chart, desk.font)
    name = f"chart-{sum(name.endswith('.svg') for name in desk.files) + 1}.svg"
    source = inline(view.source, language)
    yield node(
        "dataset",
        title=inline(view.title, language),
        src=desk.drawing(name, svg) if svg else "",
        alt=view.description,
        unit=inline(view.unit, language),
        columns=list(view.columns),
        rows=[[label, *cells] for label, cells in view.rows],
        labels_lang=view.labels_language if view.labels_language != language else "",
        note=inline(view.note, language),
        source=sentence(_("Source: %(source)s"), "source", source),
        remark=list(remarks((), view.by_machine)),
    )


def sentence(words: str, name: str, inside: list[Child]) -> list[Child]:
    """``Source: %(source)s`` with nodes in the place that is named."""
    if not inside:
        return []
    before, _mark, after = words.partition(f"%({name})s")
    return [part for part in (before, *inside, after) if part]
