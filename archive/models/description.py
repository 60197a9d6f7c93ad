"""The elements of ISAD(G) that are words: all but those that find or place an item."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Description(models.Model):
    """Texts of an archival description; empty where a higher level says it already."""

    title = models.CharField(
        _("title"),
        max_length=500,
        help_text=_("For example: First-half report for 2012 of the Consulate General in Osaka."),
    )
    extent = models.CharField(
        _("extent and medium"),
        max_length=300,
        blank=True,
        help_text=_("For example: 3 leaves, typescript."),
    )
    administrative_history = models.TextField(
        _("administrative or biographical history"),
        blank=True,
        help_text=_("Who made these records, and in what office or life."),
    )
    archival_history = models.TextField(
        _("archival history"),
        blank=True,
        help_text=_("Through whose hands the records have come."),
    )
    acquisition = models.TextField(
        _("immediate source of acquisition or transfer"),
        blank=True,
        help_text=_("From whom the archive received them, when and how."),
    )
    scope_and_content = models.TextField(
        _("scope and content"),
        blank=True,
        help_text=_("What the document says and what it is about, in a few sentences."),
    )
    appraisal = models.TextField(
        _("appraisal, destruction and scheduling"),
        blank=True,
        help_text=_("What was kept, what was destroyed, and by which rule."),
    )
    accruals = models.TextField(
        _("accruals"), blank=True, help_text=_("Whether more is expected to come.")
    )
    arrangement = models.TextField(
        _("system of arrangement"),
        blank=True,
        help_text=_("How the records are ordered, for example by year and number."),
    )
    access_conditions = models.CharField(
        _("access conditions"),
        max_length=500,
        blank=True,
        help_text=_("For example: open; consult by appointment."),
    )
    reproduction_conditions = models.TextField(
        _("reproduction conditions"),
        blank=True,
        help_text=_("Who may copy or publish them, and with whose leave."),
    )
    physical_characteristics = models.TextField(
        _("physical characteristics"),
        blank=True,
        help_text=_("Damage, seals, or equipment that is needed to use them."),
    )
    finding_aids = models.TextField(
        _("finding aids"),
        blank=True,
        help_text=_("Inventories and lists, and where to find them."),
    )
    location_of_originals = models.TextField(
        _("existence and location of originals"),
        blank=True,
        help_text=_("Where the originals are, when these are copies."),
    )
    location_of_copies = models.TextField(
        _("existence and location of copies"),
        blank=True,
        help_text=_("Where copies can be seen, for example on microfilm."),
    )
    related_units = models.TextField(
        _("related units of description"),
        blank=True,
        help_text=_("Records elsewhere that belong to the same matter."),
    )
    publication_note = models.TextField(
        _("publication note"),
        blank=True,
        help_text=_("Publications about these records or based on them."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What has no place in any other field.")
    )
    archivists_note = models.TextField(
        _("archivist’s note"),
        blank=True,
        help_text=_("Who wrote this description, from which sources."),
    )
    rules = models.TextField(
        _("rules or conventions"),
        blank=True,
        help_text=_("For example: ISAD(G), second edition, 2000."),
    )
    dates_of_description = models.CharField(
        _("dates of description"),
        max_length=300,
        blank=True,
        help_text=_("When this description was written and revised."),
    )
    credit_line = models.CharField(
        _("credit line"),
        max_length=300,
        blank=True,
        help_text=_("Printed with the picture, for example: National Archives of Japan."),
    )

    class Meta:
        abstract = True
