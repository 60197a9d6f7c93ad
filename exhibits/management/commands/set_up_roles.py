"""Make or refresh the groups of curators, publishers, translators and reviewers."""

from django.core.management.base import BaseCommand

from exhibits.roles import ensure_roles


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        self.stdout.write("Groups: " + ", ".join(ensure_roles()))
