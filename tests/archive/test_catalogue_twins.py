"""Rows whose unit is here already under another id: every one is said, none is merged."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from archive.catalogue import importing
from archive.catalogue.items import Items
from archive.catalogue.report import MOST_TWINS, Report, Twin
from archive.catalogue.twins import note_twins
from archive.models import ArchivalItem, CatalogueImport, FormerCode
from tests.archive.test_catalogue_admin import send
from tests.make import make_item, make_repository
from tests.reading import links, tree, words
from translations.exchange.csv_files import CsvFile, Row

HEAD = "id,repository,reference_code,title_en,former_codes\n"


@pytest.fixture
def repository(db):
    return make_repository(source_id="r")


@pytest.fixture
def reported(tmp_path):
    """``reported(rows)``: the report on a file, or what came of it with ``apply=True``."""

    def read(rows: str, *, apply: bool = False) -> Report:
        path = tmp_path / "items.csv"
        path.write_text(HEAD + rows)
        kind = Items()
        work = importing.apply if apply else importing.report_on
        return work(kind, CsvFile(path, kind.columns))

    return read


@pytest.mark.parametrize(
    "code",
    ["Ф-59, Д-1, ХН-548", "フォンド59、ファイル1、ユニット548", "59-1-548", "Fund-59, Unit-548"],
)
def test_the_same_unit_in_any_grammar(repository, reported, code):
    item = make_item(repository=repository)
    report = reported(f'b,r,"{code}",Another title,\n')
    (twin,) = report.twins
    assert (twin.line, twin.id, twin.item, twin.others) == (2, "b", item.pk, 0)
    assert (twin.code, twin.title) == (item.reference_code, item.title_en)


def test_nothing_is_merged_and_the_file_can_be_brought_in(repository, reported):
    item = make_item(repository=repository)
    report = reported("b,r,Ф-59 ХН-548,Another title,\n", apply=True)
    assert report.is_applied and len(report.twins) == 1
    assert ArchivalItem.objects.count() == 2
    item.refresh_from_db()
    assert item.source_id is None
    # Now it is known by its id: nothing is new.
    assert reported("b,r,Ф-59 ХН-548,Another title,\n").twins == []


def test_former_codes_of_the_unit_and_of_the_row(repository, reported):
    renumbered = make_item(repository=repository, reference_code="Fund-60, File-1, Unit-1")
    FormerCode.objects.create(item=renumbered, code="Fund-7, File-1, Unit-3")
    report = reported('a,r,"Ф-7, Д-1, ХН-3",Old,\nb,r,New code,New,"Ф-60, Д-1, ХН-1"\n')
    assert [twin.item for twin in report.twins] == [renumbered.pk] * 2


def test_what_only_looks_alike(repository, reported):
    other = make_repository(source_id="o", name_en="Another archive")
    make_item(repository=other)
    make_item(repository=repository, reference_code="")
    make_item(repository=repository, reference_code="Fund-59, File-2, Unit-548")
    # Two documents of one folder in the same file are no secret to the sender.
    rows = 'a,r,"Fund-59, Unit-548",One,\nb,r,"Fund-59, Unit-548",Two,\nc,r,,No code,\n'
    assert reported(rows, apply=True).twins == []


def test_a_folder_of_many_documents(repository, reported):
    first = make_item(repository=repository)
    make_item(repository=repository), make_item(repository=repository)
    (twin,) = reported('b,r,"Fund-59, File-1, Unit-548",Fourth,\n').twins
    assert (twin.item, twin.others) == (first.pk, 2)


@pytest.mark.parametrize("size", [1, 400])
def test_three_queries_a_batch(repository, django_assert_num_queries, size):
    for number in range(3):
        make_item(repository=repository, reference_code=f"K-{number}")
    kind, report = Items(), Report()
    cells = [{"id": f"x{n}", "repository": "r", "reference_code": f"K-{n}"} for n in range(size)]
    entries = [kind.entry(Row(n, cell), report) for n, cell in enumerate(cells, 2)]
    with django_assert_num_queries(3):
        note_twins(entries, kind.repositories, report)
    assert report.twin_count == min(size, 3)


def test_the_list_ends_somewhere():
    report = Report()
    for line in range(MOST_TWINS + 5):
        report.note_twin(Twin(line, "x", 1, "K-1", "Title", 1))
    kept = Report.from_json(report.as_json())
    assert (len(kept.twins), kept.twin_count) == (MOST_TWINS, MOST_TWINS + 5)
    assert kept.twins[0] == report.twins[0]


def test_the_command_says_line_title_and_address(repository, tmp_path, capsys):
    item = make_item(repository=repository)
    path = tmp_path / "items.csv"
    path.write_text(HEAD + 'b,r,"Ф-59, Д-1, ХН-548",Another,\n')
    call_command("import_items", path)
    said = capsys.readouterr().out
    assert "line 2: b may be here already" in said
    assert item.title_en in said and item.get_absolute_url() in said


def test_the_page_lists_them_with_links(repository, log_in):
    item = make_item(repository=repository)
    curator = log_in("curator")
    page = tree(send(curator, HEAD + 'b,r,"Ф-59, Д-1, ХН-548",Another,\n'))
    section = "//section[@aria-labelledby='catalogue-twins']"
    assert words(page, f"{section}//td")[:2] == ["2", "b"]
    change = reverse("admin:archive_archivalitem_change", args=[item.pk])
    assert links(page, section) == [change]
    assert page.xpath("//form[contains(@action, '/apply/')]")
    assert CatalogueImport.objects.get().report["twin_count"] == 1
