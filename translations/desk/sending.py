"""What a sent desk asks for, done as a whole or not at all.

A button's value is a verb, or a verb and a number: ``save``, ``approve``, ``approve:12``. Texts
that were touched are written first where the verb is about texts; where it is not (a comment, a
proposal) they are kept as private drafts, so that nothing is lost by pressing any button.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from translations.desk import drafts
from translations.desk.fields import as_sent, kind_of
from translations.desk.pane import Trouble
from translations.desk.verbs import VERBS
from translations.forms import digest
from translations.models import TranslationUnit
from translations.units import actions
from translations.units.actions import ActionError, Conflict
from translations.units.rights import may_translate

OF_OTHERS = ("resolve", "reopen", "take", "drop")  # their number is no unit's
NAMES = ("text", "version", "loaded", "source", "choice", "settle")
WRITING = ("save", "submit", "approve", "still-correct")


@dataclass(frozen=True, slots=True)
class Typed:
    """What came back for one unit."""

    text: str
    version: int
    loaded: str  # fingerprint of the text that was in the field
    source: str  # the wording of the source that stood beside it
    choice: str  # mine or theirs, after a conflict
    must_choose: bool
    has_field: bool

    @property
    def is_touched(self) -> bool:
        return self.has_field and self.choice != "theirs" and digest(self.text) != self.loaded


@dataclass
class Sending:
    """A desk that somebody sends. ``said`` is what to tell them, ``troubles`` why it failed."""

    user: AbstractBaseUser
    obj: models.Model
    language: str
    data: QueryDict
    said: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    troubles: dict[int, Trouble] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    written: set[int] = field(default_factory=set)
    place: int = 0  # the unit to which the page returns

    def __post_init__(self):
        self.verb, _colon, number = self.data.get("do", "save").partition(":")
        self.number = int(number) if number.isdecimal() else 0
        self.place = 0 if self.verb in OF_OTHERS else self.number
        self.units = self.units_now()
        self.typed = {key: self.read(unit) for key, unit in self.units.items()}

    def units_now(self) -> dict[int, TranslationUnit]:
        units = TranslationUnit.objects.of(self.obj).into(self.language).order_by("pk")
        return {unit.pk: unit for unit in units}

    def read(self, unit: TranslationUnit) -> Typed:
        values = {name: self.data.get(f"{name}-{unit.pk}", "") for name in NAMES}
        return Typed(
            text=as_sent(kind_of(self.obj, unit.field), values["text"]),
            version=int(values["version"]) if values["version"].isdecimal() else 0,
            loaded=values["loaded"],
            source=values["source"],
            choice=values["choice"],
            must_choose=bool(values["settle"]),
            has_field=f"text-{unit.pk}" in self.data,
        )

    @property
    def failed(self) -> bool:
        return bool(self.troubles or self.faults)

    @property
    def touched(self) -> dict[int, str]:
        return {key: typed.text for key, typed in self.typed.items() if typed.is_touched}

    def perform(self) -> bool:
        """Everything in one transaction; on failure nothing is done and what was typed is kept."""
        if self.verb not in VERBS:
            raise Http404
        with transaction.atomic():
            self.lock()
            if self.verb in WRITING:
                self.write()
            if not self.failed:
                self.attempt(VERBS[self.verb])
            if self.failed:
                transaction.set_rollback(True)
        if self.failed or self.verb not in WRITING:
            self.keep_typed()
        return not self.failed

    def lock(self) -> None:
        """The object before its units, like everybody who writes texts."""
        rows = type(self.obj)._base_manager.select_for_update(of=("self",))
        rows.only("pk").get(pk=self.obj.pk)

    def attempt(self, what: Callable[["Sending"], None]) -> None:
        try:
            what(self)
        except Conflict as conflict:
            self.note_conflict(conflict.unit)
        except ActionError as error:
            self.faults.append(str(error))

    # Texts

    def write(self) -> None:
        chosen = [self.number] if self.verb == "still-correct" else list(self.units)
        for key in chosen:
            if key in self.units:
                self.write_one(self.units[key], self.typed[key])

    def write_one(self, unit: TranslationUnit, typed: Typed) -> None:
        if typed.must_choose and typed.choice not in ("mine", "theirs"):
            self.note_conflict(unit)
        elif typed.is_touched:
            try:
                self.put(unit, typed)
            except Conflict as conflict:
                self.note_conflict(conflict.unit)
            except ValidationError as error:
                self.troubles[unit.pk] = Trouble("fault", " ".join(error.messages))
            except ActionError as error:
                self.troubles[unit.pk] = Trouble("fault", str(error))
        elif typed.has_field and (typed.choice == "theirs" or self.had_draft(unit)):
            drafts.discard(unit, self.user)

    def put(self, unit: TranslationUnit, typed: Typed) -> None:
        fresh = actions.write(
            unit, typed.text, actor=self.user, version=typed.version, source_seen=typed.source
        )
        self.units[unit.pk] = fresh
        self.written.add(unit.pk)
        if fresh.is_outdated:
            self.warnings.append(
                _(
                    "The source of “%(field)s” was changed while you were writing. Your "
                    "translation is kept; please look at what has changed."
                )
                % {"field": self.label(fresh)}
            )

    def had_draft(self, unit: TranslationUnit) -> bool:
        return bool(self.data.get(f"drafted-{unit.pk}"))

    def note_conflict(self, fresh: TranslationUnit) -> None:
        """Both texts are shown where both exist; where only theirs is new, that is said."""
        typed = self.typed[fresh.pk]
        mine = typed.is_touched and digest(typed.text) != digest(fresh.text)
        person = str(fresh.made_by or _("Somebody else"))
        words = (
            _("%(person)s has changed this text since you opened it. Please choose.")
            if mine
            else _("%(person)s has changed this text since you opened it. Please look at it again.")
        )
        self.troubles[fresh.pk] = Trouble(
            kind="conflict" if mine else "stale",
            words=words % {"person": person},
            theirs=fresh.text,
            person=person,
        )

    def keep_typed(self) -> None:
        if not self.touched or not may_translate(self.user, self.language, self.obj):
            return
        units = self.units_now()  # as they are after a roll-back
        discarded = self.number if self.verb == "discard" else 0
        for key, text in self.touched.items():
            if key == discarded:
                continue
            typed = self.typed[key]
            drafts.keep(units[key], self.user, text, version=typed.version, source=typed.source)

    # Words

    def label(self, unit: TranslationUnit) -> str:
        return kind_of(self.obj, unit.field).label

    def chosen(self) -> Iterable[TranslationUnit]:
        """The unit that the button names, or all."""
        if not self.number:
            return list(self.units.values())
        if self.number not in self.units:
            raise Http404
        return [self.units[self.number]]

    def one(self) -> TranslationUnit:
        return next(iter(self.chosen())) if self.number else self.missing()

    def missing(self):
        raise Http404

    def version_of(self, unit: TranslationUnit) -> int:
        """What the sender has seen; of a text just written, what came of it."""
        return unit.version if unit.pk in self.written else self.typed[unit.pk].version
