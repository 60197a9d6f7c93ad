"""The translation memory offers what was approved for the same or a like source, no more."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import make_item, make_panel, make_section
from translations.memory import finding, marks, similar
from translations.memory.finding import score
from translations.models import MemoryEntry, MemoryMark, State, TranslationUnit
from translations.units import actions

ROOT = Path(__file__).resolve().parent.parent.parent
# A source, one like it, and whether a translator wants to see the one beside the other.
ALIKE = [
    ("en", "The earthquake of 2011", "The earthquake of 1995"),
    ("en", "Blankets for Miyagi", "Blankets for Sendai"),
    ("en", "<p>About 2,500 blankets were sent.</p>", "<p>About 3,000 blankets were sent.</p>"),
    (
        "en",
        "Resolution No. 78 on a grant to Japan",
        "Resolution No. 112 on a grant to Mongolia",
    ),
    (
        "en",
        "The Ambassador handed his credentials to the President of Mongolia on 12 March 1973.",
        "Ambassador Akitani handed his credentials to the Chairman on 12 March 1974.",
    ),
    ("ja", "2011年の地震", "1995年の地震"),
    ("ja", "宮城への毛布", "仙台への毛布"),
    ("ja", "対日支援に関する政府決議第78号", "対中支援に関する政府決議第112号"),
    (
        "ja",
        "大使は1973年3月12日、モンゴル国大統領に信任状を捧呈した。",
        "秋保大使は1974年3月12日、人民大会議長に信任状を捧呈した。",
    ),
    ("mn", "2011 оны газар хөдлөлт", "1995 оны газар хөдлөлт"),
    ("mn", "Миягид илгээсэн хөнжил", "Сэндайд илгээсэн хөнжил"),
    (
        "mn",
        "Япон улсад тусламж үзүүлэх тухай 78 дугаар тогтоол",
        "БНХАУ-д тусламж үзүүлэх тухай 112 дугаар тогтоол",
    ),
    (
        "mn",
        "Элчин сайд 1973 оны 3 дугаар сарын 12-нд Итгэмжлэх жуух бичгээ өргөн барив.",
        "Элчин сайд Акитани 1974 оны 3 дугаар сарын 12-нд Итгэмжлэх жуух бичгээ барив.",
    ),
]
UNLIKE = [
    ("en", "The earthquake of 2011", "Foreword"),
    ("en", "Blankets for Miyagi", "Letter to the Embassy in Moscow"),
    (
        "en",
        "The Ambassador handed his credentials to the President of Mongolia on 12 March 1973.",
        "A delegation of the Gobi cashmere factory visited Osaka in the autumn of that year.",
    ),
    ("ja", "2011年の地震", "序文"),
    ("ja", "宮城への毛布", "外交関係の樹立"),
    (
        "ja",
        "大使は1973年3月12日、モンゴル国大統領に信任状を捧呈した。",
        "その年の秋、ゴビ・カシミヤ工場の代表団が大阪を訪れた。",
    ),
    ("mn", "2011 оны газар хөдлөлт", "Өмнөх үг"),
    ("mn", "Миягид илгээсэн хөнжил", "Дипломат харилцаа тогтоосон нь"),
    (
        "mn",
        "Элчин сайд 1973 оны 3 дугаар сарын 12-нд Итгэмжлэх жуух бичгээ өргөн барив.",
        "Тэр жилийн намар «Говь» үйлдвэрийн төлөөлөгчид Осака хотод айлчлав.",
    ),
]
INTO = {"en": "ja", "ja": "mn", "mn": "en"}


def panel(language: str, source: str, target: str = "", field: str = "title", **values):
    """A panel with one text and, at will, its translation."""
    texts = {f"{name}_{code}": "" for name in ("title", "event_text") for code in INTO}
    texts |= {f"{field}_{language}": source, f"{field}_{INTO[language]}": target}
    return make_panel(**{**texts, "source_language": language, **values})


def unit_of(obj, language: str, field: str = "title") -> TranslationUnit:
    return TranslationUnit.objects.of(obj).get(field=field, language=language)


@pytest.fixture
def approved(cast):
    """Approves a translation, as a reviewer does."""

    def approve(obj, language: str, field: str = "title") -> TranslationUnit:
        unit = unit_of(obj, language, field)
        return actions.approve(unit, actor=cast["reviewer"], version=unit.version)

    return approve


def pair_of(approved, language: str, text: str, wanted: str):
    """What the memory offers for one source after the other was approved."""
    field = "event_text" if "<" in text else "title"
    approved(panel(language, text, "訳 орчуулга", field), INTO[language], field)
    return similar(unit_of(panel(language, wanted, "", field), INTO[language], field))


@pytest.mark.parametrize(("language", "text", "wanted"), ALIKE)
def test_a_changed_year_name_or_figure_is_found(approved, language, text, wanted):
    [match] = pair_of(approved, language, text, wanted)
    assert (match.text.removeprefix("<p>")[:1], match.same_kind) == ("訳", True)
    assert finding.LEAST <= match.score < 100 and match.approved_at is not None


@pytest.mark.parametrize(("language", "text", "wanted"), UNLIKE)
def test_what_has_nothing_to_do_with_it_is_not_offered(approved, language, text, wanted):
    assert pair_of(approved, language, text, wanted) == []
    assert score(finding.comparable(text), wanted) < finding.LEAST


def test_the_very_wording_comes_with_full_score(approved):
    approved(panel("en", "Foreword", "序文"), "ja")
    match = similar(unit_of(panel("en", "Foreword "), "ja"))[0]
    assert (match.score, match.text, match.source_text) == (100, "序文", "Foreword")
    assert "panel" in match.where and "title" in match.where


def test_the_same_kind_of_field_comes_first_and_the_very_wording_is_never_crowded_out(approved):
    approved(make_section(title_en="Letters of 1973", title_ja="1973年の書簡"), "ja")
    for year in range(1974, 1984):
        approved(panel("en", f"Letters of {year}", f"{year}年の書簡"), "ja")
    found = similar(unit_of(panel("en", "Letters of 1973"), "ja"), limit=3)
    assert [match.same_kind for match in found] == [True, True, False]
    assert [match.score for match in found][2] == 100
    assert found[0].score >= found[1].score


def test_a_pair_is_offered_once_however_often_it_was_approved(approved):
    for _ in range(3):
        approved(panel("en", "Foreword", "序文"), "ja")
    assert [m.text for m in similar(unit_of(panel("en", "Foreword"), "ja"))] == ["序文"]


def test_its_own_text_another_pair_of_languages_and_drafts_are_not_offered(approved):
    own = panel("en", "Foreword", "序文")
    approved(own, "ja")
    panel("en", "Foreword", "まえがき")  # a draft
    assert similar(unit_of(own, "ja")) == []
    three = make_panel(title_en="Foreword", title_mn="Өмнөх үг", title_ja="")
    approved(three, "mn")
    assert [match.text for match in similar(unit_of(three, "ja"))] == ["序文"]


def test_a_later_draft_leaves_the_pair_and_a_text_sent_back_leaves_the_memory(approved, cast):
    unit = approved(panel("en", "Foreword", "序文"), "ja")
    wanted = unit_of(panel("en", "Foreword"), "ja")
    unit = actions.write(unit, "はしがき", actor=cast["curator"], version=unit.version)
    assert [match.text for match in similar(wanted)] == ["序文"]
    unit = approved(unit.target, "ja")
    assert [match.text for match in similar(wanted)] == ["はしがき"]
    actions.send_back(unit, actor=cast["reviewer"], version=unit.version, note="まえがきに統一")
    assert similar(wanted) == [] and not MemoryMark.objects.exists()


def test_a_unit_without_a_source_has_nothing_to_look_for(db):
    assert similar(unit_of(panel("en", "", "序文"), "ja")) == []


def test_four_queries_however_many_there_are(approved):
    for year in range(1960, 2000):
        approved(panel("en", f"Letters of {year}", f"{year}年の書簡"), "ja")
    wanted = unit_of(panel("en", "Letters of 2001"), "ja")
    similar(wanted)  # reads the kinds of content once per process
    wanted = TranslationUnit.objects.get(pk=wanted.pk)
    with CaptureQueriesContext(connection) as captured:
        assert len(similar(wanted)) == 5
    # 1 the object, 2 the very wording, 3 candidates, 4 their texts
    assert len(captured) == 4, [query["sql"] for query in captured]


def test_a_stem_that_thousands_share_costs_no_more_than_its_part(approved, monkeypatch):
    monkeypatch.setattr(finding, "PER_MARK", 3)
    for year in range(1960, 1970):
        approved(panel("en", f"Letters of {year}", f"{year}年の書簡"), "ja")
    unit = unit_of(panel("en", "Letters of 2001"), "ja")
    assert len(finding.candidates(finding.Wish.of(unit))) == 3


def test_long_texts_are_compared_with_fewer():
    assert finding.affordable([(1, 2_000_000), (2, 900_000), (3, 200_000)]) == [1, 2]
    assert finding.affordable([(1, 9_000_000), (2, 10)]) == [1]


def test_marks_are_the_same_in_every_process():
    code = "from translations.memory.marks import marks; print(*marks('宮城への毛布', 'ja'))"
    setup = f"import os, django; django.setup(); {code}"
    env = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "7", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", setup], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert [int(n) for n in done.stdout.split()] == list(marks.marks("宮城への毛布", "ja"))


def test_marks_see_no_figures_no_case_and_no_markup():
    one = marks.marks("<p>About <strong>2,500</strong> blankets</p>", "en")
    assert one == marks.marks("about 3,000 Blankets", "en") and len(one) == marks.BANDS
    assert marks.marks(" \n", "en") == () and len(marks.marks("号", "ja")) == marks.BANDS


def test_rebuilding_brings_back_what_was_lost_and_changes_nothing_the_second_time(approved, capsys):
    approved(panel("en", "Foreword", "序文"), "ja")
    approved(make_item(title_ja="政府決議第78号"), "ja")
    panel("en", "A draft", "草稿")

    def everything():
        entries = MemoryEntry.objects.order_by("pk").values_list("unit", "source_text", "text")
        numbers = MemoryMark.objects.order_by("entry__unit", "mark").values_list("pair", "mark")
        return list(entries), list(numbers)

    before = everything()
    assert len(before[0]) == 2 and len(before[1]) == 2 * marks.BANDS
    MemoryEntry.objects.all().delete()
    call_command("rebuild_memory")
    assert everything() == before
    call_command("rebuild_memory")
    assert everything() == before
    assert "2 approved pairs remembered" in capsys.readouterr().out


def test_rebuilding_keeps_pairs_whose_unit_is_being_edited(approved, cast):
    unit = approved(panel("en", "Foreword", "序文"), "ja")
    actions.write(unit, "はしがき", actor=cast["curator"], version=unit.version)
    MemoryMark.objects.all().delete()
    call_command("rebuild_memory", verbosity=0)
    assert MemoryEntry.objects.get().text == "序文" and MemoryMark.objects.count() == marks.BANDS
    assert TranslationUnit.objects.get(pk=unit.pk).state == State.DRAFT
