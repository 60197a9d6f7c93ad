"""The map of Mongolia and Japan: conic projection, water lines, a route, trilingual places."""

import math
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageFilter

from .coasts import JAPAN, LAKES, MAINLAND, MONGOLIA, PLACES, SAKHALIN, Ring
from .desk import NOTES
from .entries import Entry
from .ornaments import billow, seigaiha, ulzii
from .sheet import BLACK, BROWN, INDIGO, KHADAG, RED, Pen, Point, Sheet

WIDTH, HEIGHT, FRAME = 297.0, 210.0, 11.0
CENTRE = (119.6, 42.6)  # longitude and latitude in the middle of the sheet
PARALLELS = (36.0, 50.0)
KILOMETRES = 5250.0  # shown across the sheet
EARTH = 6371.0
LABELS: dict[str, tuple[float, float, str]] = {
    "Ulaanbaatar": (-2.6, 6.4, "right"),
    "Darkhan": (-3.0, -8.4, "right"),
    "Tokyo": (4.4, 2.4, "left"),
    "Osaka": (9.0, 15.0, "left"),
    "Miyagi": (4.2, -2.6, "left"),
}
LEGENDS = (
    "Outlines are simplified; small islands are left out.",
    "輪郭は簡略化し、小島は省いています。",
    "Хил, эргийн шугамыг хялбарчилж, жижиг арлуудыг орхив.",
)


def conic() -> Callable[[float, float], Point]:
    """Return Lambert's conformal conic projection from degrees to mm on the sheet."""
    p1, p2, p0 = (math.radians(v) for v in (*PARALLELS, CENTRE[1]))

    def height(p: float) -> float:
        return math.tan(math.pi / 4 + p / 2)

    n = math.log(math.cos(p1) / math.cos(p2)) / math.log(height(p2) / height(p1))
    f = math.cos(p1) * height(p1) ** n / n
    scale = EARTH / KILOMETRES * WIDTH

    def project(longitude: float, latitude: float) -> Point:
        rho = scale * f / height(math.radians(latitude)) ** n
        theta = n * math.radians(longitude - CENTRE[0])
        rho0 = scale * f / height(p0) ** n
        return (WIDTH / 2 + rho * math.sin(theta), HEIGHT / 2 - rho0 + rho * math.cos(theta))

    return project


def atlas(entry: Entry) -> Sheet:
    """Draw the whole map."""
    sheet = Sheet(WIDTH, HEIGHT, "cream", entry.rng, long_side=1900)
    project = conic()
    _sea(sheet, project)
    _land(sheet, project)
    _graticule(sheet, project)
    _route(sheet, project)
    for line in entry.body:
        _place(sheet, project, [part.strip() for part in line.split("・")])
    _border(sheet, project)
    _cartouche(sheet, entry)
    return sheet


def _path(ring: Ring, project: Callable[[float, float], Point], sheet: Sheet) -> list[Point]:
    """Project a ring and roughen it a little, so that hand-set points read as a coast."""
    points = [project(*place) for place in ring]
    rough: list[Point] = []
    for a, b in zip(points, points[1:], strict=False):
        length = math.dist(a, b)
        for step in range(max(1, round(length / 1.1))):
            t = step / max(1, round(length / 1.1))
            sway = min(0.24, length * 0.06) if step else 0.0
            rough.append(
                (
                    a[0] + (b[0] - a[0]) * t + sheet.rng.gauss(0, sway),
                    a[1] + (b[1] - a[1]) * t + sheet.rng.gauss(0, sway),
                )
            )
    return rough


def _sea(sheet: Sheet, project: Callable[[float, float], Point]) -> None:
    """Tint the sea, lay waves over it, and let water lines follow the coast."""
    land = Image.new("L", sheet.size, 0)
    pen = Pen(land, sheet.density)
    for ring in (MAINLAND, SAKHALIN, *JAPAN):
        pen.polygon([project(*place) for place in ring], 255)
    sea = ImageChops.invert(land)
    _tint(sheet, sea, (196, 216, 224), 0.8)
    waves = Image.new("L", (sheet.size[0] * 2, sheet.size[1] * 2), 0)
    seigaiha(Pen(waves, sheet.density * 2), -6, -6, WIDTH + 12, HEIGHT + 12, 4.6, 0.13)
    _tint(sheet, ImageChops.multiply(waves.reduce(2), sea), KHADAG, 0.34)
    for reach, strength in ((0.8, 0.62), (1.7, 0.5), (2.8, 0.38), (4.1, 0.27)):
        _tint(
            sheet, ImageChops.multiply(_contour(land, reach * sheet.density), sea), INDIGO, strength
        )


