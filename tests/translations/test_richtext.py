"""Rich text: what is let through, how notes are numbered, how pasted lines are joined."""

import random
import re

import pytest

from translations.richtext import (
    headings,
    is_ibid,
    join_hard_wraps,
    plain_text,
    render,
    sanitise,
    tidy_paste,
)

RICH = (
    '<h2>Эхэн үе</h2><p>In <em>1972</em>.<span class="footnote">Ф-59, <em>хн-66</em>.</span> '
    '<ruby>蒙<rp>(</rp><rt>もう</rt><rp>)</rp></ruby> <span lang="mn-Mong">ᠮᠣᠩᠭᠣᠯ</span></p>'
    "<ul><li>one<ul><li>two</li></ul></li></ul><blockquote><p>said</p></blockquote>"
    '<table><thead><tr><th scope="col">Year</th><th scope="col">Sum</th></tr></thead>'
    '<tbody><tr><th scope="row">1991</th><td colspan="2">5</td></tr></tbody></table>'
    '<p>H<sub>2</sub>O<br>x<sup>2</sup> <a href="/en/a/#b">a</a></p>'
)

CLEANED = [
    ("", ""),
    ("<p></p><p>&nbsp;</p><p><br></p>", ""),
    ("plain & <simple", "<p>plain &amp;</p>"),
    ("<b>a</b> <i>b</i>", "<p><strong>a</strong> <em>b</em></p>"),
    ("<h1>a</h1><h4>b</h4><h6>c</h6>", "<h2>a</h2><h3>b</h3><h3>c</h3>"),
    ("<p>a&nbsp;&nbsp; b  c&nbsp;d </p>", "<p>a b c&nbsp;d</p>"),
    ("<p>日本\n語と\nmn\nen</p>", "<p>日本語と mn en</p>"),
    ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
    ("<p><br>a<br></p>", "<p>a</p>"),
    ("<p><strong>a</strong> <br></p>", "<p><strong>a</strong></p>"),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<ul>a<li>b</ul><li>c</li>", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
    ("<li><p>a</p></li>", "<p>a</p>"),
    ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
    ("<em><p>a</p></em>", "<p>a</p>"),
    ("<p>a<em> </em>b<strong></strong></p>", "<p>a b</p>"),
    ("<ruby>蒙</ruby><rt>x</rt>", "<p>蒙x</p>"),
    (
        "<table><caption>C</caption><tr><th>a<th>b<tr><th>c<td><p>d</p></table>",
        '<p>C</p><table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        '<tbody><tr><th scope="row">c</th><td>d</td></tr></tbody></table>',
    ),
    (
        '<p>a<span class="footnote big" lang="ja"> n <b>m</b> </span>b</p>',
        '<p>a<span class="footnote" lang="ja">n <strong>m</strong></span> b</p>',
    ),
    (
        '<p><span class="footnote">a <span class="footnote">b</span></span></p>',
        '<p><span class="footnote">a b</span></p>',
    ),
    (
        '<p><a href="/x">a<span class="footnote">n</span></a></p>',
        '<p>a<span class="footnote">n</span></p>',
    ),
    ('<p><span class="big" lang="ja">a</span></p>', '<p><span lang="ja">a</span></p>'),
    ('<p><span class="footnote"> </span>a</p>', "<p>a</p>"),
    ("x\x00\x0b\ud800&#1;&#xfffe;y", "<p>xy</p>"),
]


@pytest.mark.parametrize(("sent", "stored"), CLEANED)
def test_cleaned(sent: str, stored: str) -> None:
    assert sanitise(sent) == stored


def test_allowed_html_is_kept_as_it_is() -> None:
    assert sanitise(RICH) == RICH


