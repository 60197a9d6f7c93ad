"""Files of strangers: what cannot be read is said, and harms nobody."""

import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.make import make_panel
from tests.translations.exchanged import edit, exported, key
from translations.exchange import formats, importing, sheet_xlsx
from translations.exchange.formats import FORMATS

XLIFF = b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'


@pytest.fixture
def panel(db):
    return make_panel()


def faults(path, name: str = "") -> str:
    report = importing.report_on(path, name or path.name, actor=None)
    assert report.changes == 0
    return " ".join(fault.words for fault in report.faults)


@pytest.mark.parametrize("version", ["xliff12", "xliff20"])
def test_no_entity_is_read(panel, tmp_path, version):
    secret = tmp_path / "secret"
    secret.write_text("hush")
    path = exported(tmp_path, panel.translation_scope(), version)
    text = path.read_text("utf-8").partition("?>")[2]
    dtd = f'<!DOCTYPE xliff [<!ENTITY x SYSTEM "file://{secret}">]>'
    path.write_text(dtd + text.replace("宮城への毛布", "&x;"), encoding="utf-8")
    assert "DOCTYPE" in faults(path)


def test_a_billion_laughs_end_at_once(panel, tmp_path):
    path = tmp_path / "laughs.xlf"
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(
        f'<!DOCTYPE xliff [<!ENTITY l0 "lol">{entities}]>'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="&l11;"/>'
    )
    assert faults(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlf", XLIFF + b"<file></xliff>", "well-formed"),
        ("a.xlf", b"<html><body/></html>", "not a file in XLIFF"),
        ("a.xlf", b"hello", "not an XLIFF file"),
        ("a.xlsx", b"PK\x03\x04 no zip", "not a workbook"),
        ("a.csv", b"", "empty"),
        ("a.csv", b" \r\n ", "empty"),
        ("a.csv", b"key;target;text_ja\r\n", "semicolons"),
        ("a.csv", b"key,target,text_xx\r\na,ja,b\r\n", "not a language of this site"),
        ("a.csv", b"title,field\r\na,b\r\n", "“key” is missing"),
        ("a.csv", b'key,target\r\n"a,ja\r\n', "never closed"),
        ("a.po", b'msgid "a"\nmsgtr "b"\n', "mistake in its form"),
        ("a.po", b'msgid "a"\nmsgstr "b"\n', "does not name a language"),
    ],
)
def test_what_cannot_be_read_is_said(db, tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    assert words in faults(path)


@pytest.mark.parametrize(
    ("encoding", "text", "words"),
    [
        ("utf-16", "宮城への毛布", "UTF-16"),
        ("cp932", "宮城への毛布、ウランバートルより", "Shift_JIS"),
        ("cp1251", "Миягид илгээсэн енжил", "1251"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.po", "a.xlf"])
def test_other_encodings_are_recognised(db, tmp_path, encoding, text, words, name):
    path = tmp_path / name
    starts = {
        "a.csv": f"key,target,text_ja\r\nexhibits.panel:1:title,ja,{text}\r\n",
        "a.po": f'msgid ""\nmsgstr "Language: ja\\n"\n\nmsgid "a"\nmsgstr "{text}"\n',
        "a.xlf": f"{XLIFF.decode()}<file><note>{text}</note></file></xliff>",
    }
    path.write_bytes(starts[name].encode(encoding))
    if name == "a.xlf" and encoding == "utf-16":
        assert faults(path) == ""  # XML says by its first bytes that it is UTF-16
    else:
        assert words in faults(path)


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(panel, tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_xlsx, "MOST_UNPACKED", 1_000_000)
    path = exported(tmp_path, panel.translation_scope(), "xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/bomb.xml", b"0" * 2_000_000)
    assert "too large" in faults(path)


def test_a_workbook_with_entities_is_not_read(panel, tmp_path):
    path = exported(tmp_path, panel.translation_scope(), "xlsx")
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/more.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "DOCTYPE" in faults(path)


def test_a_workbook_with_too_many_rows_is_not_read_to_its_end(panel, tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_xlsx, "MOST_ROWS", 2)
    path = exported(tmp_path, panel.translation_scope(), "xlsx")
    assert "more than 2 rows" in faults(path)


def test_formulas_dates_and_errors_in_cells_are_named(panel, tmp_path):
    path = exported(tmp_path, panel.translation_scope(), "xlsx")
    book = load_workbook(path)
    cells = [row[4] for row in book.active.iter_rows(min_row=2)]
    cells[0].value, cells[0].data_type = '=HYPERLINK("https://example.org")', "f"
    cells[1].value, cells[1].number_format = date(2011, 3, 12), "yyyy-mm-dd"
    book.save(path)
    found = faults(path)
    assert "text_ja: This cell holds a formula" in found and "made a date" in found


def test_a_large_file_is_refused(panel, tmp_path, monkeypatch):
    path = exported(tmp_path, panel.translation_scope(), "csv")
    monkeypatch.setattr(formats, "LARGEST", 100)
    assert "larger than" in faults(path)


def test_deep_nesting_is_refused(panel, tmp_path):
    path = tmp_path / "deep.xlf"
    head = f'<xliff xmlns="{formats.xliff20.NAMESPACE}" trgLang="ja" version="2.0"><file><unit>'
    path.write_text(head + "<pc>" * 5_000)
    assert "well-formed" in faults(path)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "wrong",
    [
        *("", "x", "exhibits.panel:0:title", "exhibits.panel:1:id", "exhibits.panel:1:slug"),
        *("auth.user:1:password", "exhibits.panel:99999999999999999999:title"),
        "exhibits.panel:987654321:title",
    ],
)
def test_keys_that_nothing_has(panel, tmp_path, name, wrong):
    path = exported(tmp_path, panel.translation_scope(), name)
    if name == "xlsx":
        edit(path, {key(panel, "title"): "x"}, key=wrong)
    else:
        text = path.read_text("utf-8").replace(key(panel, "title"), wrong)
        path.write_text(text, encoding="utf-8")
    found = faults(path)
    assert "no such text" in found or "no key" in found
