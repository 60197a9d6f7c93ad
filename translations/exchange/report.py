"""What a file would change, what it would not and why, and what is wrong with it."""

from dataclasses import asdict, dataclass, field

MOST_FAULTS = 5_000
MOST_SAMPLES = 100


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one text: ``line`` of the file (0 for the whole file), key, a sentence."""

    line: int
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A text as it is and as it would be; ``kind`` is ``written`` or ``proposed``."""

    line: int
    key: str
    language: str
    kind: str
    before: str
    after: str


@dataclass
class Report:
    rows: int = 0
    written: int = 0
    unchanged: int = 0
    empty: int = 0
    proposed_older: int = 0
    proposed_changed: int = 0
    proposed_before: int = 0  # lie beside their text already
    faults: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    has_more: bool = False
    samples: list[Sample] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    format: str = ""
    name: str = ""
    checksum: str = ""
    is_applied: bool = False

    @property
    def proposed(self) -> int:
        return self.proposed_older + self.proposed_changed

    @property
    def changes(self) -> int:
        return self.written + self.proposed

    def blame(self, line: int, key: str, words: object) -> None:
        self._add(self.faults, line, key, words)

    def remark(self, line: int, key: str, words: object) -> None:
        self._add(self.remarks, line, key, words)

    def _add(self, found: list[Remark], line: int, key: str, words: object) -> None:
        if len(found) < MOST_FAULTS:
            found.append(Remark(line, key[:120], str(words)))
        else:
            self.has_more = True

    def show(self, sample: Sample) -> None:
        if len(self.samples) < MOST_SAMPLES:
            self.samples.append(sample)

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict) -> "Report":
        report = cls(**stored)
        report.faults = [Remark(**one) for one in report.faults]
        report.remarks = [Remark(**one) for one in report.remarks]
        report.samples = [Sample(**one) for one in report.samples]
        return report