def _contour(land: Image.Image, reach: float) -> Image.Image:
    """Return a thin line about `reach` pixels off the coast."""
    soft = land.filter(ImageFilter.GaussianBlur(reach))
    wide = soft.point([255 if v > 40 else 0 for v in range(256)])
    line = ImageChops.subtract(wide, wide.filter(ImageFilter.MinFilter(3)))
    return line.filter(ImageFilter.GaussianBlur(0.6))


def _tint(sheet: Sheet, mask: Image.Image, colour: tuple[int, int, int], strength: float) -> None:
    mask = mask.point([round(v * strength) for v in range(256)])
    layer = ImageChops.multiply(sheet.image, Image.new("RGB", sheet.size, colour))
    sheet.image = Image.composite(layer, sheet.image, mask)


def _land(sheet: Sheet, project: Callable[[float, float], Point]) -> None:
    tints = ((MAINLAND, (236, 228, 208)), (SAKHALIN, (236, 228, 208)), (MONGOLIA, (134, 184, 222)))
    for ring, colour in (*tints, *((ring, (226, 160, 138)) for ring in JAPAN)):
        path = _path(ring, project, sheet)
        with sheet.pen(colour, strength=0.85, wear=0.12) as pen:
            pen.polygon(path)
        line = BROWN if ring is MAINLAND or ring is SAKHALIN else INDIGO
        with sheet.pen(line, strength=0.85, wear=0.3) as pen:
            pen.line([*path, path[0]], 0.28)
    _steppe(sheet, project)
    for ring in LAKES:
        path = _path(ring, project, sheet)
        with sheet.pen((120, 168, 196), strength=0.9, wear=0.1) as pen:
            pen.polygon(path)


def _steppe(sheet: Sheet, project: Callable[[float, float], Point]) -> None:
    """Stipple the Gobi and mark ranges with small hill strokes."""
    rng = sheet.rng
    with sheet.pen(INDIGO, strength=0.5, wear=0.3) as pen:
        for _ in range(420):
            pen.circle(*project(rng.gauss(104.6, 2.5), rng.gauss(43.5, 0.42)), 0.16)
        for start, end, count in (((90, 48.4), (98.5, 45.2), 26), ((97.5, 48.2), (102, 46.8), 14)):
            for i in range(count):
                t = (i + rng.uniform(-0.3, 0.3)) / count
                x, y = project(
                    start[0] + (end[0] - start[0]) * t + rng.gauss(0, 0.25),
                    start[1] + (end[1] - start[1]) * t + rng.gauss(0, 0.25),
                )
                s = rng.uniform(1.2, 2.4)
                pen.line([(x - s, y + s * 0.5), (x, y - s * 0.5), (x + s, y + s * 0.5)], 0.17)
                pen.line([(x, y - s * 0.5), (x + s * 0.2, y + s * 0.3)], 0.12)


def _graticule(sheet: Sheet, project: Callable[[float, float], Point]) -> None:
    with sheet.pen(BROWN, strength=0.42, wear=0.2) as pen:
        for longitude in range(60, 181, 10):
            pen.line([project(longitude, v / 2) for v in range(30, 140)], 0.13)
        for latitude in range(20, 71, 10):
            pen.line([project(v, latitude) for v in range(60, 181, 2)], 0.13)


def _great_circle(a: Point, b: Point, steps: int = 60) -> list[Point]:
    """Return the shortest way between two places, in degrees."""
    va, vb = _vector(a), _vector(b)
    angle = math.acos(sum(p * q for p, q in zip(va, vb, strict=True)))
    path = []
    for i in range(steps + 1):
        u, v = math.sin((1 - i / steps) * angle), math.sin(i / steps * angle)
        x, y, z = ((p * u + q * v) / math.sin(angle) for p, q in zip(va, vb, strict=True))
        path.append((math.degrees(math.atan2(y, x)), math.degrees(math.asin(z))))
    return path


