"""The page images of an item as its page shows them: a strip, the one that is open, its texts."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from archive.display import PictureView, zoomable
from archive.models import ArchivalItem, DigitalObject, Transcription
from archive.reading.item_rows import pages_around
from archive.transcripts import as_html

VERTICAL = "mn-Mong"


@dataclass(frozen=True, slots=True)
class PageStrip:
    """The page images around the one that is open. Numbers count from 1; 0 where there is none."""

    pictures: tuple[PictureView, ...]
    shown: PictureView | None
    total: int

    @property
    def first(self) -> int:
        return self.pictures[0].number if self.pictures else 0

    @property
    def last(self) -> int:
        return self.pictures[-1].number if self.pictures else 0

    @property
    def earlier(self) -> int:
        """The page before the strip."""
        return max(self.first - 1, 0)

    @property
    def later(self) -> int:
        return self.last + 1 if self.last < self.total else 0

    @property
    def previous(self) -> int:
        """The page before the open one."""
        return self.shown.number - 1 if self.shown else 0

    @property
    def next(self) -> int:
        return self.shown.number + 1 if self.shown and self.shown.number < self.total else 0


@dataclass(frozen=True, slots=True)
class PageText:
    """What is written on a page, in one language, as safe HTML."""

    kind: str | Promise
    language: str
    html: SafeString
    is_open: bool

    @property
    def is_vertical(self) -> bool:
        """Written downwards, the lines following each other to the right."""
        return self.language == VERTICAL

    @property
    def is_japanese(self) -> bool:
        return self.language.partition("-")[0] == "ja"


def compose_strip(
    item: ArchivalItem, language: str, number: int
) -> tuple[PageStrip, DigitalObject | None]:
    """The strip, and the page image of that number."""
    first, pages = pages_around(item, number)
    pictures = tuple(zoomable(page, language, n) for n, page in enumerate(pages, first))
    shown, page = next(
        (both for both in zip(pictures, pages, strict=True) if both[0].number == number),
        (None, None),
    )
    return PageStrip(pictures, shown, item.page_count), page


def texts_of(page: DigitalObject, language: str) -> tuple[PageText, ...]:
    """The texts of a page: transcriptions first, then the reader's language; one query.

    Open are the transcriptions, and the translation that the reader can read.
    """
    found = sorted(
        page.transcriptions.defer("search_text"), key=lambda text: reading_order(text, language)
    )
    return tuple(
        PageText(
            kind=text.get_kind_display(),
            language=text.language,
            html=as_html(text.text, text.language),
            is_open=number == 0 or not all(reading_order(text, language)[:2]),
        )
        for number, text in enumerate(found)
    )


def reading_order(text: Transcription, language: str) -> tuple[bool, bool, str]:
    is_translation = text.kind == Transcription.Kind.TRANSLATION
    return is_translation, text.language.partition("-")[0] != language, text.language
