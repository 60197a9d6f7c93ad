"""Released pages before Django: the same answers, without a query, and never an old one."""

import time
from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from exhibits.editions import shelf as module
from exhibits.editions import watching
from exhibits.editions.releasing import call_off, release_now, withdraw
from exhibits.editions.shelf import Memory, Shelf
from exhibits.models import Showing
from tests.exhibits.wsgi import ask
from tests.make import make_exhibition, make_panel, make_section

SEA = "/ja/exhibitions/sea/"
NOW = time.time


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def own_connection(monkeypatch):
    """A request drops connections that are in a transaction, as that of a test is."""
    signals = request_started, request_finished
    monkeypatch.setattr(watching, "close_old_connections", lambda: None)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def sea(db):
    found = make_exhibition(is_published=False, slug="sea")
    make_panel(make_section(found, slug="quake"))
    release_now(found, actor=None, unrendered=True)
    return found


@pytest.fixture
def shelf(sea):
    return Shelf(WSGIHandler())


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def title(answer) -> str:
    return answer.body.decode().partition("<h1>")[2].partition("</h1>")[0]


def known(shelf, path: str = SEA, **headers) -> None:
    """Ask once, so that it is on the shelf."""
    assert ask(shelf, path, **headers).status == 200


@pytest.mark.parametrize("accepted", ["", "gzip", "br, gzip", "gzip;q=0.5, br;q=0"])
def test_the_second_answer_is_djangos_without_a_query(shelf, accepted, django_assert_num_queries):
    for path in (SEA, SEA + "quake/", "/en/", "/mn/feed/"):
        first = ask(shelf, path, accept_encoding=accepted)
        with django_assert_num_queries(0):
            assert ask(shelf, path, accept_encoding=accepted) == first
        assert ask(WSGIHandler(), path, accept_encoding=accepted) == first
        assert first.status == 200 and first.headers["cache-control"] == "no-cache"


def test_head_and_304_send_no_body(shelf, django_assert_num_queries):
    known(shelf)
    with django_assert_num_queries(0):
        head = ask(shelf, SEA, "HEAD")
        same = ask(shelf, SEA, if_none_match=f'"x", W/{head.headers["etag"]}')
        other = ask(shelf, SEA, if_none_match='"x"')
    assert (head.status, head.body, same.status, same.body) == (200, b"", 304, b"")
    assert head.headers["content-length"] == str(len(other.body))
    assert same.headers["content-security-policy"] == head.headers["content-security-policy"]
    assert "content-type" not in same.headers


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"host": "evil.example"}, 400),
        ({"query": "beside=en"}, 200),
        ({"method": "POST"}, 403),
        ({"path": "/ja/exhibitions/sea"}, 301),
        ({"path": "/ja/exhibitions/nowhere/"}, 404),
        ({"path": "/admin/"}, 302),
    ],
)
def test_everything_else_goes_through(shelf, asked, status):
    known(shelf)
    assert ask(shelf, asked.pop("path", SEA), **asked).status == status


def test_http_on_an_https_site_goes_through(sea, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    shelf = Shelf(WSGIHandler())
    for proto, status in (("https", 200), ("https", 200), ("http", 301)):
        assert ask(shelf, SEA, x_forwarded_proto=proto).status == status
    assert ask(shelf, SEA).status == 301


def test_a_release_is_seen_at_once(shelf, sea, committed):
    known(shelf)
    sea.title_ja = "新しい"
    sea.save()
    assert title(ask(shelf, SEA)) == "海を越えて"
    with committed():
        release_now(sea, actor=None, unrendered=True)
    assert "新しい" in title(ask(shelf, SEA))


def test_withdrawn_at_once(shelf, sea, cast, committed):
    known(shelf)
    with committed():
        withdraw(sea, actor=cast["publisher"])
    assert ask(shelf, SEA).status == 410
    assert "exhibitions/sea" not in ask(shelf, "/ja/").body.decode()


def test_planned_moments_come_by_the_clock_alone(shelf, sea, cast, committed, monkeypatch):
    with committed():
        withdraw(sea, actor=cast["publisher"], at=timezone.now() + timedelta(hours=1))
    known(shelf)
    clock(monkeypatch, 3599)
    assert ask(shelf, SEA).status == 200
    clock(monkeypatch, 3601)
    assert ask(shelf, SEA).status == 410
    clock(monkeypatch, 0)  # it jumps back: what was current then is so again
    assert ask(shelf, SEA).status == 200
    with committed():
        call_off(Showing.objects.get(edition=None), actor=cast["publisher"])
    clock(monkeypatch, 3601)
    assert ask(shelf, SEA).status == 200


def clock(monkeypatch, seconds: float) -> None:
    """The system's clock is so much later than it is; the one that never jumps stands still."""
    now = NOW() + seconds
    monkeypatch.setattr(watching.time, "time", lambda: now)
    moment = timezone.datetime.fromtimestamp(now, timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_a_change_on_another_machine_is_seen_within_a_second(shelf, sea, cast, monkeypatch):
    known(shelf)
    withdraw(sea, actor=cast["publisher"])  # nothing is touched here: the test's transaction holds
    assert ask(shelf, SEA).status == 200
    later = time.monotonic() + 1
    monkeypatch.setattr(watching.time, "monotonic", lambda: later)
    assert ask(shelf, SEA).status == 410


def test_without_a_database_what_is_current_is_still_served(shelf, monkeypatch):
    known(shelf)
    later = time.monotonic() + 1
    monkeypatch.setattr(watching.time, "monotonic", lambda: later)

    def fails():
        raise OperationalError("gone")

    monkeypatch.setattr(watching, "version", fails)
    assert ask(shelf, SEA).status == 200


def test_what_has_a_cookie_or_another_form_is_not_kept(sea, monkeypatch):
    def application(environ, start_response):
        response = WSGIHandler()(environ, lambda *_: None)
        start_response("200 OK", [*response.items(), ("Set-Cookie", "a=b")])
        return response

    shelf = Shelf(application)
    known(shelf)
    assert not shelf.memory.entries and not shelf.hosts


def test_memory_is_bounded_and_forgets_what_nobody_asks_for():
    memory = Memory(most=25)
    for name in "abc":
        memory.keep((name, ""), module.Kept([], [], b"x" * 10, '"e"'))
        memory.get(("a", ""))
    assert [name for name, _encoding in memory.entries] == ["c", "a"]
    assert memory.size == 20
