"""Import names.csv: report what it would change; with --apply change everything or nothing."""

from archive.catalogue.command import ImportCommand


class Command(ImportCommand):
    help = __doc__
    file_kind = "names"
