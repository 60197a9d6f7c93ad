"""Export an item and all that lies below it as a finding aid (EAD3)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from archive.catalogue.ead_writing import write
from archive.catalogue.kinds import found_by_id
from archive.models import ArchivalItem
from translations.texts import LANGUAGES


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("item", help="the sender's identifier of the item, or its number")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--language", choices=LANGUAGES, action="append", help="only this; may be repeated"
        )

    def handle(self, *args, item, file, language, **options):
        found = found_by_id(ArchivalItem, [item])
        key = found[item]["pk"] if found else int(item) if item.isdecimal() else 0
        top = ArchivalItem.objects.select_related("repository").filter(pk=key).first()
        if top is None:
            raise CommandError(f"There is no archival item “{item}”.")
        with file.open("wb") as target:
            count = write(top, target, languages=tuple(language or LANGUAGES))
        self.stdout.write(f"{count:,} items written to {file}.")
