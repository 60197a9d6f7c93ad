"""Asking for the pages of one object: what viewers of a document search by."""

from collections.abc import Iterable

from search.asking import asked_for
from search.expressions import But, Expression, In, Word, all_of, any_of
from search.queries import column, rows, together
from search.stores import store
from search.streams import IS_PART, kind_word
from search.term import ALIKE, LOOSE, STEM
from search.terms import Asked

Met = set[tuple[int, str]]  # page images, and the column of the language in which they were met


def parts_meeting(kind: str, key: int, asked: Asked, languages: Iterable[str]) -> Met:
    """The pages on which all terms stand in one language; else those with longer words.

    One query, a second one where nothing has the words themselves.
    """
    columns = sorted(set(map(column, languages)))
    if not asked.wanted or not columns:
        return set()
    for level in (ALIKE, LOOSE):
        wanted = together(asked.wanted, level)
        if found := of_object(kind, key, wanted, asked, columns):
            return found
    return set()


def parts_with(kind: str, key: int, beginnings: Iterable[str], most: int) -> list[int]:
    """Some pages with words that begin so; one query."""
    begun = any_of([Word(f"x{start}", begins=True) for start in beginnings])
    wanted = all_of([begun, Word(IS_PART), Word(kind_word(kind))])
    sql = f"{pages_sql(key)} ORDER BY e.part LIMIT {int(most)}"
    return [part for (part,) in rows(sql, [wanted])]


def of_object(kind: str, key: int, wanted: Expression, asked: Asked, columns: Iterable[str]) -> Met:
    unwanted = tuple(term.at(STEM) for term in asked.unwanted)
    marks = [Word(IS_PART), Word(kind_word(kind))]
    sql, expressions = [], []
    for one in columns:
        met = But(In(one, wanted), unwanted) if unwanted else In(one, wanted)
        sql.append(pages_sql(key, f", '{one}'"))
        expressions.append(all_of([met, *marks]))
    return set(rows(" UNION ALL ".join(sql), expressions))


def pages_sql(key: int, also: str = "") -> str:
    return (
        f"SELECT e.part{also} FROM search_searchentry e "
        f"WHERE e.object_id = {int(key)} AND e.part > 0 AND e.id IN ({store().MATCHING})"
    )


__all__ = ["asked_for", "column", "parts_meeting", "parts_with"]
