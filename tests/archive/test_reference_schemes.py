"""A repository that begins to write its codes in another grammar: its units are found anew."""

import pytest
from django.urls import reverse

from archive.catalogue import importing
from archive.catalogue.repositories import Repositories
from archive.description import reference_schemes
from archive.description.reference_schemes import settle_codes
from archive.models import ArchivalItem, FormerCode
from tests.make import make_item, make_repository
from tests.reading import form_values
from translations.exchange.csv_files import CsvFile


@pytest.fixture
def verbatim(db):
    """A repository without a grammar, with an item that had another code."""
    repository = make_repository(source_id="r", reference_scheme="verbatim")
    item = make_item(repository=repository)
    FormerCode.objects.create(item=item, code="Ф-7, ХН-3")
    return repository


def keys() -> list[str]:
    rows = [*ArchivalItem.objects.order_by("pk"), *FormerCode.objects.order_by("pk")]
    return [row.code_key for row in rows]


def test_by_the_admin(verbatim, log_in):
    assert keys() == ["FUND-59, FILE-1, UNIT-548", "Ф-7, ХН-3"]
    curator = log_in("curator")
    address = reverse("admin:archive_repository_change", args=[verbatim.pk])
    values = form_values(curator.get(address), "repository_form")
    answer = curator.post(address, {**values, "reference_scheme": "fund-file-unit"})
    assert answer.status_code == 302
    assert keys() == ["59/1/548", "7/1/3"]


def test_by_an_import(verbatim, tmp_path):
    path = tmp_path / "repositories.csv"
    path.write_text("id,reference_scheme\nr,fund-file-unit\n")
    kind = Repositories()
    assert importing.apply(kind, CsvFile(path, kind.columns)).is_applied
    assert keys() == ["59/1/548", "7/1/3"]


def test_in_chunks_and_only_what_differs(verbatim, monkeypatch, django_assert_max_num_queries):
    division = make_repository(parent=verbatim, reference_scheme="verbatim")
    make_item(repository=division)
    for number in range(24):
        make_item(repository=verbatim, reference_code=f"Fund-59, File-1, Unit-{number}")
    make_item(repository=verbatim, reference_code="Loose papers")
    monkeypatch.setattr(reference_schemes, "AT_ONCE", 10)
    verbatim.reference_scheme = "fund-file-unit"
    verbatim.save()
    with django_assert_max_num_queries(27):
        assert settle_codes(verbatim) == 26
    assert settle_codes(verbatim) == 0
    assert keys().count("LOOSE PAPERS") == 1
    assert ArchivalItem.objects.get(repository=division).code_key == "FUND-59, FILE-1, UNIT-548"
