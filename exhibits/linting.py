"""What belongs together in an exhibition: a panel's date and its text, a record and its code."""

import datetime
from collections.abc import Iterable, Iterator

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exhibits.models import Exhibit, Panel
from translations.checks.reading import Reading, read
from translations.checks.registry import ObjectFinding, Rule
from translations.richtext import plain_text
from translations.texts import LANGUAGES, exact

FIELDS = ("title", "event_text", "record_note")

DATE_ELSEWHERE = _("The panel is dated %(date)s; its text speaks of %(found)s.")
NO_CODE = _("“%(item)s” is shown without a reference code.")
NAMESAKE_HAS_CODE = _(
    "“%(item)s” is shown without a reference code; another record of that title has %(code)s."
)


def panels_of(scope: str) -> models.QuerySet[Panel]:
    number = scope.partition("-")[2]
    return Panel.objects.filter(section__exhibition=number if number.isdecimal() else None)


def dates_of_panels(scope: str) -> Iterator[ObjectFinding]:
    """Panels whose texts name days of which none lies within the panel's date."""
    for panel in panels_of(scope).exclude(date="").order_by("section", "order", "id"):
        for language in LANGUAGES:
            yield from date_findings(panel, language)


def date_findings(panel: Panel, language: str) -> Iterator[ObjectFinding]:
    texts = [plain_text(exact(panel, name, language)) for name in FIELDS]
    reading = read("\n".join(texts), language)
    if found := day_elsewhere(panel, reading):
        yield ObjectFinding(
            obj=panel,
            message=DATE_ELSEWHERE,
            parts={"date": panel.display_date(language), "found": found},
            language=language,
            about=(panel.date, *texts),
            edit_url=edit_url("panel", panel.pk, language, panel.source_language),
        )


def day_elsewhere(panel: Panel, reading: Reading) -> str:
    """The first day that the text names, when it names none within the panel's date; or empty."""
    first, last = panel.date_earliest, panel.date_latest
    days = [day for day in reading.days if day.day and day.month]
    if first is None or last is None or not days:
        return ""
    fits = any(is_within(day.month, day.day, first, last) for day in days)
    return "" if fits else days[0].written


def is_within(month: int, day: int, first: datetime.date, last: datetime.date) -> bool:
    """Whether such a day comes between the two."""
    for year in {first.year, last.year, min(first.year + 1, last.year)}:
        try:
            if first <= datetime.date(year, month, day) <= last:
                return True
        except ValueError:  # 29 February of another year
            continue
    return False


def citations_without_code(scope: str) -> Iterator[ObjectFinding]:
    """Records on show that have no reference code; one of the same title may have one."""
    shown = list(exhibits_of(scope))
    codes = {
        title: e.item.reference_code for e in shown if e.item.reference_code for title in titles(e)
    }
    for exhibit in shown:
        if not exhibit.item.reference_code:
            code = next((codes[title] for title in titles(exhibit) if title in codes), "")
            yield without_code(exhibit, code)


def exhibits_of(scope: str) -> Iterable[Exhibit]:
    number = scope.partition("-")[2]
    exhibits = Exhibit.objects.filter(
        panel__section__exhibition=number if number.isdecimal() else None
    )
    return exhibits.select_related("item").order_by("panel__section", "panel__order", "order", "id")


def titles(exhibit: Exhibit) -> list[str]:
    return [title for code in LANGUAGES if (title := exact(exhibit.item, "title", code))]


def without_code(exhibit: Exhibit, code: str) -> ObjectFinding:
    item = exhibit.item
    known = {"item": str(item.text("title"))}
    return ObjectFinding(
        obj=exhibit,
        message=NAMESAKE_HAS_CODE if code else NO_CODE,
        parts=known | {"code": code} if code else known,
        about=(str(item.pk), code),
        edit_url=reverse("admin:archive_archivalitem_change", args=[item.pk]),
    )


def edit_url(model: str, key: int, language: str, source: str) -> str:
    page = reverse(f"admin:exhibits_{model}_change", args=[key])
    return page if language == source else f"{page}?language={language}"


DATES = Rule(
    "panel-dates",
    _("Date of the panel"),
    _("A text that names days names one within the date of its panel."),
    dates_of_panels,
)
CITATIONS = Rule(
    "citations",
    _("Citations without a code"),
    _("A record on show can be found again only by its reference code."),
    citations_without_code,
)
