"""Make the index of the search anew, while the site serves.

Goes on where it was stopped. What has not changed is only compared.
"""

from django.core.management.base import BaseCommand

from search.index import is_current
from search.rebuilding import rebuild


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--afresh", action="store_true", help="begin at the beginning")
        parser.add_argument(
            "--if-outdated",
            action="store_true",
            help="do nothing when the index is that of this analysis",
        )

    def handle(self, *args, afresh=False, if_outdated=False, verbosity=1, **options):
        if if_outdated and is_current():
            return
        written = rebuild(afresh=afresh, progress=self.tell if verbosity else lambda *_: None)
        if verbosity:
            self.stdout.write(f"{written} documents written; the search is up to date.")

    def tell(self, kind: str, done: int, total: int) -> None:
        self.stdout.write(f"{kind}: {done} of {total}")
