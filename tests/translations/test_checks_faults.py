"""Every check finds what it is there to find, and says where."""

import pytest

from translations.checks import CHECKS, Expected, Pair, run

PLAIN = {
    "empty": [
        ("en", "ja", "Blankets for Miyagi", ""),
        ("en", "mn", "Blankets for Miyagi", "   "),
        ("ja", "en", "宮城への毛布", "\n"),
        ("ja", "mn", "宮城への毛布", ""),
        ("mn", "en", "Миягид илгээсэн хөнжил", ""),
        ("mn", "ja", "Миягид илгээсэн хөнжил", "\u00a0"),
        ("en", "ja", "1972", ""),
        ("ja", "en", "66", " "),
    ],
    "same": [
        ("en", "ja", "Letter of condolence", "Letter of condolence"),
        ("en", "mn", "Letter of condolence", "letter of  condolence"),
        ("ja", "en", "見舞いの書簡", "見舞いの書簡"),
        ("ja", "mn", "見舞いの書簡", "見舞いの書簡"),
        ("mn", "en", "Эмгэнэлийн захидал", "Эмгэнэлийн захидал"),
        ("mn", "ja", "Эмгэнэлийн захидал", "эмгэнэлийн захидал"),
        ("en", "ja", "Two ambassadors in Moscow, 1972", "Two ambassadors in Moscow, 1972"),
        ("ja", "en", "1972年の公文", "1972年の公文"),
    ],
    "numbers": [
        ("en", "ja", "On March 12, 2011.", "平成23年（2011）3月14日。"),
        ("en", "mn", "On March 12, 2011.", "2011 оны 4 дүгээр сарын 12-нд."),
        ("ja", "en", "平成23年（2011）3月12日", "12 March 2012"),
        ("ja", "en", "大会関係者37名と観客1名", "38 players, press and a spectator"),
        ("en", "ja", "38 in all: players, press and a spectator", "大会関係者37名と観客1名"),
        ("mn", "ja", "2500 орчим хөнжил", "約2,300枚の毛布"),
        ("mn", "en", "1972 оны 2 дугаар сарын 24-нд", "on 23 February 1972"),
        ("ja", "mn", "昭和46年9月10～15日", "1971 оны 9 дүгээр сарын 10–25-нд"),
        ("en", "ja", "two and a half thousand blankets", "2,600枚の毛布"),
        ("ja", "en", "二十三名の隊員", "32 rescuers, 5 of them women"),
        ("en", "mn", "at 2:46 p.m.", "14 цаг 36 минутад"),
        ("en", "ja", "in the 1990s", "1980年代に"),
    ],
    "codes": [
        ("en", "mn", "Fund-59, File-1, Unit-548", "Ф-59, Д-1, ХН-584"),
        ("en", "mn", "Fund-119, File-02, Unit-662", "Ф-191, Д-02, ХН-662"),
        ("mn", "en", "Ф-59, хн-66", "Fund-59, File-1, Unit-67"),
        ("en", "ja", "National Archives, 平28内府00174100", "国立公文書館、平28内府00174110"),
        ("ja", "en", "国立公文書館、平28内府00174100", "National Archives, Hei 28 Naifu"),
        ("en", "ja", "see K-19180-1", "K-19108-1を参照"),
        ("ja", "mn", "外交史料館 2019-0197", "Дипломат архив 2019-197"),
        ("en", "ja", "unit 66 of the ministry", "外務省の資料"),
    ],
    "amounts": [
        ("en", "ja", "five hundred and 300 million yen", "3千万円"),
        ("en", "ja", "1 million dollars", "100万円"),
        ("ja", "en", "3億5000万円", "35 million yen"),
        ("mn", "ja", "1,5 сая иен", "15万円"),
        ("en", "mn", "70 per cent of all aid", "тусламжийн 17 хувь"),
        ("en", "mn", "52 km from the city", "хотоос 25 км"),
        ("ja", "mn", "1,200トン", "1200 кг"),
        ("mn", "en", "49 900 төгрөг", "94,900 tögrög"),
        ("en", "ja", "¥5 billion", "5億円"),
    ],
    "letters": [
        ("en", "mn", "Embassy", "Элчин сайдын яам, Yндэсний"),
        ("en", "mn", "Action", "ѳдѳр"),
        ("en", "mn", "friendship", "нѳхѳрлѳл"),
        ("en", "mn", "All", "Бvх"),
        ("ja", "mn", "モンゴル", "Mонгол Улс"),
        ("ja", "mn", "архив", "аpхив"),
        ("mn", "en", "Unit 66", "Unit of the аrchive"),
        ("mn", "en", "Олимп", "Οlympic Games"),
        ("en", "ja", "ASEM in Ulaanbaatar", "ＡＳＥＭ、ウランバートル"),
        ("ja", "mn", "女性", "эмэгтэй їйлдвэр"),
    ],
    "script": [
        ("ja", "en", "1972年の公文", "The notes of 1972. ページのトップへ戻る"),
        ("mn", "en", "Нот бичиг", "The notes, гарын үсэгтэй, were exchanged."),
        ("en", "mn", "Back to the top", "Нот бичиг. ページのトップへ戻る"),
        ("en", "ja", "The notes", "公文です。Нот бичиг солилцов。"),
        ("en", "ja", "The notes", "公文です。Back to the top of the page"),
        ("en", "mn", "The notes", "Нот бичиг. Back to the top of the page"),
        ("ja", "mn", "公文", "Нот бичиг は солилцов、公文書館の資料"),
        ("mn", "en", "Хэвлэх", "Print this page 印刷用ページ"),
    ],
    "brackets": [
        ("en", "ja", "the “Gobi” factory", "「ゴビ」工場（1981年"),
        ("en", "ja", "the “Gobi” factory", "「ゴビ工場"),
        ("en", "mn", "the “Gobi” factory", "«Говь үйлдвэр"),
        ("en", "mn", "the “Gobi” factory (1981)", "“Говь” үйлдвэр (1981"),
        ("ja", "en", "「ゴビ」工場", "the “Gobi factory"),
        ("ja", "en", "工場（1981）", "the factory 1981)"),
        ("mn", "ja", "«Үнэн» сонин", "『ウネン新聞"),
        ("mn", "en", "(1972)", "(1972]"),
    ],
    "spaces": [
        ("en", "mn", "The notes of Moscow", "Москвагийн  нот"),
        ("ja", "en", "モスクワの公文", "The  notes of Moscow"),
        ("mn", "ja", "Москвагийн нот", "モスクワの  公文"),
        ("ja", "en", "公文、書簡", "Notes , letters"),
        ("ja", "mn", "公文、書簡", "Нот , захидал"),
        ("en", "mn", "Notes (1972)", "Нот (1972 )"),
        ("ja", "mn", "公文。", "Нот бичиг ."),
        ("mn", "en", "Яагаад вэ?", "Why is that ?"),
    ],
    "japanese-spacing": [
        ("en", "ja", "ASEM and JICA", "ASEM の会合とJICAの事業"),
        ("en", "ja", "ASEM and JICA", "ASEMの会合と JICA の事業"),
        ("mn", "ja", "NHK, UNESCO", "NHKとUNESCO と"),
        ("mn", "ja", "EPA", "日本モンゴル EPA。EPAの発効"),
        ("en", "ja", "MONTSAME", "MONTSAME通信、すなわち MONTSAME です"),
        ("en", "ja", "DVD", "付属の DVD とDVDの解説"),
        ("mn", "ja", "PDF", "PDFで。または PDF を"),
        ("en", "ja", "IIIF", "IIIFとは何か。 IIIF は規格"),
    ],
    "end": [
        ("en", "ja", "Both governments agreed on it.", "両国政府はこれに合意しました"),
        ("en", "mn", "Both governments agreed on it.", "Хоёр Засгийн газар тохиролцов"),
        (
            "ja",
            "en",
            "両国政府は、この点について合意しました。",
            "Both governments agreed on this point",
        ),
        ("ja", "mn", "両国政府は、この点について合意しました。", "Хоёр Засгийн газар тохиролцов"),
        ("mn", "en", "Хоёр Засгийн газар тохиролцов.", "Both governments agreed"),
        ("mn", "ja", "Хоёр Засгийн газар тохиролцов.", "両国政府は合意しました"),
        ("en", "ja", "The Joint Communiqué", "共同コミュニケです。"),
        ("en", "mn", "The Joint Communiqué", "Хамтарсан албан мэдээ."),
    ],
}
NOTE = '<span class="footnote">Fund</span>'
RICH = {
    "links": [
        ('<p><a href="/a">A</a></p>', "<p>А</p>"),
        ('<p><a href="/a">A</a></p>', '<p><a href="/b">А</a></p>'),
        ("<p>A</p>", '<p><a href="https://example.org/">А</a></p>'),
        ('<p><a href="/a">A</a> <a href="/b">B</a></p>', '<p><a href="/a">А</a></p>'),
        ('<p><a href="/a">A</a> <a href="/a">B</a></p>', '<p><a href="/a">А</a></p>'),
        ('<p><a href="mailto:a@example.org">A</a></p>', "<p>a@example.org</p>"),
        ('<p><a href="/en/page/">A</a></p>', '<p><a href="/en/pages/">А</a></p>'),
        ('<ul><li><a href="/a">A</a></li></ul>', "<ul><li>А</li></ul>"),
    ],
    "footnotes": [
        (f"<p>A{NOTE}</p>", "<p>А</p>"),
        ("<p>A</p>", f"<p>А{NOTE}</p>"),
        (f"<p>A{NOTE}B{NOTE}</p>", f"<p>А{NOTE}Б</p>"),
        (f"<p>A{NOTE}</p><p>B</p>", f"<p>А</p><p>Б{NOTE}</p>"),
        (f"<p>A</p><p>B{NOTE}</p>", f"<p>А{NOTE}</p><p>Б</p>"),
        (f"<p>A{NOTE}</p><p>B{NOTE}</p>", f"<p>А{NOTE}{NOTE}</p><p>Б</p>"),
        (f"<ul><li>A{NOTE}</li><li>B</li></ul>", f"<ul><li>А</li><li>Б{NOTE}</li></ul>"),
        (f"<h2>A</h2><p>B{NOTE}</p>", "<h2>А</h2><p>Б</p>"),
    ],
    "marks": [
        ("<table><tr><td>A</td><td>B</td></tr></table>", "<table><tr><td>А</td></tr></table>"),
        (
            "<table><tr><td>A</td></tr><tr><td>B</td></tr></table>",
            "<table><tr><td>А</td></tr></table>",
        ),
        ("<table><tr><td>A</td></tr></table>", "<p>А</p>"),
        ("<h2>A</h2><p>B</p>", "<p>А</p><p>Б</p>"),
        ("<p>A</p><p>B</p>", "<h2>А</h2><p>Б</p>"),
        ("<ul><li>A</li><li>B</li></ul>", "<ul><li>А, Б</li></ul>"),
        ("<ol><li>A</li></ol>", "<ul><li>А</li></ul>"),
        ("<ul><li>A</li></ul>", "<p>А</p>"),
        ('<p>A <span lang="ja">公文</span></p>', "<p>А</p>"),
        ('<p>A <span lang="mn-Mong">ᠮᠣᠩᠭᠣᠯ</span></p>', "<p>А Монгол</p>"),
    ],
}
ELBEGDORJ = {
    "en": ("Tsakhiagiin Elbegdorj", "Ts. Elbegdorj"),
    "ja": ("ツァヒアギーン・エルベグドルジ", "Ts.エルベグドルジ"),
    "mn": ("Цахиагийн Элбэгдорж", "Ц.Элбэгдорж"),
}
KYOTO = {"en": ("Kyoto",), "ja": ("京都",), "mn": ("Киото",)}
NAMES = [
    ("en", "ja", ELBEGDORJ, "Ts. Elbegdorj wrote.", "エルベクドルジ大統領が書きました。"),
    ("mn", "en", ELBEGDORJ, "Ц.Элбэгдорж захидал бичив.", "Ts. Elbegdorzh wrote a letter."),
    ("en", "mn", ELBEGDORJ, "Ts. Elbegdorj wrote.", "Ц.Элбэгсайхан бичив."),
    ("ja", "mn", KYOTO, "京都で開かれました。", "Кёото хотод болов."),
    ("ja", "en", KYOTO, "京都で開かれました。", "It was held in Tokyo."),
    ("en", "ja", KYOTO, "It was held in Kyoto.", "東京で開かれました。"),
    ("mn", "ja", KYOTO, "Киотод болов.", "大阪で開かれました。"),
    ("mn", "en", KYOTO, "Киотод болов.", "It was held in Kioto."),
]


