"""The list of texts under some filters: one entry for an object, a line for each language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, ExpressionWrapper, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from translations import places
from translations.board.counting import content_types
from translations.board.filters import Filters
from translations.board.links import desk_base, desk_url
from translations.board.overview import Language, languages_first
from translations.board.people import name_of
from translations.models import TranslationUnit
from translations.places import Node, Scope
from translations.states import translated_fields
from translations.texts import NO_TEXT, Text, language_name
from translations.units.vocabulary import Origin, State

PER_PAGE = 50
SHOWN = (
    *("content_type", "object_id", "field", "language", "source_language", "scope", "state"),
    *("made_from", "source_now", "words", "made_how", "version", "changed_at"),
    *("made_by__username", "made_by__first_name", "made_by__last_name"),
    *("assigned_to__username", "assigned_to__first_name", "assigned_to__last_name"),
)
Key = tuple[int, int]  # content type and key of an object


@dataclass(frozen=True, slots=True)
class Field:
    """A text of an object: what it is called and in which state it is."""

    name: str
    state: str
    mark: str
    is_outdated: bool
    by_machine: bool


@dataclass(slots=True)
class Line:
    """The matching texts of an object in one language."""

    language: str
    language_name: str
    url: str
    token: str  # the units with their versions, as the buttons send them; "" if none may be sent
    fields: list[Field]
    words: int
    changed: str
    people: list[str]


@dataclass(slots=True)
class Entry:
    title: Text
    kind: str
    scope: Scope | None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of entries. ``count``: objects in all, None where counting would take too long."""

    entries: list[Entry]
    number: int
    count: int | None
    previous: str
    next: str


def listing(filters: Filters, outline: list[Node] | None) -> Listing:
    """The page that is asked for; in reading order where there is one."""
    units, number = filters.units(), page_number(filters.params.get("page"))
    if outline is None:
        keys, count = some_keys(units, number), None
    else:
        found = ordered_keys(units, outline)
        keys, count = found[(number - 1) * PER_PAGE :], len(found)
    shown = keys[:PER_PAGE]
    return Listing(
        entries=list(entries(shown, filters)),
        number=number,
        count=count,
        previous=filters.address(page=number - 1) if number > 1 else "",
        next=filters.address(page=number + 1) if len(keys) > PER_PAGE else "",
    )


def page_number(asked: str | None) -> int:
    """Within what a database takes as an offset; anything else is the first page."""
    return int(asked) if asked and asked.isdecimal() and 0 < len(asked) < 8 and int(asked) else 1


def some_keys(units: QuerySet, number: int) -> list[Key]:
    """Keys of a page, and one more if there is another page: nothing is counted."""
    start = (number - 1) * PER_PAGE
    found = units.order_by("content_type", "object_id").values_list("content_type", "object_id")
    return list(found.distinct()[start : start + PER_PAGE + 1])


def ordered_keys(units: QuerySet, outline: list[Node]) -> list[Key]:
    """All keys, in the order of the outline."""
    kinds = content_types({node.model for node in outline})
    place = {(kinds[node.model], node.pk): number for number, node in enumerate(outline)}
    found = units.order_by().values_list("content_type", "object_id").distinct()
    return sorted((key for key in found if key in place), key=place.__getitem__)


def entries(keys: list[Key], filters: Filters) -> Iterator[Entry]:
    """One query for the units, one for the titles of each kind."""
    if not keys:
        return
    lines = grouped(units_of(keys, filters))
    titles, languages = titles_of(lines), languages_first(filters.user)
    scopes, base = {scope.key: scope for scope in filters.scopes}, desk_base()
    for key in keys:
        by_language = lines.get(key)
        if not by_language:  # gone since the keys were read
            continue
        first = next(iter(by_language.values()))[0]
        model = ContentType.objects.get_for_id(key[0]).model_class()
        scope = None if filters.is_one_scope else scopes.get(first.scope)
        entry = Entry(titles.get(key) or NO_TEXT, str(model._meta.verbose_name), scope)
        order = {name: number for number, name in enumerate(translated_fields(model))}
        for one in (one for one in languages if one.code in by_language):
            some = sorted(by_language[one.code], key=lambda unit: order.get(unit.field, 0))
            entry.lines.append(line(model, one, some, base))
        yield entry


def units_of(keys: list[Key], filters: Filters) -> Iterator[TranslationUnit]:
    """The matching units of these objects.

    The condition is asked of the rows that the index of the objects finds, and not in WHERE, where
    SQLite would take another index for it and read half the archive.
    """
    kinds, objects = {kind for kind, _key in keys}, {key for _kind, key in keys}
    found = TranslationUnit.objects.to_do().filter(content_type__in=kinds, object_id__in=objects)
    fits = ExpressionWrapper(filters.condition() or Value(True), BooleanField())
    found = found.annotate(fits=fits)
    scopes = {scope.key for scope in filters.wanted_scopes}
    found = found.select_related("made_by", "assigned_to").only(*SHOWN)
    return (unit for unit in found if unit.fits and unit.scope in scopes)


Lines = dict[Key, dict[str, list[TranslationUnit]]]


def grouped(units: Iterable[TranslationUnit]) -> Lines:
    found: Lines = {}
    for unit in units:
        languages = found.setdefault((unit.content_type_id, unit.object_id), {})
        languages.setdefault(unit.language, []).append(unit)
    return found


def titles_of(lines: Lines) -> dict[Key, Text]:
    """Titles of the objects, asked of the apps that hold them."""
    wanted: dict[tuple[str, int], list[int]] = {}
    for (kind, key), languages in lines.items():
        scope = next(iter(languages.values()))[0].scope
        wanted.setdefault((scope.partition("-")[0], kind), []).append(key)
    found: dict[Key, Text] = {}
    for (prefix, kind), keys in wanted.items():
        model, place = ContentType.objects.get_for_id(kind).model_class(), places.place_of(prefix)
        found |= {(kind, key): title for key, title in place.titles(model, keys).items()}
    return found


def line(model: type, language: Language, units: list[TranslationUnit], base: str) -> Line:
    token = ",".join(f"{unit.pk}.{unit.version}" for unit in units)
    return Line(
        language=language.code,
        language_name=language_name(language.code),
        url=desk_url(model, units[0].object_id, language.code, base),
        token=token if language.is_own else "",
        fields=[field_of(model, unit) for unit in units],
        words=sum(unit.words for unit in units),
        changed=ago(max(unit.changed_at for unit in units)),
        people=list(people_of(units)),
    )


MARKS = {
    State.MISSING: "missing",
    State.DRAFT: "draft",
    State.IN_REVIEW: "review",
    State.APPROVED: "approved",
}


def field_of(model: type, unit: TranslationUnit) -> Field:
    return Field(
        name=str(model._meta.get_field(unit.field).verbose_name),
        state=str(State(unit.state).label),
        mark="outdated" if unit.is_outdated else MARKS[unit.state],
        is_outdated=unit.is_outdated,
        by_machine=unit.made_how == Origin.MACHINE and unit.state < State.APPROVED,
    )


def ago(moment) -> str:
    days = (timezone.now() - moment).days
    if days < 1:
        return pgettext("last change", "today")
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def people_of(units: list[TranslationUnit]) -> Iterator[str]:
    """Who has written, and to whom it is assigned; each once."""
    for sentence, people in (
        (_("written by %(person)s"), [unit.made_by for unit in units]),
        (_("assigned to %(person)s"), [unit.assigned_to for unit in units]),
    ):
        for person in dict.fromkeys(p for p in people if p):
            yield sentence % {"person": name_of(person)}
