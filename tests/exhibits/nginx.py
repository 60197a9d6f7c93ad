"""A real nginx on loopback, with the very configuration that the documentation gives."""

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/how-to/serve-with-nginx.md"
PATIENCE = 20  # seconds
MAIN = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream tsuzuri {{ server {behind}; keepalive 16; }}
    {maps}
    server {{
        listen 127.0.0.1:{port};
        server_name 127.0.0.1;
        location /plain/ {{ root {folder}; access_log off; }}
        {locations}
    }}
}}
"""


def blocks() -> tuple[str, str]:
    """The two parts of the configuration, from the page."""
    maps, locations = re.findall(r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return maps, locations


class Nginx:
    """Serves ``data``/rendered and asks the application at ``behind`` (host:port) for the rest."""

    def __init__(self, folder: Path, data: Path, behind: str):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        maps, locations = blocks()
        # The application must find the host in its settings; here it has a port too.
        locations = locations.replace("/var/lib/tsuzuri", str(data)).replace(
            "$host;", "$http_host;"
        )
        user = "user root root;" if os.geteuid() == 0 else ""
        values = {"folder": folder, "port": self.port, "behind": behind, "user": user}
        content = MAIN.format(**values, maps=maps, locations=locations)
        (folder / "nginx.conf").write_text(content)

    def __enter__(self) -> "Nginx":
        words = [shutil.which("nginx"), "-p", self.folder, "-c", self.folder / "nginx.conf"]
        self.process = subprocess.Popen(list(map(str, words)), stderr=subprocess.PIPE)
        until = time.monotonic() + PATIENCE
        while not self.listens():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(self.process.stderr.read().decode())
            time.sleep(0.02)
        return self

    def listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def __exit__(self, *_error) -> None:
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self.process.stderr.close()
