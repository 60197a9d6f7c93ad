"""What can be found. The words themselves stand in a table of the store (``search/stores``)."""

import json

from django.db import models


class Letters(json.JSONEncoder):
    """Leaves letters as they are: escaped, each one of Japanese or Mongolian takes six bytes."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "ensure_ascii": False})


class SearchEntry(models.Model):  # noqa: DJ008 – seen by no person
    """One document, with all that a result shows; its key is also that of its words."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    part = models.BigIntegerField(default=0)  # key of a page image; 0 is the thing itself
    source_id = models.CharField(max_length=200, blank=True)
    source_language = models.CharField(max_length=8, blank=True)
    address = models.CharField(max_length=500)  # without the language
    reference_code = models.CharField(max_length=200, blank=True)
    words = models.JSONField(default=dict, encoder=Letters)  # language → [title, text]
    dated = models.JSONField(
        default=dict, encoder=Letters
    )  # language → the date in the reader's way
    within = models.JSONField(
        default=list, encoder=Letters
    )  # kind and key of what it lies in, outermost first
    picture = models.CharField(max_length=500, blank=True)
    facets = models.TextField(blank=True)  # packed, each value between spaces
    length = models.PositiveIntegerField(default=0)  # in characters: of equals the short one leads
    fingerprint = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "part"], name="search_entry_once")
        ]
        indexes = [models.Index(fields=["object_id", "kind"], name="search_entry_object")]


class SearchState(models.Model):  # noqa: DJ008 – seen by no person
    """One row: with which analysis the index was made, and how far a rebuild has come."""

    version = models.CharField(max_length=100, blank=True)
    making = models.CharField(max_length=100, blank=True)  # version of a rebuild under way
    kind = models.CharField(max_length=20, blank=True)  # … the kind it is at
    after = models.BigIntegerField(default=0)  # … and the last key that is done
    changed_at = models.DateTimeField(auto_now=True)
