"""Degrees as they are written in files and shown to readers."""

import re

from django.utils.translation import pgettext

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
    """47.919° N, 106.918° E"""
    north = pgettext("latitude", "%(degrees)s° N"), pgettext("latitude", "%(degrees)s° S")
    east = pgettext("longitude", "%(degrees)s° E"), pgettext("longitude", "%(degrees)s° W")
    return ", ".join([side(latitude, *north), side(longitude, *east)])


def side(value: float, positive: str, negative: str) -> str:
    words = negative if value < 0 else positive
    return words % {"degrees": written(abs(round(value, 3)))}