REFUSED = [
    '<p onclick="alert(1)" style="color:red" class="x" id="y">a</p>',
    "<script>alert(1)</script><style>p{color:red}</style>a",
    '<img src="x" onerror="alert(1)">a',
    "<svg><style><img src=x onerror=alert(1)></style></svg>a",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;<img onerror=alert(1)>'>",
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVa&#x09;Script&colon;alert(1)">a</a>',
    '<a href="&#1;javascript:alert(1)">a</a>',
    '<a href="java\nscript:alert(1)">a</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">a</a>',
    '<a href="vbscript:x">a</a>',
    '<a href="tel:119">a</a><a href="ftp://a.example/">b</a>',
    '<a href="/a" target="_blank" onmouseover="alert(1)">a</a>',
    '<iframe src="https://example.org"></iframe><object data="x"></object>a',
    '<form action="/x"><input name="y"><button>a</button></form>',
    '<span class="prose-menubar" lang="x&quot; onclick=alert(1)">a</span>',
    '<td colspan="1e9" rowspan="-1" scope="x">a</td>',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a</noscript>",
    "<!--><script>alert(1)</script-->a",
    "<template><script>alert(1)</script></template>a",
    '<p>a<base href="//evil.example/"><meta http-equiv="refresh" content="0"></p>',
]
NEVER = (
    r"<(script|style|img|svg|iframe|object|form|input|base|meta)| on\w+=|script:|data:"
    r"| (style|target|colspan|rowspan|scope|class|id|lang)="
)


@pytest.mark.parametrize("sent", REFUSED)
def test_refused(sent: str) -> None:
    stored = sanitise(sent)
    assert not re.search(NEVER, stored)
    assert "href" not in stored or 'href="/a"' in stored


@pytest.mark.parametrize(
    "href", ["https://a.example/b?c=1", "mailto:a@b.example", "/en/", "#n", "?q"]
)
def test_links_that_stay(href: str) -> None:
    assert f'<a href="{href}">' in sanitise(f'<a href="{href}">a</a>')


@pytest.mark.parametrize("tag", ["en", "mn-Mong", "zh-Hant-TW", "mnc"])
def test_language_of_a_passage_stays(tag: str) -> None:
    assert sanitise(f'<p><span lang="{tag}">a</span></p>') == f'<p><span lang="{tag}">a</span></p>'


PIECES = (
    "<p> </p> <h2> </h2> <ul> <ol> <li> </li> </ul> </ol> <table> <tr> <td> <th> </td> </tr> "
    "</table> <div> </div> <em> </em> <b> </b> <br> &nbsp; a\n b 日 本 <ruby> <rt> </rt> </ruby> "
    '<span_class="footnote"> <span_lang="ja"> <span> </span> <a_href="/x"> </a> <blockquote> '
    "</blockquote> <script> </script> <caption> <thead> <h5> </h5> <sup> </sup>"
)


def test_sanitising_again_changes_nothing() -> None:
    chance = random.Random(1972)
    for _ in range(1500):
        pieces = chance.choices(PIECES.split(" "), k=chance.randint(1, 25))
        sent = "".join(piece.replace("_", " ") or " " for piece in pieces)
        stored = sanitise(sent)
        assert sanitise(stored) == stored, sent


def test_words_survive_any_nesting() -> None:
    assert plain_text(sanitise("<blockquote>" * 5000 + "word")) == "word"


# Reading ---------------------------------------------------------------------------------------


def note(text: str, attributes: str = "") -> str:
    return f'<span class="footnote"{attributes}>{text}</span>'


def test_notes_are_numbered_and_lifted_out() -> None:
    page = render(f"<p>a{note('A <em>b</em>')} c{note('D')}</p>", prefix="e1")
    assert page.html == (
        '<p>a<sup class="note-ref"><a id="e1-ref-1" href="#e1-note-1" role="doc-noteref">1</a>'
        '</sup> c<sup class="note-ref"><a id="e1-ref-2" href="#e1-note-2" role="doc-noteref">2</a>'
        "</sup></p>"
    )
    first = page.notes[0]
    assert (first.number, first.html, first.language) == (1, "A <em>b</em>", "")
    assert (first.anchor, first.back, first.refers_to) == ("e1-note-1", "e1-ref-1", None)


