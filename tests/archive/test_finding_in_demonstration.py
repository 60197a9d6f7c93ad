"""Citations in the grammars of the demonstration's archives find its units, or what is near."""

import pytest

from archive.finding.units import find_many, find_units
from archive.models import ArchivalItem
from exhibits.demonstration.load import load_items, load_repositories
from tests.reading import tree, words


@pytest.fixture(scope="module")
def loaded(kept_data) -> None:
    load_repositories()
    load_items()


@pytest.fixture
def demonstration(loaded, db) -> None:
    """Archives and items of the demonstration, as they were loaded."""


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


def test_many_take_as_many_queries_as_one(demonstration, django_assert_max_num_queries):
    items = ArchivalItem.objects.exclude(reference_code="").for_display()
    texts = [item.citation("en").text for item in items] * 10
    texts += [f"{MFA_EN}, Fund-{n}, File-1, Unit-{n}" for n in range(200)]
    # 1 repositories, 2 items and former codes, 2 the same for what is near
    with django_assert_max_num_queries(5):
        assert len(find_many(texts, public_only=True)) == len(texts)


def test_several_are_listed_with_what_must_be_said(client, demonstration):
    root = tree(client.get("/en/archive/find/", {"citation": "ГХЯ-ны Төв архив. Ф-59, хн-66"}))
    assert len(words(root, "//ol[@class='found']/li")) == 2
    assert "file 1 is assumed" in " ".join(words(root, "//ol[@class='found']/li"))
