"""The panes of an object: one for every text, gathered with a query for each kind of thing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from translations.desk.fields import kind_of
from translations.desk.pane import Pane, Proposed, Wording
from translations.forms import digest
from translations.models import Comment, PersonalDraft, Proposal, TranslationUnit
from translations.states import translated_fields
from translations.texts import Text, exact
from translations.units import keeping
from translations.units.difference import difference
from translations.units.rights import may_review, may_translate

if TYPE_CHECKING:
    from translations.desk.sending import Sending


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, at which languages, in a scope with which rules."""

    user: AbstractBaseUser
    language: str
    third: str = ""
    needs_second_reader: bool = False
    continue_with: str = ""  # key of the unit whose older draft is to be gone on with


def units_of(obj: models.Model, language: str) -> list[TranslationUnit]:
    """The units of an object in a language, in the order of its fields."""
    order = {name: number for number, name in enumerate(translated_fields(type(obj)))}
    people = ("made_by", "approved_by", "assigned_to")
    units = TranslationUnit.objects.of(obj).into(language).select_related(*people)
    found = sorted((u for u in units if u.field in order), key=lambda unit: order[unit.field])
    expected = [n for n in order if exact(obj, n, obj.source_language) or exact(obj, n, language)]
    if language != obj.source_language and len(found) < len(expected):
        keeping.keep([obj])  # something has written past the models
        found = sorted((u for u in units.all() if u.field in order), key=lambda u: order[u.field])
    return found


def panes_of(obj: models.Model, reader: Reader) -> list[Pane]:
    """A pane for every text that there is something to read or to write in."""
    if reader.language == obj.source_language:
        return source_panes(obj, reader)
    units = units_of(obj, reader.language)
    panes = [pane_of(obj, unit, reader) for unit in units]
    panes = [pane for pane in panes if pane.source.text or pane.present.text]
    by_unit = {pane.unit.pk: pane for pane in panes}
    add_drafts(by_unit, reader)
    add_comments(by_unit)
    add_proposals(by_unit)
    return panes


def source_panes(obj: models.Model, reader: Reader) -> list[Pane]:
    """The source alone, to be read."""
    found = []
    for name in translated_fields(type(obj)):
        wording = wording_of(obj, name, obj.source_language)
        if wording.text:
            third = wording_of(obj, name, reader.third) if reader.third else None
            found.append(Pane(kind_of(obj, name), None, wording, wording, third=third))
    return found


def wording_of(obj: models.Model, name: str, language: str) -> Wording:
    return Wording(Text(exact(obj, name, language), language), kind_of(obj, name).is_rich)


def pane_of(obj: models.Model, unit: TranslationUnit, reader: Reader) -> Pane:
    present = wording_of(obj, unit.field, unit.language)
    reviews = may_review(reader.user, unit.language, unit)
    own = unit.made_by_id is not None and unit.made_by_id == reader.user.pk
    return Pane(
        kind=kind_of(obj, unit.field),
        unit=unit,
        source=wording_of(obj, unit.field, obj.source_language),
        present=present,
        third=wording_of(obj, unit.field, reader.third) if reader.third else None,
        text=present.text.value,
        may_write=may_translate(reader.user, unit.language, unit),
        may_review=reviews,
        second_must_approve=reviews and own and reader.needs_second_reader,
    )


def add_drafts(panes: Mapping[int, Pane], reader: Reader) -> None:
    """One's own draft stands in the field if nobody has changed the text since it was begun."""
    drafts = PersonalDraft.objects.filter(unit__in=list(panes), person=reader.user)
    for draft in drafts:
        pane = panes[draft.unit_id]
        if not pane.may_write or digest(draft.text) == pane.loaded:
            continue
        pane.draft = draft
        asked = reader.continue_with == str(draft.unit_id)
        if asked or draft.version == pane.unit.version:
            pane.text, pane.draft_is_shown = draft.text, True


def add_comments(panes: Mapping[int, Pane]) -> None:
    comments = Comment.objects.filter(unit__in=list(panes)).select_related("person", "resolved_by")
    for comment in comments:
        panes[comment.unit_id].comments.append(comment)


def add_proposals(panes: Mapping[int, Pane]) -> None:
    for proposal in Proposal.objects.filter(unit__in=list(panes)).select_related("person"):
        pane = panes[proposal.unit_id]
        now = pane.present.text.value
        changes = difference(now, proposal.text, rich=pane.kind.is_rich)
        pane.proposals.append(Proposed(proposal, changes))


def put_back(panes: Iterable[Pane], sending: "Sending") -> None:
    """What was typed stands in its field again, with what stood in its way.

    It stays a translation of the source that its writer saw: if that was changed, saving says so.
    """
    for pane in panes:
        key = pane.unit.pk if pane.unit else 0
        pane.trouble = sending.troubles.get(key)
        if key in sending.touched and not (pane.trouble and pane.trouble.kind == "stale"):
            pane.text, pane.draft, pane.draft_is_shown = sending.touched[key], None, False
            pane.source_seen = sending.typed[key].source


def media_of(panes: Sequence[Pane]) -> forms.Media:
    """The scripts that the widgets of these panes need."""
    media = forms.Media()
    for pane in panes:
        if pane.may_write:
            media = media + pane.kind.widget(pane.unit.language).media
    return media
