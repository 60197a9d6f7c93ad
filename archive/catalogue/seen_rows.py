"""What a run knows of all rows of its file: in a file of its own, so that memory does not grow.

SQLite keeps a database without a name on disk, holds two megabytes of it in memory and removes it
when it is closed. Rows of the batch at hand, and those that they name, are in memory.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields

AT_ONCE = 500  # rows that are looked up together; below SQLite's limit of parameters
NEAR = 4_000  # rows in memory; beyond it they are forgotten before the next are looked up


@dataclass(slots=True)
class SeenRow:
    """A row of the file; with line 0, something of the archive alone that lies above one.

    ``key`` is the primary key, negative for a new row until it has one. ``parent`` is the id that
    the row names: empty when it clears it, None when it says nothing. ``up`` is the key of the
    parent, ``level`` and ``repository`` are the row's own, all as they will be after the import.
    """

    id: str | None
    line: int
    key: int = 0
    is_new: bool = False
    parent: str | None = None
    up: int | None = None
    level: str = ""
    repository: int = 0
    is_relevelled: bool = False


COLUMNS = ", ".join(one.name for one in fields(SeenRow))
TABLES = f"""
    CREATE TABLE seen (number INTEGER PRIMARY KEY, {COLUMNS}, depth, is_moved, UNIQUE (id));
    CREATE TABLE fresh (number INTEGER PRIMARY KEY, key);
    CREATE TABLE image (line, id, name, is_wanted);
    CREATE INDEX image_id ON image (id);
"""
INDEXES = """
    CREATE INDEX seen_key ON seen (key);
    CREATE INDEX seen_up ON seen (up);
    CREATE INDEX seen_depth ON seen (depth);
