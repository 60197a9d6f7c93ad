"""Bad files: every fault with line and column, all at once, and nothing is changed."""

import codecs

import pytest

from archive.catalogue import importing
from archive.catalogue.images import ImageFolder
from archive.catalogue.items import Items
from archive.catalogue.names import Names
from archive.catalogue.report import CatalogueError, Report
from archive.catalogue.repositories import Repositories
from archive.models import ArchivalItem, Name, NameLink, Repository
from tests.make import make_item, make_repository
from translations.exchange.csv_files import CsvFile

HEAD = "id,repository,reference_code,level,parent_id,title_en,title_ja,date"


def read(path, kind=None, encoding="", apply=True) -> Report:
    """Apply a file as the command does."""
    kind = kind or Items(ImageFolder(path.parent))
    try:
        source = CsvFile(path, kind.columns, encoding=encoding)
    except CatalogueError as error:
        return Report(faults=[error.fault])
    return (importing.apply if apply else importing.report_on)(kind, source)


@pytest.fixture
def given(tmp_path, db):
    """``given("id,…\\n…")`` writes a file; a repository “r” is there."""
    make_repository(source_id="r")

    def write(content: str | bytes, name: str = "items.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def faults(report: Report) -> list[tuple[int, str]]:
    return [(fault.line, fault.column) for fault in report.faults]


def only(report: Report) -> str:
    assert len(report.faults) == 1, report.faults
    assert not report.is_applied
    assert not ArchivalItem.objects.exists()
    return report.faults[0].reason


ROW = f"{HEAD}\na,r,F-1,fonds,,Fonds of a friendship,友好協会文書,1972\n"


def test_a_good_file_is_taken_as_spreadsheets_write_it(given):
    for content in (ROW, "\ufeff" + ROW, ROW.replace("\n", "\r\n"), ROW.rstrip("\n")):
        assert read(given(content)).faults == []
    item = ArchivalItem.objects.get(source_id="a")
    assert (item.title_ja, item.date, item.level) == ("友好協会文書", "1972", "fonds")


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("cp932", "友好協会に関する書簡", "Shift_JIS (CP932)"),
        ("cp1251", "Соёлын солилцооны захидал", "Windows-1251"),
        ("utf-16", "友好協会", "UTF-16"),
        ("utf-16-le", "Letter", "UTF-16"),
    ],
)
def test_other_encodings_are_recognised_and_said(given, encoding, text, name):
    path = given(ROW.replace("友好協会文書", text).encode(encoding))
    reason = only(read(path))
    assert name in reason
    assert "CSV UTF-8" in reason


def test_another_encoding_is_accepted_when_it_is_named(given):
    assert read(given(ROW.encode("cp932")), encoding="cp932").is_applied
    assert ArchivalItem.objects.get().title_ja == "友好協会文書"


def test_a_wrongly_named_encoding_is_said(given):
    path = given(ROW.encode("cp932") + b"\x81")
    assert "cannot be read as Shift_JIS" in only(read(path, encoding="cp932"))


def test_the_line_of_a_stray_byte_is_named(given):
    report = read(given((ROW * 1).encode() + b"b,r,F-2,,,Bad \xff byte,,\n"))
    assert (report.faults[0].line, report.faults[0].column) == (3, "")
    assert "UTF-8" in only(report)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", 0, "empty"),
        ("\ufeff", 1, "names of the columns"),
        (HEAD + "\n", 1, "no rows"),
        (ROW.replace(",", ";"), 1, "semicolons"),
        (ROW.replace(",", "\t"), 1, "tabs"),
        (ROW + "b,r,F-2,,,\0,,\n", 3, "null character"),
        (ROW + 'b,r,F-2,,,"never closed,,\nc,r\n', 3, "never closed"),
        (ROW + 'b,r,F-2,,,"closed" twice",,\n', 3, "quotation marks"),
    ],
)
def test_files_that_cannot_be_read_say_why(given, content, line, words):
    report = read(given(content))
    assert words in only(report)
    assert report.faults[0].line == line


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("titel_en", "“title_en” meant"),
        ("Title_en", "“title_en” instead"),
        ("title_de", "not a language of this site"),
        ("wholly_other_thing", "is not known"),
        ("id", "two columns “id”"),
        ("", "has no name"),
    ],
)
def test_columns_that_are_not_known_are_said(given, column, words):
    report = read(given(f"{HEAD},{column}\na,r,F-1,,,Title,,,x\n"))
    assert words in only(report)
    assert report.faults[0].line == 1


