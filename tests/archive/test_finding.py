"""A citation in any grammar and language finds its unit, or what is near."""

import random

import pytest

from archive.description.former_codes import keep_former_code
from archive.finding.citation_reading import MOST, read_citation
from archive.finding.units import find_many, find_units, page_number
from archive.models import ArchivalItem
from exhibits.demonstration.load import load_items, load_repositories
from tests.make import make_item, make_page_image, make_repository
from tests.reading import tree, words

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


@pytest.fixture
def demonstration(db):
    load_repositories()
    load_items()


MFA_EN = "Central Archive of Ministry of Foreign Affairs, Mongolia"
MFA_MN = "Монгол Улсын Гадаад харилцааны яамны төв архив"
UNIT_66 = ["Fund-59, File-1, Unit-66", "Ф-59, хн-66"]
UNIT_548 = ["Fund-59, File-1, Unit-548"] * 3


@pytest.mark.parametrize(
    ("citation", "codes"),
    [
        (f"{MFA_EN}, Fund-59, File-1, Unit-548", UNIT_548),
        (f"{MFA_EN}, Fund-59, File-01, Unit-0548", UNIT_548),
        (f"{MFA_MN}, Ф-59, Д-1, ХН-548", UNIT_548),
        ("モンゴル国外務省中央文書館、Fund-59, File-1, Unit-548。", UNIT_548),
        ("モンゴル国外務省中央文書館「フォンド59、ファイル1、ユニット548」", UNIT_548),
        (f"{MFA_MN}, 59-1-548", UNIT_548),
        ("Fund-59, File-1, Unit-548", UNIT_548),
        ("ГХЯ-ны Төв архив. Ф-59, хн-66", UNIT_66),
        ("Монгол Улсын Гадаад харилцааны яамны архив, Ф-59, хн-66.", UNIT_66),
        ("Гадаад харилцааны яамны архив, Ф-59, хн-105.", ["Ф-59, хн-105"]),
        ("MFA Central Archive, Ф-59, хн-58/173", ["Ф-59, хн-58/173"]),
        (
            "Central Archive of Ministry of Foreign Affairs, Fund-118, File-02, Unit-100",
            ["Fund-118, File-02, Unit-100"],
        ),
        (f"{MFA_EN}, Fund-59", ["Fund-59"]),
        ("National Archives of Japan, 平28内府00174100.", ["平28内府00174100"]),
        ("National Archives of Japan 平28内府00174100", ["平28内府00174100"]),
        ("国立公文書館、平２８内府００１７４１００。", ["平28内府00174100"]),
        ("Японы Үндэсний архив, 平28防衛00029100.", ["平28防衛00029100"]),
        ("Archive of Films, Photographs and Sound Recordings, K – 19180-1", ["K-19180-1"]),
        ("モンゴル国立中央文書館 映像・画像・音声資料館、K-19180-1", ["K-19180-1"]),
        ("Монгол Улсын Үндэсний төв архив, K-19180-1", ["K-19180-1"]),
        ("外交史料館、2019-0197", ["2019-0197"]),
        ("Tsuzuri demonstration collection, DEMO-PRESS", ["DEMO-PRESS"]),
        ("『朝日新聞』2014年7月21日。", []),
        ("Some other archive, Fund-59, File-1, Unit-548", []),
        ("Мөн тэнд.", []),
        ("", []),
    ],
)
def test_what_is_exact(demonstration, citation, codes):
    found = find_units(citation, public_only=True)
    assert sorted(match.item.reference_code for match in found.exact) == sorted(codes)
    assert bool(found.reason) is not bool(codes)


def test_every_citation_that_the_site_makes_finds_its_item(demonstration):
    items = list(ArchivalItem.objects.public().exclude(reference_code="").for_display())
    texts = [item.citation(code).text for code in ("en", "ja", "mn") for item in items]
    for found, item in zip(find_many(texts, public_only=True), items * 3, strict=True):
        assert item.pk in [match.item.pk for match in found.exact], found.reading.text


def test_a_title_tells_the_documents_of_a_unit_apart(demonstration):
    item = ArchivalItem.objects.filter(code_key="59/1/548", level="item").first()
    found = find_units(item.citation("mn").text, public_only=True)
    assert [match.item.pk for match in found.exact] == [item.pk]
    assert {match.item.code_key for match in found.near} == {"59/1/548"}


def test_the_unit_stands_before_its_documents(demonstration):
    found = find_units(f"{MFA_EN}, Fund-59, File-1, Unit-548", public_only=True)
    assert [match.item.level for match in found.exact] == ["unit", "item", "item"]


@pytest.mark.parametrize(
    ("citation", "near", "word"),
    [
        (f"{MFA_EN}, Fund-59, File-1, Unit-547", "Fund-59, File-1, Unit-548", "close by"),
        (f"{MFA_EN}, Fund-59, File-1, Unit-584", "Fund-59, File-1, Unit-548", "slip"),
        (f"{MFA_EN}, Fund-59, File-2, Unit-548", "Fund-59, File-1, Unit-548", "another file"),
        (f"{MFA_EN}, Fund-59, File-1, Unit-9999", "Fund-59, File-1", "above"),
        ("National Archives of Japan, Ф-59, хн-105", "Ф-59, хн-105", "another archive"),
        ("国立公文書館、平28内府00174101", "平28内府00174100", "close by"),
        (
            "Zentral Arkhiv of Ministry of Foreign Afairs Mongolia, Ф-59, хн-105",
            "Ф-59, хн-105",
            "written differently",
        ),
    ],
)
def test_what_is_near_says_why(demonstration, citation, near, word):
    found = find_units(citation, public_only=True)
    reasons = {match.item.reference_code: match.reason for match in found.near}
    assert found.exact == () and word in reasons[near]


def test_a_file_that_is_assumed_is_said(demonstration):
    found = find_units("ГХЯ-ны Төв архив. Ф-59, хн-66", public_only=True)
    assert all("file 1 is assumed" in match.reason for match in found.exact)


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


def test_many_take_as_many_queries_as_one(demonstration, django_assert_max_num_queries):
    items = ArchivalItem.objects.exclude(reference_code="").for_display()
    texts = [item.citation("en").text for item in items] * 10
    texts += [f"{MFA_EN}, Fund-{n}, File-1, Unit-{n}" for n in range(200)]
    # 1 repositories, 2 items and former codes, 2 the same for what is near
    with django_assert_max_num_queries(5):
        assert len(find_many(texts, public_only=True)) == len(texts)


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


def test_several_are_listed_with_what_must_be_said(client, demonstration):
    root = tree(client.get("/en/archive/find/", {"citation": "ГХЯ-ны Төв архив. Ф-59, хн-66"}))
    assert len(words(root, "//ol[@class='found']/li")) == 2
    assert "file 1 is assumed" in " ".join(words(root, "//ol[@class='found']/li"))


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
