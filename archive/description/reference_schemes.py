"""What happens when a repository begins to write its reference codes in another grammar."""

from collections.abc import Iterator
from itertools import islice

from django.db import models, transaction

from archive.models import ArchivalItem, FormerCode, Repository
from archive.reference_codes import code_key

AT_ONCE = 500


@transaction.atomic
def settle_codes(repository: Repository) -> int:
    """Bring the keys of present and former codes in step with the scheme; how many changed.

    Divisions keep theirs: each has a scheme of its own. Memory does not grow with the archive.
    """
    present = ArchivalItem.objects.filter(repository=repository)
    former = FormerCode.objects.filter(item__repository=repository)
    scheme = repository.reference_scheme
    return settle(present, "reference_code", scheme) + settle(former, "code", scheme)


def settle(rows: models.QuerySet, code: str, scheme: str) -> int:
    """The same for one table, whose codes are in the column ``code``."""
    stale, changed = out_of_step(rows, code, scheme), 0
    while some := list(islice(stale, AT_ONCE)):
        changed += rows.model.objects.bulk_update(some, ["code_key"])
    return changed


def out_of_step(rows: models.QuerySet, code: str, scheme: str) -> Iterator[models.Model]:
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk").only(code, "code_key")[:AT_ONCE]):
        last = some[-1].pk
        for row in some:
            key, row.code_key = row.code_key, code_key(getattr(row, code), scheme)
            if row.code_key != key:
                yield row
