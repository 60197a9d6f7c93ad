"""The structures. A ``Text`` carries its language; addresses are of the page's language."""

from dataclasses import dataclass, field

from archive.display import CitationView, PictureView
from translations.richtext import Note
from translations.states import Availability
from translations.texts import Text


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A text in the second language of a page; ``text`` is empty where that language has none."""

    language: str
    text: Text


@dataclass(frozen=True, slots=True)
class BesideChoice:
    """The second language of a page, if a reader wished one; ``refused`` is a wish in vain."""

    language: str = ""
    languages: tuple[str, ...] = ()  # that can be wished
    refused: str = ""


NO_CHOICE = BesideChoice()


@dataclass(frozen=True, slots=True)
class Rich:
    """Sanitised markup ready for the page, the language it is in, and its footnotes.

    With a second language ``html`` holds both, block by block, and ``beside`` is that language;
    ``lacks`` says that there is no text in it.
    """

    html: str = ""
    language: str = ""
    notes: tuple[Note, ...] = ()
    by_machine: bool = False
    beside: str = ""
    beside_notes: tuple[Note, ...] = ()
    beside_by_machine: bool = False
    lacks: bool = False

    def __bool__(self) -> bool:
        return bool(self.html)


NO_RICH = Rich()


@dataclass(frozen=True, slots=True)
class Link:
    title: Text
    url: str
    kicker: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: a page with what lies below it."""

    title: Text
    url: str
    number: str
    period: str
    is_current: bool
    is_open: bool
    children: tuple["ContentsEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class DatasetView:
    title: Text
    unit: Text
    source: Text
    note: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    labels_language: str
    chart: str
    description: str
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class ExhibitView:
    caption: Text
    title: Text
    citation: CitationView
    url: str
    picture: PictureView | None
    page_count: int
    by_machine: bool = False
    beside: Counterpart | None = None  # of the caption


@dataclass(frozen=True, slots=True)
class NameView:
    """A name that a panel tells of; ``role`` is empty when it is only told of."""

    name: Text
    url: str
    role: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel; every part may be missing. ``number`` of ``total`` on its page.

    ``by_machine`` is said of what is no rich text: that says it of itself.
    """

    uuid: str
    anchor: str
    number: int
    total: int
    title: Text
    date: str
    place: Text
    event_text: Rich
    record_note: Rich
    layout: str
    exhibits: tuple[ExhibitView, ...]
    dataset: DatasetView | None
    names: tuple[NameView, ...]
    fallbacks: tuple[str, ...]
    languages: tuple[str, ...]
    by_machine: bool = False
    beside: Counterpart | None = None  # of the title


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its panels and the headings below it that have no page of their own."""

    anchor: str
    depth: int
    number: str
    title: Text
    period: str
    introduction: Rich
    panels: tuple[PanelView, ...]
    groups: tuple["SectionView", ...]
    pages: tuple[Link, ...]
    fallbacks: tuple[str, ...]
    by_machine: bool = False
    beside: Counterpart | None = None  # of the title


@dataclass(frozen=True, slots=True)
class ExhibitionHead:
    """What every page of an exhibition needs of it."""

    uuid: str
    slug: str
    title: Text
    subtitle: Text
    url: str
    accent: str
    accent_dark: str


@dataclass(frozen=True, slots=True)
class ExhibitionCard:
    title: Text
    subtitle: Text
    summary: Text
    url: str
    cover: PictureView | None
    fallbacks: tuple[str, ...]
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class HomePage:
    exhibitions: tuple[ExhibitionCard, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExhibitionPage:
    head: ExhibitionHead
    summary: Text
    foreword: Rich
    cover: PictureView | None
    contents: tuple[ContentsEntry, ...]
    essays: tuple[Link, ...]
    credits: Text
    start: Link | None
    fallbacks: tuple[str, ...]
    languages: tuple[str, ...]
    by_machine: bool = False
    availability: tuple[Availability, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionPage:
    head: ExhibitionHead
    trail: tuple[Link, ...]
    contents: tuple[ContentsEntry, ...]
    essays: tuple[Link, ...]
    section: SectionView
    previous: Link | None
    next: Link | None
    languages: tuple[str, ...]
    availability: tuple[Availability, ...] = ()
    beside: BesideChoice = NO_CHOICE


@dataclass(frozen=True, slots=True)
class EssayPage:
    head: ExhibitionHead
    contents: tuple[ContentsEntry, ...]
    essays: tuple[Link, ...]
    title: Text
    authors: Text
    date: str
    abstract: Text
    keywords: Text
    body: Rich
    headings: tuple[tuple[int, str, str], ...]
    datasets: tuple[DatasetView, ...]
    fallbacks: tuple[str, ...]
    previous: Link | None
    next: Link | None
    languages: tuple[str, ...]
    by_machine: bool = False
    availability: tuple[Availability, ...] = ()
    beside: BesideChoice = NO_CHOICE
    beside_title: Counterpart | None = None
    beside_abstract: Counterpart | None = None


@dataclass(frozen=True, slots=True)
class PlainPage:
    title: Text
    body: Rich = field(default=NO_RICH)
    fallbacks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    by_machine: bool = False
