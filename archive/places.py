"""What the translators' desk is told of the archive: one scope, too large for an outline."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from archive.display import picture_view
from archive.models import ArchivalItem, DigitalObject, Name, Repository
from search.analysis import terms
from translations.places import Outline, Scope, Surroundings
from translations.texts import LANGUAGES, NO_TEXT, Text
from translations.titles import titled as titled_with
from translations.titles import titles
from translations.units.rights import works_everywhere

KEY = "archive"
TITLES = {ArchivalItem: "title", DigitalObject: "item__title", Repository: "name", Name: "name"}


class ArchivePlace:
    kinds = (ArchivalItem, DigitalObject, Name, Repository)

    def scopes(self, user: AbstractBaseUser) -> list[Scope]:
        """Not for those who work in single exhibitions alone: they only look things up in it."""
        may_see = user.has_perm("archive.view_archivalitem") and works_everywhere(user)
        return [self.scope(KEY)] if may_see else []

    def scope(self, key: str) -> Scope:
        edit_url = reverse("admin:archive_archivalitem_changelist")
        return Scope(KEY, Text(_("Archive"), get_language()), edit_url=edit_url)

    def outline(self, key: str) -> Outline | None:
        return None

    def titles(self, model: type, keys: Iterable[int]) -> dict[int, Text]:
        return titles(model, keys, TITLES[model])

    def titled(self, model: type, words: str) -> models.QuerySet:
        """Items and their page images by everything that finds an item, names by all forms."""
        if model is Name:
            return Name.objects.matching(words)
        if model is Repository:
            return titled_with(model, words, TITLES[model])
        path = "search_text" if model is ArchivalItem else "item__search_text"
        found = model.objects.all()
        for term in terms(words):
            found = found.filter(**{f"{path}__contains": term})
        return found

    def surroundings(self, obj: models.Model) -> Surroundings:
        item = obj.item if isinstance(obj, DigitalObject) else obj
        page = obj if isinstance(obj, DigitalObject) else cover(obj)
        view = picture_view(page, get_language()) if page else None
        return Surroundings(
            title=titled(item),
            kind=str(obj._meta.verbose_name),
            scope=self.scope(KEY),
            trail=trail(item),
            picture=view.src if view else "",
            picture_text=view.alt if view else NO_TEXT,
            edit_url=reverse(f"admin:archive_{item._meta.model_name}_change", args=[item.pk]),
            pages=pages(item),
        )


def titled(obj: models.Model) -> Text:
    return obj.text("title" if isinstance(obj, ArchivalItem) else "name")


def cover(obj: models.Model) -> DigitalObject | None:
    if not isinstance(obj, ArchivalItem):
        return None
    return obj.digital_objects.order_by("order", "id").first()


def trail(obj: models.Model) -> tuple[Text, ...]:
    if isinstance(obj, ArchivalItem):
        return (obj.repository.text("name"), Text(obj.reference_code, ""))
    if isinstance(obj, Repository) and obj.parent:
        return (obj.parent.text("name"),)
    if isinstance(obj, Name):
        return (Text(obj.get_kind_display(), get_language()),)
    return ()


def pages(obj: models.Model) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = obj.get_absolute_url()
    return found
