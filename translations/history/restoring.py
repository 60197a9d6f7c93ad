"""An earlier state again: one column, one row, or everything; as a new version.

What is written goes through what a form would ask: the columns' own checks, the model's ``clean``,
its constraints, a text in the source language where one is required. A restore that cannot be made
raises ``RestoreError`` with a sentence, and nothing is changed.
"""

from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from modeltranslation.fields import TranslationField

from translations.history import bringing_back
from translations.history.bringing_back import RestoreError, sentence
from translations.history.comparing import differing, key_words
from translations.history.recording import Key, Row, links, noting_links, told
from translations.history.states import State, link_of, newest, state
from translations.history.words import LINKS, as_python, label_of
from translations.models import Translated, TranslationUnit
from translations.texts import exact
from translations.units.actions import settled
from translations.units.authorship import acting
from translations.units.vocabulary import Action

EVERYTHING = "all"
RESTORED = "restored"  # the note of such a version; pages say it in the language of the reader
# What has an action of its own.
ELSEWHERE = {"source_language", "uuid", "merged_into_id"}


@dataclass
class Restored:
    """Stands for the form where an admin saves: what was changed, and what stood there."""

    instance: models.Model
    changed_data: list[str] = field(default_factory=list)
    initial: dict[str, object] = field(default_factory=dict)
    cleaned_data: dict[str, object] = field(default_factory=dict)


def writable(user: AbstractBaseUser, obj: models.Model, name: str) -> bool:
    """Whether this person may write a column of an object.

    The source and what is shared by the permission for the model, translations by that for the
    language.
    """
    column, meta = told(type(obj))[name], obj._meta
    is_translation = isinstance(column, TranslationField) and column.language != obj.source_language
    if is_translation:
        return user.has_perm(f"translations.translate_{column.language}", obj)
    permission = f"{meta.app_label}.change_{meta.model_name}"
    return name not in ELSEWHERE and user.has_perm(permission, obj)


@transaction.atomic
def restore(obj: models.Model, moment: int, what: str, *, seen: int, admin, request) -> int:
    """Bring ``what`` (a column's key, a row's, or everything) back to what it was then.

    ``seen`` is the newest change when the page was opened; ``admin`` saves the object with all
    that belongs to saving it. Returns how many columns and rows were restored.
    """
    model, pk = type(obj), obj.pk
    model._base_manager.select_for_update(of=("self",)).get(pk=pk)
    if newest(model, pk) != seen:
        raise RestoreError(
            _("Somebody has changed this since you opened the page. Please look at it again.")
        )
    present, former = state(model, pk), state(model, pk, moment)
    if not former:
        raise RestoreError(_("At that time there was nothing here yet."))
    with acting(actor=request.user, note=RESTORED):
        try:
            with transaction.atomic():
                done = Restoring(request, admin, what, obj).restore(present, former)
        except ValidationError as error:
            raise RestoreError(sentence(error)) from error
        except IntegrityError as error:
            words = _("This cannot be restored: it contradicts what is there by now.")
            raise RestoreError(words) from error
    if not done:
        raise RestoreError(_("There is nothing to restore: it is the same now."))
    return done


