"""Import of a catalogue in three languages against a bare ``bulk_create`` of the same columns.

Both write into the same new database, in the same run and in turns. Peak memory is that of a
process of its own for every run; beside it stands what a tenth of the rows takes.
"""

import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

SMALL, LARGE = 5_000, 100_000
STEPS = ("bulk_create", "dry run", "import", "again")
TURNS = 3
HEADINGS = ("catalogue", "rows", "seconds", "rows/s", "× bulk", "peak MB", "× tenth")
WIDTHS = (13, 10, 10, 10, 9, 9, 9)


def write_csv(path: Path, size: int) -> None:
    """The generated items of the page benchmarks as a catalogue file."""
    from archive.catalogue.item_columns import COLUMNS
    from archive.models import Repository
    from tests.bench.items import item, numbers_above

    held_by = Repository(pk=1, source_id="bench", reference_scheme="fund-file-unit")
    columns = [c for c in COLUMNS if c.held is None and (c.attribute or c.name == "id")]
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow([*(column.name for column in columns), "repository", "parent_id"])
        for number in range(size):
            made, above = item(number, 1, held_by), numbers_above(number)
            parent = f"bench-{above[-1]}" if above else ""
            writer.writerow([*(column.cell(made) for column in columns), "bench", parent])


def prepare(step: str, size: int) -> None:
    """An archive without items for what writes, with all of them for the last step."""
    from django.db import connection

    from archive.models import ArchivalItem, Repository
    from translations.models import TranslationUnit

    if connection.vendor == "sqlite":
        # Pages of the file that lie in memory would count as memory of the process.
        connection.cursor().execute("PRAGMA mmap_size=0")
    if step in ("bulk_create", "dry run", "import"):
        ArchivalItem.objects.all()._raw_delete("default")
        TranslationUnit.objects.all()._raw_delete("default")
    repository = {"source_id": "bench", "name_en": "Bench", "reference_scheme": "fund-file-unit"}
    Repository.objects.get_or_create(pk=1, defaults=repository)


def bulk_create(size: int) -> float:
    """Seconds of nothing but ``bulk_create``: the rows are made, with all columns, beforehand."""
    from django.db import transaction
    from django.db.models import QuerySet

    from archive.models import ArchivalItem
    from tests.bench.items import AT_ONCE, generated

    seconds, rows = 0.0, generated(0, size, 1)
    bare = QuerySet(ArchivalItem)  # without the translation units that an import keeps
    with transaction.atomic():
        while some := list(islice(rows, AT_ONCE)):
            start = time.perf_counter()
            bare.bulk_create(some)
            seconds += time.perf_counter() - start
    return seconds


def bring_in(path: Path, *, apply: bool) -> float:
    from archive.catalogue import importing
    from archive.catalogue.items import Items
    from translations.exchange.csv_files import CsvFile

    start, work = time.perf_counter(), importing.apply if apply else importing.report_on
    kind = Items()
    report = work(kind, CsvFile(path, kind.columns))
    if report.faults:
        raise RuntimeError(f"{path}: {report.faults[0]}")
    return time.perf_counter() - start


def step(name: str, path: Path, size: int) -> None:
    """In a process of its own: one step, its seconds and its peak memory as JSON."""
    import django

    django.setup()
    prepare(name, size)
    is_bulk = name == "bulk_create"
    seconds = bulk_create(size) if is_bulk else bring_in(path, apply=name != "dry run")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, peak]))


def measured(name: str, path: Path, size: int) -> tuple[float, float]:
    words = [sys.executable, "-m", "tests.bench.catalogue", name, str(path), str(size)]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True)
    return tuple(json.loads(done.stdout))


def rows(*, large: bool) -> Iterator[str]:
    """The table, line by line, in an archive that is empty before and after."""
    from django.core.management import call_command

    from archive.models import ArchivalItem, Repository

    call_command("migrate", verbosity=0)
    yield from lines(LARGE if large else SMALL)
    ArchivalItem.objects.all()._raw_delete("default")
    Repository.objects.all().delete()


def lines(size: int) -> Iterator[str]:
    """The median of the runs, which take turns."""
    yield line(HEADINGS)
    with tempfile.TemporaryDirectory(prefix="bench-catalogue-") as folder:
        path, tenth = Path(folder) / "items.csv", Path(folder) / "tenth.csv"
        write_csv(path, size)
        write_csv(tenth, size // 10)
        few = {name: measured(name, tenth, size // 10)[1] for name in STEPS}
        runs = [{name: measured(name, path, size) for name in STEPS} for _turn in range(TURNS)]
    for name in STEPS:
        seconds, peak = (statistics.median(run[name][n] for run in runs) for n in (0, 1))
        ratio = statistics.median(run["bulk_create"][0] / run[name][0] for run in runs)
        figures = (f"{size:,}", f"{seconds:.2f}", f"{size / seconds:,.0f}", f"{ratio:.3f}")
        yield line((name, *figures, f"{peak:.0f}", f"{peak / few[name]:.2f}"))


def line(cells: tuple[str, ...]) -> str:
    """The first cell to the left, figures to the right."""
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)


if __name__ == "__main__":
    step(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