def _vector(place: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(place[0]), math.radians(place[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _route(sheet: Sheet, project: Callable[[float, float], Point]) -> None:
    stops = ("Ulaanbaatar", "Tokyo", "Miyagi")
    with sheet.pen(RED, strength=0.92, wear=0.12) as pen:
        for a, b in zip(stops, stops[1:], strict=False):
            pen.line([project(*place) for place in _great_circle(PLACES[a], PLACES[b])], 0.5)


def _place(sheet: Sheet, project: Callable[[float, float], Point], names: Sequence[str]) -> None:
    """Mark a place and set its names, one language below the other, on a pale ground."""
    x, y = project(*PLACES[names[0]])
    dx, dy, align = LABELS[names[0]]
    if math.hypot(dx, dy) > 12:
        with sheet.pen(BLACK, strength=0.8, wear=0.1) as pen:
            pen.line([(x, y), (x + dx * 0.9, y + dy - 3.2)], 0.18)
    with sheet.pen((255, 252, 244), strength=1, wear=0, paint=True) as pen:
        pen.circle(x, y, 1.25)
    with sheet.pen(RED, strength=1, wear=0.05) as pen:
        pen.circle(x, y, 1.25, 0.4)
        pen.circle(x, y, 0.55)
    for colour, strength, blur, paint in (
        ((252, 248, 238), 0.95, 0.7, True),
        (BLACK, 0.95, 0.0, False),
    ):
        for _ in range(2 if paint else 1):
            with sheet.pen(colour, strength=strength, wear=0.05, blur=blur, paint=paint) as pen:
                _names(pen, x + dx, y + dy, names, align)


def _names(pen: Pen, x: float, y: float, names: Sequence[str], align: str) -> None:
    for number, name in enumerate(names):
        size = 4.3 if number == 0 else 3.5
        pen.text(x, y + number * 4.5, name, size, bold=number == 0, align=align)


def _border(sheet: Sheet, project: Callable[[float, float], Point]) -> None:
    """Frame the map on clean paper, with degrees where the lines meet the frame."""
    inner = (FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME - 4)
    with sheet.pen((250, 246, 234), strength=1, wear=0, paint=True) as pen:
        pen.block(0, 0, WIDTH, FRAME)
        pen.block(0, HEIGHT - FRAME - 4, WIDTH, FRAME + 4)
        pen.block(0, 0, FRAME, HEIGHT)
        pen.block(WIDTH - FRAME, 0, FRAME, HEIGHT)
    with sheet.pen(INDIGO, strength=0.95, wear=0.2) as pen:
        pen.rect(*inner, 0.7)
        pen.rect(inner[0] + 1.3, inner[1] + 1.3, inner[2] - 2.6, inner[3] - 2.6, 0.2)
        for longitude in range(80, 151, 10):
            at = _meets(project, longitude, HEIGHT - FRAME - 4)
            if FRAME + 12 < at < WIDTH - FRAME - 6:
                pen.text(at, HEIGHT - FRAME + 0.2, f"{longitude}°E", 2.7, align="center")


def _meets(project: Callable[[float, float], Point], longitude: float, y: float) -> float:
    """Return where a meridian crosses the height `y`."""
    points = [project(longitude, v / 10) for v in range(150, 600)]
    return min(points, key=lambda p: abs(p[1] - y))[0]


def _cartouche(sheet: Sheet, entry: Entry) -> None:
    """Title, ornament and notes on a plate at the lower left."""
    x, y, w, h = 19.0, 138.0, 92.0, 49.0
    with sheet.pen((251, 247, 236), strength=1, wear=0.02, paint=True) as pen:
        pen.block(x, y, w, h)
    with sheet.pen(INDIGO, strength=0.92, wear=0.2) as pen:
        pen.rect(x, y, w, h, 0.55)
        pen.rect(x + 1.4, y + 1.4, w - 2.8, h - 2.8, 0.18)
        pen.text(x + w / 2, y + 16.4, entry.title, 7.6, bold=True, align="center")
        pen.block(x + w * 0.28, y + 21.4, w * 0.44, 0.35)
        for number, line in enumerate(LEGENDS):
            pen.text(x + w / 2, y + 28 + number * 4.5, line, 2.75, family="sans", align="center")
        pen.text(x + w / 2, y + h - 4.6, entry.code, 2.9, family="sans", align="center")
    with sheet.pen(KHADAG, strength=0.95) as pen:
        ulzii(pen, x + 9, y + 13, 11)
    with sheet.pen(RED, strength=0.8) as pen:
        billow(pen, x + w - 8, y + 13, 9)
    with sheet.pen((96, 84, 70), strength=0.95) as pen:
        text = "   ·   ".join(NOTES[language] for language in ("en", "ja", "mn"))
        pen.text(WIDTH / 2, HEIGHT - 5.2, text, 2.35, family="sans", align="center")
