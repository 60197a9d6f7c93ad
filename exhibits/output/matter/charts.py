"""A chart of the site as a drawing that stands alone: without the page's style sheet."""

import re

SHEET = re.compile(r"<svg[^>]*chart-wide.*?</svg>", re.DOTALL)
VIEW = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
INK, QUIET, PAPER = "#1b1a17", "#55514a", "#ffffff"
# As static/exhibits/chart.css has them for print.
SERIES = ("#1f5f8b", "#a8482e", "#4f6b2f", "#7a4a78", "#8a6414", "#55606b")


def standing_alone(chart: str, font: str) -> str:
    """The wide drawing with its colours inside; empty when there is no chart."""
    found = SHEET.search(chart)
    if found is None:
        return ""
    rules = [f"svg{{color:{INK};font-family:{font}}}", f"text{{fill:{INK}}}"]
    rules += [f".chart-{kind}{{fill:{QUIET}}}" for kind in ("tick", "unit", "missing")]
    rules += [".chart-value,.chart-missing{font-weight:600}"]
    rules += [f".chart-series-{n}{{color:{colour}}}" for n, colour in enumerate(SERIES, 1)]
    rules += [f".chart-point{{stroke:{PAPER};stroke-width:1.5px}}"]
    head, _end, body = found[0].partition(">")
    view = VIEW.search(head)
    size = f' width="{view[1]}" height="{view[2]}"' if view else ""
    return f"{head}{size}><style>{''.join(rules)}</style>{body}"
