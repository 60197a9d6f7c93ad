"""Drawn scenes printed as photographs: a factory on the steppe, an aircraft at dawn."""

from PIL import Image, ImageChops, ImageFilter, ImageOps

from .airfield import airfield
from .desk import NOTES
from .entries import Entry, language_of
from .paper import noise
from .plate import Plate
from .sheet import PENCIL, Sheet
from .steppe import factory

PRINT = (254.0, 190.0)
BORDER, FOOT = 10.0, 21.0
TONES = {"black": (32, 30, 29), "mid": (142, 137, 129), "white": (243, 239, 230)}


def photo(entry: Entry) -> Sheet:
    """Print the scene the brief describes on photographic paper with a white border."""
    sheet = Sheet(*PRINT, "photo", entry.rng, long_side=1780)
    width, height = PRINT[0] - 2 * BORDER, PRINT[1] - BORDER - FOOT
    size = (round(width * sheet.density), round(height * sheet.density))
    plate = Plate(size[0] * 2, size[1] * 2, entry.rng)
    (airfield if entry.says("aircraft", "airfield") else factory)(plate)
    image = _develop(plate, size, sheet)
    sheet.image.paste(image, (round(BORDER * sheet.density), round(BORDER * sheet.density)))
    _margin(sheet, entry, width, height)
    return sheet


def _develop(plate: Plate, size: tuple[int, int], sheet: Sheet) -> Image.Image:
    """Reduce the plate to a print: slightly soft, vignetted, grained, warm in tone."""
    grey = plate.image.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.7))
    grey = ImageChops.multiply(grey, _vignette(size))
    coarse, fine = noise(size, sheet.rng, 10, 2.4), noise(size, sheet.rng, 10, 1.3)
    for grain in (coarse, fine):
        grey = ImageChops.add(grey, grain, scale=1, offset=-128)
    return ImageOps.colorize(grey, **TONES)


def _vignette(size: tuple[int, int]) -> Image.Image:
    """Return a light field that darkens to the corners."""
    glow = ImageOps.invert(Image.radial_gradient("L")).resize(size, Image.Resampling.BICUBIC)
    return glow.point([round(206 + 49 * min(1.0, v / 140)) for v in range(256)])


def _margin(sheet: Sheet, entry: Entry, width: float, height: float) -> None:
    """Edge the image, pencil title and code below it, and say what this is."""
    with sheet.pen(PENCIL, strength=0.5, wear=0.2) as pen:
        pen.rect(BORDER, BORDER, width, height, 0.15)
    with sheet.pen(PENCIL, strength=0.82, wear=0.5) as pen:
        pen.text(BORDER + 1, PRINT[1] - 12.2, entry.title, 4.6)
        right = PRINT[0] - BORDER - 1
        pen.text(right, PRINT[1] - 12.2, entry.code, 3.8, family="sans", align="right")
    with sheet.pen((96, 92, 86), strength=0.9, wear=0.1) as pen:
        words = NOTES[language_of(entry.title)]
        pen.text(PRINT[0] / 2, PRINT[1] - 4.6, words, 2.5, family="sans", align="center")
