"""The order of titles for readers of each language, by plain comparison of keys."""

import importlib
import random

import pytest
from django.apps import apps
from django.db import connection

from archive.description.title_order import LONGEST, title_key
from archive.models import ArchivalItem
from archive.names.sorting import CYRILLIC, SYMBOLS
from tests.make import make_item

COLUMNS = ("sort_en", "sort_ja", "sort_mn")


def ordered(language: str, titles: list[str]) -> bool:
    """Whether keys bring shuffled titles back into the order given."""
    shuffled = random.Random(7).sample(titles, len(titles))
    return sorted(shuffled, key=lambda title: title_key(title, language)) == titles


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("mn", list(CYRILLIC)),
        ("mn", ["Ешөө", "Ёл", "Жавзан", "Оюун", "Өвөр", "Пагма", "Уянга", "Үүрийн", "Фонд"]),
        ("mn", ["9 дүгээр", "78 дугаар", "Бат", "Бат эрдэнэ", "Бата", "2011 report", "報告"]),
        ("ja", ["9号", "78号", "2011年の地震", "apple", "Zebra", "あさ", "亜細亜", "Монгол"]),
        ("ja", ["かき", "がき", "カード", "かに", "はり", "ばり", "パリ", "ひ"]),
        ("ja", ["モンゴル", "亜細亜", "地震", "日本", "報告", "𠮟る"]),
        ("ja", ["あ", "ｱｲ", "アウ"]),
        ("en", ["1972", "apple", "Éclair", "eclipse", "“Quoted”", "Report 9", "Report 66", "zoo"]),
        ("en", ["Report", "2012 оны тайлан", "Тайлан", "モンゴル", "報告"]),
        ("en", ["Unit-9", "Unit-66", "Unit-066a", "Unit-548"]),
    ],
)
def test_each_language_has_its_order(language, titles):
    assert ordered(language, titles)


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
@pytest.mark.parametrize(
    "text", ["", "--", "\x00", "\ud800", "東" * 500, "9" * 500, "👨‍👩‍👧", "ß ﬀ", "か゛"]
)
def test_keys_hold_nothing_that_a_collation_could_order_otherwise(language, text):
    key = title_key(text, language)
    assert len(key) <= LONGEST and set(key) <= set(SYMBOLS)


def test_titles_of_another_language_stand_where_their_script_does(db):
    items = ArchivalItem.objects
    make_item(title_en="", title_ja="", title_mn="Тайлан", source_language="mn")
    make_item(title_en="Report", title_ja="", title_mn="", source_language="en")
    make_item(title_en="Letter", title_ja="書簡", title_mn="", source_language="ja")
    shown = {
        column: [str(item.text("title", column[-2:])) for item in items.order_by(column)]
        for column in COLUMNS
    }
    assert shown["sort_en"] == ["Letter", "Report", "Тайлан"]
    assert shown["sort_ja"] == ["Report", "書簡", "Тайлан"]
    assert shown["sort_mn"] == ["Тайлан", "Report", "書簡"]


def test_saving_one_column_keeps_the_keys_in_step(db):
    item = make_item()
    item.title_ja = "あいさつ"
    item.save(update_fields=["title_ja"])
    item.refresh_from_db()
    assert item.sort_ja == title_key("あいさつ", "ja")


class Editor:
    """As much of a schema editor as the migration asks for; SQLite's own wants no transaction."""

    connection, quote_name = connection, connection.ops.quote_name


def test_the_migration_fills_what_saving_would(db, monkeypatch):
    module = importlib.import_module("archive.migrations.0005_title_order")
    monkeypatch.setattr(module, "AT_ONCE", 2)
    for values in ({}, {"title_en": "", "source_language": "ja"}, {"title_mn": " Өвөр "}):
        make_item(**values)
    expected = list(ArchivalItem.objects.values_list(*COLUMNS))
    ArchivalItem.objects.update(sort_en="", sort_ja="", sort_mn="")
    module.fill(apps, Editor)
    assert list(ArchivalItem.objects.values_list(*COLUMNS)) == expected
