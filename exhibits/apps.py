from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import pgettext_lazy


class ExhibitsConfig(AppConfig):
    name = "exhibits"
    verbose_name = pgettext_lazy("part of the admin", "Exhibitions")

    def ready(self) -> None:
        from archive import kept_copies
        from archive.appearances import register, register_names, register_shows, register_told
        from archive.scans import recovery, worker
        from exhibits import history, retelling
        from exhibits.appearances import CurrentShows, appearances, name_appearances, told
        from exhibits.editions.keeping import keep_tree
        from exhibits.editions.public import shows_image
        from exhibits.editions.tasks import ReleaseWork
        from exhibits.linting import CITATIONS, DATES
        from exhibits.people.limits import holding
        from exhibits.places import PAGES, PREFIX, ExhibitionPlace, PagesPlace
        from exhibits.searching import keep_planned, register_all
        from translations import places
        from translations.board import people
        from translations.checks.registry import register as register_rule

        history.register()
        register(appearances)
        kept_copies.register(shows_image)
        register_names(name_appearances)
        register_told(told)
        register_shows(CurrentShows())
        recovery.register(ReleaseWork())
        worker.register(keep_tree)
        worker.register(keep_planned)
        places.register(PREFIX, ExhibitionPlace())
        places.register(PAGES, PagesPlace())
        people.register(holding)
        for rule in (DATES, CITATIONS):
            register_rule(PREFIX, rule)
        register_all()
        retelling.register_all()


class TsuzuriAdminConfig(admin_apps.AdminConfig):
    default = False  # settings name it; this module's own app is ExhibitsConfig
    default_site = "exhibits.admin_site.TsuzuriAdminSite"
