"""What of the glossary a text mentions."""

from collections.abc import Iterable, Sequence

from translations.checks.pairs import Expected
from translations.glossary.entries import ALLOWED, FORBIDDEN, PREFERRED, Entry, Mention
from translations.glossary.keys import Found, key_of, keys_in
from translations.glossary.providers import providers

IN_ONE_QUERY = 400  # entries


def find(text: str, source_language: str, language: str) -> list[Mention]:
    """What a text mentions, in reading order; an entry comes once."""
    return find_in_each([(text, source_language, language)])[0]


def find_in_each(texts: Sequence[tuple[str, str, str]]) -> list[list[Mention]]:
    """The same for many texts (text, its language, the other); as many queries as for one."""
    places = places_of(text for text, _source, _language in texts)
    found: list[list[tuple[Found, Entry]]] = [[] for _text in texts]
    for provider, index in providers():
        index.refresh(provider)
        wanted = {key: numbers for key in places if (numbers := index.find(key))}
        entries = dict(read(provider, sorted(set().union(*wanted.values()))))
        for key, numbers in wanted.items():
            known = [entries[number] for number in sorted(numbers) if number in entries]
            for at, place in places[key]:
                found[at] += [(place, entry) for entry in known]
    return [
        mentions(some, source, language)
        for some, (_text, source, language) in zip(found, texts, strict=True)
    ]


def places_of(texts: Iterable[str]) -> dict[str, list[tuple[int, Found]]]:
    """Key → in which text, and where there."""
    places: dict[str, list[tuple[int, Found]]] = {}
    for at, text in enumerate(texts):
        for one in keys_in(text):
            places.setdefault(one.key, []).append((at, one))
    return places


def read(provider, numbers: list[int]) -> Iterable[tuple[int, Entry]]:
    for start in range(0, len(numbers), IN_ONE_QUERY):
        yield from provider.entries(numbers[start : start + IN_ONE_QUERY])


def mentions(
    found: Iterable[tuple[Found, Entry]], source_language: str, language: str
) -> list[Mention]:
    """The entries that are really there, without those inside a longer one."""
    sure = [
        (place, entry, form)
        for place, entry in found
        if (form := form_there(place.key, entry, source_language))
        and (entry.may_go_on or not place.goes_on)
    ]
    spans = {(place.is_japanese, place.start, place.end) for place, _entry, _form in sure}
    kept = [one for one in sure if not is_inside(one[0], spans)]
    kept.sort(key=lambda one: (one[0].start, -one[0].end))
    return list(
        {entry.key: Mention(entry, form, language) for _p, entry, form in reversed(kept)}.values()
    )[::-1]


def form_there(key: str, entry: Entry, language: str) -> str:
    """The form of the entry that has this key, in this language if it may; or empty."""
    forms = entry.texts(language, PREFERRED, ALLOWED, FORBIDDEN)
    return next((form for form in forms if key_of(form) == key), "")


def is_inside(place: Found, spans: set[tuple[bool, int, int]]) -> bool:
    return any(
        is_japanese == place.is_japanese
        and start <= place.start
        and place.end <= end
        and end - start > place.end - place.start
        for is_japanese, start, end in spans
    )


def expected(found: Iterable[Mention]) -> tuple[Expected, ...]:
    """What the check of names asks for. Namesakes are asked for together: any of them is right."""
    together: dict[str, list[Mention]] = {}
    for mention in found:
        if mention.entry.is_checked and (mention.right_forms or mention.forbidden):
            together.setdefault(mention.source_form, []).append(mention)
    return tuple(
        Expected(
            form,
            tuple(text for one in some for text in one.right_forms),
            tuple(text for one in some for text in one.forbidden),
            tuple(text for one in some for text in one.entry.called),
            any(one.entry.is_loose for one in some),
        )
        for form, some in together.items()
    )
