"""What a file may not bring in: other languages, foreign markup, lost placeholders."""

import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from tests.make import make_panel
from tests.translations.exchanged import edit, exported, key, stored_text, unit_of
from translations.exchange import importing
from translations.exchange.formats import FORMATS

every_format = pytest.mark.parametrize("name", FORMATS)
NEW = "宮城県へ送られた毛布"


@pytest.fixture
def panel(db):
    return make_panel(place_en="Miyagi", place_ja="", place_mn="Мияги")


@pytest.fixture
def ja(cast):
    return cast["translator-ja"]


@pytest.fixture
def file_of(panel, tmp_path):
    """``file_of("csv", title="…")`` exports and edits."""

    def made(name: str, language: str = "ja", more: dict | None = None, **texts):
        path = exported(tmp_path, panel.translation_scope(), name, language)
        return edit(
            path, {key(panel, f): text for f, text in texts.items()}, language, **more or {}
        )

    return made


def words(found) -> str:
    return " ".join(remark.words for remark in found)


@every_format
def test_markup_that_the_editor_does_not_know_is_left_out_and_named(panel, ja, file_of, name):
    if name.startswith("xliff"):
        path = hostile_codes(file_of(name))
    else:
        bad = '<p onclick="steal()">約2,500枚</p><script>alert(1)</script><img src="x">'
        path = file_of(name, event_text=bad)
    report = importing.apply(path, "f", actor=ja)
    assert report.written == 1, report.faults
    assert "onclick" in words(report.remarks) or "<script>" in words(report.remarks)
    assert stored_text(panel, "event_text").startswith("<p>約2,500枚")
    assert "script" not in stored_text(panel, "event_text")


def hostile_codes(path):
    text = path.read_text("utf-8").replace("&lt;p&gt;", '&lt;p onclick="steal()"&gt;')
    path.write_text(text.replace("約2,500枚の毛布", "約2,500枚、毛布"), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["xliff12", "xliff20"])
def test_placeholders_that_are_missing_or_doubled_are_faults(panel, ja, tmp_path, name):
    panel.event_text_en = '<p>Aid.<span class="footnote">F-59</span> <a href="/en/">More</a></p>'
    panel.event_text_ja = ""
    panel.save()
    place = key(panel, "event_text")

    def target_with(*copies):
        path = exported(tmp_path, panel.translation_scope(), name)
        root = etree.parse(str(path))
        unit = next(u for u in root.iter("{*}trans-unit", "{*}unit") if u.get("id") == place)
        source, target = next(unit.iter("{*}source")), next(unit.iter("{*}target"))
        target.text = "援助。"
        for copy in copies:
            for child in etree.fromstring(etree.tostring(source)):
                if copy == "all" or child.get("id") == copy:
                    target.append(child)
        root.write(str(path), encoding="utf-8")
        return importing.report_on(path, "f", actor=ja)

    missing = target_with()
    assert "footnote × 1" in words(missing.faults) and missing.faults[0].key == place
    assert "more than once" in words(target_with("all", "all").faults)
    assert target_with("all").faults == []


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_cells_of_other_languages_and_of_the_source_are_named_and_not_read(
    panel, ja, file_of, name
):
    forged = {"text_mn": "Хуурамч", "text_en": "Forged"}
    report = importing.apply(file_of(name, more=forged, title=NEW), "f", actor=ja)
    assert report.written == 1
    assert "Mongolian" in words(report.remarks) and "English" in words(report.remarks)
    panel.refresh_from_db()
    assert (panel.title_en, panel.title_mn) == ("Blankets for Miyagi", "Миягид илгээсэн хөнжил")


@every_format
def test_another_language_than_ones_own_is_refused(panel, cast, file_of, name):
    report = importing.apply(file_of(name, "mn", title="Хөнжил"), "f", actor=cast["translator-ja"])
    assert not report.is_applied
    assert words(report.faults) == "You may not translate into this language: Mongolian."
    assert stored_text(panel, "title", "mn") == "Миягид илгээсэн хөнжил"


@every_format
def test_a_reviewer_and_a_stranger_bring_nothing_in(panel, cast, file_of, name):
    for person in (cast["reviewer"], cast["stranger"]):
        assert not importing.apply(file_of(name, title=NEW), "f", actor=person).is_applied
    assert stored_text(panel, "title") == "宮城への毛布"


@every_format
def test_the_language_that_is_the_source_now_is_not_written(panel, ja, file_of, name):
    path = file_of(name, title=NEW)
    type(panel).objects.filter(pk=panel.pk).update(source_language="ja")
    report = importing.apply(path, "f", actor=ja)
    assert not report.is_applied and "source of the text now" in words(report.faults)


@every_format
def test_a_key_that_occurs_twice_is_a_fault(panel, ja, file_of, name):
    path = file_of(name, title=NEW)
    if name == "xlsx":
        edit(path, {key(panel, "place"): "宮城"}, key=key(panel, "title"))
    else:
        text = path.read_text("utf-8")
        path.write_text(text.replace(key(panel, "place"), key(panel, "title")), encoding="utf-8")
    assert "occurs twice" in words(importing.report_on(path, "f", actor=ja).faults)


@pytest.mark.parametrize("language", ["ja-JP", "ja_JP", "JA"])
def test_codes_of_languages_as_tools_write_them(panel, ja, file_of, language):
    path = file_of("po", title=NEW)
    text = path.read_text("utf-8").replace("Language: ja\\n", f"Language: {language}\\n")
    path.write_text(text, encoding="utf-8")
    assert importing.report_on(path, "f", actor=ja).written == 1


@pytest.mark.parametrize("language", ["de", "mn-Mong", ""])
def test_a_language_that_the_site_does_not_have_is_said(panel, ja, file_of, language):
    path = file_of("po", title=NEW)
    text = path.read_text("utf-8").replace("Language: ja\\n", f"Language: {language}\\n")
    path.write_text(text, encoding="utf-8")
    assert "does not name a language" in words(importing.report_on(path, "f", actor=ja).faults)


def test_the_command_reports_and_then_writes(panel, cast, file_of, capsys):
    path = file_of("xliff12", title=NEW)
    call_command("import_translations", path)
    assert "1 to be written" in capsys.readouterr().out
    assert stored_text(panel, "title") != NEW
    call_command("import_translations", path, apply=True, user="translator-ja")
    assert unit_of(panel, "title").made_by == cast["translator-ja"]
    with pytest.raises(CommandError):
        call_command("import_translations", path, user="reviewer")
    with pytest.raises(CommandError, match="account"):
        call_command("import_translations", path, user="nobody")
