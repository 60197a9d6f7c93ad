"""Words in an FTS5 table of SQLite, one column for every language.

The tokenizer ``ascii`` divides at spaces and leaves every letter beyond ASCII as it is. The table
keeps what it holds, because tables without content cannot delete on SQLite 3.40.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

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


def first(most: int) -> str:
    """So many at most of what matches."""
    return f"{MATCHING} LIMIT {most}"


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
