"""What the importer does for every kind of object; the kinds say what is special about theirs."""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import connection
from django.db.models import Max, Model, Q
from django.utils.translation import gettext as _

from archive.catalogue.columns import Column, same
from archive.catalogue.report import Report
from archive.catalogue.seen_rows import AT_ONCE, SeenRow, SeenRows
from translations.exchange import cells
from translations.exchange.csv_files import Row
from translations.history.recording import gathering

T = TypeVar("T")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST_ID = 200
KEYS_AT_ONCE = 10_000  # of those that a sequence is asked for


@dataclass(slots=True)
class Entry:
    """A row whose cells have been read: values by column, only of those that are not empty.

    ``unread`` are the columns whose cells could not be read.
    """

    line: int
    id: str
    values: dict[str, object] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def lacks(self, *names: str) -> bool:
        """Whether none of these columns has a value, readable or not."""
        return not any(self.values.get(name) or name in self.unread for name in names)


def exported_id(obj: Model) -> str:
    """The identifier of its sender; of what was made here, its permanent one."""
    return obj.source_id or str(obj.uuid)


ID = Column("id", str.strip, exported_id, can_clear=False)


class Kind:
    """Reads rows of one kind, compares them with what is there, and writes.

    A run has two passes: ``survey`` sees every row and finds every fault, then ``settle`` compares
    batch by batch and, when applying, writes. Between the two ``seen`` holds what is known of every
    row; the keys of new ones are negative until ``reserve`` gives them real ones.
    """

    model: type[Model]
    columns: dict[str, Column]

    def __init__(self):
        self.seen = SeenRows()

    # Reading ---------------------------------------------------------------------------------

    def entry(self, row: Row, report: Report) -> Entry | None:
        """The values of a row; what cannot be read is blamed, and is missing from the entry."""
        key = (cells.from_cell(row.cells.get("id", "")) or "").strip()
        if not key:
            report.blame(row.line, "id", _("Every row needs an id."))
            return None
        if len(key) > _LONGEST_ID:
            report.blame(row.line, "id", _("An id has at most 200 characters."))
            return None
        found = Entry(row.line, key)
        for name, cell in row.cells.items():
            if cell and name != "id" and (text := cells.from_cell(cell)) is not None:
                try:
                    found.values[name] = self.columns[name].value(text)
                except ValueError as error:
                    report.blame(row.line, name, error)
                    found.unread.add(name)
        return found

    # First pass --------------------------------------------------------------------------------

    def survey(self, rows: list[Row], report: Report) -> None:
        """Find what is wrong with a batch of rows."""
        entries = [entry for row in rows if (entry := self.entry(row, report))]
        self.seen.load(entry.id for entry in entries)
        entries = [entry for entry in entries if self.is_first(entry, report)]
        known = self.known([entry.id for entry in entries])
        for entry in entries:
            stored = known.get(entry.id)
            row = self.seen[entry.id]
            row.key, row.is_new = (stored["pk"], False) if stored else (self.seen.next_key(), True)
            if stored is None:
                self.check_new(entry, report)
            self.check(entry, row, stored, report)
        self.check_references(entries, report)
        self.seen.write()

    def is_first(self, entry: Entry, report: Report) -> bool:
        if before := self.seen[entry.id]:
            words = _("The id “%(id)s” stands in line %(line)d already.")
            report.blame(entry.line, "id", words % {"id": entry.id[:60], "line": before.line})
            return False
        self.seen.add(entry.id, entry.line)
        return True

    def known(self, ids: Iterable[str]) -> dict[str, dict]:
        """What is stored of objects with these ids (``facts``), by id."""
        return found_by_id(self.model, ids, *self.facts)

    facts: tuple[str, ...] = ()

    def check_new(self, entry: Entry, report: Report) -> None:
        """Blame what a new object lacks."""

    def check(self, entry: Entry, row: SeenRow, stored: dict | None, report: Report) -> None:
        """Blame, and put into ``row`` what the end of the pass needs."""

    def check_references(self, entries: list[Entry], report: Report) -> None:
        """Blame what the rows name and does not exist."""

    def end_survey(self, report: Report) -> None:
        """Blame what only the whole file shows."""

    # Second pass -------------------------------------------------------------------------------

    def reserve(self) -> None:
        """Give the new rows keys of their own, in the order of the file."""
        self.seen.give_keys(reserved_keys(self.model, self.seen.new))

    def settle(self, rows: list[Row], report: Report, *, applying: bool) -> None:
        """Compare a batch with what is stored, count, and write when applying."""
        entries = [self.entry(row, report) for row in rows]
        self.look_up(entries)
        stored = self.stored([e for e in entries if not self.is_new(e)])
        self.prepare(entries, stored, report)
        fresh, changes = [], []
        for entry in entries:
            if self.is_new(entry):
                report.count(entry.line, entry.id, None)
                fresh.append(entry)
                continue
            obj = stored[self.key(entry)]
            names = self.differing(obj, entry)
            report.count(entry.line, entry.id, tuple(names))
            if names:
                changes.append((obj, entry, names))
        if applying:
            with gathering(obj for obj, _entry, _names in changes):
                self.write(fresh, changes)

    def look_up(self, entries: list[Entry]) -> None:
        """Have in memory what was seen of a batch."""
        self.seen.load(entry.id for entry in entries)

    def is_new(self, entry: Entry) -> bool:
        return self.seen[entry.id].is_new

    def key(self, entry: Entry) -> int:
        return self.seen[entry.id].key

    def stored(self, entries: list[Entry]) -> dict[int, Model]:
        return self.model.objects.in_bulk([self.key(entry) for entry in entries])

    def prepare(self, entries: list[Entry], stored: dict[int, Model], report: Report) -> None:
        """Load what ``differing`` needs, for the whole batch at once."""

    def differing(self, obj: Model, entry: Entry) -> list[str]:
        """The columns in which a row differs from what is stored."""
        return [name for name, value in entry.values.items() if not self.is_same(obj, name, value)]

    def is_same(self, obj: Model, name: str, value: object) -> bool:
        return same(getattr(obj, self.columns[name].attribute), value)

    def write(self, fresh: list[Entry], changes: list[tuple[Model, Entry, list[str]]]) -> None:
        raise NotImplementedError

    def end(self) -> None:
        """What can be written only after all rows are there."""

    def start_again(self) -> None:
        """Forget all rows that were seen, so that nothing of them is held twice."""
        self.__init__()

    def check_files(self, report: Report) -> None:
        """Blame files that rows name and that cannot be used; before anything is written."""

    def take_in_files(self) -> None:
        """What is done with named files once the rows are there for good."""

    def fill(self, obj: Model, entry: Entry, names: Iterable[str]) -> None:
        for name in names:
            if attribute := self.columns[name].attribute:
                setattr(obj, attribute, entry.values[name])


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        yield some


def found_by_id(model: type[Model], ids: Iterable[str], *facts: str) -> dict[str, dict]:
    """``pk`` and facts of stored objects by the id that a file gives them."""
    ids, found = list(ids), {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows = model._default_manager.filter(source_id__in=some).order_by()
        found |= {row["source_id"]: row for row in rows.values("source_id", "pk", *facts)}
        permanent = [uuid.UUID(one) for one in some if one not in found and _UUID.fullmatch(one)]
        if permanent:
            # One with an identifier of its sender is known by that alone.
            made_here = Q(source_id=None) | Q(source_id="")
            rows = model._default_manager.filter(made_here, uuid__in=permanent).order_by()
            found |= {str(row["uuid"]): row for row in rows.values("uuid", "pk", *facts)}
    return found


def reserved_keys(model: type[Model], count: int) -> Iterator[int]:
    """Primary keys that nothing had and nobody else gets; inside a transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for start in range(0, count, KEYS_AT_ONCE):
                some = min(KEYS_AT_ONCE, count - start)
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [table, some],
                )
                yield from (key for (key,) in cursor.fetchall())
            return
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    last = max(last, model._default_manager.aggregate(last=Max("pk"))["last"] or 0)
    yield from range(last + 1, last + 1 + count)
