"""Absolute addresses that stand in documents; they are permanent, so the host is the site's own."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def address(name: str, *args: object) -> str:
    """``address("iiif:manifest", 12)``: an address of this site, whole."""
    return settings.SITE_URL + reverse(name, args=args)


def page_address(language: str, name: str, *args: object) -> str:
    """The address of a page in a language."""
    with override(language):
        return address(name, *args)
