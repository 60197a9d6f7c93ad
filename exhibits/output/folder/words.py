"""The search of the folder: every text with its words, for a script that asks no server.

What is compared is made here and there by one analysis: ``search.stems`` for words, pairs of
neighbouring characters for Japanese. The script (``static/output/search.js``) has the same rules;
its tables come from ``search.stems`` through ``tables``.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search import stems
from search.analysis import fold

CJK = re.compile(r"[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
IN_TITLE = 4  # how much more a word counts in a title


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found: where it stands, what it is called, what it says."""

    address: str
    title: str
    place: str
    text: str


def tokens(text: str) -> Iterator[str]:
    """Stems of words; pairs of characters where they are not set apart."""
    folded, place = fold(text), 0
    for run in CJK.finditer(folded):
        yield from stems.stems(folded[place : run.start()])
        yield from pairs(run[0])
        place = run.end()
    yield from stems.stems(folded[place:])


def pairs(run: str) -> Iterable[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)] or [run]


def index(documents: list[Document], language: str) -> str:
    """The script that brings texts and words of a language."""
    postings: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        counts = Counter(tokens(document.text))
        for token in tokens(f"{document.title} {document.place}"):
            counts[token] += IN_TITLE
        for token, count in counts.items():
            postings.setdefault(token, []).extend((number, count))
    content = {
        "language": language,
        "documents": [[d.address, d.title, d.place, d.text] for d in documents],
        "words": {token: postings[token] for token in sorted(postings)},
        "tables": tables(),
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"window.tsuzuriSearch={escaped(written)};\n"


def escaped(written: str) -> str:
    """JSON that is a script as well, also for old readers of JavaScript."""
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def tables() -> dict:
    """What the script's stemming needs of ``search.stems``."""
    return {
        "cases": list(stems.CASES),
        "reflexive": list(stems.REFLEXIVE),
        "plain": sorted(stems.PLAIN),
        "least": stems.LEAST,
        "leastBeforePlain": stems.LEAST_BEFORE_PLAIN,
        "leastBeforeVowel": stems.LEAST_BEFORE_VOWEL,
        "vowels": stems.VOWELS,
        "suffix": for_script(stems.SUFFIX.pattern),
    }


def for_script(pattern: str) -> str:
    """A pattern as JavaScript writes it where it knows all letters (flag ``u``)."""
    letters = r"\p{L}\p{N}_"
    inside = pattern.replace(r"[\w", f"[{letters}").replace(r"(?!\w)", f"(?![{letters}])")
    return inside.replace('\\"', '"')