class Restoring:
    """One restore at work."""

    def __init__(self, request, admin, what: str, obj: models.Model):
        self.request, self.admin, self.what, self.obj = request, admin, what, obj
        self.user, self.done = request.user, 0

    def is_meant(self, key: Key, name: str = "") -> bool:
        words = key_words(key)
        return self.what in (EVERYTHING, words) or (bool(name) and self.what == f"{words}:{name}")

    def restore(self, present: State, former: State) -> int:
        for key in [key for key in present if key not in former]:
            if self.is_meant(key):
                self.remove(key)
        for key, row in former.items():
            if key in present:
                self.change(key, row, present[key])
            elif self.is_meant(key):
                self.bring_back(key)
        return self.done

    def remove(self, key: Key) -> None:
        """A part that was added since goes again; it can itself be brought back."""
        self.require(key[0], "delete")
        key[0]._default_manager.get(pk=key[1]).delete()
        self.done += 1

    def bring_back(self, key: Key) -> None:
        """A part that was deleted since."""
        self.require(key[0], "add")
        deletion = bringing_back.latest_deletion(*key)
        if deletion is None:
            raise RestoreError(_("This was moved elsewhere since; it cannot be taken from there."))
        bringing_back.bring_back(deletion, actor=self.user)
        self.done += 1

    def change(self, key: Key, former: Row, present: Row) -> None:
        names = [n for n in differing(key[0], former, present) if self.is_meant(key, n)]
        obj = key[0]._default_manager.get(pk=key[1])
        if self.what != EVERYTHING and not all(writable(self.user, obj, n) for n in names):
            raise PermissionDenied
        names = [name for name in names if writable(self.user, obj, name)]
        if not names:
            return
        own = [name for name in names if name not in links(key[0])]
        if own:
            form = put_in(obj, {name: former[name] for name in own})
            check(obj, own)
            self.save(obj, form, own)
        for name in own:
            settle_unit(obj, name, self.user)
        for name in set(names) - {*own}:
            link_again(obj, name, former[name])
        self.done += len(names)

    def save(self, obj: models.Model, form: Restored, names: list[str]) -> None:
        """The object as its admin saves it, a part by itself."""
        if type(obj) is self.admin.model:
            self.admin.save_model(self.request, obj, form, True)
            self.admin.after_restoring(self.request, form)
            beside = [name for name in names if not obj._meta.get_field(name).editable]
            if beside:
                obj.save(update_fields=beside)
        else:
            obj.save(update_fields=[*names, *({"changed_at"} & {f.name for f in obj._meta.fields})])
        bringing_back.settle(obj, form.changed_data)

    def require(self, model: type[models.Model], verb: str) -> None:
        meta = model._meta
        if not self.user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}", self.obj):
            raise PermissionDenied


def put_in(obj: models.Model, row: Row) -> Restored:
    """Write earlier values into an object (not saved)."""
    form = Restored(obj)
    for name, value in row.items():
        column = told(type(obj))[name]
        check_target(column, value)
        form.initial[column.name] = getattr(obj, name)
        value = as_python(column, value)
        setattr(obj, name, value)
        form.changed_data.append(column.name)
        form.cleaned_data[column.name] = value
    return form


def link_again(obj: models.Model, name: str, keys: list[int]) -> None:
    """Links to many objects, which must still be there."""
    field = links(type(obj))[name]
    for key in keys:
        check_target(field, key)
    with noting_links(obj):
        getattr(obj, name).set(keys)


def check_target(column: models.Field, value: object) -> None:
    """What an earlier link named must still be there."""
    if not isinstance(column, LINKS) or value is None:
        return
    if not column.related_model._base_manager.filter(pk=value).exists():
        words = _("This cannot be restored: the “%(what)s” that it named is no longer there.")
        raise RestoreError(words % {"what": column.verbose_name})


def check(obj: models.Model, names: list[str]) -> None:
    """Everything that a form would ask. Raises ``ValidationError``."""
    others = {field.name for field in obj._meta.concrete_fields if field.attname not in names}
    obj.clean_fields(exclude=others)
    for name in names:
        check_required(obj, told(type(obj))[name])
    link = getattr(obj, "history_whole", "")
    if link and names == [link_of(type(obj))]:
        return
    obj.clean()
    obj.validate_unique()
    obj.validate_constraints()


def check_required(obj: models.Model, column: models.Field) -> None:
    """A text that must be there, in the language in which the object was written."""
    if not isinstance(column, TranslationField) or column.translated_field.blank:
        return
    bare = column.translated_field.name
    if column.language == obj.source_language and not exact(obj, bare, column.language):
        words = _("“%(field)s” was empty then, and must not be.")
        raise RestoreError(words % {"field": label_of(type(obj), column.name)})


def settle_unit(obj: models.Model, name: str, actor: AbstractBaseUser) -> None:
    """A translation that is written again was made from the source that it was made from then."""
    column = told(type(obj))[name]
    if not isinstance(obj, Translated) or not isinstance(column, TranslationField):
        return
    units = TranslationUnit.objects.of(obj).filter(field=column.translated_field.name)
    unit = units.filter(language=column.language).first()
    if unit is None or unit.is_source or not unit.text:
        return
    then = unit.revisions.filter(text=unit.text).exclude(made_from="").order_by("-id")[1:2]
    for revision in then:
        values = {"made_from": revision.made_from, "source_text": revision.source_text}
        settled(unit, Action.RESTORED, actor, **values)
