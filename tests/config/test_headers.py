"""Headers of every kind of answer, and cookies for nobody but staff."""

import json
import re

import pytest
from django.test import Client

from tests.config.test_env import start
from tests.make import (
    make_essay,
    make_exhibit,
    make_exhibition,
    make_page,
    make_panel,
    make_section,
)

POLICY = {
    "default-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(response) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts)


def assert_strict(response) -> None:
    found = policy(response)
    assert {name: found[name] for name in POLICY} == POLICY
    assert re.fullmatch(r"'self'( 'nonce-[^']+')?", found["script-src"])
    assert not {"unsafe", "*", "http"} & set(re.split(r"[' :]", " ".join(found.values())))
    assert {name: response.headers[name] for name in ALWAYS} == ALWAYS


@pytest.fixture
def addresses(db) -> list[str]:
    """One of every public page, in every language where it has one."""
    panel = make_panel(make_section(exhibition := make_exhibition()))
    item = make_exhibit(panel).item
    pages = [
        *("/{}/", f"/{{}}/exhibitions/{exhibition.slug}/"),
        f"/{{}}/exhibitions/{exhibition.slug}/{panel.section.slug}/",
        f"/{{}}/exhibitions/{exhibition.slug}/essays/{make_essay(exhibition).slug}/",
        *(f"/{{}}/pages/{make_page().slug}/", "/{}/archive/", f"/{{}}/archive/items/{item.pk}/"),
        *("/{}/archive/?q=a&level=item&date_from=1972", "/{}/nothing-here/"),
    ]
    fixed = [
        *("/", "/sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/nothing"),
        *(f"/id/items/{item.uuid}", f"/id/panels/{panel.uuid}", "/accent/1f5f8b-8fb0c6.css"),
    ]
    return [page.format(code) for page in pages for code in ("en", "ja", "mn")] + fixed


def test_readers_get_no_cookie_and_strict_headers(addresses, client):
    for address in addresses:
        response = client.get(address)
        assert response.status_code in (200, 302, 303, 404), address
        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address
        assert_strict(response)


def test_public_pages_ask_no_other_host(addresses, client):
    for address in addresses:
        page = client.get(address).content.decode()
        loaded = re.findall(r'<(?:script|img|source|iframe)[^>]+(?:src|srcset)="([^"]*)"', page)
        loaded += re.findall(
            r'<link[^>]+rel="(?:stylesheet|icon|preload)"[^>]+href="([^"]*)"', page
        )
        assert all(link.startswith("/") and not link.startswith("//") for link in loaded), address
        assert " style=" not in page and "<style" not in page, address
        assert not re.findall(r"\son\w+=", page), address


@pytest.mark.parametrize("address", ["", "exhibits/panel/", "exhibits/panel/add/", "language/"])
def test_the_admin_is_as_strict_and_never_stored(address, log_in):
    response = log_in("admin").get(f"/admin/{address}")
    assert_strict(response)
    assert response.headers["Cache-Control"] == "no-store"


def test_the_log_in_page_is_strict(db, client):
    assert_strict(client.get("/admin/login/"))


def test_the_editor_gets_a_nonce_of_its_own(log_in):
    page = log_in("curator")
    answers = [page.get("/admin/exhibits/panel/add/") for _ in range(2)]
    nonces = [re.search("'nonce-([^']+)'", policy(a)["script-src"]).group(1) for a in answers]
    assert nonces[0] != nonces[1]
    assert all(f'nonce="{n}"' in a.content.decode() for n, a in zip(nonces, answers, strict=True))


def test_errors_are_strict(db, monkeypatch):
    def fail(*_args):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("exhibits.views.present_editions", fail)
    response = Client(raise_request_exception=False).get("/ja/")
    assert response.status_code == 500
    assert '<html lang="ja">' in response.content.decode()
    assert_strict(response)


def test_an_image_server_is_allowed_and_nothing_else(tmp_path):
    code = "import json, config.settings as s; print(json.dumps(s.CONTENT_SECURITY_POLICY"
    code += ", default=str))"
    variables = {"SECRET_KEY": "k" * 50, "DATA_DIR": str(tmp_path)}
    variables["MEDIA_URL"] = "https://pictures.example:8443/files/"
    found = json.loads(start(variables, "-c", code).stdout)["DIRECTIVES"]
    assert found["img-src"] == ["'self'", "data:", "blob:", "https://pictures.example:8443"]
    assert [name for name, values in found.items() if "https" in str(values)] == ["img-src"]


SECURE = """
import django, json
django.setup()
from django.conf import settings
from django.test import Client
secure, plain = (Client().get("/admin/login/", secure=s, headers={"host": "archive.example"})
                 for s in (True, False))
print(json.dumps({
    "hsts": secure.headers["Strict-Transport-Security"],
    "cookies": {name: dict(cookie) for name, cookie in secure.cookies.items()},
    "redirect": [plain.status_code, plain.headers["Location"]],
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE,
                settings.SESSION_COOKIE_PATH, settings.SESSION_COOKIE_DOMAIN],
}))
"""


def test_https_turns_everything_on(tmp_path):
    variables = {"SECRET_KEY": "k" * 50, "DATA_DIR": str(tmp_path)}
    variables |= {"SITE_URL": "https://archive.example", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    ended = start(variables, "-c", SECURE)
    found = json.loads(ended.stdout), ended.stderr[-500:]
    assert found[0]["hsts"] == "max-age=31536000", found
    assert found[0]["redirect"] == [301, "https://archive.example/admin/login/"]
    # The __Host- prefix needs: Secure, path /, no domain.
    assert found[0]["session"] == ["__Host-session", True, "/", None]
    cookie = found[0]["cookies"]["__Host-csrf"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    assert cookie["samesite"] == "Lax"


def test_staff_cookies_are_out_of_reach_of_scripts(cast, client, settings):
    client.post("/admin/login/", {"username": "curator", "password": "curator"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_guessing_a_password_is_stopped(cast, client):
    send = {"username": "curator", "password": "wrong"}
    answers = [client.post("/admin/login/", send).status_code for _ in range(9)]
    assert answers[:7] == [200] * 7 and answers[-1] == 429
    right = client.post("/admin/login/", {**send, "password": "curator"})
    assert right.status_code == 429
    assert "Too many attempts" in right.content.decode()
