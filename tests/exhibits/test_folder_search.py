"""The script that searches an edition's folder knows what ``search`` knows."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from exhibits.output.folder.words import Document, index, tokens
from search.analysis import fold
from search.stems import stem, words
from tests.browser.tools import program

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "static/output/search.js"
TEXTS = ROOT / "exhibits/demonstration/panels.yaml"
DOCUMENTS = [
    Document(
        "en/a.html#one", "The earthquake", "2011", "Earthquakes shook the coast; they’re rare."
    ),
    Document(
        "ja/a.html#two", "東日本大震災", "平成23年", "地震と津波が起きた。2011年のNHKの報道。"
    ),
    Document(
        "mn/a.html#three", "Засгийн газар", "2011 он", "БНМАУ-ын засгийн газрын шийдвэр, Өвөр."
    ),
    Document(
        "mn/a.html#four", "Хөнжил", "", "Хөнжлийг илгээв. Улсуудын “Эрч”-ийн тухай. Ажлын усаар"
    ),
]


def ask(script: str, given: object = None) -> object:
    """What a script answers that sees the search, the words of the documents and ``given``."""
    program_text = "".join((
        "globalThis.window=globalThis;", index(DOCUMENTS, "mn"), SCRIPT.read_text(encoding="utf-8"),
        "const data=globalThis.tsuzuriSearch,it=globalThis.tsuzuriWords;",
        "const stems=it.stemmer(data.tables);",
        "const given=JSON.parse(require('fs').readFileSync(0,'utf8'));",
        f"console.log(JSON.stringify({script}))",
    ))  # fmt: skip
    command = [program("node"), "-e", program_text]
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, timeout=60, check=True
    )
    return json.loads(done.stdout)


def test_it_folds_and_stems_every_word_of_the_demonstration_alike():
    text = TEXTS.read_text(encoding="utf-8")
    lines = [
        *text.splitlines(),
        "ＡＢＣ ｶﾞｽ Ёлка café Straße Əə soft\u00adhyphen x–y “Үнэн”-д үнэн10-д",
        "мөнгөгүй хониор мориос иргэний улсгүй охингүй",
    ]
    script = (
        "given.map(line=>{const f=it.fold(line);return [f,stems.words(f).map(w=>stems.stem(w))]})"
    )
    expected = [[fold(line), [stem(word) for word in words(line)]] for line in lines]
    for line, ours, theirs in zip(lines, expected, ask(script, lines), strict=True):
        assert theirs == ours, line


FOUND = [
    ("地震", [1], "地震"),
    ("震", [1], "震"),
    ("大震災", [1], None),
    ("震津", [], None),
    ("earthquake", [0], "Earthquakes"),
    ("EARTHQUAKES coast", [0], "Earthquakes"),
    ("засаг", [2], "засгийн"),
    ("улс", [3], "Улсуудын"),
    ("хөнжил", [3], "Хөнжлийг"),
    ("хунжил", [], None),
    ("өвөр", [2], "Өвөр"),
    ("ажил", [3], "Ажлын"),
    ("ус", [3], "усаар"),
    ("nhk", [1], "NHK"),
    ("__proto__", [], None),
    ("2011", [0, 1, 2], None),
    ("", [], None),
]


@pytest.fixture(scope="module")
def answers() -> dict[str, dict]:
    """For each query the documents in order, and what is marked in the first."""
    script = (
        "given.map(q=>{const r=it.search(data,stems,q);return {n:r.numbers,m:r.numbers.slice(0,1)"
        ".flatMap(n=>it.places(data.documents[n][3],r.wish,stems)"
        ".map(([a,b])=>data.documents[n][3].slice(a,b)))}})"
    )
    queries = [query for query, _numbers, _marked in FOUND]
    return dict(zip(queries, ask(script, queries), strict=True))


@pytest.mark.parametrize(("query", "numbers", "marked"), FOUND)
def test_words_find_their_other_forms(answers, query, numbers, marked):
    assert sorted(answers[query]["n"]) == numbers
    assert marked is None or marked in answers[query]["m"]


def test_japanese_is_divided_into_pairs_and_other_words_into_stems():
    assert list(tokens("大地震 earthquakes")) == ["大地", "地震", "earthquake"]


def test_the_words_are_a_script_whatever_is_in_them():
    written = index([Document("a", "</script>\u2028", "", 'x"\\')], "en")
    assert "\u2028" not in written and written.startswith("window.tsuzuriSearch=")
    held = json.loads(re.sub(r"^window\.tsuzuriSearch=|;\n$", "", written))
    assert held["documents"] == [["a", "</script>\u2028", "", 'x"\\']]
