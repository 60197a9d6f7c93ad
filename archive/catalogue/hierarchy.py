"""Parents in a file: they may stand in any order, in the file or in the archive already."""

from django.db.models import Model
from django.utils.translation import gettext as _

from archive.catalogue.kinds import Entry, Kind, found_by_id
from archive.catalogue.report import Report
from archive.catalogue.seen_rows import SeenRow

DEEPEST = 15  # what the column ``path`` of an item has room for


class Nested(Kind):
    """A kind whose objects lie in each other."""

    facts = ("parent_id",)

    def check(self, entry: Entry, row: SeenRow, stored: dict | None, report: Report) -> None:
        super().check(entry, row, stored, report)
        row.up = stored["parent_id"] if stored else None
        row.parent = entry.values.get("parent_id")

    def end_survey(self, report: Report) -> None:
        super().end_survey(report)
        for ids in self.seen.parents_elsewhere():
            found = found_by_id(self.model, ids, *self.facts)
            self.seen.insert(self.elsewhere(facts, id) for id, facts in found.items())
        is_whole = True
        for line, parent in self.seen.without_parent():
            words = _("“%(id)s” is neither in this file nor in the archive.")
            report.blame(line, "parent_id", words % {"id": parent[:60]})
            is_whole = False
        self.seen.settle_parents()
        if is_whole:
            self.check_circles(report)

    def elsewhere(self, facts: dict, id: str | None = None) -> SeenRow:
        """What is kept of something that is in the archive and not in the file."""
        return SeenRow(id, 0, facts["pk"], up=facts["parent_id"])

    def check_circles(self, report: Report) -> None:
        """Blame rows that lie in themselves, or too deep."""
        self.learn_ancestors()
        self.seen.settle_depths()
        for line, depth in self.seen.not_above(DEEPEST):
            if depth is None:
                report.blame(line, "parent_id", _("It would be part of itself."))
            else:
                words = _("It lies too deep: more than %(most)d levels.")
                report.blame(line, "parent_id", words % {"most": DEEPEST})

    def learn_ancestors(self) -> None:
        """See everything in the archive that lies above a row."""
        is_lacking = True
        while is_lacking:
            is_lacking = False
            for keys in self.seen.ancestors_elsewhere():
                is_lacking = True
                found = self.model._default_manager.filter(pk__in=keys).order_by()
                self.seen.insert(map(self.elsewhere, found.values("pk", *self.facts)))

    def look_up(self, entries: list[Entry]) -> None:
        parents = (entry.values.get("parent_id") for entry in entries)
        self.seen.load([*(entry.id for entry in entries), *filter(None, parents)])

    def key_of(self, parent_id: str) -> int | None:
        """The primary key of a parent, or None."""
        found = self.seen[parent_id] if parent_id else None
        return found.key if found else None

    def is_same(self, obj: Model, name: str, value: object) -> bool:
        if name == "parent_id":
            return obj.parent_id == self.key_of(value)
        return super().is_same(obj, name, value)

    def end(self) -> None:
        """Move what lies elsewhere now; by then all new rows are there."""
        for key, parent in self.seen.moves_downwards():
            obj = self.model._default_manager.get(pk=key)
            obj.parent_id = parent
            obj.save()
