"""See that every edition is still what was released: the checksums of all that was frozen.

Names what is not, and ends with 1 when there is any.
"""

import sys

from django.core.management.base import BaseCommand

from exhibits.editions.hashing import faults
from exhibits.models import Edition


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, verbosity=1, **options):
        changed = 0
        for edition in Edition.objects.order_by("slug", "number"):
            for fault in faults(edition):
                changed += 1
                self.stdout.write(f"CHANGED {edition.slug} {edition.number}: {fault}")
        if verbosity:
            count = Edition.objects.count()
            self.stdout.write(f"{count} editions, {changed} changed")
        if changed:
            sys.exit(1)
