"""The sitemap: every public page in every language in which something of it is written."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Q

from archive.models import ArchivalItem, Name, Repository
from exhibits.models import Essay, Exhibition, Page, Section
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


class ExhibitionSitemap(TranslatedSitemap):
    def items(self):
        return Exhibition.objects.published()


class SectionSitemap(TranslatedSitemap):
    def items(self):
        return (
            Section.objects.filter(exhibition__is_published=True)
            .filter(Q(has_page=True) | Q(parent=None))
            .select_related("exhibition")
        )


class EssaySitemap(TranslatedSitemap):
    def items(self):
        return Essay.objects.filter(exhibition__is_published=True).select_related("exhibition")


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
