"""Import repositories.csv: report on it; with --apply change everything or nothing."""

from archive.catalogue.command import ImportCommand


class Command(ImportCommand):
    help = __doc__
    file_kind = "repositories"
