"""Reference codes that an item had before."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.found import Concerned, Found, FoundPartQuerySet, keys_of, only
from archive.models.items import ArchivalItem
from archive.reference_codes import code_key
from translations.models import Recorded


class FormerCode(Found, Recorded):
    """A code under which the item was cited once; it still finds the item."""

    item = models.ForeignKey(
        ArchivalItem,
        verbose_name=_("archival item"),
        on_delete=models.CASCADE,
        related_name="former_codes",
    )
    code = models.CharField(_("former reference code"), max_length=200)
    code_key = models.CharField(max_length=200, editable=False, db_index=True)

    objects = FoundPartQuerySet.as_manager()

    not_searched = frozenset(("code_key",))

    @classmethod
    def concerned(cls, keys: Sequence[int]) -> Concerned:
        return only("item", keys_of(cls.objects.filter(pk__in=keys), "item_id"))

    class Meta:
        verbose_name = _("former reference code")
        verbose_name_plural = _("former reference codes")
        ordering = ["item", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "code"], name="former_code_once_per_item")
        ]

    history_whole = "item"

    def __str__(self) -> str:
        return self.code

    def save(self, *args, **kwargs):
        self.code_key = code_key(self.code, self.item.repository.reference_scheme)
        super().save(*args, **kwargs)
