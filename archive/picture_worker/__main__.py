"""The process: limits first, then one request, one answer."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

import pyvips

from .derivatives import derive
from .original import Original, Page, opened
from .refusal import understood
from .tiling import tile

DECODERS = ("Jpeg", "Png", "Webp", "Tiff")


def confine(limits: dict[str, int]) -> None:
    """Limits the kernel keeps: memory, processor time and size of a written file of this process,
    no core file. What is only mapped from the original is no memory of ours."""
    limit(resource.RLIMIT_DATA, limits["memory_bytes"])
    limit(resource.RLIMIT_AS, 2 * (limits["memory_bytes"] + limits["max_bytes"]))
    limit(resource.RLIMIT_FSIZE, limits["disk_bytes"])
    # The soft limit ends the process with SIGXCPU, which the caller can tell from other deaths.
    limit(resource.RLIMIT_CPU, limits["cpu_seconds"], spare=5)
    limit(resource.RLIMIT_CORE, 0)


def limit(what: int, value: int, spare: int = 0) -> None:
    """Sets the soft limit to ``value``, the hard one ``spare`` above; never raises what holds."""
    hard = resource.getrlimit(what)[1]
    held = sys.maxsize if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(what, (min(value, held), min(value + spare, held)))


def allow_decoders() -> None:
    """libvips may read our formats alone, whatever it is given."""
    pyvips.block_untrusted_set(True)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for name in DECODERS:
        pyvips.operation_block_set(f"VipsForeignLoad{name}", False)
    pyvips.cache_set_max(0)  # every picture is read once


def answer(request: dict[str, Any]) -> Any:
    original = opened(Path(request["path"]), request["limits"])
    if request["task"] == "inspect":
        return inspected(original, request)
    page = request["page"]
    with original.naming(page):
        return made(original.page(page), request)


def inspected(original: Original, request: dict[str, Any]) -> list[dict[str, Any]]:
    from . import facts  # only then: it needs another library, and making copies does not

    digest = request["digest"] or facts.file_digest(original.path)
    if request["every"]:
        return facts.many_facts(original, request["page"], digest)
    return [facts.facts(original, request["page"], digest)]


def made(page: Page, request: dict[str, Any]) -> Any:
    out = Path(request["out"])
    if request["task"] == "tile":
        return tile(page, request["rotation"], out)
    return derive(page, request["rotation"], out, request["widths"])


def reply(request: dict[str, Any]) -> dict[str, Any]:
    """What to print; what went wrong in the words of a decoder goes to the log."""
    try:
        return {"answer": answer(request)}
    except Exception as error:
        print(f"{type(error).__name__}: {error}; {error.__cause__}", file=sys.stderr)
        refused = understood(error)
        return {"error": refused.code, "params": refused.params}


def main() -> None:
    request = json.loads(sys.argv[1])
    confine(request["limits"])
    allow_decoders()
    json.dump(reply(request), sys.stdout)


if __name__ == "__main__":
    main()
