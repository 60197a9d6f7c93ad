"""Pages of a PDF as pictures. The library is built without JavaScript: scripts are never run."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pyvips

from .original import Original, Page, check_size
from .refusal import Refused

POINTS_PER_INCH = 72
# Text is drawn with so many dots an inch; a page that is a scan, with as many as that has.
LEAST_DOTS, MOST_DOTS = 300, 600
# A page is drawn as a whole, three bytes a pixel: a poster of 200 inches is drawn coarser.
MOST_PIXELS = 100_000_000
# A document that pdfium reads without a fault and yet does not open has no page.
PROBLEMS = {
    raw.FPDF_ERR_SUCCESS: "no_pages",
    raw.FPDF_ERR_PASSWORD: "encrypted",
    raw.FPDF_ERR_SECURITY: "encrypted",
}


def opened(path: Path, limits: dict[str, int]) -> Original:
    """Refused when the PDF needs a password, holds no page, or holds too many."""
    document = loaded(path)
    if not len(document):
        raise Refused("no_pages")
    if len(document) > limits["max_pages"]:
        raise Refused("too_many_pages", limit=limits["max_pages"])
    return Original(path, "PDF", limits, range(len(document)), DrawnPage, document)


def loaded(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused(PROBLEMS.get(error.err_code, "damaged")) from error


class DrawnPage(Page):
    """A page of a PDF, drawn into memory."""

    streams = False

    @cached_property
    def sheet(self) -> pypdfium2.PdfPage:
        return self.original.document[self.number]

    @cached_property
    def drawn_size(self) -> tuple[int, int]:
        dots = min(max(LEAST_DOTS, *self.scanned_dots()), MOST_DOTS)
        return drawn_size(self.sheet.get_size(), dots, self.original.limits["max_pixels"])

    def scanned_dots(self) -> Iterator[float]:
        """Dots an inch of each picture on the page, as far as pdfium can say."""
        yield 0
        for one in self.sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            left, _bottom, right, _top = one.get_bounds()
            if right > left:
                yield one.get_px_size()[0] * POINTS_PER_INCH / (right - left)

    @property
    def size(self) -> tuple[int, int]:
        check_size(*self.drawn_size, self.original.limits["max_pixels"])
        return self.drawn_size

    @property
    def orientation(self) -> int:
        return 1

    def picture(self, shrink: int = 1) -> pyvips.Image:
        return drawn(self.sheet, *self.size)

    def prove(self) -> None:
        """Draw the page, and open each picture in it: pdfium leaves out what it cannot read."""
        self.picture()
        for one in self.sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            one.get_bitmap().close()

    def technical(self) -> dict[str, Any]:
        """Version, program and paper size; author and title may name persons and stay out."""
        document = self.original.document
        version = document.get_version() or 0
        return {
            "mode": "RGB",
            "drawn_at_dpi": round(self.size[0] / self.sheet.get_width() * POINTS_PER_INCH),
            "pdf_version": f"{version // 10}.{version % 10}" if version else "",
            "page_points": [round(side, 2) for side in self.sheet.get_size()],
            "software": document.get_metadata_value("Producer"),
        }


def drawn_size(points: tuple[float, float], dots: float, max_pixels: int) -> tuple[int, int]:
    """Width and height in pixels of a page so many points wide and high, at ``dots`` an inch."""
    width, height = points
    if not (math.isfinite(width * height) and width * height > 0):
        raise Refused("damaged")
    widest = math.sqrt(min(max_pixels, MOST_PIXELS) / (width * height))
    scale = min(dots / POINTS_PER_INCH, widest)
    return max(1, int(width * scale + 0.01)), max(1, int(height * scale + 0.01))


def drawn(page: pypdfium2.PdfPage, width: int, height: int) -> pyvips.Image:
    """The page as it is printed: on white, in sRGB."""
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    flags = raw.FPDF_ANNOT | raw.FPDF_PRINTING | raw.FPDF_REVERSE_BYTE_ORDER
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    picture = pyvips.Image.new_from_memory(bitmap.buffer, width, height, 3, "uchar")
    return picture.copy(interpretation="srgb")
