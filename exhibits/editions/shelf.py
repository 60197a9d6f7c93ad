"""Released pages before Django's application: from memory, without a query.

The shelf makes nothing up: it repeats what Django has answered once, body and headers, for as long
as the same page is current. Whatever it does not know goes through to Django.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from django.conf import settings
from django.utils.http import parse_etags

from exhibits.editions.answering import wanted
from exhibits.editions.version import render_key
from exhibits.editions.watching import Watch

Key = tuple[str, str]  # name of a page, encoding
Headers = list[tuple[str, str]]
MOST_BYTES = 64_000_000
MOST_HOSTS = 20
OF_THE_BODY = ("content-type", "content-length", "content-encoding", "content-language")
READING = ("GET", "HEAD")


class Kept(NamedTuple):
    headers: Headers
    headers_304: Headers
    body: bytes
    etag: str


class Memory:
    """A bounded number of bytes; what nobody has asked for longest goes first."""

    def __init__(self, most: int = MOST_BYTES):
        self.most, self.size, self.lock = most, 0, threading.Lock()
        self.entries: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        found = self.entries.get(key)
        if found is not None:
            with suppress(KeyError):  # another thread has just let go of it
                self.entries.move_to_end(key)
        return found

    def keep(self, key: Key, kept: Kept) -> None:
        with self.lock:
            former = self.entries.pop(key, None)
            self.size += len(kept.body) - (len(former.body) if former else 0)
            self.entries[key] = kept
            while self.size > self.most:
                _key, gone = self.entries.popitem(last=False)
                self.size -= len(gone.body)


class Shelf:
    """A WSGI application: the other one, with released pages before it."""

    def __init__(self, application: Callable):
        self.application, self.watch, self.memory = application, Watch(), Memory()
        self.hosts: set[str] = set()  # for which Django has answered
        self.only_https = settings.SECURE_SSL_REDIRECT
        render_key()  # of the code that runs, not of what may be put in its place later

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in READING or environ.get("QUERY_STRING"):
            return self.application(environ, start_response)
        name = self.watch.names().get(environ["PATH_INFO"])
        if name is None or not self.is_plain(environ):
            return self.application(environ, start_response)
        key = name, wanted(environ.get("HTTP_ACCEPT_ENCODING", ""))
        kept = self.memory.get(key)
        if kept is None or environ.get("HTTP_HOST") not in self.hosts:
            return self.learnt(environ, start_response, key)
        return answered(environ, start_response, kept)

    def is_plain(self, environ: dict) -> bool:
        """Asked as a reader asks, not in a way that Django would lead elsewhere."""
        if environ.get("SCRIPT_NAME"):
            return False
        asked = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
        return asked == "https" or not self.only_https

    def learnt(self, environ: dict, start_response: Callable, key: Key) -> Iterable[bytes]:
        """Django's answer, kept if it is the page and nothing but the page."""
        heard: list = []

        def hear(status: str, headers: Headers, *more):
            heard[:] = status, headers
            return start_response(status, headers, *more)

        response = self.application(environ, hear)
        if environ["REQUEST_METHOD"] == "GET" and getattr(response, "kept_as", None) == key:
            self.keep(key, *heard, response.content, environ.get("HTTP_HOST", ""))
        return response

    def keep(self, key: Key, status: str, headers: Headers, body: bytes, host: str) -> None:
        told = {name.lower(): value for name, value in headers}
        is_same_for_all = told.get("vary") == "Accept-Encoding" and "set-cookie" not in told
        if not status.startswith("200 ") or not is_same_for_all:
            return
        if told.get("content-encoding", "") != key[1]:
            return
        without_body = [pair for pair in headers if pair[0].lower() not in OF_THE_BODY]
        self.memory.keep(key, Kept(list(headers), without_body, body, told["etag"]))
        if len(self.hosts) < MOST_HOSTS:
            self.hosts.add(host)


def answered(environ: dict, start_response: Callable, kept: Kept) -> Iterable[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and has(known, kept.etag):
        start_response("304 Not Modified", kept.headers_304)
        return [b""]
    start_response("200 OK", kept.headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else kept.body]


def has(known: str, etag: str) -> bool:
    """Whether If-None-Match names the page; there a weak ETag is as good as a strong one."""
    return known == etag or any(one in ("*", etag, f"W/{etag}") for one in parse_etags(known))
