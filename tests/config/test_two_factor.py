"""Two-factor: setting it up, the second step of logging in, who needs it, a lost device."""

import re
import time

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from exhibits.models import Membership
from exhibits.people import two_factor
from tests.make import make_exhibition
from tests.reading import queries, tree, words

pytestmark = pytest.mark.django_db
PAGE, LOGIN, CODE = "/admin/two-factor/", "/admin/login/", "/admin/login/code/"


def code_of(person, later: int = 0) -> str:
    """What the telephone shows; ``later`` steps of half a minute on."""
    device = TOTPDevice.objects.get(user=person)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + later * device.step
    return f"{totp.token():06}"


def turn_on(person) -> list[str]:
    two_factor.begun_device(person)
    codes = two_factor.turn_on(person, code_of(person))
    assert codes
    TOTPDevice.objects.update(last_t=-1)  # half a minute has passed
    return codes


def password(client, name: str, next_page: str = ""):
    sent = {"username": name, "password": name, "next": next_page}
    return client.post(LOGIN, sent)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_it_is_set_up_by_the_first_code(log_in, cast):
    client = log_in("curator")
    page = tree(client.get(PAGE))
    assert page.xpath("//img/@src")[0].startswith("data:image/svg+xml")
    assert page.xpath("//input[@autocomplete='one-time-code' and @inputmode='numeric']")
    client.get(PAGE)
    assert TOTPDevice.objects.count() == 1
    answer = client.post(PAGE, {"do": "confirm", "code": code_of(cast["curator"])})
    codes = words(tree(answer), "//ol[@class='backup-codes']//code")
    assert len(set(codes)) == 10 and all(re.fullmatch(r"\d{4}-\d{4}-\d{4}", c) for c in codes)
    assert codes[0] not in client.get(PAGE).content.decode()
    assert client.get("/admin/").status_code == 200  # this session has given its code


def test_a_wrong_first_code_turns_nothing_on(log_in, cast):
    client = log_in("curator")
    client.get(PAGE)
    wrong = f"{(int(code_of(cast['curator'])) + 1) % 10**6:06}"
    assert words(
        tree(client.post(PAGE, {"do": "confirm", "code": wrong})), "//ul[@class='errorlist']"
    )
    assert not two_factor.is_on(cast["curator"])


