"""Untrusted pictures: what an uploaded file really is, and the smaller copies readers are sent.

Nothing is decoded in this process. A worker (``archive.picture_worker``) does it under limits of
memory, processor time and waiting time that the kernel keeps; whatever happens to the worker, the
caller gets a value or a ``PictureError`` whose text can be shown to the person who uploaded.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from archive.picture_errors import SENTENCES as SENTENCES
from archive.picture_errors import PictureError

log = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parent.parent
# The worker sees no other variable: SECRET_KEY and DATABASE_URL are none of a decoder's business.
PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG")
MOST_THREADS = 4


@dataclass(frozen=True)
class Limits:
    """What one original may cost: its bytes and pages; of each page the pixels, and what decoding
    it takes in bytes of memory, seconds and bytes of any one file that is written."""

    max_bytes: int = 2_000_000_000
    max_pixels: int = 400_000_000
    max_pages: int = 2_000
    memory_bytes: int = 2 * 1024**3
    disk_bytes: int = 8 * 1024**3
    cpu_seconds: int = 240
    wall_seconds: float = 360.0


@dataclass(frozen=True)
class PictureFacts:
    """What was found in a page; ``width`` and ``height`` in pixels, as seen by the reader."""

    format: str  # 'JPEG', 'PNG', 'WEBP', 'TIFF' or 'PDF'
    width: int
    height: int
    byte_size: int
    sha512: str  # 128 hexadecimal digits
    mime: str
    mode: str  # Pillow's name for the samples: 'RGB', 'CMYK', 'I;16', …
    pages: int = 1  # of the file
    # What else was found: compression, bits, dpi, icc_profile, software, pdf_version, …
    technical: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Derivative:
    """One smaller copy: ``name`` is its file's, sizes in pixels and bytes."""

    width: int
    height: int
    format: Literal["jpeg", "webp"]
    name: str
    byte_size: int


@dataclass(frozen=True)
class TileSet:
    """A page as IIIF Image 3 level 0: sizes in pixels of the upright page, bytes of the ZIP."""

    width: int
    height: int
    tile_size: int
    scale_factors: tuple[int, ...]
    byte_size: int


def inspect(path: Path, *, limits: Limits | None = None) -> PictureFacts:
    """What the original at ``path`` is, after decoding all of its first page once.

    Raises PictureError when it is not one whole, plain file whose name tells its format.
    """
    wishes = {"page": 0, "every": False, "digest": ""}
    return PictureFacts(**_ask("inspect", path, limits or Limits(), **wishes)[0])


def inspect_pages(path: Path, *, limits: Limits | None = None) -> tuple[PictureFacts, ...]:
    """What every page of the original at ``path`` is, after decoding each of them once.

    Raises PictureError as ``inspect`` does, for the first page that cannot be decoded.
    """
    found: list[PictureFacts] = []
    while not found or len(found) < found[0].pages:
        wishes = {"page": len(found), "every": True, "digest": found[0].sha512 if found else ""}
        found += [
            PictureFacts(**one) for one in _ask("inspect", path, limits or Limits(), **wishes)
        ]
    return tuple(found)


def derive(
    path: Path,
    out_dir: Path,
    *,
    page: int = 0,
    rotation: int = 0,
    widths: Sequence[int] = (400, 800, 1600),
    limits: Limits | None = None,
) -> tuple[Derivative, ...]:
    """Writes ``{width}.jpg`` and ``{width}.webp`` of a page into ``out_dir``, smallest first.

    One pair for each of ``widths`` (pixels) below the page's own, one for the widest it allows;
    upright, then turned by ``rotation`` (degrees clockwise: 0, 90, 180 or 270), in sRGB, on white,
    without metadata. No WebP where it would exceed 16,383 pixels.
    Raises PictureError as ``inspect`` does, and then nothing is left in ``out_dir``.
    """
    if not widths or min(widths) < 1:
        raise ValueError("widths must be one or more numbers of pixels")
    with _staging(out_dir) as staging:
        wishes = {"page": page, "rotation": _turn(rotation), "widths": sorted(set(widths))}
        found = _ask("derive", path, limits or Limits(), out=str(staging), **wishes)
        made = tuple(Derivative(**one) for one in found)
        for one in made:
            (staging / one.name).replace(out_dir / one.name)
    return made


