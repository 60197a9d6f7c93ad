"""Import AtoM's CSV template for ISAD(G): report on it; with --apply all or nothing."""

from archive.catalogue.command import FoundKind


class Command(FoundKind):
    help = __doc__
    file_kind = "atom"
