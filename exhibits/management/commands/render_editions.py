"""Render all that readers see now, so that nobody waits for a page: after an upgrade, for example.

Pages that are rendered already are passed over. Without this, each is rendered when somebody first
asks for it.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exhibits.editions.headers import write_headers
from exhibits.editions.kept import is_kept, keep
from exhibits.editions.present import places
from exhibits.editions.tree import lay


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, verbosity=1, **options):
        try:
            rendered = render_all()
            if settings.KEEP_TREE:
                lay()
                write_headers()
        except OSError as error:
            raise CommandError(f"Pages could not be written: {error}") from error
        if verbosity:
            self.stdout.write(f"{rendered} pages rendered")


def render_all() -> int:
    """How many were not there."""
    missing = [place for place in places() if not is_kept(place.name)]
    for place in missing:
        keep(place.name, place.render().encode(), lasting=True)
    return len(missing)
