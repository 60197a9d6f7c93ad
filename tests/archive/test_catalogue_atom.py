"""AtoM's template: its columns, several languages of one item, what is not taken over."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.catalogue.atom import NOT_TAKEN, READ, TEXTS
from archive.models import ArchivalItem, Name, NameLink
from tests.make import make_repository

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "atom-columns.md"


def catalogue(tmp_path, *rows: dict[str, str]) -> Path:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / "atom.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


FONDS = {
    **{"legacyId": "1", "parentId": "", "identifier": "F1", "title": "Friendship society"},
    **{"levelOfDescription": "Fonds", "extentAndMedium": "2 m", "repository": "The Archive"},
    **{"scopeAndContent": "Letters", "language": "mn|ja", "script": "Cyrl|Jpan"},
    **{"publicationNote": "One|Two", "generalNote": "A note", "publicationStatus": "Draft"},
    **{"placeAccessPoints": "Ulaanbaatar|Tokyo", "nameAccessPoints": "Damdinsüren"},
    **{"eventDates": "1961 to 1990", "eventTypes": "Creation", "eventStartDates": "1961-00-00"},
    **{"eventEndDates": "1990-12-31", "eventActors": "The Society"},
    **{"eventActorHistories": "Founded in 1961.", "culture": "en"},
}


@pytest.fixture
def house():
    return make_repository(source_id="r", name_en="The Archive")


def test_rows_of_one_id_are_languages_of_one_item(house, tmp_path):
    japanese = {"legacyId": "1", "title": "友好協会", "scopeAndContent": "書簡", "culture": "ja"}
    child = {"legacyId": "2", "parentId": "1", "title": "Letters", "levelOfDescription": "Item"}
    Name.objects.create(kind="place", name_en="Tokyo", source_id="tokyo")
    path = catalogue(tmp_path, FONDS, japanese, {**child, "culture": "en"})
    call_command("import_atom", path, "--repository", "r", "--apply")
    fonds = ArchivalItem.objects.get(source_id="1")
    assert (fonds.title_en, fonds.title_ja) == ("Friendship society", "友好協会")
    assert (fonds.reference_code, fonds.level, fonds.is_public) == ("F1", "fonds", False)
    assert (fonds.date, fonds.date_as_written) == ("1961/1990-12-31", "1961 to 1990")
    assert fonds.publication_note_en == "One\n\nTwo"
    assert fonds.administrative_history_en == "Founded in 1961."
    assert fonds.children.get().title_en == "Letters"
    linked = set(NameLink.objects.values_list("name__kind", "name__name_en", "role"))
    assert linked == {
        ("corporate body", "The Society", "creator"),
        ("corporate body", "Damdinsüren", "mentioned"),
        ("place", "Ulaanbaatar", "mentioned"),
        ("place", "Tokyo", "mentioned"),
    }
    assert Name.objects.filter(name_en="Tokyo").count() == 1


def test_the_second_time_nothing_changes(house, tmp_path, capsys):
    path = catalogue(tmp_path, FONDS)
    call_command("import_atom", path, "--apply")
    names = Name.objects.count()
    call_command("import_atom", path, "--apply")
    assert "0 created, 0 changed, 1 left" in capsys.readouterr().out
    assert Name.objects.count() == names


def test_what_is_not_taken_over_is_said(house, tmp_path, capsys):
    call_command("import_atom", catalogue(tmp_path, FONDS))
    printed = capsys.readouterr().out
    assert "“script”" in printed
    assert "New name (Place): Ulaanbaatar" in printed
    assert "“identifier”" not in printed


def test_faults_name_lines_of_the_file(house, tmp_path, capsys):
    wrong = [
        {**FONDS, "legacyId": "7", "culture": "fr"},
        {**FONDS, "legacyId": "8", "repository": "Elsewhere", "levelOfDescription": "Box"},
    ]
    with pytest.raises(CommandError):
        call_command("import_atom", catalogue(tmp_path, *wrong), "--apply")
    printed = capsys.readouterr().out
    for found in ("line 2, culture", "line 3, repository", "line 3, level"):
        assert found in printed
    assert not ArchivalItem.objects.exists()


def test_the_document_names_every_column():
    named = set(re.findall(r"^\| `(\w+)`", DOCUMENT.read_text(encoding="utf-8"), re.M))
    assert named == {*TEXTS, *READ, *NOT_TAKEN}
