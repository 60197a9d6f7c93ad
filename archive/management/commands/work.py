"""Do the work that waits in the background: take in scans, make copies and tiles.

Several may run at once. One that is killed loses nothing: the next gives its work to others.
"""

import logging

from django.core.management.base import BaseCommand

from archive.scans.worker import work


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--until-done", action="store_true", help="end when nothing waits any more"
        )

    def handle(self, *args, until_done=False, verbosity=1, **options):
        if verbosity < 2:
            logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
            logging.getLogger("django_tasks").setLevel(logging.WARNING)
        work(until_done=until_done)