def said(check: str, pair: Pair) -> list[str]:
    return [str(finding) for finding in run(pair) if finding.check == check]


def cases(table: dict) -> list:
    return [
        pytest.param(name, *row, id=f"{name}-{number}")
        for name, rows in table.items()
        for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize(("check", "source", "language", "text", "wrong"), cases(PLAIN))
def test_faults_in_words_and_figures(check, source, language, text, wrong):
    found = said(check, Pair(text, wrong, source, language))
    assert found
    assert "%(" not in "".join(found)


@pytest.mark.parametrize(("check", "text", "wrong"), cases(RICH))
def test_faults_in_rich_text(check, text, wrong):
    assert said(check, Pair(text, wrong, "en", "mn", is_rich=True))


@pytest.mark.parametrize(("source", "language", "forms", "text", "wrong"), NAMES)
def test_names_that_are_called_otherwise(source, language, forms, text, wrong):
    expected = Expected(forms[source][0], forms[language])
    found = said("names", Pair(text, wrong, source, language, expected=(expected,)))
    assert len(found) == 1
    assert forms[language][0] in found[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("mn", "Ц.Элбэгдоржийн захидал"),
        ("mn", "Цахиагийн Элбэгдоржид илгээв"),
        ("ja", "ツァヒアギーン エルベグドルジ大統領"),
        ("en", "Ts. Elbegdorj’s letter"),
    ],
)
def test_names_in_any_form_and_case(language, text):
    expected = Expected("…", ELBEGDORJ[language])
    source = "ja" if language != "ja" else "mn"
    assert said("names", Pair("…", text, source, language, expected=(expected,))) == []


def test_a_word_to_avoid():
    term = Expected("архив", ("文書館",), ("アーカイブ",))
    pair = Pair("Төв архив", "中央アーカイブ、文書館", "mn", "ja", expected=(term,))
    assert said("names", pair) == ["“アーカイブ” is a word to avoid; say “文書館”."]


def test_the_finding_names_the_figure():
    pair = Pair("On 12 March 2011.", "2011年3月14日。", "en", "ja")
    assert said("numbers", pair) == [
        "“12 March” of the source is not in the translation; it has “3月14日”."
    ]


def test_every_check_has_eight_faults():
    counts = {name: len(rows) for table in (PLAIN, RICH) for name, rows in table.items()}
    counts["names"] = len(NAMES)
    assert {name for name in CHECKS if counts.get(name, 0) < 8} == {"spelling"}


def test_blank_texts_are_only_missing():
    assert [finding.check for finding in run(Pair("In 1972, (a) 5 yen.", " ", "en", "ja"))] == [
        "empty"
    ]
