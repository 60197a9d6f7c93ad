"""Who may do what at the desk, on every address of it."""

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction

from exhibits.roles import ROLES
from tests.make import make_panel
from tests.reading import stored
from tests.translations.at_desk import address, unit_of
from translations.forms import digest
from translations.models import Comment, PersonalDraft, Proposal, TranslationUnit, UnitRevision
from translations.units import actions
from translations.units.authorship import acting

pytestmark = pytest.mark.django_db
TYPED = "Миягид хүргэсэн хөнжил"


@pytest.fixture
def panel(cast):
    """A panel with everything that can lie on a desk, in Mongolian."""
    with acting(actor=cast["translator-mn"]):
        made = make_panel(title_mn="Миягид өгсөн хөнжил")
        made.title_mn = "Миягид илгээсэн хөнжил"
        made.save()
    unit = unit_of(made, language="mn")
    actions.submit(unit, actor=cast["translator-mn"], version=unit.version)
    Comment.objects.create(unit=unit, person=cast["reviewer"], text="Хөнжил үү, хучлага уу?")
    Proposal.objects.create(unit=unit, text="Миягийн хөнжил", how="import", origin="mn.xliff")
    return made


def everything(panel, unit) -> tuple:
    """All that an address could change."""
    fresh = type(unit).objects.get(pk=unit.pk)
    comments = list(Comment.objects.values_list("text", "resolved_by"))
    counts = Proposal.objects.count(), PersonalDraft.objects.count(), UnitRevision.objects.count()
    state = (fresh.state, fresh.version, fresh.made_from, fresh.approved_by_id)
    return stored(panel), state, comments, counts


def attempts(panel, unit) -> dict[str, tuple[str, dict]]:
    """Every way to change a Mongolian text or what is kept beside it."""
    key = unit.pk
    desk = address(panel, "mn")
    sent = {f"text-{key}": TYPED, f"note-{key}": "Засна уу.", "note": "Засна уу."}
    for one in TranslationUnit.objects.of(panel).into("mn"):
        sent |= {f"version-{one.pk}": one.version, f"loaded-{one.pk}": digest(one.text)}
        sent |= {f"source-{one.pk}": getattr(panel, f"{one.field}_en")}
    untouched = {name: value for name, value in sent.items() if name != f"text-{key}"}
    revision, proposal = unit.revisions.last(), unit.proposals.get()
    units = f"/translate/desk/units/{key}"
    return {
        "save": (desk, sent | {"do": "save"}),
        "submit": (desk, sent | {"do": "submit"}),
        "submit one": (desk, untouched | {"do": f"submit:{key}"}),
        "approve": (desk, untouched | {"do": f"approve:{key}"}),
        "approve all": (desk, untouched | {"do": "approve"}),
        "send back": (desk, untouched | {"do": f"send-back:{key}"}),
        "send all back": (desk, untouched | {"do": "send-back"}),
        "still correct": (desk, untouched | {"do": f"still-correct:{key}"}),
        "take": (desk, untouched | {"do": f"take:{proposal.pk}"}),
        "drop": (desk, untouched | {"do": f"drop:{proposal.pk}"}),
        "draft": (f"{units}/draft/", {"text": TYPED, "version": unit.version}),
        "restore": (f"{units}/history/", {"revision": revision.pk, "version": unit.version}),
    }


WRITE = {"save", "submit", "take", "drop", "draft", "restore"}
REVIEW = {"approve", "approve all", "send back", "send all back"}
MAY = {
    **dict.fromkeys(("translator-mn", "curator"), WRITE),
    **dict.fromkeys(("reviewer", "reviewer-mn"), REVIEW),
    **dict.fromkeys(("publisher", "admin"), WRITE | REVIEW),
}
NAMES = sorted({*ROLES, "admin", "stranger"})
OUTSIDERS = ("stranger", "administrator")


def changes(client, panel, unit, url: str, data: dict) -> bool:
    """Whether an attempt changes anything; undone afterwards, for the next one."""
    before = everything(panel, unit)
    with transaction.atomic():
        status = client.post(url, data).status_code
        changed = everything(panel, unit) != before
        transaction.set_rollback(True)
    assert status in ((200, 302) if changed else (302, 403, 422)), status
    return changed


@pytest.mark.parametrize("name", NAMES)
def test_only_those_of_the_language_change_its_texts(name, panel, log_in):
    unit = unit_of(panel, language="mn")
    client = log_in(name)
    tried = attempts(panel, unit).items()
    done = {what for what, (url, data) in tried if changes(client, panel, unit, url, data)}
    assert done == MAY.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_who_reads_a_desk(name, panel, log_in):
    unit = unit_of(panel, language="mn")
    client = log_in(name)
    allowed = 403 if name in OUTSIDERS else 200
    for url in (address(panel, "mn"), f"/translate/desk/units/{unit.pk}/history/"):
        assert client.get(url).status_code == allowed, url
    assert client.get("/translate/desk/people/").status_code == allowed


def test_who_has_not_logged_in_is_asked_to(panel, client):
    unit = unit_of(panel, language="mn")
    for url in (address(panel, "mn"), f"/translate/desk/units/{unit.pk}/history/"):
        answer = client.get(url)
        assert answer.status_code == 302 and answer["Location"].startswith("/admin/login/")
    for url, data in attempts(panel, unit).values():
        assert client.post(url, data)["Location"].startswith("/admin/login/")


@pytest.fixture
def blind(cast):
    """May translate into Mongolian, may not see panels."""
    person = cast["stranger"]
    person.is_staff = True
    person.save()
    person.user_permissions.add(Permission.objects.get(codename="translate_mn"))
    return person


def test_without_seeing_the_model_nothing_of_it_is_read_or_said(panel, blind, log_in):
    unit = unit_of(panel, language="mn")
    client = log_in("stranger")
    units = f"/translate/desk/units/{unit.pk}"
    before = everything(panel, unit)
    for url in (address(panel, "mn"), address(panel, "en"), f"{units}/history/"):
        assert client.get(url).status_code == 403
    for url, data in attempts(panel, unit).values():
        assert client.post(url, data).status_code == 403
    assert client.post(f"{units}/comment/", {"text": "Сайн байна уу"}).status_code == 403
    assert everything(panel, unit) == before


@pytest.mark.parametrize("name", NAMES)
def test_the_source_is_changed_on_no_address_of_the_desk(name, panel, log_in):
    client = log_in(name)
    before = stored(panel)
    data = {"do": "save", "text-1": "Hacked", "title_en": "Hacked"}
    assert client.post(address(panel, "en"), data).status_code == 403
    assert stored(panel) == before


def test_the_source_is_edited_in_the_admin_by_those_who_may(panel, log_in):
    answer = log_in("curator").get(address(panel, "en"))
    assert answer["Location"] == f"/admin/exhibits/panel/{panel.pk}/change/"
    page = log_in("translator-ja").get(address(panel, "en"))
    assert page.status_code == 200 and b'<textarea name="text-' not in page.content


def test_what_is_no_translated_object_is_not_found(panel, log_in):
    client = log_in("curator")
    for path in (
        "auth.user/1/mn/",
        f"exhibits.panel/{panel.pk}/fr/",
        "exhibits.panel/999999/mn/",
        "nothing.here/1/mn/",
        "nothing/1/mn/",
        "units/999999/history/",
    ):
        assert client.get(f"/translate/desk/{path}").status_code == 404, path
