"""Missing, unreviewed and outdated texts: the work of the translators' desk."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exhibits.models import Exhibition
from exhibits.places import ExhibitionPlace
from exhibits.readiness.findings import Finding, Group, what_is
from exhibits.readiness.kinds import DRAFT, KINDS, MISSING, OUTDATED
from translations.board.links import desk_base, desk_url
from translations.models import TranslationUnit
from translations.places import Outline
from translations.states import translated_fields
from translations.units.vocabulary import State

# Of a unit: content type, object, field, language, state, outdated, key.
Row = tuple[int, int, str, str, int, bool, int]
COLUMNS = ("content_type", "object_id", "field", "language", "state", "outdated", "pk")
OPEN = Q(state__lt=State.APPROVED) | Q(outdated=True)


def text_groups(exhibition: Exhibition, kinds: set[str]) -> Iterator[Group]:
    """Two queries, whatever the size: units, and the outline that gives order and titles."""
    if not kinds & {MISSING, DRAFT, OUTDATED}:
        return
    scope = exhibition.translation_scope()
    units = TranslationUnit.objects.within(scope).to_do().filter(OPEN)
    rows = list(units.exclude(language=F("source_language")).order_by().values_list(*COLUMNS))
    if not rows:
        return
    places = Places(ExhibitionPlace().outline(scope))
    found: dict[tuple[str, str], list[Row]] = {}
    for row in sorted((row for row in rows if places.knows(row)), key=places.order):
        found.setdefault((kind_of(row), row[3]), []).append(row)
    for (kind, language), some in found.items():
        if kind in kinds:
            yield Group(KINDS[kind], language, some, places.finding)


def kind_of(row: Row) -> str:
    if row[5]:
        return OUTDATED
    return MISSING if row[4] == State.MISSING else DRAFT


class Places:
    """Where objects stand in reading order, and how they are called."""

    def __init__(self, outline: Outline):
        self.outline, self.base = outline, desk_base()
        models = {model for model, _key in outline.keys}
        types = ContentType.objects.get_for_models(*models)
        self.models = {kind.pk: model for model, kind in types.items()}
        keys = {model: kind.pk for model, kind in types.items()}
        self.places = {(keys[model], pk): n for n, (model, pk) in enumerate(outline.keys)}
        self.fields = {
            (kind, name): n
            for kind, model in self.models.items()
            for n, name in enumerate(translated_fields(model))
        }

    def knows(self, row: Row) -> bool:
        return row[:2] in self.places and (row[0], row[2]) in self.fields

    def order(self, row: Row) -> tuple[int, int]:
        return self.places[row[:2]], self.fields[row[0], row[2]]

    def finding(self, row: Row) -> Finding:
        kind, key, name, language, *_state, unit = row
        model, node = self.models[kind], self.outline[self.places[kind, key]]
        field = capfirst(str(model._meta.get_field(name).verbose_name))
        return Finding(
            kind=kind_of(row),
            language=language,
            title=node.title,
            what=what_is(model),
            sentence=sentences()[kind_of(row)] % {"field": field},
            url=f"{desk_url(model, key, language, self.base)}#unit-{unit}",
        )


def sentences() -> dict[str, str]:
    return {
        MISSING: _("%(field)s: there is no text yet."),
        DRAFT: _("%(field)s: nobody has approved this text."),
        OUTDATED: _("%(field)s: the source has changed since this was translated."),
    }
