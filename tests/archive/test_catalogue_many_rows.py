"""Rows that are no longer in memory when they are needed: everything is found again."""

import pytest

from archive.catalogue import importing, items, kinds, links, seen_rows
from archive.catalogue.items import Items
from archive.catalogue.report import Report
from archive.catalogue.seen_rows import SeenRows
from archive.models import ArchivalItem, Name, Repository
from tests.make import make_item, make_repository
from translations.exchange.csv_files import CsvFile


@pytest.fixture
def forgetful(db, monkeypatch):
    """Two rows at a time, and nothing of them is remembered for the next two."""
    for module, name in [
        *((kinds, "AT_ONCE"), (items, "AT_ONCE"), (seen_rows, "AT_ONCE")),
        *((seen_rows, "NEAR"), (items, "NEAR"), (links, "_KEPT"), (kinds, "KEYS_AT_ONCE")),
    ]:
        monkeypatch.setattr(module, name, 2 if "AT_ONCE" in name else 0)
    make_repository(source_id="r")


def read(tmp_path, *rows: str, apply: bool = True) -> Report:
    path = tmp_path / "items.csv"
    head = "id,repository,reference_code,level,parent_id,title_mn,agents"
    path.write_text("\n".join([head, *rows]))
    kind = Items()
    work = importing.apply if apply else importing.report_on
    return work(kind, CsvFile(path, kind.columns))


def test_children_may_stand_long_before_their_parents(forgetful, tmp_path):
    for number in range(3):
        Name.objects.create(source_id=f"n{number}", name_mn=f"Д. Болд {number}")
    children = [f"i{n},r,Х-{n},item,f{n % 3},Захидал № {n},n{n % 3}" for n in range(9)]
    files = [f"f{n},r,Ф-{n},file,top,Хэргийн жагсаалт {n}," for n in range(3)]
    report = read(tmp_path, *children, *files, "top,r,Ф,fonds,,Найрамдлын нийгэмлэг,")
    assert (report.faults, report.created) == ([], 13)
    for item in ArchivalItem.objects.filter(level="item"):
        number = int(item.source_id[1:])
        assert item.parent.source_id == f"f{number % 3}"
        assert item.path == f"{item.parent.path}{item.pk}/"
        assert item.name_links.get().name.source_id == f"n{number % 3}"
    again = read(tmp_path, *children, *files, apply=False)
    assert (again.faults, again.left) == ([], 12)


def test_every_fault_is_named_however_far_apart_its_rows_are(forgetful, tmp_path):
    fine = [f"x{n},r,Х-{n},item,,Захидал № {n}," for n in range(7)]
    report = read(tmp_path, "a,r,1,file,b,А,", *fine, "b,r,2,file,a,Б,", "a,r,3,file,,В,")
    found = [(fault.line, fault.column) for fault in report.faults]
    assert found == [(2, "parent_id"), (10, "parent_id"), (11, "id")]
    assert "line 2" in report.faults[-1].reason
    report = read(tmp_path, "a,r,1,item,b,А,", *fine, "b,r,2,file,nothing,Б,")
    assert [(fault.line, fault.column) for fault in report.faults] == [(10, "parent_id")]
    assert not ArchivalItem.objects.exists()


def test_new_levels_are_compared_with_many_that_stay(forgetful, tmp_path):
    repository = Repository.objects.get()
    top = make_item(source_id="top", level="fonds", repository=repository)
    for number in range(5):
        make_item(source_id=f"s{number}", level="series", repository=repository, parent=top)
    changed = [f"s{number},,,file,,," for number in range(4)]
    report = read(tmp_path, "top,,,file,,,", *changed)
    assert [(fault.line, fault.column) for fault in report.faults] == [(2, "level")]


def test_ancestors_in_the_archive_count_for_the_depth(forgetful, tmp_path):
    above = None
    for number in range(14):
        above = make_item(
            source_id=f"d{number}", level="file", parent=above, repository=Repository.objects.get()
        )
    assert not read(tmp_path, "e,r,1,file,d13,Хавтас,").faults
    report = read(tmp_path, "f,r,2,file,e,Хавтас,")
    assert [(fault.line, fault.column) for fault in report.faults] == [(2, "parent_id")]


def test_a_long_chain_and_a_long_circle_are_told_apart():
    rows = SeenRows()
    for number in range(3_000):
        rows.add(f"chain-{number}", number).parent = f"chain-{number + 1}"
        rows.add(f"circle-{number}", number).parent = f"circle-{(number + 1) % 3_000}"
    rows.add("chain-3000", 3_000)
    for row in rows.unwritten:
        row.key = rows.next_key()
    rows.write()
    rows.settle_parents()
    rows.settle_depths()
    depths = [depth for _line, depth in rows.not_above(2_999)]
    assert sorted(set(depths), key=str) == [2_999, 3_000, None]
    assert depths.count(None) == 3_000
