"""Pages of the folder, rendered through the site's own templates."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override

from exhibits.composition.addresses import readdressed
from exhibits.output.folder.places import Places
from exhibits.output.imprint import Imprint
from translations.texts import NAMES, Text


@dataclass(frozen=True, slots=True)
class Download:
    """A book of the folder; ``address`` is a file of it."""

    kind: str
    language: str
    address: str
    size: int


@dataclass(slots=True)
class Kept:
    """What the frame of every page needs of the edition, in the page's language."""

    imprint: Imprint
    title: Text
    line: str
    switch: list[dict]
    address: str  # of the edition on the site
    here: str = ""  # search, items or edition
    downloads: list[Download] = field(default_factory=list)


class Reader(HttpRequest):
    """The request that templates ask for: that of a reader at an address of the site."""

    def __init__(self, address: str):
        super().__init__()
        parts, site = urlsplit(address), urlsplit(settings.SITE_URL)
        self.method, self.path = "GET", parts.path
        self.path_info = parts.path
        self.META = {"QUERY_STRING": parts.query}
        self.GET = QueryDict(parts.query)
        self.site = site

    @property
    def scheme(self) -> str:
        return self.site.scheme

    def get_host(self) -> str:
        return self.site.netloc


class Printer:
    """Renders pages for their places."""

    def __init__(self, places: Places, imprint: Imprint, titles: dict[str, Text]):
        self.places, self.imprint, self.titles = places, imprint, titles
        self.downloads: list[Download] = []

    def page(self, address: str, template: str, context: dict) -> tuple[str, str]:
        """The file of the folder and its HTML; ``address`` is the page's on the site."""
        language, file = address.split("/")[1], self.places.pages[address]
        with override(language):
            kept = self.kept(address, language)
            whole = {**context, "kept": kept, "frame": "output/frame.html"}
            html = render_to_string(template, whole, Reader(address))
        return file, readdressed(html, self.places.mapping(file))

    def kept(self, address: str, language: str) -> Kept:
        switch = [
            {
                "code": code,
                "name": NAMES[code],
                "url": f"/{code}/{address.split('/', 2)[2]}",
                "is_current": code == language,
            }
            for code in self.places.languages
        ]
        return Kept(
            self.imprint, self.titles[language], self.imprint.line(language), switch,
            self.imprint.address(language),
            here=address.partition("~")[2], downloads=self.downloads,
        )  # fmt: skip
