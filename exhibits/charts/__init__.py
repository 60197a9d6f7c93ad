"""Charts of small tables, drawn on the server as SVG; pure functions without Django.

A chart is one ``div`` holding two drawings of the same figures, one for wide and one for narrow
columns; ``static/exhibits/chart.css`` shows the one that fits, so that text is never scaled below
legibility. Nothing depends on colour alone (series differ in pattern, dash and marker), on scripts
or on style attributes. Lengths are units of the drawing's viewBox, near to CSS pixels.

Inside: `table` ← `words` ← `description`; `markup` ← `series`; `scales` ← `legend`;
`scales` ← `axes` ← `bars`, `lines`; `drawing` puts them together.
"""

from .drawing import Chart, draw_chart, worth_drawing
from .words import format_number

__all__ = ["Chart", "draw_chart", "format_number", "worth_drawing"]
