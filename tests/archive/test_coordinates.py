"""Latitude and longitude of places: in the database, forms, files, merges, history, JSON-LD."""

import csv
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils.translation import override

from archive.mapping.degrees import in_reader_s_way, read_degrees, written
from archive.models import Name
from archive.names.merging import merge_names, plan
from archive.names.structured_data import name_ld
from archive.names.undoing import undo_merge
from tests.make import make_name
from tests.reading import form_values
from translations.history.states import changes_of

TOKYO = {"latitude": 35.6895, "longitude": 139.6917}


def make_place(**values) -> Name:
    return make_name("place", **{"name_en": "Tokyo", **TOKYO, **values})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("47.9185", 47.9185),
        (" -33 ", -33.0),
        ("\u221233.5", -33.5),
        ("+0", 0.0),
        ("0.12345678", 0.123457),
        ("47,9", None),
        ("47°55′", None),
        ("nan", None),
        ("1e2", None),
        ("", None),
        ("４７", None),
    ],
)
def test_degrees_are_read(text, value):
    assert read_degrees(text) == value


@pytest.mark.parametrize("value", [0.0, -0.0, 47.9185, -33.000001, 180.0, 1e-7, 139.6917])
def test_degrees_are_written_as_they_are_read(value):
    assert read_degrees(written(value)) == round(value, 6)


def test_readers_see_sides():
    assert in_reader_s_way(47.9185, 106.9176) == "47.919° N, 106.918° E"
    assert in_reader_s_way(-33.0, -70.5) == "33° S, 70.5° W"
    with override("ja"):
        assert in_reader_s_way(47.9185, 106.9176) == "北緯47.919°, 東経106.918°"


@pytest.mark.parametrize(
    "values",
    [
        {"latitude": 1.0},
        {"longitude": 1.0},
        {"latitude": 90.1, "longitude": 0.0},
        {"latitude": 0.0, "longitude": -180.5},
        {"latitude": 0.0, "longitude": 0.0, "kind": "subject"},
    ],
)
def test_the_database_holds_no_half_or_impossible_points(db, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Name.objects.create(**{"kind": "place", "name_en": "x", **values})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"latitude": 1.0, "longitude": None}, "longitude"),
        ({"latitude": None, "longitude": 1.0}, "latitude"),
        ({"latitude": 91.0, "longitude": 1.0}, "latitude"),
        ({"kind": "person", **TOKYO}, "latitude"),
    ],
)
def test_the_form_says_where_it_is_wrong(db, values, field):
    name = make_name("place", name_en="x")
    for key, value in values.items():
        setattr(name, key, value)
    with pytest.raises(ValidationError) as error:
        name.full_clean()
    assert field in error.value.message_dict


def test_a_curator_writes_them(log_in):
    client, name = log_in("curator"), make_name("place", name_mn="Токио")
    page = f"/admin/archive/name/{name.pk}/change/"
    values = form_values(client.get(f"{page}?language=mn"), "name_form")
    client.post(f"{page}?language=mn", {**values, "latitude": "35.6895", "longitude": "139.6917"})
    name.refresh_from_db()
    assert (name.latitude, name.longitude) == (35.6895, 139.6917)


def brought_in(tmp_path, *rows: dict[str, str]) -> None:
    names = list(dict.fromkeys(key for row in rows for key in row))
    with (tmp_path / "names.csv").open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, names)
        writer.writeheader(), writer.writerows(rows)
    call_command("import_names", tmp_path / "names.csv", "--apply", verbosity=0)


ROW = {"id": "tokyo", "kind": "place", "name_en": "Tokyo"}


