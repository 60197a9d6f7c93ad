"""Everything that the facets count but names, with one query.

Each part is counted under all filters but its own. The four filters of ``COLUMNS`` and whether
items are digitised are tallied together: their counts are put together here from the same rows,
whichever of them are chosen.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

from archive import appearances
from archive.browsing.among import Decade, YearOf, listed, with_fonds
from archive.browsing.asked import KINDS
from archive.browsing.decades import Span
from archive.browsing.filters import ItemFilter
from archive.browsing.kept import kept
from archive.browsing.orders import ranked
from archive.browsing.timeline import Row as Years

# The filters that are tallied, and their columns in the order of the index item_tally.
COLUMNS = {
    **{"repository": "repository_id", "level": "level", "type": "material_type"},
    "language": "language_of_material",
}
TALLIED = (*COLUMNS, "digitised")
TALLY, DECADE, YEARS, FONDS, EXHIBITION, SIZE, RANKED = PARTS = (
    *("tally", "decade", "years", "fonds", "exhibition", "size", "ranked"),
)
DATES = ("date_from", "date_to")
# Which filters each part leaves out.
LEFT_OUT: dict[str, Collection[str]] = {
    TALLY: TALLIED,
    DECADE: (DECADE,),
    YEARS: DATES,
    FONDS: (FONDS,),
    EXHIBITION: (EXHIBITION,),
    SIZE: tuple(KINDS),
    RANKED: (),
}
ALL = 1_000_000_000  # more items than any archive has
Select = tuple[str, Sequence]
Rows = list[tuple]


class Tally:
    """What is counted for one address; one query, fewer where counts are kept."""

    def __init__(self, filtered: ItemFilter):
        self.filtered = filtered
        self.found = counted(filtered)
        self.wanted = {name: filtered.chosen(name) for name in COLUMNS}
        repositories = {int(value) for value in self.wanted["repository"]}
        self.wanted["repository"] = filtered.with_divisions(repositories)
        self.only_digitised = bool(filtered.valid_values.get("digitised"))

    def counts(self, name: str | None = None) -> Counter:
        """Items for every value of a filter, under the other filters; by ``None`` under all."""
        found: Counter = Counter()
        for *values, count, digitised in self.found[TALLY]:
            row = dict(zip(COLUMNS, values, strict=True))
            if all(other == name or self.fits(other, value) for other, value in row.items()):
                number = digitised if self.only_digitised or name == "digitised" else count
                found.update(dict.fromkeys(parts_of(name, row.get(name)), number))
        return +found

    def fits(self, name: str, value: int | str) -> bool:
        return not self.wanted[name] or not self.wanted[name].isdisjoint(parts_of(name, value))

    @cached_property
    def total(self) -> int:
        return self.counts().total()

    @cached_property
    def size(self) -> int:
        """Items under the filters that choose no names."""
        sizes = self.found.get(SIZE)
        return self.total if sizes is None else items(SIZE, sizes)

    @property
    def spans(self) -> dict[Span, int]:
        """Items by the decades of their first and last day."""
        return {(first, last): count for first, *_nothing, count, last in self.found[DECADE]}

    @property
    def years(self) -> list[Years]:
        """First and last years with their number of items, under all filters but the dates."""
        return [(first, last, count) for first, *_nothing, count, last in self.found[YEARS]]

    @property
    def fonds(self) -> Counter:
        return Counter({key: count for _n, key, *_nothing, count, _m in self.found[FONDS] if key})

    @property
    def exhibitions(self) -> Counter:
        rows = self.found.get(EXHIBITION, ())
        return Counter({slug: count for _n, slug, *_nothing, count, _m in rows})

    @property
    def nearest(self) -> list[int]:
        """Keys of the items that come first by relevance."""
        found = {key for key, *_rest in self.found.get(RANKED, ())}
        return [key for key in ranked(self.filtered.words) if key in found] if found else []


def parts_of(name: str | None, value: int | str | None) -> list:
    """An item has one value of each column, but may be in several languages."""
    if name == "digitised":
        return ["1"]
    return str(value).split("|") if name == "language" else [value]


def counted(filtered: ItemFilter) -> dict[str, Rows]:
    """The rows of every part that is needed.

    Counting is the only thing on the page that takes longer the more there is, so large counts are
    kept; what is few however many items there are is read anew each time.
    """

    def count(parts: list[str]) -> tuple[dict[str, Rows], dict[str, int]]:
        found: dict[str, Rows] = {part: [] for part in parts}
        for part, *row in rows(filtered, parts):
            found[part].append(tuple(row))
        return found, {part: items(part, found[part]) for part in parts}

    return kept({key(filtered, part): part for part in needed(filtered)}, count)


def needed(filtered: ItemFilter) -> list[str]:
    return [
        *(TALLY, DECADE, YEARS, FONDS),
        *([EXHIBITION] if filtered.asked.exhibitions else []),
        *([SIZE] if any(filtered.chosen(name) for name in KINDS) else []),
        *([RANKED] if filtered.is_by_relevance else []),
    ]


def key(filtered: ItemFilter, part: str) -> str:
    return f"{part}-{filtered.fingerprint(without=LEFT_OUT[part])}"


def items(part: str, rows: Rows) -> int:
    """Over how many items was counted."""
    return 0 if part in (EXHIBITION, RANKED) else sum(row[4] for row in rows)


def rows(filtered: ItemFilter, parts: Iterable[str]) -> Rows:
    """What the parts give, with one query.

    What words leave is read once for all parts with the same filters. Of all items each part reads
    what it needs from an index.
    """
    tables: dict[str, Select] = {}
    selects: list[Select] = []
    for part in parts:
        left_out = LEFT_OUT[part]
        # As they are asked for: modeltranslation would put the columns into an order of its own.
        found = filtered.without(*left_out).order_by().rewrite(False)
        with suppress(EmptyResultSet):
            if part == EXHIBITION:
                selects.append(on_show(found))
            elif filtered.words:
                name = f"t{filtered.fingerprint(without=left_out)[:16]}"
                tables[name] = tables.get(name) or read_once(found)
                selects.append(summed(filtered, part, name))
            else:
                inner, params = read_alone(found, part)
                selects.append((SUMMED[part].format(f"({inner}) i"), params))
    if not selects:
        return []
    given = ", ".join(f"{name} AS ({sql})" for name, (sql, _params) in tables.items())
    union = " UNION ALL ".join(sql for sql, _params in selects)
    params = chain.from_iterable(params for _sql, params in [*tables.values(), *selects])
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {given} {union}" if given else union, list(params))
        return cursor.fetchall()


# Of each part the columns that it reads, and its seven: its name, a number, three words, how many,
# a number.
READ: dict[str, Sequence[str]] = {
    TALLY: (*COLUMNS.values(), "is_digitised"),
    DECADE: ("decade", "last_decade"),
    YEARS: ("year", "last_year"),
    FONDS: ("in_fonds",),
    SIZE: ("level",),
    RANKED: ("id",),
}
SUMMED = {
    TALLY: "SELECT 'tally', repository_id, level, material_type, language_of_material, count(*), "
    "sum(CASE WHEN is_digitised THEN 1 ELSE 0 END) FROM {0} "
    "GROUP BY repository_id, level, material_type, language_of_material",
    DECADE: "SELECT 'decade', decade, '', '', '', count(*), last_decade FROM {0} "
    "GROUP BY decade, last_decade",
    YEARS: "SELECT 'years', year, '', '', '', count(*), last_year FROM {0} "
    "GROUP BY year, last_year",
    FONDS: "SELECT 'fonds', 0, in_fonds, '', '', count(*), 0 FROM {0} GROUP BY in_fonds",
    SIZE: "SELECT 'size', 0, '', '', '', count(*), 0 FROM {0}",
    RANKED: "SELECT 'ranked', id, '', '', '', 1, 0 FROM {0} WHERE id IN ({1})",
}
MADE = {
    **{"decade": Decade("date_earliest"), "last_decade": Decade("date_latest")},
    **{"year": YearOf("date_earliest"), "last_year": YearOf("date_latest")},
    "in_fonds": F("fonds"),
}


def summed(filtered: ItemFilter, part: str, table: str) -> Select:
    if part != RANKED:
        return SUMMED[part].format(table), ()
    keys, params = listed(ranked(filtered.words))
    return SUMMED[part].format(table, keys), params


def read_once(found: QuerySet) -> Select:
    return columns(found, dict.fromkeys(chain.from_iterable(READ.values())))


def read_alone(found: QuerySet, part: str) -> Select:
    """SQLite reads what does not stand in the order of the index item_tally from it alone, but
    only for the sake of that order, which it keeps only with a limit; grouping itself would read
    all rows."""
    if connection.vendor == "sqlite" and part != TALLY:
        found = found.order_by(*COLUMNS.values())[:ALL]
    return columns(found, READ[part])


def columns(items: QuerySet, names: Iterable[str]) -> Select:
    made = {name: MADE[name] for name in names if name in MADE}
    plain = [name for name in names if name not in MADE]
    items = with_fonds(items) if "in_fonds" in made else items
    return items.values(*plain, **made).query.sql_with_params()


def on_show(found: QuerySet) -> Select:
    inner, params = appearances.shows().counts(found).query.sql_with_params()
    return f"SELECT 'exhibition', 0, slug, '', '', number, 0 FROM ({inner}) e", params
