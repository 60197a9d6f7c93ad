"""The load: some connections that are kept open and ask for one address again and again.

Run as a process of its own (``python -m tests.bench.load PORT PATH REQUESTS CONNECTIONS SECONDS``),
so that it never waits for the interpreter of the server. Prints one JSON object.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median

HOST = "127.0.0.1"
REQUEST = (
    "GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n"
    "Accept-Language: en\r\nConnection: keep-alive\r\n\r\n"
)


class LoadError(Exception):
    """The server answered something that cannot be measured."""


@dataclass(frozen=True)
class Run:
    """One run. Rate in requests per second, times in milliseconds, size of the body as sent."""

    rate: float
    p50: float
    p99: float
    bytes: int


def percentile(times: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest time that ``share`` of all do not exceed."""
    ordered = sorted(times)
    rank = -(-len(ordered) * round(share * 1000) // 1000)  # rounded up, without float dust
    return ordered[max(rank, 1) - 1]


def middle(runs: Sequence[Run]) -> Run:
    """The median of every figure."""
    return Run(
        rate=median(run.rate for run in runs),
        p50=median(run.p50 for run in runs),
        p99=median(run.p99 for run in runs),
        bytes=runs[-1].bytes,
    )


def body_length(head: bytes) -> int:
    """Of a 200 with Content-Length, in bytes; anything else is a ``LoadError``."""
    status, _end, rest = head.partition(b"\r\n")
    if status.split(b" ")[1:2] != [b"200"]:
        raise LoadError(f"the server answered {status.decode('latin-1')}")
    for line in rest.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise LoadError("the answer has no Content-Length")


async def ask_again(
    port: int, request: bytes, tickets: Iterator[int], until: float
) -> list[tuple[float, int]]:
    """Ask while there are tickets and time: seconds and bytes of every answer."""
    reader, writer = await asyncio.open_connection(HOST, port)
    found = []
    for _ticket in tickets:
        start = time.perf_counter()
        writer.write(request)
        length = body_length(await reader.readuntil(b"\r\n\r\n"))
        await reader.readexactly(length)
        end = time.perf_counter()
        found.append((end - start, length))
        if end > until:
            break
    writer.close()
    return found


async def run(port: int, path: str, requests: int, connections: int, seconds: float) -> Run:
    """``requests`` in all, shared by the connections; none begins after ``seconds``."""
    request = REQUEST.format(path=path, host=HOST, port=port).encode()
    tickets, start = iter(range(requests)), time.perf_counter()
    asking = [ask_again(port, request, tickets, start + seconds) for _ in range(connections)]
    answers = [answer for found in await asyncio.gather(*asking) for answer in found]
    times = [spent * 1000 for spent, _size in answers]
    rate = len(answers) / (time.perf_counter() - start)
    return Run(rate, percentile(times, 0.5), percentile(times, 0.99), answers[-1][1])


def main(port: str, path: str, requests: str, connections: str, seconds: str) -> int:
    try:
        found = asyncio.run(run(int(port), path, int(requests), int(connections), float(seconds)))
    except (LoadError, OSError, asyncio.IncompleteReadError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(asdict(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
