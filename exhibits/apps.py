from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import pgettext_lazy


class ExhibitsConfig(AppConfig):
    name = "exhibits"
    verbose_name = pgettext_lazy("part of the admin", "Exhibitions")

    def ready(self) -> None:
        from archive.appearances import register, register_names
        from exhibits.appearances import appearances, name_appearances

        register(appearances)
        register_names(name_appearances)


class TsuzuriAdminConfig(admin_apps.AdminConfig):
    default = False  # settings name it; this module's own app is ExhibitsConfig
    default_site = "exhibits.admin_site.TsuzuriAdminSite"
