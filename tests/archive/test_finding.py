"""A citation in any grammar and language finds its unit, or what is near."""

import random

import pytest

from archive.description.former_codes import keep_former_code
from archive.finding.citation_reading import MOST, read_citation
from archive.finding.units import find_units, page_number
from tests.make import make_item, make_page_image, make_repository
from tests.reading import tree

FFU = ("59", "1", "548")


@pytest.mark.parametrize(
    ("text", "repository", "code", "leaf"),
    [
        (
            "Central Archive of Ministry of Foreign Affairs, Mongolia, Fund-59, File-1, Unit-548",
            "Central Archive of Ministry of Foreign Affairs, Mongolia,",
            "Fund-59, File-1, Unit-548",
            "",
        ),
        (
            "Монгол Улсын Гадаад харилцааны яамны төв архив, Ф-59, Д-1, ХН-548, хуудас 12.",
            "Монгол Улсын Гадаад харилцааны яамны төв архив,",
            "Ф-59, Д-1, ХН-548",
            "12",
        ),
        ("ГХЯ-ны Төв архив. Ф-59, хн-66.", "ГХЯ-ны Төв архив.", "Ф-59, хн-66", ""),
        (
            "Монгол Улсын Гадаад харилцааны яамны архив. Ф-59, хн-58/173",
            "Монгол Улсын Гадаад харилцааны яамны архив.",
            "Ф-59, хн-58/173",
            "",
        ),
        ("国立公文書館、平28内府00174100、12頁。", "国立公文書館, 12頁", "平28内府00174100", "12"),
        ("同館、Fund-119, File-02, Unit-662。", "", "Fund-119, File-02, Unit-662", ""),
        ("Same archive, Fund-119, File-02, Unit-662.", "", "Fund-119, File-02, Unit-662", ""),
        ("K – 19180-1", "", "K – 19180-1", ""),
        ("Мөн тэнд.", "", "", ""),
        ("『朝日新聞』", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_reading(text, repository, code, leaf):
    found = read_citation(text)
    assert (found.repository, found.code, found.leaf) == (repository, code, leaf)


def test_where_the_code_stands():
    found = read_citation("См. ГХЯ-ны Төв архив, Ф–59,  Д-1, ХН-548, x. 3")
    assert found.text[found.start : found.end] == "Ф–59,  Д-1, ХН-548, x. 3"


MFA_MN = "Монгол Улсын Гадаад харилцааны яамны төв архив"


def test_former_codes_find_the_item_and_say_so(db):
    item = make_item(reference_code="Fund-59, File-1, Unit-548")
    item.reference_code = "Fund-59, File-2, Unit-7"
    item.save()
    assert keep_former_code(item, "Fund-59, File-1, Unit-548")
    (match,) = find_units(f"{MFA_MN}, Ф-59, Д-1, ХН-548", public_only=True).exact
    assert match.item == item and "formerly" in match.reason
    item.refresh_from_db()
    assert "unit-548" in item.search_text
    item.reference_code = "Fund-59, File-1, Unit-548"
    item.save()
    keep_former_code(item, "Fund-59, File-2, Unit-7")
    assert [former.code for former in item.former_codes.all()] == ["Fund-59, File-2, Unit-7"]


def test_parallel_names_count(db):
    repository = make_repository(parallel_names_mn="ГЯТА\nГадаад яамны архив")
    item = make_item(repository=repository)
    for name in ("ГЯТА", "Гадаад яамны архив"):
        found = find_units(f"{name}, Ф-59, Д-1, ХН-548", public_only=True)
        assert [match.item for match in found.exact] == [item]


def test_what_is_not_open_is_found_by_staff_alone(db):
    make_item(is_public=False)
    make_item(closed_until="2999-01-01")
    assert find_units("Ф-59, Д-1, ХН-548", public_only=True).exact == ()
    assert len(find_units("Ф-59, Д-1, ХН-548", public_only=False).exact) == 2


def test_a_leaf_finds_its_page(db):
    item = make_item()
    for order, label in enumerate(("p. 11", "p. 012", "3v")):
        make_page_image(item, order=order, label=label)
    assert [page_number(item, leaf) for leaf in ("12", "3v", "4", "")] == [2, 3, None, None]


@pytest.mark.parametrize("seed", range(40))
def test_anything_can_be_read(seed):
    chance = random.Random(seed)
    pieces = [
        "Ф-",
        "хн-",
        "59",
        "Unit",
        " ",
        ",",
        "。",
        "“",
        "«",
        "ー",
        "\x00",
        "\ud800",
        "頁",
        "p.",
    ]
    pieces += ["-" * 50, "م", "x", "Fund-5", "(", ".", "\n", "архив", "平28", "\u0306", "1/2", "ﬀ"]
    text = "".join(chance.choices(pieces, k=3000))
    found = read_citation(text)
    assert len(found.text) <= MOST and len(found.codes) <= 24


@pytest.mark.parametrize("sign", ["“", "ф", "Ф-", "p", "-", "1", "Ф-1,", "«", " ", "х.", "平1 "])
def test_reading_takes_steps_in_proportion(sign):
    """Counted, not timed: twice the text makes at most about twice the calls."""
    import sys

    def steps(text: str) -> int:
        count = 0

        def watch(_frame, event, _arg):
            nonlocal count
            count += event == "call"

        sys.setprofile(watch)
        try:
            read_citation(text)
        finally:
            sys.setprofile(None)
        return count

    long, short = (sign * (MOST // len(sign)))[:MOST], (sign * MOST)[: MOST // 2]
    assert steps(long) <= 2.5 * steps(short) + 200


# The page --------------------------------------------------------------------------------------


def test_one_unit_leads_straight_to_its_page(client, db):
    item = make_item()
    make_page_image(item, order=0, label="11")
    make_page_image(item, order=1, label="12")
    answer = client.get("/mn/archive/find/", {"citation": f"{MFA_MN}, Ф-59, Д-1, ХН-548"})
    assert (answer.status_code, answer["Location"]) == (302, f"/mn/archive/items/{item.pk}/")
    answer = client.get("/en/archive/find/", {"citation": "Fund-59, File-1, Unit-548, p. 12"})
    assert answer["Location"] == f"/en/archive/items/{item.pk}/?page=2"


def test_a_former_code_leads_there_too(client, db):
    item = make_item(reference_code="Fund-59, File-2, Unit-7")
    keep_former_code(item, "Fund-59, File-1, Unit-548")
    answer = client.get("/ja/archive/find/", {"citation": "Fund-59, File-1, Unit-548"})
    assert answer["Location"] == f"/ja/archive/items/{item.pk}/"


@pytest.mark.parametrize("citation", ["", "nothing", "x" * 5000, "<script>", "\x00", "Ф-" * 999])
def test_nothing_is_answered_helpfully(client, db, citation):
    root = tree(client.get("/en/archive/find/", {"citation": citation}))
    assert root.xpath("//form//textarea[@name='citation'] | //form//input[@name='citation']")


def test_closed_items_are_not_found(client, db):
    make_item(closed_until="2999-01-01")
    root = tree(client.get("/en/archive/find/", {"citation": "Fund-59, File-1, Unit-548"}))
    assert not root.xpath("//main//a[contains(@href, '/items/')]")


def test_a_sign_that_stands_for_many_does_not_make_a_citation_longer():
    assert len(read_citation("\ufdfa" * 2000).text) <= 250
    assert len(read_citation("あ" * 2000).text) == 2000
