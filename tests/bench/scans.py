"""Scans: what tiles and small copies of large pages cost, in seconds and in memory.

Beside each tile set stands the one that the `vips` program makes of the same file in the same run,
with the same size and quality, into a folder. Taking turns, median of three.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pyvips

RUNS = 3
SIZES = {100: (12_000, 8_400), 400: (23_900, 16_700)}  # megapixels: pixels
TASKS = ("tiles", "tiles-turned", "thumbnail")
HEADING = f"{'scan':<14}{'Mpx':>6}{'s':>8}{'× vips':>9}{'peak MB':>9}{'vips MB':>9}"


class Cost(NamedTuple):
    """Seconds by the clock on the wall, peak resident memory in megabytes (10⁶ bytes)."""

    seconds: float
    peak: float


def draw(path: Path, width: int, height: int) -> None:
    """A JPEG like a scanned page: lines of text on grainy paper that is darker to one side."""
    words = pyvips.Image.text("Archive of papers, 1911 " * 40, width=3000, dpi=150)
    text = words.replicate(width // words.width + 1, height // words.height + 1)
    grain = pyvips.Image.gaussnoise(width // 8 + 1, height // 8 + 1, mean=0, sigma=12, seed=1)
    place = pyvips.Image.xyz(width, height)
    paper = grain.resize(8).crop(0, 0, width, height) + place[0] * (120 / width) + 80
    page = (text.crop(0, 0, width, height) > 128).ifthenelse(20, paper)
    page = page.bandjoin([page * 0.95 + 5, page * 0.85]).cast("uchar")
    page.copy(interpretation="srgb").jpegsave(str(path), Q=90)


def measured(task: str, path: Path, out: Path) -> Cost:
    """One task in a process of its own, since memory is only known of all its children together."""
    command = [sys.executable, "-m", "tests.bench.scans", task, str(path), str(out)]
    return Cost(**json.loads(subprocess.check_output(command)))


def work(path: Path, out: Path) -> dict[str, Callable[[], object]]:
    """What each task does. The last one is what we compare with."""
    from archive import pictures

    command = ["vips", "dzsave", str(path), str(out / "vips"), "--layout", "iiif3",
               "--tile-size", "512", "--suffix", ".jpg[Q=80]"]  # fmt: skip
    return {
        "tiles": lambda: pictures.tile(path, out / "tiles.zip"),
        "tiles-turned": lambda: pictures.tile(path, out / "tiles.zip", rotation=90),
        "thumbnail": lambda: pictures.derive(path, out, widths=(400,)),
        "vips": lambda: subprocess.run(command, check=True),
    }


def peak() -> float:
    """Of the largest child of this process, in megabytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6


def middle(found: list[Cost]) -> Cost:
    return Cost(*(median(figures) for figures in zip(*found, strict=True)))


def compared(task: str, path: Path, out: Path) -> tuple[Cost, Cost | None]:
    """Medians of ours and of vips; nothing to compare with where that is not installed."""
    mine, theirs = [], []
    for _ in range(RUNS):
        mine.append(measured(task, path, out))
        if task == "tiles" and shutil.which("vips"):
            theirs.append(measured("vips", path, out))
            shutil.rmtree(out / "vips")
    return middle(mine), middle(theirs) if theirs else None


def line(task: str, megapixels: int, mine: Cost, theirs: Cost | None) -> str:
    ratio = f"{mine.seconds / theirs.seconds:.2f}" if theirs else "–"
    held = f"{theirs.peak:.0f}" if theirs else "–"
    return f"{task:<14}{megapixels:>6}{mine.seconds:>8.2f}{ratio:>9}{mine.peak:>9.0f}{held:>9}"


def rows(large: bool) -> Iterator[str]:
    """The heading, then one line after the other, as they are measured."""
    yield HEADING
    with tempfile.TemporaryDirectory(prefix="tsuzuri-bench-") as folder:
        for megapixels in SIZES if large else [100]:
            path = Path(folder) / f"{megapixels}.jpg"
            draw(path, *SIZES[megapixels])
            for task in TASKS:
                yield line(task, megapixels, *compared(task, path, Path(folder)))
    if not shutil.which("vips"):
        yield "vips is not installed: not compared"


def main(task: str, path: str, out: str) -> None:
    do = work(Path(path), Path(out))[task]
    start = time.perf_counter()
    do()
    print(json.dumps(Cost(time.perf_counter() - start, peak())._asdict()))


if __name__ == "__main__":
    main(*sys.argv[1:])
