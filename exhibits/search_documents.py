"""Panels, essays and exhibitions as documents of the search, made from pages of editions."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch

from archive.dates import display_date, parse_date
from archive.display import PictureView
from archive.models import ArchivalItem, Name, NameForm, open_now
from archive.searching import forms
from exhibits.composition.structures import PanelView, SectionPage
from exhibits.editions.facts import SOURCE
from exhibits.editions.frozen import panels_of, structure
from exhibits.models import Edition, EditionPage, EditionPanel
from search.documents import Document, Words
from translations.richtext import plain_text
from translations.texts import LANGUAGES

EXHIBITION, PANEL, ESSAY = "exhibition", "panel", "essay"
Kind = EditionPage.Kind


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
    shown = {row.language: structure(row, edition.schema) for row in rows}
    pages = {code: views_of(view) for code, view in shown.items()}
    titles = [view.section.title for view in shown.values()]
    chapter = {title.language: title.value for title in titles if title}
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
            is_citing=True,
            dates=(known.earliest, known.latest) if known else (None, None),
            dated={code: display_date(day, code) for code in LANGUAGES} if day else {},
            picture=first_picture(views),
            chapter=chapter,
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
