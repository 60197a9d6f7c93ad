"""The part of the earth that a map shows, and where places stand on it. Pure.

The projection is equirectangular with the middle of the map as standard parallel: shapes near the
middle are true, and the map is a plain rectangle of longitudes and latitudes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

Point = tuple[float, float]  # longitude and latitude
RATIO = 8 / 5  # of width to height; the style sheet has it too
MARGIN = 0.16  # of the extent of the places, at each side
LEAST = 22.0  # degrees of latitude
STEEPEST = 65.0  # the farthest standard parallel from the equator


@dataclass(frozen=True, slots=True)
class Window:
    """``east`` may be beyond 180 when the map crosses the date line."""

    west: float
    east: float
    south: float
    north: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Where it stands, from 0 to 1 rightwards and downwards."""
        turned = (longitude - self.west) % 360
        return turned / (self.east - self.west), (self.north - latitude) / (self.north - self.south)


def window_around(points: Sequence[Point]) -> Window:
    """All points with a margin, never so near that nothing is recognised."""
    west, wide = narrowest([longitude for longitude, _latitude in points])
    latitudes = [latitude for _longitude, latitude in points]
    middle = (min(latitudes) + max(latitudes)) / 2
    squeeze = cos(radians(min(abs(middle), STEEPEST)))
    high = max((max(latitudes) - min(latitudes)) * (1 + 2 * MARGIN), LEAST)
    high = max(high, wide * (1 + 2 * MARGIN) * squeeze / RATIO)
    wide_now = min(high * RATIO / squeeze, 360.0)
    high = wide_now * squeeze / RATIO
    middle = min(max(middle, -90 + high / 2), 90 - high / 2) if high < 180 else 0.0
    left = west + wide / 2 - wide_now / 2
    edges = (left, left + wide_now, middle - high / 2, middle + high / 2)
    return Window(*(round(edge, 2) for edge in edges))


def narrowest(longitudes: Iterable[float]) -> tuple[float, float]:
    """The western end and the width of the shortest arc that holds all longitudes."""
    found = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in zip(found, found[1:], strict=False)]
    gap, west = max([*gaps, (found[0] + 360 - found[-1], found[0])])
    return (west - 360 if west > 180 else west), 360 - gap
