"""Files of translations as tests want them: exported, edited like a translator would, read."""

import csv
import io
from copy import deepcopy
from pathlib import Path

import polib
from lxml import etree
from openpyxl import load_workbook

from translations.exchange import exporting
from translations.exchange.choosing import Choice
from translations.exchange.formats import FORMATS, format_of
from translations.exchange.rows import Entry
from translations.models import TranslationUnit
from translations.texts import column

SCHEMAS = Path(__file__).parent / "schemas"


def key(obj, field: str) -> str:
    return f"{obj._meta.label_lower}:{obj.pk}:{field}"


def unit_of(obj, field: str, language: str = "ja") -> TranslationUnit:
    return TranslationUnit.objects.of(obj).get(field=field, language=language)


def stored_text(obj, field: str, language: str = "ja") -> str:
    return getattr(type(obj).objects.get(pk=obj.pk), column(field, language)) or ""


def exported(folder: Path, scope: str, name: str, language: str = "ja", **choice) -> Path:
    """A file in that format."""
    made = FORMATS[name]
    path = folder / f"{scope}-{language}.{name}.{made.extension}"
    wanted = Choice(scope, language, **{"source": "en", **choice})
    with path.open("wb") as target:
        exporting.write(wanted, made, target)
    return path


def entries(path: Path) -> dict[str, Entry]:
    """What a file says, by key."""
    return {entry.key: entry for entry in format_of(path, path.name).read(path)}


def edit(path: Path, texts: dict[str, str], language: str = "ja", **more) -> Path:
    """Write targets into a file by its key, as plain text; ``more`` sets other columns."""
    name = format_of(path, path.name).name
    EDITORS[name](path, texts, language, more)
    return path


def edit_csv(path: Path, texts: dict[str, str], language: str, more: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    for row in rows:
        if row["key"] in texts:
            row |= {f"text_{language}": texts[row["key"]], **more}
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def edit_xlsx(path: Path, texts: dict[str, str], language: str, more: dict[str, str]) -> None:
    book = load_workbook(path)
    sheet = book.active
    names = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        cells = dict(zip(names, row, strict=True))
        for column_name, value in {f"text_{language}": None, **more}.items():
            if cells["key"].value in texts:
                text = texts[cells["key"].value] if value is None else value
                cells[column_name].value = text
                cells[column_name].data_type = "s"
    book.save(path)


def edit_po(path: Path, texts: dict[str, str], language: str, more: dict[str, str]) -> None:
    found = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    for entry in found:
        if entry.msgctxt in texts:
            entry.msgstr = texts[entry.msgctxt]
            if more.get("state") == "in review":
                entry.flags = []
    found.save(str(path))


def edit_xliff(path: Path, texts: dict[str, str], language: str, more: dict[str, str]) -> None:
    """A text with tags is written as XLIFF writes it: the content of an exported source."""
    root = etree.parse(str(path))
    for unit in root.iter("{*}trans-unit", "{*}unit"):
        if unit.get("id") not in texts:
            continue
        target = next(unit.iter("{*}target"))
        for child in list(target):
            target.remove(child)
        target.text = texts[unit.get("id")]
        if more.get("state") == "in review":
            owner = target if target.get("state") else target.getparent()
            owner.set("state", "translated")
    root.write(str(path), encoding="utf-8", xml_declaration=True)


def copy_sources(path: Path) -> None:
    """Every target of an XLIFF file becomes a copy of its source, codes and all."""
    root = etree.parse(str(path))
    for unit in root.iter("{*}trans-unit", "{*}unit"):
        source, target = next(unit.iter("{*}source")), next(unit.iter("{*}target"))
        for child in list(target):
            target.remove(child)
        target.text = source.text
        for child in source:
            target.append(deepcopy(child))
    root.write(str(path), encoding="utf-8", xml_declaration=True)


EDITORS = {
    "csv": edit_csv,
    "xlsx": edit_xlsx,
    "po": edit_po,
    "xliff12": edit_xliff,
    "xliff20": edit_xliff,
}


class Local(etree.Resolver):
    """Schemas import each other from beside, never from the network."""

    def resolve(self, url, pubid, context):
        return self.resolve_filename(str(SCHEMAS / Path(url).name), context)


def schema(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name), parser))
