"""What the figures rest on: generated items as the site would have saved them, honest medians."""

import pytest

from archive.models import ArchivalItem, Name
from search.models import SearchEntry
from search.rebuilding import rebuild
from tests.bench import browsing, catalogue, items, names, searching, table
from tests.bench.load import LoadError, Run, body_length, middle, percentile
from tests.make import make_repository

COMPUTED = ("path", "code_key", "code_sort", "search_text", "date", "date_earliest", "date_latest")
COMPUTED += ("sort_en", "sort_ja", "sort_mn")


@pytest.fixture
def small_fonds(db, monkeypatch):
    """A fonds of ten items with three to a file, for two repositories of two schemes; few names."""
    monkeypatch.setattr(names, "PEOPLE", 20)
    monkeypatch.setattr(names, "OTHERS", 6)
    monkeypatch.setattr(items, "FONDS_EVERY", 10)
    monkeypatch.setattr(items, "FILE_EVERY", 3)
    make_repository()
    make_repository(reference_scheme="verbatim")


def test_items_are_as_if_they_had_been_saved(small_fonds):
    items.fill(30)
    for item in ArchivalItem.objects.all():
        before = {name: getattr(item, name) for name in COMPUTED}
        item.full_clean()
        item.save()
        item.refresh_from_db()
        assert {name: getattr(item, name) for name in COMPUTED} == before
        assert item.path == f"{item.parent.path if item.parent else '/'}{item.pk}/"


def test_items_form_a_tree_with_a_code_for_each(small_fonds):
    items.fill(20)
    found = ArchivalItem.objects.order_by("id")
    codes = [item.reference_code for item in found]
    assert codes[:4] == [
        "Fund-500",
        *(f"Fund-500, File-1{unit}" for unit in ("", ", Unit-1", ", Unit-2")),
    ]
    assert codes[10] == "T-501-00000"
    assert len(set(codes)) == 20
    depths = [len(item.ancestor_ids) for item in found[:10]]
    assert depths == [0, 1, 2, 2, 1, 2, 2, 1, 2, 2]


def test_every_item_is_linked_with_a_person_and_a_topic(small_fonds):
    items.fill(5), items.fill(30)
    assert Name.objects.count() == names.PEOPLE + names.OTHERS
    for item in ArchivalItem.objects.all():
        person, topic = item.name_links.select_related("name").order_by("order")
        assert person.name.kind == "person" and topic.name.kind in ("place", "subject")


def test_bare_items_and_names_are_found_after_a_rebuild(small_fonds):
    items.fill(5, bare=True), names.fill(3), names.fill(4)
    assert not SearchEntry.objects.filter(kind="item").exists()
    rebuild()
    assert SearchEntry.objects.filter(kind="item").count() == 5
    others = Name.objects.filter(source_id__startswith="bench-other-")
    assert others.count() == 4
    for name in others:
        before = {code: getattr(name, f"sort_{code}") for code in ("en", "ja", "mn")}
        name.save()
        assert {code: getattr(name, f"sort_{code}") for code in before} == before


def test_filling_again_adds_only_what_is_missing(small_fonds):
    items.fill(5)
    first = list(ArchivalItem.objects.order_by("id").values_list("id", "uuid"))
    items.fill(12)
    assert list(ArchivalItem.objects.order_by("id").values_list("id", "uuid"))[:5] == first
    assert ArchivalItem.objects.get(source_id="bench-11").parent.source_id == "bench-10"


@pytest.mark.parametrize(
    ("times", "share", "expected"),
    [
        ([5.0], 0.99, 5.0),
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([*range(1, 101)], 0.99, 99),
        ([1, 2], 0.5, 1),
    ],
)
def test_percentiles_are_times_that_were_measured(times, share, expected):
    assert percentile(times, share) == expected


def test_the_middle_run_is_taken_figure_by_figure():
    runs = [Run(10, 1.0, 9.0, 7), Run(30, 3.0, 8.0, 7), Run(20, 2.0, 7.0, 7)]
    assert middle(runs) == Run(20, 2.0, 8.0, 7)


def test_an_answer_is_measured_only_when_it_is_the_page():
    assert body_length(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n") == 12
    for head in (
        b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
    ):
        with pytest.raises(LoadError):
            body_length(head)


def test_a_row_compares_with_the_static_file():
    row = table.row(
        table.Row("home", 10_000, Run(500, 4.0, 9.0, 4321), Run(2000, 1.0, 3.0, 253), 2)
    )
    assert row.split() == [
        "home",
        "10,000",
        "500",
        "0.250",
        "4.0",
        "4.0",
        "9.0",
        "3.0",
        "2",
        "4,321",
    ]
    assert len(row) == len(table.heading())


def test_the_browse_page_is_compared_with_the_small_archive(small_fonds, monkeypatch):
    monkeypatch.setattr(browsing, "TIMES", dict.fromkeys(browsing.TIMES, 1))
    found = list(browsing.rows(lambda size: items.fill(size // 1_000), large=False))
    assert len(found) == 1 + 2 * len(browsing.QUERIES)
    assert {len(row) for row in found} == {len(found[0])}
    assert found[-1].split()[:2] == [browsing.QUERIES[-1], "10,000"]
    row = browsing.row("", 100_000, {"first": 150.0, "old": 22.0, "warm": 20.0}, 20.0)
    assert row.split() == ["all", "100,000", "150.0", "7.50", "22.0", "1.10", "20.0", "1.00"]


def test_the_search_is_compared_with_the_bare_sql(small_fonds, monkeypatch):
    monkeypatch.setattr(searching, "TIMES", 1)
    monkeypatch.setattr(searching, "TURNS", 1)
    items.fill(12)
    expected = str(ArchivalItem.objects.filter(title_en__contains="cashmere").count())
    for row in (searching.asked, searching.faceted):
        written = row("word", 12, "en", "cashmere")
        name, items_told, found, *_figures = written.replace(": facets", "").split()
        assert (name, items_told, found) == ("word", "12", expected)
        assert len(written) == sum(searching.WIDTHS)
    assert int(searching.asked("word", 12, "en", "cashmere").split()[-1]) <= 6


def test_memory_of_an_import_is_compared_with_a_tenth_of_the_rows(monkeypatch):
    monkeypatch.setattr(catalogue, "write_csv", lambda path, size: None)
    monkeypatch.setattr(catalogue, "measured", lambda name, path, size: (2.0, 80 + size / 1_000))
    found = list(catalogue.lines(10_000))[-1].split()
    assert found == ["again", "10,000", "2.00", "5,000", "1.000", "90", "1.11"]
