"""names.csv: people, families, corporate bodies, places and subjects with all forms of a name."""

from collections import defaultdict

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from archive.catalogue.columns import Column, choice, of_field, parts, read_date, translated
from archive.catalogue.kinds import ID, Entry, Kind
from archive.catalogue.report import Report
from archive.catalogue.repositories import first_language
from archive.catalogue.seen_rows import SeenRow
from archive.mapping import degrees
from archive.mapping.degrees import read_degrees
from archive.models import Name, NameForm
from archive.models.located import COORDINATES, MOST
from archive.names.identifiers import fault, tidy
from translations.exchange import cells
from translations.texts import LANGUAGES, column

# The columns for forms: which kind of form and which language.
FORMS = {
    **{f"variants_{code}": (NameForm.Kind.VARIANT, code) for code in LANGUAGES},
    "reading_ja": (NameForm.Kind.READING, "ja"),
    **{f"former_{code}": (NameForm.Kind.FORMER, code) for code in LANGUAGES},
    **{f"initials_{code}": (NameForm.Kind.INITIALS, code) for code in LANGUAGES},
    **{f"reading_{c}": (NameForm.Kind.READING, c) for c in LANGUAGES if c != "ja"},
}
_COLUMN_OF = {value: name for name, value in FORMS.items()}
# Forms in other languages, and the scripts of all: "kind:language:script:form".
OTHER_FORMS, SCRIPTS = "other_forms", "scripts"


def forms_of(obj: Model) -> list[NameForm]:
    """All forms in their order; from memory when they have been loaded."""
    return sorted(obj.forms.all(), key=lambda form: (form.order, form.pk or 0))


def form_column(name: str) -> Column:
    kind, language = FORMS[name]

    def show(obj: Model) -> list[str]:
        return [f.form for f in forms_of(obj) if (f.kind, f.language) == (kind, language)]

    held = None
    if name not in CONTRACT:
        held = Q(pk__in=NameForm.objects.filter(kind=kind, language=language).values("name"))
    return parts(name, show, held=held)


CONTRACT = {*(f"variants_{code}" for code in LANGUAGES), "reading_ja"}


def described(form: NameForm) -> str:
    return f"{form.kind}:{form.language}:{form.script}:{form.form.strip()}"


def read_described(text: str) -> tuple[tuple[str, str, str, str], ...]:
    """Parts ``kind:language:script:form`` of a cell."""
    found = []
    for part in cells.split(text):
        kind, language, script, form = (*map(str.strip, part.split(":", 3)), "", "", "")[:4]
        if kind not in NameForm.Kind or not form or len(form) > 300:
            words = _("“%(text)s” is not written as kind:language:script:form.")
            raise ValueError(words % {"text": part[:60]})
        if len(language) > 20 or len(script) > 4:
            raise ValueError(
                _("The language or the script of “%(text)s” is too long.") % {"text": part[:60]}
            )
        found.append((kind, language, script, form))
    return tuple(found)


def is_other(form: NameForm) -> bool:
    return (form.kind, form.language) not in _COLUMN_OF


def scripts_of(obj: Model) -> list[str]:
    """The forms that name a script, column by column."""
    places = {value: place for place, value in enumerate(FORMS.values())}
    found = [form for form in forms_of(obj) if form.script and not is_other(form)]
    return [described(f) for f in sorted(found, key=lambda f: places[f.kind, f.language])]


OTHERS = Q(pk__in=NameForm.objects.exclude(language__in=LANGUAGES).values("name"))
IN_SCRIPT = Q(pk__in=NameForm.objects.filter(script__gt="", language__in=LANGUAGES).values("name"))


def read_identifiers(text: str) -> list[str]:
    found = list(dict.fromkeys(tidy(one) for one in cells.split(text)))
    if faults := [words for one in found if (words := fault(one))]:
        raise ValueError(" ".join(faults))
    return found


def read_name_date(text: str) -> str:
    return read_date(text.strip())


def coordinate(name: str) -> Column:
    most = MOST[name]

    def read(text: str) -> float:
        value = read_degrees(text)
        if value is None or abs(value) > most:
            words = _("“%(text)s” is no %(what)s in decimal degrees, for example %(example)s.")
            example = {"latitude": "47.9185", "longitude": "106.9176"}[name]
            what = Name._meta.get_field(name).verbose_name
            raise ValueError(words % {"text": text[:40], "what": what, "example": example})
        return value

    def show(obj: Model) -> str:
        value = getattr(obj, name)
        return "" if value is None else degrees.written(value)

    return Column(name, read, show, name, empty=None, held=~Q(**{name: None}))


