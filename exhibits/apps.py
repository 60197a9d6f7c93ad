from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import pgettext_lazy


class ExhibitsConfig(AppConfig):
    name = "exhibits"
    verbose_name = pgettext_lazy("part of the admin", "Exhibitions")

    def ready(self) -> None:
        from archive.appearances import register, register_names
        from exhibits.appearances import appearances, name_appearances
        from exhibits.linting import CITATIONS, DATES
        from exhibits.places import PAGES, PREFIX, ExhibitionPlace, PagesPlace
        from exhibits.searching import register_all
        from translations import places
        from translations.checks.registry import register as register_rule

        register(appearances)
        register_names(name_appearances)
        places.register(PREFIX, ExhibitionPlace())
        places.register(PAGES, PagesPlace())
        for rule in (DATES, CITATIONS):
            register_rule(PREFIX, rule)
        register_all()


class TsuzuriAdminConfig(admin_apps.AdminConfig):
    default = False  # settings name it; this module's own app is ExhibitsConfig
    default_site = "exhibits.admin_site.TsuzuriAdminSite"
