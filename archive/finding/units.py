"""Finds the unit that a citation means, or says what is near.

Nothing is ever taken for something else in silence: what agrees in repository and code is *exact*,
everything else is *near* and says how it differs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.finding.citation_reading import CitationReading, read_citation
from archive.finding.known_units import Known, Match
from archive.finding.near_codes import neighbours, neighbours_verbatim
from archive.models import ArchivalItem, Level
from archive.reference_codes import VERBATIM, code_key, parse_fund_file_unit
from search.analysis import fold
from translations.texts import LANGUAGES, exact

MOST_EXACT = 50
MOST_NEAR = 12
SHORTEST_TITLE = 8  # folded characters; a shorter one may stand in a citation by chance


@dataclass(frozen=True, slots=True)
class Finding:
    """What a citation means. ``reason`` is a sentence when nothing is exact."""

    reading: CitationReading
    exact: tuple[Match, ...] = ()
    near: tuple[Match, ...] = ()
    reason: str = ""


def find_units(text: str, *, public_only: bool) -> Finding:
    """The units that one citation means; at most five queries."""
    return find_many([text], public_only=public_only)[0]


def find_many(citations: Iterable[str], *, public_only: bool) -> list[Finding]:
    """The same for many citations, with as many queries as for one."""
    return find_readings([read_citation(text) for text in citations], public_only=public_only)


def find_readings(readings: Sequence[CitationReading], *, public_only: bool) -> list[Finding]:
    """The same for citations that have been read, for instance in the light of the one before."""
    known = Known(public_only=public_only)
    known.load({key for reading in readings for _code, key in keys_of(reading)})
    questions = [Question(reading, known) for reading in readings]
    known.load({key for question in questions for key in question.wanted()})
    return [question.answer() for question in questions]


def keys_of(reading: CitationReading) -> Iterator[tuple[str, str]]:
    """Codes as written with the keys under which an item may have them."""
    for code in reading.codes:
        if parts := reading.parts or parse_fund_file_unit(code):
            yield code, parts.key
        if key := code_key(code, VERBATIM):
            yield code, key


class Question:
    """One citation on its way to an answer."""

    def __init__(self, reading: CitationReading, known: Known):
        self.reading, self.known = reading, known
        self.repositories = known.repositories_in(reading.repository)
        self.names_none = not reading.repository.strip(' ,.;:、。「『“«"')
        self.exact = list(self.exactly())

    def exactly(self) -> Iterator[Match]:
        """Items of the repository that is named, by the first code that finds any."""
        for code, key in keys_of(self.reading):
            matches = self.known.by_key.get(key, [])
            found = [
                Match(match.item, code, " ".join(self.remarks(match)))
                for match in matches
                if self.names_none or match.item.repository_id in self.repositories
            ]
            if found:
                yield from sorted(found, key=standing)
                return

    def remarks(self, match: Match) -> Iterator[str]:
        """What a reader must know about an exact match."""
        parts = self.reading.parts
        if match.reason:
            yield match.reason
        if parts and parts.unit and not parts.file:
            yield _("The citation names no file; file 1 is assumed.")
        if self.names_none:
            yield _("The citation names no archive.")
        elif self.repositories[match.item.repository_id] < 1:
            yield _("The archive is not named in full.")

    def wanted(self) -> set[str]:
        """Keys of what may be near; none when the question is answered."""
        return {key for key, _how in self.beside()}

    def beside(self) -> Iterator[tuple[str, str]]:
        """Keys near the code, with how they differ."""
        parts = self.reading.parts
        if parts:
            found = neighbours(parts).items()
            unsure = not self.exact or (parts.unit and not parts.file)
            yield from (
                (key, how) for key, how in found if unsure and (not self.exact or how == "file")
            )
        elif not self.exact:
            for code in self.reading.codes[:3]:
                found = neighbours_verbatim(code_key(code, VERBATIM)).items()
                yield from found

    def answer(self) -> Finding:
        titled = [match for match in self.exact if self.is_titled(match.item)]
        others = [match for match in self.exact if titled and match not in titled]
        near = [*(self.near(match, _("It has the same code.")) for match in others), *self.nearly()]
        found = tuple((titled or self.exact)[:MOST_EXACT])
        near = without_repeats(near, found)[:MOST_NEAR]
        return Finding(self.reading, found, tuple(near), "" if found else self.why(bool(near)))

    def is_titled(self, item: ArchivalItem) -> bool:
        """Whether the citation holds the title of the item, in whatever language."""
        text = fold(self.reading.text)
        titles = (fold(exact(item, "title", language)) for language in LANGUAGES)
        return any(len(title) >= SHORTEST_TITLE and title in text for title in titles)

    def nearly(self) -> Iterator[Match]:
        """What agrees in part, the closest first."""
        if not self.exact:
            yield from self.in_other_repositories()
        own = set(self.repositories) or self.known.resembling(self.reading.repository)
        for key, how in self.beside():
            for match in self.known.by_key.get(key, []):
                if self.names_none or match.item.repository_id in own:
                    yield self.near(match, HOW[how]())

    def near(self, match: Match, reason: str) -> Match:
        """What was found, as something near, with the code that the citation has."""
        reasons = " ".join(filter(None, (reason, match.reason)))
        return Match(match.item, match.code or self.reading.code, reasons)

    def in_other_repositories(self) -> Iterator[Match]:
        resembling = self.known.resembling(self.reading.repository)
        for _code, key in keys_of(self.reading):
            for match in self.known.by_key.get(key, []):
                if match.item.repository_id in resembling:
                    yield self.near(match, _("The name of the archive is written differently."))
                else:
                    yield self.near(match, _("It has the same code in another archive."))

    def why(self, is_near: bool) -> str:
        """Why nothing is exact."""
        if not self.reading.codes:
            return _("No reference code could be read in it.")
        if is_near:
            return _("Nothing has exactly this code in this archive.")
        return _("Nothing with this code, or with one near it, is described here.")


HOW = {
    "above": lambda: _("It lies above what is cited."),
    "beside": lambda: _("Its number is close by."),
    "file": lambda: _("It has the same number in another file."),
    "slip": lambda: _("Its code differs by a figure, as in a slip of the pen."),
}


def standing(match: Match) -> tuple:
    """The unit before the documents in it; what has the code now before what had it."""
    item = match.item
    return bool(match.reason), Level(item.level).rank, item.order, item.code_sort, item.pk


def without_repeats(matches: Iterable[Match], besides: Iterable[Match]) -> list[Match]:
    """The first match of every item that is not among others."""
    seen, kept = {match.item.pk for match in besides}, []
    for match in matches:
        if match.item.pk not in seen:
            seen.add(match.item.pk)
            kept.append(match)
    return kept


def page_number(item: ArchivalItem, leaf: str) -> int | None:
    """The place of the page image whose label is that leaf; one query, none without a leaf."""
    if not leaf:
        return None
    labels = item.digital_objects.order_by("order", "id").values_list("label", flat=True)
    wanted = bare_label(leaf)
    return next((n for n, label in enumerate(labels, 1) if bare_label(label) == wanted), None)


def bare_label(label: str) -> str:
    """A label without the word before it and without leading zeros: p. 012 is 12."""
    return re.sub(r"^\D*0*(?=[0-9])", "", fold(label))
