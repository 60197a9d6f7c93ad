"""Degrees as they are written in files and shown to readers. Pure."""

import re

DIGITS = 6  # behind the point: a tenth of a metre
WRITTEN = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,15})?", re.ASCII)


def read_degrees(text: str) -> float | None:
    """Decimal degrees; None where the text is something else."""
    text = text.strip().replace("\u2212", "-")
    return round(float(text), DIGITS) if WRITTEN.fullmatch(text) else None


def written(value: float) -> str:
    """The shortest text that is read as the same value."""
    text = f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def in_reader_s_way(latitude: float, longitude: float) -> str:
    """47.919° N, 106.918° E; the letters are the same in all languages of maps."""
    return f"{side(latitude, 'N', 'S')}, {side(longitude, 'E', 'W')}"


def side(value: float, positive: str, negative: str) -> str:
    return f"{written(abs(round(value, 3)))}° {negative if value < 0 else positive}"
