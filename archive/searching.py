"""What the archive gives to be found: public items with their pages, names, repositories."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from django.db import models
from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

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
from search.documents import Document, Words, register
from translations.texts import LANGUAGES, column, exact

AT_ONCE = 100  # items that are read, so that the first can be analysed while others are read
ITEM, NAME, REPOSITORY = "item", "name", "repository"
TEXTS = {
    ITEM: ("scope_and_content", "extent", "administrative_history", "note"),
    NAME: ("history",),
    REPOSITORY: ("parallel_names", "description", "history", "holdings", "address"),
}
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
        items = list(self.rows().filter(pk__in=keys).only(*ITEM_COLUMNS))
        names, former, pages = names_of(keys, told), former_codes_of(keys), pages_of(items)
        for item in items:
            yield item_document(item, [*readings(item), *names[item.pk]], former[item.pk])
            yield from (page_document(item, *page) for page in pages.get(item.pk, {}).items())


# Of an item's many columns those that a document is made of: a rebuild reads all items.
ITEM_COLUMNS = (
    *("source_id", "source_language", "repository", "reference_code", "level", "material_type"),
    *("title_reading", "date", "date_earliest", "date_latest"),
    *(column(name, code) for name in (TITLES[ITEM], *TEXTS[ITEM]) for code in LANGUAGES),
)


def readings(item: ArchivalItem) -> list[str]:
    """How the Japanese title is spoken."""
    return [item.title_reading] if item.title_reading else []


def names_of(keys: list[int], told: Told) -> dict[int, list[str]]:
    """Item → all forms of the names that it is linked with. Items have many names in common:
    what has been ``told`` of one is not read again.
    """
    links = NameLink.objects.filter(item__in=keys).order_by("order", "id")
    pairs = list(links.values_list("item", "name"))
    names = Name.objects.filter(pk__in={name for _item, name in pairs if name not in told})
    names = names.only(*(column("name", code) for code in LANGUAGES))
    in_order = NameForm.objects.only("name", "form").order_by("order", "id")
    names = names.prefetch_related(Prefetch("forms", in_order))
    told.update((name.pk, list(forms(name))) for name in names)
    found: dict[int, list[str]] = defaultdict(list)
    for item, name in pairs:
        found[item] += told.get(name, ())  # it may have been deleted since the links were read
    return found


def former_codes_of(keys: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = FormerCode.objects.filter(item__in=keys).order_by("id")
    for item, code in rows.values_list("item", "code"):
        found[item].append(code)
    return found


def item_document(item: ArchivalItem, names: list[str], former: list[str]) -> Document:
    return Document(
        kind=ITEM,
        key=item.pk,
        words=words_of(item, ITEM),
        address=address_of(item),
        source_id=item.source_id or "",
        source_language=item.source_language,
        names=tuple(dict.fromkeys(names)),
        codes=tuple(code for code in (item.reference_code, *former) if code),
        dates=(item.date_earliest, item.date_latest),
        dated=dated(item),
        within=((REPOSITORY, item.repository_id),),
        facets=(f"level:{item.level}", f"type:{item.material_type}"),
    )


def pages_of(items: Iterable[ArchivalItem]) -> dict[int, dict[int, dict[str, Words]]]:
    """Item → page image → texts of that page by language; one query."""
    found: dict[int, dict[int, dict[str, Words]]] = defaultdict(lambda: defaultdict(dict))
    rows = Transcription.objects.filter(digital_object__item__in=items)
    for row in rows.select_related("digital_object").order_by("digital_object", "kind", "language"):
        pages = found[row.digital_object.item_id][row.digital_object_id]
        before = pages.get(row.language, Words())
        pages[row.language] = Words("", f"{before.body}\n{row.plain_text}".strip())
    return found


def page_document(item: ArchivalItem, page: int, words: dict[str, Words]) -> Document:
    """What is written on one page, in the languages of its texts."""
    return Document(
        kind=ITEM,
        key=item.pk,
        part=page,
        words=words,
        address=address_of(item),
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
                address=address_of(name),
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
                address=address_of(repository),
                source_id=repository.source_id or "",
                source_language=repository.source_language,
                within=((REPOSITORY, above),) if above else (),
            )


def words_of(obj: models.Model, kind: str) -> dict[str, Words]:
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


def dated(obj: models.Model) -> dict[str, str]:
    return {code: obj.display_date(code) for code in LANGUAGES} if obj.date else {}


def address_of(obj: models.Model) -> str:
    """The address without its language."""
    return f"{address_before(type(obj))}{obj.pk}/"


@cache
def address_before(model: type[models.Model]) -> str:
    """What stands before the key: to look it up for each object was a tenth of a rebuild."""
    with override(LANGUAGES[0]):
        return model(pk=0).get_absolute_url().removeprefix(f"/{LANGUAGES[0]}/").removesuffix("0/")


def register_all() -> None:
    register(ITEM, Items(), look)
    register(NAME, Names())
    register(REPOSITORY, Repositories())
