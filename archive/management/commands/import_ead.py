"""Import a finding aid (EAD 2002 or EAD3): report on it; with --apply all or nothing."""

from archive.catalogue.command import FoundKind


class Command(FoundKind):
    help = __doc__
    file_kind = "ead"
