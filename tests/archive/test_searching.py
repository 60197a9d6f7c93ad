"""However an archival row is written, the search finds it as it is now."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import ArchivalItem, Name, NameForm, NameLink, Repository, Transcription
from archive.names.merging import merge_names
from archive.reading.transcribing import delete_transcription
from search.rebuilding import compare
from tests.make import (
    link_name,
    make_form,
    make_item,
    make_name,
    make_page_image,
    make_repository,
    make_transcription,
)
from tests.search.answers import found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_step():
    """After every test the index holds what a rebuild would put there."""
    yield
    assert not any(compare())


def test_an_item_follows_its_texts():
    item = make_item(source_id="i", title_en="Blankets")
    assert found("blankets") == ["i"]
    item.title_en = "Tents"
    item.save()
    assert (found("blankets"), found("tents")) == ([], ["i"])
    ArchivalItem.objects.filter(pk=item.pk).update(title_en="Medicine")
    assert (found("tents"), found("medicine")) == ([], ["i"])
    item.delete()
    assert found("medicine") == []


def test_many_rows_at_once():
    items = [
        ArchivalItem(repository=make_repository(), title_en=f"Letter {n}", source_id=f"l{n}")
        for n in range(3)
    ]
    ArchivalItem.objects.bulk_create(items)
    assert sorted(found("letter")) == ["l0", "l1", "l2"]
    for item in items:
        item.title_en = "Telegram"
    ArchivalItem.objects.bulk_update(items, ["title_en"])
    assert (found("letter"), len(found("telegram"))) == ([], 3)
    ArchivalItem.objects.filter(source_id="l1").delete()
    assert sorted(found("telegram")) == ["l0", "l2"]


def test_only_what_readers_may_see_today_is_found():
    item = make_item(source_id="i", is_public=False)
    assert found("resolution") == []
    ArchivalItem.objects.filter(pk=item.pk).update(is_public=True)
    assert found("resolution") == ["i"]
    ArchivalItem.objects.filter(pk=item.pk).update(closed_until="2999-01-01")
    assert found("resolution") == []


def test_an_item_is_found_by_every_form_of_its_names():
    item, name = make_item(source_id="i"), make_name(source_id="n")
    link = link_name(name, item)
    assert sorted(found("Elbegdorzh")) == ["i", "n"]
    form = make_form(name, "Алтангэрэл")
    assert sorted(found("Altangerel")) == ["i", "n"]
    form.delete()
    assert found("Altangerel") == []
    NameForm.objects.bulk_create([NameForm(name=name, form="Алтангэрэл")])
    assert sorted(found("Altangerel")) == ["i", "n"]
    link.delete()
    assert found("Altangerel") == ["n"]
    NameLink.objects.bulk_create([NameLink(item=item, name=name, role="author")])
    assert sorted(found("Altangerel")) == ["i", "n"]


def test_a_merged_name_finds_what_the_other_one_finds(cast):
    kept, merged = make_name(source_id="kept"), make_name(name_mn="Алтангэрэл", source_id="merged")
    link_name(merged, make_item(source_id="i"))
    merge_names(kept, merged, actor=cast["admin"])
    assert sorted(found("Altangerel")) == sorted(found("Elbegdorj")) == ["i", "kept"]
    assert Name.objects.count() == 2


def test_a_former_code_finds_the_item():
    item = make_item(source_id="i", reference_code="K-19180-1")
    item.former_codes.create(code="Q-77-3")
    assert found("Q-77-3") == found("K-19180-1") == ["i"]
    item.former_codes.all().delete()
    assert found("Q-77-3") == []


def test_a_transcription_finds_its_item():
    page = make_page_image(make_item(source_id="i"))
    transcription = make_transcription(page, text="Хөнжил илгээв")
    assert found("хөнжил") == ["i"]
    delete_transcription(transcription)
    assert found("хөнжил") == []
    make_transcription(page, text="Хөнжил илгээв")
    page.delete()
    assert found("хөнжил") == [] and not Transcription.objects.exists()


def test_readings_in_a_transcription_are_no_part_of_its_words():
    make_transcription(
        make_page_image(make_item(source_id="i")), language="ja", text="蒙古《もうこ》国"
    )
    assert found("蒙古国") == ["i"]


def test_a_repository_is_found():
    repository = make_repository(source_id="r")
    assert found("外務省中央文書館") == ["r"]
    Repository.objects.filter(pk=repository.pk).update(name_ja="歴史資料館")
    assert found("歴史資料館") == ["r"]


def test_an_import_is_found_at_once(tmp_path):
    make_repository(source_id="mfa")
    names, items = tmp_path / "names.csv", tmp_path / "items.csv"
    names.write_text("id,kind,name_mn\nn1,person,Алтангэрэл\n", encoding="utf-8")
    items.write_text("id,repository,title_en,agents\ni1,mfa,Blankets,n1\n", encoding="utf-8")
    call_command("import_names", str(names), "--apply", verbosity=0)
    call_command("import_items", str(items), "--apply", verbosity=0)
    assert found("blanket") == ["i1"]
    assert sorted(found("Altangerel")) == ["i1", "n1"]


def test_what_does_not_change_words_is_not_looked_at():
    item = make_item()
    with CaptureQueriesContext(connection) as asked:
        ArchivalItem.objects.filter(pk=item.pk).update(order=3)
    assert not [one["sql"] for one in asked if "search_" in one["sql"]]
