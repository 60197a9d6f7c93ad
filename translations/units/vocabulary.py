"""The words of the desk: states, origins, what happens to a text."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.IntegerChoices):
    """How far a translation is; ordered, with gaps. *Outdated* is no state: it is computed."""

    MISSING = 0, pgettext_lazy("state of a translation", "missing")
    DRAFT = 10, pgettext_lazy("state of a translation", "draft")
    IN_REVIEW = 20, pgettext_lazy("state of a translation", "in review")
    APPROVED = 30, pgettext_lazy("state of a translation", "approved")


class Origin(models.TextChoices):
    """How a text came about."""

    PERSON = "person", pgettext_lazy("origin of a text", "written by a person")
    IMPORT = "import", pgettext_lazy("origin of a text", "imported")
    MACHINE = "machine", pgettext_lazy("origin of a text", "made by a machine")
    SYSTEM = "system", pgettext_lazy("origin of a text", "not known")


class Action(models.TextChoices):
    """What happened to a unit."""

    WRITTEN = "written", pgettext_lazy("history of a text", "written")
    CLEARED = "cleared", pgettext_lazy("history of a text", "cleared")
    SUBMITTED = "submitted", pgettext_lazy("history of a text", "submitted for review")
    SENT_BACK = "sent back", pgettext_lazy("history of a text", "sent back")
    APPROVED = "approved", pgettext_lazy("history of a text", "approved")
    STILL_CORRECT = "still correct", pgettext_lazy("history of a text", "found still correct")
    SMALL_CORRECTION = (
        "small correction",
        pgettext_lazy("history of a text", "source corrected, translation stays valid"),
    )
    RESTORED = "restored", pgettext_lazy("history of a text", "restored")
    NEW_SOURCE = "new source", pgettext_lazy("history of a text", "source language changed")
