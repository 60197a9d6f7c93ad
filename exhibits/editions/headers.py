"""The headers of a released page as the application sends them, for nginx, which sends the file."""

from django.core.handlers.wsgi import WSGIHandler
from django.utils import translation

from exhibits.editions.kept import folder, write
from exhibits.editions.rendering import public_request
from translations.texts import LANGUAGES

# Of the page itself: nginx makes these from the file.
OF_THE_FILE = {
    *("content-type", "content-length", "content-encoding", "content-language"),
    *("etag", "vary", "set-cookie"),
}


def headers_of_pages() -> dict[str, str]:
    """From a real answer, so that there is no second list."""
    request = public_request(f"/{LANGUAGES[0]}/")
    with translation.override(None):  # what a request leaves active ends with it
        response = WSGIHandler()(request.environ, lambda *_answer: None)
        response.close()
    return {name: value for name, value in response.items() if name.lower() not in OF_THE_FILE}


def write_headers() -> None:
    """``rendered/headers.conf``, which nginx includes."""
    lines = [f"add_header {name} {quoted(value)};" for name, value in headers_of_pages().items()]
    content = "".join(f"{line}\n" for line in lines).encode()
    path = folder() / "headers.conf"
    if not path.exists() or path.read_bytes() != content:
        write(path, content)


def quoted(value: str) -> str:
    """A string as nginx reads it."""
    safe = value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "${dollar}")
    return f'"{safe}"'
