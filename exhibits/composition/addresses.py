"""Addresses in finished pages, given other targets: relative ones, those of an edition, none.

Pure. The pages are our own: attributes are quoted, elements are closed. They are gone through tag
by tag, so that everything else stays as it was, letter by letter.
"""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

Mapping = Callable[[str], str | None]

NAME, VALUE = r"[^\s\"'<>/=]+", r"\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+"
TAG = re.compile(
    rf"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+{NAME}(?:\s*=\s*(?:{VALUE}))?)*)\s*(/?)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(rf"(\s+)({NAME})(?:\s*=\s*({VALUE}))?")
HELD = {"href", "src", "action", "formaction", "poster", "cite", "data-script", "data-info"}
SETS = {"srcset", "imagesrcset"}
# What is left out whole when its address leads nowhere; of others only the attribute goes.
NOTHING_WITHOUT = {"img", "source", "link", "script", "form", "iframe", "audio", "video", "track"}
OF_ANY_ELEMENT = re.compile(r"\s+(?:id|class|lang|dir|title)=")  # what words keep of a link
PAIRED = {"script", "form", "iframe", "audio", "video"}  # closed by an end tag
OPAQUE = {"script", "style"}  # what stands in them is no markup
NOT_AN_ADDRESS = ("#", "data:", "blob:", "mailto:", "tel:")


def readdressed(html: str, mapping: Mapping) -> str:
    """The page with every address replaced by what ``mapping`` says of it.

    ``None`` takes the address away: a link becomes plain words, a picture, a script or a form is
    left out. Addresses within the page (``#…``) and of no place (``data:``, ``mailto:``) are not
    asked about. Candidates of a ``srcset`` are asked about one by one.
    """
    return "".join(pieces(html, mapping))


def pieces(html: str, mapping: Mapping) -> Iterator[str]:
    place, is_dead_link = 0, False
    while found := TAG.search(html, place):
        yield html[place : found.start()]
        closing, name, attributes, _slash = found.groups()
        place = found.end()
        if name is None or (name := name.lower()) not in CONCERNED:
            yield found[0]
        elif closing:
            yield "</span>" if name == "a" and is_dead_link else found[0]
            is_dead_link = is_dead_link and name != "a"
        else:
            fresh, is_dead = tag(found[0], name, attributes, mapping)
            is_dead_link = is_dead if name == "a" else is_dead_link
            yield fresh
            if name in OPAQUE or (name in PAIRED and not fresh):
                end = after(html, name, place)
                yield html[place:end] if fresh else ""
                place = end
    yield html[place:]


CONCERNED = NOTHING_WITHOUT | OPAQUE | {"a", "area", "button", "input", "blockquote", "q", "div"}


def tag(whole: str, name: str, attributes: str, mapping: Mapping) -> tuple[str, bool]:
    """A start tag with its new addresses, and whether the one that it lives by is gone."""
    if not any(f"{key}=" in attributes.lower() for key in HELD | SETS):
        return whole, False
    fresh, had, kept = [], False, False
    for space, key, value in ATTRIBUTE.findall(attributes):
        now = value and new_value(key.lower(), unescape(value.strip("\"'")), mapping)
        if is_address := key.lower() in HELD | SETS:
            had, kept = had or not key.startswith("data-"), kept or now is not None
        if now is not None:
            fresh.append(
                f'{space}{key}="{escape(now)}"' if is_address else written(space, key, value)
            )
    dead = had and not kept
    if dead and name in NOTHING_WITHOUT:
        return "", True
    if dead and name == "a":
        return f"<span{''.join(part for part in fresh if OF_ANY_ELEMENT.match(part))}>", True
    return f"<{name}{''.join(fresh)}>", dead


def written(space: str, key: str, value: str) -> str:
    return f"{space}{key}={value}" if value else f"{space}{key}"


def new_value(key: str, value: str, mapping: Mapping) -> str | None:
    """The attribute's value from now on; None when it goes."""
    if key in SETS:
        return ", ".join(candidates(value, mapping)) or None
    if key not in HELD or not value or value.startswith(NOT_AN_ADDRESS):
        return value
    return mapping(value)


def candidates(srcset: str, mapping: Mapping) -> Iterator[str]:
    for candidate in re.split(r",\s+", srcset.strip()):
        address, _space, size = candidate.strip().partition(" ")
        if (now := mapping(address)) is not None:
            yield f"{now} {size}".strip()


def after(html: str, name: str, place: int) -> int:
    """The place behind the end tag of an element that begins before ``place``."""
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, place)
    return end.end() if end else len(html)
