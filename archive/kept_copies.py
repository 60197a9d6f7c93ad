"""Copies of page images that are kept although no page image has them any more.

Packages that show pictures for good register a source here: it says whether it needs an image
(``derivatives/ab/{image}/400.jpg``).
"""

from collections.abc import Callable

Source = Callable[[str], bool]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; registering it twice counts once."""
    if source not in _sources:
        _sources.append(source)


def are_kept(image: str) -> bool:
    """Whether somebody still needs the copies of an image."""
    return any(needs(image) for needs in _sources)
