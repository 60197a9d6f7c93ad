"""Links within the book lead to their places in it, all others to the network."""

from urllib.parse import unquote

from django.conf import settings

from exhibits.output.imprint import on_site
from exhibits.output.matter.chapters import Piece
from exhibits.output.matter.nodes import walk

KNOWN = ("http://", "https://", "mailto:")


def settle_links(pieces: list[Piece]) -> None:
    """Every link gets either ``to`` (an id of the book) or a whole ``href``, or becomes words."""
    nodes = [found for piece in pieces for found in walk(piece.blocks)]
    ids = {found["id"] for found in nodes if "id" in found}
    keys = {piece.url: piece.key for piece in pieces if piece.url}
    for link in nodes:
        if link["k"] == "link":
            settle(link, ids, keys)
        elif link["k"] == "to-note" and link["target"] not in ids:
            link["k"] = "span"


def settle(link: dict, ids: set[str], keys: dict[str, str]) -> None:
    address, key = link.pop("href", ""), link.pop("key", "")
    path, _hash, fragment = on_site(address).partition("#")
    page = keys.get(unquote(path), "") if path else key
    target = f"{page}.{unquote(fragment)}" if page and fragment else page
    if target in ids:
        link["to"] = target
    elif page in ids:
        link["to"] = page
    elif address.startswith(KNOWN):
        link["href"] = address
    elif address.startswith("/"):
        link["href"] = settings.SITE_URL + address
    else:
        link["k"] = "span"
