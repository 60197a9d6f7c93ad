"""The SQL that puts entries into the order of results, in the words of both databases.

Whoever asks says with SQL which entries are ``near`` (``rowid`` and ``tier``, each entry once), and
with numbers or SQL which of the results are wanted.
"""

from dataclasses import dataclass

RANKED, MOST_COUNTED = 1_000, 50_000
ENTRIES_EACH = 4  # that are looked at for each object of a page, where pages are met as well
TABLE = "search_searchentry"
ORDER = "tier, length, kind, object_id, part"


@dataclass(frozen=True)
class Wanted:
    """The page of results that is asked for: so many objects after those that are skipped."""

    skipped: int
    size: int
    looked_at: int = 0  # entries, where several may be of one object

    @property
    def last(self) -> int:
        return min(self.skipped + self.size, RANKED)

    @property
    def most(self) -> int:
        return self.looked_at or min(self.last * ENTRIES_EACH, RANKED)


def ordered(near: str) -> str:
    """All entries that are near, in their order; a limit may follow."""
    return (
        "SELECT n.tier, e.length, e.kind, e.object_id, e.part, e.id "
        # CROSS: SQLite reads what is near first, row by row, and makes no copy of it.
        f"FROM ({near}) n CROSS JOIN {TABLE} e WHERE n.rowid = e.id ORDER BY {ORDER}"
    )


def nearest(levels: str) -> str:
    """Each entry once, at the first of the levels that hold it."""
    return f"SELECT rowid, min(tier) AS tier FROM ({levels}) n GROUP BY rowid"


def placed(near: str, skipped: str, size: str) -> str:
    """Place and key of the entries of a page, where none are of pages."""
    some = f"{ordered(near)} LIMIT {size} OFFSET {skipped}"
    return f"SELECT row_number() OVER (ORDER BY {ORDER}) AS place, id FROM ({some}) r"


def grouped(near: str, looked_at: str, skipped: str, size: str) -> str:
    """The same where several may be of one object, as tables: of the ``ranked`` entries the
    ``objects``, and of these the entry and those of their pages that are ranked (``placed``)."""
    some = f"{ordered(near)} LIMIT {looked_at}"
    same = "{0}.kind = o.kind AND {0}.object_id = o.object_id AND {0}.part"
    return (
        f"ranked AS (SELECT r.*, row_number() OVER (ORDER BY {ORDER}) AS place FROM ({some}) r), "
        "objects AS (SELECT kind, object_id, min(place) AS place FROM ranked "
        f"GROUP BY kind, object_id ORDER BY min(place) LIMIT {size} OFFSET {skipped}), "
        # The objects themselves need not have been found.
        f"placed AS (SELECT o.place, e.id FROM objects o JOIN {TABLE} e ON {same.format('e')} = 0 "
        f"UNION ALL SELECT o.place, r.id FROM objects o JOIN ranked r ON {same.format('r')} > 0)"
    )


def beside(pages: str, is_met: str) -> str:
    """How many objects there are of which nothing but pages is met: ``pages`` selects keys of
    entries, ``is_met`` something where an entry ``e`` is met."""
    return (
        "SELECT count(*) AS number FROM (SELECT DISTINCT kind, object_id "
        f"FROM {TABLE} WHERE id IN ({pages})) p JOIN {TABLE} e ON e.part = 0 "
        f"AND e.kind = p.kind AND e.object_id = p.object_id WHERE NOT EXISTS ({is_met})"
    )
