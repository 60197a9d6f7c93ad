"""The translators' desk of the demonstration: states, a comment and terms, so that it is alive.

Made once, when the demonstration is loaded first: what people do at the desk afterwards stays.
"""

from pathlib import Path

import yaml
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from exhibits.models import Panel
from translations.memory import rebuild
from translations.models import Comment, Origin, State, Term, TermForm, TranslationUnit
from translations.units.wording import fingerprint

FILE = Path(__file__).parent / "desk.yaml"
WRITERS = {"en": "curator", "ja": "translator-ja", "mn": "translator-mn"}


@transaction.atomic
def load_desk() -> None:
    """Nothing happens when anything has been approved already."""
    units = TranslationUnit.objects.all()
    if units.filter(state=State.APPROVED).exists():
        return
    given = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    people = {person.username: person for person in get_user_model().objects.all()}
    approve_all(units, people)
    for row in given["in_review"]:
        reopened(row, state=State.IN_REVIEW)
    for row in given["drafts"]:
        reopened(row, state=State.DRAFT, assigned_to=people[WRITERS[row["language"]]])
    rebuild()
    for row in given["outdated"]:
        make_outdated(row)
    for row in given["comments"]:
        load_comment(row, people)
    for row in given["terms"]:
        load_term(row)


def approve_all(units, people: dict) -> None:
    now = timezone.now()
    for code, writer in WRITERS.items():
        written = units.filter(language=code, state=State.DRAFT)
        written.update(
            state=State.APPROVED,
            made_how=Origin.PERSON,
            made_by=people[writer],
            approved_by=people["reviewer"],
            approved_at=now,
        )


def units_of(row: dict):
    panel = Panel.objects.get(slug=row["panel"])
    units = TranslationUnit.objects.of(panel).into(row["language"])
    return units.filter(field=row["field"]) if "field" in row else units


def reopened(row: dict, **values) -> None:
    written = units_of(row).exclude(state=State.MISSING)
    written.update(approved_by=None, approved_at=None, **values)


def make_outdated(row: dict) -> None:
    """As if the source had been changed after it was translated."""
    unit = units_of(row).get()
    former = unit.source_text.replace(row["is"], row["was"])
    if former == unit.source_text:
        raise ValueError(f"{row['panel']} does not say {row['is']!r}.")
    units_of(row).update(source_text=former, made_from=fingerprint(former))


def load_comment(row: dict, people: dict) -> None:
    comment = Comment.objects.create(
        unit=units_of(row).get(), person=people[row["person"]], text=row["text"]
    )
    named = [person for name, person in people.items() if f"@{name}" in row["text"]]
    comment.mentions.set(named)


def load_term(row: dict) -> None:
    term = Term.objects.create(note=row["note"])
    kinds = TermForm.Kind
    forms = [
        TermForm(term=term, language=code, text=word, kind=kind)
        for code in WRITERS
        for place, word in enumerate(row[code])
        for kind in [kinds.ALLOWED if place else kinds.PREFERRED]
    ]
    forms += [
        TermForm(term=term, language=code, text=word, kind=kinds.FORBIDDEN)
        for code, words in row.get("avoid", {}).items()
        for word in words
    ]
    TermForm.objects.bulk_create(forms)
