"""Finding aids in and out: EAD3 loses nothing of a description; hostile XML is refused."""

import io

import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from archive.catalogue import importing
from archive.catalogue.ead import EAD3
from archive.catalogue.ead_writing import write
from archive.catalogue.opening import opened
from archive.catalogue.report import CatalogueError, Report
from archive.models import ArchivalItem, FormerCode, Name, NameLink, Repository
from archive.models.description import Description
from tests.make import make_item, make_repository
from translations.texts import LANGUAGES, column

pytestmark = pytest.mark.django_db
TEXTS = [field.name for field in Description._meta.local_fields]
KEPT = (
    *(column(field, code) for field in TEXTS for code in LANGUAGES),
    *("source_id", "reference_code", "level", "date", "date_as_written", "rights", "is_public"),
    *("closed_until", "viewing_direction", "material_type", "language_of_material"),
    *("source_language", "order", "repository_id"),
)


def read(path, repository=None, apply=True) -> Report:
    try:
        kind, source = opened("ead", path, repository=repository or Repository.objects.first())
    except CatalogueError as error:
        return Report(faults=[error.fault])
    return (importing.apply if apply else importing.report_on)(kind, source)


@pytest.fixture
def fonds():
    """A fonds with a file and a unit in it, every text in every language, names of every kind."""
    texts = {
        column(field, code): f"{field} – {code}\n\nсэдэв　件名  <&>"
        for field in TEXTS
        for code in LANGUAGES
    }
    made = make_item(source_id="f", level="fonds", date="1921~", **texts)
    make_item(source_id="g", level="file", parent=made, date="1972/1981", is_public=False)
    unit = make_item(
        source_id="u",
        level="unit",
        parent=ArchivalItem.objects.get(source_id="g"),
        date="191X",
        date_as_written="明治四十四年頃",
        closed_until="2099-12-31",
        viewing_direction="right-to-left",
        material_type="map",
        language_of_material="mn-Mong|ja",
        rights="http://rightsstatements.org/vocab/InC/1.0/",
        source_language="ja",
        order=3,
    )
    FormerCode.objects.create(item=unit, code="Ф-59, хн-66")
    people = [("person", "creator"), ("corporate body", "author"), ("place", "mentioned")]
    for order, (kind, role) in enumerate([*people, ("subject", "mentioned")]):
        name = Name.objects.create(
            source_id=kind, kind=kind, name_en=f"{kind}, English", name_mn=f"{kind}, монгол"
        )
        NameLink.objects.create(item=unit, name=name, role=role, order=order)
    return made


def written(item) -> bytes:
    target = io.BytesIO()
    write(item, target)
    return target.getvalue()


def remembered() -> dict:
    items = ArchivalItem.objects.all()
    return {item.source_id: {name: getattr(item, name) for name in KEPT} for item in items}


def test_the_round_trip_loses_nothing_of_a_description(fonds, tmp_path):
    path = tmp_path / "fonds.xml"
    path.write_bytes(written(fonds))
    before = remembered()
    links = set(NameLink.objects.values_list("item__source_id", "name__source_id", "role"))
    forms = set(Name.objects.values_list("source_id", "kind", "name_en", "name_mn"))
    for model in (NameLink, Name, FormerCode):
        model.objects.all().delete()
    ArchivalItem.objects.update(parent=None)
    ArchivalItem.objects.all().delete()
    report = read(path)
    assert report.faults == []
    assert (report.created, report.new_names) == (3, 4)
    assert {k: {n: v or "" for n, v in row.items()} for k, row in remembered().items()} == {
        k: {n: v or "" for n, v in row.items()} for k, row in before.items()
    }
    assert set(NameLink.objects.values_list("item__source_id", "name__source_id", "role")) == links
    assert set(Name.objects.values_list("source_id", "kind", "name_en", "name_mn")) == forms
    unit = ArchivalItem.objects.get(source_id="u")
    assert [code.code for code in unit.former_codes.all()] == ["Ф-59, хн-66"]
    assert unit.parent.parent.source_id == "f"


def test_the_second_time_nothing_changes(fonds, tmp_path):
    path = tmp_path / "fonds.xml"
    path.write_bytes(written(fonds))
    report = read(path)
    assert (report.faults, report.left, report.changed_fields) == ([], 3, {})


def test_a_finding_aid_names_its_languages_and_levels(fonds):
    root = etree.fromstring(written(fonds))
    spaces = {"e": EAD3}
    assert root.xpath("//e:archdesc/@level", namespaces=spaces) == ["fonds"]
    assert root.xpath("//e:c/@otherlevel", namespaces=spaces) == ["unit"]
    found = root.xpath("//e:archdesc/e:did/e:unittitle/@lang", namespaces=spaces)
    assert sorted(found) == ["eng", "jpn", "mon"]


def test_the_number_of_queries_does_not_grow(fonds, django_assert_max_num_queries):
    for number in range(40):
        make_item(parent=fonds, level="file", reference_code=f"F-{number}")
    with django_assert_max_num_queries(6):
        written(fonds)


EAD2002 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ead PUBLIC "+//ISBN 1-931666-00-8//DTD ead.dtd (Encoded Archival Description (EAD)
 Version 2002)//EN" "http://127.0.0.1:9/ead.dtd">