def test_every_fault_is_named_at_once(given):
    path = given(
        HEAD + ",rights,is_public,language_of_material,agents,closed_until,source_language\n"
        'a,r,F-1,fonds,,"A title\nin two lines",,1972,,,,,,\n'
        "a,r,F-1,fonds,,Again,,,,,,,,\n"
        "b,nowhere,F-1,box,c,Box,,some day,http://example.org/,maybe,xx|mn,nobody,soon,de\n"
        "\n"
        ",,,,,,,,,,,,,\n"
        "c,r,F-1,too,few\n"
        ",r,F-1,,,No id,,,,,,,,\n"
        "d,r,F-1,,,,,,,,,,,\n"
        "e,,F-1,,,No repository,,,,,,,,\n"
        f"f,r,{'F' * 201},,,{'T' * 501},,,,,,,,\n"
    )
    report = read(path)
    assert sorted(faults(report)) == sorted(
        [
            (4, "id"),
            *((5, c) for c in ("repository", "level", "date", "rights", "is_public")),
            *((5, c) for c in ("language_of_material", "agents", "closed_until")),
            (5, "source_language"),
            (5, "parent_id"),
            (6, ""),
            (7, ""),
            (8, ""),
            (9, "id"),
            (10, "title_en"),
            (11, "repository"),
            *((12, c) for c in ("reference_code", "title_en")),
        ]
    )
    assert not ArchivalItem.objects.exists()


def test_a_bad_last_row_after_two_thousand_good_ones_changes_nothing(given):
    rows = "".join(f"i{n},r,F-{n},,,Item {n},,1972\n" for n in range(2_000))
    report = read(given(f"{HEAD}\n{rows}bad,r,F-1,,,Bad,,no date at all\n"))
    assert faults(report) == [(2_002, "date")]
    assert not ArchivalItem.objects.exists()


def test_a_failure_while_writing_leaves_nothing(given, monkeypatch):
    rows = "".join(f"i{n},r,F-{n},,,Item {n},,1972\n" for n in range(1_200))
    kind, built = Items(), Items.built

    def fail_late(self, entry):
        if entry.id == "i1100":
            raise OSError("disk full")
        return built(self, entry)

    monkeypatch.setattr(Items, "built", fail_late)
    path = given(f"{HEAD}\n{rows}")
    with pytest.raises(OSError, match="disk full"):
        importing.apply(kind, CsvFile(path, kind.columns))
    assert not ArchivalItem.objects.exists()


def test_parents_may_come_later_and_lie_in_the_archive(given):
    make_item(source_id="top", level="fonds", repository=Repository.objects.get())
    report = read(given(f"{HEAD}\nc,r,3,item,b,C,,\nb,r,2,file,top,B,,\n"))
    assert report.is_applied
    top, b, c = (ArchivalItem.objects.get(source_id=key) for key in ("top", "b", "c"))
    assert (b.path, c.path) == (f"/{top.pk}/{b.pk}/", f"/{top.pk}/{b.pk}/{c.pk}/")


def test_circles_are_refused(given):
    report = read(given(f"{HEAD}\na,r,1,file,b,A,,\nb,r,2,file,c,B,,\nc,r,3,file,a,C,,\n"))
    assert {fault.column for fault in report.faults} == {"parent_id"}
    assert not ArchivalItem.objects.exists()


