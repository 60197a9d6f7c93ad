"""What can be said to somebody who translates one text: findings, words, earlier translations."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from translations import glossary, places
from translations.checks import run, run_alone
from translations.checks.dismissals import dismissed, may_dismiss, wording_of
from translations.checks.linting import Row, is_rich, pair_of, rows
from translations.glossary import Mention
from translations.memory import similar
from translations.models import TranslationUnit
from translations.richtext import plain_text
from translations.texts import Text, exact
from translations.units.rights import works_everywhere

MEMORY_MATCHES = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A mention as a page shows it: texts with their languages."""

    mention: Mention
    source: Text
    form: Text
    others: tuple[Text, ...]
    forbidden: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier translation, in words alone: they are put in as text, never as markup."""

    source: Text
    text: Text
    score: int
    where: str


@dataclass(frozen=True, slots=True)
class Advice:
    unit: TranslationUnit
    rows: tuple[Row, ...]
    words: tuple[Word, ...]
    memory: tuple[Earlier, ...]
    may_dismiss: bool

    @property
    def open_rows(self) -> list[Row]:
        return [row for row in self.rows if row.dismissal is None]

    @property
    def closed_rows(self) -> list[Row]:
        return [row for row in self.rows if row.dismissal is not None]


def advice(unit: TranslationUnit, user: AbstractBaseUser) -> Advice:
    obj = unit.target
    source = exact(obj, unit.field, obj.source_language)
    text = plain_text(source) if is_rich(obj, unit.field) else source
    is_source = unit.language == obj.source_language
    found = [] if is_source else glossary.find(text, obj.source_language, unit.language)
    return Advice(
        unit=unit,
        rows=tuple(findings(unit, obj, found)),
        words=tuple(word(one, obj.source_language) for one in found),
        memory=() if is_source else tuple(earlier(unit, obj, user)),
        may_dismiss=may_dismiss(user, obj, unit.language),
    )


def findings(unit: TranslationUnit, obj, found: list[Mention]) -> list[Row]:
    """What the checks say of the text as it was last saved."""
    pair = pair_of(unit, obj, glossary.expected(found))
    place = (unit.content_type_id, unit.object_id, unit.field, unit.language)
    if unit.language == obj.source_language:
        said = run_alone(pair.text, unit.language, is_rich=pair.is_rich)
        made = list(rows(obj, said, *place, wording_of("", pair.text)))
    else:
        made = list(rows(obj, run(pair), *place, wording_of(pair.source, pair.text)))
    known = dismissed([unit.content_type_id], [unit.object_id]) if made else {}
    return [replace(row, dismissal=known.get(row.place)) for row in made]


def word(mention: Mention, source_language: str) -> Word:
    language = mention.language
    return Word(
        mention=mention,
        source=Text(mention.source_form, source_language),
        form=Text(mention.form, language),
        others=tuple(Text(one, language) for one in mention.others),
        forbidden=tuple(Text(one, language) for one in mention.forbidden),
    )


def earlier(unit: TranslationUnit, obj, user: AbstractBaseUser) -> Iterator[Earlier]:
    """Earlier translations of a source like this one, of what this person may read."""
    words = plain_text if is_rich(obj, unit.field) else str
    for match in similar(unit, limit=MEMORY_MATCHES, scopes=seen_scopes(user)):
        yield Earlier(
            Text(words(match.source_text), unit.source_language),
            Text(words(match.text), unit.language),
            match.score,
            str(match.where),
        )


def seen_scopes(user: AbstractBaseUser) -> list[str] | None:
    """Where the memory may have its texts from; None where it need not be asked."""
    if works_everywhere(user):
        return None
    return [scope.key for scope in places.scopes(user)]


def desk_url(row: Row) -> str:
    """Where the text of a finding is edited: the desk of its object and language."""
    if not row.place.language or not row.place.field:
        return row.edit_url
    page = reverse(
        "translate:desk",
        args=[row.obj._meta.label_lower, row.place.object_id, row.place.language],
    )
    return f"{page}#unit-{row.unit.pk}" if row.unit else page
