"""Repositories after ISDIAH; they nest (an archive and its divisions)."""

import re
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.citations import check_style
from archive.models.found import Concerned, Found, FoundQuerySet, only
from archive.names.identifiers import fault
from translations.models import Translated, TranslatedQuerySet
from translations.texts import exact

COUNTRY = re.compile("[A-Z]{2}")


class ReferenceScheme(models.TextChoices):
    VERBATIM = "verbatim", _("As written")
    FUND_FILE_UNIT = "fund-file-unit", _("Fund, file, unit (Ф, Д, ХН)")


class RepositoryQuerySet(FoundQuerySet, TranslatedQuerySet):
    def for_display(self):
        """With as many parents as a citation names."""
        return self.select_related("parent__parent__parent")


class Repository(Found, Translated):
    """An institution, or a division of one, that holds archival material."""

    source_id = models.CharField(
        _("identifier of the sender"), max_length=200, unique=True, null=True, blank=True
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        _("name"), max_length=300, help_text=_("For example National Archives of Japan.")
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences for readers.")
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="divisions",
        help_text=_("The institution that this division belongs to."),
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, for example JP or MN.")
    )
    isil = models.CharField(
        "ISIL", max_length=30, blank=True, help_text=_("For example JP-1001234.")
    )
    parallel_names = models.TextField(
        _("other names"), blank=True, help_text=_("One to a line: earlier and short names.")
    )
    history = models.TextField(_("history"), blank=True)
    holdings = models.TextField(
        _("holdings"), blank=True, help_text=_("What it keeps, in a few sentences.")
    )
    address = models.TextField(_("postal address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    opening_times = models.TextField(_("opening times"), blank=True)
    access = models.TextField(
        _("conditions of access"), blank=True, help_text=_("Who may come, and what to bring.")
    )
    accessibility = models.TextField(
        _("accessibility"), blank=True, help_text=_("How to get there, and into the house.")
    )
    reference_scheme = models.CharField(
        _("reference scheme"),
        max_length=20,
        choices=ReferenceScheme,
        default=ReferenceScheme.VERBATIM,
        help_text=_("How this repository writes its reference codes."),
    )
    citation_style = models.CharField(
        _("citation style"),
        max_length=300,
        blank=True,
        help_text=_(
            "How this repository is cited in this language, with {repository}, {code}, {title} "
            "and {date}. Empty for the usual style."
        ),
    )

    objects = RepositoryQuerySet.as_manager()

    @classmethod
    def concerned(cls, keys: Sequence[int]) -> Concerned:
        return only("repository", keys)

    class Meta:
        verbose_name = _("repository")
        verbose_name_plural = _("repositories")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="repository_not_its_own_parent"
            )
        ]

    def __str__(self) -> str:
        return str(self.text("name")) or _("Repository without a name")

    def get_absolute_url(self) -> str:
        return reverse("archive:repository", args=[self.pk])

    def lineage(self) -> list["Repository"]:
        """From the outermost institution to this one."""
        chain, seen = [self], {self.pk}
        while (parent := chain[0].parent) is not None and parent.pk not in seen:
            chain.insert(0, parent)
            seen.add(parent.pk)
        return chain

    def citation_style_in(self, language: str) -> str:
        """The house style in that language alone: a style never falls back to another grammar."""
        return exact(self, "citation_style", language)

    def clean(self) -> None:
        super().clean()
        self.clean_identity()
        if self.pk and self.parent_id and self.pk in {r.pk for r in self.parent.lineage()}:
            raise ValidationError(
                {"parent": _("A repository cannot be part of itself or of one of its divisions.")}
            )
        self.clean_styles()

    def clean_identity(self) -> None:
        """The country by its code (ISO 3166-1), the ISIL in its form (ISO 15511)."""
        self.country, self.isil = self.country.strip().upper(), self.isil.strip()
        faults = {}
        if self.country and not COUNTRY.fullmatch(self.country):
            faults["country"] = _("A country is written with two letters, for example JP or MN.")
        if self.isil and (words := fault(f"isil:{self.isil}")):
            faults["isil"] = words
        if faults:
            raise ValidationError(faults)

    def clean_styles(self) -> None:
        for name in ("citation_style_en", "citation_style_ja", "citation_style_mn"):
            if style := getattr(self, name, ""):
                try:
                    check_style(style)
                except ValueError as error:
                    raise ValidationError({name: str(error)}) from error
