"""A grey plate on which scenes are painted: tones 0 (black) to 255 (white), places 0–1."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .marks import curve
from .paper import noise

Point = tuple[float, float]


@dataclass
class Plate:
    """`width` × `height` pixels. x runs 0–1 across the width, y 0–1 down the height."""

    width: int
    height: int
    rng: Random
    image: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("L", (self.width, self.height), 200)

    def px(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.width, y * self.height) for x, y in points]

    def gradient(self, top: float, foot: float, stops: Sequence[tuple[float, int]]) -> None:
        """Paint bands of tone from `top` to `foot`; `stops` are (share of the way, tone)."""
        first, last = round(top * self.height), round(foot * self.height)
        column = Image.new("L", (1, max(1, last - first)))
        column.putdata(
            [round(_tone(i / max(1, last - first), stops)) for i in range(column.height)]
        )
        self.image.paste(column.resize((self.width, column.height)), (0, first))

    def shape(
        self, points: Sequence[Point], tone: int, foot_tone: int | None = None, soft: float = 0
    ) -> None:
        """Fill a polygon with `tone`, running to `foot_tone` at its lowest point."""
        pixels = self.px(points)
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon(pixels, fill=255)
        if soft:
            mask = mask.filter(ImageFilter.GaussianBlur(soft * self.width))
        box = mask.getbbox()
        if box:
            layer = _ramp(box, tone, tone if foot_tone is None else foot_tone)
            self.image.paste(layer, box[:2], mask.crop(box))

    def stroke(self, points: Sequence[Point], tone: int, width: float) -> None:
        """Draw a line `width` (share of the plate's width) thick."""
        pixels = max(1, round(width * self.width))
        ImageDraw.Draw(self.image).line(self.px(points), fill=tone, width=pixels, joint="curve")

    def oval(self, x: float, y: float, rx: float, tone: int, ry: float | None = None) -> None:
        """Fill an oval; `rx` and `ry` are shares of the plate's width."""
        ry = rx if ry is None else ry
        cx, cy, a, b = x * self.width, y * self.height, rx * self.width, ry * self.width
        ImageDraw.Draw(self.image).ellipse((cx - a, cy - b, cx + a, cy + b), fill=tone)

    def glow(self, x: float, y: float, r: float, strength: float) -> None:
        """Let light spread from a point over a radius `r` (share of the width)."""
        size = round(2 * r * self.width)
        light = Image.radial_gradient("L").resize((size, size))
        light = light.point([round(max(0, 181 - v) / 181 * 255 * strength) for v in range(256)])
        field = Image.new("L", self.image.size, 0)
        field.paste(light, (round(x * self.width) - size // 2, round(y * self.height) - size // 2))
        self.image = ImageChops.screen(self.image, field)

    def clouds(self, top: float, foot: float, strength: int) -> None:
        """Streak the sky with long soft clouds."""
        size = (self.width, round((foot - top) * self.height))
        streaks = noise((size[0] // 8, size[1]), self.rng, strength, 46).resize(size)
        fine = noise((size[0] // 5, size[1]), self.rng, strength // 2, 17).resize(size)
        box = (0, round(top * self.height), size[0], round(top * self.height) + size[1])
        sky = self.image.crop(box)
        for layer in (streaks, fine):
            sky = ImageChops.add(sky, layer, scale=1, offset=-128)
        fade = Image.linear_gradient("L").rotate(180).resize(size)
        self.image.paste(sky, box[:2], fade)

    def ridge(self, base: float, swing: float, knots: int, tone: int, foot_tone: int) -> None:
        """Lay a line of hills across, down to the foot of the plate."""
        points = [
            (i / knots * 1.2 - 0.1, base - swing * self.rng.random()) for i in range(knots + 1)
        ]
        self.shape([*curve(points), (1.1, base + 0.12), (-0.1, base + 0.12)], tone, foot_tone)


def _tone(at: float, stops: Sequence[tuple[float, int]]) -> float:
    for (a, low), (b, high) in zip(stops, stops[1:], strict=False):
        if a <= at <= b:
            return low + (high - low) * (at - a) / (b - a)
    return stops[-1][1]


def _ramp(box: tuple[int, int, int, int], top: int, foot: int) -> Image.Image:
    size = (box[2] - box[0], box[3] - box[1])
    ramp = Image.linear_gradient("L").resize(size)
    return ramp.point([round(top + (foot - top) * v / 255) for v in range(256)])
