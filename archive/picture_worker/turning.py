"""Which way up: EXIF orientation and the turn an archivist asks for, as one turn."""

from __future__ import annotations

import pyvips

# EXIF orientation (CIPA DC-008 § 4.6.4): degrees clockwise, then whether left and right change.
ORIENTATIONS = {
    1: (0, False), 2: (0, True), 3: (180, False), 4: (180, True),
    5: (90, True), 6: (90, False), 7: (270, True), 8: (270, False),
}  # fmt: skip


def turn(orientation: int, rotation: int) -> tuple[int, bool]:
    """Both as degrees clockwise and a mirroring after them. A turn behind a mirror goes the other
    way round when it is done before it."""
    angle, mirrored = ORIENTATIONS[orientation]
    return (angle + (-rotation if mirrored else rotation)) % 360, mirrored


def upright(size: tuple[int, int], angle: int) -> tuple[int, int]:
    """Width and height after the turn, or before it."""
    return (size[1], size[0]) if angle in {90, 270} else size


def turned(picture: pyvips.Image, angle: int, mirrored: bool) -> pyvips.Image:
    picture = picture.rot(f"d{angle}") if angle else picture
    return picture.fliphor() if mirrored else picture
