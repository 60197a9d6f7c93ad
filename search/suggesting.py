"""Suggestions while a reader types, and names that are spelt nearly like what she typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from rapidfuzz.distance import Levenshtein

from search.documents import providers
from search.expressions import Expression, Phrase, Word, all_of, any_of
from search.models import SearchEntry
from search.parsing import clean
from search.results import title_of
from search.skeletons import skeleton
from search.stores import store
from search.streams import kind_word
from search.tokens import Token, skeletons, tokens_of

MOST, MOST_TYPED, LEAST = 8, 100, 2
CANDIDATES, MOST_MEANT, LEAST_MEANT = 400, 3, 4
NAME = "name"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title with its language, what it is, and where it is shown."""

    title: str
    language: str
    kind: str
    url: str


def suggestions(text: str, language: str) -> list[Suggestion]:
    """What has words in its title or names that begin as typed; names first.

    From two letters, from one kanji; two queries.
    """
    tokens = tokens_of(clean(text)[:MOST_TYPED])
    if not tokens or (tokens[-1].kind != "kanji" and len(tokens[-1].exact) < LEAST):
        return []
    wanted = any_of([*begun(tokens, "t"), *begun(tokens, "n"), *begun_alike(tokens)])
    names = all_of([wanted, Word(kind_word(NAME))])
    entries = nearest([names, any_of(begun(tokens, "t"))])
    labels = {kind: str(provider.label) for kind, provider in providers().items()}
    return [suggestion(entry, language, labels) for entry in entries]


def begun(tokens: list[Token], first: str) -> list[Expression]:
    """All words as typed, of the last one only the beginning."""
    last_is_pair = len(tokens) > 1 and tokens[-1].start < tokens[-2].end
    *before, last = tokens[:-1] if last_is_pair else tokens
    words = tuple(first + token.exact for token in before)
    if last.kind in ("kanji", "hiragana") and before and before[-1].end > last.start:
        return [Phrase((*words, first + last.exact))]
    return [all_of([*map(Word, words), Word(first + last.exact, begins=True)])]


def begun_alike(tokens: list[Token]) -> list[Expression]:
    """One word in letters, by the beginning of its skeleton: elbegdorzh, Элбэгдорж."""
    key = skeleton(tokens[0].exact) if tokens[0].kind in ("latin", "cyrillic") else ""
    return [Word(f"k{key}", begins=True)] if len(tokens) == 1 and len(key) > LEAST else []


def nearest(tiers: list[Expression]) -> list[SearchEntry]:
    """Short titles first; not more than so many are looked at."""
    inner = " UNION ALL ".join(
        f"SELECT rowid, {tier} AS tier FROM (SELECT rowid FROM ({store().MATCHING}) m{tier} "
        f"LIMIT {CANDIDATES}) l{tier}"
        for tier in range(len(tiers))
    )
    sql = (
        "SELECT e.id FROM search_searchentry e JOIN "
        f"(SELECT rowid, min(tier) AS tier FROM ({inner}) u GROUP BY rowid) f ON f.rowid = e.id "
        f"WHERE e.part = 0 ORDER BY f.tier, e.length, e.id LIMIT {MOST}"
    )
    keys = [row[0] for row in fetched(sql, tiers)]
    entries = SearchEntry.objects.in_bulk(keys)
    return [entries[key] for key in keys if key in entries]


def fetched(sql: str, asked: list[Expression]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [store().written(one) for one in asked])
        return cursor.fetchall()


def suggestion(entry: SearchEntry, language: str, labels: dict[str, str]) -> Suggestion:
    title, title_language = title_of(entry, language)
    label = labels.get(entry.kind, entry.kind)
    return Suggestion(title, title_language, label, f"/{language}/{entry.address}")


def did_you_mean(text: str) -> list[str]:
    """Preferred forms of names with a word that differs in a letter or two; nearest first."""
    words = [t.exact for t in tokens_of(clean(text)) if t.kind in ("latin", "cyrillic")]
    typed = [key for word in words if len(key := skeleton(word)) >= LEAST_MEANT]
    found: dict[str, int] = {}
    for key in typed[:MOST_MEANT]:
        for form, distance in near_names(key):
            found[form] = min(distance, found.get(form, distance))
    asked = " ".join(words)
    telling = [form for form in found if form.casefold() != asked]
    return sorted(telling, key=lambda form: (found[form], form))[:MOST_MEANT]


def near_names(key: str) -> Iterator[tuple[str, int]]:
    """Forms of names with a word whose skeleton is nearly this one, and by how many letters."""
    most = 1 if len(key) < 6 else 2
    wanted = all_of([Word(f"k{key[:2]}", begins=True), Word(kind_word(NAME))])
    sql = (
        f"SELECT e.id FROM search_searchentry e JOIN ({store().MATCHING}) m ON m.rowid = e.id "
        f"LIMIT {CANDIDATES}"
    )
    keys = [row[0] for row in fetched(sql, [wanted])]
    for entry in SearchEntry.objects.filter(pk__in=keys).only("words"):
        for title, _text in entry.words.values():
            distance = min((Levenshtein.distance(key, one) for one in spelt(title)), default=0)
            if 0 < distance <= most:
                yield title, distance


def spelt(title: str) -> Iterator[str]:
    """Skeletons of the words of a title."""
    for token in tokens_of(title):
        if token.kind in ("latin", "cyrillic"):
            yield from skeletons(token.exact)
