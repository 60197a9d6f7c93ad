"""Page images on show: without words, without copies, or none at all."""

from collections.abc import Iterable, Iterator

from django.core.files.storage import FileSystemStorage, default_storage
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models import ArchivalItem, DigitalObject
from exhibits.models import Exhibit, Exhibition
from exhibits.readiness.findings import Finding, title_of, what_is
from translations.board.links import desk_url
from translations.texts import LANGUAGES, exact

State = DigitalObject.State
Shown = tuple[DigitalObject, ArchivalItem]
DEPTH = 3  # of the name of a copy that has a folder of its own: derivatives/ab/image/400.jpg


def shown_pages(exhibition: Exhibition, exhibits: Iterable[Exhibit]) -> list[Shown]:
    """Each page image that readers see, once: the cover, and what panels show."""
    cover = exhibition.cover
    found = {cover.pk: (cover, cover.item)} if cover and cover.item.is_open else {}
    for exhibit in exhibits:
        if exhibit.page and exhibit.item.is_open:
            found.setdefault(exhibit.page.pk, (exhibit.page, exhibit.item))
    return list(found.values())


def without_words(shown: Iterable[Shown]) -> Iterator[Finding]:
    for page, item in shown:
        lacking = [code for code in LANGUAGES if not exact(page, "alt", code)]
        for code in lacking:
            at_item = reverse("admin:archive_archivalitem_pages", args=[item.pk])
            is_translated = exact(page, "alt", page.source_language)
            at_desk = desk_url(DigitalObject, page.pk, code) if is_translated else ""
            yield picture_finding("alt", page, item, lack(page, lacking), at_desk or at_item, code)


def lack(page: DigitalObject, lacking: list[str]) -> str:
    if len(lacking) == len(LANGUAGES):
        return _("Page %(page)s has no alternative text.") % {"page": page}
    return _("Page %(page)s has no alternative text in this language.") % {"page": page}


def picture_finding(
    kind: str, page: DigitalObject, item: ArchivalItem, sentence: str, url: str, language: str = ""
) -> Finding:
    return Finding(kind, language, title_of(item), what_is(ArchivalItem), sentence, url)


def not_ready(shown: Iterable[Shown]) -> Iterator[Finding]:
    for page, item in shown:
        if words := why_not_ready(page):
            url = reverse("admin:archive_archivalitem_scans", args=[item.pk])
            yield picture_finding("pictures", page, item, words % {"page": page}, url)


def why_not_ready(page: DigitalObject) -> str:
    if page.state == State.FAILED:
        return _("Page %(page)s could not be read; there are no copies to show.")
    if page.state != State.READY or not page.derivatives:
        return _("The copies of page %(page)s are still being made.")
    if not is_stored(page):
        return _("The copies of page %(page)s are gone from the storage.")
    return ""


def is_stored(page: DigitalObject) -> bool:
    """Looked up only where that is no request to another machine for every picture."""
    names = [copy["name"] for copy in page.derivatives if copy["name"].count("/") == DEPTH]
    if not names or not isinstance(default_storage._wrapped, FileSystemStorage):
        return True
    return default_storage.exists(names[0])


def without_picture(exhibits: Iterable[Exhibit]) -> Iterator[Finding]:
    for exhibit in exhibits:
        if exhibit.page is None and exhibit.item.is_open:
            yield Finding(
                kind="no-picture",
                language="",
                title=title_of(exhibit.item),
                what=what_is(ArchivalItem),
                sentence=_("It is shown by its citation alone."),
                url=reverse("admin:archive_archivalitem_scans", args=[exhibit.item_id]),
            )
