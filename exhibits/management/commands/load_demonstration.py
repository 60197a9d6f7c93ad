"""Load the demonstration exhibition and its accounts; running it twice changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exhibits.demonstration.desk import load_desk
from exhibits.demonstration.load import load_accounts, load_demonstration
from exhibits.models import Exhibition


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing when the database already holds an exhibition",
        )

    def handle(self, *args, if_empty=False, **options):
        if not settings.SITE_IS_LOCAL:
            raise CommandError(
                "The demonstration brings accounts whose passwords everybody knows. It is loaded "
                "only where SITE_URL is an address of this machine."
            )
        if if_empty and Exhibition.objects.exists():
            return
        counts = load_demonstration(report=self.stdout.write)
        load_accounts()
        load_desk()
        self.stdout.write(
            "Demonstration: " + ", ".join(f"{n} {kind}" for kind, n in counts.items())
        )
