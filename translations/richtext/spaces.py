"""White space: one space for a run of them, none at the edges of blocks and notes."""

import re

from lxml import etree
from lxml.html import HtmlElement

from .tree import BLOCKS, _is_footnote
from .widths import joint

SPACES = " \xa0\n\r\t"
RUN_OF_SPACES = re.compile(r"[ \xa0\t\r\n\u2028\u2029]{2,}|[\t\r\n\u2028\u2029]")


def _tidy_spaces(root: HtmlElement) -> None:
    """One space for a run of them; none, and no line break, at the edges of a block or note."""
    last: tuple[HtmlElement, str] | None = None  # where the latest text stands
    breaks: list[HtmlElement] = []  # line breaks that no text has followed yet
    needless: list[HtmlElement] = []
    at_start = at_space = True
    for event, element in etree.iterwalk(root, events=("start", "end")):
        slot = "text" if event == "start" else "tail"
        note, pushed = _is_footnote(element), False
        if element.tag in BLOCKS or element is root or (note and slot == "tail"):
            pushed = _trim_end(last) and note
            needless += breaks
            last, breaks = None, []
            at_start = at_space = not note
        elif element.tag == "br" and event == "start":
            _trim_end(last)
            (needless if at_start else breaks).append(element)
            at_space = True
        elif note:
            at_space = True
        text = RUN_OF_SPACES.sub(_space, getattr(element, slot) or "")
        text = text.lstrip(SPACES) if at_space else text
        if pushed and text and text[0] not in SPACES:
            text = " " + text  # the space at the end of a note parts the words around it
        setattr(element, slot, text or None)
        if text:
            last, at_start, at_space = (element, slot), False, text[-1] in SPACES
            breaks = [] if text.strip() else breaks
    for element in needless:
        element.drop_tag()


def _trim_end(place: tuple[HtmlElement, str] | None) -> bool:
    """Drop the space at the end of a text; True if there was any."""
    if place is None:
        return False
    element, slot = place
    text = getattr(element, slot) or ""
    setattr(element, slot, text.rstrip(SPACES) or None)
    return text[-1:] in tuple(SPACES)


def _space(run: re.Match[str]) -> str:
    """What a run of spaces becomes: nothing where a Japanese line was broken in the source."""
    text, broken = run.string, run.group().strip(" \xa0\t")
    if broken and run.start() and run.end() < len(text):
        return joint(text[run.start() - 1], text[run.end()])
    return " "
