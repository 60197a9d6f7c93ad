"""The page on which two states of an exhibition are compared: two editions, or one of them and the
working copy."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext, pgettext

from exhibits.admin.base import contents_url
from exhibits.admin.compared import KINDS, MARKS, PartRow, page_name, part_row, places_of
from exhibits.editions.contents import Contents, WorkingContents
from exhibits.editions.differences import ALL, Differences, differences
from exhibits.editions.frozen import FrozenContents
from exhibits.editions.notes import edition_date
from exhibits.editions.parts import Key
from exhibits.models import Edition, Exhibition
from exhibits.previews.addresses import WORKING_COPY
from translations.texts import IN_WORDS, LANGUAGES

MANY_PANELS = 200  # then one language is compared unless all are asked for
EVERY = "all"


class ComparePages:
    """Mix into the admin of exhibitions."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.compare)
        name = "exhibits_exhibition_compare"
        return [path("<int:pk>/compare/", page, name=name), *super().get_urls()]

    def compare(self, request: HttpRequest, pk: int) -> HttpResponse:
        """``from``, ``to``: numbers of editions or ``working-copy``; ``language``: a code or
        ``all``; ``page``: of which page details are shown; ``same``: also what is the same."""
        exhibition = get_object_or_404(Exhibition, pk=pk)
        if not self.has_view_permission(request, exhibition):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": pgettext("two states of an exhibition", "Compare"),
            "subtitle": str(exhibition),
            "opts": self.opts,
            "exhibition": exhibition,
            "contents_url": contents_url(exhibition),
            **comparison(exhibition, request.GET),
        }
        return render(request, "admin/exhibits/exhibition/compare.html", context)


def comparison(exhibition: Exhibition, asked: QueryDict) -> dict:
    """What the page shows, for what is asked in the address."""
    editions = list(exhibition.editions.defer("facts").order_by("-number"))
    former = asked.get("from") or usual_former(exhibition, editions)
    present = asked.get("to") or WORKING_COPY
    language = asked.get("language") or usual_language(exhibition)
    same = bool(asked.get("same"))
    found = {
        "states": [(WORKING_COPY, gettext("Working copy")), *map(state, editions)],
        "languages": [(code, IN_WORDS[code]) for code in LANGUAGES],
        **{"former": former, "present": present, "language": language, "same": same},
    }
    if not editions:
        return found
    pair = [contents_of(exhibition, wish) for wish in (former, present)]
    if None in pair:
        return found | {"unknown": True}
    result = differences(*pair, LANGUAGES if language == EVERY else (language,))
    return found | result_context(exhibition, result, asked, same)


def usual_former(exhibition: Exhibition, editions: list[Edition]) -> str:
    """What readers see; before they see anything, the newest edition."""
    current = Edition.objects.filter(exhibition=exhibition).current().first()
    found = current or next(iter(editions), None)
    return str(found.number) if found else ""


def usual_language(exhibition: Exhibition) -> str:
    count = exhibition.sections.values("panels").count()
    return EVERY if count <= MANY_PANELS else get_language()


def state(edition: Edition) -> tuple[str, str]:
    number, date = edition.number, edition_date(edition, get_language())
    words = gettext("Edition %(number)d, %(date)s") % {"number": number, "date": date}
    return str(number), words


def contents_of(exhibition: Exhibition, wish: str) -> Contents | None:
    """A state of the exhibition; None where there is none of that name."""
    if wish == WORKING_COPY:
        return WorkingContents(exhibition)
    if not (wish.isascii() and wish.isdecimal() and len(wish) < 9):
        return None
    edition = exhibition.editions.filter(number=int(wish)).first()
    return FrozenContents(edition) if edition else None


def result_context(
    exhibition: Exhibition, result: Differences, asked: QueryDict, same: bool
) -> dict:
    pages = page_rows(result, same, asked)
    chosen = next((p for p in pages if p["key"] == asked.get("page")), None)
    chosen = chosen or next((p for p in pages if p["differs"]), None)
    return {
        "result": result,
        "gone": [IN_WORDS[code] for code in result.gone],
        "new": [IN_WORDS[code] for code in result.new],
        "totals": totals(result),
        "by_language": by_language(result),
        "pages": pages,
        "chosen": chosen,
        "parts": details(exhibition, result, chosen["of"], same) if chosen else [],
    }


def page_rows(result: Differences, same: bool, asked: QueryDict) -> list[dict]:
    """Every page with how many of its parts are changed, moved, added and removed."""
    rows: dict[Key, dict] = {}
    for one in result.parts:
        page = one.part.page
        row = rows.setdefault(page, {"of": page, "key": page_name(page), "counts": Counter()})
        if one.key == page:
            row["title"] = one.title
        row["counts"].update(one.marks)
    for row in rows.values():
        query = asked.copy()
        query["page"] = row["key"]
        row["url"] = f"?{query.urlencode()}#details"
        row["differs"] = bool(row["counts"])
        row["counts"] = [(MARKS[m], row["counts"][m]) for m in MARKS if row["counts"][m]]
    return [row for row in rows.values() if same or row["differs"]]


def totals(result: Differences) -> list[tuple[str, list[tuple[str, int]]]]:
    """By kind, how many are changed, moved, added and removed; kinds without any are left out."""
    counted = {kind: Counter() for kind in KINDS}
    for one in result.differing:
        counted[one.key.kind].update(one.marks)
    return [
        (KINDS[kind], [(MARKS[mark], counts[mark]) for mark in MARKS if counts[mark]])
        for kind, counts in counted.items()
        if counts
    ]


def by_language(result: Differences) -> list[tuple[str, int]]:
    """In how many parts texts of each language differ, and what is the same in all of them."""
    counts = Counter(code for one in result.differing for code in one.languages)
    words = {ALL: gettext("in all languages alike"), **IN_WORDS}
    return [(words[code], counts[code]) for code in (*result.languages, ALL)]


def details(exhibition: Exhibition, result: Differences, page: Key, same: bool) -> list[PartRow]:
    found = [one for one in result.parts if one.part.page == page and (same or one.marks)]
    places = places_of(exhibition, found)
    return [part_row(one, result, places) for one in found]


def compare_url(exhibition: Exhibition) -> str:
    return reverse("admin:exhibits_exhibition_compare", args=[exhibition.pk])
