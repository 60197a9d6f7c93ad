"""From sheet to picture: lay the page on a ground, with its edge, shadow and slight turn."""

from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .paper import Colour, noise, relief

GROUND: Colour = (206, 202, 194)
STEP = 19  # pixels between the points of a rough edge
LIMIT_BYTES = 480_000


def mount(
    page: Image.Image, rng: Random, *, deckle: float = 0.0, border: float = 0.026
) -> Image.Image:
    """Return `page` on a grey ground of the same proportions; `deckle` in px roughens its edge."""
    edge = leaf_shape(page.size, rng, deckle)
    turn = rng.uniform(-0.28, 0.28)
    size = (round(page.width * (1 + 2 * border)), round(page.height * (1 + 2 * border)))
    leaf, shape = _placed(page, size, turn), _placed(edge, size, turn)
    ground = relief(Image.new("RGB", size, GROUND), noise(size, rng, 5, 1.5))
    for offset, blur, depth in ((14, 16, 0.34), (4, 4, 0.4)):
        ground = _shadow(ground, shape, offset, blur, depth)
    return Image.composite(leaf, ground, shape)


def _placed(image: Image.Image, size: tuple[int, int], turn: float) -> Image.Image:
    canvas = Image.new(image.mode, size, 0)
    canvas.paste(image, ((size[0] - image.width) // 2, (size[1] - image.height) // 2))
    return canvas.rotate(turn, Image.Resampling.BICUBIC)


def _shadow(
    ground: Image.Image, shape: Image.Image, offset: int, blur: int, depth: float
) -> Image.Image:
    shade = ImageChops.offset(shape, offset // 2, offset).filter(ImageFilter.GaussianBlur(blur))
    shade = shade.point([round(v * depth) for v in range(256)])
    return Image.composite(Image.new("RGB", ground.size, (58, 52, 46)), ground, shade)


def leaf_shape(size: tuple[int, int], rng: Random, deckle: float) -> Image.Image:
    """Return the "L" shape of a page whose four edges waver by up to `deckle` pixels."""
    mask = Image.new("L", size, 0)
    rough = deckle
    draw = ImageDraw.Draw(mask)
    w, h = size
    top = [(x, rough + rng.uniform(-rough, rough)) for x in range(0, w, STEP)]
    right = [(w - 1 - rough + rng.uniform(-rough, rough), y) for y in range(0, h, STEP)]
    foot = [(x, h - 1 - rough + rng.uniform(-rough, rough)) for x in range(w, 0, -STEP)]
    left = [(rough + rng.uniform(-rough, rough), y) for y in range(h, 0, -STEP)]
    draw.polygon([*top, *right, *foot, *left], fill=255)
    return mask.filter(ImageFilter.GaussianBlur(0.8))


def save(picture: Image.Image, path: Path) -> int:
    """Write a progressive JPEG of at most `LIMIT_BYTES`; return its size in bytes."""
    for quality in (86, 82, 78, 74, 68, 60):
        picture.save(path, "JPEG", quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= LIMIT_BYTES:
            break
    return path.stat().st_size
