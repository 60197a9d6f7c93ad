"""Where places stand on a map, what is drawn around them, which marks and labels fit."""

import itertools
import re

import pytest

from archive.mapping.drawing import HEIGHT, WIDTH, clipped, grid, ground
from archive.mapping.markers import APART, RATIO, Sheet, Spot, box_of, marks, overlap, text_width
from archive.mapping.outlines import SOURCE, outlines
from archive.mapping.window import LEAST, Window, narrowest, window_around

TOKYO, ULAANBAATAR, MOSCOW = (139.6917, 35.6895), (106.9176, 47.9185), (37.6176, 55.7558)
SUVA, HONOLULU = (178.4419, -18.1416), (-157.8583, 21.3069)


@pytest.mark.parametrize(
    ("longitudes", "west", "wide"),
    [
        ([10], 10, 0),
        ([10, 20, 15], 10, 10),
        ([170, -170], 170, 20),
        ([-10, 10], -10, 20),
        ([0, 120, -110], -110, 230),
        ([180, -180], 180, 0),
    ],
)
def test_the_shortest_arc_holds_all_longitudes(longitudes, west, wide):
    assert narrowest(longitudes) == (west, wide)


@pytest.mark.parametrize(
    "points",
    [
        [TOKYO],
        [TOKYO, ULAANBAATAR],
        [TOKYO, MOSCOW],
        [SUVA, HONOLULU],
        [(0, 89), (10, 85)],
        [(0, -90)],
        [(-120, 10), (0, 0), (120, -10)],
        [(x, y) for x in range(-180, 180, 30) for y in (-80, 80)],
    ],
)
def test_a_window_holds_its_points_and_keeps_its_shape(points):
    window = window_around(points)
    for longitude, latitude in points:
        x, y = window.place(longitude, latitude)
        assert 0 <= x <= 1 and 0 <= y <= 1
    assert window.east - window.west <= 360
    assert window.north - window.south >= LEAST - 0.02


def test_places_stand_with_a_margin_and_in_order():
    window = window_around([TOKYO, ULAANBAATAR])
    (tx, ty), (ux, uy) = window.place(*TOKYO), window.place(*ULAANBAATAR)
    assert 0.08 < ux < tx < 0.92 and 0.08 < uy < ty < 0.92


def test_a_map_over_the_date_line_does_not_go_around_the_earth():
    window = window_around([SUVA, HONOLULU])
    assert window.east - window.west < 90 and window.east > 180
    assert window.place(*SUVA)[0] < window.place(*HONOLULU)[0]


def test_a_degree_is_as_wide_as_it_is_high_in_the_middle():
    window = window_around([(0, 60)])
    across = 1 / (window.east - window.west) * RATIO
    down = 1 / (window.north - window.south)
    assert across / down == pytest.approx(0.5, rel=0.01)  # cos 60°


def test_outlines_are_small_and_of_this_earth():
    assert SOURCE.stat().st_size < 60_000
    assert all(o.south >= -90 and o.north <= 90 and o.east - o.west <= 360 for o in outlines())
    assert {True, False} == {o.is_land for o in outlines()}
    text = SOURCE.read_text(encoding="utf-8")
    assert "Natural Earth" in text and "public domain" in text


def is_on_land(longitude: float, latitude: float) -> bool:
    """Whether a ray to the east crosses coasts an odd number of times."""
    crossings = 0
    for shape, turn in itertools.product(outlines(), (-360, 0, 360)):
        if shape.is_land:
            ring = [(x + turn, y) for x, y in shape.points]
            for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
                if (y1 > latitude) != (y2 > latitude):
                    crossings += longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("point", "land"),
    [
        (ULAANBAATAR, True),
        (MOSCOW, True),
        ((138.5, 36.2), True),  # Nagano
        ((142.5, 43.3), True),  # Hokkaido
        ((0, -80), True),  # Antarctica
        ((-179, 67.5), True),  # Chukotka, beyond the date line
        ((135, 40), False),  # the Sea of Japan
        ((-150, 0), False),
        ((51, 42), False),  # the Caspian Sea
    ],
)
def test_land_is_land_and_sea_is_sea(point, land):
    assert is_on_land(*point) is land


SQUARE = [(-100.0, 100.0), (800.0, 100.0), (800.0, 500.0), (-100.0, 500.0)]


def test_rings_are_cut_at_the_frame():
    assert all(-32.1 <= x <= 1632.1 for x, _y in clipped(SQUARE)) and len(clipped(SQUARE)) == 4
    assert clipped([(x - 5000, y) for x, y in SQUARE]) == []
    around = [(-9e3, -9e3), (9e3, -9e3), (9e3, 9e3), (-9e3, 9e3)]
    assert len(clipped(around)) == 4


@pytest.mark.parametrize("points", [[TOKYO], [TOKYO, MOSCOW], [SUVA, HONOLULU], [(0, 0)]])
def test_paths_stay_near_the_frame_and_are_small(points):
    drawn = ground(window_around(points))
    assert re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)*", drawn.land) and len(drawn.land) < 40_000
    for x, y in re.findall(r"M(-?\d+) (-?\d+)", drawn.land):
        assert -40 <= int(x) <= WIDTH + 40 and -40 <= int(y) <= HEIGHT + 40


def test_the_grid_lies_on_whole_degrees():
    assert list(grid(Window(0, 30, 0, 18.75)))[:2] == ["M0 0v1000", "M267 0v1000"]


def spots(*rows: tuple) -> list[Spot]:
    return [Spot(n, x, y, label, weight) for n, (x, y, label, weight) in enumerate(rows)]


def test_places_that_lie_on_one_another_become_one_mark():
    here = spots((0.5, 0.5, "A", 1), (0.5, 0.5, "B", 5), (0.51, 0.5, "C", 2), (0.9, 0.5, "D", 0))
    found = marks(here, 300)
    assert [[spot.label for spot in mark.spots] for mark in found] == [["B", "C", "A"], ["D"]]
    assert found[0].radius > found[1].radius == 4


def test_on_a_wider_map_they_part():
    here = spots((0.5, 0.5, "A", 1), (0.55, 0.5, "B", 1))
    assert [len(marks(here, width)) for width in (300, 800)] == [1, 2]


@pytest.mark.parametrize("width", [290, 480, 740])
@pytest.mark.parametrize("label", ["Ulaanbaatar", "ウランバートル", "Улаанбаатар", "x" * 80])
def test_neither_marks_nor_labels_overlap(width, label):
    places = [(n * 37 % 100 / 100, n * 61 % 97 / 97) for n in range(100)]
    here = [Spot(n, x, y, label, n % 9) for n, (x, y) in enumerate(places)]
    found, sheet = marks(here, width), Sheet(width)
    assert sum(len(mark.spots) for mark in found) == 100
    for one, other in itertools.combinations(found, 2):
        (x1, y1), (x2, y2) = sheet.at(one.seed), sheet.at(other.seed)
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 >= APART**2
    boxes = [
        box_of(x + mark.dx, y + mark.dy, text_width(mark.text), mark.anchor)
        for mark in found
        if mark.anchor
        for x, y in [sheet.at(mark.seed)]
    ]
    assert not any(overlap(one, other) for one, other in itertools.combinations(boxes, 2))
    assert all(box[0] >= 0 and box[2] <= width for box in boxes)
    assert boxes or len(label) == 80
