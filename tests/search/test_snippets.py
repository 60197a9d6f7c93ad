"""What was asked for is marked in the text as it is written."""

import pytest

from search.snippets import mapped, marked, snippet, spans
from search.terms import read


def marks(text: str, query: str) -> list[str]:
    terms = read(query).wanted
    return [piece.text for piece in marked(text, spans(text, terms)) if piece.is_marked]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Two Blankets, one blanket", "blankets", ["Blankets", "blanket"]),
        ("Засгийн газрын тогтоол", "засаг", ["Засгийн"]),
        ("Ц.Элбэгдоржийн захидал", "Elbegdorj", ["Элбэгдоржийн"]),
        ("東日本大震災の記録", "大震災", ["大震災"]),
        ("蒙古國圖書館藏", "図書館", ["圖書館"]),
        ("東京都と京都", "京都", ["京都"]),
        ("都市の地図", "図", ["図"]),
        ("ｶｼﾐﾔの工場", "カシミヤ", ["ｶｼﾐﾔ"]),
        ("Pürevsüren wrote", "purevsuren", ["Pürevsüren"]),
        ("Elbegdorž wrote", "Элбэгдорж", ["Elbegdorž"]),
        ("Škoda", "skoda", ["Škoda"]),
        ("チンギスハーンの", "チンギス・ハーン", ["チンギスハーン"]),
        ("e\u0301tat", "etat", ["e\u0301tat"]),
        ("about 2,500 sheets", "2500", ["2,500"]),
        ("新聞の切り抜きと記事", "切抜", ["切り抜"]),
        ("病気の子どもたち", "子供", ["子ども"]),
        ("nothing here", "blanket", []),
    ],
)
def test_marks(text, query, found):
    assert marks(text, query) == found


def test_folding_keeps_the_places():
    text = "ﬁne ｶﾞｶ Ωé"
    plain, places = mapped(text)
    assert len(places) == len(plain) + 1
    assert text[places[plain.index("ガ")] :].startswith("ｶﾞ")


def test_a_snippet_shows_where_most_is_met():
    text = "word " * 200 + "the blanket " + "word " * 200 + "a blanket for Miyagi " + "word " * 50
    terms = read("blanket miyagi").wanted
    shown = "".join(piece.text for piece in snippet(text, spans(text, terms)))
    assert "blanket for Miyagi" in shown
    assert shown.startswith("…") and shown.endswith("…")
    assert len(shown) < 300
