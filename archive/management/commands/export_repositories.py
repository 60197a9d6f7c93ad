"""Export repositories.csv, in the columns that import_repositories reads."""

from archive.catalogue.command import ExportCommand
from archive.models import Repository


class Command(ExportCommand):
    help = __doc__
    model = Repository
