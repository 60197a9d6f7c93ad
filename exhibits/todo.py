"""What needs doing: the first thing that a curator or translator sees."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.description.completeness import lacking
from archive.models import ArchivalItem, DigitalObject, ScanUpload, open_now
from exhibits.editions.plans import Plan, plans
from exhibits.editions.standing import Standing, standings
from exhibits.models import Exhibit, Exhibition, Panel
from exhibits.models.exhibitions import exhibition_scope
from exhibits.people.limits import within
from exhibits.places import seen_exhibitions
from translations import places
from translations.board.counting import Tallies, Tally, tallies
from translations.board.links import list_url, scope_url
from translations.board.work import my_work
from translations.places import Scope
from translations.states import lacks
from translations.texts import IN_WORDS, LANGUAGES, NAMES
from translations.units.rights import ANYWHERE, languages_of, may_use_desk


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: what, how many, where."""

    title: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the translation of an exhibition into a language is, and its list."""

    language: str
    name: str
    tally: Tally
    url: str


@dataclass(frozen=True, slots=True)
class Show:
    exhibition: Exhibition
    panel_count: int
    progress: tuple[Progress, ...]
    stands: Standing
    planned: tuple[Plan, ...]
    release_url: str
    progress_url: str


@dataclass(frozen=True, slots=True)
class Desk:
    shows: tuple[Show, ...]
    tasks: tuple[Task, ...]
    may_translate: bool


def desk(user: AbstractBaseUser) -> Desk:
    """Exhibitions with their progress, and tasks that are not empty."""
    scopes = places.scopes(user)
    found, translates = tallies(scopes, user), may_use_desk(user)
    open_tasks = [*tasks(user), *(translation_tasks(user, scopes, found) if translates else ())]
    return Desk(
        shows=tuple(shows(user, found, translates)),
        tasks=tuple(task for task in open_tasks if task.count),
        may_translate=translates,
    )


def shows(user: AbstractBaseUser, found: Tallies, linked: bool) -> list[Show]:
    panels = Panel.objects.order_by().values_list("section__exhibition")
    counted = dict(panels.annotate(Count("pk")))
    listed = list(seen_exhibitions(user)[:20])
    stand = standings(listed)
    return [
        Show(
            exhibition=one,
            panel_count=counted.get(one.pk, 0),
            progress=tuple(progress(one, found, linked)),
            stands=stand[one.pk],
            planned=tuple(plans(stand[one.pk].planned)),
            release_url=reverse("admin:exhibits_exhibition_release", args=[one.pk]),
            progress_url=reverse("admin:exhibits_exhibition_progress", args=[one.pk]),
        )
        for one in listed
    ]


def progress(exhibition: Exhibition, found: Tallies, linked: bool) -> list[Progress]:
    """Of every language into which there is something to translate."""
    key = exhibition_scope(exhibition.pk)
    return [
        Progress(
            code, NAMES[code], found[key, code], scope_url(key, language=code) if linked else ""
        )
        for code in LANGUAGES
        if (key, code) in found
    ]


def tasks(user: AbstractBaseUser) -> list[Task]:
    """What stands open, as far as this person can mend it."""
    found = []
    if user.has_perm("archive.change_digitalobject"):
        found += [alt_task(), scans_task()]
    if user.has_perm("archive.change_archivalitem"):
        found.append(description_task())
    if user.has_perm("exhibits.change_panel", ANYWHERE):
        found += panel_tasks(within(user, "exhibits.change_panel"))
    return found


def panel_tasks(exhibitions: set[int] | None) -> list[Task]:
    """Of some exhibitions; None for all."""
    url = reverse("admin:exhibits_panel_changelist")
    panels, shown = Panel.objects.all(), Exhibit.objects.all()
    if exhibitions is not None:
        panels = panels.filter(section__exhibition__in=exhibitions)
        shown = shown.filter(panel__section__exhibition__in=exhibitions)
    empty = panels.filter(~Exists(Exhibit.objects.filter(panel=OuterRef("pk"))))
    hidden = shown.exclude(open_now("item__")).values("panel").distinct()
    return [
        Task(_("Panels that show no document"), empty.count(), f"{url}?shows=no"),
        Task(_("Panels whose document is not public"), hidden.count(), f"{url}?shows=hidden"),
    ]


def alt_task() -> Task:
    pages = DigitalObject.objects.filter(lacks("alt"))
    items = ArchivalItem.objects.filter(pk__in=pages.values("item")).count()
    url = f"{reverse('admin:archive_archivalitem_changelist')}?alt=missing"
    return Task(_("Items with pictures that lack an alternative text"), items, url)


def description_task() -> Task:
    lacks_any = ArchivalItem.objects.filter(lacking("any")).count()
    url = f"{reverse('admin:archive_archivalitem_changelist')}?lacks=any"
    return Task(_("Archival items that lack something essential"), lacks_any, url)


def scans_task() -> Task:
    """Sent files and page images that could not be read."""
    pages = DigitalObject.objects.filter(state=DigitalObject.State.FAILED).count()
    uploads = ScanUpload.objects.filter(state=ScanUpload.State.FAILED).count()
    url = reverse("admin:archive_archivalitem_work")
    return Task(_("Scans that could not be read"), pages + uploads, url)


def translation_tasks(user: AbstractBaseUser, scopes: list[Scope], found: Tallies) -> list[Task]:
    """What waits for this person at the translators' desk, and what is missing."""
    work = [Task(one.title, one.count, one.url) for one in my_work(user, scopes, found)]
    missing = dict.fromkeys(languages_of(user), 0)
    languages = {scope.key: languages_of(user, scope) for scope in scopes}
    for (key, code), tally in found.items():
        if code in languages[key]:
            missing[code] += tally.missing
    title = _("Texts missing in %(language)s")
    return work + [
        Task(title % {"language": IN_WORDS[c]}, n, list_url(language=c, state="missing"))
        for c, n in missing.items()
    ]
