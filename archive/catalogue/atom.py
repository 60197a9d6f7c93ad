"""AtoM's CSV template for ISAD(G) (information objects), as rows of items.csv.

What goes where is documented in docs/reference/atom-columns.md, which a test holds against this.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from archive.catalogue.access_points import AccessPoints
from archive.catalogue.report import Report
from archive.dates import DateError, parse_date
from archive.language_codes import is_language
from archive.models import Name, Repository
from translations.exchange import cells
from translations.exchange.csv_files import CsvFile, Row
from translations.texts import LANGUAGES, column

# Columns of text: where they go in the language of the row (``culture``).
TEXTS = {
    "title": "title",
    "extentAndMedium": "extent",
    "archivalHistory": "archival_history",
    "acquisition": "acquisition",
    "scopeAndContent": "scope_and_content",
    "appraisal": "appraisal",
    "accruals": "accruals",
    "arrangement": "arrangement",
    "accessConditions": "access_conditions",
    "reproductionConditions": "reproduction_conditions",
    "physicalCharacteristics": "physical_characteristics",
    "findingAids": "finding_aids",
    "locationOfOriginals": "location_of_originals",
    "locationOfCopies": "location_of_copies",
    "relatedUnitsOfDescription": "related_units",
    "publicationNote": "publication_note",
    "generalNote": "note",
    "languageNote": "note",
    "eventActorHistories": "administrative_history",
    "archivistNote": "archivists_note",
    "sources": "archivists_note",
    "rules": "rules",
    "revisionHistory": "dates_of_description",
}
READ = (
    *("legacyId", "parentId", "identifier", "levelOfDescription", "repository", "language"),
    *("subjectAccessPoints", "placeAccessPoints", "nameAccessPoints", "alternativeIdentifiers"),
    *("eventDates", "eventStartDates", "eventEndDates", "eventActors", "publicationStatus"),
    "culture",
)
# Named in the report when they hold something.
NOT_TAKEN = (
    *("qubitParentSlug", "accessionNumber", "script", "digitalObjectPath", "digitalObjectURI"),
    *("digitalObjectChecksum", "genreAccessPoints", "descriptionIdentifier", "eventTypes"),
    *("institutionIdentifier", "descriptionStatus", "levelOfDetail", "languageOfDescription"),
    *("scriptOfDescription", "physicalObjectName", "physicalObjectLocation"),
    *("physicalObjectType", "alternativeIdentifierLabels", "eventPlaces", "eventDescriptions"),
    *("alphaNumericId", "physicalStorageLocation", "dateOfCreation"),
)
LEVELS = {
    **{"fonds": "fonds", "fond": "fonds", "collection": "fonds", "subfonds": "subfonds"},
    **{"series": "series", "subseries": "subseries", "file": "file", "item": "item"},
    **{"part": "item", "unit": "unit", "フォンド": "fonds", "シリーズ": "series"},
    **{"サブシリーズ": "subseries", "ファイル": "file", "アイテム": "item", "фонд": "fonds"},
    **{"данс": "file", "хадгаламжийн нэгж": "unit", "баримт": "item"},
}


def values(cell: str) -> list[str]:
    """The parts of an AtoM cell; NULL stands for none."""
    parts = [part.strip() for part in cell.split("|")]
    return [part if part != "NULL" else "" for part in parts] if cell.strip() else []


def normal_day(text: str) -> str:
    """AtoM's 2016-00-00 is the year alone."""
    return re.sub(r"(-00)+$", "", text.strip())


