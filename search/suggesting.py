"""Suggestions while a reader types, and names and words that are spelt nearly as she typed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.db import connection
from rapidfuzz.distance import OSA

from search import vocabulary
from search.documents import providers
from search.entries import Entry, entries_where, marks
from search.expressions import Expression, Phrase, Word, all_of, any_of
from search.kanji import KNOWN, new_forms
from search.kanji_slips import LEAST_RUN, runs_of, with_one_wrong, with_others
from search.parsing import clean
from search.results import title_of
from search.skeletons import skeleton
from search.snippets import mapped
from search.stores import store
from search.tokens import (
    TO_KATAKANA,
    Token,
    katakana,
    of_today,
    prepared,
    skeletons,
    tokens,
    tokens_of,
)
from search.vocabulary import LEAST as LEAST_OF_SLIP
from search.vocabulary import LONGEST

MOST, MOST_TYPED, LEAST = 8, 100, 2
CANDIDATES, MOST_MEANT, LEAST_MEANT = 400, 3, 4
KINDS_OF_SLIP = ("latin", "cyrillic", "katakana")
FAR = 9  # letters: of another word
MOST_SLIPS = 3  # words of a query for which others are looked for
NAMES, TEXTS, MOST_TEXTS = "name", "text", 100


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
    if not tokens or (tokens[-1].kind != "kanji" and tokens[-1].end - tokens[0].start < LEAST):
        return []
    names = any_of([*begun(tokens, "m"), *in_katakana(tokens, "m"), *begun_alike(tokens)])
    entries = nearest(names, any_of([*begun(tokens, "t"), *in_katakana(tokens, "t")]))
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


def in_katakana(tokens: list[Token], first: str) -> list[Expression]:
    """One word in hiragana as what it may become, a word in katakana: かしみ, カシミヤ."""
    if any(token.kind != "hiragana" for token in tokens):
        return []
    run = tokens[0].exact[0] + "".join(token.exact[1:] for token in tokens)
    return [Word(first + katakana(run.translate(TO_KATAKANA)), begins=True)]


def begun_alike(tokens: list[Token]) -> list[Expression]:
    """One word in letters, by the beginning of its skeleton: elbegdorzh, Элбэгдорж."""
    key = skeleton(tokens[0].sounds) if tokens[0].kind in ("latin", "cyrillic") else ""
    return [Word(f"l{key}", begins=True)] if len(tokens) == 1 and len(key) > LEAST else []


def nearest(names: Expression, titles: Expression) -> list[Entry]:
    """Short ones first; not more than so many are looked at, titles only where names are few."""
    sql = (
        f"WITH names AS MATERIALIZED ({store().first(CANDIDATES)}), "
        f"titles AS MATERIALIZED ({store().first(CANDIDATES)}) "
        "SELECT e.id FROM search_searchentry e JOIN "
        "(SELECT rowid, min(tier) AS tier FROM (SELECT rowid, 0 AS tier FROM names UNION ALL "
        f"SELECT rowid, 1 FROM titles WHERE (SELECT count(*) FROM names) < {MOST}) u "
        "GROUP BY rowid) f ON f.rowid = e.id "
        f"WHERE e.part = 0 ORDER BY f.tier, e.length, e.id LIMIT {MOST}"
    )
    keys = [row[0] for row in fetched(sql, [names, titles])]
    found = entries_where(f"id IN ({marks(keys)})", keys) if keys else []
    return sorted(found, key=lambda entry: keys.index(entry.pk))


def fetched(sql: str, asked: list[Expression]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [store().written(one) for one in asked])
        return cursor.fetchall()


def suggestion(entry: Entry, language: str, labels: dict[str, str]) -> Suggestion:
    title, title_language = title_of(entry, language)
    label = labels.get(entry.kind, entry.kind)
    return Suggestion(title, title_language, label, f"/{language}/{entry.address}")


@dataclass(frozen=True, slots=True)
class Meant:
    """Another query that may have been meant; ``language`` is that of the word in it."""

    text: str
    language: str


def did_you_mean(text: str, *, with_words: bool = True) -> list[Meant]:
    """Names with a word that differs in a letter or two, or in a kanji; then the query with other
    words. Two queries."""
    typed = [token for token in tokens_of(clean(text)) if token.kind in ("latin", "cyrillic")]
    words = [token.exact for token in typed]
    keys = [key for token in typed if len(key := skeleton(token.sounds)) >= LEAST_MEANT]
    keys = keys[:MOST_SLIPS]
    slips, runs = slips_of(text) if with_words else [], runs_of(text)[:MOST_SLIPS]
    wrong = [run for run in runs if run not in KNOWN] if with_words else []
    titles, texts, rows = asked_about(keys, runs, wrong, [token.exact for token in slips])
    names = [*names_meant(words, keys, titles), *in_kanji(runs, titles)]
    told = {token.exact for name in names for token in tokens_of(name.text)}
    said = new_forms(" ".join(name.text for name in names))
    in_texts = [Meant(one, "ja") for one in with_others(text, wrong, texts, said)]
    found = [*names, *in_texts, *words_meant(text, slips, rows, told)]
    return list(dict.fromkeys(found))[:MOST_MEANT]


def asked_about(
    keys: list[str], runs: list[str], wrong: list[str], words: list[str]
) -> tuple[list[dict], list[dict], list[vocabulary.Row]]:
    """Titles of names with a word that begins as one of the skeletons or with two kanji of a run;
    texts that may have a run with one kanji wrong; and what the vocabulary has that is like the
    words. One query."""
    parts, values = vocabulary.candidates(words)
    begun = [Word(f"l{key[:2]}", begins=True) for key in keys]
    begun += [Word(f"m{run[n : n + 2]}") for run in runs for n in range(len(run) - 1)]
    # With the middle one of three wrong no two are right.
    begun += [Word(f"m{run[0]}", begins=True) for run in runs if len(run) == LEAST_RUN]
    wanted = [(NAMES, begun, CANDIDATES * (len(keys) + len(runs)))]
    wanted += [(TEXTS, list(with_one_wrong(run)), MOST_TEXTS) for run in wrong]
    for kind, asked, most in wanted:
        if asked:
            parts.append(
                f"SELECT '', CAST(words AS text), '{kind}' FROM search_searchentry "
                f"WHERE id IN ({store().first(most)})"
            )
            values.append(store().written(any_of(asked)))
    if not parts:
        return [], [], []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts), values)
        found = cursor.fetchall()
    told = {
        kind: [json.loads(words) for _w, words, one in found if one == kind]
        for kind in (NAMES, TEXTS)
    }
    return told[NAMES], told[TEXTS], [row for row in found if row[0]]


def names_meant(words: list[str], keys: list[str], titles: list[dict]) -> list[Meant]:
    """Preferred forms of names; nearest first, of equals those in the letters that were typed."""
    found: dict[str, tuple[int, str]] = {}
    for form, language, distance in near_names(keys, titles):
        found[form] = min((distance, language), found.get(form, (distance, language)))
    asked = " ".join(words)
    telling = [form for form in found if form.casefold() != asked]
    kinds = {token.kind for token in tokens_of(asked)}
    telling.sort(key=lambda form: (found[form][0], tokens_of(form)[0].kind not in kinds, form))
    return [Meant(form, found[form][1]) for form in telling]


def near_names(keys: list[str], titles: list[dict]) -> Iterator[tuple[str, str, int]]:
    """Forms of names with a word whose skeleton is nearly one of these, by how many letters."""
    for words in titles:
        for language, (title, _text) in words.items():
            forms = set(spelt(title))
            near = [min(map(partial(apart, key), forms), default=FAR) for key in keys]
            is_met = sum(distance < FAR for distance in near) * 2 > len(keys)
            if is_met and any(0 < distance < FAR for distance in near):
                yield title, language, sum(near)


def in_kanji(runs: list[str], titles: list[dict]) -> list[Meant]:
    """Names that differ in one kanji: 安部晋三, 安倍晋三."""
    found = {
        Meant(title, language)
        for words in titles
        for language, (title, _text) in words.items()
        for run in runs
        if OSA.distance(run, "".join(prepared(title).split()), score_cutoff=1) == 1
    }
    return sorted(found, key=lambda meant: meant.text)


def apart(key: str, other: str) -> int:
    """By how many letters two skeletons differ; ``FAR`` when by too many."""
    most = 1 if len(key) < 6 else 2
    distance = OSA.distance(key, other, score_cutoff=most)
    return distance if distance <= most else FAR


def slips_of(text: str) -> list[Token]:
    """Words of a query that may be slips, with their places in the folded text."""
    return [
        token
        for token in tokens(of_today(mapped(text)[0]))
        if token.kind in KINDS_OF_SLIP and LEAST_OF_SLIP <= len(token.exact) <= LONGEST
    ][:MOST_SLIPS]


def words_meant(
    text: str, slips: list[Token], rows: list[vocabulary.Row], told: set[str]
) -> list[Meant]:
    """The query with every word that nothing has as one that is spelt nearly so."""
    near, places = vocabulary.near([token.exact for token in slips], rows), mapped(text)[1]
    wrong = [token for token in slips if near.get(token.exact)]
    choices = near[wrong[0].exact] if len(wrong) == 1 else [None] if wrong else []
    made = []
    for choice in choices:
        chosen = [(token, choice or near[token.exact][0]) for token in wrong]
        if not told.issuperset(one[1] for _token, one in chosen):
            made.append(Meant(instead(text, places, chosen), chosen[0][1][3]))
    return made


def instead(text: str, places: list[int], chosen: list[tuple[Token, vocabulary.Near]]) -> str:
    """The query as it was typed, with other words in some places."""
    for token, (_distance, _word, spelling, _language) in reversed(chosen):
        start, end = places[token.start], places[token.end]
        written = spelling.capitalize() if text[start].isupper() else spelling
        text = text[:start] + written + text[end:]
    return text


def spelt(title: str) -> Iterator[str]:
    """Skeletons of the words of a title."""
    for token in tokens_of(title):
        if token.kind in ("latin", "cyrillic"):
            yield from skeletons(token.sounds)
