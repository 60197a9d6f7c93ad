"""Texts that files like to spoil go out and come back as they were."""

import pytest

from tests.make import make_dataset, make_exhibition, make_panel, make_section
from tests.translations.exchanged import (
    copy_sources,
    edit,
    entries,
    exported,
    key,
    stored_text,
    unit_of,
)
from translations.exchange import importing
from translations.exchange.cells import to_cell
from translations.exchange.formats import FORMATS
from translations.models import UnitRevision
from translations.richtext import sanitise
from translations.units.vocabulary import Origin, State

every_format = pytest.mark.parametrize("name", FORMATS)
RICH = sanitise(
    "<h2>A heading</h2><p>At <ruby>宮城<rt>みやぎ</rt></ruby> 2 &lt; 3 &amp; 4"
    '<span class="footnote">Central Archive, <a href="https://mfa.gov.mn/?a=1&amp;b=2">F-59</a>, '
    '<em>"p. 4"</em>.</span> and<br>“there” <strong>=1+1</strong> 😀\xa0!</p>'
    '<table><thead><tr><th>Year</th><th>Blankets</th></tr></thead><tbody><tr><td colspan="2">'
    "2,500</td></tr></tbody></table><ul><li>one</li><li>two</li></ul><blockquote><p>"
    '<span lang="mn-Mong">ᠮᠣᠩᠭᠣᠯ ᠤᠨ</span> <a href="#panel-1">link</a></p></blockquote>'
)
PLAIN = [
    "=1+1",
    "＝1+1",
    "+976 11 26-27-28",
    "-",
    r"\-",
    "'=quoted",
    "@SUM(A1)",
    'He said "no"; «үгүй» 「いいえ」',
    "ᠮᠣᠩᠭᠣᠯ ᠤᠨ ᠨᠢᠭᠤᠴᠠ ᠲᠣᠪᠴᠢᠶᠠᠨ",
    "👩‍👩‍👧 emoji, ө ү Ө Ү ё ₮",
    "a <b> & c &amp; d",
    "_x0041_ %(name)s {0}",
    "2011-03-12",
    "00123",
    "TRUE",
]
LINES = "first line\n  indented, after two blanks\n\nlast; a\ttab"


@pytest.fixture
def panel(db):
    """Written in English, in Japanese as well: the same text, so that nothing may differ."""
    return make_panel(event_text_en=RICH, event_text_ja=RICH, event_text_mn="")


def scope(panel) -> str:
    return panel.translation_scope()


@every_format
def test_rich_text_that_nobody_touched_changes_nothing(panel, name, tmp_path):
    report = importing.apply(exported(tmp_path, scope(panel), name), "x", actor=None)
    assert (report.changes, report.faults, report.remarks) == (0, [], [])
    assert report.unchanged == report.rows > 3
    assert stored_text(panel, "event_text") == RICH


@every_format
def test_the_file_holds_the_exact_text(panel, name, tmp_path):
    found = entries(exported(tmp_path, scope(panel), name))[key(panel, "event_text")]
    assert found.target == found.source == RICH
    assert found.source_hash == unit_of(panel, "event_text").source_now


@pytest.mark.parametrize("name", ["xliff12", "xliff20"])
def test_codes_copied_into_an_empty_target_give_the_same_markup(panel, name, tmp_path):
    path = exported(tmp_path, scope(panel), name, "mn")
    copy_sources(path)
    report = importing.apply(path, path.name, actor=None)
    assert report.is_applied and report.faults == []
    assert stored_text(panel, "event_text", "mn") == RICH


@pytest.mark.parametrize("name", ["csv", "xlsx", "po"])
def test_tags_written_by_hand_are_kept(panel, name, tmp_path):
    path = edit(
        exported(tmp_path, scope(panel), name, "mn"), {key(panel, "event_text"): RICH}, "mn"
    )
    assert importing.apply(path, path.name, actor=None).written == 1
    assert stored_text(panel, "event_text", "mn") == RICH


@every_format
def test_difficult_plain_texts_go_out_and_come_back(db, name, tmp_path):
    section = make_section(make_exhibition())
    made = [make_panel(section, place_en=text, place_ja=text) for text in PLAIN]
    path = exported(tmp_path, section.translation_scope(), name)
    found = entries(path)
    assert [found[key(panel, "place")].target for panel in made] == PLAIN
    assert importing.report_on(path, "x", actor=None).changes == 0


@every_format
def test_difficult_plain_texts_are_written_as_they_are(db, name, tmp_path):
    section = make_section(make_exhibition())
    made = [make_panel(section, place_en="Miyagi", place_ja="") for _text in PLAIN]
    path = exported(tmp_path, section.translation_scope(), name)
    texts = {key(p, "place"): text for p, text in zip(made, PLAIN, strict=True)}
    if name == "csv":
        texts = {place: to_cell(text) for place, text in texts.items()}
    report = importing.apply(edit(path, texts), path.name, actor=None)
    assert (report.written, report.faults) == (len(PLAIN), [])
    assert [stored_text(panel, "place") for panel in made] == PLAIN


@every_format
def test_line_breaks_and_indents_stay(db, name, tmp_path):
    data = make_dataset(note_en=LINES, note_ja=LINES.replace("\n", "\r\n"))
    path = exported(tmp_path, data.translation_scope(), name)
    assert entries(path)[key(data, "note")].source == LINES
    assert importing.report_on(path, "x", actor=None).changes == 0
    report = importing.apply(edit(path, {key(data, "note"): f"{LINES}!"}), "x", actor=None)
    assert report.written == 1 and stored_text(data, "note") == f"{LINES}!"


@every_format
def test_control_characters_are_left_out_and_are_no_change(db, name, tmp_path):
    panel = make_panel(place_en="Miya\x0bgi", place_ja="宮\x0b城")
    path = exported(tmp_path, panel.translation_scope(), name)
    assert entries(path)[key(panel, "place")].target == "宮城"
    assert importing.report_on(path, "x", actor=None).changes == 0


@every_format
def test_a_changed_text_becomes_a_draft_with_its_history(panel, name, tmp_path, cast):
    path = edit(
        exported(tmp_path, scope(panel), name), {key(panel, "title"): "宮城への毛布2,500枚"}
    )
    report = importing.apply(path, "from-tokyo", actor=cast["translator-ja"])
    assert (report.written, report.unchanged) == (1, report.rows - 1)
    unit = unit_of(panel, "title")
    assert (unit.text, unit.state, unit.made_how) == (
        "宮城への毛布2,500枚",
        State.DRAFT,
        Origin.IMPORT,
    )
    assert unit.made_by == cast["translator-ja"] and not unit.outdated
    latest = UnitRevision.objects.filter(unit=unit).first()
    assert (latest.note, latest.how) == ("from-tokyo", Origin.IMPORT)
    assert importing.apply(path, "from-tokyo", actor=cast["translator-ja"]).changes == 0
