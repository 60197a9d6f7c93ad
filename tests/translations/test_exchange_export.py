"""What goes into a file: chosen parts, kinds, states and languages; how the file looks."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from openpyxl import load_workbook

from tests.make import make_essay, make_exhibit, make_item, make_page, make_panel, make_section
from tests.translations.exchanged import entries, exported, key, schema, unit_of
from translations.exchange import exporting
from translations.exchange.choosing import Choice
from translations.exchange.formats import FORMATS
from translations.units import actions


@pytest.fixture
def panel(db):
    return make_exhibit(caption_en="A receipt", caption_ja="受領書").panel


def keys(folder, scope: str, language: str = "ja", **choice) -> list[str]:
    return list(entries(exported(folder, scope, "csv", language, **choice)))


def test_texts_come_in_reading_order(panel, tmp_path):
    section, exhibition = panel.section, panel.section.exhibition
    essay, exhibit = make_essay(exhibition, title_en="Essay"), panel.exhibits.get()
    found = keys(tmp_path, panel.translation_scope())
    wanted = [
        *(key(exhibition, "title"), key(section, "title"), key(panel, "title")),
        *(key(panel, "event_text"), key(exhibit, "caption"), key(essay, "title")),
    ]
    assert [one for one in found if one in wanted] == wanted


def test_a_part_holds_what_lies_below_it(panel, tmp_path):
    other = make_section(panel.section.exhibition)
    below = make_panel(make_section(panel.section.exhibition, parent=panel.section))
    part = f"exhibits.section:{panel.section.pk}"
    found = keys(tmp_path, panel.translation_scope(), parts=frozenset([part]))
    assert key(below, "title") in found and key(panel.exhibits.get(), "caption") in found
    assert key(other, "title") not in found and key(panel.section.exhibition, "title") not in found


def test_kinds_and_persons(panel, cast, tmp_path):
    scope, ja = panel.translation_scope(), cast["translator-ja"]
    found = keys(tmp_path, scope, kinds=frozenset(["exhibits.exhibit"]))
    assert found == [key(panel.exhibits.get(), "caption")]
    type(unit_of(panel, "title")).objects.filter(pk=unit_of(panel, "title").pk).update(
        assigned_to=ja
    )
    assert keys(tmp_path, scope, assigned_to=ja.pk) == [key(panel, "title")]
    assert Choice(scope, "ja", person=ja).units().exists()
    assert not Choice(scope, "ja", person=cast["stranger"]).units().exists()


def test_every_text_is_in_one_state(panel, cast, tmp_path):
    scope = panel.translation_scope()
    panel.place_en, panel.place_ja = "Miyagi", ""
    panel.save()
    unit = unit_of(panel, "event_text")
    actions.approve(unit, actor=cast["reviewer"], version=unit.version)
    caption = unit_of(panel.exhibits.get(), "caption")
    actions.submit(caption, actor=cast["translator-ja"], version=caption.version)
    panel.title_en = "Blankets for Iwate"
    panel.save()
    found = {
        state: keys(tmp_path, scope, states=frozenset([state]))
        for state in ("missing", "in review", "approved", "outdated", "draft")
    }
    assert found["missing"] == [key(panel, "place")]
    assert found["in review"] == [key(panel.exhibits.get(), "caption")]
    assert found["approved"] == [key(panel, "event_text")]
    assert found["outdated"] == [key(panel, "title")]
    assert sum(map(len, found.values())) == len(keys(tmp_path, scope))


def test_an_archive_goes_out_without_an_outline(db, tmp_path):
    item = make_item()
    found = keys(tmp_path, "archive", source="mn")
    assert set(found) == {key(item.repository, "name"), key(item, "title")}


def test_plain_pages_go_out(db, tmp_path):
    page = make_page()
    assert key(page, "title") in keys(tmp_path, "pages", source="")


def test_a_file_of_one_pair_needs_one_source(db, tmp_path):
    make_page(source_language="en")
    make_page(source_language="mn", slug="other")
    choice = Choice("pages", "ja")
    with pytest.raises(exporting.ChoiceError, match="en, mn"):
        exporting.with_source(choice, FORMATS["po"])
    assert exporting.with_source(choice, FORMATS["xlsx"]) == choice
    assert exporting.with_source(Choice("pages", "en"), FORMATS["po"]).source == "mn"


def test_only_cells_of_the_target_and_the_state_are_unlocked(panel, tmp_path):
    sheet = load_workbook(exported(tmp_path, panel.translation_scope(), "xlsx")).active
    names = [cell.value for cell in sheet[1]]
    assert sheet.protection.sheet and sheet.freeze_panes == "B2"
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation] == [
        '"draft,in review"'
    ]
    for row in sheet.iter_rows(min_row=2):
        free = {name for name, cell in zip(names, row, strict=True) if not cell.protection.locked}
        assert free == {"text_ja", "state"}
        assert all(cell.number_format == "@" and cell.quotePrefix for cell in row)


def test_a_text_that_no_cell_can_hold_is_left_out_and_said(panel, tmp_path):
    panel.event_text_en = "<p>" + "Blankets. " * 4_000 + "</p>"
    panel.save()
    path = exported(tmp_path, panel.translation_scope(), "xlsx")
    found = entries(path)[key(panel, "event_text")]
    assert (found.source, found.target) == ("", "")
    sheet = load_workbook(path).active
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert all(cell.protection.locked for cell in rows[key(panel, "event_text")])


def test_no_cell_of_a_csv_file_is_a_formula(db, tmp_path):
    for text in ("=1+1", "+1", "-1", "@a", "＝1", "\t=1"):
        make_panel(make_section(title_en=text), title_en=text, title_ja=text, place_en=text)
    for scope in {panel.translation_scope() for panel in make_panel().__class__.objects.all()}:
        text = exported(tmp_path, scope, "csv").read_text("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [cell for cell in row if cell[:1] in set("=+-@＝＋－＠\t\r")]


@pytest.mark.parametrize(
    ("name", "file"), [("xliff12", "xliff-core-1.2-strict.xsd"), ("xliff20", "xliff_core_2.0.xsd")]
)
def test_an_outdated_text_without_a_limit_or_note_is_valid_too(panel, tmp_path, name, file):
    panel.title_en, panel.event_text_en = "New <title>", "<p>a<br>b <strong>c</strong></p>"
    panel.event_text_ja = "<h2>x</h2><p><strong>c</strong><strong>c</strong></p>"
    panel.save()
    rules = schema(file)
    rules.assertValid(etree.parse(str(exported(tmp_path, panel.translation_scope(), name))))


def test_the_schema_refuses_what_is_no_xliff(panel, tmp_path):
    path = exported(tmp_path, panel.translation_scope(), "xliff12")
    root = etree.parse(str(path))
    next(root.iter("{*}trans-unit")).set("colour", "red")
    assert not schema("xliff-core-1.2-strict.xsd").validate(root)


@pytest.mark.parametrize("name", FORMATS)
def test_queries_do_not_grow_with_the_exhibition(panel, tmp_path, name):
    scope = panel.translation_scope()

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            exported(tmp_path, scope, name)
        return len(captured)

    before = count()
    for _number in range(20):
        make_exhibit(make_panel(panel.section))
    assert count() == before <= 16


def test_the_name_of_a_file_says_what_is_in_it():
    name = exporting.file_name(Choice("exhibition-3", "ja", "en"), FORMATS["xliff20"])
    assert name.startswith("exhibition-3-en-ja-20") and name.endswith(".xlf")


def test_the_command_writes_a_file(panel, tmp_path, capsys):
    scope, path = panel.translation_scope(), tmp_path / "a.po"
    options = {"language": "ja", "format": "po"}
    call_command("export_translations", scope, path, state=["draft"], **options)
    assert key(panel, "title") in entries(path)
    assert f"written to {path}" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no scope"):
        call_command("export_translations", "exhibition-999", path, **options)
    with pytest.raises(CommandError, match="no such texts"):
        call_command("export_translations", scope, path, state=["approved"], **options)
