from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = pgettext_lazy("part of the admin", "Archive")

    def ready(self) -> None:
        from archive import history
        from archive.glossary import NameProvider, RepositoryProvider
        from archive.opened_by_date import keep_opening
        from archive.places import KEY, ArchivePlace
        from archive.scans import worker
        from archive.searching import register_all
        from translations import glossary, places

        history.register()
        places.register(KEY, ArchivePlace())
        glossary.register("name", NameProvider())
        glossary.register("repository", RepositoryProvider())
        worker.register(keep_opening)
        register_all()
