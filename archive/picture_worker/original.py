"""An original: checked byte by byte, its pages counted, one of them ready to be decoded."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyvips

from . import colour, tiff
from .content import check_bytes
from .refusal import Refused, understood

LONGEST_SIDE = 65_500  # pixels; libjpeg writes no longer side

LOADERS = {
    "JPEG": pyvips.Image.jpegload_source,
    "PNG": pyvips.Image.pngload_source,
    "WEBP": pyvips.Image.webpload_source,
    "TIFF": pyvips.Image.tiffload_source,
}
# The limits of libvips on single allocations refuse honest scans; the kernel keeps ours.
OPTIONS = {"PNG": {"unlimited": True}, "TIFF": {"unlimited": True}}
BITS = {"uchar": 8, "ushort": 16}
LAB = {"lab", "labs"}  # what libvips makes of 8 and 16 bits


@dataclass(frozen=True)
class Original:
    """A file that holds ``len(pages)`` pictures; what a page is depends on the format."""

    path: Path
    name: str  # 'JPEG', 'PNG', 'WEBP', 'TIFF' or 'PDF'
    limits: dict[str, int]
    pages: Sequence[Any]
    kind: type[Page] | None = None  # None: a Page as this module reads it
    document: Any = None

    @contextmanager
    def naming(self, number: int) -> Iterator[None]:
        """Any error inside becomes a refusal, which names the page where there are several."""
        try:
            yield
        except Exception as error:
            refused = understood(error)
            if len(self.pages) > 1:
                refused.params["page"] = number + 1
            raise refused from error

    def page(self, number: int) -> Page:
        if not 0 <= number < len(self.pages):
            raise Refused("no_page", number=number + 1)
        return (self.kind or Page)(self, number)


def opened(path: Path, limits: dict[str, int]) -> Original:
    """Refused when the file is none of ours or holds too many pages; nothing is decoded yet."""
    name = check_bytes(path, limits["max_bytes"])
    if name == "PDF":
        from . import pdf  # only then: the library is large, and most scans are no PDF

        return pdf.opened(path, limits)
    return Original(path, name, limits, tiff_pages(path, limits) if name == "TIFF" else (None,))


def tiff_pages(path: Path, limits: dict[str, int]) -> list[tiff.Directory]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return tiff.pages(data, limits["max_pages"])


@dataclass(frozen=True)
class Page:
    """One picture of an original, as it is stored: neither upright nor in sRGB."""

    original: Original
    number: int
    # libvips calls back into them while pixels are read: they live as long as the page.
    sources: list[pyvips.Source] = field(default_factory=list)
    streams = True  # its rows come once, from top to bottom

    @cached_property
    def header(self) -> pyvips.Image:
        """Size and metadata; Refused when there are too many pixels to decode."""
        found = self.load(1)
        check_size(found.width, found.height, self.original.limits["max_pixels"])
        check_samples(found)
        return found

    @property
    def size(self) -> tuple[int, int]:
        return self.header.width, self.header.height

    @property
    def orientation(self) -> int:
        """EXIF orientation 1–8; 1 when the metadata say nothing."""
        found = self.header.get_typeof("orientation") and self.header.get("orientation")
        return found if found in range(1, 9) else 1

    def picture(self, shrink: int = 1) -> pyvips.Image:
        """The pixels, to be read once; a JPEG may be decoded at a half, quarter or eighth."""
        return self.load(shrink) if self.size else None

    def prove(self) -> None:
        """Decode every pixel once, and keep none."""
        self.picture().avg()

    def load(self, shrink: int) -> pyvips.Image:
        name = self.original.name
        options = {**OPTIONS.get(name, {}), **({"shrink": shrink} if name == "JPEG" else {})}
        found = LOADERS[name](
            self.source(self.file()), access="sequential", fail_on="error", **options
        )
        return colour.lab(found) if name == "TIFF" and self.place.lab else found

    @property
    def place(self) -> Any:
        return self.original.pages[self.number]

    def stored(self, path: Path) -> pyvips.Image:
        """Our own copy of the pixels, a TIFF that can be read anywhere in any order."""
        return pyvips.Image.tiffload_source(self.source(tiff.View(path)), unlimited=True)

    def source(self, file: tiff.View) -> pyvips.Source:
        """Read through us: libvips would map the whole file, and its bytes count as ours."""
        found = pyvips.SourceCustom()
        found.on_read(file.read)
        found.on_seek(file.seek)
        self.sources.append(found)
        return found

    def technical(self) -> dict[str, Any]:
        """What the decoder knows of the page, as JSON can hold it."""
        header = self.header
        bits = header.get_typeof("bits-per-sample") and header.get("bits-per-sample")
        return {"mode": f"{header.interpretation} {header.format}", "bands": header.bands,
                "bits": bits or BITS.get(header.format)}  # fmt: skip

    def file(self) -> tiff.View:
        path = self.original.path
        return tiff.alone(path, self.place) if self.place else tiff.View(path)


def check_size(width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels:
        limit = max_pixels // 1_000_000
        raise Refused("too_many_pixels", width=width, height=height, limit=limit)
    if max(width, height) > LONGEST_SIDE:
        raise Refused("too_long", width=width, height=height, limit=LONGEST_SIDE)


def check_samples(picture: pyvips.Image) -> None:
    """32-bit and floating-point samples have no agreed black and white: guessing would be wrong."""
    if picture.interpretation not in LAB and picture.format not in BITS:
        raise Refused("samples")
