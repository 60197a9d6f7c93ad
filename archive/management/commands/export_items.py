"""Export items.csv, in the columns that import_items reads."""

from pathlib import Path

from archive.catalogue.command import ExportCommand
from archive.models import ArchivalItem


class Command(ExportCommand):
    help = __doc__
    model = ArchivalItem

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--with-images",
            type=Path,
            metavar="FOLDER",
            help="copy the originals of page images into this folder beside FILE",
        )
