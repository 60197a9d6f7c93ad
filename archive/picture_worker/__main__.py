"""The process: limits first, then one request, one answer."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from .derivatives import derive
from .picture import facts
from .refusal import Refused


def confine(limits: dict[str, int]) -> None:
    """Limits the kernel keeps: address space and processor time of this process, no core file."""
    limit(resource.RLIMIT_AS, limits["memory_bytes"])
    # The soft limit ends the process with SIGXCPU, which the caller can tell from other deaths.
    limit(resource.RLIMIT_CPU, limits["cpu_seconds"], spare=5)
    limit(resource.RLIMIT_CORE, 0)


def limit(what: int, value: int, spare: int = 0) -> None:
    """Sets the soft limit to ``value``, the hard one ``spare`` above; never raises what holds."""
    hard = resource.getrlimit(what)[1]
    held = sys.maxsize if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(what, (min(value, held), min(value + spare, held)))


def answer(request: dict[str, Any]) -> Any:
    path, limits = Path(request["path"]), request["limits"]
    if request["task"] == "inspect":
        return facts(path, limits)
    return derive(path, limits, Path(request["out"]), request["widths"])


def reply(request: dict[str, Any]) -> dict[str, Any]:
    """What to print. Any failure of a decoder means the same to the sender: a damaged picture."""
    try:
        return {"answer": answer(request)}
    except Refused as refused:
        return {"error": refused.code, "params": refused.params}
    except MemoryError:
        return {"error": "memory", "params": {}}
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return {"error": "truncated" if "truncated" in str(error) else "damaged", "params": {}}


def main() -> None:
    request = json.loads(sys.argv[1])
    confine(request["limits"])
    json.dump(reply(request), sys.stdout)


if __name__ == "__main__":
    main()
