"""Hold every translation unit against its texts and mend what is out of step."""

from django.core.management.base import BaseCommand, CommandError

from translations.models import TranslationUnit
from translations.units.recounting import recount


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing; end with 1 if anything is amiss"
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are units already"
        )

    def handle(self, *args, **options):
        if options["if_empty"] and TranslationUnit.objects.exists():
            return
        wrong = 0
        for row in recount(repair=not options["check"]):
            wrong += row.amiss + row.orphans
            if options["verbosity"] and (row.amiss or row.orphans or options["verbosity"] > 1):
                self.stdout.write(
                    f"{row.model._meta.label}: {row.objects} objects, {row.amiss} units amiss, "
                    f"{row.orphans} without an object"
                )
        if options["check"] and wrong:
            raise CommandError("Units and texts are out of step.", returncode=1)
