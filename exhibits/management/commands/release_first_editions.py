"""Release the first edition of what was published before there were editions."""

from django.core.management.base import BaseCommand

from exhibits.editions.releasing import release_now
from exhibits.models import Exhibition


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, verbosity=1, **options):
        for exhibition in Exhibition.objects.filter(awaits_first_edition=True):
            # Rendered when they are first asked for: static files may not be collected yet.
            release_now(exhibition, actor=None, unrendered=True)
            if verbosity:
                self.stdout.write(f"{exhibition.slug}: first edition released.")
