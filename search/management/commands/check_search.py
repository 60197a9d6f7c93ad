"""Compare the index of the search with the content; nothing is changed.

Ends with an error where they differ; ``rebuild_search`` mends it.
"""

from django.core.management.base import BaseCommand, CommandError

from search.index import is_current
from search.rebuilding import compare


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        differences = compare()
        for one in differences:
            self.stdout.write(
                f"{one.kind}: {one.missing} missing, {one.outdated} outdated, "
                f"{one.surplus} that should not be there"
            )
        if any(differences):
            raise CommandError("The index and the content differ. Run: manage.py rebuild_search")
        if not is_current():
            raise CommandError(
                "The index was made by another analysis. Run: manage.py rebuild_search"
            )
        self.stdout.write("The index holds what it should.")
