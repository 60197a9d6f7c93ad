"""The filters of the browse page, as named in its addresses."""

import hashlib
from collections.abc import Container, Iterable
from functools import cached_property

import django_filters
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive import appearances
from archive.browsing import labels
from archive.browsing.among import among, are_few, with_fonds
from archive.browsing.asked import KINDS, Asked, asked_for
from archive.browsing.decades import overlapping
from archive.browsing.fields import (
    MOST,
    DateBoundFilter,
    DecadeFilter,
    LanguageFilter,
    WordsFilter,
)
from archive.browsing.orders import ORDERS
from archive.models import ArchivalItem, Level, MaterialType, NameLink
from search.matching import Matching, matching

YES = [("1", _("yes"))]
# Parts of an address that choose no items: their order, and facets that are shown whole.
NO_FILTERS = ("sort", "more")
FACETS = (
    *("repository", "fonds", "level", "type", "digitised", "decade", "language"),
    *("agent", "place", "subject", "exhibition"),
)


def holding(code: str) -> Q:
    """Items of whose languages, joined by |, this is one."""
    column = "language_of_material"
    ends = Q(**{f"{column}__startswith": f"{code}|"}) | Q(**{f"{column}__endswith": f"|{code}"})
    return Q(**{column: code}) | ends | Q(**{f"{column}__contains": f"|{code}|"})


def several(label, method: str | None = None, **more) -> django_filters.MultipleChoiceFilter:
    """Any of several values. Nothing is joined, so nothing comes twice; DISTINCT would sort all."""
    return django_filters.MultipleChoiceFilter(label=label, method=method, distinct=False, **more)


class ItemFilter(django_filters.FilterSet):
    """Items by words, by where and what they are, by dates, languages, names and exhibitions."""

    q = WordsFilter(label=_("Words"), method="by_words")
    repository = several(_("Repository"), "by_repository")
    fonds = several(_("Fonds"), "by_fonds")
    level = several(_("Level"), choices=Level.choices)
    type = several(_("Type"), choices=MaterialType.choices, field_name="material_type")
    decade = DecadeFilter(label=_("Decade"), method="by_decade")
    language = LanguageFilter(label=_("Language of material"), method="by_language")
    agent = several(_("People and bodies"), "by_name")
    place = several(_("Places"), "by_name")
    subject = several(_("Subjects"), "by_name")
    exhibition = several(_("On show in"), "by_exhibition")
    date_from = DateBoundFilter(label=_("From"), method="from_date")
    date_to = DateBoundFilter(label=_("To"), method="to_date")
    digitised = django_filters.ChoiceFilter(
        label=_("Digitised"), choices=YES, method="only_digitised"
    )
    sort = django_filters.ChoiceFilter(label=_("Order"), choices=ORDERS, method="unfiltered")
    more = several(_("Values"), "unfiltered", choices=[(name, name) for name in FACETS])

    class Meta:
        model = ArchivalItem
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Read once: validation, divisions and facets all need it.
        self.asked: Asked = asked_for(self.data)
        for name, values in self.asked.values.items():
            self.filters[name].extra["choices"] = [(value, value) for value in values]

    @property
    def repositories(self) -> list[labels.Label]:
        return self.asked.repositories

    @cached_property
    def words(self) -> Matching | None:
        """What the words find; None without any. One query."""
        text = self.valid_values.get("q")
        in_order = not self.valid_values.get("sort") or self.valid_values["sort"] == "relevance"
        return matching("item", text, get_language(), in_order=in_order) if text else None

    @property
    def is_by_relevance(self) -> bool:
        return bool(self.words) and self.valid_values.get("sort") in ("", None, "relevance")

    @property
    def leaves_few(self) -> bool:
        """Whether the words leave so few items that these are looked up one by one."""
        return bool(self.words) and are_few(self.words.keys, self.words.reach)

    def unfiltered(self, queryset: QuerySet, _name: str, _value: object) -> QuerySet:
        return queryset

    def by_words(self, queryset: QuerySet, _name: str, _value: str) -> QuerySet:
        return among(queryset, self.words.keys, self.words.reach) if self.words else queryset

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
        while more := {r.pk for r in self.repositories if r.above in found} - found:
            found |= more
        return found

    def by_fonds(self, queryset: QuerySet, _name: str, values: list[str]) -> QuerySet:
        return with_fonds(queryset).filter(fonds__in=values) if values else queryset

    def by_decade(self, queryset: QuerySet, _name: str, values: list[str]) -> QuerySet:
        return queryset.filter(overlapping(map(int, values))) if values else queryset

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
        return {self.asked.names[value].pk for value in values}

    def by_exhibition(self, queryset: QuerySet, _name: str, values: list[str]) -> QuerySet:
        shows = appearances.shows()
        return queryset.filter(pk__in=shows.items(values)) if values and shows else queryset

    def with_kept_names(self, params: QueryDict) -> QueryDict:
        """The query string with the names that stand for the merged ones in it."""
        query = params.copy()
        for name in KINDS:
            if name in query:
                names = self.asked.names
                values = [str(getattr(names.get(v), "pk", v)) for v in query.getlist(name)]
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
        names = [n for n in self.valid_values if n not in without and n not in NO_FILTERS]
        used = ((n, repr(v)) for n in names if (v := self.valid_values[n]))
        return hashlib.sha256(repr(sorted(used)).encode()).hexdigest()

    def without(self, *names: str) -> QuerySet:
        """The items under all filters but these."""
        queryset = self.queryset.all()
        for other, value in self.valid_values.items():
            if other not in names:
                queryset = self.filters[other].filter(queryset, value)
        return queryset