def test_files_bring_them_in_and_clear_them(db, tmp_path):
    brought_in(tmp_path, {**ROW, "latitude": "35.6895", "longitude": "139.6917"})
    name = Name.objects.get(source_id="tokyo")
    assert (name.latitude, name.longitude) == (35.6895, 139.6917)
    brought_in(tmp_path, {**ROW, "latitude": "", "longitude": "139.7"})
    name.refresh_from_db()
    assert (name.latitude, name.longitude) == (35.6895, 139.7)
    brought_in(tmp_path, {**ROW, "latitude": "\\-", "longitude": "\\-"})
    name.refresh_from_db()
    assert not name.is_located


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"latitude": "35.6"}, "longitude: A latitude and a longitude belong together."),
        ({"latitude": "95", "longitude": "1"}, "latitude: “95” is no latitude in decimal degrees"),
        ({"latitude": "1", "longitude": "x"}, "longitude: “x” is no longitude"),
        ({"latitude": "1", "longitude": "1", "kind": "person"}, "Only places have"),
        ({"latitude": "\\-", "longitude": "1"}, "latitude: A latitude and"),
    ],
)
def test_files_with_wrong_ones_are_refused(db, tmp_path, capsys, values, said):
    with pytest.raises(CommandError):
        brought_in(tmp_path, {**ROW, **values})
    assert said in capsys.readouterr().out
    assert not Name.objects.exists()


def test_a_place_on_the_map_does_not_become_a_person(db, tmp_path):
    make_place(source_id="tokyo")
    with pytest.raises(CommandError):
        brought_in(tmp_path, {"id": "tokyo", "kind": "person"})


def test_the_south_and_the_west_make_a_round_trip(db, tmp_path):
    make_place(source_id="a", latitude=-33.45, longitude=-70.666667)
    make_place(source_id="b", latitude=0.0, longitude=0.0)
    make_name(source_id="c")
    call_command("export_names", tmp_path / "names.csv", verbosity=0)
    text = (tmp_path / "names.csv").read_text(encoding="utf-8-sig")
    assert "'-33.45,'-70.666667" in text
    Name.objects.all().delete()
    call_command("import_names", tmp_path / "names.csv", "--apply", verbosity=0)
    call_command("export_names", tmp_path / "again.csv", verbosity=0)
    assert (tmp_path / "again.csv").read_text(encoding="utf-8-sig") == text


def test_without_places_on_the_map_files_have_no_such_columns(db, tmp_path):
    make_name("place")
    call_command("export_names", tmp_path / "names.csv", verbosity=0)
    assert "latitude" not in (tmp_path / "names.csv").read_text(encoding="utf-8-sig")


def test_a_merge_takes_a_point_over_and_gives_it_back(db, cast):
    kept, merged = make_name("place", name_en="Edo"), make_place(latitude=0.0)
    assert "0° N, 139.692° E" in plan(kept, merged).filled
    merge_names(kept, merged, actor=cast["curator"])
    kept.refresh_from_db()
    assert (kept.latitude, kept.longitude) == (0.0, 139.6917)
    merged.refresh_from_db()
    undo_merge(merged, actor=cast["curator"])
    kept.refresh_from_db()
    assert not kept.is_located


def test_a_merge_never_mixes_two_points(db, cast):
    kept, merged = make_place(latitude=1.0, longitude=2.0), make_place()
    merge_names(kept, merged, actor=cast["curator"])
    kept.refresh_from_db()
    assert (kept.latitude, kept.longitude) == (1.0, 2.0)


def test_a_point_edited_since_the_merge_stays_as_a_whole(db, cast):
    kept, merged = make_name("place", name_en="Edo"), make_place()
    merge_names(kept, merged, actor=cast["curator"])
    kept.refresh_from_db(), merged.refresh_from_db()
    kept.latitude = 36.0
    kept.save()
    undone = undo_merge(merged, actor=cast["curator"])
    kept.refresh_from_db()
    assert (kept.latitude, kept.longitude) == (36.0, 139.6917)
    assert len(undone.lost) == 2


def test_json_ld_says_where_it_is(db):
    found = json.loads(json.dumps(name_ld(make_place())))
    assert found["geo"] == {"@type": "GeoCoordinates", **TOKYO}
    assert "geo" not in name_ld(make_name("place"))


def test_the_history_tells_of_them(log_in):
    client, name = log_in("curator"), make_place()
    name.latitude, name.longitude = 0.0, 10.5
    name.save()
    change = changes_of(Name, name.pk).first()
    assert change.before == TOKYO
    page = client.get(f"/admin/archive/name/{name.pk}/history/")
    assert {"Latitude", "Longitude"} <= set(re.findall("L[a-z]*itude", page.content.decode()))