def test_a_password_alone_lets_nobody_in(client, cast):
    turn_on(cast["curator"])
    answer = password(client, "curator", "/admin/exhibits/panel/")
    assert answer["Location"].startswith(CODE) and not is_in(client)
    assert client.get("/admin/")["Location"].startswith(LOGIN)
    entered = client.post(answer["Location"], {"code": code_of(cast["curator"])})
    assert entered["Location"] == "/admin/exhibits/panel/" and is_in(client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", " {0}{1} ", "wide"])
def test_codes_are_read_as_people_type_them(client, cast, typed):
    turn_on(cast["curator"])
    password(client, "curator")
    code = code_of(cast["curator"])
    wide = code.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    code = wide if typed == "wide" else typed.format(code[:3], code[3:])
    client.post(CODE, {"code": code})
    assert is_in(client)


def test_a_code_opens_once(client, cast):
    turn_on(cast["curator"])
    code = code_of(cast["curator"])
    for opens in (True, False):
        client.logout()
        password(client, "curator")
        client.post(CODE, {"code": code})
        assert is_in(client) is opens


def test_a_backup_code_opens_once(client, cast):
    codes = turn_on(cast["curator"])
    for code, opens in ((codes[3], True), (codes[3], False)):
        client.logout()
        password(client, "curator")
        client.post(CODE, {"code": code})
        assert is_in(client) is opens
    assert StaticToken.objects.count() == 9


def test_somebody_elses_codes_open_nothing(client, cast):
    turn_on(cast["curator"])
    other = turn_on(cast["publisher"])[0]
    password(client, "curator")
    client.post(CODE, {"code": other})
    assert not is_in(client) and StaticToken.objects.count() == 20


def test_wrong_codes_count_like_wrong_passwords(client, cast, settings):
    turn_on(cast["curator"])
    for number in range(settings.AXES_FAILURE_LIMIT):
        password(client, "curator")  # the right one resets nothing
        answer = client.post(CODE, {"code": f"{number:06}"})
    assert answer.status_code == 429
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    answer = client.post(CODE, {"code": code_of(cast["curator"])})
    assert answer.status_code == 429 and not is_in(client)


def test_the_second_step_needs_the_first(client, cast):
    turn_on(cast["curator"])
    assert client.get(CODE)["Location"] == LOGIN
    assert client.post(CODE, {"code": code_of(cast["curator"])})["Location"] == LOGIN


@pytest.mark.parametrize("change", ["password", "closed", "late"])
def test_the_first_step_is_forgotten(client, cast, change, monkeypatch):
    turn_on(cast["curator"])
    password(client, "curator")
    person = get_user_model().objects.get(username="curator")
    if change == "password":
        person.set_password("another-one-altogether")
    person.is_active = change != "closed"
    person.save()
    if change == "late":
        session = client.session
        session["half_in"] = session["half_in"] | {"until": 0}
        session.save()
    assert client.post(CODE, {"code": code_of(cast["curator"])})["Location"] == LOGIN
    assert not is_in(client)


def test_nobody_is_led_to_another_site(client, cast):
    turn_on(cast["curator"])
    password(client, "curator")
    answer = client.post(f"{CODE}?next=https://evil.example/", {"code": code_of(cast["curator"])})
    assert answer["Location"] == "/admin/"


def test_an_older_session_is_asked_for_a_code(log_in, cast):
    client = log_in("curator")
    assert client.get("/admin/").status_code == 200
    turn_on(cast["curator"])
    for page in ("/admin/", "/translate/", "/admin/exhibits/panel/"):
        assert client.get(page)["Location"].startswith(CODE), page
    assert client.post("/admin/exhibits/panel/add/", {})["Location"].startswith(CODE)
    client.post(CODE, {"code": code_of(cast["curator"])})
    assert client.get("/admin/").status_code == 200


LED = {"publisher", "administrator", "admin"}


@pytest.mark.parametrize("name", ["publisher", "administrator", "admin", "curator", "reviewer"])
@pytest.mark.parametrize("required", [True, False])
def test_who_may_release_or_administer_sets_it_up_first(log_in, settings, name, required):
    settings.REQUIRE_TWO_FACTOR = required
    client = log_in(name)
    for page in ("/admin/", "/admin/exhibits/person/", "/translate/", "/admin/auth/user/"):
        led = client.get(page).get("Location", "").startswith(PAGE)
        assert led is (required and name in LED), page
    assert client.get(PAGE).status_code == 200


def test_a_publisher_of_one_exhibition_needs_it_too(log_in, cast, settings):
    settings.REQUIRE_TWO_FACTOR = True
    exhibition = make_exhibition()
    Membership.objects.create(person=cast["curator"], exhibition=exhibition, role="publisher")
    answer = log_in("curator").post(f"/admin/exhibits/exhibition/{exhibition.pk}/publish/")
    assert answer["Location"].startswith(PAGE)


def test_where_it_is_not_required_it_is_advised(log_in):
    link = f"//p[@class='advice']/a[@href='{PAGE}']"
    assert tree(log_in("publisher").get("/admin/")).xpath(link)
    assert not tree(log_in("curator").get("/admin/")).xpath(link)


def test_it_is_turned_off_with_the_password(log_in, cast):
    client = log_in("curator")
    client.get(PAGE)
    client.post(PAGE, {"do": "confirm", "code": code_of(cast["curator"])})
    client.post(PAGE, {"do": "off", "password": "wrong"})
    assert TOTPDevice.objects.exists()
    client.post(PAGE, {"do": "off", "password": "curator"})
    assert not TOTPDevice.objects.exists() and not StaticToken.objects.exists()


def test_who_needs_it_cannot_turn_it_off(log_in, cast, settings):
    settings.REQUIRE_TWO_FACTOR = True
    client = log_in("publisher")
    client.get(PAGE)
    client.post(PAGE, {"do": "confirm", "code": code_of(cast["publisher"])})
    client.post(PAGE, {"do": "off", "password": "publisher"})
    assert TOTPDevice.objects.exists()


def test_new_backup_codes_end_the_former_ones(log_in, cast):
    client = log_in("curator")
    client.get(PAGE)
    client.post(PAGE, {"do": "confirm", "code": code_of(cast["curator"])})
    before = set(StaticToken.objects.values_list("token", flat=True))
    answer = client.post(PAGE, {"do": "codes", "password": "curator"})
    after = set(StaticToken.objects.values_list("token", flat=True))
    assert len(after) == 10 and not after & before
    shown = words(tree(answer), "//ol[@class='backup-codes']//code")
    assert {code.replace("-", "") for code in shown} == after


def test_an_administrator_resets_a_lost_device(log_in, cast):
    turn_on(cast["publisher"])
    log_in("administrator").post(
        f"/admin/exhibits/person/{cast['publisher'].pk}/do/", {"do": "reset"}
    )
    assert not TOTPDevice.objects.exists()
    client = Client()
    password(client, "publisher")
    assert is_in(client)


def test_the_operator_resets_a_lost_device(cast):
    turn_on(cast["admin"])
    call_command("reset_two_factor", "admin")
    assert not TOTPDevice.objects.exists()
    for name in ("admin", "nobody-at-all"):
        with pytest.raises(CommandError):
            call_command("reset_two_factor", name)


def test_no_page_of_the_admin_shows_secrets(log_in, cast):
    turn_on(cast["curator"])
    client = log_in("admin")
    for page in ("otp_totp/totpdevice/", "otp_static/staticdevice/"):
        assert client.get(f"/admin/{page}").status_code == 404


def test_it_costs_no_query(log_in, cast):
    client = log_in("curator")
    before = len(queries(client, "/admin/exhibits/section/"))
    client.get(PAGE)
    client.post(PAGE, {"do": "confirm", "code": code_of(cast["curator"])})
    assert len(queries(client, "/admin/exhibits/section/")) == before
