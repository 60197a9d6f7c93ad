"""Look at every text of an exhibition in all its languages, and print what the checks find.

Ends with 1 when there is a finding that nobody has dismissed.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from exhibits.models import Exhibition
from translations.checks.linting import Lint, Row


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the exhibition")
        parser.add_argument("--language", default="", help="only texts in this language")
        parser.add_argument("--check", default="", help="only this check")

    def handle(self, *args, slug, language, check, **options):
        exhibition = Exhibition.objects.filter(slug=slug).first()
        if exhibition is None:
            raise CommandError(f"There is no exhibition with the address “{slug}”.")
        count = 0
        with override("en"):
            for row in findings(exhibition.translation_scope(), language, check):
                count += 1
                self.stdout.write(line(row))
        if count:
            raise SystemExit(1)


def findings(scope: str, language: str, check: str):
    part, parts = 1, 1
    while part <= parts:
        lint = Lint(scope, part=part, language=language, check=check)
        yield from lint.open_rows
        part, parts = part + 1, lint.parts


def line(row: Row) -> str:
    kind, place = row.obj._meta.model_name, row.place
    where = f"{kind} {place.object_id} {place.field}_{place.language}".rstrip("_ ")
    return f"{where} [{place.check}] {' '.join(row.messages)}"
