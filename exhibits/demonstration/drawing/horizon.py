"""The exhibition's cover: steppe above, sea below, sewn at the left edge. No letters."""

import math
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .marks import curve
from .ornaments import wave
from .paper import STOCKS, Colour, make_paper, noise, relief, wash
from .sheet import Pen, Point

SIZE = (2400, 1350)
SKY: tuple[Colour, Colour] = (238, 240, 234), (150, 196, 224)
RANGES: tuple[tuple[float, float, Colour], ...] = (
    (0.40, 0.085, (152, 196, 220)),
    (0.455, 0.075, (116, 172, 206)),
    (0.51, 0.06, (84, 148, 190)),
    (0.565, 0.045, (60, 124, 172)),
)
DEEP: tuple[Colour, Colour] = (46, 92, 146), (20, 34, 72)
FOAM: Colour = (198, 216, 228)
THREAD: Colour = (242, 236, 218)
HOLES = (0.12, 0.37, 0.63, 0.88)
SPINE = 0.058
WAVE = 0.0235  # radius of a wave as a share of the width


def cover(rng: Random) -> Image.Image:
    """Return the cover as "RGB", `SIZE` pixels."""
    big = (SIZE[0] * 2, SIZE[1] * 2)
    picture = _sky(big)
    _sun(picture, big)
    for base, swing, colour in RANGES:
        picture = _hill(picture, base, swing, colour, rng)
    picture = _sea(picture, big)
    picture = picture.resize(SIZE, Image.Resampling.LANCZOS)
    paper = make_paper(SIZE, STOCKS["washi"], rng).convert("L")
    paper = paper.point([min(255, round(v * 1.07)) for v in range(256)])
    picture = ImageChops.multiply(picture, Image.merge("RGB", (paper,) * 3))
    picture = relief(picture, noise(SIZE, rng, 9, 2.2))
    return _binding(picture, rng)


def _sky(size: tuple[int, int]) -> Image.Image:
    return _ramp(size, SKY[1], SKY[0], 0.42)


def _ramp(size: tuple[int, int], top: Colour, foot: Colour, reach: float) -> Image.Image:
    """Return a field that runs from `top` to `foot` over the share `reach` of its height."""
    column = Image.new("L", (1, size[1]))
    column.putdata([round(255 * min(1.0, i / (size[1] * reach))) for i in range(size[1])])
    mask = column.resize(size)
    return Image.composite(Image.new("RGB", size, foot), Image.new("RGB", size, top), mask)


def _sun(picture: Image.Image, size: tuple[int, int]) -> None:
    """A pale disc low over the hills, between the two countries."""
    x, y, r = size[0] * 0.7, size[1] * 0.3, size[1] * 0.085
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).ellipse((x - r, y - r, x + r, y + r), fill=235)
    picture.paste((247, 241, 224), (0, 0), mask)


def _hill(
    picture: Image.Image, base: float, swing: float, colour: Colour, rng: Random
) -> Image.Image:
    """Lay one range of the steppe; mist lightens its foot."""
    width, height = picture.size
    knots = [(i / 7 * 1.3 - 0.15, base - swing * rng.uniform(0, 1)) for i in range(8)]
    line = [(x * width, y * height) for x, y in curve(knots, 40)]
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).polygon([*line, (width * 1.2, height), (-width * 0.2, height)], fill=255)
    pale = tuple(round(c + (235 - c) * 0.42) for c in colour)
    top = (base - swing) * height
    column = Image.new("L", (1, height))
    column.putdata(
        [round(255 * max(0.0, min(1.0, (i - top) / (height * 0.2)))) for i in range(height)]
    )
    tint = Image.composite(
        Image.new("RGB", picture.size, pale),
        Image.new("RGB", picture.size, colour),
        column.resize(picture.size),
    )
    return Image.composite(tint, picture, mask)


def _sea(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Let the last hill become water: rows of wave circles that grow deeper towards the reader."""
    width, height = size
    shore, r = 0.585 * height, width * WAVE
    for number in range(math.ceil((height - shore) / (r / 2)) + 2):
        y = shore + number * r / 2
        share = min(1.0, (y - shore) / (height - shore))
        picture = _row(picture, y, r, share, number % 2 * r)
    return picture


def _row(picture: Image.Image, y: float, r: float, share: float, shift: float) -> Image.Image:
    """Draw one row of waves, its discs covering the row behind, rising and falling gently."""
    width = picture.size[0]
    body = tuple(round(a + (b - a) * share**0.8) for a, b in zip(*DEEP, strict=True))
    foam = tuple(
        round(f + (b - f) * (0.62 - 0.16 * share)) for f, b in zip(FOAM, body, strict=True)
    )
    discs, rings = Image.new("L", picture.size, 0), Image.new("L", picture.size, 0)
    draw, pen = ImageDraw.Draw(discs), Pen(rings, 1.0)
    for x in [i * 2 * r - shift for i in range(-1, math.ceil(width / (2 * r)) + 2)]:
        cy = y + r + 0.3 * r * math.sin(x / width * 2 * math.pi * 1.3 + 0.6)
        draw.ellipse((x - r, cy - r, x + r, cy + r), fill=255)
        wave(pen, x, cy, r, r * 0.045)
    draw.rectangle((0, y + r, width, max(y + r, picture.size[1])), fill=255)
    picture.paste(body, (0, 0), discs)
    picture.paste(foam, (0, 0), rings.point([round(v * 0.82) for v in range(256)]))
    return picture


def _binding(picture: Image.Image, rng: Random) -> Image.Image:
    """Sew the left edge through four holes and let the cover bend along the stitches."""
    width, height = picture.size
    spine = round(width * SPINE)
    profile = Image.new("L", (width, 1), 128)
    for x in range(width):
        bend = math.exp(-(((x - spine - 16) / 20) ** 2))
        profile.putpixel(
            (x, 0), round(128 - 46 * bend + 20 * math.exp(-(((x - spine - 60) / 26) ** 2)))
        )
    picture = relief(picture, profile.resize(picture.size))
    for shadow in (True, False):
        mask = _stitches(picture.size, spine, 5.0 if shadow else 0.0)
        if shadow:
            picture = wash(picture, (40, 54, 84), mask.filter(ImageFilter.GaussianBlur(5)))
        else:
            picture = Image.composite(_twist(picture.size, rng), picture, mask)
    return picture


def _stitches(size: tuple[int, int], spine: int, shift: float) -> Image.Image:
    mask = Image.new("L", (size[0] * 2, size[1] * 2), 0)
    pen = Pen(mask, 2.0)
    holes = [size[1] * share for share in HOLES]
    lines: list[list[Point]] = [[(spine, 0), (spine, size[1])]]
    lines += [[(0, y), (spine, y)] for y in holes]
    for line in lines:
        pen.line([(x + shift, y + shift) for x, y in line], 9)
    for y in holes:
        pen.circle(spine + shift, y + shift, 9)
    return mask.reduce(2)


def _twist(size: tuple[int, int], rng: Random) -> Image.Image:
    """Return the thread's surface: slanting strands of light and shade."""
    base = Image.new("RGB", size, THREAD)
    strands = Image.new("L", (size[0] // 8, size[1]), 128)
    strands.putdata(
        [
            128 + round(34 * math.sin((x * 8 * 0.35 + y) * 0.62))
            for y in range(size[1])
            for x in range(size[0] // 8)
        ]
    )
    return relief(relief(base, strands.resize(size)), noise(size, rng, 24, 2))
