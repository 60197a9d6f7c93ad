"""What reading both versions of XLIFF shares: pieces become an entry, with their faults."""

from django.utils.translation import gettext as _

from translations.exchange.codes import Code, Piece, markup, repeated, unpaired, words
from translations.exchange.keys import is_rich
from translations.exchange.rows import Entry


def number_of(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def finished(entry: Entry, source: list[Piece], target: list[Piece]) -> Entry:
    """Put texts into an entry and note what is wrong with the codes of the target."""
    rich = is_rich(entry.key)
    entry.source = markup(source) if rich else words(source)
    entry.target = markup(target) if rich else words(target)
    entry.pieces = target if rich else None
    if rich and entry.target.strip():
        entry.faults += code_faults(target)
    return entry


def code_faults(found: list[Piece]) -> list[str]:
    faults = [
        _("The placeholder %(number)s occurs more than once.") % {"number": number[:20]}
        for number in repeated(found)
    ]
    faults += [
        _("The placeholder %(number)s has lost its other end, or crosses another.")
        % {"number": number[:20]}
        for number in unpaired(found)
        if number not in repeated(found)
    ]
    empty = {p.number for p in found if isinstance(p, Code) and not p.native}
    return faults + [
        _("The placeholder %(number)s does not say what it stands for.") % {"number": number[:20]}
        for number in sorted(empty)
    ]
