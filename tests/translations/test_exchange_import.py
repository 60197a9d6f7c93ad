"""What a file that comes back may change, and what becomes of the rest."""

import csv
import io

import pytest
from lxml import etree

from tests.make import make_panel
from tests.translations.exchanged import edit, entries, exported, key, stored_text, unit_of
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
