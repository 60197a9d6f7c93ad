"""The page “Find by citation”: a list of citations, and what each of them means."""

import csv
from collections.abc import Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from archive.finding.citation_reading import MOST
from archive.finding.known_units import Match
from archive.finding.units import Finding, find_many

MOST_LINES = 500
MOST_CHARACTERS = MOST_LINES * MOST
FORMULA = tuple("=+-@＝＋－＠\t\r\n'")


class CitationPages:
    """Mix into the admin of archival items."""

    def find(self, request: HttpRequest) -> HttpResponse:
        """One citation to a line; ``format=csv`` sends the table as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        text = request.POST.get("citations", "")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        problem = too_much(text, lines)
        found = [] if problem else find_many(lines, public_only=False)
        if found and request.POST.get("format") == "csv":
            return as_file(request, found)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Find by citation"),
            "opts": self.opts,
            "citations": text[:MOST_CHARACTERS],
            "problem": problem,
            "found": found,
            "tally": tally(found),
            "most": MOST_LINES,
        }
        return render(request, "admin/archive/citations/find.html", context)


def too_much(text: str, lines: list[str]) -> str:
    """A sentence when the list is longer than can be looked up at once."""
    if len(lines) > MOST_LINES or len(text) > MOST_CHARACTERS:
        words = gettext(
            "At most %(most)d citations are looked up at once; these are %(count)d lines. "
            "Please divide the list."
        )
        return words % {"most": MOST_LINES, "count": len(lines)}
    return ""


def tally(found: Iterable[Finding]) -> dict[str, int]:
    """How many citations mean exactly one unit, several, only something near, or nothing."""
    counts = {"one": 0, "several": 0, "near": 0, "none": 0}
    for finding in found:
        counts[outcome(finding)] += 1
    return counts


def outcome(finding: Finding) -> str:
    if finding.exact:
        return "one" if len(finding.exact) == 1 else "several"
    return "near" if finding.near else "none"


def as_file(request: HttpRequest, found: list[Finding]) -> HttpResponse:
    """One row for every unit that was found, exact or near; a row without one for nothing."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="citations.csv"'
    writer = csv.writer(response)
    writer.writerow(
        ["citation", "result", "identifier", "reference_code", "title", "address", "remark"]
    )
    for finding in found:
        for row in file_rows(request, finding):
            writer.writerow([harmless(cell) for cell in row])
    return response


def file_rows(request: HttpRequest, finding: Finding) -> Iterator[list[str]]:
    text = finding.reading.text
    for result, matches in (("exact", finding.exact), ("near", finding.near)):
        for match in matches:
            yield [text, result, *described(request, match)]
    if not (finding.exact or finding.near):
        yield [text, "nothing", "", "", "", "", finding.reason]


def described(request: HttpRequest, match: Match) -> list[str]:
    item = match.item
    address = request.build_absolute_uri(reverse("archive:item", args=[item.pk]))
    return [str(item.pk), item.reference_code, str(item.text("title")), address, match.reason]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
