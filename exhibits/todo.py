"""What needs doing: the first thing that a curator or translator sees."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.description.completeness import lacking
from archive.models import ArchivalItem, DigitalObject, ScanUpload, open_now
from exhibits.models import Dataset, Essay, Exhibit, Exhibition, Panel, Section
from translations.states import lacks, missing_in, translated_fields, written
from translations.texts import IN_WORDS, LANGUAGES, NAMES, column


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: what, how many, where."""

    title: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of an exhibition is written in a language: ``done`` of ``total`` texts."""

    language: str
    name: str
    done: int
    total: int
    url: str

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class Show:
    exhibition: Exhibition
    panel_count: int
    progress: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    shows: tuple[Show, ...]
    tasks: tuple[Task, ...]


def desk(user: AbstractBaseUser) -> Desk:
    """Exhibitions with their progress, and tasks that are not empty."""
    if not user.has_perm("exhibits.view_exhibition"):
        return Desk((), ())
    panels = Panel.objects.order_by().values_list("section__exhibition")
    counted = dict(panels.annotate(Count("pk")))
    shows = (
        Show(exhibition, counted.get(exhibition.pk, 0), tuple(progress(exhibition)))
        for exhibition in Exhibition.objects.all()[:20]
    )
    return Desk(tuple(shows), tuple(task for task in tasks(user) if task.count))


PARTS = {
    Section: "exhibition",
    Panel: "section__exhibition",
    Exhibit: "panel__section__exhibition",
    Essay: "exhibition",
    Dataset: "exhibition",
}


def progress(exhibition: Exhibition) -> list[Progress]:
    """Per language: texts written, of those that have a source; one query per kind of part."""
    done, total = dict.fromkeys(LANGUAGES, 0), dict.fromkeys(LANGUAGES, 0)
    for model, path in {Exhibition: "pk", **PARTS}.items():
        row = model.objects.filter(**{path: exhibition.pk}).aggregate(**text_counts(model))
        for code in LANGUAGES:
            done[code] += row[f"done_{code}"] or 0
            total[code] += row["total"] or 0
    page = reverse("admin:exhibits_exhibition_contents", args=[exhibition.pk])
    return [Progress(c, NAMES[c], done[c], total[c], f"{page}?language={c}") for c in LANGUAGES]


def text_counts(model: type) -> dict:
    """Aggregates: texts that have a source, and those of them written in each language."""
    fields = translated_fields(model)

    def total(condition) -> Count:
        parts = [Count("pk", filter=condition(field)) for field in fields]
        return sum(parts[1:], parts[0])

    def has_source(field: str) -> Q:
        found = Q()
        for code in LANGUAGES:
            found |= Q(source_language=code) & written(column(field, code))
        return found

    counts = {
        f"done_{code}": total(lambda f, c=code: has_source(f) & written(column(f, c)))
        for code in LANGUAGES
    }
    return {"total": total(has_source), **counts}


def tasks(user: AbstractBaseUser) -> list[Task]:
    """What stands open, as far as this person can mend it."""
    found = []
    if user.has_perm("archive.change_digitalobject"):
        found += [alt_task(), scans_task()]
    if user.has_perm("archive.change_archivalitem"):
        found.append(description_task())
    if user.has_perm("exhibits.change_panel"):
        panels = reverse("admin:exhibits_panel_changelist")
        empty = Panel.objects.filter(~Exists(Exhibit.objects.filter(panel=OuterRef("pk"))))
        found.append(Task(_("Panels that show no document"), empty.count(), f"{panels}?shows=no"))
        hidden = Exhibit.objects.exclude(open_now("item__")).values("panel").distinct()
        found.append(
            Task(_("Panels whose document is not public"), hidden.count(), f"{panels}?shows=hidden")
        )
    return found + translations_open(user)


def may_write(user: AbstractBaseUser, code: str) -> bool:
    return user.has_perm(f"translations.translate_{code}")


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


def untranslated(model: type, title: str, code: str) -> Task:
    """Objects with a text in their source language that have none in this one."""
    count = model.objects.filter(missing_in(model, code)).count()
    listed = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return Task(title % {"language": IN_WORDS[code]}, count, f"{listed}?missing={code}")


def translations_open(user: AbstractBaseUser) -> list[Task]:
    kinds = [
        (Panel, _("Panels with texts missing in %(language)s")),
        (Essay, _("Essays with texts missing in %(language)s")),
        (ArchivalItem, _("Archival items with texts missing in %(language)s")),
    ]
    codes = [code for code in LANGUAGES if may_write(user, code)]
    return [untranslated(model, title, code) for code in codes for model, title in kinds]
