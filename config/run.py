"""``make run``: prepares the data folder and starts the site on this machine.

Running it again on the same DATA_DIR loses and resets nothing.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import env

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 10  # seconds
PAUSE_BEFORE_ANOTHER = 2  # seconds; a worker that cannot start must not be started all the time
ACCOUNTS = "curator, publisher, translator-ja, translator-mn, reviewer, admin"


def secret_key(folder: Path) -> str:
    """The key of this data folder; made once."""
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def prepare() -> None:
    """Set up the database, static files and, when there is nothing yet, the demonstration."""
    from django.core.management import call_command

    from exhibits.roles import ensure_roles

    call_command("compile_interface")
    call_command("migrate", verbosity=0)
    ensure_roles()
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_demonstration", if_empty=True)
    call_command("release_first_editions", verbosity=0)  # of an older database
    call_command("recount_translations", if_empty=True, verbosity=0)  # of an older database
    call_command("rebuild_search", if_outdated=True, verbosity=0)


def announce(port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    print(f"\nTsuzuri stands at {address}/   (Ctrl-C stops it)")
    print(f"  visitors   {address}/en/   {address}/ja/   {address}/mn/")
    print(f"  curators   {address}/admin/")
    print(f"  accounts   {ACCOUNTS} – the password is the name\n", flush=True)


def command(port: int) -> list[str]:
    """The command line of the server; the benchmarks start the same one."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "2"),
        *("--blocking-threads", "4", "--log-level", "warning"),
        "config.wsgi:application",
    ]


def work_command() -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), "work"]


def serve(port: int) -> int:
    """Server and worker, each in a process of its own; stopping this one stops both.

    The worker has a session of its own, so that Ctrl-C does not reach the picture it is decoding:
    it ends the piece in hand. One that dies is replaced.
    """
    server = subprocess.Popen(command(port))
    worker = start_worker()
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        while server.poll() is None:
            time.sleep(0.5)
            if worker.poll() is not None:
                time.sleep(PAUSE_BEFORE_ANOTHER)
                worker = start_worker()
        return server.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stop(server)
        stop(worker)


def start_worker() -> subprocess.Popen:
    return subprocess.Popen(work_command(), cwd=ROOT, start_new_session=True)


def stop(process: subprocess.Popen) -> None:
    """Ask it to end; after a while end it. What a worker had in hand is done by the next."""
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> int:
    port = env.number("PORT", 8000, low=1, high=65535)
    folder = env.folder("DATA_DIR", ROOT / "var")
    os.environ.setdefault("SECRET_KEY", secret_key(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    prepare()
    announce(port)
    return serve(port)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ImproperlyConfigured as error:
        sys.exit(str(error))
