"""items.csv: archival items of every level, with what they hang on."""

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from archive.catalogue.hierarchy import Nested
from archive.catalogue.images import ImageFolder, checksum
from archive.catalogue.item_columns import COLUMNS, former_codes
from archive.catalogue.kinds import AT_ONCE, Entry, batches, exported_id
from archive.catalogue.links import GROUPS, Links
from archive.catalogue.report import Report
from archive.catalogue.repositories import first_language
from archive.catalogue.seen_rows import NEAR, SeenRow
from archive.catalogue.twins import note_twins
from archive.models import ArchivalItem, FormerCode, Level, Repository
from archive.models.items import may_hold
from archive.reference_codes import code_key
from archive.scans.intake import take_in
from translations.texts import LANGUAGES, column


class Items(Nested):
    model = ArchivalItem
    columns = {one.name: one for one in COLUMNS}
    facts = ("parent_id", "level", "repository_id")

    def __init__(self, folder: ImageFolder | None = None):
        super().__init__()
        self.folder = folder or ImageFolder(None)
        self.links = Links()
        self.repositories = {exported_id(r): r for r in Repository.objects.all()}
        self.by_key = {r.pk: r for r in self.repositories.values()}
        self.paths: dict[int, str] = {}
        self.uploads: list[int] = []

    # First pass

    def check_new(self, entry: Entry, report: Report) -> None:
        if entry.lacks("repository"):
            report.blame(entry.line, "repository", _("A new item needs its repository."))
        if entry.lacks(*(column("title", code) for code in LANGUAGES)):
            report.blame(entry.line, "title_en", _("A new item needs a title in one language."))

    def check(self, entry: Entry, row: SeenRow, stored: dict | None, report: Report) -> None:
        super().check(entry, row, stored, report)
        name = entry.values.get("repository")
        if name and name not in self.repositories:
            words = _("There is no repository “%(id)s”. Import repositories before items.")
            report.blame(entry.line, "repository", words % {"id": name[:60]})
        was = stored or {"level": Level.ITEM, "repository_id": 0}
        known = self.repositories.get(name)
        row.repository = known.pk if known else was["repository_id"]
        row.level = str(entry.values.get("level", was["level"]))
        row.is_relevelled = row.level != was["level"] and not row.is_new
        self.links.check(entry, report)
        for image in entry.values.get("images", ()):
            self.seen.add_image(entry.line, entry.id, image)
            try:
                self.folder.path(image)
            except ValueError as error:
                report.blame(entry.line, "images", error)

    def check_references(self, entries: list[Entry], report: Report) -> None:
        self.links.check_references(entries, report)
        note_twins([e for e in entries if self.is_new(e)], self.repositories, report)

    def end_survey(self, report: Report) -> None:
        super().end_survey(report)
        for line, *place, level, repository in self.seen.with_parents():
            self.check_place(line, place, (level, repository), report)
        for keys in self.seen.relevelled():
            self.check_relevelled(keys, report)

    def elsewhere(self, facts: dict, id: str | None = None) -> SeenRow:
        row = super().elsewhere(facts, id)
        row.level, row.repository = facts["level"], facts["repository_id"]
        return row

    def check_place(self, line: int, mine, above, report: Report) -> None:
        """Blame a level that cannot lie in its parent's, and a parent in another institution."""
        if not may_hold(above[0], mine[0]):
            self.blame_level(line, mine[0], above[0], report)
        if mine[1] and above[1] and self.root(mine[1]) != self.root(above[1]):
            words = _("Its repository is not that of the item it is part of.")
            report.blame(line, "repository", words)

    def check_relevelled(self, keys: list[int], report: Report) -> None:
        """Blame new levels that do not fit what stays above and below them."""
        near = ArchivalItem.objects.filter(Q(pk__in=keys) | Q(parent__in=keys))
        near = near.exclude(parent=None).values_list("pk", "level", "parent", "parent__level")
        for some in batches(near.iterator(AT_ONCE)):
            rows = self.seen.by_key({key for fact in some for key in (fact[0], fact[2])})
            for key, level, parent, above in some:
                mine, higher = rows.get(key), rows.get(parent)
                if mine and mine.parent is not None:
                    continue  # it does not stay
                levels = mine.level if mine else level, higher.level if higher else above
                if not may_hold(levels[1], levels[0]):
                    line = mine.line if mine and mine.line else higher.line
                    self.blame_level(line, *levels, report)

    def blame_level(self, line: int, lower: str, higher: str, report: Report) -> None:
        words = _("“%(lower)s” cannot be part of something at the level “%(higher)s”.")
        names = {"lower": Level(lower).label, "higher": Level(higher).label}
        report.blame(line, "level", words % names)

    def root(self, key: int) -> int:
        seen = set()
        while (above := self.by_key[key].parent_id) and above not in seen:
            seen.add(above)
            key = above
        return key

    # Second pass

    def stored(self, entries: list[Entry]) -> dict[int, Model]:
        found = ArchivalItem.objects.filter(pk__in=[self.key(entry) for entry in entries])
        found = found.select_related("repository").prefetch_related("former_codes")
        names = {name for entry in entries for name in entry.values}
        if names & set(GROUPS):
            found = found.prefetch_related("name_links__name")
        if "images" in names:
            found = found.prefetch_related("digital_objects")
        return {item.pk: item for item in found}

    def prepare(self, entries: list[Entry], stored: dict[int, Model], report: Report) -> None:
        self.links.prepare(entries)
        self.count_images(entries, stored, report)

    def is_same(self, obj: Model, name: str, value: object) -> bool:
        if name == "repository":
            return obj.repository_id == self.repositories[value].pk
        if name == "former_codes":
            return sorted(code.strip() for code in former_codes(obj)) == sorted(value)
        if name == "images":
            return not self.missing_images(obj, value)
        return super().is_same(obj, name, value)

    def differing(self, obj: Model, entry: Entry) -> list[str]:
        linked = [group for group in GROUPS if self.links.differ(obj, entry, group)]
        plain = {n: v for n, v in entry.values.items() if n not in self.links.columns}
        return [n for n, v in plain.items() if not self.is_same(obj, n, v)] + linked

    def missing_images(self, obj: Model, names: tuple[str, ...]) -> list[str]:
        there = {page.checksum for page in obj.digital_objects.all()}
        return [name for name in names if checksum(self.folder.path(name)) not in there]

    def count_images(self, entries: list[Entry], stored: dict[int, Model], report: Report) -> None:
        for entry in entries:
            if names := entry.values.get("images"):
                obj = stored.get(self.key(entry))
                report.images += len(self.missing_images(obj, names) if obj else names)

    def write(self, fresh, changes) -> None:
        self.write_new(fresh)
        for obj, entry, names in changes:
            self.change(obj, entry, names)

    def write_new(self, fresh: list[Entry]) -> None:
        self.learn_paths(fresh)
        items, codes = [], []
        for entry in fresh:
            items.append(self.built(entry))
            codes += self.new_codes(items[-1], entry.values.get("former_codes", ()))
        ArchivalItem.objects.bulk_create(items)
        FormerCode.objects.bulk_create(codes)
        self.links.write_new([(item.pk, entry) for item, entry in zip(items, fresh, strict=True)])

    def built(self, entry: Entry) -> ArchivalItem:
        """A new item with all that ``save()`` would compute."""
        values = entry.values
        item = ArchivalItem(
            source_id=entry.id,
            source_language=first_language(values, "title"),
            repository=self.repositories[values["repository"]],
            parent_id=self.key_of(values.get("parent_id", "")),
        )
        self.fill(item, entry, values)
        item.settle_date()
        item.settle(values.get("former_codes", ()))
        item.pk = self.key(entry)
        item.path = f"{self.path_of(item.parent_id)}{item.pk}/"
        self.note_images(entry)
        return item

    def new_codes(self, item: ArchivalItem, codes) -> list[FormerCode]:
        scheme = item.repository.reference_scheme
        return [
            FormerCode(item_id=item.pk, code=code, code_key=code_key(code, scheme))
            for code in dict.fromkeys(codes)
        ]

    def note_images(self, entry: Entry) -> None:
        if entry.values.get("images"):
            self.seen.want_images(entry.id)

    def start_again(self) -> None:
        self.__init__(self.folder)

    def check_files(self, report: Report) -> None:
        for line, name in self.seen.images():
            if reason := self.folder.fault(name):
                report.blame(line, "images", reason)

    def end(self) -> None:
        super().end()
        for key, name in self.seen.wanted_images():
            upload = self.folder.receive(ArchivalItem.objects.get(pk=key), name)
            self.uploads += [upload.pk] if upload else []

    def take_in_files(self) -> None:
        for upload in self.uploads:
            take_in(upload)

    # Paths of new items: those of stored items are looked up, those of new ones are put together.

    def learn_paths(self, fresh: list[Entry]) -> None:
        """Know the paths of all that the new rows of a batch lie in."""
        if len(self.paths) > NEAR:
            self.paths.clear()
        wanted = {self.key_of(entry.values.get("parent_id", "")) for entry in fresh}
        trail: list[SeenRow] = []
        while wanted := {key for key in wanted if key and key not in self.paths}:
            rows = self.seen.by_key(wanted).values()
            new = [row for row in rows if row.is_new]
            trail += new
            stored = ArchivalItem.objects.filter(pk__in=[r.key for r in rows if not r.is_new])
            self.paths |= dict(stored.values_list("pk", "path"))
            wanted = {row.up for row in new}
        for row in reversed(trail):
            self.paths[row.key] = f"{self.path_of(row.up)}{row.key}/"

    def path_of(self, key: int | None) -> str:
        return "/" if key is None else self.paths[key]

    # Changes

    def change(self, obj: ArchivalItem, entry: Entry, names: list[str]) -> None:
        self.fill(obj, entry, names)
        if "repository" in names:
            obj.repository = self.repositories[entry.values["repository"]]
        if "parent_id" in names:
            self.seen.note_move(entry.id)
        if "former_codes" in names:
            self.replace_codes(obj, entry.values["former_codes"])
        for group in set(GROUPS) & set(names):
            self.links.replace(obj, entry, group)
        if "images" in names:
            self.note_images(entry)
        if set(names) - {"parent_id", "images", *GROUPS}:
            obj.save()

    def replace_codes(self, obj: ArchivalItem, codes: tuple[str, ...]) -> None:
        present = {former.code.strip(): former.pk for former in obj.former_codes.all()}
        obj.former_codes.filter(pk__in=[present[c] for c in present.keys() - set(codes)]).delete()
        fresh = [code for code in codes if code not in present]
        FormerCode.objects.bulk_create(self.new_codes(obj, fresh))
        obj._prefetched_objects_cache.pop("former_codes", None)
