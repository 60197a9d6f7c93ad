"""What an import leaves in the history: what it has changed, and nothing of what it has not."""

import pytest

from archive.models import ArchivalItem, FormerCode
from tests.make import link_name, make_item, make_name, make_page_image, make_repository
from tests.reading import stored
from translations.history import bringing_back
from translations.history.states import state
from translations.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring_in(tmp_path):
    """``bring_in("id,title_en\\n…")``: apply a catalogue of items."""
    from archive.catalogue import importing
    from archive.catalogue.items import Items
    from translations.exchange.csv_files import CsvFile

    def apply(text: str) -> None:
        path = tmp_path / "items.csv"
        path.write_text(text, encoding="utf-8")
        kind = Items()
        report = importing.apply(kind, CsvFile(path, kind.columns))
        assert report.is_applied, report.faults

    return apply


HEAD = "id,repository,reference_code,title_en,former_codes\n"


def rows(*titles: str) -> str:
    lines = (f"i{n},r1,K-{n},{title},L-{n}" for n, title in enumerate(titles))
    return HEAD + "\n".join(lines) + "\n"


def test_an_import_that_changes_nothing_leaves_nothing(bring_in):
    make_repository(source_id="r1")
    bring_in(rows("One", "Two", "Three"))
    before = Change.objects.count()
    bring_in(rows("One", "Two", "Three"))
    assert Change.objects.count() == before


def test_an_import_is_one_version_of_what_it_changes(bring_in):
    make_repository(source_id="r1")
    bring_in(rows("One", "Two", "Three"))
    last = Change.objects.first().pk
    bring_in(rows("One", "Second", "Third"))
    changes = Change.objects.filter(pk__gt=last)
    assert sorted(one.before["title_en"] for one in changes) == ["Three", "Two"]
    assert {one.how for one in changes} == {"import"} and len({one.batch for one in changes}) == 1
    item = ArchivalItem.objects.get(source_id="i1")
    assert state(ArchivalItem, item.pk, last)[ArchivalItem, item.pk]["title_en"] == "Two"


def test_former_codes_that_an_import_removes_are_kept(bring_in):
    make_repository(source_id="r1")
    bring_in(rows("One"))
    code = FormerCode.objects.get()
    bring_in(HEAD + "i0,r1,K-0,One,M-0\n")
    deletion = bringing_back.latest_deletion(FormerCode, code.pk)
    assert deletion.before["code"] == "L-0" and deletion.how == "import"


def test_merging_and_its_undoing_are_in_the_history(log_in):
    from archive.names.merging import merge_names
    from archive.names.undoing import undo_merge

    client = log_in("curator")
    kept, merged = make_name(), make_name(name_en="Ts. Elbegdorj")
    link = link_name(merged, make_item())
    who = client.get("/admin/").wsgi_request.user
    merge_names(kept, merged, actor=who)
    assert Change.objects.filter(before={"name_id": merged.pk}).get().whole_id == link.item_id
    merged.refresh_from_db()
    undo_merge(merged, actor=who)
    assert Change.objects.filter(before={"name_id": kept.pk}).exists()


def test_a_page_image_comes_back_from_an_earlier_version(cast):
    page = make_page_image(alt_ja="印章のある一枚")
    before, last = stored(page), Change.objects.first().pk
    key = page.pk
    page.delete()
    assert state(ArchivalItem, page.item_id, last)[type(page), key]["alt_ja"] == "印章のある一枚"
    deletion = bringing_back.latest_deletion(type(page), key)
    bringing_back.bring_back(deletion, actor=cast["curator"])
    page = type(page).objects.get(pk=key)
    assert {**stored(page), "state": before["state"], "problem": before["problem"]} == before
    assert ArchivalItem.objects.get(pk=page.item_id).is_digitised
