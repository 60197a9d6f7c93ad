"""Authority records after ISAAR(CPF): agents, places and subjects, with all forms of their name."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.dated import Dated
from archive.models.items import ArchivalItem
from translations.models import Translated


class Name(Dated, Translated):
    """A person, family, corporate body, place or subject; its date is that of its existence.

    ``name`` in each language is the preferred form; every other form is a ``NameForm``.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        FAMILY = "family", _("Family")
        CORPORATE_BODY = "corporate body", _("Corporate body")
        PLACE = "place", _("Place")
        SUBJECT = "subject", pgettext_lazy("kind of name", "Subject")

    AGENTS = (Kind.PERSON, Kind.FAMILY, Kind.CORPORATE_BODY)

    source_id = models.CharField(
        _("identifier of the sender"), max_length=200, unique=True, null=True, blank=True
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.PERSON)
    name = models.CharField(
        _("preferred name"),
        max_length=300,
        help_text=_("As it is known in this language, for example Tsakhiagiin Elbegdorj."),
    )
    history = models.TextField(
        _("history"), blank=True, help_text=_("A life or a history in a few sentences.")
    )
    external_ids = models.JSONField(_("identifiers elsewhere"), default=list, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.CASCADE, related_name="+"
    )
    merge_record = models.JSONField(default=dict, editable=False)
    sort_en = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    sort_ja = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    sort_mn = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    search_text = models.TextField(editable=False, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["sort_en", "id"]

    def __str__(self) -> str:
        return str(self.text("name")) or str(_("Name without a form"))

    def get_absolute_url(self) -> str:
        return reverse("archive:name", args=[self.pk])


class NameForm(models.Model):
    """One written form of a name besides the preferred ones."""

    class Kind(models.TextChoices):
        VARIANT = "variant", _("Variant")
        FORMER = "former", pgettext_lazy("kind of name form", "Former")
        INITIALS = "initials", _("With initials")
        READING = "reading", pgettext_lazy("kind of name form", "Reading")

    name = models.ForeignKey(
        Name, verbose_name=_("name"), on_delete=models.CASCADE, related_name="forms"
    )
    form = models.CharField(_("form"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.VARIANT)
    language = models.CharField(
        _("language"), max_length=20, blank=True, help_text=_("A code, for example mn, ja or ru.")
    )
    script = models.CharField(
        _("script"),
        max_length=4,
        blank=True,
        help_text=_("Four letters, for example Cyrl, Latn, Kana or Mong."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("form of the name")
        verbose_name_plural = _("forms of the name")
        ordering = ["name", "order", "id"]

    def __str__(self) -> str:
        return self.form


class Role(models.TextChoices):
    """What a name has to do with an item or a panel."""

    CREATOR = "creator", _("Creator")
    AUTHOR = "author", _("Author")
    ADDRESSEE = "addressee", _("Addressee")
    SIGNATORY = "signatory", _("Signatory")
    PHOTOGRAPHER = "photographer", _("Photographer")
    PUBLISHER = "publisher", _("Publisher")
    COLLECTOR = "collector", _("Collector")
    MENTIONED = "mentioned", _("Told of")


class NameLink(models.Model):
    """A name and an archival item, with the role of the one for the other."""

    item = models.ForeignKey(
        ArchivalItem,
        verbose_name=_("archival item"),
        on_delete=models.CASCADE,
        related_name="name_links",
    )
    name = models.ForeignKey(
        Name, verbose_name=_("name"), on_delete=models.PROTECT, related_name="item_links"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.MENTIONED)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("linked name")
        verbose_name_plural = _("linked names")
        ordering = ["item", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "name", "role"],
                name="name_once_per_role",
                violation_error_message=_("This name has this role already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"
