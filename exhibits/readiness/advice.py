"""What the translation checks ask, kept for a while: they take seconds for a large exhibition."""

from collections.abc import Iterator
from dataclasses import asdict

from django.core.cache import cache
from django.db.models import Count, Max, Sum
from django.utils.translation import get_language

from exhibits.models import Exhibition
from exhibits.readiness.findings import Finding, title_of, what_is
from translations.checks.linting import Lint, Row
from translations.checks.registry import rules_for
from translations.help.advice import desk_url
from translations.models import Dismissal, TranslationUnit
from translations.texts import Text

MOST = 1_000  # texts looked at: one part of a lint; the page of all checks shows the others
A_WHILE = 10 * 60  # the glossary, by which names are judged, may be that old


def from_checks(exhibition: Exhibition) -> Iterator[Finding]:
    scope = exhibition.translation_scope()
    key = f"readiness-checks-{scope}-{get_language()}-{fingerprint(scope)}"
    found = cache.get(key)
    if found is None:
        found = [asdict(finding) for finding in checked(scope)]
        cache.set(key, found, A_WHILE)
    for values in found:
        yield Finding(**{**values, "title": Text(**values["title"])})


def fingerprint(scope: str) -> str:
    """Another one when a text or a dismissal has changed."""
    units = TranslationUnit.objects.within(scope).aggregate(
        n=Count("pk"), versions=Sum("version"), last=Max("changed_at"), newest=Max("pk")
    )
    said = Dismissal.objects.aggregate(n=Count("pk"), last=Max("at"))
    values = (*units.values(), *said.values())
    return "-".join(f"{v:%Y%m%d%H%M%S%f}" if hasattr(v, "year") else str(v) for v in values)


def checked(scope: str) -> Iterator[Finding]:
    """Without the rules about objects, which are kinds of their own."""
    rules = {rule.name for rule in rules_for(scope)}
    for row in Lint(scope).open_rows:
        if row.place.check not in rules and not row.is_mild:
            yield finding(row)


def finding(row: Row) -> Finding:
    words = [str(row.check.title), *map(str, row.messages)]
    return Finding(
        kind="checks",
        language=row.place.language,
        title=title_of(row.obj),
        what=what_is(type(row.obj)),
        sentence=f"{words[0]}: {' '.join(words[1:])}",
        url=desk_url(row),
    )
