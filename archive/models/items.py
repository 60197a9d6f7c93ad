"""Archival items: units of description at every level (ISAD(G))."""

import uuid
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Concat, Length, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.citations import Citation, cite
from archive.description.readings import check_reading, together
from archive.description.title_order import LONGEST, title_key
from archive.language_codes import check_languages
from archive.models.dated import Dated
from archive.models.description import Description
from archive.models.found import Concerned, Found, FoundQuerySet, only
from archive.models.repositories import Repository
from archive.reference_codes import code_key, natural_sort_key
from archive.rights import RIGHTS
from search.analysis import fold
from translations.models import Translated, TranslatedQuerySet
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

    @property
    def rank(self) -> int:
        """0 for a fonds, one more for each level below it."""
        return list(Level).index(self)


IN_STEP = ("code_key", "code_sort", "search_text", *(f"sort_{code}" for code in LANGUAGES))
KEY_LENGTH = 11  # of the longest key with its stroke


def may_hold(higher: str, lower: str) -> bool:
    """Whether something of one level may lie in another: a file in a file, but no fonds."""
    return lower != Level.FONDS and Level(higher).rank <= Level(lower).rank


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


class FirstDay(models.Func):
    """The first day that is known; after all others when none is.

    What stands in an index must be written out: SQLite does not know a parameter again.
    """

    template = "COALESCE(%(expressions)s, '9999-12-31')"
    output_field = models.DateField()


# The columns by which the browse page filters.
FILTERED = (
    *("level", "material_type", "repository", "date_earliest", "date_latest", "is_digitised"),
    *("closed_until", "language_of_material", "path"),
)


class ArchivalItemQuerySet(FoundQuerySet, TranslatedQuerySet):
    def public(self):
        """What readers may see today."""
        return self.filter(open_now())

    def for_display(self):
        return self.select_related("repository__parent__parent")

    def with_pictures(self):
        """Each with its ``cover``, however many page images it has; one query for all."""
        pages = self.model._meta.get_field("digital_objects").related_model
        return self.prefetch_related(pages.objects.as_covers("digital_objects"))

    def in_browsing_order(self):
        """What can be looked at first, then by code."""
        return self.order_by("-is_digitised", "code_sort", "order", "id")

    def in_code_order(self):
        """Natural order of codes: Unit-9 before Unit-66."""
        return self.order_by("code_sort", "order", "id")

    def in_date_order(self):
        """By the first day, or the last where the beginning is open; undated ones last."""
        return self.order_by(FirstDay("date_earliest", "date_latest"), "code_sort", "id")

    def in_title_order(self, language: str):
        """As readers of the language look for titles."""
        return self.order_by(f"sort_{language}", "id")

    def in_their_order(self):
        """As a curator arranged what lies in one place; by code where nobody has."""
        return self.order_by("order", "code_sort", "id")

    def citing(self, repository: Repository, code: str):
        """Items of a repository that the code may mean, whatever grammar it is written in."""
        return self.filter(
            repository=repository, code_key=code_key(code, repository.reference_scheme)
        )

    def below(self, item: "ArchivalItem"):
        return self.filter(path__startswith=item.path).exclude(pk=item.pk)


def keys_above(path: str) -> list[int]:
    """Keys of the items above one with this path, outermost first: ``/3/17/20/`` gives 3, 17."""
    return [int(part) for part in path.strip("/").split("/")[:-1] if part]


