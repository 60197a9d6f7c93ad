"""Authority records after ISAAR(CPF): agents, places and subjects, with all forms of their name."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.models.dated import Dated
from archive.models.found import Concerned, Found, FoundPartQuerySet, FoundQuerySet, keys_of, only
from archive.models.items import ArchivalItem
from archive.models.located import COORDINATES, Located, located_constraints
from archive.names.identifiers import fault, tidy
from archive.names.likeness import Known, compared, keys
from archive.names.sorting import sort_key
from archive.names.words import script_of
from search.analysis import fold, terms
from translations.models import Recorded, Translated, TranslatedQuerySet
from translations.texts import LANGUAGES, exact

IN_STEP = ("search_text", *(f"sort_{code}" for code in LANGUAGES))


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form with its language tag, its script (ISO 15924) and its kind; one is preferred."""

    text: str
    language: str
    script: str
    kind: str
    is_preferred: bool = False


class NameQuerySet(FoundQuerySet, TranslatedQuerySet):
    def current(self):
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def in_order_for(self, language: str):
        return self.order_by(f"sort_{language}", "id")

    def matching(self, words: str):
        """Names of which every word occurs in some form, however it is romanised."""
        found = self
        for term in terms(words):
            found = found.filter(
                Q(search_text__contains=term) | Q(search_text__contains=key_mark(compared(term)))
            )
        return found


def key_mark(key: str) -> str:
    """How a key of likeness stands in ``search_text``; nothing else there looks like it."""
    return f"={key};"


class Name(Found, Dated, Located, Translated):
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

    objects = NameQuerySet.as_manager()

    not_searched = frozenset((*IN_STEP, *COORDINATES, "changed_at", "merge_record", "machine_made"))

    @classmethod
    def concerned(cls, keys: Sequence[int]) -> Concerned:
        """The names, and the items that are linked with them."""
        linked = NameLink.objects.filter(name__in=keys)
        return {"name": set(keys), "item": keys_of(linked, "item_id")}

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["sort_en", "id"]
        # The glossary of the translators asks at every text whether a name has changed.
        indexes = [models.Index(fields=["changed_at"], name="name_changed")]
        constraints = [
            *located_constraints("name"),
            models.CheckConstraint(
                condition=Q(kind="place") | Q(latitude=None),
                name="name_located_place",
                violation_error_message=_("Only places have a latitude and a longitude."),
            ),
        ]

    history_also = ("merged_into",)

    def __str__(self) -> str:
        return str(self.text("name")) or str(_("Name without a form"))

    def get_absolute_url(self) -> str:
        return reverse("archive:name", args=[self.pk])

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.PERSON

    def described(self) -> str:
        """Name, kind and dates in one line, to tell namesakes apart."""
        dates = self.display_date(get_language() or self.source_language)
        return " · ".join(filter(None, (str(self), str(self.get_kind_display()), dates)))

    def kept(self) -> "Name":
        """The name that this one stands for now: itself, or what it was merged into at last."""
        name = self
        while name.merged_into_id:
            name = name.merged_into
        return name

    def written_forms(self, forms: Iterable["NameForm"] | None = None) -> list[WrittenForm]:
        """Every form, preferred ones first; ``forms`` are those besides, when they are known."""
        preferred = self._meta.get_field("name").verbose_name
        found = [
            WrittenForm(text, code, script_of(text), preferred, is_preferred=True)
            for code in LANGUAGES
            if (text := exact(self, "name", code))
        ]
        if forms is None:
            forms = self.forms.order_by("order", "id") if self.pk else ()
        return found + [form.written for form in forms]

    def known(self, forms: Iterable["NameForm"] | None = None) -> Known:
        """What is compared to find likely duplicates."""
        texts = tuple(form.text for form in self.written_forms(forms))
        return Known(self.kind, texts, self.date_earliest, self.date_latest)

    def settle(self, forms: Iterable["NameForm"] | None = None) -> None:
        """Compute sort keys and the text for matching (not saved).

        ``save()`` calls this; who writes rows in bulk calls it with the forms beforehand.
        """
        forms = list(self.forms.all() if forms is None and self.pk else forms or ())
        texts = [form.text for form in self.written_forms(forms)]
        marks = "".join(key_mark(key) for key in sorted(keys(self.kind, texts)))
        self.search_text = f"{fold(' '.join(dict.fromkeys(texts)))}\n{marks}"
        for code in LANGUAGES:
            setattr(self, f"sort_{code}", self.sort_key(code, forms))

    def sort_key(self, language: str, forms: Iterable["NameForm"]) -> str:
        """By the form that readers of the language see; in Japanese by its reading."""
        shown = self.text("name", language)
        reading = next((f.form for f in forms if language == "ja" and f.is_japanese_reading), "")
        written_by_family = self.source_language == "ja" and script_of(shown.value) != "Latn"
        return sort_key(
            shown.value,
            language=language,
            is_person=self.is_person,
            family_first=written_by_family,
            reading=reading,
        )

    def clean(self) -> None:
        super().clean()
        if self.is_located and self.kind != self.Kind.PLACE:
            words = _("Only places have a latitude and a longitude.")
            raise ValidationError(dict.fromkeys(COORDINATES, words))
        if not isinstance(self.external_ids, list):
            raise ValidationError({"external_ids": _("Identifiers are a list.")})
        self.external_ids = list(dict.fromkeys(tidy(str(one)) for one in self.external_ids))
        if faults := [words for one in self.external_ids if (words := fault(one))]:
            raise ValidationError({"external_ids": faults})

    def save(self, *args, **kwargs):
        self.settle()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, *IN_STEP}
        super().save(*args, **kwargs)


class NameForm(Found, Recorded):
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

    objects = FoundPartQuerySet.as_manager()

    @classmethod
    def concerned(cls, keys: Sequence[int]) -> Concerned:
        return Name.concerned(list(keys_of(cls.objects.filter(pk__in=keys), "name_id")))

    class Meta:
        verbose_name = _("form of the name")
        verbose_name_plural = _("forms of the name")
        ordering = ["name", "order", "id"]

    history_whole = "name"

    def __str__(self) -> str:
        return self.form

    @property
    def written(self) -> WrittenForm:
        script = self.script or script_of(self.form)
        return WrittenForm(self.form, self.language, script, self.get_kind_display())

    @property
    def is_japanese_reading(self) -> bool:
        """Whether Japanese lists are ordered by this form."""
        is_kana = script_of(self.form) in ("Hira", "Kana")
        return self.kind == self.Kind.READING and is_kana and self.language in ("", "ja")

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.keep_name_in_step()

    def delete(self, *args, **kwargs):
        done = super().delete(*args, **kwargs)
        self.keep_name_in_step()
        return done

    def keep_name_in_step(self) -> None:
        name = Name.objects.get(pk=self.name_id)
        name.settle()
        values = {c: getattr(name, c) for c in IN_STEP} | {"changed_at": timezone.now()}
        Name.objects.filter(pk=name.pk).update(**values)


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


class NameLink(Found, Recorded):
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

    objects = FoundPartQuerySet.as_manager()

    not_searched = frozenset(("order", "role"))

    @classmethod
    def concerned(cls, keys: Sequence[int]) -> Concerned:
        return only("item", keys_of(cls.objects.filter(pk__in=keys), "item_id"))

    class Meta:
        verbose_name = _("linked name")
        verbose_name_plural = _("linked names")
        ordering = ["item", "order", "id"]
        indexes = [models.Index(fields=["name", "item"], name="link_items")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "name", "role"],
                name="name_once_per_role",
                violation_error_message=_("This name has this role already."),
            )
        ]

    history_whole = "item"

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"
