"""The page of a repository after ISDIAH, composed for one language."""

from dataclasses import dataclass

from django.urls import reverse

from archive.countries import country_name
from archive.models import ArchivalItem, Repository
from archive.names.identifiers import Identifier, identifier
from translations.states import translated_fields
from translations.texts import (
    LANGUAGES,
    Text,
    any_by_machine,
    exact,
    foreign_languages,
    languages_of,
    text_of,
)

TEXTS = ("description", "history", "holdings", "address", "opening_times", "access")
TEXTS += ("accessibility",)


@dataclass(frozen=True, slots=True)
class RepositoryLink:
    name: Text
    url: str


@dataclass(frozen=True, slots=True)
class RepositoryPage:
    name: Text
    url: str
    parallel_names: tuple[Text, ...]
    isil: Identifier | None
    country: str
    texts: dict[str, Text]
    telephone: str
    email: str
    website: str
    above: tuple[RepositoryLink, ...]
    divisions: tuple[RepositoryLink, ...]
    item_count: int
    browse_url: str
    fallbacks: tuple[str, ...]
    languages: tuple[str, ...]
    by_machine: bool


def compose_repository(repository: Repository, language: str) -> RepositoryPage:
    """Everything the page shows; the count of items includes the divisions."""
    name = text_of(repository, "name", language)
    texts = {field: text_of(repository, field, language) for field in TEXTS}
    divisions = list(repository.divisions.order_by("id"))
    return RepositoryPage(
        name=name,
        url=repository.get_absolute_url(),
        parallel_names=tuple(parallel_names(repository, name)),
        isil=identifier(f"isil:{repository.isil}") if repository.isil else None,
        country=country_name(repository.country, language),
        texts=texts,
        telephone=repository.telephone,
        email=repository.email,
        website=repository.website,
        above=tuple(link(above, language) for above in repository.lineage()[:-1]),
        divisions=tuple(link(division, language) for division in divisions),
        item_count=count_items(repository),
        browse_url=f"{reverse('archive:browse')}?repository={repository.pk}",
        fallbacks=foreign_languages(language, name, *texts.values()),
        languages=languages_of(repository, translated_fields(Repository)),
        by_machine=any_by_machine(name, *texts.values()),
    )


def parallel_names(repository: Repository, shown: Text):
    """The name in the other languages, then other names, one to a line."""
    names = [Text(exact(repository, "name", code), code) for code in LANGUAGES]
    for code in LANGUAGES:
        others = exact(repository, "parallel_names", code).splitlines()
        names += [Text(line.strip(), code) for line in others]
    return dict.fromkeys(name for name in names if name and name != shown)


def count_items(repository: Repository) -> int:
    """Public items of the repository and of everything that is part of it; two queries."""
    pairs, found = list(Repository.objects.values_list("pk", "parent")), {repository.pk}
    while more := {pk for pk, parent in pairs if parent in found} - found:
        found |= more
    return ArchivalItem.objects.public().filter(repository__in=found).count()


def link(repository: Repository, language: str) -> RepositoryLink:
    return RepositoryLink(text_of(repository, "name", language), repository.get_absolute_url())