def test_ibid_means_the_last_full_note() -> None:
    texts = ["Ibid.", "A", "Ibid., p. 4", "同上", "B", "«Мөн тэнд», 12-р тал"]
    page = render(f"<p>{''.join(note(text) for text in texts)}</p>", prefix="e")
    assert [one.refers_to for one in page.notes] == [None, None, 2, 2, None, 5]


@pytest.mark.parametrize(
    "text",
    ["ibid", "Ibid., p. 4", "Ibidem", "(ibid.)", "同上", "同前、12頁", "Мөн тэнд.", "«Мөн тэнд»"]
    + ["МӨН ТЭНД, х. 3", "Мөн тэнд 12"],
)
def test_ibid_is_recognised(text: str) -> None:
    assert is_ibid(text)


@pytest.mark.parametrize(
    "text", ["Ibidon", "Мөн тэнд байсан хүмүүс", "Мөн тэндээс", "上", "A ibid."]
)
def test_other_notes_are_not_ibid(text: str) -> None:
    assert not is_ibid(text)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        (note("注", ' lang="ja"'), "ja"),
        (note('<span lang="ja">注</span>'), "ja"),
        (note('See <span lang="ja">注</span>'), ""),
    ],
)
def test_language_of_a_note(marked: str, language: str) -> None:
    assert render(f"<p>{marked}</p>", prefix="e").notes[0].language == language


def test_tables_stand_in_a_named_box() -> None:
    table = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    box = '<div class="table-scroll" tabindex="0" role="region" aria-label="{}">{}</div>'
    assert render(table, prefix="e", table_label="Table").html == box.format("Table", table)
    two = render(table + table, prefix="e", table_label="Хүснэгт").html
    assert two == box.format("Хүснэгт 1", table) + box.format("Хүснэгт 2", table)


def test_heading_ids_are_made_of_the_words() -> None:
    html = f"<h2>Эхэн үе{note('n')}</h2><h3>1972 &amp; after</h3><h3>Эхэн үе</h3><h3>…</h3>"
    expected = (
        (2, "Эхэн үе", "e-h-эхэн-үе"),
        (3, "1972 & after", "e-h-1972-after"),
        (3, "Эхэн үе", "e-h-эхэн-үе-2"),
        (3, "…", "e-h-section"),
    )
    assert headings(html, prefix="e") == expected
    page = render(html, prefix="e").html
    assert all(f'id="{name}"' in page for _level, _text, name in expected)
    assert headings(page) == expected


def test_plain_text() -> None:
    words = "Эхэн үе\nIn 1972. 蒙 ᠮᠣᠩᠭᠣᠯ\none\ntwo\nsaid\nYear Sum\n1991 5\nH2O\nx2 a"
    assert plain_text(RICH) == words
    assert plain_text("") == ""


# Pasting ---------------------------------------------------------------------------------------

