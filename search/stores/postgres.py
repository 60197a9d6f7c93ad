"""Words as a tsvector of PostgreSQL that is built by hand, one weight for every language.

No configuration of PostgreSQL has a say: what is a word is decided by the analysis.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from search import kept, placing
from search.entries import columns
from search.expressions import All, Any, But, Expression, In, Phrase, Word
from search.kept import WEIGHTS
from search.placing import TABLE, Wanted, beside, grouped, nearest, placed

KEPT = kept.tsvector
BATCH = 4_000  # objects of a rebuild in one transaction; nobody else waits for its end
CREATE = (
    "CREATE TABLE IF NOT EXISTS search_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS search_words_gin ON search_words USING gin (words)",
)
VOCABULARY = (
    'CREATE TABLE IF NOT EXISTS search_vocabulary (word text COLLATE "C" PRIMARY KEY, '
    'backwards text COLLATE "C" NOT NULL, spelt text NOT NULL, language text NOT NULL)',
    "CREATE INDEX IF NOT EXISTS search_vocabulary_end ON search_vocabulary (backwards)",
)
PRUNE = (
    "DELETE FROM search_vocabulary v WHERE NOT EXISTS "
    "(SELECT 1 FROM search_words w WHERE w.words @@ ('x' || v.word || ' | n' || v.word)::tsquery)",
)
DROP = ("DROP TABLE IF EXISTS search_words",)
MATCHING = "SELECT id AS rowid FROM search_words WHERE words @@ %s::tsquery"
# Whether an entry e does; asked for few.
MATCHING_ENTRY = "SELECT 1 FROM search_words s WHERE s.id = e.id AND s.words @@ %s::tsquery"
# Where only some of the rows are wanted, PostgreSQL would look through the words of all documents
# one by one instead of asking the index. Planned inside of this function it cannot.
MATCHING_FIRST = (
    "CREATE OR REPLACE FUNCTION search_matching(asked tsquery, most integer) "
    "RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 100 SET enable_seqscan = off AS $$ BEGIN "
    "RETURN QUERY SELECT id FROM search_words WHERE words @@ asked LIMIT most; END $$"
)
LEVELS = (
    "CREATE OR REPLACE FUNCTION search_levels(asked tsquery[], most integer, enough integer) "
    "RETURNS TABLE (rowid bigint, tier integer) "
    "LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$ DECLARE found integer; BEGIN "
    "FOR number IN 1 .. array_length(asked, 1) LOOP "
    "RETURN QUERY SELECT id, number FROM search_words WHERE words @@ asked[number] LIMIT most; "
    "GET DIAGNOSTICS found = ROW_COUNT; EXIT WHEN found >= enough; END LOOP; END $$"
)
# The same where all levels would have to be read: the last, which holds most, has not enough. By
# their own words its rows tell sooner than the index which level is the first of each.
NEAREST = (
    "CREATE OR REPLACE FUNCTION search_nearest(asked tsquery[], most integer, enough integer) "
    "RETURNS TABLE (rowid bigint, tier integer) "
    "LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$ DECLARE few bigint[]; BEGIN "
    "few := ARRAY(SELECT id FROM search_words WHERE words @@ asked[array_length(asked, 1)] "
    "LIMIT enough); IF cardinality(few) < enough THEN "
    "RETURN QUERY SELECT w.id, (SELECT min(l.tier)::integer FROM unnest(asked) "
    "WITH ORDINALITY l(met, tier) WHERE w.words @@ l.met) FROM ("
    "SELECT id, words || ''::tsvector AS words FROM search_words WHERE id = ANY(few) OFFSET 0) w; "
    "ELSE RETURN QUERY SELECT l.rowid, l.tier FROM search_levels(asked, most, enough) l; "
    "END IF; END $$"
)
FIRST = "SELECT id FROM search_words WHERE words @@ {0} LIMIT {1}"
NUMBER = "SELECT count(*) FROM (" + FIRST.format("{0}", "most_counted + 1") + ") c"
NEAR = nearest("SELECT rowid, tier FROM search_levels(levels, most_ranked, enough)")
# Of few it is sooner told by their own words than by the index, the more so the larger it is.
# Words of most documents stand outside of their rows: put together with nothing they are fetched
# once, not for each level.
FEW = "greatest(50, (SELECT reltuples FROM pg_class WHERE oid = 'search_words'::regclass) / 5000)"
NEAR_OF_FEW = (
    "SELECT w.id AS rowid, (SELECT min(l.tier) FROM unnest(levels) WITH ORDINALITY l(met, tier) "
    "WHERE w.words @@ l.met) AS tier FROM (SELECT id, words || ''::tsvector AS words "
    "FROM search_words WHERE id = ANY(few) OFFSET 0) w"
)
PAGES = FIRST.format("asked[2]", "most_counted")
LEFT = "least(size, greatest(last - skipped, 0))"
# All of a page of results: its plans are made once, not for each question.
PAGE = f"""
CREATE OR REPLACE FUNCTION search_page(
    asked tsquery[], levels tsquery[], most_counted integer, most_ranked integer,
    last integer, most integer, skipped integer, size integer
) RETURNS TABLE (numbers integer[], place bigint, id bigint)
LANGUAGE plpgsql STABLE ROWS 20
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    counts integer[] := '{{}}'; matched integer; pages integer; beside integer := 0;
    enough integer; shown integer := 0;
    few bigint[]; most_few integer := {FEW};
