"""What is wrong with a catalogue, and what it would change."""

from collections import Counter
from dataclasses import asdict, dataclass, field

from translations.exchange.faults import Fault
from translations.exchange.faults import FileError as CatalogueError

__all__ = ["CatalogueError", "Fault", "Report", "Sample", "Twin"]

MOST_FAULTS = 20_000
MOST_SAMPLES = 50
MOST_TWINS = 1_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the first changes: ``fields`` are the columns that differ, empty for a new row."""

    line: int
    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """A new row whose code a stored unit has or had: its key, code and title.

    ``count`` is the number of such units; the one that is named is the first.
    """

    line: int
    id: str
    item: int
    code: str
    title: str
    count: int

    @property
    def others(self) -> int:
        return self.count - 1


@dataclass
class Report:
    """Faults, counts and the first changes. ``changed_fields`` counts rows per column."""

    faults: list[Fault] = field(default_factory=list)
    has_more_faults: bool = False
    rows: int = 0
    created: int = 0
    changed: int = 0
    left: int = 0
    images: int = 0
    new_names: int = 0
    changed_fields: Counter = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    twin_count: int = 0
    checksum: str = ""
    is_applied: bool = False

    def blame(self, line: int, column: str, reason: object) -> None:
        if len(self.faults) >= MOST_FAULTS:
            self.has_more_faults = True
            return
        self.faults.append(Fault(line, column, str(reason)))

    def note(self, words: object) -> None:
        if str(words) not in self.notes and len(self.notes) < 1_000:
            self.notes.append(str(words))

    def note_twin(self, twin: Twin) -> None:
        self.twin_count += 1
        if len(self.twins) < MOST_TWINS:
            self.twins.append(twin)

    def count(self, line: int, key: str, fields: tuple[str, ...] | None) -> None:
        """A row: new (``fields`` None), changed in those columns, or left as it is."""
        self.rows += 1
        if fields is None:
            self.created += 1
        elif fields:
            self.changed += 1
            self.changed_fields.update(fields)
        else:
            self.left += 1
        if fields != () and len(self.samples) < MOST_SAMPLES:
            self.samples.append(Sample(line, key, fields or ()))

    def sort(self) -> None:
        self.faults.sort(key=lambda fault: fault.line)

    def as_json(self) -> dict:
        """For the database; ``from_json`` reads it."""
        return {**asdict(self), "changed_fields": dict(self.changed_fields)}

    @classmethod
    def from_json(cls, stored: dict) -> "Report":
        known = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        report = cls(**known)
        report.faults = [Fault(**fault) for fault in report.faults]
        report.samples = [
            Sample(**{**one, "fields": tuple(one["fields"])}) for one in report.samples
        ]
        report.twins = [Twin(**twin) for twin in report.twins]
        report.changed_fields = Counter(report.changed_fields)
        return report
