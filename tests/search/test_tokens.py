"""One stream of tokens: what a text gives, in every script."""

import unicodedata

import pytest

from search.analysis import HOOK, OFF, folded
from search.compounds import compounds
from search.english import english_stems
from search.kanji import pairs
from search.runs import run_alone, runs
from search.skeletons import skeleton
from search.tokens import (
    capitals,
    prepared,
    reading,
    skeletons,
    tokens,
    tokens_of,
)


def exact(text: str) -> list[str]:
    return [token.exact for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Blankets for Miyagi", ["blankets", "for", "miyagi"]),
        ("Mongolia’s archives", ["mongolia", "archives"]),
        ("Pürevsüren", ["purevsuren"]),
        ("地震", ["地震", "震"]),
        ("東日本", ["東日", "日本", "本"]),
        ("國旗", ["国旗", "旗"]),
        ("代々木", ["代代", "代木", "木"]),
        ("災", ["災"]),
        ("モンゴルの地震", ["モンゴル", "の", "地震", "震"]),
        ("ﾓﾝｺﾞﾙ", ["モンゴル"]),
        ("チンギス・ハーン", ["チンギス", "ハーン"]),
        ("Škoda, Dvořák", ["skoda", "dvorak"]),
        ("コンピューター", ["コンピュタ"]),
        ("ヴァイオリン", ["バイオリン"]),
        ("つづり", ["つづ", "づり", "り"]),
        ("БНМАУ-ын Засгийн газар", ["бнмау", "засгийн", "газар"]),
        ("иэн10-д", ["иэн", "10"]),
        ("“Үнэн”-ий дугаар", ["унэн", "дугаар"]),
        ("Moнгол", ["монгол"]),  # Latin M and o
        ("apxив, кинo, зyд", ["архив", "кино", "зуд"]),  # and is Cyrillic, although most is Latin
        ("Оsаkа", ["osaka"]),
        ("Өвvр, ѳвѳр, євєр", ["овур", "овор", "овор"]),
        ("ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ", ["ᠮᠣᠩᠭᠣᠯ", "ᠣᠯᠣᠰ"]),
        ("ᠮᠣᠩᠭᠤᠯ\u202fᠤᠨ", ["ᠮᠣᠩᠭᠣᠯ", "ᠣᠨ"]),
        ("ᠦᠨᠡᠨ ᠬᠣᠲᠠ\u202fᠳᠤ", ["ᠥᠨᠡᠨ", "ᠬᠣᠲᠠ", "ᠲᠣ"]),
        ("2,500 and 066", ["2500", "and", "066"]),
        ("２０１１", ["2011"]),
        ("K-19180-1", ["k", "19180", "1"]),
        ("平28内府00174100", ["平", "28", "内府", "府", "00174100"]),
        ("so\u00adft \u200bspace", ["soft", "space"]),
        ("so\u0301\U0001d167ft", ["soft"]),
        ("", []),
        ("😀 -- ()", []),
        ("nul\x00here", ["nul", "here"]),
    ],
)
def test_words_of_a_text(text, found):
    assert exact(text) == found


@pytest.mark.parametrize(
    ("run", "no_words"),
    [
        ("東京都", ["京都"]),
        ("本日本部", ["日本"]),
        ("在日本大使館", ["本大", "使館"]),
        ("東日本", []),
        ("日本政府", ["本政"]),
        ("京都府", ["都府"]),
        ("全日本", []),
        ("安倍晋三", []),
        ("鉄道路線", ["道路"]),
        ("国会議事堂", ["会議", "事堂"]),
        ("大学生活", ["学生"]),
        ("汽船長崎丸", ["船長", "崎丸"]),
    ],
)
def test_pairs_that_cut_through_a_word_are_none(run, no_words):
    assert [pair for pair, is_word in pairs(run) if not is_word] == no_words


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("archive", "archives", True),
        ("archive", "archival", True),
        ("archive", "archery", False),
        ("university", "universe", False),
        ("authority", "author", False),
        ("policy", "police", False),
        ("colour", "colors", True),
        ("organise", "organization", True),
        ("organ", "organization", False),
        ("centre", "center", True),
        ("travelled", "traveling", True),
        ("woollen", "woolen", True),
        ("woollens", "woolen", True),
        ("marvellous", "marvelous", True),
        ("catalogue", "catalogs", True),
        ("treaty", "treaties", True),
        ("haemorrhage", "hemorrhages", True),
        ("archaeologists", "archeology", True),
        ("photographed", "photography", True),
        ("ploughing", "plowed", True),
        ("jewellery", "jewelry", True),
        ("harbours", "harbor", True),
        ("skilful", "skillful", True),
        ("enrolment", "enrollment", True),
        ("manoeuvres", "maneuver", True),
        ("artefacts", "artifact", True),
        ("called", "calls", True),
        ("children", "child", True),
        ("geese", "goose", True),
        ("wolves", "wolf", True),
        ("leaves", "leaf", True),
        ("leaves", "leave", True),
        ("wrote", "writing", True),
        ("dug", "digs", True),
        ("lit", "lights", True),
        ("taught", "teacher", True),
        ("wrestlers", "wrestling", True),
        ("printed", "printer", True),
        ("corner", "corn", False),
        ("miner", "mineral", False),
        ("several", "severe", False),
        ("species", "special", False),
        ("felt", "feel", False),
        ("found", "find", False),
        ("led", "lead", False),
        ("poet", "pet", False),
    ],
)
def test_english_stems(one, other, is_same):
    assert bool({*english_stems(one)} & {*english_stems(other)}) is is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elbegdorzh", "Элбэгдоржийн"),
        ("Khovsgol", "Хөвсгөлд"),
        ("Choybalsan", "Чойбалсанг"),
        ("Luvsanchultem", "Лувсанчүлтэмийн"),
        ("Yondon", "Ёндонгийн"),
        ("Sukhbaatar", "Сүхбаатараас"),
        ("Elbegdorž", "Элбэгдоржийн"),
        ("Šagdar", "Шагдарын"),
        ("Čojžilyn", "Чойжилын"),
        ("Rinčin", "Ринчин"),
        ("Rincin", "Ринчин"),
        ("Z\u030cukov", "Жуковын"),
        ("Kjachta", "Кяхта"),
        ("Dsawchan", "Завхан"),
        ("Elbegdordsch", "Элбэгдорж"),
        ("Tschischow", "Чижовын"),
    ],
)
def test_a_name_meets_its_romanisation_with_any_ending(one, other):
    (spelt,), (word,) = tokens_of(one), tokens_of(other)
    assert skeleton(one) and set(skeletons(spelt.sounds)) & set(skeletons(word.sounds))


