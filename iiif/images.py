"""Image 3.0 documents of level 0: what of an image is there to be asked for."""

from dataclasses import dataclass

CONTEXT = "http://iiif.io/api/image/3/context.json"
PROTOCOL = "http://iiif.io/api/image"
PROFILE = "http://iiif.io/api/image/3/level0.json"


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """An image in pixels: its full size, the whole copies that exist, how it is tiled.

    ``copies`` are (width, height), the smallest first; without tiles ``tile_size`` is 0.
    """

    base: str
    width: int
    height: int
    copies: tuple[tuple[int, int], ...]
    tile_size: int = 0
    rights: str = ""


def info(image: ImageFacts) -> dict:
    """The ``info.json``.

    ``max`` is the largest whole copy; where that is smaller than the image, it is said by
    ``maxWidth`` and ``maxHeight``. Without tiles the largest copy is all there is of the image.
    """
    largest = image.copies[-1]
    width, height = (image.width, image.height) if image.tile_size else largest
    document = {
        "@context": CONTEXT,
        "id": image.base,
        "type": "ImageService3",
        "protocol": PROTOCOL,
        "profile": "level0",
        "width": width,
        "height": height,
    }
    if sizes := listed(image):
        document["sizes"] = [{"width": w, "height": h} for w, h in sizes]
    if largest != (width, height):
        document |= {"maxWidth": largest[0], "maxHeight": largest[1]}
    if image.tile_size:
        document["tiles"] = [{"width": image.tile_size, "scaleFactors": scale_factors(image)}]
    if image.rights:
        document["rights"] = image.rights
    return document


def listed(image: ImageFacts) -> tuple[tuple[int, int], ...]:
    """The copies to name: as many as can be without misleading OpenSeadragon.

    It takes ``sizes`` for the levels of the tiles when there are as many of them as of levels, or
    one less, and then asks for tiles that no image has.
    """
    if not image.tile_size:
        return image.copies
    levels = len(scale_factors(image))
    numbers = (n for n in range(len(image.copies), 0, -1) if n not in (levels, levels - 1))
    return image.copies[: next(numbers, 0)]


def scale_factors(image: ImageFacts) -> list[int]:
    """1, 2, 4 … up to the first at which the whole image fits into one tile."""
    found = [1]
    while max(image.width, image.height) > image.tile_size * found[-1]:
        found.append(found[-1] * 2)
    return found


def whole(image: ImageFacts, size: str) -> tuple[int, int] | None:
    """The whole copy that ``full/{size}/0/default.jpg`` asks for; None when there is none."""
    if size == "max":
        return image.copies[-1]
    return next((copy for copy in image.copies if size == f"{copy[0]},{copy[1]}"), None)
