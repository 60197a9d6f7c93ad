"""What stands in the imprint of an edition, whatever it is written to."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from exhibits.models import Edition
from translations.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Imprint:
    """Of an edition. ``uuid`` and ``slug`` are the exhibition's, ``languages`` those that were
    released."""

    uuid: str
    slug: str
    number: int
    released_at: datetime
    note: str = ""
    languages: tuple[str, ...] = LANGUAGES
    content_hash: str = ""

    @property
    def permanent_address(self) -> str:
        """Of the exhibition, whichever edition is the newest."""
        return f"{settings.SITE_URL}/id/exhibitions/{self.uuid}"

    @property
    def day(self) -> date:
        return self.released_at.astimezone(UTC).date()

    @property
    def name(self) -> str:
        """The beginning of file names: ``japan-mongolia-3``."""
        return f"{self.slug}-{self.number}"

    def address(self, language: str) -> str:
        """Of this edition, for ever."""
        return f"{settings.SITE_URL}/{language}/exhibitions/{self.slug}/editions/{self.number}/"

    def line(self, language: str) -> str:
        """“Edition 3, 28 November 2026” in a language."""
        with override(language):
            words = {"number": self.number, "date": date_format(self.day)}
            return _("Edition %(number)d, %(date)s") % words


def edition_imprint(edition: Edition) -> Imprint:
    return Imprint(
        uuid=edition.facts["uuid"],
        slug=edition.slug,
        number=edition.number,
        released_at=edition.frozen_at,
        note=edition.note,
        languages=tuple(edition.languages),
        content_hash=edition.content_hash,
    )


def on_site(address: str) -> str:
    """The address from the root on where it is one of this site; else as it is."""
    rest = address.removeprefix(settings.SITE_URL)
    return rest if rest.startswith("/") else address