def tile(
    path: Path,
    out_zip: Path,
    *,
    page: int = 0,
    rotation: int = 0,
    limits: Limits | None = None,
) -> TileSet:
    """Writes the tiles of a page into one ZIP, uncompressed: IIIF Image 3 level 0.

    Members are named as the canonical URI continues behind the identifier
    (``0,0,512,512/512,512/0/default.jpg``); ``full/90,/0/default.jpg`` is there too. Pixels are
    treated as in ``derive``. Raises PictureError as ``inspect`` does, and then there is no ZIP.
    """
    with _staging(out_zip.parent) as staging:
        wishes = {"page": page, "rotation": _turn(rotation), "out": str(staging / "tiles.zip")}
        found = _ask("tile", path, limits or Limits(), **wishes)
        (staging / "tiles.zip").replace(out_zip)
    return TileSet(**{**found, "scale_factors": tuple(found["scale_factors"])})


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder beside the final place, gone afterwards."""
    with _watching_space():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as staging:
            yield Path(staging).resolve()


@contextmanager
def _watching_space() -> Iterator[None]:
    """A full disk is a PictureError."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise PictureError("no_space") from error
        raise


def _turn(rotation: int) -> int:
    if rotation not in {0, 90, 180, 270}:
        raise ValueError("rotation must be 0, 90, 180 or 270")
    return rotation


def _ask(task: str, path: Path, limits: Limits, **wishes: Any) -> Any:
    """The worker's answer to one request; PictureError for every other outcome."""
    request = {"task": task, "path": str(path.resolve()), "limits": asdict(limits), **wishes}
    if not path.is_file():
        raise PictureError("missing")
    finished = _run(json.dumps(request), limits)
    if finished.returncode:
        log.warning("picture worker ended with %d: %s", finished.returncode, finished.stderr[-500:])
        raise PictureError(_meaning(finished))
    reply = _read(finished.stdout)
    if "error" in reply:
        raise PictureError(reply["error"], reply["params"])
    return reply["answer"]


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise PictureError("crash") from error


def _run(request: str, limits: Limits) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "archive.picture_worker", request]
    # What a killed worker leaves behind goes with the folder.
    with _watching_space(), tempfile.TemporaryDirectory(prefix="picture-") as scratch:
        try:
            return subprocess.run(
                command, cwd=PROJECT, env=_environment(scratch), stdin=subprocess.DEVNULL,
                capture_output=True, encoding="utf-8", errors="replace",
                timeout=limits.wall_seconds, check=False,
                start_new_session=True,  # Ctrl-C is for the caller, who ends the picture in hand
            )  # fmt: skip
        except subprocess.TimeoutExpired as expired:
            raise PictureError("time") from expired


def _environment(scratch: str) -> dict[str, str]:
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    threads = min(os.cpu_count() or 1, MOST_THREADS)
    return {**passed_on, "TMPDIR": scratch, "VIPS_CONCURRENCY": str(threads)}


def _meaning(finished: subprocess.CompletedProcess[str]) -> str:
    """Which sentence a worker's death deserves: the processor limit ends it with SIGXCPU, a
    system that runs out of memory with SIGKILL, a fault in a decoder with anything else. GLib,
    which libvips stands on, ends the process itself when it is refused memory, and says so."""
    if "failed to allocate" in finished.stderr:
        return "memory"
    deaths = {-signal.SIGXCPU: "time", -signal.SIGKILL: "memory"}
    return deaths.get(finished.returncode, "crash")
