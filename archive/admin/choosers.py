"""Choosing archival items and page images by what they look like."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.urls import reverse


class PictureChooser(AutocompleteSelect):
    """Autocomplete that shows picture and code, and the page images of what was chosen."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs["class"] = attrs["class"].replace("admin-autocomplete", "item-chooser")
        model = self.field.remote_field.model._meta.model_name
        attrs["data-cards"] = reverse(f"admin:archive_{model}_card", args=[0])
        return attrs

    @property
    def media(self):
        # Named in full: the order in which the admin merges them must be kept.
        scripts = ["vendor/jquery/jquery.min.js", "vendor/select2/select2.full.min.js"]
        needed = [f"admin/js/{name}" for name in [*scripts, "jquery.init.js"]]
        return super().media + forms.Media(js=[*needed, "desk/chooser.js"])
