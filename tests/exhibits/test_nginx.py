"""Released pages through a real nginx, as the documentation sets it up."""

import gzip
import http.client
import shutil
import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from exhibits.editions import keeping
from exhibits.editions.releasing import call_off, release_now, withdraw
from exhibits.editions.tree import live
from exhibits.models import Edition
from tests.exhibits.nginx import Nginx
from tests.make import make_exhibition, make_panel, make_section

SEA = "/ja/exhibitions/sea/"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed"),
]


@pytest.fixture
def site(settings, tmp_path, live_server, django_user_model):
    """The site behind nginx, with one exhibition that was released; ``asked`` counts what Django
    answers."""
    settings.DATA_DIR, settings.KEEP_TREE = tmp_path / "data", True
    settings.SITE_URL = live_server.url
    sea = make_exhibition(is_published=False, slug="sea")
    make_panel(make_section(sea, slug="quake"))
    release_now(sea, actor=None)
    call_command("render_editions", verbosity=0)
    (tmp_path / "nginx").mkdir()
    actor = django_user_model.objects.create_superuser("publisher")
    behind = live_server.url.removeprefix("http://")
    with Nginx(tmp_path / "nginx", settings.DATA_DIR, behind) as nginx:
        yield SimpleNamespace(port=nginx.port, sea=sea, actor=actor)


def get(site, path: str, method: str = "GET", **headers: str):
    """Status, headers and body; ``headers`` with underscores."""
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    try:
        line.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = line.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        line.close()


def is_from_nginx(headers: dict) -> bool:
    return "-" in headers.get("etag", "")


def test_released_pages_are_sent_by_nginx_with_the_applications_headers(site, client):
    for path in ("/en/", "/mn/exhibitions/sea/", SEA, SEA + "quake/"):
        status, headers, body = get(site, path, accept_encoding="gzip")
        django = client.get(path)
        assert status == 200 and is_from_nginx(headers), path
        assert gzip.decompress(body) == django.content
        kept = ("Content-Type", "Content-Language", "Vary", "Cache-Control", "Referrer-Policy")
        for name in (*kept, "Permissions-Policy", "X-Content-Type-Options"):
            assert headers[name.lower()] == django[name], name
        assert policy(headers["content-security-policy"]) == policy(
            django["Content-Security-Policy"]
        )
        assert "last-modified" not in headers


def policy(value: str) -> set[str]:
    return {part.strip() for part in value.split(";")}


def test_a_page_that_has_not_changed_is_not_sent_again(site):
    _status, headers, plain = get(site, SEA)
    _status, zipped, _body = get(site, SEA, accept_encoding="gzip")
    assert headers["etag"] != zipped["etag"] and "content-encoding" not in headers
    status, _headers, body = get(site, SEA, if_none_match=headers["etag"])
    assert (status, body) == (304, b"")
    assert get(site, SEA, "HEAD")[1]["content-length"] == str(len(plain))


def test_the_rest_is_answered_by_the_application(site):
    for path, status in (
        (SEA + "?beside=en", 200),
        (SEA.rstrip("/"), 301),
        ("/en/exhibitions/nowhere/", 404),
        ("/xx/", 404),
        ("/", 302),
        ("/ja/archive/", 200),
        ("/healthz", 200),
    ):
        found, headers, _body = get(site, path, accept_language="ja")
        assert (found, is_from_nginx(headers)) == (status, False), path
    assert get(site, "/", accept_language="mn")[1]["location"] == "/mn/"
    assert "ページ" in get(site, "/ja/exhibitions/nowhere/")[2].decode()


def test_nothing_is_stale_after_release_roll_back_and_withdrawal(site):
    first = Edition.objects.get()
    before = get(site, SEA)
    site.sea.title_ja = "新しい海"
    site.sea.save()
    release_now(site.sea, actor=None)
    assert "新しい海" in get(site, SEA, if_none_match=before[1]["etag"])[2].decode()
    release_now(site.sea, actor=None, kind=Edition.Kind.ROLLBACK, restores=first.pk)
    status, headers, body = get(site, SEA)
    assert "海を越えて" in body.decode() and is_from_nginx(headers)
    assert headers["etag"] != before[1]["etag"]  # it says that it is the third edition
    withdraw(site.sea, actor=site.actor)
    status, headers, body = get(site, SEA)
    assert status == 410 and headers["content-language"] == "ja"
    assert "exhibitions/sea" not in get(site, "/ja/")[2].decode()


def test_a_renamed_exhibition_leads_to_its_new_address(site):
    site.sea.slug = "ocean"
    site.sea.save()
    release_now(site.sea, actor=None)
    status, headers, _body = get(site, SEA)
    assert (status, headers["location"]) == (301, "/ja/exhibitions/ocean/")
    assert is_from_nginx(get(site, "/ja/exhibitions/ocean/")[1])


def test_the_worker_lays_the_tree_at_the_planned_moment(site):
    """The thread that goes on beside a worker's work."""
    stop = threading.Event()
    thread = threading.Thread(target=kept_beside, args=[stop])
    moment = timezone.now() + timedelta(seconds=2)
    # Before the thread reads: SQLite in memory, shared by threads, lets nobody wait for a table.
    planned = withdraw(site.sea, actor=site.actor, at=moment)
    thread.start()
    try:
        assert get(site, SEA)[0] == 200 or timezone.now() >= moment
        until = time.monotonic() + 20
        while get(site, SEA)[0] == 200 and time.monotonic() < until:
            time.sleep(0.05)
        assert get(site, SEA)[0] == 410
        assert timezone.now() >= planned.starts_at
    finally:
        stop.set()
        thread.join()


def kept_beside(stop: threading.Event) -> None:
    try:
        keeping.keep_tree(stop)
    finally:
        connection.close()


def test_what_is_called_off_does_not_happen_in_the_tree(site):
    former = live().resolve()
    planned = withdraw(site.sea, actor=site.actor, at=timezone.now() + timedelta(hours=1))
    call_off(planned, actor=site.actor)
    assert live().resolve() == former and get(site, SEA)[0] == 200
