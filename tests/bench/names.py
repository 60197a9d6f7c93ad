"""Names for the generated items, and two links for each: one to a person, one to what it is about.

Some names have far more links than others, as in archives.
"""

from collections.abc import Iterable, Iterator

from archive.models import ArchivalItem, Name, NameLink, Role

PEOPLE, OTHERS = 400, 100
TOPICS = (Name.Kind.PLACE, Name.Kind.SUBJECT)


def keys() -> list[int]:
    """The keys of the generated names: people first; made when they are not there yet."""
    there = Name.objects.filter(source_id__startswith="bench-name-")
    if not there.exists():
        for number in range(PEOPLE + OTHERS):
            made(number).save()
    return list(there.order_by("pk").values_list("pk", flat=True))


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
