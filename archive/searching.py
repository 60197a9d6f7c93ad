"""What the archive gives to be found: public items with their pages, names, repositories."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

from archive.dates import display_date
from archive.looking import look
from archive.models import (
    ArchivalItem,
    FormerCode,
    Name,
    NameForm,
    NameLink,
    Repository,
    Transcription,
)
from archive.transcripts import as_plain_text
from search.documents import Document, Words, register
from translations.texts import LANGUAGES, column, exact

AT_ONCE = 200  # items that are read, so that the first can be analysed while others are read
ITEM, NAME, REPOSITORY = "item", "name", "repository"
TEXTS = {
    ITEM: ("scope_and_content", "extent", "administrative_history", "note"),
    NAME: ("history",),
    REPOSITORY: ("parallel_names", "description", "history", "holdings", "address"),
}
Row = Any  # a model's object, or a named tuple with some of its columns
Told = dict[int, list[str]]  # name → its forms
TITLES = {ITEM: "title", NAME: "name", REPOSITORY: "name"}


class Rows:
    """Keys and number of the rows of a model."""

    label: str | Promise

    def rows(self) -> models.QuerySet:
        raise NotImplementedError

    def keys(self, after: int, most: int) -> list[int]:
        found = self.rows().filter(pk__gt=after).order_by("pk")
        return list(found.values_list("pk", flat=True)[:most])

    def count(self) -> int:
        return self.rows().count()


class Items(Rows):
    """Every item that readers may see today, and each transcribed page of it."""

    # Translators: the kind of a search result: an archival item
    label = pgettext_lazy("kind of result", "Item")

    def rows(self) -> models.QuerySet:
        return ArchivalItem.objects.public()

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        keys, told = iter(keys), {}
        while some := list(islice(keys, AT_ONCE)):
            yield from self.some_documents(some, told)

    def some_documents(self, keys: list[int], told: Told) -> Iterator[Document]:
        # Rows without objects: a rebuild reads all items, and to make those took much of its time.
        rows = self.rows().filter(pk__in=keys).order_by("pk").rewrite(False)
        items = list(rows.values_list(*ITEM_COLUMNS, named=True))
        names, former, pages = names_of(keys, told), former_codes_of(keys), pages_of(keys)
        for item in items:
            spoken = stripped([item.title_reading])  # the Japanese title, in kana
            yield item_document(item, [*spoken, *names[item.pk]], former[item.pk])
            yield from (page_document(item, *page) for page in pages.get(item.pk, {}).items())


ITEM_COLUMNS = (
    *("pk", "source_id", "source_language", "repository_id", "reference_code", "level"),
    *("material_type", "title_reading", "date", "date_earliest", "date_latest"),
    *(column(name, code) for name in (TITLES[ITEM], *TEXTS[ITEM]) for code in LANGUAGES),
)


def names_of(keys: list[int], told: Told) -> dict[int, list[str]]:
    """Item → all forms of the names that it is linked with. Items have many names in common:
    what has been ``told`` of one is not read again.
    """
    links = NameLink.objects.filter(item__in=keys).order_by("order", "id")
    pairs = list(links.values_list("item", "name"))
    wanted = {name for _item, name in pairs if name not in told}
    names = Name.objects.filter(pk__in=wanted).order_by().rewrite(False)
    texts = names.values_list("pk", *(column("name", code) for code in LANGUAGES))
    told.update((name, stripped(written)) for name, *written in texts)
    in_order = NameForm.objects.filter(name__in=wanted).order_by("order", "id")
    for name, form in in_order.values_list("name", "form"):
        told.setdefault(name, []).append(form)
    found: dict[int, list[str]] = defaultdict(list)
    for item, name in pairs:
        found[item] += told.get(name, ())  # it may have been deleted since the links were read
    return found


def stripped(texts: Iterable[str | None]) -> list[str]:
    """Those in which there is anything."""
    return [bare for text in texts if text and (bare := text.strip())]


def former_codes_of(keys: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = FormerCode.objects.filter(item__in=keys).order_by("id")
    for item, code in rows.values_list("item", "code"):
        found[item].append(code)
    return found


def item_document(item: Row, names: list[str], former: list[str]) -> Document:
    return Document(
        kind=ITEM,
        key=item.pk,
        words=words_of(item, ITEM),
        address=address_of(item, ArchivalItem),
        source_id=item.source_id or "",
        source_language=item.source_language,
        names=tuple(dict.fromkeys(names)),
        codes=tuple(code for code in (item.reference_code, *former) if code),
        dates=(item.date_earliest, item.date_latest),
        dated=dated(item),
        within=((REPOSITORY, item.repository_id),),
        facets=(f"level:{item.level}", f"type:{item.material_type}"),
    )


def pages_of(keys: list[int]) -> dict[int, dict[int, dict[str, Words]]]:
    """Item → page image → texts of that page by language; one query."""
    found: dict[int, dict[int, dict[str, Words]]] = defaultdict(lambda: defaultdict(dict))
    rows = Transcription.objects.filter(digital_object__item__in=keys)
    rows = rows.order_by("digital_object", "kind", "language")
    columns = ("digital_object__item", "digital_object", "language", "text")
    for item, page, language, text in rows.values_list(*columns):
        texts = found[item][page]
        before = texts.get(language, Words())
        plain = as_plain_text(text, language)
        texts[language] = Words("", f"{before.body}\n{plain}".strip())
    return found


def page_document(item: Row, page: int, words: dict[str, Words]) -> Document:
    """What is written on one page, in the languages of its texts."""
    return Document(
        kind=ITEM,
        key=item.pk,
        part=page,
        words=words,
        address=address_of(item, ArchivalItem),
        source_id=item.source_id or "",
        source_language=item.source_language,
    )


class Names(Rows):
    """Every name but those that stand for another one now."""

    # Translators: the kind of a search result: a person, body, place or subject
    label = pgettext_lazy("kind of result", "Name")

    def rows(self) -> models.QuerySet:
        return Name.objects.current()

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        for name in self.rows().filter(pk__in=keys).prefetch_related("forms"):
            yield Document(
                kind=NAME,
                key=name.pk,
                words=words_of(name, NAME),
                address=address_of(name, Name),
                source_id=name.source_id or "",
                source_language=name.source_language,
                names=tuple(forms(name)),
                dates=(name.date_earliest, name.date_latest),
                dated=dated(name),
                facets=(f"name:{name.kind.replace(' ', '-')}",),
            )


class Repositories(Rows):
    # Translators: the kind of a search result: an archive
    label = pgettext_lazy("kind of result", "Repository")

    def rows(self) -> models.QuerySet:
        return Repository.objects.all()

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        for repository in self.rows().filter(pk__in=keys):
            above = repository.parent_id
            yield Document(
                kind=REPOSITORY,
                key=repository.pk,
                words=words_of(repository, REPOSITORY),
                address=address_of(repository, Repository),
                source_id=repository.source_id or "",
                source_language=repository.source_language,
                within=((REPOSITORY, above),) if above else (),
            )


def words_of(obj: Row, kind: str) -> dict[str, Words]:
    """Title and texts in every language in which there are any."""
    found = {}
    for code in LANGUAGES:
        title = exact(obj, TITLES[kind], code)
        body = "\n".join(filter(None, (exact(obj, field, code) for field in TEXTS[kind])))
        if title or body:
            found[code] = Words(title, body)
    return found


def forms(name: Name) -> Iterator[str]:
    """All forms of a name, preferred ones first."""
    for code in LANGUAGES:
        if text := exact(name, "name", code):
            yield text
    for form in name.forms.all():
        yield form.form


def dated(obj: Row) -> dict[str, str]:
    return {code: display_date(obj.date, code) for code in LANGUAGES} if obj.date else {}


def address_of(obj: Row, model: type[models.Model]) -> str:
    """The address without its language."""
    return f"{address_before(model)}{obj.pk}/"


@cache
def address_before(model: type[models.Model]) -> str:
    """What stands before the key: to look it up for each object was a tenth of a rebuild."""
    with override(LANGUAGES[0]):
        return model(pk=0).get_absolute_url().removeprefix(f"/{LANGUAGES[0]}/").removesuffix("0/")


def register_all() -> None:
    register(ITEM, Items(), look)
    register(NAME, Names())
    register(REPOSITORY, Repositories())
