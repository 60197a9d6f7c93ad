"""Archival items: units of description at every level (ISAD(G))."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.citations import Citation, cite
from archive.models.dated import Dated
from archive.models.description import Description
from archive.models.repositories import Repository
from archive.reference_codes import code_key, natural_sort_key
from archive.rights import RIGHTS
from search.analysis import fold
from translations.models import Translated
from translations.texts import LANGUAGES, exact


class Level(models.TextChoices):
    """ISAD(G) 3.1.4, with the storage unit of Mongolian practice."""

    FONDS = "fonds", _("Fonds")
    SUBFONDS = "subfonds", _("Subfonds")
    SERIES = "series", _("Series")
    SUBSERIES = "subseries", _("Subseries")
    FILE = "file", pgettext_lazy("level of description", "File")
    UNIT = "unit", pgettext_lazy("level of description", "Unit")
    ITEM = "item", pgettext_lazy("level of description", "Item")


class MaterialType(models.TextChoices):
    TEXT = "text", pgettext_lazy("material type", "Text")
    PHOTOGRAPH = "photograph", _("Photograph")
    MAP = "map", _("Map")
    DRAWING = "drawing", _("Drawing")
    FILM = "film", _("Film")
    SOUND = "sound", _("Sound")
    OBJECT = "object", _("Object")
    DATASET = "dataset", _("Data")


class ViewingDirection(models.TextChoices):
    """IIIF Presentation 3, viewingDirection."""

    LEFT_TO_RIGHT = "left-to-right", _("To the right")
    RIGHT_TO_LEFT = "right-to-left", _("To the left")
    TOP_TO_BOTTOM = "top-to-bottom", _("Downwards")


def open_now(prefix: str = "") -> models.Q:
    """Items that readers may see today; ``prefix`` is the way to the item (``item__``)."""
    until = f"{prefix}closed_until"
    opened = models.Q(**{until: None}) | models.Q(**{f"{until}__lte": timezone.localdate()})
    return opened & models.Q(**{f"{prefix}is_public": True})


class ArchivalItemQuerySet(models.QuerySet):
    def public(self):
        """What readers may see today."""
        return self.filter(open_now())

    def for_display(self):
        return self.select_related("repository__parent__parent")

    def with_pictures(self):
        return self.prefetch_related("digital_objects")

    def in_browsing_order(self):
        """What can be looked at first, then by code."""
        return self.order_by("-is_digitised", "code_sort", "order", "id")

    def in_code_order(self):
        """Natural order of codes: Unit-9 before Unit-66."""
        return self.order_by("code_sort", "order", "id")

    def citing(self, repository: Repository, code: str):
        """Items of a repository that the code may mean, whatever grammar it is written in."""
        return self.filter(
            repository=repository, code_key=code_key(code, repository.reference_scheme)
        )

    def below(self, item: "ArchivalItem"):
        return self.filter(path__startswith=item.path).exclude(pk=item.pk)


class ArchivalItem(Description, Dated, Translated):
    """One unit of description, from fonds to item. Its reference code need not be unique."""

    source_id = models.CharField(
        _("identifier of the sender"), max_length=200, unique=True, null=True, blank=True
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    repository = models.ForeignKey(
        Repository,
        verbose_name=_("repository"),
        on_delete=models.PROTECT,
        related_name="items",
        help_text=_("Who holds it."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("The fonds, series, file or unit that this belongs to."),
    )
    path = models.CharField(max_length=200, editable=False, db_index=True)
    order = models.PositiveIntegerField(_("order"), default=0, editable=False)
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.ITEM)
    reference_code = models.CharField(
        _("reference code"),
        max_length=200,
        blank=True,
        db_index=True,
        help_text=_(
            "Exactly as the repository writes it, for example Fund-59, File-1, Unit-548. "
            "Several items may share one code."
        ),
    )
    code_key = models.CharField(max_length=200, editable=False, db_index=True, blank=True)
    code_sort = models.CharField(max_length=400, editable=False, db_index=True, blank=True)
    material_type = models.CharField(
        _("material type"), max_length=12, choices=MaterialType, default=MaterialType.TEXT
    )
    language_of_material = models.CharField(
        _("language of material"),
        max_length=100,
        blank=True,
        help_text=_("Language codes joined by |, for example mn|ja; mn-Mong for the old script."),
    )
    rights = models.CharField(_("rights"), max_length=200, choices=RIGHTS, blank=True)
    is_public = models.BooleanField(
        _("public"), default=True, help_text=_("Readers see only public items.")
    )
    closed_until = models.DateField(
        _("closed until"),
        null=True,
        blank=True,
        help_text=_("Readers see it from this day on; empty when it is open."),
    )
    viewing_direction = models.CharField(
        _("viewing direction"),
        max_length=13,
        choices=ViewingDirection,
        default=ViewingDirection.LEFT_TO_RIGHT,
        help_text=_("How the pages follow each other; old Japanese books run to the left."),
    )
    is_digitised = models.BooleanField(_("digitised"), default=False, editable=False)
    search_text = models.TextField(editable=False, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ArchivalItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("archival item")
        verbose_name_plural = _("archival items")
        ordering = ["code_sort", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="item_not_its_own_parent"
            )
        ]
        # The browse page reads keys and counts from the first two alone, at any size. Conditions
        # instead of a leading column: SQLite cannot search by a bare boolean.
        indexes = [
            models.Index(
                models.F("is_digitised").desc(),
                *("code_sort", "order", "id", "level", "material_type", "repository"),
                *("date_earliest", "date_latest", "closed_until"),
                name="item_browse",
                condition=models.Q(is_public=True),
            ),
            models.Index(
                *("repository", "level", "material_type"),
                *("date_earliest", "date_latest", "is_digitised", "closed_until"),
                name="item_tally",
                condition=models.Q(is_public=True),
            ),
            models.Index(fields=["parent", "code_sort", "order", "id"], name="item_children"),
        ]

    def __str__(self) -> str:
        title = str(self.text("title")) or str(_("Item without a title"))
        return f"{title} ({self.reference_code})" if self.reference_code else title

    def get_absolute_url(self) -> str:
        return reverse("archive:item", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether readers may see it today."""
        closed = self.closed_until and self.closed_until > timezone.localdate()
        return self.is_public and not closed

    @property
    def ancestor_ids(self) -> list[int]:
        """Keys of the items above this one, outermost first."""
        return [int(part) for part in self.path.strip("/").split("/")[:-1] if part]

    @property
    def languages_of_material(self) -> list[str]:
        return [code for code in self.language_of_material.split("|") if code]

    def citation(self, language: str) -> Citation:
        """How a reader of ``language`` cites this; reads the repository and its parents."""
        lineage = self.repository.lineage()
        return cite(
            repositories=[str(r.text("name", language)) for r in lineage],
            code=self.reference_code,
            title=str(self.text("title", language)),
            date=self.display_date(language),
            language=language,
            style=next((s for r in reversed(lineage) if (s := r.citation_style_in(language))), ""),
        )

    def clean(self) -> None:
        super().clean()
        if self.pk and self.parent_id and self.is_above(self.parent):
            raise ValidationError(
                {"parent": _("An item cannot be part of itself or of something below it.")}
            )

    def is_above(self, other: "ArchivalItem") -> bool:
        return other.pk == self.pk or self.pk in other.ancestor_ids

    def searchable_text(self) -> str:
        """All words of this item in all languages, folded for matching."""
        fields = ("title", "scope_and_content")
        words = [exact(self, field, code) for field in fields for code in LANGUAGES]
        return fold(" ".join([self.reference_code, *words]))

    def save(self, *args, **kwargs):
        scheme = self.repository.reference_scheme
        self.code_key = code_key(self.reference_code, scheme)
        self.code_sort = natural_sort_key(self.reference_code)
        self.search_text = self.searchable_text()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {
                *fields, "code_key", "code_sort", "search_text", "changed_at"
            }  # fmt: skip
        super().save(*args, **kwargs)
        self.settle_path()

    def settle_path(self) -> None:
        """Keep the path, and those of the whole branch below, in step with the parent."""
        above = self.parent.path if self.parent_id else "/"
        path, old = f"{above}{self.pk}/", self.path
        if path == old:
            return
        if old:
            for item in ArchivalItem.objects.filter(path__startswith=old).exclude(pk=self.pk):
                moved = path + item.path.removeprefix(old)
                ArchivalItem.objects.filter(pk=item.pk).update(path=moved)
        ArchivalItem.objects.filter(pk=self.pk).update(path=path)
        self.path = path
