"""The written matrix of docs/reference/roles.md, every registered address, and a world to ask in.

A new address needs a row in the matrix, and a value here for each of its parameters that none of
``World.value`` knows yet.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils.translation import override

from exhibits.models import Invitation, Membership
from exhibits.people.invitations import token
from exhibits.roles import ensure_roles
from tests import make
from translations.models import TranslationUnit

PAGE = Path(__file__).parents[2] / "docs/reference/roles.md"
GROUPS = ("administrator", "translator-ja", "reviewer", "curator", "publisher")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
WRITES = ("INSERT", "UPDATE", "DELETE")
# Kept while looking: the session, who is here, the device that is being set up, attempts to log in.
BESIDE = ("django_session", "otp_totp_totpdevice", "axes_", "translations_presence")
# What is sent to addresses that look at what was sent before they look at rights.
SENT = {
    "move": {"kind": "section", "place": "0"},
    "calloff": {"showing": "1"},
    "restore": {"what": "all"},
    "back": {"do": "it"},
    "here": {"seen": "0"},
    "do": {"do": "close"},
    "desk": {"do": "save"},
    "assign": {"to": "nobody"},
    "dismiss": {"check": "numbers", "reason": "So it is written.", "next": "/translate/"},
    "draft": {"text": "毛布", "version": "0"},
    "comment": {"text": "Is this so?"},
    "changelist": {"action": "delete_selected", "post": "yes", "index": "0"},
    "delete": {"post": "yes"},
}
# Of these something may have been deleted.
RECORDED = (
    *("exhibits/exhibition", "exhibits/section", "exhibits/panel", "exhibits/essay"),
    *("exhibits/dataset", "exhibits/page", "archive/archivalitem", "archive/name"),
    *("archive/repository", "archive/transcription"),
)
QUERY = {"autocomplete": "?app_label=exhibits&model_name=panel&field_name=section"}


@dataclass(frozen=True)
class Address:
    """``route`` with a star for every parameter."""

    pattern: str
    name: str

    @property
    def route(self) -> str:
        plain = PARAMETER.sub("*", self.pattern)
        return plain.replace("^", "").replace("$", "").replace("\\", "") or "/"


def addresses(found=None, before: str = "") -> Iterator[Address]:
    for one in get_resolver().url_patterns if found is None else found:
        pattern = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Address(pattern, one.name or "")
        else:
            yield from addresses(one.url_patterns, pattern)


def every_address() -> list[Address]:
    with override("en"):
        return list(addresses())


@dataclass(frozen=True)
class Row:
    pattern: str
    method: str
    cells: tuple[str, ...]

    def fits(self, route: str) -> bool:
        return re.fullmatch(as_expression(self.pattern), route) is not None


def as_expression(pattern: str) -> str:
    """``*`` is a parameter, ``…`` anything, ``{a,b}`` one of several."""
    found = re.escape(pattern).replace("…", ".*").replace(r"\{", "(").replace(r"\}", ")")
    return found.replace(",", "|")


def matrix() -> tuple[list[str], list[Row]]:
    """The people of the head, and the rows; the first row that fits an address holds for it."""
    lines = PAGE.read_text(encoding="utf-8").partition("## The matrix")[2].splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line[:1] == "|"]
    rows = [Row(c[0].strip("`"), c[1], tuple(c[2:])) for c in cells[2:]]
    return cells[0][2:], rows


def row_for(rows: list[Row], route: str, method: str) -> Row | None:
    return next((r for r in rows if method in r.method.split() and r.fits(route)), None)


@dataclass
class World:
    """One exhibition with all its parts, another one, and a client for every person."""

    objects: dict[str, Model] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    unit: TranslationUnit | None = None

    def value(self, address: Address, name: str) -> str:
        """What stands for a parameter: known for its route, its name, or the model it names."""
        for start in (f"{address.route} {name}", name):
            if start in self.values:
                return str(self.values[start])
        return str(self.objects[address.route.split("/")[2]].pk)

    def url(self, address: Address) -> str:
        def filled(found: re.Match) -> str:
            return self.value(address, found[1] or found[2])

        route = PARAMETER.sub(filled, address.pattern)
        plain = route.replace("^", "").replace("$", "").replace("\\", "")
        return f"/{plain}{QUERY.get(address.name, '')}"

    def sent(self, address: Address) -> dict[str, str]:
        sent = dict(SENT.get(address.name.rpartition("_")[2], {}))
        if address.name.endswith("_changelist"):
            sent["_selected_action"] = self.objects[address.route.split("/")[2]].pk
        if address.name == "history":
            sent |= {"revision": self.unit.revisions.first().pk, "version": self.unit.version}
        if address.name.endswith("_move"):
            sent["id"] = self.objects["section"].pk
        if address.name == "dismiss":
            kind = ContentType.objects.get_for_model(self.objects["panel"]).pk
            sent |= {"kind": kind, "object": self.objects["panel"].pk, "language": "ja"}
            sent |= {"field": "title"}
        return sent

    def answer(self, person: str, method: str, address: Address) -> str:
        """What comes of a request, in the words of the matrix; everything is undone."""
        client, url = self.clients[person], self.url(address)
        client.cookies = SimpleCookie(self.cookies[person])  # as before: not logged out, say
        with undone() as written:
            answer = self.ask(client, method, url, address)
        word = in_words(answer, url, bool(written))
        if method == "GET" or word in ("in", "no", "–"):
            assert written == [], f"{person} {method} {url} wrote: {written}"
        return "does" if written else word

    def ask(self, client: Client, method: str, url: str, address: Address):
        if method == "POST":
            return client.post(url, self.sent(address))
        answer = client.get(url)
        if answer.get("Location", "").startswith("?language="):
            # Who may only translate is led to the form in that language.
            answer = client.get(url + answer["Location"])
        return answer


def in_words(answer, url: str, has_written: bool) -> str:
    place = answer.get("Location", "")
    if place.startswith("/admin/login/?next="):
        return "in"
    if place == "/admin/" and not has_written and "login" not in url:
        return "–"  # the admin says that there is no such object
    if answer.status_code == 500:
        return "broken"
    return {403: "no", 404: "–", 410: "–", 405: "x"}.get(answer.status_code, "yes")


@contextmanager
def undone() -> Iterator[list[str]]:
    """Undoes what is written inside, and tells of it."""
    written = []

    def listen(execute, sql, params, many, context):
        is_write = sql.startswith(WRITES) and not any(name in sql for name in BESIDE)
        written.extend([sql[:80]] if is_write else [])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(listen):
        yield written
        transaction.set_rollback(True)


def build() -> World:
    world = World()
    section = make.make_section(make.make_exhibition(slug="here", is_published=False))
    panel = make.make_exhibit(make.make_panel(section)).panel
    world.objects = {"exhibition": section.exhibition, "section": section, "panel": panel}
    story(world, section.exhibition)
    archive(world)
    people(world, section.exhibition, make.make_exhibition(slug="elsewhere"))
    world.values = values(world)
    return world


def story(world: World, exhibition: Model) -> None:
    world.objects |= {
        "essay": make.make_essay(exhibition),
        "dataset": make.make_dataset(exhibition),
        "page": make.make_page(),
        "term": make.make_term(),
    }


def archive(world: World) -> None:
    page = make.make_page_image(make.make_item(is_public=False))
    world.objects |= {
        "archivalitem": page.item,
        "digitalobject": page,
        "transcription": make.make_transcription(page),
        "repository": page.item.repository,
        "name": make.make_name(),
        "catalogueimport": make.make_catalogue_import(state="done"),
    }


def people(world: World, here: Model, elsewhere: Model) -> None:
    groups = ensure_roles()
    for name in ("no role", *GROUPS, "curator here", "publisher elsewhere", "superuser"):
        person = User.objects.create(username=name, is_staff=True, is_superuser=name == "superuser")
        if name in groups:
            person.groups.add(groups[name])
        world.clients[name] = Client(raise_request_exception=False)
        world.clients[name].force_login(person, "config.authentication.AccountBackend")
        world.objects["user"] = world.objects["person"] = world.objects.get("user", person)
    world.clients["nobody"] = Client(raise_request_exception=False)
    for name, client in world.clients.items():
        world.cookies[name] = {key: one.value for key, one in client.cookies.items()}
    world.objects["group"] = Group.objects.get(name="curator")
    for name, place, role in (
        ("curator here", here, "curator"),
        ("publisher elsewhere", elsewhere, "publisher"),
    ):
        one = User.objects.get(username=name)
        Membership.objects.create(person=one, exhibition=place, role=role)


def values(world: World) -> dict[str, str]:
    """By route and name of a parameter, or by its name alone."""
    things, panel = world.objects, world.objects["panel"]
    invitation = Invitation.objects.create(person=things["person"], language="en")
    panel.title_ja = "宮城に送られた毛布"
    panel.save()  # so that there is an earlier text to bring back
    unit = world.unit = TranslationUnit.objects.of(panel).into("ja").get(field="title")
    scope = things["exhibition"].translation_scope()
    return {
        "id/panels/* uuid": panel.uuid,
        "id/items/* uuid": things["archivalitem"].uuid,
        "id/names/* uuid": things["name"].uuid,
        "id/exhibitions/* uuid": things["exhibition"].uuid,
        "admin/r/*/*/ content_type_id": ContentType.objects.get_for_model(panel).pk,
        "admin/r/*/*/ object_id": panel.pk,
        "admin/auth/user/*/password/ id": things["user"].pk,
        "admin/archive/transcription/page/*/ pk": things["digitalobject"].pk,
        "admin/archive/transcription/item/*/ pk": things["archivalitem"].pk,
        "admin/*/ app_label": "exhibits",
        "admin/* url": "nothing",
        **{"light": "1f5f8b", "dark": "9fc5e8"},
        "join/*/ token": token(invitation),
        **{
            f"translate/desk/units/*/{page}/ pk": unit.pk
            for page in ("draft", "comment", "history")
        },
        **{"unit_id": unit.pk, "scope": scope, "language": "ja", "token": "nothing"},
        "model": "exhibits.panel",
        **{f"translate/desk/*/*/{rest} pk": panel.pk for rest in ("source-language/", "*/")},
        "iiif/items/*/manifest pk": things["archivalitem"].pk,
        "iiif/items/*/search pk": things["archivalitem"].pk,
        "iiif/items/*/autocomplete pk": things["archivalitem"].pk,
        "iiif/items/*/pages/*/texts pk": things["archivalitem"].pk,
        "iiif/providers/* pk": things["repository"].pk,
        **{"page": 1, "image_id": things["digitalobject"].pk},
        **{"region": "full", "size": "max", "form": "ris"},
        "en/pages/*/ slug": things["page"].slug,
        **{"slug": "here", "section": things["section"].slug, "essay": things["essay"].slug},
        "en/archive/names/*/ pk": things["name"].pk,
        "en/archive/repositories/*/ pk": things["repository"].pk,
        **{
            f"en/archive/items/*/{rest} pk": things["archivalitem"].pk
            for rest in ("", "citation.*")
        },
        "media/* name": "originals/nothing.jpeg",
        **{"number": 1, "key": "working-copy", "page_language": "en"},
        "preview/working-copy/edit/*/ uuid": panel.uuid,
        "translate/desk/*/*/here/ pk": panel.pk,
        **{f"admin/{one}/deleted/*/ pk": 0 for one in RECORDED},
    }
