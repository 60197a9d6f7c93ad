"""A Latin form proposed for a name that has only a Cyrillic one; taken over by a person."""

import re

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Name
from search.transliteration import is_cyrillic, latin_form
from translations.texts import exact


def proposed_latin(name: Name) -> str:
    """The form after MNS 5217:2012 for the empty Latin field; empty when there is nothing to do."""
    written = exact(name, "name", "mn")
    if exact(name, "name", "en") or not is_cyrillic(written):
        return ""
    # Ц.Элбэгдорж is one word, Ts. Elbegdorj is two.
    return re.sub(r"\.(?=\w)", ". ", latin_form(written))


def may_write_latin(actor: AbstractBaseUser, name: Name) -> bool:
    """English is the source of some names and a translation of the others."""
    if name.source_language == "en":
        return actor.has_perm("archive.change_name")
    return actor.has_perm("translations.translate_en")


@transaction.atomic
def take_latin_form(name: Name, *, actor: AbstractBaseUser) -> str:
    """Write the proposed form where no Latin one is; returns it, or nothing when there is one.

    Raises ``PermissionDenied``.
    """
    if not may_write_latin(actor, name):
        raise PermissionDenied
    name = Name.objects.select_for_update().get(pk=name.pk)
    form = proposed_latin(name)
    if form:
        name.name_en = form
        name.save(update_fields=["name_en", "changed_at"])
        words = _("The Latin form “%(form)s” was taken over.") % {"form": form}
        LogEntry.objects.log_actions(actor.pk, [name], CHANGE, words, single_object=True)
    return form
