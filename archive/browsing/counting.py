"""Everything that the facets count but names, with one query.

Each part is counted under all filters but its own. The four filters of ``COLUMNS`` and whether
items are digitised are tallied together: their counts are put together here from the same rows,
whichever of them are chosen.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import chain

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Expression, F, Q, QuerySet, Value

from archive import appearances
from archive.browsing.among import Decade, YearOf, with_fonds
from archive.browsing.asked import KINDS
from archive.browsing.decades import Span
from archive.browsing.filters import ItemFilter
from archive.browsing.kept import kept
from archive.browsing.orders import in_rank, ranked
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
        return list(in_rank(found, self.filtered.words.keys)) if found else []


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
        for part, *row in rows(filter(None, (selected(filtered, part) for part in parts))):
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


def rows(selects: Iterable[Select]) -> Rows:
    """What all of the selects give, with one query."""
    parts, params = tuple(zip(*selects, strict=True)) or ((), ())
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), list(chain.from_iterable(params)))
        return cursor.fetchall()


def selected(filtered: ItemFilter, part: str) -> Select | None:
    """One part with its seven columns: its name, a number, three words, how many, a number."""
    # As they are asked for: modeltranslation would put the columns into an order of its own.
    found = filtered.without(*LEFT_OUT[part]).order_by().rewrite(False)
    try:
        return SELECTS[part](filtered, found)
    except EmptyResultSet:
        return None


def tallied(_filtered: ItemFilter, found: QuerySet) -> Select:
    digitised = Count("pk", filter=Q(is_digitised=True))
    listed = found.values_list(Value(TALLY), *COLUMNS.values())
    return listed.annotate(number=Count("pk"), digitised=digitised).query.sql_with_params()


def in_decades(_filtered: ItemFilter, found: QuerySet) -> Select:
    inner, params = listed(found, one=Decade("date_earliest"), two=Decade("date_latest"))
    sql = f"SELECT 'decade', one, '', '', '', count(*), two FROM ({inner}) d GROUP BY one, two"
    return sql, params


def in_years(_filtered: ItemFilter, found: QuerySet) -> Select:
    inner, params = listed(found, one=YearOf("date_earliest"), two=YearOf("date_latest"))
    sql = f"SELECT 'years', one, '', '', '', count(*), two FROM ({inner}) y GROUP BY one, two"
    return sql, params


def in_fonds(_filtered: ItemFilter, found: QuerySet) -> Select:
    inner, params = listed(with_fonds(found), one=F("fonds"))
    sql = f"SELECT 'fonds', 0, one, '', '', count(*), 0 FROM ({inner}) f GROUP BY one"
    return sql, params


def sized(_filtered: ItemFilter, found: QuerySet) -> Select:
    inner, params = listed(found, one=F("level"))
    return f"SELECT 'size', 0, '', '', '', count(*), 0 FROM ({inner}) s", params


def on_show(_filtered: ItemFilter, found: QuerySet) -> Select:
    inner, params = appearances.shows().counts(found).query.sql_with_params()
    return f"SELECT 'exhibition', 0, slug, '', '', number, 0 FROM ({inner}) e", params


def near(filtered: ItemFilter, found: QuerySet) -> Select:
    inner, params = ranked(found, filtered.words).values("pk").query.sql_with_params()
    return f"SELECT 'ranked', pk, '', '', '', 1, 0 FROM ({inner}) r", params


def listed(items: QuerySet, **columns: Expression) -> Select:
    """Columns of all items. SQLite reads them from the index item_tally alone, but only for the
    sake of its order, which it keeps only with a limit; grouping itself would read all rows."""
    items = items.values(**columns)
    if connection.vendor == "sqlite":
        items = items.order_by(*COLUMNS.values())[:ALL]
    return items.query.sql_with_params()


SELECTS: dict[str, Callable[[ItemFilter, QuerySet], Select]] = {
    **{TALLY: tallied, DECADE: in_decades, YEARS: in_years, FONDS: in_fonds, SIZE: sized},
    **{EXHIBITION: on_show, RANKED: near},
}
