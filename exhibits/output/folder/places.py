"""Where each address of the site stands in the folder.

Pages are found by the address that the site gives them. Pages that only the folder has (search,
items on show, the edition itself) have addresses of their own: ``/ja/~search``.
"""

import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from archive.reading.citation_formats import FORMATS
from exhibits.editions.contents import Contents
from exhibits.output.imprint import on_site
from exhibits.output.pictures import OpenPictures, copy_of

OWN = {"search": "search.html", "items": "items/index.html", "edition": "edition.html"}
ACCENT = re.compile(r"/accent/[0-9a-f-]+\.css$")
ARCHIVE = re.compile(r"/[a-z]{2}/archive/")
ACCENT_FILE = "static/accent.css"


class Places:
    """Answers for addresses, and notes which files the pages need.

    ``pages`` leads from an address to a file of the folder; ``copies`` and ``statics`` are what
    was asked for: from the file in the folder to its name in the storage.
    """

    def __init__(self, contents: Contents, item_pages: dict[int, int], pictures: OpenPictures):
        self.pictures = pictures
        self.pages: dict[str, str] = {}
        self.copies: dict[str, str] = {}
        self.statics: dict[str, str] = {}
        self.languages = contents.languages
        self.own_names = own_names()
        for language in contents.languages:
            self.add_story(contents, language)
            self.add_items(item_pages, language)
            for name, file in OWN.items():
                self.pages[f"/{language}/~{name}"] = f"{language}/{file}"
            self.pages[f"/{language}/~words"] = f"search/{language}.js"

    def add_story(self, contents: Contents, language: str) -> None:
        home = urlsplit(contents.front(language).head.url).path
        self.pages[f"/{language}/"] = self.pages[home] = f"{language}/index.html"
        for chapter in contents.chapters(language):
            self.pages[f"{home}{chapter.slug}/"] = f"{language}/chapters/{chapter.slug}.html"
        for paper in contents.essays(language):
            self.pages[f"{home}essays/{paper.slug}/"] = f"{language}/essays/{paper.slug}.html"

    def add_items(self, item_pages: dict[int, int], language: str) -> None:
        """``item_pages`` is the number of page images by the item's key."""
        for pk, count in item_pages.items():
            address, file = f"/{language}/archive/items/{pk}/", f"{language}/items/{pk}"
            self.pages[address] = self.pages[f"{address}?page=1"] = f"{file}.html"
            for form in FORMATS:
                self.pages[f"{address}citation.{form}"] = f"{file}.{form}"
            for number in range(2, count + 1):
                self.pages[f"{address}?page={number}"] = f"{file}-{number}.html"

    def mapping(self, source: str):
        """What ``readdressed`` asks, for a page that stands at ``source`` in the folder."""

        def target(address: str) -> str | None:
            address = on_site(address)
            whole, _hash, fragment = address.partition("#")
            if (file := self.file(whole)) is None:
                return self.outside(address)
            return relative(source, file) + (f"#{fragment}" if fragment else "")

        return target

    def file(self, address: str) -> str | None:
        """The file of the folder that an address leads to, noted as needed."""
        if page := self.pages.get(unquote(address)):
            return page
        path = urlsplit(address).path
        if ACCENT.fullmatch(path):
            return ACCENT_FILE
        if path.startswith(settings.STATIC_URL):
            name = path.removeprefix(settings.STATIC_URL)
            name = self.own_names.get(name, name)
            self.statics[f"static/{name}"] = name
            return f"static/{name}"
        if path.endswith(".jpg") and (copy := self.pictures(address)):
            file = copy.name.replace("derivatives/", "pictures/", 1)
            self.copies[file] = copy.name
            return file
        return None

    def outside(self, address: str) -> str | None:
        """An address that leads out of the folder: to the site where that is a page to read."""
        if address.endswith("/info.json"):  # of a zoom; the folder brings its own
            return None
        if copy_of(address):
            return None
        if address.startswith(("http://", "https://", "//")):
            return address
        if ARCHIVE.match(address) or address.startswith((settings.MEDIA_URL, "?")):
            return None
        return settings.SITE_URL + address if address.startswith("/") else None


def own_names() -> dict[str, str]:
    """Names of static files by those that carry a hash."""
    hashed = getattr(staticfiles_storage, "hashed_files", {})
    return {name: own for own, name in hashed.items()}


def relative(source: str, target: str) -> str:
    """The way from one file of the folder to another, as a page writes it."""
    return quote(posixpath.relpath(target, posixpath.dirname(source) or "."), safe="/,-._~")
