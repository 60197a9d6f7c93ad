"""The translation memory: approved pairs of texts, found again by their likeness."""

from django.db import models


class MemoryEntry(models.Model):
    """A pair as it was approved; a later draft of its unit does not change it."""

    unit = models.OneToOneField(
        "translations.TranslationUnit", on_delete=models.CASCADE, related_name="memory"
    )
    source_language = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    field_kind = models.CharField(max_length=80)  # for example exhibits.panel.title
    source_text = models.TextField()
    text = models.TextField()
    source_hash = models.CharField(max_length=16)
    length = models.PositiveIntegerField()  # characters of the source

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["source_language", "language", "source_hash"], name="memory_exact")
        ]

    def __str__(self) -> str:
        return self.source_text[:60]


class MemoryMark(models.Model):
    """One of the few marks (least hashes of its pieces) by which like entries are found."""

    entry = models.ForeignKey(MemoryEntry, on_delete=models.CASCADE, related_name="marks")
    pair = models.CharField(max_length=17)  # en-ja
    mark = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["pair", "mark", "entry"], name="memory_marks")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.mark}"
