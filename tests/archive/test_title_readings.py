"""How a Japanese title is spoken: lists are ordered by it, and readers who type kana find it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from archive.catalogue import importing
from archive.catalogue.items import Items
from archive.models import ArchivalItem
from tests.make import make_item
from tests.reading import form_values, tree
from tests.search.answers import found
from translations.exchange.csv_files import CsvFile

pytestmark = pytest.mark.django_db
QUAKE = {"title_ja": "大震災の記録", "title_reading": "だいしんさい の きろく"}


@pytest.mark.parametrize("reading", ["大しんさい", "daishinsai", "2011", "だいしんさい（大震災）"])
def test_it_is_written_in_kana(reading):
    item = make_item()
    item.title_reading = reading
    with pytest.raises(ValidationError) as caught:
        item.full_clean()
    assert set(caught.value.message_dict) == {"title_reading"}


@pytest.mark.parametrize("reading", ["", "2011ねん 3がつ", "ダイシンサイ", "NHK ほーる、K-19180-1"])
def test_figures_and_latin_letters_may_stand_in_it(reading):
    item = make_item()
    item.title_reading = reading
    item.full_clean()


def test_japanese_lists_are_in_its_order():
    make_item(title_ja="電報", title_reading="でんぽう", title_en="C")
    make_item(title_ja="協定", title_reading="きょう てい", title_en="B")
    make_item(title_ja="きょうど", title_en="D")
    make_item(title_ja="写真", title_en="A")  # without a reading, behind kana

    def titles(code: str) -> list[str]:
        items = ArchivalItem.objects.in_title_order(code)
        return list(items.values_list(f"title_{code}", flat=True))

    assert titles("ja") == ["協定", "きょうど", "電報", "写真"]
    assert titles("en") == ["A", "B", "C", "D"]


def test_it_is_not_that_of_a_title_in_another_language():
    item = make_item(title_ja="", title_reading="でんぽう", source_language="mn")
    assert item.sort_ja == make_item(title_ja="", source_language="mn").sort_ja


@pytest.mark.parametrize(
    "typed", ["だいしんさい", "ダイシンサイ", "だいしんさいのきろく", "きろく"]
)
def test_who_types_kana_finds_it(typed):
    make_item(source_id="quake", **QUAKE)
    make_item(source_id="other", title_ja="電報")
    assert found(typed) == ["quake"]


def test_a_change_is_found_at_once():
    item = make_item(source_id="quake", title_ja="大震災の記録")
    assert found("だいしんさい") == []
    item.title_reading = "だいしんさい"
    item.save(update_fields=["title_reading"])
    assert found("だいしんさい") == ["quake"]


def form_at(client, item: ArchivalItem, language: str) -> tuple[str, dict]:
    address = reverse("admin:archive_archivalitem_change", args=[item.pk])
    address = f"{address}?language={language}"
    return address, form_values(client.get(address), "archivalitem_form")


@pytest.mark.parametrize(("person", "code"), [("translator-ja", "ja"), ("curator", "ja")])
def test_it_is_entered_beside_the_japanese_title(log_in, person, code):
    client, item = log_in(person), make_item(title_ja="大震災の記録", source_language="mn")
    address, values = form_at(client, item, code)
    (label,) = tree(client.get(address)).xpath("//label[@for='id_title_reading']/text()")
    assert label.strip() == "Reading of the Japanese title:"
    answer = client.post(address, {**values, "title_reading": "大震災"})
    assert answer.status_code == 200
    (error,) = tree(answer).xpath("//*[@id='id_title_reading_error']//li/text()")
    assert "kana" in error
    answer = client.post(address, {**values, "title_reading": QUAKE["title_reading"]})
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.title_reading == QUAKE["title_reading"]


@pytest.mark.parametrize("code", ["en", "mn"])
def test_other_languages_do_not_ask_for_it(log_in, code):
    _address, values = form_at(log_in("curator"), make_item(source_language="mn"), code)
    assert f"title_{code}" in values and "title_reading" not in values


def imported(tmp_path, reading: str):
    path = tmp_path / "items.csv"
    path.write_text(f"id,title_reading\nquake,{reading}\n", encoding="utf-8")
    return importing.apply(Items(), CsvFile(path, Items().columns))


def test_it_comes_from_a_catalogue(tmp_path):
    make_item(source_id="quake", title_ja="大震災の記録")
    imported(tmp_path, "だいしんさい の きろく")
    assert found("だいしんさい") == ["quake"]
    (fault,) = imported(tmp_path, "大震災").faults
    assert (fault.line, fault.column) == (2, "title_reading")
