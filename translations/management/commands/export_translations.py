"""Write texts of a scope into a file for translators: XLIFF, PO, XLSX or CSV."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from translations import places
from translations.exchange import exporting
from translations.exchange.choosing import STATES, Choice
from translations.exchange.formats import FORMATS
from translations.texts import LANGUAGES


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scope", metavar="SCOPE", help="exhibition-3, archive, pages")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--language", choices=LANGUAGES, required=True, help="into which")
        parser.add_argument("--source", choices=LANGUAGES, default="", help="from which")
        parser.add_argument("--format", choices=list(FORMATS), required=True)
        states = {"choices": STATES, "action": "append", "default": []}
        parser.add_argument("--state", **states, help="several times for several; otherwise all")
        parser.add_argument(
            "--kind", action="append", default=[], help="for example exhibits.panel"
        )
        parser.add_argument("--part", action="append", default=[], help="exhibits.section:12")

    def handle(self, *args, scope: str, file: Path, **options) -> None:
        if places.scope(scope) is None:
            raise CommandError(f"There is no scope “{scope}”.")
        made = FORMATS[options["format"]]
        choice = Choice(
            scope=scope,
            language=options["language"],
            source=options["source"],
            states=frozenset(options["state"]),
            kinds=frozenset(options["kind"]),
            parts=frozenset(options["part"]),
        )
        try:
            choice = exporting.with_source(choice, made)
        except exporting.ChoiceError as error:
            raise CommandError(str(error)) from error
        with file.open("wb") as target:
            count = exporting.write(choice, made, target)
        self.stdout.write(f"{count:,} texts written to {file}.")
