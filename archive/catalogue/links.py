"""The names that a row of items.csv is linked with: agents, places, subjects, and their roles."""

from collections import defaultdict
from functools import partial

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from archive.catalogue.columns import Column, not_one_of, parts
from archive.catalogue.kinds import Entry, exported_id, found_by_id
from archive.catalogue.report import Report
from archive.models import Name, NameLink, Role
from translations.exchange import cells

# The column, the kinds of name that belong in it, and the role of one that is newly linked.
GROUPS = {
    "agents": (Name.AGENTS, Role.CREATOR),
    "places": ((Name.Kind.PLACE,), Role.MENTIONED),
    "subjects": ((Name.Kind.SUBJECT,), Role.MENTIONED),
}
ROLES_OF = {"agents": "agent_roles", "places": "place_roles", "subjects": "subject_roles"}
_KEPT = 10_000  # names that are remembered at most


def links_of(obj: Model, group: str) -> list[NameLink]:
    """An item's links of a group, in order; from memory when they have been loaded."""
    kinds = GROUPS[group][0]
    found = [link for link in obj.name_links.all() if link.name.kind in kinds]
    return sorted(found, key=lambda link: (link.order, link.pk))


def linked(obj: Model, group: str) -> list[str]:
    return [exported_id(link.name) for link in links_of(obj, group)]


def read_roles(text: str) -> tuple[str, ...]:
    roles = tuple(role.lower() for role in cells.split(text))
    for role in roles:
        if role not in Role:
            raise ValueError(not_one_of(role, Role.values))
    return roles


def roles_column(group: str) -> Column:
    """The roles of a group's names, in the same order."""
    kinds, usual = GROUPS[group]
    unusual = NameLink.objects.filter(name__kind__in=kinds).exclude(role=usual)
    shown = parts(ROLES_OF[group], lambda obj: [link.role for link in links_of(obj, group)])
    return Column(
        shown.name, read_roles, shown.show, empty=(), held=Q(pk__in=unusual.values("item"))
    )


class Links:
    """Reads, compares and writes the linked names of a run."""

    columns = {*GROUPS, *ROLES_OF.values()}

    def __init__(self):
        self.names: dict[str, tuple[int, str]] = {}  # key and kind, by id
        self.proposed: dict[str, tuple[int, str]] = {}  # those that are not there yet

    def check(self, entry: Entry, report: Report) -> None:
        """Blame roles that do not fit their names."""
        for group, roles in ROLES_OF.items():
            given = entry.values.get(roles, ())
            if given and len(given) != len(entry.values.get(group, ())):
                words = _("There must be as many roles as there are ids in “%(column)s”.")
                report.blame(entry.line, roles, words % {"column": group})

    def check_references(self, entries: list[Entry], report: Report) -> None:
        self.prepare(entries)
        for entry in entries:
            for group, (kinds, _role) in GROUPS.items():
                for key in entry.values.get(group, ()):
                    if reason := self.fault(key, kinds):
                        report.blame(entry.line, group, reason)

    def fault(self, key: str, kinds) -> str:
        found = self.names.get(key)
        if found is None:
            words = _("There is no name “%(id)s”. Import names before items.")
            return words % {"id": key[:60]}
        if found[1] not in kinds:
            words = _("The name “%(id)s” is of the kind “%(kind)s”; it does not belong here.")
            return words % {"id": key[:60], "kind": Name.Kind(found[1]).label}
        return ""

    def prepare(self, entries: list[Entry]) -> None:
        """Look up the names of a batch that are not known yet."""
        if len(self.names) > _KEPT:
            self.names.clear()
        self.names.update(self.proposed)
        ids = {key for e in entries for group in GROUPS for key in e.values.get(group, ())}
        found = found_by_id(Name, ids - self.names.keys(), "kind", "merged_into_id")
        for key, row in found.items():
            self.names[key] = (self.kept(row), row["kind"])

    def kept(self, row: dict) -> int:
        """What a merged name stands for now."""
        if row["merged_into_id"] is None:
            return row["pk"]
        return Name.objects.get(pk=row["pk"]).kept().pk

    def wanted(self, entry: Entry, group: str, present: list[tuple[int, str]]) -> list[tuple]:
        """(name, role) after a row; without roles in the row, linked names keep theirs."""
        keys = [self.names[key][0] for key in entry.values.get(group, ())]
        if roles := entry.values.get(ROLES_OF[group]):
            return list(dict.fromkeys(zip(keys, map(str, roles), strict=True)))
        before = defaultdict(list)
        for key, role in present:
            before[key].append(role)
        usual = [str(GROUPS[group][1])]
        return [(key, role) for key in dict.fromkeys(keys) for role in before.get(key, usual)]

    def differ(self, obj: Model, entry: Entry, group: str) -> bool:
        if group not in entry.values:
            return False
        present = [(link.name_id, str(link.role)) for link in links_of(obj, group)]
        return self.wanted(entry, group, present) != present

    def write_new(self, rows: list[tuple[int, Entry]]) -> None:
        links = []
        for key, entry in rows:
            pairs = [pair for group in GROUPS for pair in self.wanted(entry, group, [])]
            links += map(partial(made, key), range(len(pairs)), pairs)
        NameLink.objects.bulk_create(links)

    def replace(self, obj: Model, entry: Entry, group: str) -> None:
        """Links that stay keep their row."""
        present = {(link.name_id, str(link.role)): link for link in links_of(obj, group)}
        wanted = self.wanted(entry, group, list(present))
        gone = [link.pk for pair, link in present.items() if pair not in wanted]
        NameLink.objects.filter(pk__in=gone).delete()
        NameLink.objects.bulk_create(
            made(obj.pk, order, pair) for order, pair in enumerate(wanted) if pair not in present
        )
        for order, pair in enumerate(wanted):
            if pair in present and present[pair].order != order:
                NameLink.objects.filter(pk=present[pair].pk).update(order=order)


def made(item: int, order: int, pair: tuple[int, str]) -> NameLink:
    return NameLink(item_id=item, name_id=pair[0], role=pair[1], order=order)
