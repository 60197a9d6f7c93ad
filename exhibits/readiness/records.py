"""Records on show: readers may not see them, have no code, or contradict the panel's date."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models import ArchivalItem
from exhibits.models import Exhibit, Exhibition
from exhibits.readiness.findings import Finding, title_of, what_is
from translations.checks.dismissals import dismissed
from translations.checks.linting import object_row
from translations.checks.registry import ObjectFinding, Rule


def item_url(key: int) -> str:
    return reverse("admin:archive_archivalitem_change", args=[key])


def hidden_records(exhibits: Iterable[Exhibit]) -> Iterator[Finding]:
    for exhibit in exhibits:
        if not exhibit.item.is_open:
            yield Finding(
                kind="hidden",
                language="",
                title=title_of(exhibit.item),
                what=what_is(ArchivalItem),
                sentence=why_hidden(exhibit.item),
                url=item_url(exhibit.item_id),
            )


def why_hidden(item: ArchivalItem) -> str:
    if not item.is_public:
        return _("It is not public: readers do not see it in its panel.")
    day = date_format(item.closed_until)
    return _("It is closed until %(day)s: readers do not see it in its panel.") % {"day": day}


def by_rule(exhibition: Exhibition, kind: str, rule: Rule) -> Iterator[Finding]:
    """What a rule about objects finds, but for what somebody has dismissed with a reason."""
    found = [(f, object_row(rule, f).place) for f in rule.find(exhibition.translation_scope())]
    places = [place for _finding, place in found]
    known = dismissed((p.content_type_id for p in places), (p.object_id for p in places))
    for finding, place in found:
        if place not in known:
            yield of_object(finding, kind)


def of_object(finding: ObjectFinding, kind: str) -> Finding:
    return Finding(
        kind=kind,
        language=finding.language,
        title=title_of(getattr(finding.obj, "item", finding.obj)),
        what=what_is(type(finding.obj)),
        sentence=str(finding),
        url=finding.edit_url,
    )