COLUMNS = [
    ID,
    choice(Name, "kind"),
    *translated(Name, "name", held=False),
    *(form_column(f"variants_{code}") for code in LANGUAGES),
    form_column("reading_ja"),
    Column("dates", read_name_date, lambda obj: obj.date, "date"),
    choice(Name, "source_language"),
    Column(
        "external_ids",
        read_identifiers,
        lambda obj: cells.join([str(one) for one in obj.external_ids or ()]),
        "external_ids",
        empty=[],
    ),
    *(form_column(name) for name in FORMS if name not in CONTRACT),
    Column(
        OTHER_FORMS,
        read_described,
        lambda obj: cells.join([described(f) for f in forms_of(obj) if is_other(f)]),
        empty=(),
        held=OTHERS,
    ),
    Column(
        SCRIPTS, read_described, lambda obj: cells.join(scripts_of(obj)), empty=(), held=IN_SCRIPT
    ),
    *translated(Name, "history"),
    of_field(Name, "date_as_written"),
    *(coordinate(name) for name in COORDINATES),
]


class Names(Kind):
    model = Name
    columns = {one.name: one for one in COLUMNS}
    facts = ("kind", *COORDINATES)

    def check_new(self, entry: Entry, report: Report) -> None:
        if entry.lacks(*(column("name", code) for code in LANGUAGES)):
            report.blame(
                entry.line, "name_en", _("A new name needs a preferred form in one language.")
            )

    def check(self, entry: Entry, row: SeenRow, stored: dict | None, report: Report) -> None:
        super().check(entry, row, stored, report)
        was = stored or {"kind": Name.Kind.PERSON, **dict.fromkeys(COORDINATES)}
        after = {name: entry.values.get(name, was[name]) for name in self.facts}
        given = [name for name in COORDINATES if after[name] is not None]
        if entry.unread.intersection(self.facts) or not given:
            return
        if len(given) == 1:
            lacking = next(name for name in COORDINATES if name not in given)
            report.blame(entry.line, lacking, _("A latitude and a longitude belong together."))
        elif after["kind"] != Name.Kind.PLACE:
            report.blame(entry.line, given[0], _("Only places have a latitude and a longitude."))

    def stored(self, entries: list[Entry]) -> dict[int, Model]:
        found = Name.objects.filter(pk__in=[self.key(entry) for entry in entries])
        return {name.pk: name for name in found.prefetch_related("forms")}

    def is_same(self, obj: Model, name: str, value: object) -> bool:
        if self.columns[name].attribute:
            return super().is_same(obj, name, value)
        return self.columns[name].read(self.columns[name].show(obj)) == value

    def write(self, fresh, changes) -> None:
        names, forms = [], []
        for entry in fresh:
            obj = Name(source_id=entry.id, source_language=first_language(entry.values, "name"))
            self.fill(obj, entry, entry.values)
            own = wanted_forms(entry, [])
            obj.settle_date()
            obj.settle(own)
            obj.pk = self.key(entry)
            names.append(obj)
            for form in own:
                form.name_id = obj.pk
            forms += own
        Name.objects.bulk_create(names)
        for obj, entry, changed in changes:
            self.fill(obj, entry, changed)
            if any(not self.columns[name].attribute for name in changed):
                replace_forms(obj, entry)
                obj._prefetched_objects_cache.clear()
            obj.save()
        NameForm.objects.bulk_create(forms)


def wanted_forms(entry: Entry, present: list[NameForm]) -> list[NameForm]:
    """The forms of a name after a row: those of the row, and those that it does not speak of."""
    groups: dict[str, list[tuple]] = defaultdict(list)
    for form in present:
        name = _COLUMN_OF.get((form.kind, form.language), OTHER_FORMS)
        groups[name].append((form.kind, form.language, form.script, form.form))
    given = {(k, lang, form): script for k, lang, script, form in entry.values.get(SCRIPTS, ())}
    for name in entry.values.keys() & FORMS.keys():
        kind, language = FORMS[name]
        before = {row[3]: row[2] for row in groups[name]}
        groups[name] = [(kind, language, before.get(f, ""), f) for f in entry.values[name]]
    if OTHER_FORMS in entry.values:
        groups[OTHER_FORMS] = list(entry.values[OTHER_FORMS])
    rows = [row for name in (*FORMS, OTHER_FORMS) for row in groups.get(name, ())]
    if SCRIPTS in entry.values:
        rows = [
            (k, lang, given.get((k, lang, form), "") if (k, lang) in _COLUMN_OF else script, form)
            for k, lang, script, form in rows
        ]
    return [
        NameForm(kind=kind, language=language, script=script, form=form, order=order)
        for order, (kind, language, script, form) in enumerate(rows)
    ]


def replace_forms(obj: Name, entry: Entry) -> None:
    """Put the forms of a row in the place of those that differ; those that stay keep their row."""
    present = forms_of(obj)
    spare = {(f.kind, f.language, f.form): f for f in present}
    fresh = []
    for form in wanted_forms(entry, present):
        old = spare.pop((form.kind, form.language, form.form), None)
        if old is None:
            form.name = obj
            fresh.append(form)
        elif (old.script, old.order) != (form.script, form.order):
            NameForm.objects.filter(pk=old.pk).update(script=form.script, order=form.order)
    kept = {f.pk for f in present} - {f.pk for f in present if f in spare.values()}
    NameForm.objects.filter(name=obj).exclude(pk__in=kept).delete()
    NameForm.objects.bulk_create(fresh)