class AtomFile:
    """Rows of one ``legacyId`` that differ in ``culture`` are one item in several languages."""

    def __init__(self, path: Path, *, repository: Repository | None, language: str, encoding=""):
        self.repository, self.language = repository, language
        self.access_points = AccessPoints()
        self.file = CsvFile(path, {*TEXTS, *READ, *NOT_TAKEN}, encoding=encoding)
        self.repositories = {
            getattr(one, column("name", code)): one.source_id or str(one.uuid)
            for one in Repository.objects.all()
            for code in LANGUAGES
            if getattr(one, column("name", code))
        }

    def rows(self, report: Report) -> Iterator[Row]:
        """Rows of items.csv. Translations must follow the row that they translate."""
        made: dict[str, str] | None = None
        line, ended = 0, set()
        for row in self.file.rows(report):
            key = row.cells.get("legacyId", "").strip()
            if made is None or not key or key != made["id"]:
                if made:
                    ended.add(made["id"])
                    yield Row(line, made)
                made, line = {"id": key}, row.line
            self.take(row, made, report)
        if made:
            yield Row(line, made)

    def take(self, row: Row, made: dict[str, str], report: Report) -> None:
        """Add an AtoM row to the row of ours."""
        found = {name: cell for name, cell in row.cells.items() if cell.strip()}
        language = found.get("culture", self.language).strip()[:2].lower()
        if language not in LANGUAGES:
            words = _("“%(code)s” is not a language of this site.")
            report.blame(row.line, "culture", words % {"code": found["culture"][:20]})
            return
        for name in found.keys() & set(NOT_TAKEN):
            report.note(_("Not taken over: the column “%(name)s”.") % {"name": name})
        made.setdefault("source_language", language)
        self.take_texts(found, made, language)
        self.take_facts(found, made, row.line, report)
        self.take_names(found, made, language)

    def take_texts(self, found: dict, made: dict, language: str) -> None:
        for name, field in TEXTS.items():
            if name in found:
                text = "\n\n".join(part for part in values(found[name]) if part)
                before = cells.from_cell(made.get(column(field, language), "")) or ""
                joined = f"{before}\n\n{text}" if before else text
                made[column(field, language)] = cells.to_cell(joined)

    def take_facts(self, found: dict, made: dict, line: int, report: Report) -> None:
        plain = {"parent_id": "parentId", "reference_code": "identifier"}
        for ours, theirs in plain.items():
            if theirs in found:
                made.setdefault(ours, cells.to_cell(found[theirs]))
        if level := found.get("levelOfDescription", "").strip():
            made.setdefault("level", LEVELS.get(level.casefold().replace("-", ""), level))
        if codes := [one for one in values(found.get("language", "")) if is_language(one)]:
            made.setdefault("language_of_material", "|".join(codes))
        if other := values(found.get("alternativeIdentifiers", "")):
            made.setdefault("former_codes", cells.to_cell(cells.join(other)))
        if status := found.get("publicationStatus", "").strip().lower():
            made.setdefault("is_public", "true" if status == "published" else "false")
        self.take_repository(found, made, line, report)
        self.take_date(found, made)

    def take_repository(self, found: dict, made: dict, line: int, report: Report) -> None:
        name = found.get("repository", "").strip()
        if name in self.repositories:
            made.setdefault("repository", cells.to_cell(self.repositories[name]))
        elif self.repository:
            made.setdefault(
                "repository", cells.to_cell(self.repository.source_id or str(self.repository.uuid))
            )
        elif name and "repository" not in made:
            words = _("There is no repository “%(id)s”. Import repositories before items.")
            report.blame(line, "repository", words % {"id": name[:60]})

    def take_date(self, found: dict, made: dict) -> None:
        """The first event: start and end as EDTF, its words as they are written."""
        words = (values(found.get("eventDates", "")) or [""])[0]
        start = normal_day((values(found.get("eventStartDates", "")) or [""])[0])
        end = normal_day((values(found.get("eventEndDates", "")) or [""])[0])
        written = f"{start}/{end}" if start and end and start != end else start or end
        for text in (written, words):
            try:
                made.setdefault("date", parse_date(text).edtf)
                break
            except DateError:
                continue
        if words and "date_as_written" not in made:
            made["date_as_written"] = cells.to_cell(words[:200])

    def take_names(self, found: dict, made: dict, language: str) -> None:
        """Names are those of the first row of an item: its translations name the same ones."""
        if "agents" in made or "places" in made or "subjects" in made:
            return
        creators = dict.fromkeys(filter(None, values(found.get("eventActors", ""))))
        others = dict.fromkeys(filter(None, values(found.get("nameAccessPoints", ""))))
        roles = {**dict.fromkeys(others, "mentioned"), **dict.fromkeys(creators, "creator")}
        groups = {
            "agents": (Name.Kind.CORPORATE_BODY, list({**creators, **others})),
            "places": (Name.Kind.PLACE, values(found.get("placeAccessPoints", ""))),
            "subjects": (Name.Kind.SUBJECT, values(found.get("subjectAccessPoints", ""))),
        }
        for group, (kind, forms) in groups.items():
            ids = [self.access_points.id_of(kind, {language: form}) for form in forms if form]
            if ids:
                made[group] = cells.to_cell(cells.join(ids))
        if roles:
            made["agent_roles"] = "|".join(roles[form] for form in groups["agents"][1])
