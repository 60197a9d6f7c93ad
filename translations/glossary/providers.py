"""Where entries come from: the terms of this app, and what other apps register."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from django.db.models import Count, Max
from django.urls import reverse

from translations.glossary.entries import Entry, Form
from translations.glossary.index import Index, Version
from translations.models import Term, TermForm


class Provider(Protocol):
    """What an app answers about the things that it can name."""

    def version(self) -> Version: ...

    def written(self, since: datetime | None) -> Iterable[tuple[int, str]]: ...

    def entries(self, numbers: Iterable[int]) -> list[tuple[int, Entry]]: ...


class TermProvider:
    def version(self) -> Version:
        found = Term.objects.aggregate(count=Count("pk"), changed_at=Max("changed_at"))
        return Version(**found)

    def written(self, since: datetime | None) -> Iterator[tuple[int, str]]:
        forms = TermForm.objects.all()
        if since is not None:
            forms = forms.filter(term__changed_at__gte=since)
        return forms.values_list("term_id", "text").order_by().iterator()

    def entries(self, numbers: Iterable[int]) -> list[tuple[int, Entry]]:
        terms = Term.objects.filter(pk__in=numbers).prefetch_related("forms").order_by("pk")
        return [(term.pk, term_entry(term)) for term in terms]


def term_entry(term: Term) -> Entry:
    return Entry(
        key=f"term-{term.pk}",
        kind=str(Term._meta.verbose_name),
        forms=tuple(Form(one.text, one.language, one.kind) for one in term.forms.all()),
        note=term.note,
        edit_url=reverse("admin:translations_term_change", args=[term.pk]),
    )


_providers: dict[str, tuple[Provider, Index]] = {}


def register(name: str, provider: Provider) -> None:
    _providers[name] = (provider, Index())


def providers() -> Iterator[tuple[Provider, Index]]:
    """All of them with their index; terms come first."""
    if "term" not in _providers:
        register("term", TermProvider())
    first = _providers["term"]
    return iter([first, *(one for one in _providers.values() if one is not first)])


def forget() -> None:
    """Build every index anew at its next use; for tests, which go back in time."""
    for name, (provider, _index) in list(_providers.items()):
        register(name, provider)
