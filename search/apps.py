from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from search.checks import index_is_current

        register(index_is_current, Tags.database)
