"""Asks a WSGI application as a server would."""

from dataclasses import dataclass

from django.test import RequestFactory


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application, path: str, method: str = "GET", query: str = "", **headers: str) -> Answer:
    """``headers`` by their names in small letters with underscores; the host is 127.0.0.1."""
    environ = RequestFactory().generic(method, path, QUERY_STRING=query).environ
    environ["HTTP_HOST"] = "127.0.0.1"
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    heard = {}

    def start_response(status, given, *_more):
        heard.update(status=int(status[:3]), headers={k.lower(): v for k, v in given})

    response = application(environ, start_response)
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    return Answer(heard["status"], heard["headers"], body)
