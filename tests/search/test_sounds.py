"""Names in katakana and in other romanisations; forms that only look as if they had ө or ү."""

import pytest

from search.kanji import ends_alone
from search.sounds import in_kana, romanised
from search.tokens import kana_alike, skeletons, tokens_of
from tests.search.answers import found, make_document, put


@pytest.mark.parametrize(
    ("katakana", "name"),
    [
        ("ウランバートル", "Ulaanbaatar"),
        ("ハンドスレン", "Khandsüren"),
        ("ツェデンダンバ", "Цэдэндамба"),
        ("ダンバダルジャー", "Dambadarjaa"),
        ("フブスグル", "Хөвсгөл"),
        ("チョイバルサン", "Choibalsan"),
        ("エンフバヤル", "Enkhbayar"),
        ("ナツァグドルジ", "Нацагдорж"),
        ("バトムンフ", "Batmönkh"),
        ("オドンチメグ", "Odonchimeg"),
        ("スフバートル", "Сүхбаатар"),
        ("ミャグマル", "Myagmar"),
        ("バトバヤル", "Batbayar"),
        ("ダルハン", "Дархан"),
        ("ザブハン", "Zavkhan"),
        ("エルデネト", "Erdenet"),
        ("ロンドン", "London"),
    ],
)
def test_what_a_name_keeps_in_katakana(katakana, name):
    assert sounds(katakana) & sounds(name)


@pytest.mark.parametrize(
    ("katakana", "word"),
    [
        ("チンギス", "changes"),
        ("モンゴル", "manager"),
        ("ハンガリー", "finger"),
        ("フランス", "horns"),
        ("ロンドン", "landing"),
        ("ダルハン", "Dorkhon"),
    ],
)
def test_other_words_do_not_sound_so(katakana, word):
    assert sounds(katakana) and sounds(word) and not sounds(katakana) & sounds(word)


def sounds(word: str) -> set[str]:
    (token,) = tokens_of(word)
    if token.kind == "katakana":
        return {kana_alike(token.exact)} - {""}
    return set(map(in_kana, skeletons(token.sounds))) - {""}


@pytest.mark.parametrize("word", ["ホブド", "テレビ", "アジア", "Khovd"])
def test_few_consonants_tell_nothing(word):
    assert not sounds(word)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("simamura", "shimamura"),
        ("zyuro", "juro"),
        ("dzyuro", "juro"),
        ("tetuo", "tetsuo"),
        ("huzita", "fujita"),
        ("shimamura", "simamura"),
        ("jun", "dzyun"),
        ("amarbajasgalant", "amarbayasgalant"),
        ("isikawa", "ishikawa"),
        ("isikava", "ishikava"),
        ("khirosima", "khiroshima"),
        ("huziwara", "fujiwara"),
        ("nissin", "nisshin"),
        ("settu", "settsu"),
        ("simbasi", "shimbashi"),
    ],
)
def test_japanese_names_in_other_romanisations(typed, written):
    assert written in romanised(typed)


@pytest.mark.parametrize(
    "word", ["shagdar", "jargal", "choibalsan", "zolboo", f"{'a' * 60}q", f"{'an' * 30}q"]
)
def test_what_is_not_japanese_is_left_as_it_is(word):
    assert not list(romanised(word))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("ウランバートル", "city city-ja"),
        ("Ulaanbaatar", "city city-ja"),
        ("Улаанбаатараас", "city city-ja"),
        ("ゴビ", "gobi"),
        ("Simamura Zyûrô", "consul"),
        ("Симамура Дзюро", "consul"),
        ("しまむらじゅうろう", "consul"),
        ("島村十郎", "consul"),
        ("Abe", "abe"),
        ("Абэгийн", "abe"),
        ("bag", ""),
        ("hot", ""),
        ("まで", ""),
        ("佐々淳行", "sassa"),
        ("Исикава", "ishikawa"),
        ("B-31702", "cyrillic"),
        ('"К-20417-1"', "bow"),
        ("Schdanowski", "geologist"),
        ("Бээжинд", "print"),
        ("Саппорогоос", "games"),
        ("Саппород", "games"),
        ("К-20417-1", "bow"),
        ("К-20417", "bow"),
        ("Amarbajasgalant", "temple"),
        ("Schtscherbakow", "map"),
        ("Mjagmar", "chess"),
        ("Zamin-Uud", "border"),
        ("цэцгүүд", "deel"),
        ("гэрүүд", "camp"),
        ("待つ", "delegates"),
    ],
)
def test_who_types_it_otherwise_finds_it(typed, right):
    consul = ("島村 十郎", "しまむら じゅうろう", "Shimamura Jūrō", "Шимамура Жүро")
    put(
        make_document(1, source_id="city", body_en="The station of Ulaanbaatar"),
        make_document(2, source_id="city-ja", body_ja="ウランバートルの駅"),
        make_document(3, source_id="gobi", body_en="A railway reaches the Gobi"),
        make_document(4, source_id="consul", kind="name", names=consul),
        make_document(5, source_id="abe", names=("Abe Shinzo",)),
        make_document(6, source_id="village", body_mn="Баг бүр нэг хоёр морьтой"),
        make_document(7, source_id="geologist", body_mn="Ждановский газрын зураг зурав"),
        make_document(8, source_id="print", body_en="Printed at Beijing"),
        make_document(9, source_id="games", body_en="They skated at Sapporo"),
        make_document(10, source_id="bow", codes=("K-20417-1",)),
        make_document(11, source_id="deel", body_mn="Удвал цэцгийн хээ"),
        make_document(12, source_id="camp", body_mn="Тэр гэрээс гарав"),
        make_document(13, source_id="delegates", body_ja="代表団は十五年待ち、旗を揚げた"),
        make_document(14, source_id="temple", body_mn="Амарбаясгалант хийд"),
        make_document(15, source_id="map", body_en="Shcherbakov drew the rivers"),
        make_document(17, source_id="town", names=("Улаангом хот",)),
        make_document(18, source_id="made", body_en="Made in Japan"),
        make_document(19, source_id="sassa", names=("佐々 淳行",)),
        make_document(20, source_id="ishikawa", body_en="The physician Ishikawa"),
        make_document(21, source_id="cyrillic", body_mn="В-31702-1 тоот хэрэг"),
        make_document(22, source_id="chess", body_mn="Мягмарын шатар"),
        make_document(16, source_id="border", names=("Замын-Үүд", "Zamyn-Üüd")),
    )
    assert " ".join(sorted(found(typed), key=len)) == right


@pytest.mark.parametrize("run", ["毎日歩", "十五年待", "全員集", "三回読"])
def test_a_verb_may_follow_without_a_particle(run):
    assert ends_alone(run)


@pytest.mark.parametrize("run", ["取扱", "外国人", "東京都", "待遇"])
def test_other_runs_are_no_verbs(run):
    assert not ends_alone(run)