def test_a_hook_is_heard_and_not_seen():
    (with_hook,), (without) = tokens_of("Škoda"), tokens_of("Skoda")
    assert with_hook.exact == without[0].exact and with_hook.stems == without[0].stems
    assert skeletons(with_hook.sounds) == ("shkoda",)
    assert not set(skeletons("zagdar")) & set(skeletons("zhagdar"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ウィスキー", "ウイスキー"),
        ("ラヂオ", "ラジオ"),
        ("ウランバートル", "ウランバトル"),
        ("チンギスハン", "チンギスハーン"),
        ("コンピューター", "コンピュータ"),
        ("フィルム", "フイルム"),
    ],
)
def test_spellings_of_a_foreign_word_meet(one, other):
    assert exact(one) == exact(other)


def test_a_short_foreign_word_keeps_its_long_vowel():
    assert exact("ビール") != exact("ビル")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新聞の切り抜き", ["切抜"]),
        ("申し込み書", ["申込", "込書"]),
        ("子どもたち", ["子供"]),
        ("ラクダを買い替え、", ["買替"]),
        ("高い山", []),
        ("山の上", []),
    ],
)
def test_words_that_are_written_with_more_kana_or_fewer(text, found):
    assert [word for _start, _end, word in compounds(text)] == found


def test_a_short_word_with_front_vowels_says_so():
    (hair,), (water,) = tokens_of("үсний"), tokens_of("усны")
    assert set(hair.stems) & set(water.stems) and hair.with_front and not water.with_front


def test_katakana_words_with_points_between_are_one_word_as_well():
    (chinggis, khan), (alone,) = tokens_of("チンギス・ハーン"), tokens_of("チンギスハーン")
    assert {alone.exact} == {*chinggis.stems} & {*khan.stems}
    assert (khan.start, khan.end) == (5, 8)


def test_a_katakana_word_may_be_the_reading_of_a_name():
    assert reading("ウメサオ") == ("うめ", "めさ", "さお")
    assert reading("ソ") == reading("ソレ") == ()


def test_words_with_capitals_may_be_names():
    assert capitals("On Monday Ц.Элбэгдоржийн wrote") == {"monday", "элбэгдоржийн"}


@pytest.mark.parametrize(
    "text",
    [
        "Засгийн газрын 2,500 хөнжил, blankets and blankets",
        "東日本大震災の記録、チンギス・ハーン、蒙古の" + "あいう" * 30,
    ],
)
def test_without_their_places_tokens_are_the_same(text):
    placed, found = tokens(prepared(text)), runs(prepared(text), {}, 1_000)
    assert [token[2:] for token in placed] == [t[2:] for run in found for t in run.tokens]


def test_of_a_long_run_no_more_is_made_or_kept_than_is_wanted():
    kept, [found] = run_alone.cache_info().currsize, runs("あい" * 1_000_000, {}, 3)
    assert found.exact == "xあい xいあ xあい"
    assert run_alone.cache_info().currsize == kept


def test_no_mark_is_left_that_readers_do_not_type():
    letters = [chr(code) for code in range(0x80, 0x20000) if not 0xD800 <= code < 0xE000]
    left = {}
    for with_hooks in (False, True):
        off = OFF if not with_hooks else OFF - {HOOK}
        for letter in letters:
            decomposed = unicodedata.normalize("NFD", folded(letter, with_hooks=with_hooks))
            if not off.isdisjoint(decomposed):
                left[letter] = decomposed
    assert not left
