"""The site in a process of its own, started as ``make run`` starts it."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from config.run import ROOT, command

START_SECONDS = 30


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running(
    port: int, application: str = "config.wsgi:application", ready: str = "/healthz"
) -> Iterator[None]:
    """The server, answering; it and its workers are gone afterwards, whatever happened."""
    words = [*command(port)[:-1], application]
    # A session of its own: Ctrl-C reaches only us, and one signal reaches all workers.
    server = subprocess.Popen(words, cwd=ROOT, start_new_session=True)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}{ready}", server)
        yield
    finally:
        stop(server)


def wait_until_ready(url: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + START_SECONDS
    while not answers(url):
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError("The server did not start.")
        time.sleep(0.1)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 (our own address)
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def stop(server: subprocess.Popen) -> None:
    """Ask, then insist."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=10)
