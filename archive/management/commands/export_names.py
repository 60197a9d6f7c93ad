"""Export names.csv, in the columns that import_names reads."""

from archive.catalogue.command import ExportCommand
from archive.models import Name


class Command(ExportCommand):
    help = __doc__
    model = Name
