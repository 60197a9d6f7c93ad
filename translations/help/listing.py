"""The findings of a lint as a page shows them: together by object."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import get_language

from translations.checks.dismissals import may_dismiss
from translations.checks.linting import Row
from translations.help.advice import desk_url
from translations.states import translated_fields
from translations.texts import NO_TEXT, Text, text_of

TITLES = ("title", "name", "caption", "alt")


@dataclass(frozen=True, slots=True)
class Line:
    row: Row
    url: str
    may_dismiss: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one object."""

    title: Text
    kind: str
    lines: tuple[Line, ...]


def groups(rows: Iterable[Row], user: AbstractBaseUser) -> list[Group]:
    by_object: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        by_object.setdefault((row.place.content_type_id, row.place.object_id), []).append(row)
    return [
        Group(
            title=title_of(some[0].obj),
            kind=str(some[0].obj._meta.verbose_name),
            lines=tuple(line(row, user) for row in some),
        )
        for some in by_object.values()
    ]


def line(row: Row, user: AbstractBaseUser) -> Line:
    return Line(row, desk_url(row), may_dismiss(user, row.obj, row.place.language))


def title_of(obj: models.Model) -> Text:
    """The object's own title, without a query: whatever of its texts is written first."""
    fields = translated_fields(type(obj))
    names = [name for name in TITLES if name in fields] or fields[:1]
    found = (text_of(obj, name, get_language() or obj.source_language) for name in names)
    return next(filter(None, found), NO_TEXT)