<ead xmlns="urn:isbn:1-931666-22-9">
 <eadheader><eadid>FOND-7</eadid></eadheader>
 <archdesc level="collection" xml:lang="mn">
  <did>
   <unitid>Ф-7</unitid><unittitle>Найрамдлын
     нийгэмлэг</unittitle>
   <unittitle xml:lang="ja">友好協会</unittitle>
   <unitdate normal="1961/1990">1961–1990</unitdate>
   <physdesc><extent>12 files</extent></physdesc>
   <langmaterial><language langcode="mon">Mongolian</language>
    <language langcode="jpn"/></langmaterial>
   <origination><corpname>Нийгэмлэг</corpname></origination>
   <container>box</container>
  </did>
  <scopecontent xml:lang="ja"><head>Scope</head><p>一段落。</p><p>二段落。</p></scopecontent>
  <controlaccess><persname>Ц.Дамдинсүрэн</persname><geogname>Улаанбаатар</geogname>
   <genreform>letters</genreform></controlaccess>
  <dsc type="combined">
   <c01 level="series" id="s1"><did><unittitle>Захидал</unittitle></did>
    <c02 level="file"><did><unittitle>1961</unittitle></did></c02>
    <c02 level="file"><did><unittitle>1962</unittitle></did></c02>
   </c01>
  </dsc>
 </archdesc>
</ead>"""


def test_ead_2002_becomes_items_and_names(tmp_path):
    repository, path = make_repository(source_id="r"), tmp_path / "a.xml"
    path.write_text(EAD2002, encoding="utf-8")
    there = Name.objects.create(kind="place", name_mn="Улаанбаатар", source_language="mn")
    report = read(path, repository)
    assert report.faults == []
    assert (report.created, report.new_names) == (4, 2)
    top = ArchivalItem.objects.get(source_id="FOND-7")
    assert (top.title_mn, top.title_ja) == ("Найрамдлын нийгэмлэг", "友好協会")
    assert (top.date, top.level, top.source_language) == ("1961/1990", "fonds", "mn")
    assert top.scope_and_content_ja == "一段落。\n\n二段落。"
    assert top.language_of_material == "mn|ja"
    assert NameLink.objects.filter(item=top, name=there).exists()
    series = ArchivalItem.objects.get(source_id="FOND-7:s1")
    assert [c.source_id for c in series.children.order_by("id")] == ["FOND-7:1.1", "FOND-7:1.2"]
    assert any("container" in note for note in report.notes)
    assert any("letters" in note for note in report.notes)
    again = read(path, repository)
    assert (again.left, again.created, again.new_names) == (4, 0, 0)


BOMB = (
    '<!DOCTYPE ead [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><ead><archdesc>&b;</archdesc></ead>'
)
OUTSIDE = (
    '<!DOCTYPE ead [<!ENTITY x SYSTEM "file:///etc/passwd">]><ead><archdesc>&x;</archdesc></ead>'
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB, "entities"),
        (OUTSIDE, "entities"),
        (BOMB.encode("utf-16"), "entities"),
        ("<html/>", "begins with “html”"),
        ("<ead/>", "no archdesc"),
        ("<ead><archdesc>", "well-formed"),
        ("", "well-formed"),
        ("id,title\n", "well-formed"),
        ("<ead><archdesc>&undeclared;</archdesc></ead>", "well-formed"),
        ("<ead><archdesc level='fonds'><did/>" + "<c>" * 300, "well-formed"),
    ],
)
def test_what_is_no_finding_aid_is_refused_with_a_sentence(tmp_path, content, words):
    make_repository()
    path = tmp_path / "a.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    report = read(path)
    assert any(words in fault.reason for fault in report.faults), report.faults
    assert not ArchivalItem.objects.exists()


def test_the_commands(fonds, tmp_path, capsys):
    path = tmp_path / "f.xml"
    call_command("export_ead", "f", path)
    repository = Repository.objects.get()
    call_command("import_ead", path, "--repository", str(repository.uuid))
    assert "3 rows: 0 to be created, 0 to be changed, 3 left" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_ead", path)
    with pytest.raises(CommandError, match="no repository"):
        call_command("import_ead", path, "--repository", "nowhere")
    with pytest.raises(CommandError, match="no archival item"):
        call_command("export_ead", "nothing", path)


HEADED = (
    f'<ead xmlns="{EAD3}"><control><recordid>r</recordid></control><archdesc level="fonds"><did>'
    "<unittitle>Fonds</unittitle></did>%s</archdesc></ead>"
)


@pytest.mark.parametrize(
    ("outer", "inner", "column"),
    [("scopecontent", "p", "scope_and_content_en"), ("controlaccess", "persname", "agents")],
)
def test_what_lies_in_itself_is_read_once(tmp_path, outer, inner, column):
    """Two hundred elements within each other would else hold each word two hundred times."""
    nested = f"<{outer}>{f'<{inner}>' * 200}word{f'</{inner}>' * 200}</{outer}>"
    (tmp_path / "a.xml").write_text(HEADED % nested)
    _kind, source = opened("ead", tmp_path / "a.xml", repository=make_repository())
    (row,) = source.rows(Report())
    assert row.cells[column].count("word") == 1


def test_very_long_names_do_not_fill_the_report(tmp_path):
    name = f"<{'x' * 20_000}/><controlaccess><persname>{'N' * 20_000}</persname></controlaccess>"
    (tmp_path / "a.xml").write_text(HEADED % name)
    report = read(tmp_path / "a.xml", make_repository(), apply=False)
    assert len(report.notes) == 2
    assert max(map(len, report.notes)) < 400


def test_names_and_roles_come_in_pairs_and_once(tmp_path):
    names = (
        '<persname relator="author">A|b</persname><persname relator="author">A|b</persname>'
        '<persname relator="addressee">A|b</persname><geogname>Khovd</geogname>'
    )
    (tmp_path / "a.xml").write_text(HEADED % f"<controlaccess>{names}</controlaccess>")
    assert read(tmp_path / "a.xml", make_repository()).is_applied
    links = NameLink.objects.order_by("name__kind", "role").values_list("name__name_en", "role")
    assert list(links) == [("A|b", "addressee"), ("A|b", "author"), ("Khovd", "mentioned")]
