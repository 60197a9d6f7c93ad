"""What a page says of the edition to which it belongs."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from archive.dates import display_date
from exhibits.models import Edition


@dataclass(frozen=True, slots=True)
class EditionNote:
    """Number, day and addresses of an edition. ``newest`` is empty on pages of the current one."""

    number: int
    date: str
    permanent: str
    address: str
    all: str
    newest: str = ""


def edition_note(edition: Edition, uuid: str, language: str, newest: str = "") -> EditionNote:
    """For a reader of the active language; ``uuid`` is the exhibition's."""
    return EditionNote(
        number=edition.number,
        date=edition_date(edition, language),
        permanent=settings.SITE_URL + reverse("permanent-exhibition", args=[uuid]),
        address=settings.SITE_URL + edition.get_absolute_url(),
        all=reverse("exhibits:editions", args=[edition.slug]),
        newest=newest,
    )


def edition_date(edition: Edition, language: str) -> str:
    return display_date(f"{edition.frozen_at:%Y-%m-%d}", language)