def test_a_circle_through_the_archive_is_refused(given):
    repository = Repository.objects.get()
    top = make_item(source_id="top", level="file", repository=repository)
    middle = make_item(level="file", repository=repository, parent=top)
    make_item(source_id="low", level="file", repository=repository, parent=middle)
    report = read(given("id,parent_id\ntop,low\n"))
    assert faults(report) == [(2, "parent_id")]


def test_branches_can_change_places(given):
    repository = Repository.objects.get()
    a = make_item(source_id="a", level="file", repository=repository)
    b = make_item(source_id="b", level="file", repository=repository, parent=a)
    c = make_item(source_id="c", level="file", repository=repository, parent=b)
    assert read(given(f"{HEAD}\nnew,r,9,file,c,New,,\na,,,,b,,,\nb,,,,\\-,,,\n")).is_applied
    found = dict(ArchivalItem.objects.values_list("source_id", "path"))
    assert found["a"] == f"/{b.pk}/{a.pk}/"
    assert found["c"] == f"/{b.pk}/{c.pk}/"
    assert found["new"].startswith(found["c"])


def test_levels_and_institutions_must_fit(given):
    make_repository(source_id="other")
    report = read(given(f"{HEAD}\na,r,1,item,,A,,\nb,r,2,fonds,a,B,,\nc,other,3,item,a,C,,\n"))
    assert sorted(faults(report)) == [(3, "level"), (4, "repository")]


def test_a_new_level_must_fit_what_stays(given):
    repository = Repository.objects.get()
    top = make_item(source_id="top", level="series", repository=repository)
    file = make_item(source_id="file", level="file", repository=repository, parent=top)
    make_item(level="item", repository=repository, parent=file)
    assert faults(read(given("id,level\nfile,fonds\n"))) == [(2, "level")]
    assert faults(read(given("id,level\ntop,item\n"))) == [(2, "level")]
    assert read(given("id,level\ntop,fonds\nfile,series\n")).changed == 2


def test_empty_cells_leave_and_a_mark_clears(given):
    item = make_item(source_id="a", title_en="Kept", title_ja="消える", date="1972", rights="")
    report = read(given("id,title_en,title_ja,date\na,,\\-,\n"))
    assert (report.changed, dict(report.changed_fields)) == (1, {"title_ja": 1})
    item.refresh_from_db()
    assert (item.title_en, item.title_ja, item.date) == ("Kept", "", "1972")


def test_what_must_be_there_cannot_be_cleared(given):
    make_item(source_id="a")
    assert faults(read(given("id,repository\na,\\-\n"))) == [(2, "repository")]


def test_a_report_changes_nothing(given):
    report = read(given(ROW), apply=False)
    assert (report.created, report.is_applied) == (1, False)
    assert not ArchivalItem.objects.exists()


def test_line_ends_of_a_spreadsheet_are_no_change(given):
    item = make_item(source_id="a", scope_and_content_en="one\r\ntwo")
    stamp = item.changed_at
    assert read(given('id,scope_and_content_en\na,"one\ntwo"\n')).left == 1
    item.refresh_from_db()
    assert item.changed_at == stamp


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("../outside.jpg", "inside the folder"),
        ("/etc/passwd", "inside the folder"),
        ("C:\\scan.jpg", "inside the folder"),
        ("link.jpg", "leads out"),
        ("folder/inner.jpg", "leads out"),
        ("missing.jpg", "does not exist"),
        ("empty.jpg", "is empty"),
    ],
)
def test_images_outside_missing_or_empty_are_said(given, tmp_path, cell, words):
    (tmp_path.parent / "outside.jpg").write_bytes(b"x")
    (tmp_path / "link.jpg").symlink_to(tmp_path.parent / "outside.jpg")
    (tmp_path / "folder").symlink_to(tmp_path.parent)
    (tmp_path / "empty.jpg").touch()
    report = read(given(f"id,repository,title_en,images\na,r,Title,{cell}\n"))
    assert words in only(report)


