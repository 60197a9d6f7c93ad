"""Words in an FTS5 table of SQLite, one column for every language.

The tokenizer ``ascii`` divides at spaces and leaves every letter beyond ASCII as it is. The table
keeps what it holds, because tables without content cannot delete on SQLite 3.40.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

from search import kept, placing
from search.entries import columns
from search.expressions import All, Any, But, Expression, In, Phrase, Word
from search.kept import COLUMNS
from search.placing import Wanted, beside, grouped, nearest, placed

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
# While everything is written the table makes few large parts, which are put together at the end: so
# words are written fewer times. Otherwise what FTS5 does by itself.
HASTENED = {"hashsize": 8 << 20, "automerge": 32, "crisismerge": 100}
USUAL = {"hashsize": 1 << 20, "automerge": 4, "crisismerge": 16}
MERGED = 1_000  # pages of the table, of 4 kB, that are written in one step


def first(most: int | str) -> str:
    """So many at most of what matches; the number may be an SQL expression."""
    return f"{MATCHING} LIMIT {most}"


def levels(tiers: Sequence[Expression], most: int, enough: int) -> tuple[str, list[str]]:
    """So many at most of each level, none after one that holds enough; and the values in it."""
    words = list(dict.fromkeys(map(written, tiers)))
    # The last holds most: where it has too few none has enough, and none need be asked for it.
    last = (
        f"SELECT CASE WHEN EXISTS ({MATCHING} LIMIT 1 OFFSET {enough} - 1) "
        f"THEN ({last_level(len(words), enough)}) ELSE {len(words) - 1} END AS tier"
    )
    arms = of_levels(
        len(words), f"CASE WHEN (SELECT tier FROM last) < {{0}} THEN 0 ELSE {most} END"
    )
    return f"WITH last AS ({last}) {arms}", [words[-1], json.dumps(words), *words]


def last_level(number: int, enough: int | str) -> str:
    """The first of so many levels that holds enough, or the last of them.

    The levels stand in one value: from tables that are made of one another SQLite makes a thousand
    copies when it reads the question.
    """
    holds = (
        f"SELECT 1 FROM search_words WHERE search_words MATCH q.value LIMIT 1 OFFSET {enough} - 1"
    )
    first = f"SELECT q.key FROM json_each(%s) q WHERE EXISTS ({holds}) LIMIT 1"
    return f"SELECT coalesce(({first}), {number - 1}) AS tier"


def of_levels(number: int, most: str) -> str:
    """What so many levels hold, so many at most of each."""
    return " UNION ALL ".join(
        f"SELECT rowid, {tier} AS tier FROM ({first(most.format(tier))})" for tier in range(number)
    )


def near_by(last: int) -> str:
    """Entries of the levels up to the last, each once.

    Most are of the last level, which finds none of its own twice: only what the others hold has to
    be put together.
    """
    alone = first(placing.RANKED)
    if not last:
        return f"SELECT rowid, 0 AS tier FROM ({alone})"
    return (
        f"WITH nearer AS ({nearest(of_levels(last, str(placing.RANKED)))}) "
        f"SELECT rowid, tier FROM nearer UNION ALL SELECT rowid, {last} AS tier FROM ({alone}) "
        "WHERE rowid NOT IN (SELECT rowid FROM nearer)"
    )


def page(
    version: str, asked: Sequence[Expression], tiers: Sequence[Expression], wanted: Wanted
) -> tuple[list[int], list[tuple]]:
    """What ``search.stores`` says; two queries at most."""
    questions, levels = list(map(written, asked)), list(dict.fromkeys(map(written, tiers)))
    numbers, last = counted(version, questions, levels, wanted)
    _version, found, pages, *_others = numbers
    if not found:
        return [*numbers, 0], []
    near, words = near_by(last), levels[: last + 1]
    if pages:
        tables = grouped(near, str(wanted.most), str(wanted.skipped), str(wanted.size))
        beside_them = beside(first(placing.MOST_COUNTED), MATCHING_ENTRY)
        words += [questions[1], questions[0]]
    else:
        left = max(wanted.last - wanted.skipped, 0)
        tables = f"placed AS ({placed(near, str(wanted.skipped), str(left))})"
        beside_them = "SELECT 0 AS number"
    sql = (
        f"WITH {tables} SELECT b.number, p.place, {columns('e')} FROM ({beside_them}) b "
        f"LEFT JOIN placed p LEFT JOIN {placing.TABLE} e ON e.id = p.id ORDER BY p.place, e.part"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        rows = cursor.fetchall()
    return [*numbers, rows[0][0]], [row[1:] for row in rows if row[1]]


def counted(
    version: str, asked: Sequence[str], tiers: Sequence[str], wanted: Wanted
) -> tuple[list[int], int]:
    """The numbers, and the last level that has to be read."""
    tables = ["v AS (SELECT count(*) AS number FROM search_searchstate WHERE version = %s)"]
    for place in range(len(asked)):
        most = str(placing.MOST_COUNTED + 1)
        if place % 2:
            most = f"CASE WHEN {number(f'n{place - 1}')} > 0 THEN {most} ELSE 0 END"
        elif place:
            before = " + ".join(number(f"n{other}") for other in range(0, place, 2))
            most = f"CASE WHEN {before} = 0 THEN {most} ELSE 0 END"
        tables.append(f"n{place} AS (SELECT count(*) AS number FROM ({first(most)}))")
    enough = f"CASE WHEN {number('n1')} > 0 THEN {wanted.most} ELSE {wanted.last} END"
    told = ", ".join(map(number, ("v", *(f"n{place}" for place in range(len(asked))))))
    last = (  # of few entries all levels are read: to look for the last one would take as long
        f"CASE WHEN {number('n0')} > {enough} THEN ({last_level(len(tiers), enough)}) "
        f"ELSE {len(tiers) - 1} END"
    )
    words = [version, *asked, json.dumps(tiers)]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} SELECT {told}, {last}", words)
        *numbers, level = cursor.fetchone()
    return numbers, level


def number(table: str) -> str:
    return f"(SELECT number FROM {table})"


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


def hasten() -> None:
    """Before a rebuild; where it is stopped, the next one that ends sets things right."""
    configure(HASTENED)


def configure(values: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(
                "INSERT INTO search_words (search_words, rank) VALUES (%s, %s)", [name, value]
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
                break
            pages = MERGED
    configure(USUAL)


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
        case Word():
            return f'"{expression.text}"*' if expression.begins else f'"{expression.text}"'
        case Any():
            return "(" + " OR ".join([written(part) for part in expression.parts]) + ")"
        case All():
            return "(" + " AND ".join([written(part) for part in expression.parts]) + ")"
        case Phrase():
            return '"' + " ".join(expression.words) + '"'
        case In():
            return f"{{{expression.language}}} : {written(expression.wanted)}"
        case But():
            but = " OR ".join([written(part) for part in expression.unwanted])
            return f"({written(expression.wanted)} NOT ({but}))"
