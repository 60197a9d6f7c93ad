"""The table on standard output."""

from dataclasses import dataclass

from tests.bench.load import Run

HEADINGS = (
    *("page", "items", "req/s", "× static", "p50 ms", "× static", "p99 ms", "× static"),
    *("queries", "bytes"),
)
WIDTHS = (13, 8, 8, 9, 8, 9, 8, 9, 8, 8)


@dataclass(frozen=True)
class Row:
    """A page at a size of the archive, and the static file of the same run."""

    page: str
    items: int
    run: Run
    static: Run
    queries: int


def line(cells: tuple[str, ...]) -> str:
    """The first cell to the left, figures to the right."""
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)


def heading() -> str:
    return line(HEADINGS)


def row(found: Row) -> str:
    run, static = found.run, found.static
    return line(
        (
            *(found.page, f"{found.items:,}"),
            *(f"{run.rate:,.0f}", f"{run.rate / static.rate:.3f}"),
            *(f"{run.p50:.1f}", f"{run.p50 / static.p50:.1f}"),
            *(f"{run.p99:.1f}", f"{run.p99 / static.p99:.1f}"),
            *(str(found.queries), f"{run.bytes:,}"),
        )
    )
