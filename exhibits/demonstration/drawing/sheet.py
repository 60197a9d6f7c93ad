"""A sheet of paper measured in millimetres, and pens that press ink into it.

A pen draws on a mask of twice the final resolution, so lines are smooth; when it is lifted the
mask is thinned by a grain, as ink on paper is uneven, and multiplied (or painted) into the paper.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .fonts import Family, face, runs
from .paper import STOCKS, Colour, Stock, make_paper, noise

SCALE = 2
Point = tuple[float, float]

BLACK: Colour = (34, 32, 34)
BLUE_BLACK: Colour = (34, 40, 62)
CARBON: Colour = (46, 56, 104)
BLUE: Colour = (40, 72, 150)
VIOLET: Colour = (92, 62, 142)
RED: Colour = (186, 44, 40)
PENCIL: Colour = (84, 84, 90)
KHADAG: Colour = (62, 128, 176)
INDIGO: Colour = (34, 52, 92)
BROWN: Colour = (126, 74, 50)


@dataclass
class Pen:
    """Draws on one mask. All positions and sizes are millimetres from the top left corner."""

    mask: Image.Image
    unit: float  # mask pixels per millimetre
    draw: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.draw = ImageDraw.Draw(self.mask)

    def px(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def line(self, points: Sequence[Point], width: float = 0.25, fill: int = 255) -> None:
        pixels = max(1, round(width * self.unit))
        self.draw.line(self.px(points), fill=fill, width=pixels, joint="curve")

    def rect(self, x: float, y: float, w: float, h: float, width: float = 0.25) -> None:
        """Draw the outline of a rectangle."""
        self.line([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y), (x + w, y)], width)

    def block(self, x: float, y: float, w: float, h: float, fill: int = 255) -> None:
        """Fill a rectangle."""
        self.draw.rectangle(self.px([(x, y), (x + w, y + h)]), fill=fill)

    def polygon(self, points: Sequence[Point], fill: int = 255) -> None:
        self.draw.polygon(self.px(points), fill=fill)

    def circle(
        self, x: float, y: float, r: float, width: float | None = None, fill: int = 255
    ) -> None:
        """Draw a ring of `width`, or a disc when no width is given."""
        box = [c * self.unit for c in (x - r, y - r, x + r, y + r)]
        if width is None:
            self.draw.ellipse(box, fill=fill)
        else:
            self.draw.ellipse(box, outline=fill, width=max(1, round(width * self.unit)))

    def arc(self, x: float, y: float, r: float, start: float, end: float, width: float) -> None:
        """Draw part of a ring between two angles in degrees, clockwise from three o'clock."""
        box = [c * self.unit for c in (x - r, y - r, x + r, y + r)]
        self.draw.arc(box, start, end, fill=255, width=max(1, round(width * self.unit)))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        family: Family = "serif",
        bold: bool = False,
        align: str = "left",
        spacing: float = 0.0,
        fill: int = 255,
    ) -> float:
        """Set one line with its baseline at `y`; return its width in mm."""
        width = measure(text, size, self.unit, family=family, bold=bold, spacing=spacing)
        x -= {"left": 0.0, "center": width / 2, "right": width}[align]
        for character in text if spacing else [text]:
            for script, run in runs(character):
                font = face(family, script, bold, round(size * self.unit))
                self.draw.text((x * self.unit, y * self.unit), run, fill, font, anchor="ls")
                x += font.getlength(run) / self.unit
            x += spacing
        return width

    def paste(self, glyph: Image.Image, x: float, y: float) -> None:
        """Add an "L" image with its top left corner at (x, y)."""
        at = (round(x * self.unit), round(y * self.unit))
        box = (*at, at[0] + glyph.width, at[1] + glyph.height)
        self.mask.paste(ImageChops.lighter(self.mask.crop(box), glyph), at)


def measure(
    text: str,
    size: float,
    unit: float,
    *,
    family: Family = "serif",
    bold: bool = False,
    spacing: float = 0.0,
) -> float:
    """Return the width of `text` in millimetres when set at `size` millimetres."""
    pixels = sum(
        face(family, script, bold, round(size * unit)).getlength(run) for script, run in runs(text)
    )
    return pixels / unit + spacing * (len(text) if spacing else 0)


class Sheet:
    """A page under the pen: `width` × `height` in mm, on a stock of paper."""

    def __init__(
        self, width: float, height: float, stock: str | Stock, rng: Random, long_side: int = 1740
    ) -> None:
        self.width, self.height, self.rng = width, height, rng
        self.density = long_side / max(width, height)
        self.size = (round(width * self.density), round(height * self.density))
        stock = STOCKS[stock] if isinstance(stock, str) else stock
        self.image = make_paper(self.size, stock, rng)
        self._wear = noise(self.size, rng, 127, 2.4)

    @contextmanager
    def pen(
        self,
        colour: Colour = BLACK,
        *,
        strength: float = 0.92,
        wear: float = 0.3,
        blur: float = 0.0,
        turn: tuple[float, Point] | None = None,
        paint: bool = False,
    ) -> Iterator[Pen]:
        """Lend a pen; what it drew goes into the paper when the block ends.

        `strength` 0–1 is the density of the ink, `wear` 0–1 how unevenly it took, `blur` in mm how
        far it ran, `turn` an angle in degrees with its centre in mm; `paint` covers the paper
        instead of staining it.
        """
        mask = Image.new("L", (self.size[0] * SCALE, self.size[1] * SCALE), 0)
        pen = Pen(mask, self.density * SCALE)
        yield pen
        if turn:
            centre = (turn[1][0] * pen.unit, turn[1][1] * pen.unit)
            mask = mask.rotate(turn[0], Image.Resampling.BICUBIC, center=centre)
        self._press(mask, colour, strength, wear, blur, paint)

    def _press(
        self,
        mask: Image.Image,
        colour: Colour,
        strength: float,
        wear: float,
        blur: float,
        paint: bool,
    ) -> None:
        mask = mask.reduce(SCALE)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * self.density))
        box = mask.getbbox()
        if box is None:
            return
        ink = _worn(mask.crop(box), self._wear.crop(box), strength, wear)
        base = self.image.crop(box)
        layer = Image.new("RGB", base.size, colour)
        if not paint:
            layer = ImageChops.multiply(base, layer)
        self.image.paste(Image.composite(layer, base, ink), box)


def _worn(mask: Image.Image, field: Image.Image, strength: float, wear: float) -> Image.Image:
    """Thin a mask: 255 becomes `strength`, less where the wear field is dark."""
    table = [round(255 * strength * (1 - wear * (1 - v / 255) ** 1.6)) for v in range(256)]
    return ImageChops.multiply(mask, field.point(table))


def ring(x: float, y: float, r: float, count: int, start: float = 0.0) -> list[Point]:
    """Return `count` points evenly round a circle, the first at `start` degrees."""
    return [
        (
            x + r * math.cos(math.radians(start + 360 * i / count)),
            y + r * math.sin(math.radians(start + 360 * i / count)),
        )
        for i in range(count)
    ]
