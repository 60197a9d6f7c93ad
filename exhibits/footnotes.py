"""Footnotes of essays that cite archival documents, and the links from them to the documents.

A link is put where a curator wants it, never by itself. It goes around the code as the note writes
it, in one language, and leads to the permanent address of the item.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.finding.citation_reading import CitationReading, read_citation
from archive.finding.known_units import Match
from archive.finding.units import Finding, find_readings
from archive.models import ArchivalItem
from exhibits.models import Essay
from translations.forms import digest
from translations.richtext import Footnote, footnotes, link_in_note, unlink_in_note
from translations.texts import column, exact


class ChangedMeanwhile(ValueError):
    """Somebody has changed the text since the page was opened; ``str()`` is a sentence."""


@dataclass(frozen=True, slots=True)
class CitingNote:
    """A footnote, what it cites, and the items that it leads to already."""

    note: Footnote
    finding: Finding
    linked: tuple[ArchivalItem, ...]

    @property
    def offered(self) -> tuple[Match, ...]:
        """Units that it may be linked to: those exact first, then those near."""
        linked = {item.pk for item in self.linked}
        found = (*self.finding.exact, *self.finding.near)
        return tuple(match for match in found if match.item.pk not in linked and match.code)


def may_link(user: AbstractBaseUser, essay: Essay, language: str) -> bool:
    """Who may write the text in a language may put links into its notes."""
    if language == essay.source_language:
        return user.has_perm("exhibits.change_essay", essay)
    return user.has_perm(f"translations.translate_{language}", essay)


def body_of(essay: Essay, language: str) -> str:
    return exact(essay, "body", language)


def fingerprint(essay: Essay, language: str) -> str:
    """Of the text as it is now; it comes back with the form."""
    return digest(body_of(essay, language))


def citing_notes(essay: Essay, language: str) -> list[CitingNote]:
    """All footnotes of the text in a language; as many queries for a hundred as for one."""
    notes = footnotes(body_of(essay, language))
    found = find_readings(in_context(note.text for note in notes), public_only=False)
    items = linked_items(notes)
    return [
        CitingNote(note, finding, tuple(items[a] for a in note.links if a in items))
        for note, finding in zip(notes, found, strict=True)
    ]


def in_context(texts: Iterable[str]) -> list[CitationReading]:
    """Citations one after the other: “same archive” is that of the last note that names one."""
    readings, repository = [], ""
    for text in texts:
        reading = read_citation(text)
        if reading.refers_back and reading.codes:
            reading = replace(reading, repository=repository)
        elif reading.codes and reading.repository:
            repository = reading.repository
        readings.append(reading)
    return readings


def linked_items(notes: Iterable[Footnote]) -> dict[str, ArchivalItem]:
    """Items by the permanent addresses that notes link to."""
    prefix = address_of_uuid("00000000-0000-0000-0000-000000000000")[:-36]
    wanted = {a[len(prefix) :] for note in notes for a in note.links if a.startswith(prefix)}
    wanted = {key for key in wanted if len(key) == 36}
    if not wanted:
        return {}
    found = ArchivalItem.objects.defer("search_text").filter(uuid__in=filter(is_uuid, wanted))
    return {permanent_address(item): item for item in found}


def is_uuid(text: str) -> bool:
    return all(letter in "0123456789abcdef-" for letter in text.lower()) and text.count("-") == 4


def address_of_uuid(uuid: str) -> str:
    return reverse("permanent-item", args=[uuid])


def permanent_address(item: ArchivalItem) -> str:
    return address_of_uuid(str(item.uuid))


@transaction.atomic
def change_links(
    essay: Essay,
    language: str,
    *,
    loaded: str,
    link: Mapping[int, int],
    unlink: Mapping[int, Iterable[int]],
    actor: AbstractBaseUser,
) -> int:
    """Link notes (by number) to items (by key) that they may mean, and take links out again.

    ``loaded`` is the fingerprint of the text that was seen. Returns how many notes have changed.
    Raises ``PermissionDenied``, or ``ChangedMeanwhile`` and then nothing has changed.
    """
    if not may_link(actor, essay, language):
        raise PermissionDenied
    essay = Essay.objects.select_for_update().get(pk=essay.pk)
    if fingerprint(essay, language) != loaded:
        raise ChangedMeanwhile(
            _("Somebody else has changed this text since you opened it. Nothing has been linked.")
        )
    before = body_of(essay, language)
    after, changed = before, 0
    for citing in citing_notes(essay, language):
        with_links = relinked(after, citing, link, unlink)
        changed += with_links != after
        after = with_links
    if changed:
        setattr(essay, column("body", language), after)
        essay.save(update_fields=[column("body", language), "changed_at"])
        log(essay, language, actor)
    return changed


def relinked(
    html: str, citing: CitingNote, link: Mapping[int, int], unlink: Mapping[int, Iterable[int]]
) -> str:
    """The text after what was asked for one note; what the note does not offer is left alone."""
    number = citing.note.number
    for item in citing.linked:
        if item.pk in unlink.get(number, ()):
            html = unlink_in_note(html, number, permanent_address(item))
    for match in citing.offered:
        if match.item.pk == link.get(number) and match.item.is_open:
            html = link_in_note(html, number, match.code, permanent_address(match.item))
    return html


def log(essay: Essay, language: str, actor: AbstractBaseUser) -> None:
    words = _("Changed links in footnotes (%(language)s).") % {"language": language}
    LogEntry.objects.log_actions(actor.pk, [essay], CHANGE, words, single_object=True)