class ArchivalItem(Found, Description, Dated, Translated):
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
    title_reading = models.CharField(
        _("reading of the Japanese title"),
        max_length=500,
        blank=True,
        validators=[check_reading],
        help_text=_(
            "In kana with spaces between words, for example かんとう だいしんさい. Lists of titles "
            "in Japanese are ordered by it, and readers who type kana find it."
        ),
    )
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
    sort_en = models.CharField(max_length=LONGEST, editable=False, blank=True)
    sort_ja = models.CharField(max_length=LONGEST, editable=False, blank=True)
    sort_mn = models.CharField(max_length=LONGEST, editable=False, blank=True)
    search_text = models.TextField(editable=False, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ArchivalItemQuerySet.as_manager()

    not_searched = frozenset(
        ("order", "path", "search_text", "code_key", "code_sort", "is_digitised", "changed_at")
        + ("machine_made", *(f"sort_{code}" for code in LANGUAGES))
    )

    @classmethod
    def concerned(cls, keys: Sequence[int]) -> Concerned:
        return only("item", keys)

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
                *("date_earliest", "date_latest", "closed_until", "language_of_material", "path"),
                name="item_browse",
                condition=models.Q(is_public=True),
            ),
            models.Index(
                *("repository", "level", "material_type", "language_of_material"),
                *("date_earliest", "date_latest", "is_digitised", "closed_until", "path"),
                name="item_tally",
                condition=models.Q(is_public=True),
            ),
            # Its other orders, which are read in the same way.
            *(
                models.Index(
                    *(f"sort_{code}", "id", *FILTERED),
                    name=f"item_title_{code}",
                    condition=models.Q(is_public=True),
                )
                for code in LANGUAGES
            ),
            models.Index(
                FirstDay("date_earliest", "date_latest"),
                *("code_sort", "id", *FILTERED),
                name="item_day",
                condition=models.Q(is_public=True),
            ),
            models.Index(
                *("code_sort", "order", "id", *FILTERED),
                name="item_code",
                condition=models.Q(is_public=True),
            ),
            models.Index(fields=["parent", "order", "code_sort", "id"], name="item_children"),
        ]

    history_also = ("order",)

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
    def cover(self):
        """The first page image, or None; read by ``with_pictures`` for many items at once."""
        if not hasattr(self, "covers"):
            self.covers = list(self.digital_objects.first_of_each_item())
        return self.covers[0] if self.covers else None

    @property
    def ancestor_ids(self) -> list[int]:
        """Keys of the items above this one, outermost first."""
        return keys_above(self.path)

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
        if self.parent_id and (reason := self.why_not_below(self.parent)):
            raise ValidationError({"parent": reason})
        if self.pk and (reason := self.why_not_above()):
            raise ValidationError({"level": reason})
        try:
            check_languages(self.language_of_material)
        except ValueError as error:
            raise ValidationError({"language_of_material": str(error)}) from error

    def why_not_below(self, parent: "ArchivalItem") -> str:
        """A sentence when this cannot lie in ``parent``; reads both repositories and theirs."""
        if self.pk and self.is_above(parent):
            return _("An item cannot be part of itself or of something below it.")
        if not self.fits_below(parent):
            return _("The tree would become too deep.")
        if self.level in Level and not may_hold(parent.level, self.level):
            return _("“%(lower)s” cannot be part of something at the level “%(higher)s”.") % {
                "lower": self.get_level_display(),
                "higher": parent.get_level_display(),
            }
        if self.repository_id and parent.repository_id != self.repository_id:
            mine, theirs = self.repository.lineage()[0], parent.repository.lineage()[0]
            if mine != theirs:
                return _("It is held by %(mine)s, and that by %(theirs)s.") % {
                    "mine": mine,
                    "theirs": theirs,
                }
        return ""

    def fits_below(self, parent: "ArchivalItem") -> bool:
        """Whether the paths of the whole branch can be kept when it hangs there."""
        most, tail = self._meta.get_field("path").max_length, KEY_LENGTH
        if self.path and not parent.is_above(self):
            branch = ArchivalItem.objects.filter(path__startswith=self.path)
            deepest = branch.aggregate(longest=models.Max(Length("path")))["longest"] or 0
            tail = deepest - len(self.path) + len(f"{self.pk}/")
        return len(parent.path) + tail <= most

    def why_not_above(self) -> str:
        """A sentence when what lies in this cannot lie in something of its level."""
        if self.level not in Level:
            return ""
        fitting = [level for level in Level if may_hold(self.level, level)]
        misfit = self.children.exclude(level__in=fitting).first()
        if misfit is None:
            return ""
        return _("It holds “%(child)s”, whose level is “%(level)s”.") % {
            "child": misfit,
            "level": misfit.get_level_display(),
        }

    def is_above(self, other: "ArchivalItem") -> bool:
        return other.pk == self.pk or self.pk in other.ancestor_ids

    def searchable_text(self, former: Iterable[str] = ()) -> str:
        """All words of this item in all languages, folded for matching.

        ``former`` are the former codes of an item that is not stored yet.
        """
        fields = ("title", "scope_and_content")
        words = [exact(self, field, code) for field in fields for code in LANGUAGES]
        former = [former.code for former in self.former_codes.all()] if self.pk else former
        own = fold(" ".join([self.reference_code, *former, *words]))
        return " ".join([own, *(self.transcribed_words() if self.pk else [])])

    def transcribed_words(self) -> list[str]:
        """What is written on the page images, folded; one query for all of them."""
        pages = self.digital_objects.exclude(transcriptions=None)
        in_order = pages.order_by("order", "id", "transcriptions__kind", "transcriptions__language")
        return list(in_order.values_list("transcriptions__search_text", flat=True))

    def settle(self, former: Iterable[str] = ()) -> None:
        """Compute the columns for matching and sorting (not saved); importers call it too."""
        self.code_key = code_key(self.reference_code, self.repository.reference_scheme)
        self.code_sort = natural_sort_key(self.reference_code)
        self.search_text = self.searchable_text(former)
        for code in LANGUAGES:
            setattr(self, f"sort_{code}", title_key(self.spoken_title(code), code))

    def spoken_title(self, language: str) -> str:
        """What lists of a language are ordered by: of a Japanese title its reading, if any."""
        title = self.text("title", language)
        is_read = language == title.language == "ja" and self.title_reading
        return together(self.title_reading) if is_read else title.value

    def save(self, *args, **kwargs):
        self.settle()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, *IN_STEP, "changed_at"}
        super().save(*args, **kwargs)
        self.settle_path()

    def settle_path(self) -> None:
        """Keep the path, and those of the whole branch below, in step with the parent."""
        above = self.parent.path if self.parent_id else "/"
        path, old = f"{above}{self.pk}/", self.path
        if path == old:
            return
        if old:
            branch = ArchivalItem.objects.filter(path__startswith=old)
            branch.update(path=Concat(models.Value(path), Substr("path", len(old) + 1)))
        else:
            ArchivalItem.objects.filter(pk=self.pk).update(path=path)
        self.path = path
