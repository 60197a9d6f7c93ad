"""The columns of items.csv."""

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from archive.catalogue.columns import (
    Column,
    checked,
    choice,
    day,
    number,
    of_field,
    parts,
    read_date,
    translated,
    truth,
)
from archive.catalogue.kinds import ID, exported_id
from archive.catalogue.links import GROUPS, linked, roles_column
from archive.catalogue.repositories import PARENT
from archive.language_codes import check_languages
from archive.models import ArchivalItem, FormerCode
from archive.models.description import Description
from archive.rights import RIGHTS
from translations.exchange import cells

_RIGHTS = {uri for uri, _words in RIGHTS}
_OTHER_TEXTS = [
    field.name
    for field in Description._meta.local_fields
    if field.name not in ("title", "scope_and_content", "extent", "access_conditions")
]


def read_languages(text: str) -> str:
    codes = "|".join(cells.split(text))
    check_languages(codes)
    if len(codes) > ArchivalItem._meta.get_field("language_of_material").max_length:
        raise ValueError(_("These are too many languages."))
    return codes


def read_rights(text: str) -> str:
    """A known URI; https and a missing slash at the end are forgiven."""
    uri = text.strip().replace("https://", "http://", 1)
    uri = uri if uri.endswith("/") else f"{uri}/"
    if uri not in _RIGHTS:
        words = _(
            "“%(uri)s” is not known. Write a URI of Creative Commons 4.0 or RightsStatements.org, "
            "for example %(example)s."
        )
        raise ValueError(
            words
            % {"uri": text.strip()[:120], "example": "http://rightsstatements.org/vocab/InC/1.0/"}
        )
    return uri


def former_codes(obj: Model) -> list[str]:
    return [f.code for f in sorted(obj.former_codes.all(), key=lambda f: f.pk)]


COLUMNS = [
    ID,
    Column("repository", str.strip, lambda obj: exported_id(obj.repository), can_clear=False),
    of_field(ArchivalItem, "reference_code", held=None),
    choice(ArchivalItem, "level"),
    PARENT,
    *translated(ArchivalItem, "title", "scope_and_content", held=False),
    Column("date", lambda text: read_date(text.strip()), lambda obj: obj.date, "date"),
    *translated(ArchivalItem, "extent", held=False),
    choice(ArchivalItem, "material_type"),
    Column(
        "language_of_material",
        read_languages,
        lambda obj: obj.language_of_material,
        "language_of_material",
    ),
    *(parts(group, lambda obj, g=group: linked(obj, g)) for group in GROUPS),
    *translated(ArchivalItem, "access_conditions", held=False),
    Column("rights", read_rights, lambda obj: obj.rights, "rights"),
    choice(ArchivalItem, "source_language"),
    truth("is_public", empty=True),
    parts("images", lambda obj: getattr(obj, "copied_images", []), most=1_000),
    checked(ArchivalItem, "title_reading"),
    of_field(ArchivalItem, "date_as_written"),
    *translated(ArchivalItem, *_OTHER_TEXTS),
    parts(
        "former_codes",
        former_codes,
        most=200,
        held=Q(pk__in=FormerCode.objects.values("item")),
    ),
    day("closed_until"),
    choice(ArchivalItem, "viewing_direction", held=~Q(viewing_direction="left-to-right")),
    *(roles_column(group) for group in GROUPS),
    number("order"),
]
