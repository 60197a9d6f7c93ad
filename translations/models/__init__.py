"""Translated objects, the units of their translation, and what people keep beside them."""

from translations.models.desk import Comment, DigestWish, Dismissal, PersonalDraft, Proposal
from translations.models.glossary import Term, TermForm
from translations.models.history import Change, Presence
from translations.models.memory import MemoryEntry, MemoryMark
from translations.models.recorded import Recorded, RecordedQuerySet
from translations.models.translated import Language, Translated, TranslatedQuerySet
from translations.models.units import TranslationUnit, UnitRevision
from translations.units.vocabulary import Action, Origin, State

__all__ = [
    "Action",
    "Change",
    "Comment",
    "DigestWish",
    "Dismissal",
    "Language",
    "MemoryEntry",
    "MemoryMark",
    "Origin",
    "PersonalDraft",
    "Presence",
    "Proposal",
    "Recorded",
    "RecordedQuerySet",
    "State",
    "Term",
    "TermForm",
    "Translated",
    "TranslatedQuerySet",
    "TranslationUnit",
    "UnitRevision",
]
