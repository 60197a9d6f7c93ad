"""XML of strangers, read piece by piece; and XML written piece by piece."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree

from translations.exchange.csv_files import recognised
from translations.exchange.faults import FileError

# No network, no entities, no document type: a file says all it says by itself.
SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def elements(path: Path, *names: str) -> Iterator[tuple[str, etree._Element]]:
    """(``start`` or ``end``, element) of these local names; an element is emptied after its end."""
    try:
        with path.open("rb") as content:
            yield from _events(content, names)
    except etree.XMLSyntaxError as error:
        raise FileError(_broken(path, error), error.lineno or 0) from error


def _events(content, names: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    first = True
    for event, element in etree.iterparse(content, events=("start", "end"), **SAFE):
        if first and element.getroottree().docinfo.doctype:
            raise FileError(_("This file has a document type (DOCTYPE), which is not read."), 1)
        first = False
        if isinstance(element.tag, str) and etree.QName(element).localname in names:
            yield event, element
            if event == "end":
                forget(element)


def forget(element: etree._Element) -> None:
    """Free the memory of what has been read."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _broken(path: Path, error: etree.XMLSyntaxError) -> str:
    if "encod" in str(error).lower() and (name := recognised(path)):
        words = _("This file is written in %(encoding)s, but does not say so. Save it as UTF-8.")
        return words % {"encoding": name}
    return _("This is not well-formed XML: %(reason)s") % {"reason": str(error)[:200]}
