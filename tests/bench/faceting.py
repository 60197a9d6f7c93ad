"""The facet counts of the browse page under some words, compared with bare SQL.

Nothing is kept: every time all facets are counted anew. The floor has one GROUP BY for each of
them, over the items whose words the same index finds.
"""

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.utils.translation import override

from archive.browsing.counting import Tally
from archive.browsing.filters import ItemFilter
from archive.models import ArchivalItem, NameLink
from archive.names.facets import counted_names
from search.queries import Attempt
from search.stores import store

ITEMS, LINKS = ArchivalItem._meta.db_table, NameLink._meta.db_table
COLUMNS = ("repository_id", "level", "material_type", "language_of_material", "is_digitised")
PARTS = {
    "sqlite": ("substr(date_earliest, 1, 3)", "substr(path, 2, instr(substr(path, 2), '/') - 1)"),
    "postgresql": ("extract(year FROM date_earliest)::int / 10", "split_part(path, '/', 2)"),
}


def counting(language: str, text: str) -> Callable[[], int]:
    """Counts every facet, and says under how many items."""
    query = QueryDict(mutable=True)
    query["q"] = text

    def count() -> int:
        cache.clear()
        with override(language):
            tally = Tally(ItemFilter(query, queryset=ArchivalItem.objects.public()))
            counted_names(tally)
            return tally.total

    return count


def floor(attempt: Attempt) -> Callable[[], None]:
    words = store().written(attempt.widest)
    found = (
        "(SELECT object_id FROM search_searchentry WHERE kind = 'item' AND part = 0 AND id IN "
        f"({store().MATCHING}))"
    )
    among = f"FROM {ITEMS} WHERE is_public AND id IN {found} GROUP BY 1"
    parts = (*COLUMNS, *PARTS[connection.vendor])
    asked = [f"SELECT {part}, count(*) {among}" for part in parts]
    asked.append(f"SELECT name_id, count(*) FROM {LINKS} WHERE item_id IN {found} GROUP BY 1")

    def count() -> None:
        with connection.cursor() as cursor:
            for sql in asked:
                cursor.execute(sql, [words])
                cursor.fetchall()

    return count
