"""Addresses that once led to something: a renamed exhibition, section or essay is still found."""

from django.db import models

from exhibits.models.essays import Essay
from exhibits.models.exhibitions import Exhibition
from exhibits.models.sections import Section


class FormerAddress(models.Model):
    """The slug an exhibition had, or a section or essay had in its exhibition.

    ``exhibition`` is the renamed one, or the one to which ``section`` or ``essay`` belongs.
    """

    slug = models.SlugField(max_length=80)
    exhibition = models.ForeignKey(
        Exhibition, on_delete=models.CASCADE, related_name="former_addresses"
    )
    section = models.ForeignKey(Section, null=True, on_delete=models.CASCADE)
    essay = models.ForeignKey(Essay, null=True, on_delete=models.CASCADE)
    noted_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-noted_at", "-id"]  # of two that had the slug, the later one is meant
        indexes = [models.Index(fields=["slug"], name="former_slug")]

    def __str__(self) -> str:
        return self.slug
