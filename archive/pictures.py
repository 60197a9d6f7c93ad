"""Untrusted pictures: what an uploaded file really is, and the smaller copies readers are sent.

Nothing is decoded in this process. A worker (``archive.picture_worker``) does it under limits of
memory, processor time and waiting time that the kernel keeps; whatever happens to the worker, the
caller gets a value or a ``PictureError`` whose text can be shown to the person who uploaded.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parent.parent
# The worker sees no other variable: SECRET_KEY and DATABASE_URL are none of a decoder's business.
PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR")

SENTENCES: dict[str, str | Promise] = {
    "empty": _("The file is empty. Please send it again."),
    "missing": _("The file could not be read. Please send it again."),
    "too_many_bytes": _(
        "The file is larger than %(limit)d megabytes. Please save a smaller or compressed copy."
    ),
    "not_a_picture": _(
        "This is not a picture that can be used here. Please send a JPEG, PNG, WebP or TIFF file."
    ),
    "suffix": _(
        "The file’s name ends in “%(suffix)s”, but its content is %(format)s. "
        "Please give it the right ending or save it again."
    ),
    "foreign": _(
        "The file carries other data besides the picture. "
        "Please open it in an image program and save it as a new file."
    ),
    "truncated": _("The picture is incomplete: its end is missing. Please send it again."),
    "damaged": _(
        "The picture is damaged and cannot be opened. Please save it again and send that."
    ),
    "several": _(
        "The file holds several pictures (an animation or several pages). "
        "Please send each one as a file of its own."
    ),
    "loop": _("The TIFF’s list of pages leads back to itself. Please save the picture again."),
    "too_many_pixels": _(
        "The picture has %(width)d × %(height)d pixels; at most %(limit)d million are accepted. "
        "Please make it smaller."
    ),
    "too_long": _(
        "The picture has %(width)d × %(height)d pixels; neither side may exceed %(limit)d. "
        "Please divide it or make it smaller."
    ),
    "samples": _(
        "The picture has 32-bit samples, which have no fixed black and white. "
        "Please save it with 8 or 16 bits per channel."
    ),
    "memory": _("The picture needs too much memory to open. Please make it smaller."),
    "time": _("The picture takes too long to open. Please save it again in a simpler form."),
    "crash": _("The picture could not be opened safely. Please save it again and send that."),
}


class PictureError(ValueError):
    """The picture is refused. ``str()`` is a sentence in the language active at that moment."""

    def __init__(self, code: str, params: dict[str, int | str] | None = None) -> None:
        super().__init__(code, params or {})
        self.code, self.params = code, params or {}

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.params


@dataclass(frozen=True)
class Limits:
    """What one picture may cost: bytes, pixels × frames, bytes of address space, seconds."""

    max_bytes: int = 200_000_000
    max_pixels: int = 120_000_000
    memory_bytes: int = 2 * 1024**3
    cpu_seconds: int = 60
    wall_seconds: float = 120.0


@dataclass(frozen=True)
class PictureFacts:
    """What was found in a picture; ``width`` and ``height`` in pixels, as seen by the reader."""

    format: str  # 'JPEG', 'PNG', 'WEBP' or 'TIFF'
    width: int
    height: int
    byte_size: int
    sha512: str  # 128 hexadecimal digits
    mime: str
    mode: str  # Pillow's name for the samples: 'RGB', 'CMYK', 'I;16', …


@dataclass(frozen=True)
class Derivative:
    """One smaller copy: ``name`` is its file's, sizes in pixels and bytes."""

    width: int
    height: int
    format: Literal["jpeg", "webp"]
    name: str
    byte_size: int


def inspect(path: Path, *, limits: Limits | None = None) -> PictureFacts:
    """What the picture at ``path`` is, after decoding all of it once.

    Raises PictureError when it is not one whole, plain picture whose name tells its format.
    """
    return PictureFacts(**_ask("inspect", path, limits or Limits()))


def derive(
    path: Path,
    out_dir: Path,
    *,
    widths: Sequence[int] = (400, 800, 1600),
    limits: Limits | None = None,
) -> tuple[Derivative, ...]:
    """Writes ``{width}.jpg`` and ``{width}.webp`` into ``out_dir``, smallest first.

    One pair for each of ``widths`` (pixels) below the picture's own, one for the widest it allows;
    upright, in sRGB, on white, without metadata. No WebP where it would exceed 16,383 pixels.
    Raises PictureError as ``inspect`` does, and then nothing is left in ``out_dir``.
    """
    if not widths or min(widths) < 1:
        raise ValueError("widths must be one or more numbers of pixels")
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".deriving-", dir=out_dir) as staging:
        wishes = {"out": str(Path(staging).resolve()), "widths": sorted(set(widths))}
        made = tuple(
            Derivative(**one) for one in _ask("derive", path, limits or Limits(), **wishes)
        )
        for one in made:
            (Path(staging) / one.name).replace(out_dir / one.name)
    return made


def _ask(task: str, path: Path, limits: Limits, **wishes: Any) -> Any:
    """The worker's answer to one request; PictureError for every other outcome."""
    request = {"task": task, "path": str(path.resolve()), "limits": asdict(limits), **wishes}
    if not path.is_file():
        raise PictureError("missing")
    finished = _run(json.dumps(request), limits)
    if finished.returncode:
        log.warning("picture worker ended with %d: %s", finished.returncode, finished.stderr[-500:])
        raise PictureError(_meaning(finished.returncode))
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
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        return subprocess.run(
            command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", errors="replace", timeout=limits.wall_seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as expired:
        raise PictureError("time") from expired


def _meaning(returncode: int) -> str:
    """Which sentence a worker's death deserves: the processor limit ends it with SIGXCPU, a
    system that runs out of memory with SIGKILL, a fault in a decoder with anything else."""
    deaths = {-signal.SIGXCPU: "time", -signal.SIGKILL: "memory"}
    return deaths.get(returncode, "crash")
