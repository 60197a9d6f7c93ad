"""Addresses in finished pages: replaced, taken away, left alone."""

import pytest

from exhibits.composition.addresses import readdressed

TARGETS = {"/en/": "index.html", "/a.jpg": "a.jpg", "/b.jpg": "b.jpg", "/x?a=1&b=2": "x.html"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/en/">x</a>', '<a href="index.html">x</a>'),
        ("<a class=y href='/en/' lang=''>x</a>", "<a class=y href=\"index.html\" lang=''>x</a>"),
        ('<A HREF="/en/">x</A>', '<a HREF="index.html">x</A>'),
        ('<a href="/x?a=1&amp;b=2">x</a>', '<a href="x.html">x</a>'),
        ('<a href="#here">x</a>', '<a href="#here">x</a>'),
        ('<a id="r" href="/gone" rel="next" lang="ja">x <b>y</b></a> <a href="/en/">z</a>',
         '<span id="r" lang="ja">x <b>y</b></span> <a href="index.html">z</a>'),
        ('<a name="r">x</a>', '<a name="r">x</a>'),
        ('<img src="/a.jpg" srcset="/a.jpg 1w, /gone.jpg 2w, /b.jpg 3w" alt="a > b">',
         '<img src="a.jpg" srcset="a.jpg 1w, b.jpg 3w" alt="a > b">'),
        ('<picture><source srcset="/gone.webp 1w"><img src="/a.jpg" alt=""></picture>',
         '<picture><img src="a.jpg" alt=""></picture>'),
        ('x<img src="/gone.jpg" alt="">y', "xy"),
        ('x<form action="/gone"><a href="/en/">q</a></form>y', "xy"),
        ('x<script src="/gone.js" defer></script>y', "xy"),
        ("<script>a < b; '<a href=/en/>'</script>", "<script>a < b; '<a href=/en/>'</script>"),
        ('<!-- <a href="/en/"> --><a href="/en/">x</a>',
         '<!-- <a href="/en/"> --><a href="index.html">x</a>'),
        ('<div data-script="/a.jpg" data-info="/gone">x</div>', '<div data-script="a.jpg">x</div>'),
        ('<a class="g" href="/a.jpg" data-info="/gone">x</a>', '<a class="g" href="a.jpg">x</a>'),
        ('<p>/en/ "href=/en/" 1 < 2</p>', '<p>/en/ "href=/en/" 1 < 2</p>'),
        ('<img src="data:image/gif,R0=" alt="">', '<img src="data:image/gif,R0=" alt="">'),
        ('<input disabled value="a"><br/>', '<input disabled value="a"><br/>'),
        ('<a href="/gone">open', "<span>open"),
    ],
)  # fmt: skip
def test_each_address_is_asked_about_once_and_nothing_else_is_touched(before, after):
    assert readdressed(before, TARGETS.get) == after


def test_new_addresses_are_escaped():
    assert readdressed('<a href="/en/">x</a>', lambda _: 'a"&b') == '<a href="a&quot;&amp;b">x</a>'


def test_a_page_whose_addresses_stay_is_the_same_letter_by_letter(client, db):
    html = client.get("/en/").content.decode()
    assert readdressed(html, lambda address: address) == html