"""


class SeenRows:
    """The rows by id and by key. ``rows[id]`` is None for what was never seen."""

    def __init__(self):
        # Whoever lets go of this last may be another thread; there is never more than one user.
        self.database = sqlite3.connect("", check_same_thread=False)
        self.database.executescript(f"PRAGMA journal_mode = OFF; {TABLES}")
        self.near: dict[str, SeenRow | None] = {}
        self.unwritten: list[SeenRow] = []
        self.count = self.new = self.lists = 0

    def __del__(self):
        self.database.close()

    # Rows of the file

    def add(self, id: str, line: int) -> SeenRow:
        """A row that is seen for the first time; what is put into it stays after ``write``."""
        row = self.near[id] = SeenRow(id, line)
        self.unwritten.append(row)
        self.count += 1
        return row

    def write(self) -> None:
        self.insert(self.unwritten)
        self.unwritten.clear()

    def insert(self, rows: Iterable[SeenRow]) -> None:
        marks = ", ".join("?" for _one in fields(SeenRow))
        words = f"INSERT INTO seen ({COLUMNS}) VALUES ({marks})"
        self.database.executemany(words, map(astuple, rows))

    def next_key(self) -> int:
        self.new += 1
        return -self.new

    def load(self, ids: Iterable[str]) -> None:
        """Look up together what will be asked for soon."""
        if len(self.near) > NEAR and not self.unwritten:
            self.near.clear()
        lacking = list({one for one in ids if one not in self.near})
        self.near.update(dict.fromkeys(lacking))
        self.near.update((row.id, row) for row in self.where("id", lacking))

    def __getitem__(self, id: str) -> SeenRow | None:
        if id not in self.near:
            self.load([id])
        return self.near[id]

    def by_key(self, keys: Iterable[int]) -> dict[int, SeenRow]:
        return {row.key: row for row in self.where("key", list(keys))}

    def where(self, column: str, values: list) -> Iterator[SeenRow]:
        for start in range(0, len(values), AT_ONCE):
            some = values[start : start + AT_ONCE]
            marks = ", ".join("?" * len(some))
            found = self.database.execute(
                f"SELECT {COLUMNS} FROM seen WHERE {column} IN ({marks})", some
            )
            yield from (SeenRow(*row) for row in found)

    # The tree, once all rows are seen

    def parents_elsewhere(self) -> Iterator[list[str]]:
        """Ids that rows name and that no row has."""
        return self.listed(
            "SELECT DISTINCT parent FROM seen AS row WHERE parent > ''"
            " AND NOT EXISTS (SELECT 1 FROM seen WHERE id = row.parent)"
        )

    def without_parent(self) -> Iterator[tuple[int, str]]:
        """Line and parent of the rows that name one that has not been found."""
        return self.database.execute(
            "SELECT line, parent FROM seen AS row WHERE parent > ''"
            " AND NOT EXISTS (SELECT 1 FROM seen WHERE id = row.parent) ORDER BY number"
        )

    def settle_parents(self) -> None:
        """Put the keys of named parents into ``up``."""
        self.database.executescript(INDEXES)
        self.database.execute(
            "UPDATE seen SET up = (SELECT key FROM seen AS above WHERE above.id = seen.parent)"
            " WHERE parent IS NOT NULL"
        )

    def ancestors_elsewhere(self) -> Iterator[list[int]]:
        """Keys of stored parents that have not been seen."""
        return self.listed(
            "SELECT DISTINCT up FROM seen AS row WHERE up > 0"
            " AND NOT EXISTS (SELECT 1 FROM seen WHERE key = row.up)"
        )

    def settle_depths(self) -> None:
        """Layer by layer from the top; rows that lie in a circle, or below one, have no depth."""
        self.database.execute("UPDATE seen SET depth = 0 WHERE up IS NULL")
        words = (
            "UPDATE seen SET depth = :depth"
            " WHERE up IN (SELECT key FROM seen WHERE depth = :depth - 1)"
        )
        depth = 1
        while self.database.execute(words, {"depth": depth}).rowcount:
            depth += 1

    def not_above(self, deepest: int) -> Iterator[tuple[int, int | None]]:
        """Line and depth of rows with a parent that lie that deep, or in a circle (None)."""
        return self.database.execute(
            "SELECT line, depth FROM seen WHERE parent IS NOT NULL"
            " AND (depth IS NULL OR depth >= ?) ORDER BY number",
            [deepest],
        )

    def with_parents(self) -> Iterator[tuple[int, str, int, str, int]]:
        """Line, level and repository of rows that name a parent, and the parent's."""
        return self.database.execute(
            "SELECT row.line, row.level, row.repository, above.level, above.repository"
            " FROM seen AS row JOIN seen AS above ON above.id = row.parent"
            " WHERE row.parent > '' ORDER BY row.number"
        )

    def relevelled(self) -> Iterator[list[int]]:
        """Keys of stored rows that get another level."""
        return self.listed("SELECT key FROM seen WHERE is_relevelled")

    def listed(self, select: str) -> Iterator[list]:
        """The values of a column in batches; what is done meanwhile does not change them."""
        self.lists += 1
        name = f"list_{self.lists}"
        self.database.execute(f"CREATE TABLE {name} AS {select}")
        found = self.database.execute(f"SELECT * FROM {name}")
        while some := found.fetchmany(AT_ONCE):
            yield [value for (value,) in some]

    # Writing

    def give_keys(self, keys: Iterable[int]) -> None:
        """Real keys for the new rows, in the order of the file."""
        self.database.executemany("INSERT INTO fresh VALUES (?, ?)", enumerate(keys, 1))
        for column in ("key", "up"):
            self.database.execute(
                f"UPDATE seen SET {column} = (SELECT key FROM fresh WHERE number = -seen.{column})"
                f" WHERE {column} < 0"
            )
        self.near.clear()

    def note_move(self, id: str) -> None:
        self.database.execute("UPDATE seen SET is_moved = 1 WHERE id = ?", [id])

    def moves_downwards(self) -> Iterator[tuple[int, int | None]]:
        """Key and new parent of the rows that move, those nearest to the top first."""
        return self.database.execute(
            "SELECT key, up FROM seen WHERE is_moved ORDER BY depth, number"
        )

    def add_image(self, line: int, id: str, name: str) -> None:
        self.database.execute("INSERT INTO image VALUES (?, ?, ?, 0)", [line, id, name])

    def images(self) -> Iterator[tuple[int, str]]:
        """Line and name of every image that a row names."""
        return self.database.execute("SELECT line, name FROM image ORDER BY rowid")

    def want_images(self, id: str) -> None:
        self.database.execute("UPDATE image SET is_wanted = 1 WHERE id = ?", [id])

    def wanted_images(self) -> Iterator[tuple[int, str]]:
        """Key of the item and name, of the images that are to be brought in."""
        return self.database.execute(
            "SELECT key, name FROM image JOIN seen USING (id) WHERE is_wanted ORDER BY image.rowid"
        )
