"""The sitemap: every public page in every language in which something of it is written."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from archive.models import ArchivalItem, Name, Repository
from exhibits.editions.public import current_editions
from exhibits.models import Page
from translations.texts import LANGUAGES, column


class TranslatedSitemap(Sitemap):
    """One address per object and language, with its alternates."""

    i18n = True
    alternates = True
    x_default = True
    title = "title"

    def get_languages_for_item(self, item):
        return [code for code in LANGUAGES if getattr(item, column(self.title, code), "")]

    def lastmod(self, item):
        return item.changed_at


@dataclass(frozen=True, slots=True)
class EditionAddress:
    """A page of a current edition: the name and parts of its address, its titles per language."""

    name: str
    parts: tuple[str, ...]
    titles: dict[str, str]
    changed_at: datetime


class EditionSitemap(TranslatedSitemap):
    """Pages of current editions."""

    def get_languages_for_item(self, item):
        return [code for code in LANGUAGES if code in item.titles]

    def location(self, item):
        return reverse(f"exhibits:{item.name}", args=item.parts)


class ExhibitionSitemap(EditionSitemap):
    def items(self):
        return [
            EditionAddress("exhibition", (e.slug,), e.facts["title"], e.frozen_at)
            for e in current_editions()
        ]


class SectionSitemap(EditionSitemap):
    def items(self):
        return [
            EditionAddress("section", (e.slug, part["slug"]), part["title"], e.frozen_at)
            for e in current_editions()
            for part in e.facts["sections"]
            if part["has_page"] or part["parent"] is None
        ]


class EssaySitemap(EditionSitemap):
    def items(self):
        return [
            EditionAddress("essay", (e.slug, part["slug"]), part["title"], e.frozen_at)
            for e in current_editions()
            for part in e.facts["essays"]
        ]


class ItemSitemap(TranslatedSitemap):
    limit = 10_000

    def items(self):
        return ArchivalItem.objects.public().order_by("id")


class NameSitemap(TranslatedSitemap):
    limit = 10_000
    title = "name"

    def items(self):
        return Name.objects.current().order_by("id")


class RepositorySitemap(TranslatedSitemap):
    title, lastmod = "name", None

    def items(self):
        return Repository.objects.order_by("id")


class PageSitemap(TranslatedSitemap):
    def items(self):
        return Page.objects.all()


SITEMAPS = {
    "exhibitions": ExhibitionSitemap,
    "sections": SectionSitemap,
    "essays": EssaySitemap,
    "items": ItemSitemap,
    "names": NameSitemap,
    "repositories": RepositorySitemap,
    "pages": PageSitemap,
}
