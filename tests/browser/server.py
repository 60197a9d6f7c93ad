"""The site as ``make run`` starts it: own data, free port, real server."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What the suite or its caller set for themselves.
OURS = {
    *("ALLOWED_HOSTS", "CACHE_URL", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG"),
    *("DJANGO_SETTINGS_MODULE", "MEDIA_URL", "S3_BUCKET", "S3_ENDPOINT_URL"),
    *("SECRET_KEY", "SITE_URL"),
}
PATIENCE = 240  # seconds; the page images are drawn at the first start


def free_port() -> int:
    """Below the ports that the system lends to others, as the site opens it only after a while."""
    for port in random.sample(range(20_000, 32_000), 100):
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("No port is free.")


class Server:
    """A running site; ``url`` is its address without a slash at the end."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        environment = {k: v for k, v in os.environ.items() if k not in OURS}
        environment |= {"DATA_DIR": str(folder / "data"), "PORT": str(self.port)}
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                **{"cwd": ROOT, "env": environment, "start_new_session": True},
                **{"stdout": output, "stderr": subprocess.STDOUT},
            )

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as response:
                return response.status == 200
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def wait(self) -> "Server":
        """Until it answers; a server that ended or is too slow is an error with its own words."""
        end = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise RuntimeError(f"The site did not start:\n{self.log.read_text()}")
            time.sleep(0.2)
        return self

    def stop(self) -> None:
        """End it and its workers; they stand in a process group of their own."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
