"""EAD 2002 and EAD3 as rows of items.csv, read piece by piece, without DTDs, entities, network."""

import re
from collections.abc import Container, Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree

from archive.catalogue.access_points import AccessPoints
from archive.catalogue.ead import AGENT, FIELD_OF, GROUP_OF, LEVELS, NAMES, TWO_LETTERS
from archive.catalogue.report import CatalogueError, Report
from archive.dates import DateError, parse_date
from archive.language_codes import is_language
from archive.models import MaterialType, Repository, Role
from translations.exchange import cells
from translations.exchange.csv_files import Row
from translations.texts import LANGUAGES, column

_COMPONENT = re.compile(r"c(0[1-9]|1[0-2])?")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROLES = {"agents": "agent_roles", "places": "place_roles", "subjects": "subject_roles"}
# Structure, or said by other means; everything else that is not in the table is reported.
_SILENT = {"did", "dsc", "head", "controlaccess", "thead"}


def local(element: etree._Element) -> str:
    """The name without its namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_component(element: etree._Element) -> bool:
    return bool(_COMPONENT.fullmatch(local(element)))


def is_unit(element: etree._Element) -> bool:
    return local(element) == "archdesc" or is_component(element)


class Place:
    """Where a component stands: ``numbers`` 3.1 is the first in the third of the whole."""

    def __init__(self, element: etree._Element, above: "Place | None"):
        self.element, self.above, self.held, self.numbers = element, above, 0, ""
        if above:
            above.held += 1
            self.numbers = f"{above.numbers}.{above.held}".lstrip(".")


class EadFile:
    """A finding aid; texts without a language are taken to be in ``language``."""

    def __init__(self, path: Path, *, repository: Repository | None, language: str):
        if repository is None:
            raise CatalogueError(_("Say which repository holds what this finding aid describes."))
        self.path, self.repository, self.language = path, repository, language
        self.access_points = AccessPoints()
        self.is_ours, self.record, self.has_units = False, "", False

    def rows(self, report: Report) -> Iterator[Row]:
        try:
            yield from self.components(report)
        except etree.XMLSyntaxError as error:
            words = _("This is not well-formed XML: %(reason)s")
            raise CatalogueError(words % {"reason": error.msg}, error.lineno or 0) from error

    def components(self, report: Report) -> Iterator[Row]:
        """Rows from the inside out; parents follow what lies in them."""
        self.is_ours, self.record, self.has_units = False, "", False
        trail: list[Place] = []
        options = {"load_dtd": False, "no_network": True, "resolve_entities": False}
        events = ("start", "end")
        for event, found in etree.iterparse(str(self.path), events, huge_tree=False, **options):
            if event == "start":
                self.enter(found, trail)
            elif local(found) in ("control", "eadheader"):
                self.read_control(found)
            elif is_unit(found):
                yield Row(found.sourceline or 0, self.row(trail.pop(), report))
                forget(found)
        if not self.has_units:
            raise CatalogueError(_("There is no archdesc in this file: it is no finding aid."))

    def enter(self, found: etree._Element, trail: list["Place"]) -> None:
        if found.getparent() is None:
            self.check_root(found)
        if is_unit(found):
            trail.append(Place(found, trail[-1] if trail else None))

    def check_root(self, root: etree._Element) -> None:
        declared = root.getroottree().docinfo.internalDTD
        if declared is not None and (any(declared.iterentities()) or any(declared.iterelements())):
            words = _("This file declares entities of its own; such files are not read.")
            raise CatalogueError(words, 1)
        if local(root) != "ead":
            words = _("This is no finding aid: it begins with “%(name)s” instead of “ead”.")
            raise CatalogueError(words % {"name": local(root)[:40]}, root.sourceline or 1)

    def read_control(self, control: etree._Element) -> None:
        for one in control.iter():
            if local(one) in ("recordid", "eadid"):
                self.record = squeezed(text_of(one)) or one.get("identifier", "")
            if local(one) == "agent" and text_of(one) == AGENT:
                self.is_ours = True

    def row(self, place: "Place", report: Report) -> dict[str, str]:
        self.has_units, found = True, place.element
        made: dict[str, str] = {"id": self.id_of(place)}
        made["parent_id"] = self.id_of(place.above) if place.above else ""
        made["repository"] = self.repository.source_id or str(self.repository.uuid)
        level = found.get("level", "")
        made["level"] = LEVELS.get(level, found.get("otherlevel") or level)
        made["is_public"] = "false" if found.get("audience") == "internal" else "true"
        languages: list[str] = []
        for part in found:
            if not is_component(part):
                self.take(part, made, languages, report)
        if languages:
            made.setdefault("source_language", languages[0])
        write_links(made)
        return {name: cells.to_cell(value) for name, value in made.items()}

    def id_of(self, place: "Place") -> str:
        """Ours is in unitid; else that of the element, else its place, within the finding aid."""
        if self.is_ours:
            for unitid in place.element.iterfind("{*}did/{*}unitid[@identifier]"):
                return unitid.get("identifier")
        record = self.record or self.path.stem
        if place.above is None:
            return record
        return f"{record}:{place.element.get('id') or place.numbers}"

    # What an element says

    def take(self, part: etree._Element, made: dict, languages: list[str], report: Report) -> None:
        name = local(part)
        if name in ("did", "descgrp", "dsc"):
            for one in part:
                if not is_component(one):
                    self.take(one, made, languages, report)
        elif name == "controlaccess":
            self.take_names(part, made, report)
        elif field := FIELD_OF.get((name, part.get("localtype") or part.get("type") or "")) or (
            FIELD_OF.get((name, ""))
        ):
            self.add(made, field, part, languages, report)
        elif taker := TAKERS.get(name):
            taker(self, part, made, languages, report)
        elif name and name not in _SILENT:
            words = _("Not taken over: the element “%(name)s”.")
            report.note(words % {"name": name[:60]})

    def add(self, made: dict, field: str, part, languages: list[str], report: Report) -> None:
        """Add a text in its language; a second one follows after an empty line."""
        text = self.words(part)
        if not text:
            return
        if field in ("rights", "closed_until", "viewing_direction", "source_language", "order"):
            made[field] = text
            return
        code = self.language_of(part, report)
        if field == "title":
            languages.append(code)
        name = column(field, code)
        made[name] = f"{made[name]}\n\n{text}" if made.get(name) else text

    def language_of(self, part: etree._Element, report: Report) -> str:
        at = part
        while at is not None:
            if code := at.get("lang") or at.get(_XML_LANG):
                short = TWO_LETTERS.get(code.lower(), code.lower()[:2])
                if short in LANGUAGES:
                    return short
                words = _(
                    "The site has no language “%(code)s”; its texts are taken as %(language)s."
                )
                report.note(words % {"code": code[:20], "language": self.language})
                return self.language
            at = at.getparent()
        return self.language

    def words(self, part: etree._Element) -> str:
        """The text of an element: paragraphs with an empty line between, heads left out."""
        paragraphs = outermost(part, ("p",))
        found = [text_of(one) for one in paragraphs] or [text_of(part)]
        found = found if self.is_ours else [squeezed(one) for one in found]
        return "\n\n".join(filter(str.strip, found))

    def take_unittitle(self, part, made, languages, report) -> None:
        self.add(made, "title", part, languages, report)

    def take_physdesc(self, part, made, languages, report) -> None:
        self.add(made, "extent", part, languages, report)

    def take_unitid(self, part, made, languages, report) -> None:
        code = self.words(part)
        if part.get("localtype") == "former" or part.get("type") == "former":
            made["former_codes"] = cells.join([*cells.split(made.get("former_codes", "")), code])
        elif code:
            made.setdefault("reference_code", code)

    def take_unitdate(self, part, made, languages, report) -> None:
        text = self.words(part)
        for date in (part.get("normal"), "" if part.get("datechar") == "written" else text):
            try:
                made.setdefault("date", parse_date(date or "").edtf)
                break
            except DateError:
                continue
        if text and part.get("datechar") != "edtf":
            made.setdefault("date_as_written", text[:200])

    def take_unitdatestructured(self, part, made, languages, report) -> None:
        days = [one.get("standarddate") or squeezed(text_of(one)) for one in part.iter()
                if local(one) in ("datesingle", "fromdate", "todate")]  # fmt: skip
        try:
            made.setdefault("date", parse_date("/".join(days)).edtf)
        except DateError:
            made.setdefault("date_as_written", " – ".join(days)[:200])

    def take_langmaterial(self, part, made, languages, report) -> None:
        codes = []
        for one in part.iter("{*}language"):
            text, code = squeezed(text_of(one)), one.get("langcode", "")
            codes.append(text if is_language(text) else TWO_LETTERS.get(code, code))
        if known := [code for code in dict.fromkeys(codes) if is_language(code)]:
            made["language_of_material"] = "|".join(known)

    def take_repository(self, part, made, languages, report) -> None:
        """The repository is the one that was chosen."""

    def take_origination(self, part, made, languages, report) -> None:
        self.take_names(part, made, report, usual=Role.CREATOR)

    def take_names(self, part, made, report: Report, usual: str = Role.MENTIONED) -> None:
        found = outermost(part, NAMES)
        if not found and local(part) == "origination" and (text := squeezed(text_of(part))):
            self.link(made, "agents", "corporate body", {self.language: text}, "", usual)
        for one in found:
            if forms := self.forms(one, report):
                group = GROUP_OF.get(local(one), "agents")
                relator = (one.get("relator") or one.get("role") or "").lower()
                role = relator if relator in Role else usual
                identifier = one.get("identifier", "") if self.is_ours else ""
                self.link(made, group, NAMES[local(one)], forms, identifier, role)
        for one in part.iter("{*}genreform"):
            if (text := squeezed(text_of(one))) in MaterialType:
                made["material_type"] = text
            else:
                report.note(_("Not taken over: the form “%(name)s”.") % {"name": text[:60]})

    def forms(self, found: etree._Element, report: Report) -> dict[str, str]:
        """The name by language; parts of one language are parts of one form."""
        forms: dict[str, str] = {}
        for part in [one for one in found if local(one) == "part"] or [found]:
            code, text = self.language_of(part, report), squeezed(text_of(part))
            if text:
                forms[code] = f"{forms[code]}, {text}" if code in forms else text
        return forms

    def link(self, made, group: str, kind: str, forms: dict, identifier: str, role: str) -> None:
        key = self.access_points.id_of(kind, forms, identifier)
        made.setdefault(group, {})[key, str(role)] = True


def write_links(made: dict) -> None:
    """Names and their roles, gathered as pairs, become two cells for each group."""
    for group, roles in ROLES.items():
        if pairs := made.pop(group, None):
            made[group] = cells.join([key for key, _role in pairs])
            made[roles] = cells.join([role for _key, role in pairs])


TAKERS = {
    "unittitle": EadFile.take_unittitle,
    "physdesc": EadFile.take_physdesc,
    "unitid": EadFile.take_unitid,
    "unitdate": EadFile.take_unitdate,
    "unitdatestructured": EadFile.take_unitdatestructured,
    "langmaterial": EadFile.take_langmaterial,
    "origination": EadFile.take_origination,
    "repository": EadFile.take_repository,
}


def outermost(element: etree._Element, names: Container[str]) -> list[etree._Element]:
    """Elements of some names inside, without those that lie in one another.

    Each word is read once: a hundred paragraphs within each other would hold it a hundred times.
    """
    found, waiting = [], list(reversed(element))
    while waiting:
        one = waiting.pop()
        if local(one) in names:
            found.append(one)
        else:
            waiting.extend(reversed(one))
    return found


def text_of(element: etree._Element) -> str:
    """All words inside, without comments."""
    return element.xpath("string()")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def forget(element: etree._Element) -> None:
    """Free what has been read, and the empty elements before it."""
    element.clear(keep_tail=False)
    before = element.getprevious()
    if before is not None and is_component(before):
        element.getparent().remove(before)
