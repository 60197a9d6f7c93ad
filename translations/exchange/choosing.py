"""Which texts go into a file, in reading order, a few hundred objects at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from translations import places
from translations.exchange.keys import translated_models
from translations.exchange.rows import OUTDATED, STATE_CODES
from translations.models import TranslationUnit
from translations.places import Node
from translations.states import translated_fields
from translations.texts import NO_TEXT
from translations.units.rights import may_see

AT_ONCE = 200
STATES = (*STATE_CODES.values(), OUTDATED)


@dataclass(frozen=True, slots=True)
class Choice:
    """``states``, ``parts`` (keys of nodes) and ``kinds`` (labels of models): empty means all."""

    scope: str
    language: str
    source: str = ""
    states: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    assigned_to: int | None = None
    person: AbstractBaseUser | None = field(default=None, compare=False)

    def units(self) -> models.QuerySet:
        """All units of the choice but for the chosen parts, which are known by their order."""
        found = TranslationUnit.objects.within(self.scope).into(self.language).to_do()
        found = found.filter(self.in_states(), content_type__in=self.seen())
        if self.source:
            found = found.filter(source_language=self.source)
        if self.assigned_to:
            found = found.filter(assigned_to=self.assigned_to)
        return found

    def in_states(self) -> Q:
        """An outdated text is outdated, whatever its state: each text is of one kind."""
        wanted = Q()
        for state, code in STATE_CODES.items():
            if code in self.states:
                wanted |= Q(state=state, outdated=False)
        return wanted | Q(outdated=True) if OUTDATED in self.states else wanted

    def seen(self) -> list[ContentType]:
        """Kinds of objects that are wanted and that the person may see."""
        found = [
            model
            for label, model in translated_models().items()
            if (not self.kinds or label in self.kinds)
            and (self.person is None or may_see(self.person, model))
        ]
        return list(ContentType.objects.get_for_models(*found).values())


def node_key(node: Node) -> str:
    return f"{node.model._meta.label_lower}:{node.pk}"


def chosen_nodes(choice: Choice, outline: Iterable[Node]) -> Iterator[tuple[Node, str]]:
    """Nodes that were chosen or lie below a chosen one, each with its place in words."""
    trail: list[Node] = []
    inside: int | None = None  # depth of the chosen node in which we are
    for node in outline:
        del trail[node.depth :]
        trail.append(node)
        if inside is not None and node.depth <= inside:
            inside = None
        if inside is None and node_key(node) in choice.parts:
            inside = node.depth
        if not choice.parts or inside is not None:
            yield node, " › ".join(str(above.title) for above in trail if above.title)


def listed_nodes(choice: Choice) -> Iterator[tuple[Node, str]]:
    """For a scope without an outline: objects by kind and number, without a title."""
    units = choice.units().order_by("content_type", "object_id")
    keys = units.values_list("content_type", "object_id").distinct()
    for kind, pk in keys.iterator(chunk_size=2_000):
        model = ContentType.objects.get_for_id(kind).model_class()
        yield Node(model, pk, NO_TEXT), ""


def nodes(choice: Choice) -> Iterator[tuple[Node, str]]:
    place = places.place_of(choice.scope)
    outline = place.outline(choice.scope) if place else []
    return listed_nodes(choice) if outline is None else chosen_nodes(choice, outline)


def chosen(choice: Choice) -> Iterator[tuple[TranslationUnit, models.Model, str]]:
    """Every unit of the choice with its object and the object's place in words."""
    found = nodes(choice)
    while some := list(islice(found, AT_ONCE)):
        units = units_of(choice, [node for node, _trail in some])
        objects = objects_of(units)
        for node, trail in some:
            for unit in units.get((node.model, node.pk), ()):
                if obj := objects[node.model].get(node.pk):
                    yield unit, obj, trail


def units_of(choice: Choice, some: list[Node]) -> dict:
    """Units by object, in the order of the model's fields."""
    found: dict = {}
    for model in {node.model for node in some}:
        keys = [node.pk for node in some if node.model is model]
        order = {name: place for place, name in enumerate(translated_fields(model))}
        kind = ContentType.objects.get_for_model(model)
        units = choice.units().filter(content_type=kind, object_id__in=keys)
        for unit in sorted(units, key=lambda unit: order.get(unit.field, 0)):
            found.setdefault((model, unit.object_id), []).append(unit)
    return found


def objects_of(units: dict) -> dict:
    keys: dict = {}
    for model, pk in units:
        keys.setdefault(model, []).append(pk)
    return {model: model._base_manager.in_bulk(pks) for model, pks in keys.items()}


def source_languages(choice: Choice) -> list[tuple[str, int]]:
    """The languages from which there is something to translate, most texts first."""
    counted = choice.units().order_by().values("source_language")
    counted = counted.annotate(count=models.Count("pk")).order_by("-count", "source_language")
    return [(row["source_language"], row["count"]) for row in counted]
