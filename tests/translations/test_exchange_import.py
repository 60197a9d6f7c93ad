"""What a file that comes back may change, and what becomes of the rest."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from tests.make import make_panel
from tests.translations.exchanged import edit, exported, key, stored_text, unit_of
from translations.exchange import importing
from translations.exchange.formats import FORMATS
from translations.models import PersonalDraft, Proposal, UnitRevision
from translations.units import actions
from translations.units.vocabulary import Action, Origin, State

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


def approved(panel, cast, field: str = "title"):
    unit = unit_of(panel, field)
    return actions.approve(unit, actor=cast["reviewer"], version=unit.version)


@every_format
def test_a_report_writes_nothing(panel, ja, file_of, name):
    report = importing.report_on(file_of(name, title=NEW), "f", actor=ja)
    assert (report.written, report.faults, report.is_applied) == (1, [], False)
    sample = report.samples[0]
    assert (sample.before, sample.after) == ("宮城への毛布", NEW)
    assert stored_text(panel, "title") == "宮城への毛布"


@every_format
def test_an_unchanged_text_keeps_its_state(panel, ja, cast, file_of, name):
    approved(panel, cast)
    assert importing.apply(file_of(name, place=NEW), "f", actor=ja).written == 1
    assert unit_of(panel, "title").state == State.APPROVED
    assert unit_of(panel, "title").approved_by == cast["reviewer"]


@every_format
def test_an_empty_target_clears_nothing(panel, ja, cast, file_of, name):
    approved(panel, cast)
    report = importing.apply(file_of(name, title="", event_text="  "), "f", actor=ja)
    assert (report.changes, report.empty) == (0, 3)  # the place was never translated
    assert unit_of(panel, "title").state == State.APPROVED
    assert stored_text(panel, "event_text")


def test_a_backslash_and_hyphen_clears_nothing_either(panel, ja, file_of):
    assert importing.apply(file_of("csv", title=r"\-"), "f", actor=ja).changes == 0


@every_format
def test_a_file_from_an_older_source_becomes_a_proposal(panel, ja, file_of, name):
    path = file_of(name, title=NEW)
    old = unit_of(panel, "title").source_now
    panel.title_en = "Blankets for Miyagi and Iwate"
    panel.save()
    report = importing.apply(path, "from-tokyo", actor=ja)
    assert (report.written, report.proposed_older, report.is_applied) == (0, 1, True)
    assert "older source" in words(report.remarks)
    assert stored_text(panel, "title") == "宮城への毛布" and unit_of(panel, "title").outdated
    kept = Proposal.objects.get()
    assert (kept.text, kept.source_text, kept.made_from) == (NEW, "Blankets for Miyagi", old)
    assert (kept.origin, kept.how, kept.person) == ("from-tokyo", Origin.IMPORT, ja)
    again = importing.apply(path, "from-tokyo", actor=ja)
    assert (again.changes, again.proposed_before, Proposal.objects.count()) == (0, 1, 1)


@every_format
def test_a_text_that_was_changed_here_meanwhile_is_not_replaced(panel, ja, file_of, name):
    path = file_of(name, title=NEW)
    unit = unit_of(panel, "title")
    actions.write(unit, "宮城への毛布（改訂）", actor=ja, version=unit.version)
    report = importing.apply(path, "f", actor=ja)
    assert (report.written, report.proposed_changed) == (0, 1)
    assert stored_text(panel, "title") == "宮城への毛布（改訂）"
    assert Proposal.objects.get().text == NEW


def test_a_proposal_can_be_taken_as_what_it_was_made_from(panel, ja, file_of):
    path = file_of("xliff20", title=NEW)
    panel.title_en = "Blankets for Miyagi and Iwate"
    panel.save()
    importing.apply(path, "f", actor=ja)
    unit = unit_of(panel, "title")
    taken = actions.take_proposal(Proposal.objects.get(), actor=ja, version=unit.version)
    assert taken.text == NEW and taken.is_outdated


@every_format
def test_a_text_made_without_a_version_replaces_nothing(panel, ja, file_of, name):
    path = file_of(name, title=NEW, place="宮城")
    drop_versions(path, name)
    report = importing.apply(path, "f", actor=ja)
    assert (report.written, report.proposed_changed) == (1, 1)
    assert (stored_text(panel, "title"), stored_text(panel, "place")) == ("宮城への毛布", "宮城")


def drop_versions(path, name: str) -> None:
    if name == "po":
        text = path.read_text("utf-8")
        path.write_text(text.replace("#. version: ", "#. "), encoding="utf-8")
    elif name in ("csv", "xlsx"):
        edit(path, every_key(path), version="") if name == "xlsx" else drop_column(path)
    else:
        root = etree.parse(str(path))
        for element in root.iter("{*}context", "{*}meta"):
            if "version" in (element.get("context-type") or element.get("type")):
                element.getparent().remove(element)
        root.write(str(path), encoding="utf-8")


def every_key(path) -> dict[str, str]:
    from tests.translations.exchanged import entries

    return {place: entry.target for place, entry in entries(path).items()}


def drop_column(path) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(
            target, [n for n in rows[0] if n != "version"], extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)


@every_format
def test_finished_texts_are_submitted_only_when_asked(panel, ja, file_of, name):
    path = file_of(name, more={"state": "in review"}, title=NEW, place="宮城")
    importing.apply(path, "f", actor=ja)
    assert unit_of(panel, "title").state == State.DRAFT
    unit = unit_of(panel, "title")
    actions.write(unit, "宮城への毛布", actor=ja, version=unit.version)
    path = file_of(name, more={"state": "in review"}, title=NEW)
    report = importing.apply(path, "f", actor=ja, ask_review=True)
    assert report.written == 1 and unit_of(panel, "title").state == State.IN_REVIEW
    latest = UnitRevision.objects.filter(unit__field="title", unit__language="ja").first()
    assert latest.action == Action.SUBMITTED


def test_a_fuzzy_message_stays_a_draft(panel, ja, file_of):
    path = file_of("po", title=NEW)  # exported as a draft, and so fuzzy
    importing.apply(path, "f", actor=ja, ask_review=True)
    assert unit_of(panel, "title").state == State.DRAFT


@every_format
def test_one_fault_keeps_everything_out(panel, ja, file_of, name):
    path = file_of(name, title="あ" * 301, place="宮城")
    report = importing.apply(path, "f", actor=ja)
    assert not report.is_applied and len(report.faults) == 1
    assert report.faults[0].key == key(panel, "title")
    assert report.faults[0].line > 1 or name.startswith("xliff")  # all of XLIFF is one line
    assert stored_text(panel, "place") == "" and not Proposal.objects.exists()


def test_all_faults_are_told_at_once(panel, ja, file_of):
    path = file_of("csv", title="あ" * 301, place="い" * 301)
    lines = path.read_text("utf-8-sig").replace(
        key(panel, "event_text"), "exhibits.panel:999999:title"
    )
    path.write_text(lines + "nobody.knows:1:x" + "," * 12 + "\n", encoding="utf-8")
    faults = importing.report_on(path, "f", actor=ja).faults
    assert len(faults) == 4 and [f.line for f in faults] == sorted(f.line for f in faults)


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


def test_a_text_that_a_spreadsheet_has_cut_off_is_refused(panel, ja, file_of):
    panel.event_text_ja = "<p>" + "毛布が送られた。" * 5_000 + "</p>"
    panel.save()
    path = file_of("csv", event_text=panel.event_text_ja[:32_767])
    assert "cut off" in words(importing.report_on(path, "f", actor=ja).faults)


def test_what_somebody_has_typed_is_done_with_when_their_file_comes_in(panel, ja, cast, file_of):
    unit = unit_of(panel, "title")
    for person in (ja, cast["curator"]):
        PersonalDraft.objects.create(unit=unit, person=person, text="途中", version=1)
    importing.apply(file_of("csv", title=NEW), "f", actor=ja)
    assert [draft.person for draft in PersonalDraft.objects.all()] == [cast["curator"]]


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
