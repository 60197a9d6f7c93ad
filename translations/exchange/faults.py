"""What is wrong with a file that somebody has sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: physical line (from 1; 0 for the file), column, a sentence."""

    line: int
    column: str
    reason: str


class FileError(Exception):
    """A file that cannot be read at all; the message is for the sender."""

    def __init__(self, reason: str, line: int = 0, column: str = ""):
        super().__init__(reason)
        self.fault = Fault(line, column, reason)
