"""Paper: tone, mottling, grain, fibres, browned edges, foxing. Sizes in pixels of the final page.

Pillow's own `effect_noise` cannot be seeded, so every random field is made from `Random`.
"""

import math
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Size = tuple[int, int]


@dataclass(frozen=True)
class Stock:
    """One kind of paper. `toning` is the strength of its browned edges, 0–1."""

    colour: Colour
    edge: Colour
    fibre: Colour
    fibres: int
    mottling: int
    grain: int
    toning: float
    foxing: int = 0


STOCKS: dict[str, Stock] = {
    "ivory": Stock((243, 235, 215), (206, 180, 134), (176, 150, 112), 300, 2, 2, 0.42, 6),
    "pulp": Stock((228, 211, 178), (182, 150, 106), (140, 108, 72), 700, 3, 4, 0.48, 10),
    "carbon": Stock((214, 221, 224), (156, 168, 178), (150, 162, 172), 320, 2, 2, 0.42, 2),
    "cream": Stock((246, 241, 228), (206, 188, 152), (196, 180, 150), 160, 2, 2, 0.3, 2),
    "white": Stock((250, 249, 245), (214, 212, 206), (214, 210, 200), 30, 1, 1, 0.2),
    "board": Stock((190, 156, 114), (134, 100, 64), (112, 82, 52), 2200, 4, 5, 0.55, 8),
    "washi": Stock((244, 238, 222), (208, 190, 152), (196, 178, 140), 900, 2, 2, 0.3, 3),
    "telegram": Stock((238, 224, 182), (196, 164, 108), (162, 132, 84), 420, 2, 3, 0.45, 5),
    "newsprint": Stock((224, 213, 190), (158, 132, 94), (150, 130, 102), 1300, 3, 4, 0.5, 4),
    "photo": Stock((241, 237, 226), (204, 194, 168), (220, 214, 200), 30, 2, 1, 0.25),
}


def noise(size: Size, rng: Random, amplitude: int, coarseness: float = 1.0) -> Image.Image:
    """Return an "L" field around 128, ± `amplitude`; `coarseness` is the size of a blotch in px."""
    small = (max(2, round(size[0] / coarseness)), max(2, round(size[1] / coarseness)))
    field = Image.frombytes("L", small, rng.randbytes(small[0] * small[1]))
    if coarseness > 1:
        field = field.resize(size, Image.Resampling.BICUBIC)
    return field.point([128 + round((v - 128) / 128 * amplitude) for v in range(256)])


def wash(base: Image.Image, colour: Colour, mask: Image.Image) -> Image.Image:
    """Multiply `colour` into `base` where `mask` is light."""
    return Image.composite(
        ImageChops.multiply(base, Image.new("RGB", base.size, colour)), base, mask
    )


def relief(base: Image.Image, field: Image.Image) -> Image.Image:
    """Lighten and darken `base` by an "L" field around 128."""
    return ImageChops.soft_light(base, Image.merge("RGB", (field,) * 3))


def edge_mask(size: Size, reach: float, strength: float, rng: Random) -> Image.Image:
    """Return an "L" mask, light at the edges and dark from `reach` (share of the width) inwards."""
    small = (max(8, size[0] // 12), max(8, size[1] // 12))
    mask = Image.new("L", small, round(255 * strength))
    depth = reach * small[0]
    wobble = [depth * rng.uniform(0.5, 1.2) for _ in range(4)]
    box = (wobble[0], wobble[1], small[0] - wobble[2], small[1] - wobble[3])
    ImageDraw.Draw(mask).rounded_rectangle(box, radius=depth * 1.5, fill=0)
    mask = mask.filter(ImageFilter.GaussianBlur(depth * 0.7))
    return mask.resize(size, Image.Resampling.BICUBIC)


def _fibres(size: Size, stock: Stock, rng: Random) -> Image.Image:
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for _ in range(stock.fibres):
        draw.line(_fibre(size, rng), fill=rng.randint(18, 84), width=rng.choice((1, 1, 2)))
    return mask.filter(ImageFilter.GaussianBlur(0.7))


def _fibre(size: Size, rng: Random) -> list[tuple[float, float]]:
    """Return a short curl as points: real fibres lie in every direction and are never straight."""
    x, y = rng.uniform(0, size[0]), rng.uniform(0, size[1])
    angle, turn = rng.uniform(0, 2 * math.pi), rng.uniform(-0.5, 0.5)
    points = [(x, y)]
    for _ in range(rng.randint(2, 6)):
        x, y = x + 5 * math.cos(angle), y + 5 * math.sin(angle)
        angle += turn
        points.append((x, y))
    return points


def _foxing(size: Size, stock: Stock, rng: Random) -> Image.Image:
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for _ in range(stock.foxing):
        x, y, r = rng.uniform(0, size[0]), rng.uniform(0, size[1]), rng.uniform(1.5, 7)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=rng.randint(30, 95))
    return mask.filter(ImageFilter.GaussianBlur(2.6))


def make_paper(size: Size, stock: Stock, rng: Random) -> Image.Image:
    """Return a sheet of `stock` as "RGB"."""
    base = Image.new("RGB", size, stock.colour)
    base = relief(base, noise(size, rng, stock.mottling * 4, 140))
    base = relief(base, noise(size, rng, stock.mottling * 3, 26))
    base = relief(base, noise(size, rng, stock.grain * 6, 1.6))
    base = wash(base, stock.fibre, _fibres(size, stock, rng))
    if stock.foxing:
        base = wash(base, (176, 132, 78), _foxing(size, stock, rng))
    return wash(base, stock.edge, edge_mask(size, 0.045, stock.toning, rng))


def fold(page: Image.Image, at: float, *, horizontal: bool, depth: int = 26) -> Image.Image:
    """Press a fold into `page` at the share `at` of its height (`horizontal`) or its width."""
    length = page.height if horizontal else page.width
    profile = [128] * length
    centre, reach = round(at * length), max(6, length // 90)
    for i in range(max(0, centre - reach), min(length, centre + reach)):
        slope = 1 - abs(i - centre) / reach
        profile[i] = 128 + round(slope**2 * (depth if i < centre else -depth * 1.3))
    strip = Image.new("L", (1, length) if horizontal else (length, 1))
    strip.putdata(profile)
    return relief(page, strip.resize(page.size))
