"""What exhibitions give to be found: panels, essays and themselves, as current editions show them.

Keys are those of the working copy's rows, so that a panel is one thing in all editions.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import close_old_connections
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from archive.dates import display_date, parse_date
from archive.display import PictureView
from archive.looking import look
from archive.models import ArchivalItem, Name, NameForm, open_now
from archive.searching import forms
from exhibits.composition.structures import PanelView, SectionPage
from exhibits.editions.facts import SOURCE
from exhibits.editions.frozen import panels_of, structure
from exhibits.models import Edition, EditionPage, EditionPanel, Exhibition, Showing
from search import index
from search.documents import Document, Words, register
from translations.richtext import plain_text
from translations.texts import LANGUAGES

EXHIBITION, PANEL, ESSAY = "exhibition", "panel", "essay"
Kind = EditionPage.Kind
LONGEST_WAIT = 60  # seconds between two looks at what is planned


class Exhibitions:
    """What stands at the entrance of each exhibition."""

    label = pgettext_lazy("kind of result", "Exhibition")

    def rows(self) -> QuerySet[Edition]:
        return Edition.objects.current()

    def keys(self, after: int, most: int) -> list[int]:
        found = self.rows().filter(exhibition__gt=after).order_by("exhibition")
        return list(found.values_list("exhibition", flat=True)[:most])

    def count(self) -> int:
        return self.rows().count()

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        for edition in self.rows().filter(exhibition__in=keys):
            yield exhibition_document(edition)


class Essays(Exhibitions):
    label = pgettext_lazy("kind of result", "Essay")

    def rows(self) -> QuerySet[EditionPage]:
        """One for every essay and language."""
        pages = EditionPage.objects.filter(kind=Kind.ESSAY, apart=False)
        return pages.filter(edition__in=Edition.objects.current())

    def keys(self, after: int, most: int) -> list[int]:
        found = self.rows().filter(source_key__gt=after, language=LANGUAGES[0])
        return list(found.order_by("source_key").values_list("source_key", flat=True)[:most])

    def count(self) -> int:
        return self.rows().filter(language=LANGUAGES[0]).count()

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        pages = self.rows().filter(source_key__in=keys).select_related("edition")
        found = defaultdict(list)
        for row in pages.order_by("source_key"):
            found[row.source_key].append(row)
        for rows in found.values():
            yield essay_document(rows)


class Panels(Exhibitions):
    label = pgettext_lazy("kind of result", "Panel")

    def rows(self) -> QuerySet[EditionPanel]:
        return EditionPanel.objects.filter(edition__in=Edition.objects.current())

    def keys(self, after: int, most: int) -> list[int]:
        found = self.rows().filter(source_key__gt=after).order_by("source_key")
        return list(found.values_list("source_key", flat=True)[:most])

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        rows = self.rows().filter(source_key__in=keys).select_related("edition")
        found = defaultdict(list)
        for row in rows.order_by("edition", "order"):
            found[row.edition, row.page].append(row)
        for (edition, page), panels in found.items():
            yield from page_documents(edition, page, panels)


def exhibition_document(edition: Edition) -> Document:
    rows = edition.pages.filter(kind=Kind.FRONT, apart=False)
    words, cover = {}, None
    for row in rows:
        page = structure(row, edition.schema)
        cover = cover or page.cover
        texts = [page.head.subtitle, page.summary, page.foreword]
        words[row.language] = words_in(row.language, page.head.title, texts)
    return Document(
        kind=EXHIBITION,
        key=edition.exhibition_id,
        words=written(words),
        address=without_language(edition.get_current_url()),
        source_language=edition.facts["title"][SOURCE],
        picture=small_copy(cover),
    )


def small_copy(picture: PictureView | None) -> str:
    """Editions are frozen, so the name of a copy stays true."""
    return picture.jpegs[0].name if picture and picture.jpegs else ""


def first_picture(views: dict[str, PanelView]) -> str:
    """Pictures are the same in all languages."""
    exhibits = next(iter(views.values())).exhibits if views else ()
    return small_copy(next((one.picture for one in exhibits if one.picture), None))


def essay_document(rows: list[EditionPage]) -> Document:
    edition = rows[0].edition
    words = {}
    for row in rows:
        page = structure(row, edition.schema)
        texts = [page.authors, page.abstract, page.keywords, page.body]
        words[row.language] = words_in(row.language, page.title, texts)
    return Document(
        kind=ESSAY,
        key=rows[0].source_key,
        words=written(words),
        address=f"exhibitions/{edition.slug}/essays/{rows[0].slug}/",
        source_language=essay_source(edition, rows[0].source_key),
        **belonging(edition),
    )


def essay_source(edition: Edition, key: int) -> str:
    return next(e["title"][SOURCE] for e in edition.facts["essays"] if e["key"] == key)


def page_documents(edition: Edition, page: str, panels: list[EditionPanel]) -> Iterator[Document]:
    """The documents of panels that stand on one page; six queries."""
    rows = edition.pages.filter(kind=Kind.SECTION, slug=page, apart=False)
    pages = {row.language: views_of(structure(row, edition.schema)) for row in rows}
    codes, names = codes_of(panels), names_of(panels)
    for panel in panels:
        facts, day = panel.facts, panel.facts["date"]
        views = {code: views[str(panel.uuid)] for code, views in pages.items()}
        known = parse_date(day) if day else None
        yield Document(
            kind=PANEL,
            key=panel.source_key,
            words=written({code: panel_words(code, view) for code, view in views.items()}),
            address=without_language(panel.get_current_url()),
            source_language=facts["title"][SOURCE],
            names=tuple(dict.fromkeys(f for key in facts["names"] for f in names.get(key, ()))),
            codes=tuple(dict.fromkeys(codes[k] for k, _uuid in facts["items"] if codes.get(k))),
            dates=(known.earliest, known.latest) if known else (None, None),
            dated={code: display_date(day, code) for code in LANGUAGES} if day else {},
            picture=first_picture(views),
            **belonging(edition),
        )


def views_of(page: SectionPage) -> dict[str, PanelView]:
    return {panel.uuid: panel for panel in panels_of(page.section)}


def codes_of(panels: list[EditionPanel]) -> dict[int, str]:
    """Reference codes of the items on show that readers may see."""
    keys = {key for panel in panels for key, _uuid in panel.facts["items"]}
    shown = ArchivalItem.objects.filter(open_now(), pk__in=keys)
    return dict(shown.order_by().values_list("pk", "reference_code"))


def names_of(panels: list[EditionPanel]) -> dict[int, tuple[str, ...]]:
    """All forms of the names told of, as they are today; of a merged one those of the other."""
    keys = {key for panel in panels for key in panel.facts["names"]}
    kept = kept_names(keys)
    written = Prefetch("forms", NameForm.objects.order_by("order", "id"))
    names = Name.objects.filter(pk__in=set(kept.values())).prefetch_related(written)
    known = {name.pk: tuple(forms(name)) for name in names}
    return {key: known[stands_for] for key, stands_for in kept.items() if stands_for in known}


def kept_names(keys: Iterable[int]) -> dict[int, int]:
    """For each name the one that it stands for now; one query where none was merged."""
    found = {key: key for key in keys}
    while found:
        asked = set(found.values())
        merged = Name.objects.filter(pk__in=asked).exclude(merged_into=None).order_by()
        into = dict(merged.values_list("pk", "merged_into"))
        if not into:
            break
        found = {key: into.get(stands_for, stands_for) for key, stands_for in found.items()}
    return found


def panel_words(language: str, panel: PanelView) -> Words | None:
    texts = [panel.place, panel.event_text, panel.record_note]
    texts += [exhibit.caption for exhibit in panel.exhibits]
    return words_in(language, panel.title, texts)


def words_in(language: str, title, texts: list) -> Words | None:
    """What of a page is really written in its language; None when nothing is."""
    own = [text for text in texts if text and text.language == language]
    body = "\n".join(plain_text(t.html) if hasattr(t, "html") else str(t) for t in own)
    head = str(title) if title and title.language == language else ""
    return Words(head, body) if head or body else None


def written(words: dict[str, Words | None]) -> dict[str, Words]:
    return {code: found for code, found in words.items() if found}


def belonging(edition: Edition) -> dict[str, tuple]:
    key = edition.exhibition_id
    return {"within": ((EXHIBITION, key),), "facets": (facet_of(key),)}


def facet_of(exhibition: int) -> str:
    return f"exhibition:{exhibition}"


def without_language(address: str) -> str:
    """``/en/exhibitions/sea/`` → ``exhibitions/sea/``."""
    return address.split("/", 2)[2]


def refresh(exhibition: Exhibition) -> None:
    """Bring everything of an exhibition up to date: readers now see another edition, or none."""
    key = exhibition.pk
    index.refresh(EXHIBITION, [key])
    for kind, provider in ((PANEL, Panels()), (ESSAY, Essays())):
        present = provider.rows().filter(edition__exhibition=key).order_by()
        keys = present.values_list("source_key", flat=True).distinct()
        index.refresh(kind, {*keys, *index.keys_with(kind, facet_of(key))})


def keep_planned(stop: threading.Event) -> None:
    """Beside the worker's work: when a planned moment comes, what is found follows."""
    last = timezone.now()
    for exhibition in Exhibition.objects.filter(showings__isnull=False).distinct():
        refresh(exhibition)  # moments at which no worker ran
    while not stop.wait(pause()):
        now = timezone.now()
        begun = Showing.objects.begun(now).filter(starts_at__gt=last).values("exhibition")
        for exhibition in Exhibition.objects.filter(pk__in=begun):
            refresh(exhibition)
        last = now
        close_old_connections()


def pause() -> float:
    """Seconds until the next planned moment, within bounds."""
    planned = Showing.objects.to_come().values_list("starts_at", flat=True).first()
    wait = (planned - timezone.now()).total_seconds() if planned else LONGEST_WAIT
    return min(max(wait, 0.05), LONGEST_WAIT)


def register_all() -> None:
    register(PANEL, Panels(), look)
    register(ESSAY, Essays())
    register(EXHIBITION, Exhibitions(), look)
