"""Words in an FTS5 table of SQLite, one column for every language.

The tokenizer ``ascii`` divides at spaces and leaves every letter beyond ASCII as it is. The table
keeps what it holds, because tables without content cannot delete on SQLite 3.40.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

from search import kept
from search.expressions import All, Any, But, Expression, In, Phrase, Word
from search.kept import COLUMNS

KEPT = kept.columns
BATCH = 1_000  # objects of a rebuild in one transaction: who saves waits for its end, a second
CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5({', '.join(COLUMNS)}, "
    "tokenize=\"ascii tokenchars '_'\")",
)
VOCABULARY = (
    "CREATE TABLE IF NOT EXISTS search_vocabulary (word text PRIMARY KEY, "
    "backwards text NOT NULL, spelt text NOT NULL, language text NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS search_vocabulary_end ON search_vocabulary (backwards)",
)
PRUNE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING "
    "fts5vocab('main', 'search_words', 'row')",
    "DELETE FROM search_vocabulary WHERE word NOT IN (SELECT substr(term, 2) FROM "
    "temp.search_terms WHERE (term >= 'x' AND term < 'y') OR (term >= 'n' AND term < 'o'))",
)
DROP = ("DROP TABLE IF EXISTS search_words",)
MATCHING = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
# Whether an entry e does; asked for few.
MATCHING_ENTRY = "SELECT 1 FROM search_words WHERE search_words MATCH %s AND rowid = e.id"
FUNCTIONS = DROP_FUNCTIONS = ()
AT_ONCE = 500
MERGED = 1_000  # pages of the table, of 4 kB, that are written in one step


def first(most: int | str) -> str:
    """So many at most of what matches; the number may be an SQL expression."""
    return f"{MATCHING} LIMIT {most}"


def levels(number: int, most: int, enough: int) -> str:
    """So many at most of each of a number of levels, none after one that holds enough.

    Each ``d`` tells whether one before it did.
    """
    parts, found = [], []
    for tier in range(number):
        limit = f"CASE WHEN (SELECT done FROM d{tier}) THEN 0 ELSE {most} END" if tier else most
        parts.append(f"t{tier} AS ({first(limit)})")
        before = f"(SELECT done FROM d{tier}) OR " if tier else ""
        holds = f"EXISTS (SELECT 1 FROM t{tier} LIMIT 1 OFFSET {enough - 1})"
        parts.append(f"d{tier + 1} AS (SELECT {before}{holds} AS done)")
        found.append(f"SELECT rowid, {tier} AS tier FROM t{tier}")
    return f"WITH {', '.join(parts)} {' UNION ALL '.join(found)}"


def new_keys(number: int) -> range:
    """Keys of entries that are made next; every transaction that writes holds the lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM search_searchentry")
        first = cursor.fetchone()[0]
    return range(first, first + number)


def insert(table: str, columns: Sequence[str], rows: Iterable[tuple]) -> None:
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(rows)
        )


def put(rows: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    """Write the words of entries."""
    marks = ", ".join(["%s"] * (len(COLUMNS) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT OR REPLACE INTO search_words (rowid, {', '.join(COLUMNS)}) VALUES ({marks})",
            [(key, *words) for key, words in rows],
        )


def settle() -> None:
    """Make one part of the many that the table has written one after the other: each question
    looks into all of them. Step by step, so that nobody who saves has to wait."""
    pages = -MERGED  # negative at first: parts of different sizes as well
    with connection.cursor() as cursor:
        while True:
            before = changes(cursor)
            cursor.execute(
                "INSERT INTO search_words (search_words, rank) VALUES ('merge', %s)", [pages]
            )
            if changes(cursor) - before < 2:  # only the question itself
                return
            pages = MERGED


def changes(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT total_changes()")
    return cursor.fetchone()[0]


def remove(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM search_words WHERE rowid IN ({marks})", list(some))


def written(expression: Expression) -> str:
    """The expression in the language of MATCH."""
    match expression:
        case Word(text, begins):
            return f'"{text}"*' if begins else f'"{text}"'
        case Phrase(words):
            return '"' + " ".join(words) + '"'
        case All(parts):
            return "(" + " AND ".join(map(written, parts)) + ")"
        case Any(parts):
            return "(" + " OR ".join(map(written, parts)) + ")"
        case But(wanted, unwanted):
            return f"({written(wanted)} NOT ({' OR '.join(map(written, unwanted))}))"
        case In(language, wanted):
            return f"{{{language}}} : {written(wanted)}"
