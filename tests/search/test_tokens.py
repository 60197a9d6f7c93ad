"""One stream of tokens: what a text gives, in every script."""

import pytest

from search.english import english_stem
from search.kanji import pairs
from search.skeletons import skeleton
from search.tokens import capitals, skeletons, tokens_of


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
        ("コンピューター", ["コンピュータ"]),
        ("ヴァイオリン", ["バイオリン"]),
        ("つづり", ["つづ", "づり", "り"]),
        ("БНМАУ-ын Засгийн газар", ["бнмау", "засгийн", "газар"]),
        ("иэн10-д", ["иэн", "10"]),
        ("“Үнэн”-ий дугаар", ["унэн", "дугаар"]),
        ("Moнгол", ["монгол"]),  # Latin M and o
        ("Өвvр, ѳвѳр, євєр", ["овур", "овор", "овор"]),
        ("ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ", ["ᠮᠣᠩᠭᠣᠯ", "ᠤᠯᠤᠰ"]),
        ("ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ", ["ᠮᠣᠩᠭᠣᠯ", "ᠤᠨ"]),
        ("2,500 and 066", ["2500", "and", "066"]),
        ("２０１１", ["2011"]),
        ("K-19180-1", ["k", "19180", "1"]),
        ("平28内府00174100", ["平", "28", "内府", "府", "00174100"]),
        ("so\u00adft \u200bspace", ["soft", "space"]),
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
        ("catalogue", "catalogs", True),
        ("treaty", "treaties", True),
    ],
)
def test_english_stems(one, other, is_same):
    assert (english_stem(one) == english_stem(other)) is is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elbegdorzh", "Элбэгдоржийн"),
        ("Khovsgol", "Хөвсгөлд"),
        ("Choybalsan", "Чойбалсанг"),
        ("Luvsanchultem", "Лувсанчүлтэмийн"),
        ("Yondon", "Ёндонгийн"),
        ("Sukhbaatar", "Сүхбаатараас"),
    ],
)
def test_a_name_meets_its_romanisation_with_any_ending(one, other):
    (spelt,) = exact(other)
    assert set(skeletons(skeleton_word(one))) & set(skeletons(spelt))


def skeleton_word(text: str) -> str:
    assert skeleton(text)
    return exact(text)[0]


def test_words_with_capitals_may_be_names():
    assert capitals("On Monday Ц.Элбэгдоржийн wrote") == {"monday", "элбэгдоржийн"}
