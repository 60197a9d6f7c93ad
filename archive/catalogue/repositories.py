"""repositories.csv: institutions and their divisions, after ISDIAH."""

import re
from dataclasses import replace

from django.db.models import Model
from django.utils.translation import gettext as _

from archive.catalogue.columns import Column, checked, choice, translated
from archive.catalogue.hierarchy import Nested
from archive.catalogue.kinds import ID, Entry, exported_id
from archive.catalogue.report import Report
from archive.citations import check_style
from archive.description.reference_schemes import settle_codes
from archive.models import Repository
from translations.texts import LANGUAGES, column


def read_country(text: str) -> str:
    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code, re.ASCII):
        words = _("“%(code)s” is no country; write two letters after ISO 3166-1, for example MN.")
        raise ValueError(words % {"code": text.strip()[:40]})
    return code


def read_style(text: str) -> str:
    check_style(text)
    return text


def parent_id(obj: Model) -> str:
    return exported_id(obj.parent) if obj.parent_id else ""


PARENT = Column("parent_id", str.strip, parent_id)
COUNTRY = Column("country", read_country, lambda obj: obj.country, "country")


def styles() -> list[Column]:
    """Citation styles; each must be one that citations understand."""
    return [
        replace(c, read=lambda text, c=c: read_style(c.read(text)))
        for c in translated(Repository, "citation_style")
    ]


COLUMNS = [
    ID,
    *translated(Repository, "name", held=False),
    PARENT,
    COUNTRY,
    choice(Repository, "reference_scheme"),
    choice(Repository, "source_language"),
    *translated(Repository, "description", "parallel_names", "history", "holdings"),
    *translated(Repository, "address", "opening_times", "access", "accessibility"),
    *(checked(Repository, name) for name in ("isil", "telephone", "email", "website")),
    *styles(),
]


def first_language(values: dict[str, object], field: str) -> str:
    """The first language in which a row has a text; what it was written in, if nobody says."""
    return next((code for code in LANGUAGES if values.get(column(field, code))), LANGUAGES[0])


class Repositories(Nested):
    model = Repository
    columns = {one.name: one for one in COLUMNS}

    def check_new(self, entry: Entry, report: Report) -> None:
        if entry.lacks(*(column("name", code) for code in LANGUAGES)):
            report.blame(entry.line, "name_en", _("A new repository needs a name in one language."))

    def write(self, fresh, changes) -> None:
        for entry in fresh:
            obj = Repository(pk=self.key(entry), source_id=entry.id)
            obj.source_language = first_language(entry.values, "name")
            self.fill(obj, entry, entry.values)
            obj.parent_id = self.key_of(entry.values.get("parent_id", ""))
            obj.save(force_insert=True)
        for obj, entry, names in changes:
            self.fill(obj, entry, names)
            if "parent_id" in names:
                self.seen.note_move(entry.id)
            if names != ["parent_id"]:
                obj.save()
            if "reference_scheme" in names:
                settle_codes(obj)
