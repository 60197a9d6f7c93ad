"""Addresses of the browse page that differ from the present one by a page or a value."""

from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int
    url: str
    is_current: bool


def address(
    params: QueryDict,
    *,
    page: int = 1,
    drop: tuple[str, str] | None = None,
    without: Container[str] = (),
    more: str = "",
) -> str:
    """The query string with another page, without one value or filter, or with a whole facet."""
    query = params.copy()
    for name in list(query):
        kept = [v for v in query.getlist(name) if v and (name, v.strip()) != drop]
        kept = [] if name == "page" or name in without else kept
        query.setlist(name, kept) if kept else query.pop(name)
    if more:
        query.appendlist("more", more)
    if page > 1:
        query["page"] = str(page)
    return f"?{query.urlencode()}"


def without_empty(params: QueryDict) -> str | None:
    """The query string without the fields of a form that were left empty; None where none was."""
    told = [(name, value) for name, values in params.lists() for value in values]
    kept = [pair for pair in told if pair[1]]
    if len(kept) == len(told):
        return None
    return f"?{urlencode(kept)}" if kept else ""


def page_links(paginator: Paginator, current: int, params: QueryDict):
    for number in paginator.get_elided_page_range(current, on_each_side=2, on_ends=1):
        if isinstance(number, int):
            yield PageLink(number, address(params, page=number), number == current)
        else:
            yield PageLink(0, "", False)
