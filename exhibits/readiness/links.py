"""Links in rich texts to addresses of this site at which there is nothing."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import models
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override

from exhibits.linting import edit_url
from exhibits.models import Essay, Exhibition, Panel, Section
from exhibits.readiness.findings import Finding, title_of, what_is
from exhibits.readiness.targets import Targets
from translations.board.links import desk_url
from translations.texts import LANGUAGES, exact

HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
RICH = {
    Exhibition: ("foreword",),
    Section: ("introduction",),
    Panel: ("event_text", "record_note"),
    Essay: ("body",),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written in a text of an object."""

    obj: models.Model
    language: str
    href: str


def broken_links(exhibition: Exhibition, objects: Iterable[models.Model]) -> Iterator[Finding]:
    """As many queries as there are kinds of targets, however many links there are."""
    found = [link for obj in objects for link in links_of(obj)]
    asked = [(link, aim) for link in found if (aim := aim_of(link)) is not None]
    targets = Targets(exhibition, [aim.match for _link, aim in asked if aim.match])
    for link, aim in asked:
        if sentence := fault(targets, aim):
            yield finding(link, sentence)
    for link in found:
        if link.href.startswith("#") and not targets.has_own(link.obj, link.href[1:]):
            yield finding(link, _("“%(address)s” names a place that its page does not have."))


def fault(targets: Targets, aim: "Aim") -> str:
    if not aim.match:
        return _("“%(address)s” is no address of this site.")
    if not targets.is_there(aim.match):
        return _("“%(address)s” leads to something that readers do not find.")
    if aim.anchor and not targets.has_anchor(aim.match, aim.anchor):
        return _("“%(address)s” names a place that its page does not have.")
    return ""


def links_of(obj: models.Model) -> Iterator[Link]:
    for name in RICH[type(obj)]:
        for code in LANGUAGES:
            text = exact(obj, name, code)
            for href in HREF.findall(text) if "<a" in text else ():
                yield Link(obj, code, html.unescape(href).strip())


@dataclass(frozen=True, slots=True)
class Aim:
    """What an address of this site means; no match where it means nothing."""

    match: ResolverMatch | None
    anchor: str = ""


def aim_of(link: Link) -> Aim | None:
    """None for other hosts, mail addresses, and places on the same page."""
    href = link.href.removeprefix(settings.SITE_URL) or "/"
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    return Aim(meaning(unquote(parts.path), link.language), unquote(parts.fragment))


def meaning(path: str, language: str) -> ResolverMatch | None:
    """A path without a language is led on to the reader's."""
    first = path.split("/", 2)[1]
    code = first if first in LANGUAGES else language
    with override(code):
        for tried in (path, f"/{code}{path}"):
            try:
                return resolve(tried)
            except Resolver404:
                continue
    return None


def finding(link: Link, sentence: str) -> Finding:
    obj, source = link.obj, link.obj.source_language
    at_form = edit_url(obj._meta.model_name, obj.pk, source, source)
    is_source = link.language == source
    return Finding(
        kind="links",
        language=link.language,
        title=title_of(obj),
        what=what_is(type(obj)),
        sentence=sentence % {"address": link.href},
        url=at_form if is_source else desk_url(type(obj), obj.pk, link.language),
    )
