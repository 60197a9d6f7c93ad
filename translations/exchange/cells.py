r"""What a value looks like in a cell of a spreadsheet, and back, without losing anything. Pure.

* A cell that a spreadsheet would take for a formula (``= + - @``, in full width as well, which a
  Japanese one reads alike; tab, line ends) gets an apostrophe in front; one that looks like it
  has been given one already gets another.
* ``\-`` clears a field. A value that is really ``\-`` gets another backslash.
* ``|`` joins the parts of a list. A bar inside a part is written ``\|``.
"""

import re

CLEAR = r"\-"
_SIGNS = r"[=+\-@＝＋－＠\t\r\n]"
_FORMULA = re.compile(rf"'*{_SIGNS}")
_NEUTRALISED = re.compile(rf"'+{_SIGNS}")
_LIKE_CLEAR = re.compile(r"\\+-")
_BARS = re.compile(r"(\\*)\|")
_LAST_BACKSLASHES = re.compile(r"\\+$")


def to_cell(value: str) -> str:
    """A value as it is written into a file; one of blanks alone counts as missing."""
    if not value.strip():
        return ""
    if _LIKE_CLEAR.fullmatch(value):
        return "\\" + value
    return "'" + value if _FORMULA.match(value) else value


def from_cell(cell: str) -> str | None:
    """The value of a cell: None leaves a field as it is, an empty text clears it."""
    if not cell or not cell.strip():
        return None
    if cell == CLEAR:
        return ""
    if cell[0] == "\\" and _LIKE_CLEAR.fullmatch(cell):
        return cell[1:]
    return cell[1:] if cell[0] == "'" and _NEUTRALISED.match(cell) else cell


def join(parts: list[str]) -> str:
    """Parts as one value: ``a|b``."""
    kept = [_BARS.sub(lambda found: found[1] * 2 + r"\|", part.strip()) for part in parts]
    kept = [part for part in kept if part]
    doubled = [_LAST_BACKSLASHES.sub(lambda found: found[0] * 2, part) for part in kept[:-1]]
    return "|".join([*doubled, *kept[-1:]])


def split(value: str) -> list[str]:
    """The parts of a joined value, without blanks around them; empty ones are dropped."""
    if "|" not in value:
        return [part] if (part := value.strip()) else []
    parts, start = [""], 0
    for found in _BARS.finditer(value):
        backslashes = len(found[1])
        parts[-1] += value[start : found.start()] + "\\" * (backslashes // 2)
        if backslashes % 2:
            parts[-1] += "|"
        else:
            parts.append("")
        start = found.end()
    parts[-1] += value[start:]
    return [kept for part in parts if (kept := part.strip())]
