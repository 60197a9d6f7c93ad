"""A walk along every link of the public site, and one page of every kind."""

import re
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html

LANGUAGES = ("en", "ja", "mn")
# What no link leads to: a filtered list, an empty one, one asked wrongly, a wrong address.
FILTERED, NOTHING = "archive/?q=1972&digitised=1", "archive/?q=zzzzzz"
WRONG, UNKNOWN = "archive/?date_from=someday", "nowhere/"
YEARS = "archive/?date_from=2010&date_to=2011"
UNLINKED = (FILTERED, NOTHING, WRONG, YEARS, UNKNOWN)
PAGES = re.compile(r"/(en|ja|mn)/")
# An edition has the pages of the exhibition once more; its front is enough.
AGAIN = re.compile(r"/editions/\d+/.")


@dataclass(frozen=True)
class Document:
    """A page as the server sent it; ``path`` begins with a slash and keeps its query."""

    path: str
    status: int
    source: str

    @property
    def tree(self) -> html.HtmlElement:
        return html.fromstring(self.source.encode())

    @cached_property
    def classes(self) -> set[str]:
        return {word for value in self.tree.xpath("//@class") for word in value.split()}

    def has(self, name: str) -> bool:
        """Whether anything on the page has this class; ``!name``: whether nothing has."""
        return not name or (name.lstrip("!") in self.classes) != name.startswith("!")

    def links(self) -> Iterator[str]:
        """Addresses of other pages on this site, without their fragments.

        Years and filters lead to ever more of them: such links are marked for all who walk.
        """
        for href in self.tree.xpath("//a[not(@download) and not(@rel='nofollow')]/@href"):
            parts = urlsplit(urldefrag(urljoin(f"http://here{self.path}", href)).url)
            is_page = PAGES.match(parts.path) and not AGAIN.search(parts.path)
            if parts.netloc == "here" and is_page:
                yield parts.path + (f"?{parts.query}" if parts.query else "")


def fetch(base: str, path: str) -> Document:
    """One page, whatever its status."""
    try:
        with urllib.request.urlopen(base + path, timeout=30) as response:
            return Document(path, response.status, response.read().decode())
    except urllib.error.HTTPError as error:
        return Document(path, error.code, error.read().decode())


def walk(base: str) -> dict[str, Document]:
    """Every page that can be reached by links, and those that cannot, by path."""
    starts = [f"/{code}/{rest}" for code in LANGUAGES for rest in ("", *UNLINKED)]
    found, waiting = {}, deque(starts)
    while waiting:
        path = waiting.popleft()
        if path not in found:
            found[path] = fetch(base, path)
            waiting.extend(link for link in found[path].links() if link not in found)
    return found


CHAPTER, ITEM = r"exhibitions/[^/]+/(?!essays|editions)[^/]+/", r"archive/items/\d+/"
# A kind of page: its address after the language, and a class that only this kind has (! lacks).
KINDS: dict[str, tuple[str, str]] = {
    "home": ("", ""),
    "exhibition": (r"exhibitions/[^/]+/", ""),
    "chapter": (CHAPTER, "exhibit"),
    "chapter with groups": (CHAPTER, "group"),
    "chapter with figures": (CHAPTER, "dataset"),
    "chapter, partly translated": (CHAPTER, "fallback-note"),
    "editions": (r"exhibitions/[^/]+/editions/", ""),
    "essay": (r"exhibitions/[^/]+/essays/[^/]+/", "notes"),
    "item of several pages": (ITEM, "strip"),
    "item without pictures": (ITEM, "!page-image"),
    "browse": (r"archive/", ""),
    "browse, filtered": (re.escape(FILTERED), "chips"),
    "browse, nothing found": (re.escape(NOTHING), "lede"),
    "browse, asked wrongly": (re.escape(WRONG), "errors"),
    "browse, some years": (re.escape(YEARS), "timeline"),
    "places": (r"archive/names/\?kind=place", "map"),
    "place": (r"archive/names/\d+/", "map"),
    "plain page": (r"pages/[^/]+/", ""),
    "wrong address": (re.escape(UNKNOWN), "message-page"),
}


def of_kind(documents: dict[str, Document], kind: str, language: str) -> Document | None:
    """The first page of a kind in a language; ``None`` when the language has none."""
    address, name = KINDS[kind]
    fits: Callable[[str], object] = re.compile(f"/{language}/{address}").fullmatch
    return next((d for d in documents.values() if fits(d.path) and d.has(name)), None)