WRAPS = [
    (  # wrapped by a page, words divided
        "The envoys of both countries met in the old assembly hall and\n"
        "agreed on the wording of the com-\n"
        "muniqué, which was read out on the same evening.\n"
        "A short toast followed.\n\n"
        "On the next day they left.",
        "The envoys of both countries met in the old assembly hall and agreed on the wording of "
        "the communiqué, which was read out on the same evening.\n\nA short toast followed.\n\n"
        "On the next day they left.",
    ),
    (  # a sentence that happens to end where the page ends goes on in the same paragraph
        "They had waited for two hours before the doors were opened.\n"
        "Nobody had told them why the meeting had been put off so late\n"
        "in the day.",
        "They had waited for two hours before the doors were opened. Nobody had told them why "
        "the meeting had been put off so late in the day.",
    ),
    (  # every line followed by a blank one
        "The ministry has supported the restoration of old manuscripts \n\n"
        "since the first cultural agreement, and its experts have since\n\n"
        "Then been invited every year to the workshop in the capital of\n\n"
        "the partner country.  \n\n"
        "2. Next steps\n\n"
        "A new room is to be built.",
        "The ministry has supported the restoration of old manuscripts since the first cultural "
        "agreement, and its experts have since Then been invited every year to the workshop in "
        "the capital of the partner country.\n\n2. Next steps\n\nA new room is to be built.",
    ),
    (  # Mongolian, with a suffix after a name in capitals
        "Хоёр орны архивын байгууллага хамтран ажиллах гэрээ байгуулж, БНМАУ-\n"
        "ын үеийн баримтуудыг цахим хэлбэрт шилжүүлэх ажлыг эхлүүлсэн нь сайн хэ-\n"
        "рэг болов.",
        "Хоёр орны архивын байгууллага хамтран ажиллах гэрээ байгуулж, БНМАУ-ын үеийн "
        "баримтуудыг цахим хэлбэрт шилжүүлэх ажлыг эхлүүлсэн нь сайн хэрэг болов.",
    ),
    (  # Japanese lines join without a space; an indented line begins a paragraph
        "両国の公文書館は協定を結び、初期の外交文書の複製を交換することを決\n"
        "めた。その成果は翌年の展示会で公開され、多くの来場者を集めることに\n"
        "なった。\n"
        "\u3000展示はその後、各地を巡回した。",
        "両国の公文書館は協定を結び、初期の外交文書の複製を交換することを決めた。その成果は翌年の"
        "展示会で公開され、多くの来場者を集めることになった。\n\n展示はその後、各地を巡回した。",
    ),
    (  # rows of a flattened table and items of a list stay lines
        "Country      Year      Sum, million\nJapan   1991   5.5\nMongolia   1992   6.1",
        "Country Year Sum, million\nJapan 1991 5.5\nMongolia 1992 6.1",
    ),
    (
        "Export of wool 1990 12.5 1991 13.4 1992 15.8 1993 17.2 1994 19.9\n"
        "Export of coal 1990 48.1 1991 44.0 1992 40.7 1993 41.3 1994 45.6",
        "Export of wool 1990 12.5 1991 13.4 1992 15.8 1993 17.2 1994 19.9\n"
        "Export of coal 1990 48.1 1991 44.0 1992 40.7 1993 41.3 1994 45.6",
    ),
    (
        "1. the opening of an embassy in the capital of each of the two countries\n"
        "2. the exchange of students, who are to stay for one year in the partner\n"
        "country\n"
        "(a) at a university",
        "1. the opening of an embassy in the capital of each of the two countries\n"
        "2. the exchange of students, who are to stay for one year in the partner country\n"
        "(a) at a university",
    ),
    (  # Korean is as wide as Japanese but parts its words
        "두 나라의 기록관은 초기 외교 문서의 사본을 교환하기로\n"
        "합의하였고 그 결과는 이듬해 전시회에서 공개되었다.",
        "두 나라의 기록관은 초기 외교 문서의 사본을 교환하기로 합의하였고 그 결과는 이듬해 "
        "전시회에서 공개되었다.",
    ),
    ("• first thing\n• second thing", "• first thing\n• second thing"),
    ("Room 4\nOld Library\nSecond Street", "Room 4\nOld Library\nSecond Street"),
    ("Title\n\nA text with   many    spaces.", "Title\n\nA text with many spaces."),
    ("one\vtwo\x0cthree\u2028four", "one\ntwo\nthree\nfour"),
    ("", ""),
    (" \n\t\n", ""),
]


@pytest.mark.parametrize(("pasted", "joined"), WRAPS)
def test_hard_wraps_are_joined(pasted: str, joined: str) -> None:
    assert join_hard_wraps(pasted) == joined


@pytest.mark.parametrize(("pasted", "joined"), WRAPS)
def test_joining_again_keeps_the_paragraphs(pasted: str, joined: str) -> None:
    assert join_hard_wraps(joined) == joined


def test_pasted_text_becomes_paragraphs() -> None:
    assert tidy_paste("a < b\nc\n\nd") == "<p>a &lt; b<br>c</p><p>d</p>"
    assert sanitise(tidy_paste("a < b\nc\n\nd")) == tidy_paste("a < b\nc\n\nd")