# Names and repositories ------------------------------------------------------------------------


def test_names_have_forms_and_items_link_them(given):
    names = read(
        given(
            "id,kind,name_en,name_mn,variants_en,reading_ja,dates,external_ids\n"
            "e,person,Tsakhiagiin Elbegdorj,Цахиагийн Элбэгдорж,Ts. Elbegdorj|Elbegdorj,"
            "エルベグドルジ,1963/,wikidata:Q57436\n"
            "u,place,Ulaanbaatar,Улаанбаатар,,,,\n",
            "names.csv",
        ),
        Names(),
    )
    assert (names.created, names.faults) == (2, [])
    person = Name.objects.get(source_id="e")
    assert [f.form for f in person.forms.all()] == ["Ts. Elbegdorj", "Elbegdorj", "エルベグドルジ"]
    assert "elbegdorj" in person.search_text
    read(given("id,repository,title_en,agents,places\na,r,Title,e,u\n"))
    links = NameLink.objects.values_list("name__source_id", "role")
    assert list(links) == [("e", "creator"), ("u", "mentioned")]
    wrong = read(given("id,agents\na,u\n"))
    assert faults(wrong) == [(2, "agents")]


def test_roles_that_a_curator_gave_stay(given):
    item, name = make_item(source_id="a"), Name.objects.create(source_id="n", name_en="N")
    NameLink.objects.create(item=item, name=name, role="signatory")
    assert read(given("id,agents\na,n\n")).left == 1
    assert read(given("id,agents,agent_roles\na,n,author\n")).changed == 1
    assert NameLink.objects.get().role == "author"


def test_a_merged_name_stands_for_the_one_it_was_merged_into(given):
    kept = Name.objects.create(source_id="kept", name_en="Kept")
    Name.objects.create(source_id="gone", name_en="Gone", merged_into=kept)
    assert read(given("id,repository,title_en,agents\na,r,Title,gone\n")).is_applied
    assert NameLink.objects.get().name == kept


def test_faults_of_names(given):
    report = read(
        given(
            "id,kind,name_en,dates,external_ids\nx,robot,Name,once,no scheme\ny,person,,,\n",
            "names.csv",
        ),
        Names(),
    )
    assert faults(report) == [(2, "kind"), (2, "dates"), (2, "external_ids"), (3, "name_en")]


def test_repositories_nest_and_are_checked(given):
    good = "id,name_mn,parent_id,country\nd,Хэлтэс,h,mn\nh,Архив,,MN\n"
    assert read(given(good), Repositories()).is_applied
    assert Repository.objects.get(source_id="d").parent.source_id == "h"
    bad = (
        "id,name_mn,parent_id,country,reference_scheme,email,citation_style_en\n"
        "h,,d,Mongolia,roman,no,{nothing}\n"
    )
    assert sorted(c for _line, c in faults(read(given(bad), Repositories()))) == [
        *("citation_style_en", "country", "email", "parent_id", "reference_scheme")
    ]


def test_bytes_of_a_bom_alone_are_an_empty_file(given):
    assert not read(given(codecs.BOM_UTF8)).is_applied


@pytest.mark.parametrize("name", ["", "x"])
def test_a_file_of_very_many_columns_is_refused_at_once(given, name):
    columns = ",".join(f"{name}{n if name else ''}" for n in range(200_000))
    report = read(given(f"id,{columns}\na\n"))
    assert "200001 columns" in only(report)
    assert report.faults[0].line == 1


def test_a_very_long_name_of_a_column_is_cut(given):
    report = read(given(f"{HEAD},{'titel_' * 60_000}\na,r,F-1,,,Title,,,x\n"))
    assert len(only(report)) < 200
    assert len(report.faults[0].column) < 100
