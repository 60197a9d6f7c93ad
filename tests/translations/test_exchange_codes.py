"""Rich text as words and codes, and back."""

import pytest

from translations.exchange import codes
from translations.exchange.codes import CLOSE, LONE, OPEN, Code
from translations.richtext import sanitise

TEXTS = [
    "<p>Blankets &amp; socks: 2 &lt; 3 &gt; 1</p>",
    "<p><ruby>宮城<rt>みやぎ</rt></ruby>県へ</p>",
    '<p>Aid<span class="footnote">AMFAT, <a href="https://mfa.gov.mn/?a=1&amp;b=2">F-59</a>.'
    "</span> came.</p>",
    '<table><thead><tr><th scope="col">Year</th></tr></thead>'
    '<tbody><tr><td colspan="2">2011</td></tr></tbody></table>',
    '<p>He wrote <span lang="mn-Mong">ᠮᠣᠩᠭᠣᠯ</span>.<br>Then\xa0left.</p>',
    "<ul><li>one</li><li>two<ol><li>=1+1</li></ol></li></ul>",
    "<blockquote><p>“Quoted” 😀 «Монгол»</p></blockquote><h2>A</h2>",
]


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_give_back_exactly_what_they_were_made_of(text):
    stored = sanitise(text)
    assert codes.markup(codes.pieces(stored)) == stored
    assert codes.repeated(codes.pieces(stored)) == codes.unpaired(codes.pieces(stored)) == []


def test_both_ends_of_a_pair_have_one_number():
    assert codes.pieces("<p>a<br>b</p>") == [
        Code(OPEN, "1", "p", "<p>"),
        "a",
        Code(LONE, "2", "br", "<br>"),
        "b",
        Code(CLOSE, "1", "p", "</p>"),
    ]


def test_a_target_calls_a_code_what_the_source_calls_it():
    source = '<p>See <a href="/en/">here</a>.</p>'
    target = '<p><strong>見</strong><a href="/en/">ここ</a></p>'
    numbers = [p.number for p in codes.pieces(target, source) if isinstance(p, Code)]
    assert numbers == ["1", "3", "3", "2", "2", "1"]


def test_codes_that_occur_twice_cross_or_lack_an_end_are_named():
    opened, closed = Code(OPEN, "1", "em", "<em>"), Code(CLOSE, "1", "em", "</em>")
    other, end = Code(OPEN, "2", "a", "<a>"), Code(CLOSE, "2", "a", "</a>")
    assert codes.repeated([opened, closed, opened, closed]) == ["1"]
    assert codes.unpaired([opened, "x"]) == ["1"]
    assert codes.unpaired([opened, other, closed, end]) == ["1"]
    assert codes.unpaired([closed]) == ["1"]


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ('<p>注<span class="footnote">a</span><a href="/ja/">b</a></p>', {}),
        ('<p>注<a href="/ja/">b</a></p>', {"footnote": 1}),
        ("<p>注</p>", {"footnote": 1, "a": 1}),
        (
            '<p><ruby>注<rt>ちゅう</rt></ruby><span class="footnote">a</span><a href="#">b</a></p>',
            {},
        ),
    ],
)
def test_links_and_notes_of_the_source_must_not_get_lost(target, names):
    source = '<p>Note<span class="footnote">a</span><a href="/en/">b</a> <em>c</em></p>'
    assert codes.lost(target, source) == names


def test_marks_of_the_former_translation_are_as_good_as_those_of_the_source():
    assert not codes.lost("<p>a</p>", "<h2>a</h2><p>b</p>", "<p>former</p>")


def test_what_sanitising_drops_is_named():
    sent = '<p onclick="x()">a</p><script>alert(1)</script><a href="javascript:x">b</a>'
    assert codes.dropped(sent, sanitise(sent)) == [
        *("<a href=javascript:x>", "<a>", "<p onclick>", "<script>")
    ]
