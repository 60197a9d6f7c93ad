"""Names for the generated items, and two links for each: one to a person, one to what it is about.

Some names have far more links than others, as in archives.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import QuerySet

from archive.models import ArchivalItem, Name, NameLink, Role

PEOPLE, OTHERS, AT_ONCE = 400, 100, 2_000
# Of those who are nobody's: a father's name and a given name in each language.
FATHERS = (
    *(("Dorjiin", "ドルジーン", "Доржийн"), ("Batyn", "バトィン", "Батын")),
    *(("Ganboldyn", "ガンボルディン", "Ганболдын"), ("Tseringiin", "ツェリンギーン", "Цэрингийн")),
    *(("Luvsangiin", "ロブサンギーン", "Лувсангийн"), ("Ochiryn", "オチリン", "Очирын")),
    *(("Namjilyn", "ナムジリン", "Намжилын"), ("Sükhiin", "スフィーン", "Сүхийн")),
)
GIVEN = (
    *(("Oyuun", "オユーン", "Оюун"), ("Bayar", "バヤル", "Баяр"), ("Tuya", "トヤー", "Туяа")),
    *(
        ("Enkhjargal", "エンフジャルガル", "Энхжаргал"),
        ("Möngönbold", "ムングンボルド", "Мөнгөнболд"),
    ),
    *(("Purev", "プレブ", "Пүрэв"), ("Solongo", "ソロンゴ", "Солонго")),
    *(("Khulan", "ホラン", "Хулан"), ("Erdene", "エルデネ", "Эрдэнэ")),
)
TOPICS = (Name.Kind.PLACE, Name.Kind.SUBJECT)


def keys() -> list[int]:
    """The keys of the generated names: people first; made when they are not there yet."""
    there = Name.objects.filter(source_id__startswith="bench-name-")
    if not there.exists():
        for number in range(PEOPLE + OTHERS):
            made(number).save()
    return list(there.order_by("pk").values_list("pk", flat=True))


def fill(size: int) -> None:
    """Add what is missing to ``size`` people whom nothing is linked with; not indexed yet."""
    there = Name.objects.filter(source_id__startswith="bench-other-").count()
    rows = map(another, range(there, size))
    while chunk := list(islice(rows, AT_ONCE)):
        QuerySet(Name).bulk_create(chunk)


def another(number: int) -> Name:
    father, given = FATHERS[number % len(FATHERS)], GIVEN[number % len(GIVEN)]
    forms = [f"{one} {other} {number}" for one, other in zip(father, given, strict=True)]
    texts = dict(zip(("name_en", "name_ja", "name_mn"), forms, strict=True))
    made = Name(source_id=f"bench-other-{number}", source_language="mn", **texts)
    made.settle(forms=())
    return made


def made(number: int) -> Name:
    kind = Name.Kind.PERSON if number < PEOPLE else TOPICS[number % 2]
    return Name(
        source_id=f"bench-name-{number}",
        kind=kind,
        source_language="mn",
        name_en=f"Dorjiin Bold {number}",
        name_ja=f"ドルジーン・ボルド{number}",
        name_mn=f"Доржийн Болд {number}",
    )


def links(items: Iterable[ArchivalItem], names: list[int]) -> Iterator[NameLink]:
    """Two for each item; small numbers come more often than large ones."""
    for item in items:
        number = int(item.source_id.removeprefix("bench-"))
        person = number * 7 % PEOPLE * (number % 13) // 13
        topic = PEOPLE + number * 11 % OTHERS * (number % 7) // 7
        yield NameLink(item=item, name_id=names[person], role=list(Role)[number % 4])
        yield NameLink(item=item, name_id=names[topic], role=Role.MENTIONED, order=1)
