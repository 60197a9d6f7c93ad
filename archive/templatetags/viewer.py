"""The buttons of the zoom."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Drawn in a square of 24, in lines of the text's colour.
DRAWINGS = {
    "in": "M12 5v14M5 12h14",
    "out": "M5 12h14",
    "whole": "M8 4h8v16H8zM4 9V4M20 9V4M4 15v5M20 15v5",
    "turn-left": "M5 5v5h5M5.5 10a7 7 0 1 1-.6 5",
    "turn-right": "M19 5v5h-5M18.5 10a7 7 0 1 0 .6 5",
    "left": "M14 6l-6 6 6 6",
    "right": "M10 6l6 6-6 6",
    "up": "M6 14l6-6 6 6",
    "down": "M6 10l6 6 6-6",
    "previous": "M18 12H6M11 7l-5 5 5 5",
    "next": "M6 12h12M13 7l5 5-5 5",
    "screen": "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
    "close": "M6 6l12 12M18 6L6 18",
}


@register.simple_tag
def tool(name: str, words: str) -> SafeString:
    """A button that the viewer's script listens to, with its name for eyes and ears."""
    drawing = format_html(
        '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(DRAWINGS[name]),  # noqa: S308
    )
    button = '<button type="button" data-do="{}" title="{}" aria-label="{}">{}</button>'
    return format_html(button, name, words, words, drawing)
