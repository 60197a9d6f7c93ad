"""Parents in a file: they may stand in any order, in the file or in the archive already."""

from collections.abc import Callable, Iterator

from django.db.models import Model
from django.utils.translation import gettext as _

from archive.catalogue.kinds import Entry, Kind, found_by_id
from archive.catalogue.report import Report

DEEPEST = 15  # what the column ``path`` of an item has room for


class Nested(Kind):
    """A kind whose objects lie in each other."""

    facts = ("parent_id",)

    def __init__(self):
        super().__init__()
        # Of the rows that name a parent, or clear it (""): the parent's id, by the row's.
        self.parent_ids: dict[str, str] = {}
        self.outside: dict[str, dict] = {}  # parents that are not in the file
        self.stored_above: dict[int, int | None] = {}
        self.moves: list[str] = []

    def check(self, entry: Entry, stored: dict | None, report: Report) -> None:
        super().check(entry, stored, report)
        if stored:
            self.stored_above[stored["pk"]] = stored["parent_id"]
        if "parent_id" in entry.values:
            self.parent_ids[entry.id] = entry.values["parent_id"]

    def end_survey(self, report: Report) -> None:
        super().end_survey(report)
        named = {one for one in self.parent_ids.values() if one and one not in self.lines}
        self.outside = found_by_id(self.model, named, *self.facts)
        self.stored_above |= {row["pk"]: row["parent_id"] for row in self.outside.values()}
        missing = named - self.outside.keys()
        for key, parent in self.parent_ids.items():
            if parent in missing:
                words = _("“%(id)s” is neither in this file nor in the archive.")
                report.blame(self.lines[key], "parent_id", words % {"id": parent[:60]})
        if not missing:
            self.check_circles(report)

    def check_circles(self, report: Report) -> None:
        """Blame rows that lie in themselves, or too deep."""
        above, fine = self.above(), {}
        for key in self.parent_ids:
            trail: list[int] = []
            at: int | None = self.keys.get(key)
            while at is not None and at not in fine and at not in trail:
                trail.append(at)
                at = above(at)
            if at in trail:
                report.blame(self.lines[key], "parent_id", _("It would be part of itself."))
                continue
            depth = fine.get(at, -1)
            for one in reversed(trail):
                depth += 1
                fine[one] = depth
            if depth >= DEEPEST:
                words = _("It lies too deep: more than %(most)d levels.")
                report.blame(self.lines[key], "parent_id", words % {"most": DEEPEST})

    def planned(self) -> dict[int, int | None]:
        """The parents that the file names, by primary key."""
        return {self.keys[key]: self.key_of(parent) for key, parent in self.parent_ids.items()}

    def above(self) -> Callable[[int], int | None]:
        """A function from a key to the parent's key as it would be after the import."""
        planned = self.planned()

        def parent_of(key: int) -> int | None:
            if key in planned:
                return planned[key]
            if key > 0 and key not in self.stored_above and key not in self.reserved:
                found = self.model._default_manager.filter(pk=key).values_list("parent_id")
                self.stored_above[key] = found.get()[0]
            return self.stored_above.get(key)

        return parent_of

    def key_of(self, parent_id: str) -> int | None:
        """The primary key of a parent, or None."""
        if not parent_id:
            return None
        if parent_id in self.keys:
            return self.keys[parent_id]
        found = self.outside.get(parent_id)
        return found["pk"] if found else None

    def is_same(self, obj: Model, name: str, value: object) -> bool:
        if name == "parent_id":
            return obj.parent_id == self.key_of(value)
        return super().is_same(obj, name, value)

    def moves_downwards(self) -> Iterator[str]:
        """Rows that move, those nearest to the top first, so that paths stay true."""
        above = self.above()

        def depth(key: str) -> int:
            at, steps = self.keys[key], 0
            while (at := above(at)) is not None:
                steps += 1
            return steps

        yield from sorted(self.moves, key=depth)

    def end(self) -> None:
        """Move what lies elsewhere now; by then all new rows are there."""
        for key in self.moves_downwards():
            obj = self.model._default_manager.get(pk=self.keys[key])
            obj.parent_id = self.key_of(self.parent_ids[key])
            obj.save()
