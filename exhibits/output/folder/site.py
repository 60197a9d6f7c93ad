"""Everything of the folder, in order."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import override

from exhibits.composition.structures import ExhibitionPage
from exhibits.editions.contents import Contents
from exhibits.output.bag import close_bag
from exhibits.output.book import write_book
from exhibits.output.epub import write_epub
from exhibits.output.folder import documents, items
from exhibits.output.folder.files import (
    copy_pictures,
    copy_statics,
    copy_tiles,
    tile_source,
    write,
)
from exhibits.output.folder.pages import Download, Printer
from exhibits.output.folder.places import ACCENT_FILE, Places, relative
from exhibits.output.folder.words import Document, index
from exhibits.output.imprint import Imprint
from exhibits.output.pictures import OpenPictures
from exhibits.output.walking import only_open
from exhibits.views import ACCENT

SEARCH = ("output/search.js", "output/folder.css")
KINDS = {"pdf": write_book, "epub": write_epub}


def write_folder(
    contents: Contents,
    imprint: Imprint,
    target: Path,
    *,
    kinds: tuple[str, ...] = ("pdf", "epub"),
    report: Callable[[str], object] = lambda line: None,
) -> None:
    """Fills the empty folder ``target`` with the edition, as a closed bag.

    ``kinds`` of books to be made for each language. Raises OSError when the disk refuses.
    """
    Folder(contents, imprint, target, report).write(kinds)


class Folder:
    """An export in the making; ``data`` is what readers open."""

    def __init__(self, contents: Contents, imprint: Imprint, target: Path, report: Callable):
        self.contents, self.imprint, self.target, self.report = contents, imprint, target, report
        self.data = target / "data"
        self.items = items.items_on_show(contents)
        self.places = Places(contents, self.items, OpenPictures())
        self.fronts = {code: self.open_front(code) for code in contents.languages}
        titles = {code: page.head.title for code, page in self.fronts.items()}
        self.printer = Printer(self.places, imprint, titles)

    def open_front(self, language: str) -> ExhibitionPage:
        """The entrance, without a cover that readers may no longer see."""
        front = self.contents.front(language)
        is_open = front.cover and self.places.pictures(front.cover.src)
        return front if is_open else replace(front, cover=None)

    def write(self, kinds: tuple[str, ...]) -> None:
        self.write_books(kinds)
        sources = self.write_tiles()
        for language in self.contents.languages:
            found = [*self.write_story(language), *self.write_items(language, sources)]
            write(self.data / f"search/{language}.js", index(found, language))
            self.report(f"{language}: {len(found)} texts")
        self.write_entrance()
        self.write_files()
        close_bag(self.target, self.bag_info())

    def write_books(self, kinds: tuple[str, ...]) -> None:
        for language in self.contents.languages:
            for kind in kinds:
                content = KINDS[kind](self.contents, self.imprint, language)
                file = f"books/{self.imprint.name}-{language}.{kind}"
                write(self.data / file, content)
                self.places.pages[f"/~{file}"] = file
                download = Download(kind, language, f"/~{file}", len(content))
                self.printer.downloads.append(download)
                self.report(f"{file}: {len(content):,} bytes")

    def write_tiles(self) -> dict[tuple[int, int], Callable[[str], str]]:
        """For each page image with tiles (key of the item, number) what makes its source."""
        found = {}
        for pk in self.items:
            for number, page in enumerate(items.page_images(pk), 1):
                if copy_tiles(page, self.data):
                    base = f"tiles/{page.image_id}"
                    found[pk, number] = lambda file, page=page, base=base: tile_source(
                        page, relative(file, base)
                    )
        return found

    def put(self, address: str, template: str, context: dict) -> str:
        file, html = self.printer.page(address, template, context)
        write(self.data / file, html)
        return file

    def write_story(self, language: str) -> Iterator[Document]:
        """Front, chapters and essays; gives what can be found in them."""
        front = self.fronts[language]
        home = front.head.url
        file = self.put(home, "exhibits/exhibition.html", {"page": front})
        yield from documents.of_front(front, file)
        for chapter in self.contents.chapters(language):
            section = only_open(chapter.page.section, self.is_open)
            page = replace(chapter.page, section=section)
            file = self.put(f"{home}{chapter.slug}/", "exhibits/section.html", {"page": page})
            yield from documents.of_chapter(page, file)
        for paper in self.contents.essays(language):
            address = f"{home}essays/{paper.slug}/"
            file = self.put(address, "exhibits/essay.html", {"page": paper.page})
            yield from documents.of_essay(paper.page, file)
        for name in ("search", "edition"):
            self.put(f"/{language}/~{name}", f"output/{name}.html", {"page": front})

    def is_open(self, exhibit) -> bool:
        return items.key_of(exhibit.url) in self.items

    def write_items(self, language: str, sources: dict) -> Iterator[Document]:
        rows = []
        for pk, count in self.items.items():
            for number in range(1, max(count, 1) + 1):
                page = items.item_page(pk, number, language)
                address = page.url if number == 1 else f"{page.url}?page={number}"
                file = self.places.pages[address]
                make = sources.get((pk, number))
                context = {"page": page, "tiles": make(file) if make else ""}
                self.put(address, "archive/item.html", context)
                if number == 1:
                    rows.append(items.row_of(page))
                    yield documents.of_item(page, file)
            for address, content in items.citation_files(pk, language, self.imprint.day):
                write(self.data / self.places.pages[address], content)
        context = {"page": self.fronts[language], "rows": rows}
        self.put(f"/{language}/~items", "output/items.html", context)

    def write_entrance(self) -> None:
        """The choice of the language: in the bag and, for who opens the bag, beside it."""
        for file, base in (("data/index.html", ""), ("index.html", "data/")):
            fronts = [(code, self.fronts[code], self.lines[code]) for code in self.places.languages]
            html = render_to_string("output/entrance.html", {"fronts": fronts, "base": base})
            write(self.target / file, html)

    @cached_property
    def lines(self) -> dict[str, str]:
        return {code: self.imprint.line(code) for code in self.places.languages}

    def write_files(self) -> None:
        head = self.fronts[self.contents.languages[0]].head
        colours = {"light": head.accent[1:], "dark": head.accent_dark[1:]}
        write(self.data / ACCENT_FILE, ACCENT.format(**colours))
        copy_statics({*self.places.statics.values(), *SEARCH}, self.data)
        copy_pictures(self.places.copies, self.data)

    def bag_info(self) -> dict[str, str]:
        front = self.fronts[self.contents.languages[0]]
        with override("en"):
            return {
                "Bagging-Date": self.imprint.day.isoformat(),
                "External-Identifier": self.imprint.address(self.contents.languages[0]),
                "External-Description": f"{front.head.title}. {self.imprint.line('en')}",
                "Internal-Sender-Identifier": self.imprint.permanent_address,
                "Content-Languages": ", ".join(self.imprint.languages),
                "Content-Checksum": self.imprint.content_hash,
            }
