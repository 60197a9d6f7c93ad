"""Makes ``outlines.txt`` from Natural Earth's countries at 1:50,000,000 in TopoJSON.

    python archive/mapping/make_outlines.py countries-50m.json archive/mapping/outlines.txt

The file comes with the JavaScript package world-atlas 2.0.2. Run once; the result is in the
repository. Far away from eastern Asia, where the demonstration plays, lines are simplified more.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

UNIT = 50  # steps in a degree
NEAR = (70, 155, 15, 62)  # west, east, south, north
TOLERANCES = {True: 0.06, False: 0.22}  # degrees, near and far
SMALLEST = {True: 0.05, False: 0.9}  # square degrees of a ring that is kept
ABOUT = """\
# Coasts (c) and borders (b): longitude and latitude in 1/50 degree, then steps from point to point.
# Made with Natural Earth, version 4.1.0, 1:50m countries; free vector and raster map data,
# naturalearthdata.com, in the public domain. Simplified by archive/mapping/make_outlines.py from
# the TopoJSON of world-atlas 2.0.2 (ISC licence, copyright 2013-2019 Michael Bostock).
# For orientation only: borders are drawn as that source has them.
"""
Point = tuple[float, float]
Line = list[Point]


def arcs_of(topology: dict) -> list[Line]:
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [list(walked(arc, kx, ky, x0, y0)) for arc in topology["arcs"]]


def walked(arc: list, kx: float, ky: float, x0: float, y0: float) -> Iterator[Point]:
    x = y = turn = 0
    last = None
    for dx, dy in arc:
        x, y = x + dx, y + dy
        longitude = x * kx + x0
        if last is not None:  # over the date line and on, not back around the earth
            turn += 360 * round((last - longitude - turn) / 360)
        last = longitude + turn
        yield last, y * ky + y0


def rings_of(geometry: dict) -> Iterator[list[int]]:
    """Outer and inner rings as numbers of arcs; a negative one (~n) is walked backwards."""
    if geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            yield from rings_of(one)
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", ())
    for polygon in polygons if "Polygon" in geometry["type"] else ():
        yield from polygon


def is_near(line: Line) -> bool:
    west, east, south, north = NEAR
    return any(west <= x <= east and south <= y <= north for x, y in line)


def simplified(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker; both ends stay, so that lines still meet."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:  # a ring: halved at the point that is farthest from its beginning
        far = max(range(len(line)), key=lambda n: distance(line[n], line[0], line[0]))
        return simplified(line[: far + 1], tolerance)[:-1] + simplified(line[far:], tolerance)
    place = max(range(1, len(line) - 1), key=lambda n: distance(line[n], line[0], line[-1]))
    if distance(line[place], line[0], line[-1]) <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: place + 1], tolerance)[:-1] + simplified(line[place:], tolerance)


def distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = max(0, min(1, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0
    return ((x1 + along * dx - x) ** 2 + (y1 + along * dy - y) ** 2) ** 0.5


def joined(ring: Iterable[int], arcs: list[Line]) -> Line:
    found: Line = []
    for number in ring:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        turn = 360 * round((found[-1][0] - part[0][0]) / 360) if found else 0
        found += [(x + turn, y) for x, y in part[bool(found) :]]
    if abs(found[-1][0] - found[0][0]) > 180:  # around a pole: closed along its lower edge
        found += [(found[-1][0], -90), (found[0][0], -90)]
    return found


def area(ring: Line) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def written(kind: str, line: Line) -> str:
    steps, last = [], (0, 0)
    for x, y in line:
        point = round(x * UNIT), round(y * UNIT)
        step = point[0] - last[0], point[1] - last[1]
        if step != (0, 0) or not steps:
            steps.append(step)
        last = point
    return kind + " ".join(f"{dx},{dy}" for dx, dy in steps)


def lines(topology: dict) -> Iterator[str]:
    full = arcs_of(topology)
    arcs = [simplified(arc, TOLERANCES[is_near(arc)]) for arc in full]
    for ring in rings_of(topology["objects"]["land"]):
        line = joined(ring, arcs)
        if len(line) > 3 and area(line) >= SMALLEST[is_near(line)]:
            yield written("c", line)
    used = Counter(
        number if number >= 0 else ~number
        for ring in rings_of(topology["objects"]["countries"])
        for number in ring
    )
    for number, times in used.items():
        if times > 1:
            yield written("b", arcs[number])


def main(source: str, target: str) -> None:
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    found = "\n".join(lines(topology))
    Path(target).write_text(f"{ABOUT}{found}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
