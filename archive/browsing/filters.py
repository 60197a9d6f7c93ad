"""The filters of the browse page, as named in its addresses."""

import hashlib
from collections.abc import Container, Iterable

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.dates import DateError, parse_date
from archive.language_codes import is_language
from archive.models import ArchivalItem, Level, MaterialType, Name, NameLink, Repository
from search.analysis import terms

YES = [("1", _("yes"))]
MOST = 50  # values of one filter; SQLite takes no condition of a thousand parts


class DateBoundField(forms.CharField):
    """A date in any accepted form; becomes a ``HistoricalDate``."""

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        try:
            return parse_date(value)
        except DateError as error:
            raise forms.ValidationError(str(error)) from error


class DateBoundFilter(django_filters.Filter):
    field_class = DateBoundField


class LanguageCodesField(forms.MultipleChoiceField):
    """Codes of languages; any that exists may be asked for."""

    def valid_value(self, value):
        return is_language(value)


class LanguageFilter(django_filters.MultipleChoiceFilter):
    field_class = LanguageCodesField


# Which kinds of names each of these filters takes.
KINDS = {
    "agent": Name.AGENTS,
    "place": (Name.Kind.PLACE,),
    "subject": (Name.Kind.SUBJECT,),
}


def asked_names(params: QueryDict | dict | None) -> dict[str, Name]:
    """The names that an address asks for, by the key as written; one query, none without keys.

    A merged name stands for the one that it was merged into.
    """
    written = {v for name in KINDS for v in getlist(params, name)}
    wanted = {v: int(v) for v in written if v.isascii() and v.isdigit() and len(v) < 19}
    if not wanted:
        return {}
    found = Name.objects.select_related("merged_into").in_bulk(set(wanted.values()))
    return {v: found[key].kept() for v, key in wanted.items() if key in found}


def getlist(params: QueryDict | dict | None, name: str) -> list[str]:
    return params.getlist(name)[:MOST] if isinstance(params, QueryDict) else []


def holding(code: str) -> Q:
    """Items of whose languages, joined by |, this is one."""
    column = "language_of_material"
    ends = Q(**{f"{column}__startswith": f"{code}|"}) | Q(**{f"{column}__endswith": f"|{code}"})
    return Q(**{column: code}) | ends | Q(**{f"{column}__contains": f"|{code}|"})


class ItemFilter(django_filters.FilterSet):
    """Items by words, repository with its divisions, level, type, dates, languages and names."""

    q = django_filters.CharFilter(label=_("Words"), method="by_words")
    repository = django_filters.MultipleChoiceFilter(label=_("Repository"), method="by_repository")
    # Nothing is joined, so nothing comes twice; DISTINCT would sort all rows that are found.
    level = django_filters.MultipleChoiceFilter(
        label=_("Level"), choices=Level.choices, distinct=False
    )
    type = django_filters.MultipleChoiceFilter(
        label=_("Type"),
        choices=MaterialType.choices,
        field_name="material_type",
        distinct=False,
    )
    language = LanguageFilter(label=_("Language of material"), method="by_language")
    agent = django_filters.MultipleChoiceFilter(label=_("People and bodies"), method="by_name")
    place = django_filters.MultipleChoiceFilter(label=_("Places"), method="by_name")
    subject = django_filters.MultipleChoiceFilter(label=_("Subjects"), method="by_name")
    date_from = DateBoundFilter(label=_("From"), method="from_date")
    date_to = DateBoundFilter(label=_("To"), method="to_date")
    digitised = django_filters.ChoiceFilter(
        label=_("Digitised"), choices=YES, method="only_digitised"
    )

    class Meta:
        model = ArchivalItem
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Read once: validation, divisions and the facet all need them.
        self.repositories = list(Repository.objects.all())
        choices = [(str(repository.pk), repository.pk) for repository in self.repositories]
        self.filters["repository"].extra["choices"] = choices
        self.names = asked_names(self.data)
        for name, kinds in KINDS.items():
            fitting = [(key, key) for key, found in self.names.items() if found.kind in kinds]
            self.filters[name].extra["choices"] = fitting

    def by_words(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        for term in terms(value):
            queryset = queryset.filter(search_text__contains=term)
        return queryset

    def by_repository(self, queryset: QuerySet, _name: str, values: list[str]) -> QuerySet:
        if not values:
            return queryset
        # A sum is in no index: SQLite would otherwise take one of repositories, then sort all rows
        # that it finds, instead of reading item_browse in order.
        held = queryset.alias(holder=F("repository_id") + 0)
        return held.filter(holder__in=self.with_divisions({int(v) for v in values}))

    def with_divisions(self, keys: set[int]) -> set[int]:
        """The repositories and everything that is part of them."""
        found = set(keys)
        while more := {r.pk for r in self.repositories if r.parent_id in found} - found:
            found |= more
        return found

    def by_language(self, queryset: QuerySet, _name: str, values: list[str]) -> QuerySet:
        wanted = Q()
        for value in list(dict.fromkeys(values))[:MOST]:
            wanted |= holding(value)
        return queryset.filter(wanted)

    def by_name(self, queryset: QuerySet, _name: str, values: list[str]) -> QuerySet:
        if not values:
            return queryset
        links = NameLink.objects.filter(name__in=self.name_keys(values))
        return queryset.filter(pk__in=links.values("item"))

    def name_keys(self, values: Iterable[str]) -> set[int]:
        """Keys of the names that stand for the values now."""
        return {self.names[value].pk for value in values}

    def with_kept_names(self, params: QueryDict) -> QueryDict:
        """The query string with the names that stand for the merged ones in it."""
        query = params.copy()
        for name in KINDS:
            if name in query:
                values = [str(getattr(self.names.get(v), "pk", v)) for v in query.getlist(name)]
                query.setlist(name, list(dict.fromkeys(values)))
        return query

    def from_date(self, queryset: QuerySet, _name: str, value) -> QuerySet:
        if not value.earliest:
            return queryset
        # An open end has no latest day: it lasts.
        lasting = Q(date_latest=None, date_earliest__isnull=False)
        return queryset.filter(Q(date_latest__gte=value.earliest) | lasting)

    def to_date(self, queryset: QuerySet, _name: str, value) -> QuerySet:
        if not value.latest:
            return queryset
        always = Q(date_earliest=None, date_latest__isnull=False)
        return queryset.filter(Q(date_earliest__lte=value.latest) | always)

    def only_digitised(self, queryset: QuerySet, _name: str, _value: str) -> QuerySet:
        return queryset.filter(is_digitised=True)

    @property
    def valid_values(self) -> dict[str, object]:
        """Values by filter, without those that are wrong; empty ones included."""
        # Asking for the errors is what makes the form clean its values.
        return self.form.cleaned_data if self.is_bound and self.errors is not None else {}

    def chosen(self, name: str) -> set[str]:
        """The valid values of a filter."""
        return set(self.valid_values.get(name) or ())

    def fingerprint(self, *, without: Container[str]) -> str:
        """The same text for the same filters, whatever the order and spelling of the address."""
        used = ((n, repr(v)) for n, v in self.valid_values.items() if v and n not in without)
        return hashlib.sha256(repr(sorted(used)).encode()).hexdigest()

    def without(self, *names: str) -> QuerySet:
        """The items under all filters but these."""
        queryset = self.queryset.all()
        for other, value in self.valid_values.items():
            if other not in names:
                queryset = self.filters[other].filter(queryset, value)
        return queryset
