"""What was found in an original: the facts that are kept, and the technical metadata beside them.

Of the metadata only what is named here goes on: no position, no person, no serial number.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
import time
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from .original import Original, Page
from .turning import turn, upright

Image.MAX_IMAGE_PIXELS = None  # ours is exact, and this library only reads headers here
MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "TIFF": "image/tiff",
         "PDF": "application/pdf"}  # fmt: skip
EXIF = {"make": 0x010F, "model": 0x0110, "software": 0x0131, "scanned": 0x0132}
TIME = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
# After so many seconds the caller asks again, so that no process lives for 2,000 pages.
TURN_SECONDS = 20
LONGEST_WORDS = 80


def facts(original: Original, number: int, digest: str) -> dict[str, Any]:
    """The fields of ``archive.pictures.PictureFacts``, after every pixel was decoded once."""
    with original.naming(number):
        page = original.page(number)
        page.prove()
    width, height = upright(page.size, turn(page.orientation, 0)[0])
    technical = described(page)
    return {
        "format": original.name, "width": width, "height": height,
        "byte_size": original.path.stat().st_size, "sha512": digest,
        "mime": MIMES[original.name], "mode": technical["mode"],
        "pages": len(original.pages), "technical": technical,
    }  # fmt: skip


def many_facts(original: Original, start: int, digest: str) -> list[dict[str, Any]]:
    """Page after page from ``start``: at least one, then as many as the time allows."""
    until = time.monotonic() + TURN_SECONDS
    found: list[dict[str, Any]] = []
    for number in range(start, len(original.pages)):
        found.append(facts(original, number, digest))
        if time.monotonic() > until:
            break
    return found


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


def described(page: Page) -> dict[str, Any]:
    """Technical metadata, as JSON can hold it; nothing is said where nothing is known."""
    found = {"format": page.original.name, **page.technical()}
    if page.original.name != "PDF":
        found |= named(page)
    if "software" in found:
        found["software"] = plain(found["software"])
    return {name: value for name, value in found.items() if value not in (None, "")}


def named(page: Page) -> dict[str, Any]:
    """What Pillow reads in the header; nothing where it does not know the variety."""
    try:
        with Image.open(page.file(), formats=(page.original.name, "MPO")) as image:
            return {
                "mode": "LAB" if page.place and page.place.lab else image.mode,
                "compression": compression(image),
                "dpi": resolution(image.info.get("dpi")),
                "icc_profile": profile_name(image.info.get("icc_profile")),
                **from_exif(image),
            }
    except Exception:  # whatever a broken header raises: the pixels are sound
        return {}


def compression(image: Image.Image) -> str | None:
    if image.format in {"JPEG", "MPO"}:
        return "JPEG, progressive" if image.info.get("progressive") else "JPEG"
    return image.info.get("compression")


def resolution(dots: Any) -> list[float] | None:
    """Horizontal and vertical, in dots per inch; none where it is no number."""
    found = [round(float(one), 2) for one in dots or ()]
    numbers = len(found) == 2 and all(math.isfinite(one) and one > 0 for one in found)
    return found if numbers else None


def profile_name(profile: bytes | None) -> str | None:
    if not profile:
        return None
    try:
        return plain(ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))))
    except (ImageCms.PyCMSError, OSError):
        return None


def from_exif(image: Image.Image) -> dict[str, str | None]:
    try:
        block = image.getexif()
    except Exception:  # whatever a broken EXIF block raises
        return {}
    found = {name: plain(block.get(tag)) for name, tag in EXIF.items()}
    if not TIME.fullmatch(found["scanned"] or ""):
        del found["scanned"]
    return found


def plain(words: Any) -> str | None:
    """One line of text that can be shown, or nothing."""
    if not isinstance(words, str):
        return None
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line[:LONGEST_WORDS] or None