BEGIN
    FOR n IN 1 .. array_length(asked, 1) / 2 LOOP
        SELECT count(*), array_agg(e.id), count(*) FILTER (WHERE e.part > 0)
            INTO matched, few, pages
            FROM ({FIRST.format("asked[2 * n - 1]", "most_few + 1")}) f JOIN {TABLE} e USING (id);
        IF matched > most_few THEN
            matched := ({NUMBER.format("asked[2 * n - 1]")});
            pages := ({NUMBER.format("asked[2 * n]")});
        END IF;
        counts := counts || matched || pages;
        EXIT WHEN matched > 0;
    END LOOP;
    IF counts[1] BETWEEN 1 AND most_few AND pages = 0 THEN
        RETURN QUERY SELECT counts || 0, p.place, p.id
            FROM ({placed(NEAR_OF_FEW, "skipped", LEFT)}) p;
        GET DIAGNOSTICS shown = ROW_COUNT;
    ELSIF counts[1] > 0 AND pages = 0 THEN
        enough := least(counts[1], last);
        RETURN QUERY SELECT counts || 0, p.place, p.id
            FROM ({placed(NEAR, "skipped", LEFT)}) p;
        GET DIAGNOSTICS shown = ROW_COUNT;
    ELSIF counts[1] > 0 THEN
        enough := least(counts[1], most);
        beside := ({beside(PAGES, MATCHING_ENTRY.replace("%s::tsquery", "asked[1]"))});
        RETURN QUERY WITH {grouped(NEAR, "most", "skipped", "size")}
            SELECT counts || beside, p.place, p.id FROM placed p;
        GET DIAGNOSTICS shown = ROW_COUNT;
    END IF;
    IF shown = 0 THEN
        RETURN QUERY SELECT counts || beside, NULL::bigint, NULL::bigint;
    END IF;
END $$
"""
FUNCTIONS = (MATCHING_FIRST, LEVELS, NEAREST, PAGE)
DROP_FUNCTIONS = (
    "DROP FUNCTION IF EXISTS "
    "search_page(tsquery[], tsquery[], integer, integer, integer, integer, integer, integer)",
    "DROP FUNCTION IF EXISTS search_nearest(tsquery[], integer, integer)",
    "DROP FUNCTION IF EXISTS search_levels(tsquery[], integer, integer)",
    "DROP FUNCTION IF EXISTS search_matching(tsquery, integer)",
)


def first(most: int | str) -> str:
    """So many at most of what matches; the number may be an SQL expression."""
    return f"SELECT rowid FROM search_matching(%s::tsquery, {most}) AS rowid"


def levels(tiers: Sequence[Expression], most: int, enough: int) -> tuple[str, list[str]]:
    """So many at most of each level, none after one that holds enough; and the values in it."""
    words = list(dict.fromkeys(map(written, tiers)))
    return f"SELECT rowid, tier FROM search_nearest({array(words)}, {most}, {enough})", words


def array(asked: Sequence[str]) -> str:
    return f"ARRAY[{', '.join(['%s'] * len(asked))}]::tsquery[]"


def page(
    version: str, asked: Sequence[Expression], tiers: Sequence[Expression], wanted: Wanted
) -> tuple[list[int], list[tuple]]:
    """What ``search.stores`` says; one query."""
    questions, levels = list(map(written, asked)), list(dict.fromkeys(map(written, tiers)))
    bounds = (placing.MOST_COUNTED, placing.RANKED, wanted.last, wanted.most)
    figures = ", ".join(map(str, (*bounds, wanted.skipped, wanted.size)))
    sql = (
        "SELECT (SELECT count(*) FROM search_searchstate WHERE version = %s), f.numbers, f.place, "
        f"{columns('e')} FROM search_page({array(questions)}, {array(levels)}, {figures}) f "
        f"LEFT JOIN {TABLE} e ON e.id = f.id ORDER BY f.place, e.part"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [version, *questions, *levels])
        rows = cursor.fetchall()
    return [rows[0][0], *rows[0][1]], [row[2:] for row in rows if row[2]]


def new_keys(number: int) -> list[int]:
    """Keys of entries that are made next."""
    sequence = "pg_get_serial_sequence('search_searchentry', 'id')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [number])
        return [key for (key,) in cursor.fetchall()]


def insert(table: str, columns: Sequence[str], rows: Iterable[tuple]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def put(rows: Iterable[tuple[int, bytes]]) -> None:
    """Write the words of entries whose keys are new."""
    statement = "COPY search_words (id, words) FROM STDIN (FORMAT binary)"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(("int8", "bytea"))  # what is bytes goes as it is
        for row in rows:
            copy.write_row(row)


def hasten() -> None:
    """Before a rebuild: nothing here goes faster in another way."""


def settle() -> None:
    """Put into the index what was written last: each question looks through it line by line."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_words_gin')")


def remove(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE id = ANY(%s)", [list(keys)])


def written(expression: Expression, weight: str = "") -> str:
    """The expression in the language of tsquery."""
    match expression:
        case Word():
            mark = ("*" if expression.begins else "") + weight
            return f"{expression.text}:{mark}" if mark else expression.text
        case Any():
            return "(" + " | ".join([written(part, weight) for part in expression.parts]) + ")"
        case All():
            return "(" + " & ".join([written(part, weight) for part in expression.parts]) + ")"
        case Phrase():
            mark = f":{weight}" if weight else ""
            return "(" + " <-> ".join([word + mark for word in expression.words]) + ")"
        case In():
            return written(expression.wanted, WEIGHTS[expression.language])
        case But():
            but = " | ".join([written(part, weight) for part in expression.unwanted])
            return f"({written(expression.wanted, weight)} & !({but}))"
