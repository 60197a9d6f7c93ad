"""What each store keeps of the words of a document. Pure: processes beside a rebuild make it.

PostgreSQL gets a tsvector in the form in which it sends them: to read one that is spelt out takes
it four times as long.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from struct import pack

from search.documents import LANGUAGES, OTHER

Kept = tuple[str, ...] | bytes
Keep = Callable[[dict[str, str]], Kept]
COLUMNS = (*LANGUAGES, OTHER)
WEIGHTS = dict(zip(COLUMNS, "ABCD", strict=True))
LAST_PLACE, MOST_PLACES, MOST_BYTES = 16_383, 250, 900_000
MOST_OF_ONE = 4 * 62 + 12  # bytes of a word
# The weight stands in the two bits above the place, A as 3.
PLACES = [
    [pack(">H", weight << 14 | place) for place in range(1, LAST_PLACE + 1)]
    for weight in (3, 2, 1, 0)
]
LASTS = {places[-1] for places in PLACES}
NUMBERS = [pack(">H", number) for number in range(MOST_PLACES + 1)]


def columns(words: dict[str, str]) -> tuple[str, ...]:
    """The words of every language by themselves."""
    return tuple(words[column] for column in COLUMNS)


def tsvector(words: dict[str, str]) -> bytes:
    """The words with their places, which have the weight of their language."""
    found: dict[bytes, bytes] = defaultdict(bytes)
    number = 0
    for column, places in zip(COLUMNS, PLACES, strict=True):
        some = words[column].encode().split()
        for word, place in zip(some, places[number : number + len(some)], strict=False):
            found[word] += place
        for word in some[max(LAST_PLACE - number, 0) :]:
            if found[word][-2:] not in LASTS:
                found[word] += places[-1]
        number += len(some)
    if max(map(len, found.values()), default=0) > MOST_PLACES * 2:
        found = {word: places[: MOST_PLACES * 2] for word, places in found.items()}
    lexemes = [word + b"\0" + NUMBERS[len(places) // 2] + places for word, places in found.items()]
    # A letter has four bytes at most: few documents need to be measured.
    if number * MOST_OF_ONE >= MOST_BYTES:
        lexemes = list(bounded(lexemes))
    return pack(">i", len(lexemes)) + b"".join(lexemes)


def bounded(lexemes: Iterable[bytes]) -> Iterator[bytes]:
    """As much as a tsvector can hold."""
    size = 0
    for lexeme in lexemes:
        size += len(lexeme) + 12
        if size > MOST_BYTES:
            return
        yield lexeme
