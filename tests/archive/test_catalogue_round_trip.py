"""Export, import into an empty archive, export again: not one byte differs."""

from pathlib import Path

import pytest
from django.core.management import call_command

from archive.models import ArchivalItem, FormerCode, Name, NameForm, NameLink, Repository
from tests.make import make_item, make_repository
from translations.exchange import cells

NASTY = [
    "=1+1",
    "+81 3", "-5", "@home", "\tindented", "\rreturned", "'quoted'", "'=already", "''=twice",
    "\\-", "\\\\-", "a|b", "a\\|b", "ends\\", "\\", "|", "two\nlines", "two\r\nlines",
    "one,\"two\"",
    "  blanks around  ", "ö ү Ө 国國 ｶﾞ", "\u202eright to left", "'", "-",
    "=cmd|' /C calc'!A0", "𠮷",
    "＝1+1", "＋81", "－5", "＠home", "'＝already", "\n=1+1",
]  # fmt: skip


@pytest.mark.parametrize("value", [*NASTY, ""])
def test_a_cell_gives_back_its_value(value):
    cell = cells.to_cell(value)
    assert (cells.from_cell(cell) or "") == value
    assert cell[:1] not in tuple("=+-@＝＋－＠\t\r\n")


def test_what_is_written_by_hand_is_taken_as_written():
    assert cells.from_cell("'tis the season") == "'tis the season"
    assert cells.from_cell("-5 °C") == "-5 °C"
    assert cells.from_cell("\\-") == ""
    assert cells.from_cell("  ") is None


@pytest.mark.parametrize(
    "parts", [["a|b", "c"], ["a\\", "b"], ["a\\|", "\\|b"], ["\\"], ["x", "\\", "|"], []]
)
def test_a_list_gives_back_its_parts(parts):
    assert cells.split(cells.from_cell(cells.to_cell(cells.join(parts))) or "") == parts


def everything(folder: Path) -> dict[str, bytes]:
    """The three exports."""
    found = {}
    for kind in ("repositories", "names", "items"):
        path = folder / f"{kind}.csv"
        call_command(f"export_{kind}", path, verbosity=0)
        found[kind] = path.read_bytes()
    return found


def bring_in(folder: Path) -> None:
    for kind in ("repositories", "names", "items"):
        call_command(f"import_{kind}", folder / f"{kind}.csv", "--apply")


def empty() -> None:
    ArchivalItem.objects.update(parent=None)
    for model in (NameLink, ArchivalItem, Name):
        model.objects.all().delete()
    Repository.objects.update(parent=None)
    Repository.objects.all().delete()


@pytest.fixture
def archive(db):
    """Nasty texts in every place that holds one, parents after children, all links."""
    division = make_repository(source_id="division", citation_style_en="{repository}, {code}")
    house = make_repository(
        source_id=None, website="https://example.mn/", parallel_names_ja="旧|称"
    )
    division.parent = house
    division.save()
    for number, value in enumerate(NASTY):
        name = Name.objects.create(
            source_id=f"n{number}",
            kind="person",
            name_mn=value,
            history_en=value,
            source_language="mn",
        )
        for order, (kind, language, script) in enumerate(
            [("variant", "mn", ""), ("variant", "ru", "Cyrl"), ("reading", "ja", "Kana"),
             ("former", "en", ""), ("variant", "mn", "Mong")]
        ):  # fmt: skip
            NameForm.objects.create(
                name=name, form=f"{value}{order}", kind=kind, language=language, script=script,
                order=order,
            )  # fmt: skip
        item = make_item(
            source_id=f"i{number}" if number % 3 else None,
            repository=division,
            reference_code=value[:200],
            title_en=value or "x",
            scope_and_content_ja=value,
            archival_history_mn=value,
            date_as_written=value,
            level="file",
        )
        NameLink.objects.create(item=item, name=name, role="author", order=number)
        FormerCode.objects.create(item=item, code=f"old {value}")
    place = Name.objects.create(
        kind="place", name_en="Ulaanbaatar", external_ids=["geonames:2028462"]
    )
    fonds = make_item(source_id="fonds", level="fonds", repository=house, closed_until="2099-01-01",
                      viewing_direction="right-to-left", rights="http://rightsstatements.org/vocab/InC/1.0/",
                      language_of_material="mn|ja", is_public=False)  # fmt: skip
    NameLink.objects.create(item=fonds, name=place)
    child = ArchivalItem.objects.order_by("pk").first()
    child.parent = fonds
    child.save()
    return fonds


def test_the_round_trip_is_identical_to_the_byte(archive, tmp_path):
    first = everything(tmp_path)
    assert first["items"].startswith(b"\xef\xbb\xbfid,repository,reference_code,level,parent_id,")
    empty()
    bring_in(tmp_path)
    (tmp_path / "again").mkdir()
    assert everything(tmp_path / "again") == first


def test_what_is_computed_is_as_if_it_had_been_saved(archive, tmp_path):
    everything(tmp_path)
    empty()
    bring_in(tmp_path)
    for model in (ArchivalItem, Name):
        names = [f.attname for f in model._meta.concrete_fields if f.attname != "changed_at"]
        for obj in model.objects.all():
            before = {name: getattr(obj, name) for name in names}
            obj.save()
            obj.refresh_from_db()
            after = {name: getattr(obj, name) for name in names}
            assert {n: v or "" for n, v in after.items()} == {n: v or "" for n, v in before.items()}
    fonds = ArchivalItem.objects.get(source_id="fonds")
    assert [c.path for c in fonds.children.all()] == [
        f"/{fonds.pk}/{c.pk}/" for c in fonds.children.all()
    ]


def test_the_second_import_changes_nothing(archive, tmp_path, capsys):
    everything(tmp_path)
    stamps = list(ArchivalItem.objects.order_by("pk").values_list("pk", "changed_at"))
    bring_in(tmp_path)
    printed = capsys.readouterr().out
    assert printed.count(" 0 created, 0 changed, ") == 3
    assert list(ArchivalItem.objects.order_by("pk").values_list("pk", "changed_at")) == stamps
