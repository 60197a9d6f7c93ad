"""The page of the desk on which a list of citations is looked up."""

import csv
import io

import pytest
from django.urls import reverse

from tests.make import make_item
from tests.reading import tree, words

LIST = "Fund-59, File-1, Unit-548\n\n  Fund-59, File-1, Unit-547\n=HYPERLINK(1)\nMөн тэнд.\n"


@pytest.fixture
def page(db) -> str:
    make_item(title_en="Resolution")
    return reverse("admin:archive_archivalitem_find")


def test_every_line_has_its_answer(log_in, page):
    root = tree(log_in("curator").post(page, {"citations": LIST}))
    rows = words(root, "//table[@class='citations-table']/tbody/tr")
    assert len(rows) == 4
    assert "Resolution" in rows[0] and "close by" in rows[1] and "No reference code" in rows[3]
    assert words(root, "//p[@role='status']") == [
        "One unit: 1 · several: 0 · only near ones: 1 · nothing: 2"
    ]


def test_the_file_holds_what_the_page_shows(log_in, page):
    answer = log_in("curator").post(page, {"citations": LIST, "format": "csv"})
    assert answer["Content-Disposition"] == 'attachment; filename="citations.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["result"] for row in rows] == ["exact", "near", "nothing", "nothing"]
    assert rows[0]["title"] == "Resolution" and rows[0]["address"].startswith("http")
    assert rows[2]["citation"] == "'=HYPERLINK(1)"


def test_too_long_a_list_is_refused_with_a_sentence(log_in, page):
    answer = log_in("curator").post(page, {"citations": "Ф-1\n" * 501})
    assert "At most 500 citations" in answer.content.decode()


def test_queries_do_not_follow_the_lines(log_in, page, django_assert_max_num_queries):
    client = log_in("curator")
    # 2 savepoint, 2 session and person, 2 permissions, 5 of finding, none per line
    with django_assert_max_num_queries(11):
        lines = "\n".join(f"Fund-59, File-1, Unit-{n}" for n in range(1, 500))
        assert client.post(page, {"citations": lines}).status_code == 200


@pytest.mark.parametrize(
    ("person", "status"), [("stranger", 302), ("reviewer", 200), ("translator-ja", 200)]
)
def test_who_may_look(log_in, page, person, status):
    assert log_in(person).post(page, {"citations": LIST}).status_code == status


@pytest.mark.parametrize("sign", "=+-@＝＋－＠'")
def test_no_line_is_a_formula_in_the_file(log_in, page, sign):
    answer = log_in("curator").post(page, {"citations": f"{sign}1+1", "format": "csv"})
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["citation"] == f"'{sign}1+1"
