"""What the lists of the board are filtered by. It lives in the query string alone.

A value that is not known is said and nothing is shown: a list that is wider than it was meant to
be would be acted upon.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from translations import places
from translations.board.conditions import AGES, CONDITIONS, NOBODY, OUTDATED, STATES, TO_DO
from translations.board.counting import content_types, visible_kinds, visible_units
from translations.board.links import kind_key
from translations.board.people import name_of, workers
from translations.board.work import WORK, waiting_for
from translations.models import TranslationUnit
from translations.places import Scope
from translations.texts import LANGUAGES, Text, language_name

MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Question:
    """A filter: its values with their words; ``many`` may be chosen together."""

    name: str
    title: str
    choices: dict[str, Text]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    label: Text
    kind: str
    url: str


class Filters:
    """The filters of a request, over one scope or over all that the person may see."""

    def __init__(
        self, params: QueryDict, user: AbstractBaseUser, scopes: list[Scope], *, one=False
    ):
        self.params, self.user, self.scopes, self.is_one_scope = params, user, scopes, one
        self.kinds = visible_kinds([scope.key for scope in scopes], user)
        self.words = cleaned(params.get("q", ""))
        self.errors: list[str] = []
        self.supposed: dict[str, list[str]] = {}
        self.is_broad = False  # see kinds.py
        self.chosen = {question.name: self.read(question) for question in self.questions}

    @cached_property
    def questions(self) -> list[Question]:
        asked = [
            Question("language", _("Language"), languages(), many=True),
            Question("state", pgettext("of a translation", "State"), states(), many=True),
            Question("age", _("Last change"), ages()),
            Question("person", _("Person"), people()),
            Question("kind", _("Kind"), {kind_key(k): kind_words(k) for k in self.kinds}),
            Question("work", _("My work"), {name: plain(str(WORK[name])) for name in WORK}),
        ]
        if not self.is_one_scope:
            scopes = {scope.key: scope.title for scope in self.scopes}
            asked.insert(0, Question("scope", pgettext("of translation", "Part"), scopes))
        return asked

    def read(self, question: Question) -> list[str]:
        values = list(dict.fromkeys(v for v in self.params.getlist(question.name) if v.strip()))
        for value in values:
            if value not in question.choices:
                words = _("%(filter)s: “%(value)s” is not known.")
                self.errors.append(words % {"filter": question.title, "value": cleaned(value)})
        if len(values) > 1 and not question.many:
            words = _("%(filter)s: please choose only one.")
            self.errors.append(words % {"filter": question.title})
        return values

    def suppose(self, **values: str) -> None:
        """What holds where the address says nothing; no chip shows it."""
        self.supposed |= {name: [value] for name, value in values.items()}

    def wanted(self, name: str) -> list[str]:
        return self.chosen.get(name) or self.supposed.get(name) or []

    def one(self, name: str) -> str:
        return next(iter(self.wanted(name)), "")

    @property
    def wanted_scopes(self) -> list[Scope]:
        wanted = self.wanted("scope")
        return [scope for scope in self.scopes if not wanted or scope.key in wanted]

    @property
    def wanted_kinds(self) -> list[type]:
        return [kind for kind in self.kinds if self.one("kind") in ("", kind_key(kind))]

    @property
    def supposes_to_do(self) -> bool:
        return self.supposed.get("state") == [TO_DO]

    @property
    def is_used(self) -> bool:
        return bool(self.words or self.errors or any(self.chosen.values()))

    def units(self) -> QuerySet:
        """The texts that match, of what the person may see."""
        if self.errors:
            return TranslationUnit.objects.none()
        units = visible_units(
            self.wanted_scopes, self.user, self.wanted_kinds, by_object=self.is_broad
        ).filter(self.condition())
        return units.filter(self.titled()) if self.words else units

    def condition(self) -> Q:
        """What is asked of a text itself, wherever it stands."""
        found = Q()
        for name, condition in CONDITIONS.items():
            if values := self.wanted(name):
                found &= condition(values)
        if work := self.one("work"):
            found &= waiting_for(work, self.user, self.scopes)
        return found

    def titled(self) -> Q:
        """Objects with the words in their titles; one condition for every kind."""
        found, kinds = Q(pk__in=[]), content_types(self.wanted_kinds)
        for key in {s.key.partition("-")[0]: s.key for s in self.wanted_scopes}.values():
            place = places.place_of(key)
            for model in (kind for kind in place.kinds if kind in kinds):
                objects = place.titled(model, self.words).order_by().values("pk")
                found |= Q(content_type=kinds[model], object_id__in=objects)
        return found

    def chips(self) -> Iterator[Chip]:
        """Every value with the address that drops it; unknown ones too."""
        for question in self.questions:
            for value in self.chosen[question.name]:
                label = question.choices.get(value) or plain(f"{cleaned(value)}?")
                yield Chip(label, question.title, self.address(drop=(question.name, value)))
        if self.words:
            drop = ("q", self.params.get("q", ""))
            yield Chip(plain(self.words), _("Words"), self.address(drop=drop))

    def options(self) -> list[tuple[Question, list[Option]]]:
        return [(asked, list(self.options_of(asked))) for asked in self.questions]

    def options_of(self, asked: Question) -> Iterator[Option]:
        for value, label in asked.choices.items():
            yield Option(value, label, value in self.chosen[asked.name])

    def address(
        self,
        *,
        page: int = 1,
        drop: tuple[str, str] | None = None,
        put: tuple[str, str] | None = None,
    ) -> str:
        """The query string with another page, without one value, or with another one."""
        query = self.params.copy()
        query.pop("page", None)
        for name in list(query):
            kept = [v for v in query.getlist(name) if v.strip() and (name, v) != drop]
            query.setlist(name, kept) if kept else query.pop(name)
        if put:
            query[put[0]] = put[1]
        if page > 1:
            query["page"] = str(page)
        return f"?{query.urlencode()}"


def cleaned(words: str) -> str:
    """Words that a database takes: without NUL and lone surrogates, not too many."""
    whole = words.replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
    return " ".join(whole[:MOST_CHARACTERS].split())


def plain(words: str) -> Text:
    """Words of the interface, which are in the language of the page."""
    return Text(words)


def languages() -> dict[str, Text]:
    return {code: plain(language_name(code)) for code in LANGUAGES}


def states() -> dict[str, Text]:
    named = {name: plain(str(state.label)) for name, state in STATES.items()}
    outdated = pgettext("state of a translation", "outdated")
    to_do = pgettext("state of a translation", "not finished")
    return {**named, OUTDATED: plain(outdated), TO_DO: plain(to_do)}


def ages() -> dict[str, Text]:
    words = {n: ngettext("more than %(n)s day ago", "more than %(n)s days ago", n) for n in AGES}
    return {str(n): plain(sentence % {"n": n}) for n, sentence in words.items()}


def people() -> dict[str, Text]:
    found = {str(person.pk): plain(name_of(person)) for person in workers()}
    return {NOBODY: plain(_("assigned to nobody")), **found}


def kind_words(model: type) -> Text:
    return plain(str(model._meta.verbose_name))
