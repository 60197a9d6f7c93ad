"""Charts: their figures, their words, their markup, and how they look in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from exhibits.charts import Chart, draw_chart, format_number, worth_drawing
from exhibits.charts.axes import thinned
from exhibits.charts.markup import wrap
from exhibits.charts.scales import ticks
from exhibits.contrast import contrast
from tests.browser.tools import BROWSERS

CSS = Path(__file__).parents[2] / "static/exhibits/chart.css"
SVG = "{http://www.w3.org/2000/svg}"
YEARS = ["1935", "1956", "1979", "1989"]


def chart(**changes: Any) -> Chart:
    given: dict[str, Any] = {
        "kind": "bar", "title": "Population", "unit": "thousand", "rows": YEARS,
        "columns": ["All"], "figures": [[738.2], [845.5], [None], [2044]],
        "language": "en", "chart_id": "population",
    }  # fmt: skip
    return draw_chart(**(given | changes))


def sheet(drawn: Chart, name: str = "wide") -> ElementTree.Element:
    root = ElementTree.fromstring(drawn.svg)
    return next(svg for svg in root if f"chart-{name}" in svg.attrib["class"])


def marks(drawn: Chart, kind: str, name: str = "wide") -> list[ElementTree.Element]:
    return [e for e in sheet(drawn, name).iter() if kind in e.attrib.get("class", "").split()]


def texts(drawn: Chart, kind: str, name: str = "wide") -> list[str]:
    return ["".join(element.itertext()) for element in marks(drawn, f"chart-{kind}", name)]


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (1234.5, "en", "1,234.5"),
        (1234.5, "ja", "1,234.5"),
        (1234.5, "mn", "1\u00a0234,5"),
        (1234567, "mn", "1\u00a0234\u00a0567"),
        (1234.5, "mn-Mong", "1\u00a0234,5"),
        (1234.5, "de", "1,234.5"),
        (7.0, "en", "7"),
        (-0.0, "en", "0"),
        (-22, "en", "−22"),
        (0.1 + 0.2, "en", "0.3"),
        (0.000001, "en", "0.000001"),
        (1e15, "en", "1,000,000,000,000,000"),
        (Decimal("12.50"), "en", "12.5"),
    ],
)
def test_numbers(value: float, language: str, text: str) -> None:
    assert format_number(value, language) == text


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (0, 2044, [0, 500, 1000, 1500, 2000, 2500]),
        (-22, 98, [-50, 0, 50, 100]),
        (0, 0.3, [0, 0.1, 0.2, 0.3]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (980, 1010, [980, 990, 1000, 1010]),
    ],
)
def test_ticks_are_round_and_enclose(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == expected


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "description"),
    [
        (
            "en",
            "Bar chart: Population. Unit: thousand. 4 rows, from 1935 to 1989. "
            "Largest 2,044 (1989), smallest 738.2 (1935), first 738.2 (1935), last 2,044 (1989). "
            "No figure for 1979.",
        ),
        (
            "ja",
            "「Population」の棒グラフ。単位：thousand。1935から1989までの4項目。"
            "最大は2,044（1989）、最小は738.2（1935）、最初は738.2（1935）、最後は2,044（1989）。"
            "数値のない項目：1979。",
        ),
        (
            "mn",
            "«Population» баганан диаграмм. Хэмжих нэгж: thousand. 1935 – 1989, нийт 4 мөр. "
            "Хамгийн их нь 2\u00a0044 (1989), хамгийн бага нь 738,2 (1935), "
            "эхнийх нь 738,2 (1935), сүүлийнх нь 2\u00a0044 (1989). Тоо байхгүй: 1979.",
        ),
    ],
)
def test_the_description_is_in_the_language_of_the_page(language: str, description: str) -> None:
    drawn = chart(language=language)
    assert drawn.description == description
    assert texts_of(sheet(drawn), "desc") == [description]


def texts_of(root: ElementTree.Element, name: str) -> list[str | None]:
    return [element.text for element in root.iter(SVG + name)]


def test_the_description_names_columns_and_sums_only_whole_rows() -> None:
    drawn = chart(
        kind="stacked", columns=["Town", "Land"], figures=[[80, 658], [183, None], [9, 9], [1, 2]]
    )
    assert "Town: largest 183 (1956)" in drawn.description
    assert "Total: largest 738 (1935), smallest 3 (1989)" in drawn.description
    assert drawn.description.endswith("No figure for 1956 (Land).")


def test_braces_in_words_are_only_words() -> None:
    drawn = chart(title="{kind} {0}", rows=["{first}", "b", "c", "d"], columns=["{largest}"])
    assert "{kind} {0}" in drawn.description and "({first})" in drawn.description


def test_long_lists_of_gaps_are_cut() -> None:
    rows = [f"r{n}" for n in range(30)]
    drawn = chart(rows=rows, figures=[[1.0]] + [[None]] * 29)
    assert drawn.description.endswith("No figure for " + ", ".join(rows[1:11]) + " and 19 more.")


# --- what is drawn --------------------------------------------------------------------------------


def test_heights_are_in_proportion_and_a_gap_is_no_bar() -> None:
    drawn = chart()
    heights = [float(bar.attrib["height"]) for bar in marks(drawn, "chart-bar")]
    assert len(heights) == 3
    assert heights[2] / heights[0] == pytest.approx(2044 / 738.2, rel=0.02)
    assert texts(drawn, "missing") == ["–", "–"]  # in the legend and in its place
    assert texts(drawn, "value") == ["738.2", "845.5", "2,044"]
    assert "no figure" in texts(drawn, "label")


def test_zero_is_a_figure() -> None:
    drawn = chart(figures=[[0], [1], [2], [3]])
    assert texts(drawn, "value") == ["0", "1", "2", "3"] and not texts(drawn, "missing")


def test_a_line_breaks_at_a_gap() -> None:
    rows = [str(year) for year in range(1920, 1927)]
    drawn = chart(kind="line", rows=rows, figures=[[1], [2], [None], [4], [None], [6], [7]])
    lines = [line.attrib["d"].count("L") + 1 for line in marks(drawn, "chart-line")]
    assert lines == [2, 2]  # the lone fourth point is a marker only
    assert len(marks(drawn, "chart-point")) == 5


def test_years_stand_by_their_distance_in_time_on_a_line() -> None:
    drawn = chart(kind="line", rows=["1900", "1910", "1940"], figures=[[1], [2], [3]])
    xs = [point_x(point) for point in marks(drawn, "chart-point")]
    assert (xs[2] - xs[1]) / (xs[1] - xs[0]) == pytest.approx(3, rel=0.01)


def point_x(point: ElementTree.Element) -> float:
    return float(re.findall(r"[\d.]+", point.attrib["transform"])[0])


def test_losses_hang_below_zero() -> None:
    drawn = chart(rows=["a", "b"], figures=[[50], [-25]])
    gain, loss = (bar.attrib for bar in marks(drawn, "chart-bar"))
    base = float(marks(drawn, "chart-base")[0].attrib["y1"])
    assert float(gain["y"]) + float(gain["height"]) == pytest.approx(base, abs=1.5)
    assert float(loss["y"]) == pytest.approx(base, abs=1.5)


def test_stacks_stand_on_one_another() -> None:
    drawn = chart(kind="stacked", columns=["a", "b"], figures=[[1, 2]] * 4)
    first, second = (bar.attrib for bar in marks(drawn, "chart-bar")[2:4])
    assert float(second["y"]) + float(second["height"]) == pytest.approx(float(first["y"]), abs=1.5)
    assert texts(drawn, "value") == ["3"] * 4


@pytest.mark.parametrize("rows", [YEARS[:2], ["National Archives of Japan, Tokyo " * 3, "b"]])
@pytest.mark.parametrize(
    ("parts", "above", "explained"),
    [
        ([1, 2, 4], ["7"], False),
        ([None, None, 4], ["4"], False),  # a total that the source does not divide
        ([None, -4, None], ["−4"], False),
        ([0, None, None], ["0"], False),
        ([1, None, 4], [], False),  # neither the sum nor a row without figures
        ([None, None, None], ["–"], True),
    ],
)
def test_over_a_stack_stands_what_is_known_of_its_sum(
    parts: list[float | None], above: list[str], explained: bool, rows: list[str]
) -> None:
    whole: list[float | None] = [10, 20, 30]
    drawn = chart(kind="stacked", rows=rows, columns=["a", "b", "c"], figures=[parts, whole])
    for name in ("wide", "narrow"):
        notes = marks(drawn, "chart-value", name) + marks(drawn, "chart-missing", name)
        shown = ["".join(note.itertext()) for note in notes]
        assert sorted(shown) == sorted([*above, "60"] + ["–"] * explained)
        assert ("no figure" in texts(drawn, "label", name)) == explained


def test_a_gap_beside_known_figures_is_marked_and_explained_where_bars_stand_alone() -> None:
    drawn = chart(columns=["a", "b"], figures=[[1, None], [2, 3], [4, 5], [6, 7]])
    assert texts(drawn, "missing") == ["–", "–"] and "no figure" in texts(drawn, "label")


@pytest.mark.parametrize(
    ("figures", "worth"),
    [
        ([], False),
        ([[]], False),
        ([[None], [5], [None], [7]], False),
        ([[None, 1], [2, None]], False),
        ([[1], [None], [2], [3]], True),
        ([[0, 0, 0]], True),  # zero is a figure
    ],
)
def test_a_chart_is_worth_drawing_from_three_figures(
    figures: list[list[float | None]], worth: bool
) -> None:
    assert worth_drawing(figures) is worth


LONG = ["National Central Archives of Mongolia", "National Archives of Japan", "Private lenders"]


def test_long_labels_lie_beside_or_above_their_bars() -> None:
    rows = LONG * 3
    drawn = chart(rows=rows, figures=[[128], [46], [7]] * 3)
    assert {bar.attrib["height"] for bar in marks(drawn, "chart-bar")} == {"18"}
    assert " ".join(texts(drawn, "label")) == " ".join(rows)
    assert " ".join(texts(drawn, "label", "narrow")) == " ".join(rows)


def test_many_years_are_thinned_and_carry_no_figures() -> None:
    rows = [str(year) for year in range(1950, 2000)]
    drawn = chart(rows=rows, figures=[[n] for n in range(50)])
    assert texts(drawn, "value") == [] and len(marks(drawn, "chart-bar")) == 50
    shown = texts(drawn, "label", "narrow")
    assert shown[-1] == "1999" and 3 <= len(shown) < len(texts(drawn, "label")) < 50


def test_thinning_keeps_labels_apart() -> None:
    labels = [(n * 20.0, n * 20.0 + 35, str(n)) for n in range(7)]
    assert [text for _, _, text in thinned(labels)] == ["0", "3", "6"]


def test_series_differ_in_more_than_colour() -> None:
    names = [f"s{n}" for n in range(13)]
    bars = marks(chart(rows=["x"], columns=names, figures=[range(1, 14)]), "chart-bar")
    looks = set()
    patterns = {p.attrib["id"]: "".join(c.attrib.get("d", "") for c in p) for p in _patterns(names)}
    for bar in bars[13:]:  # behind the legend's
        fill = bar.attrib["fill"].removeprefix("url(#").removesuffix(")")
        looks.add((bar.attrib["class"], patterns.get(fill, fill)))
    assert len(looks) == 13
    lines = marks(chart(kind="line", columns=names[:6], figures=[range(6)] * 4), "chart-line")
    assert len({line.attrib["stroke-dasharray"] for line in lines}) == 6


def _patterns(names: Sequence[str]) -> list[ElementTree.Element]:
    drawn = chart(rows=["x"], columns=names, figures=[range(1, len(names) + 1)])
    return list(sheet(drawn).iter(SVG + "pattern"))


def test_a_legend_only_where_there_is_a_choice() -> None:
    whole = [[1], [2], [3], [4]]
    assert len(marks(chart(figures=whole), "chart-bar")) == 4
    double = chart(columns=["Town", "Land"], figures=[[1, 2]] * 4)
    assert len(marks(double, "chart-bar")) == 10 and "Town" in texts(double, "label")


@pytest.mark.parametrize("kind", ["bar", "line", "stacked"])
@pytest.mark.parametrize(
    ("rows", "columns", "figures"),
    [
        ([], [], []),
        ([], ["a"], []),
        (["a"], [], [[]]),
        (["a", "b"], ["c"], [[None], [None]]),
    ],
)
def test_a_table_without_figures_says_so(
    kind: str, rows: list[str], columns: list[str], figures: list[list[None]]
) -> None:
    drawn = chart(kind=kind, rows=rows, columns=columns, figures=figures)
    assert "There are no figures." in texts(drawn, "missing")
    assert drawn.description.endswith("There are no figures.")


@pytest.mark.parametrize("kind", ["bar", "line", "stacked"])
@pytest.mark.parametrize(
    "figures",
    [
        [[0]],
        [[-5]],
        [[1e15]],
        [[1e-12]],
        [[Decimal("1.5")]],
        [[3, -3]],
        [[1, None]],
        [[None, -1]],
        [[1, 2, None]],
    ],
)
def test_odd_tables_are_drawn(kind: str, figures: list[list[Any]]) -> None:
    drawn = chart(
        kind=kind, rows=["x"], columns=["a", "b", "c"][: len(figures[0])], figures=figures
    )
    assert "nan" not in drawn.svg and "inf" not in drawn.svg


# --- markup ---------------------------------------------------------------------------------------

EVIL = "</title><script>alert(1)</script>\"'&\x08\x00"


@pytest.mark.parametrize("kind", ["bar", "line", "stacked"])
def test_everything_is_escaped(kind: str) -> None:
    drawn = chart(
        kind=kind, title=EVIL, unit=EVIL, rows=[EVIL] * 2, columns=[EVIL] * 2,
        figures=[[1, 2], [3, None]], language='en" onload="x',
    )  # fmt: skip
    root = ElementTree.fromstring(drawn.svg)
    assert "<script" not in drawn.svg
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name == "style"]


def test_each_drawing_is_an_image_with_a_name_and_a_description() -> None:
    drawn = chart()
    for name in ("wide", "narrow"):
        svg = sheet(drawn, name)
        assert svg.attrib["role"] == "img"
        named = svg.attrib["aria-labelledby"].split()
        found = {element.attrib.get("id"): element.text for element in svg}
        assert [found[each] for each in named] == ["Population", drawn.description]


def test_ids_are_unique_within_a_page() -> None:
    page = chart(columns=["a", "b"], figures=[[1, 2]] * 4).svg + chart(chart_id="other").svg
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 8
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "pie"}, "unknown kind"),
        ({"chart_id": 'x" onload="1'}, "id"),
        ({"chart_id": ""}, "id"),
        ({"rows": YEARS[:3]}, "rows and columns"),
        ({"figures": [[1], [2], [3], [4, 5]]}, "rows and columns"),
        ({"figures": [[1], [2], [3], [float("nan")]]}, "number"),
        ({"figures": [[1], [2], [3], [float("-inf")]]}, "number"),
        ({"figures": [[1], [2], [3], [1e300]]}, "number"),
    ],
)
def test_what_cannot_be_drawn_is_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chart(**changes)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("National Archives of Japan", 110, ["National", "Archives of", "Japan"]),
        ("外務省外交史料館、東京", 64, ["外務省外", "交史料", "館、東京"]),
        ("Хувьсгалын", 50, ["Хувьс", "галын"]),
        ("one two three four five six seven", 60, ["one two", "three", "four…"]),
    ],
)
def test_wrapping(text: str, room: float, lines: list[str]) -> None:
    assert wrap(text, room, 16, 3) == lines


# --- how it looks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("scheme", "ground"), [("light", "#fbf8f1"), ("dark", "#17181b")])
def test_colours_are_seen_on_their_ground(scheme: str, ground: str) -> None:
    light, rest = CSS.read_text().split("@media (prefers-color-scheme: dark)", 1)
    part = light if scheme == "light" else rest.split("@media", 1)[0].split("\n}\n", 1)[0]
    colours = dict(re.findall(r"--chart-([\w]+)-own: var\(--chart-[\w]+, (#\w{6})\)", part))
    assert colours.pop("paper") == ground and len(colours) == 8
    for name, colour in colours.items():
        assert contrast(colour, ground) >= (3 if name.isdigit() else 4.5), name


PLACES = {
    "en": [*LONG, "Archive of Political Parties and Public Organizations"],
    "ja": [
        "モンゴル国立中央文書館　政党・公共団体文書館",
        "国立公文書館",
        "外務省外交史料館",
        "個人蔵",
    ],
    "mn": [
        "Монгол Улсын Үндэсний төв архив, Улс төрийн нам, олон нийтийн байгууллагын архив",
        "Японы Үндэсний архив",
        "Гадаад хэргийн яамны дипломат баримтын архив",
        "Хувь хүмүүс",
    ],
}
YEAR = {"en": "{}", "ja": "{}年", "mn": "{} он"}
MEASURE = """
const seen = [], out = [];
for (const svg of document.querySelectorAll('svg')) {
  const frame = svg.getBoundingClientRect(), name = svg.closest('div').id + ' ' + svg.classList[1];
  if (!frame.width) continue;
  seen.push(name);
  const words = [...svg.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()]);
  words.forEach(([text, box], n) => {
    const scale = frame.width / svg.viewBox.baseVal.width;
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    if (size < 12) out.push(`${name}: small ${size} ${text.textContent}`);
    if (name.endsWith('narrow') && size > 15)
      out.push(`${name}: large ${size} ${text.textContent}`);
    if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2)
      out.push(`${name}: outside ${text.textContent}`);
    for (const [other, its] of words.slice(n + 1))
      if (Math.min(box.right, its.right) - Math.max(box.left, its.left) > 1 &&
          Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top) > size / 2)
        out.push(`${name}: ${text.textContent} on ${other.textContent}`);
  });
}
document.title = 'measured';
document.body.textContent = JSON.stringify({seen, out});
"""


def sample_charts(language: str, width: int) -> list[str]:
    years = [YEAR[language].format(y) for y in (1935, 1944, 1956, 1963, 1969, 1979, 1989)]
    long_years = [YEAR[language].format(y) for y in range(1950, 2000)]
    places, three = PLACES[language], PLACES[language][:3]
    wave = [[(n * n) % 37 * 1000.5 - 9000, n * 777, None if 9 < n < 14 else 5] for n in range(50)]
    given: list[tuple[str, list[str], list[str], Any]] = [
        ("bar", years, ["a"], [[738.2], [759.1], [845.5], [1017.1], [None], [1595], [2044]]),
        ("line", years, ["a"], [[738.2], [759.1], [845.5], [1017.1], [None], [1595], [2044]]),
        ("bar", years, three, [[12.5, -22, 40]] * 6 + [[1, None, 1234567]]),
        ("stacked", years, three[:2], [[80000, 658000]] * 6 + [[5, None]]),
        ("bar", places, ["a"], [[128], [46], [None], [7]]),
        ("stacked", places, three, [[1, 2, 3]] * 4),
        ("line", long_years, three, wave),
        ("bar", long_years, ["a"], [row[:1] for row in wave]),
        ("line", places, ["a"], [[1], [2], [3], [4]]),
        ("stacked", years, three, [[None, None, 21408]] * 5 + [[17258, 3981, None], [None] * 3]),
    ]
    return [
        chart(kind=kind, rows=rows, columns=columns, figures=figures, language=language,
              chart_id=f"{language}-{width}-{n}").svg
        for n, (kind, rows, columns, figures) in enumerate(given)
    ]  # fmt: skip


CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_charts_are_legible_from_320_to_960_pixels(tmp_path: Path) -> None:
    """In three languages no word is smaller than 12 px, outside its drawing or on another; narrow
    drawings are not enlarged."""
    widths = {320: "narrow", 420: "narrow", 610: "wide", 960: "wide"}
    parts = [
        f'<section lang="{language}" style="width:{width}px">{svg}</section>'
        for language in PLACES
        for width in widths
        for svg in sample_charts(language, width)
    ]
    page = tmp_path / "charts.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><style>{CSS.read_text()} body{{font-family:'
        f"sans-serif}}</style>{''.join(parts)}<script>{MEASURE}</script>"
    )
    found = measured(page, tmp_path)
    assert found["out"] == []
    wanted = [
        f"{language}-{width}-{n} chart-{name}"
        for language in PLACES
        for width, name in widths.items()
        for n in range(10)
    ]
    assert found["seen"] == wanted


def measured(page: Path, profile: Path) -> dict[str, list[str]]:
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
        f"--user-data-dir={profile / 'profile'}", page.as_uri(),
    ]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    body = re.search(r"<body>(.*)</body>", ran.stdout, re.DOTALL)
    assert body, ran.stderr
    return json.loads(body[1])
