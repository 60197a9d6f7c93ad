"""Names in katakana and in other romanisations; forms that only look as if they had ө or ү."""

import pytest

from search.kanji import ends_alone
from search.sounds import consonants, romanised
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
    ],
)
def test_a_name_keeps_its_consonants_in_katakana(katakana, name):
    (token,), (written,) = tokens_of(name), tokens_of(katakana)
    assert kana_alike(written.exact) in map(consonants, skeletons(token.sounds))


@pytest.mark.parametrize("word", ["ホブド", "テレビ", "アジア"])
def test_few_consonants_tell_nothing(word):
    assert not kana_alike(word)


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
        ("Schdanowski", "geologist"),
        ("Бээжинд", "print"),
        ("Саппорогоос", "games"),
        ("Саппород", "games"),
        ("К-20417-1", "bow"),
        ("К-20417", "bow"),
        ("Amarbajasgalant", "temple"),
        ("Schtscherbakow", "map"),
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
        make_document(16, source_id="border", names=("Замын-Үүд", "Zamyn-Üüd")),
    )
    assert " ".join(sorted(found(typed), key=len)) == right


@pytest.mark.parametrize("run", ["毎日歩", "十五年待", "全員集", "三回読"])
def test_a_verb_may_follow_without_a_particle(run):
    assert ends_alone(run)


@pytest.mark.parametrize("run", ["取扱", "外国人", "東京都", "待遇"])
def test_other_runs_are_no_verbs(run):
    assert not ends_alone(run)
