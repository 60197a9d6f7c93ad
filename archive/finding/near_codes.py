"""Codes that somebody may have meant who wrote another; pure."""

import re

from archive.reference_codes import ParsedCode


def neighbours(parts: ParsedCode) -> dict[str, str]:
    """Keys of codes near one, and how they differ: ``above``, ``beside``, ``file``, ``slip``.

    What lies above comes first; numbers differ by two at most, files from 1 to 9.
    """
    fund, file, unit = parts.fund, parts.file or ("1" if parts.unit else ""), parts.unit
    found = dict.fromkeys([f"{fund}/{file}/"] * bool(unit), "above")
    found |= dict.fromkeys([f"{fund}//"] * bool(file), "above")
    if unit:
        found |= {f"{fund}/{file}/{n}": "beside" for n in around(unit)}
        found |= {f"{fund}/{n}/{unit}": "file" for n in range(1, 10) if str(n) != file}
        found |= {f"{fund}/{file}/{n}": "slip" for n in slips(unit)}
        found |= {f"{n}/{file}/{unit}": "slip" for n in slips(fund)}
    found.pop(f"{fund}/{file}/{unit}", None)
    return found


def around(number: str) -> list[str]:
    match = re.match(r"[0-9]{1,12}", number)
    middle = int(match[0]) if match else 0
    bases = [number[: match.end()]] if match and match.end() < len(number) else []
    steps = (-1, 1, -2, 2) if match else ()
    return [str(middle + step) for step in steps if middle + step > 0] + bases


def slips(number: str) -> list[str]:
    """The number with two neighbouring figures exchanged, or with one left out."""
    if not number.isdigit() or len(number) > 8:
        return []
    swapped = [
        number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(len(number) - 1)
    ]
    shorter = [number[:i] + number[i + 1 :] for i in range(len(number)) if len(number) > 1]
    return [n for n in dict.fromkeys(swapped + shorter) if n != number and not n.startswith("0")]


def neighbours_verbatim(code: str) -> dict[str, str]:
    """Codes of no grammar near one: its last number one more or less, and what it begins with."""
    found: dict[str, str] = {}
    numbers = list(re.finditer(r"[0-9]{1,12}", code))
    if numbers:
        last = numbers[-1]
        for step in (-1, 1, -2, 2):
            number = int(last[0]) + step
            if number >= 0:
                padded = str(number).zfill(len(last[0]))
                found[code[: last.start()] + padded + code[last.end() :]] = "beside"
    pieces = code.split("-")
    for size in range(len(pieces) - 1, 0, -1):
        found.setdefault("-".join(pieces[:size]), "above")
    found.pop(code, None)
    return found
