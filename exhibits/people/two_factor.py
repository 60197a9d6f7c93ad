"""Two-factor: a code from a telephone (TOTP, RFC 6238) besides the password, or a backup code.

Which session has given its code is noted in the session itself, by the key of the device: whoever
has her device reset is asked anew everywhere.
"""

import unicodedata
from base64 import b32encode
from secrets import randbelow

import segno
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from translations.units.rights import ANYWHERE

VERIFIED = "two_factor"
BACKUP_CODES, BACKUP_DIGITS = 10, 12
NEEDED_FOR = ("exhibits.publish_exhibition", "exhibits.change_person")


def in_use(person: int) -> QuerySet[TOTPDevice]:
    return TOTPDevice.objects.filter(user=person, confirmed=True)


def key_of(user: AbstractBaseUser) -> int | None:
    """The key of the device in use; read with the person where a session is answered."""
    if hasattr(user, "two_factor_device"):
        return user.two_factor_device
    return in_use(user.pk).order_by("pk").values_list("pk", flat=True).first()


def is_on(user: AbstractBaseUser) -> bool:
    return key_of(user) is not None


def is_needed(user: AbstractBaseUser) -> bool:
    """Whether this person may release exhibitions or manage people, anywhere."""
    return any(user.has_perm(permission, ANYWHERE) for permission in NEEDED_FOR)


def is_required(user: AbstractBaseUser) -> bool:
    return settings.REQUIRE_TWO_FACTOR and is_needed(user)


def is_verified(request: HttpRequest) -> bool:
    """Whether this session has given a code of the device that the person has now."""
    key = key_of(request.user)
    return key is not None and request.session.get(VERIFIED) == key


def note_verified(request: HttpRequest, user: AbstractBaseUser) -> None:
    request.session[VERIFIED] = in_use(user.pk).values_list("pk", flat=True).get()


def begun_device(user: AbstractBaseUser) -> TOTPDevice:
    """The device that is being set up; the same one until it is confirmed."""
    found = TOTPDevice.objects.filter(user=user.pk, confirmed=False).first()
    return found or TOTPDevice.objects.create(user_id=user.pk, confirmed=False, name="telephone")


def square(device: TOTPDevice) -> str:
    """The QR code that a telephone reads, as an address of data (the security policy allows it)."""
    return segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=4, light="#fff")


def typed_key(device: TOTPDevice) -> str:
    """The secret for those who cannot photograph the screen, in groups of four."""
    secret = b32encode(device.bin_key).decode("ascii").rstrip("=")
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


@transaction.atomic
def turn_on(user: AbstractBaseUser, code: str) -> list[str] | None:
    """Put the device into use that is being set up; backup codes, or None for a wrong code."""
    device = begun_device(user)
    if verify_token(user, device.persistent_id, digits(code)) is None:
        return None
    TOTPDevice.objects.filter(user=user.pk).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    user.two_factor_device = device.pk
    return new_backup_codes(user)


@transaction.atomic
def new_backup_codes(user: AbstractBaseUser) -> list[str]:
    """Fresh codes, each good once; former ones open nothing any more."""
    StaticDevice.objects.filter(user=user.pk).delete()
    box = StaticDevice.objects.create(user_id=user.pk, name="backup")
    codes = [f"{randbelow(10**BACKUP_DIGITS):0{BACKUP_DIGITS}}" for _ in range(BACKUP_CODES)]
    for code in codes:
        box.token_set.create(token=code)
    return ["-".join((code[:4], code[4:8], code[8:])) for code in codes]


def backup_codes_left(user: AbstractBaseUser) -> int:
    return StaticToken.objects.filter(device__user=user.pk).count()


@transaction.atomic
def turn_off(user: AbstractBaseUser) -> bool:
    """Forget device and backup codes; whether there were any."""
    deleted, _models = TOTPDevice.objects.filter(user=user.pk).delete()
    StaticDevice.objects.filter(user=user.pk).delete()
    user.two_factor_device = None
    return bool(deleted)


def accepts(user: AbstractBaseUser, code: str) -> bool:
    """Whether a code is right: one of the telephone, or a backup code, which it uses up."""
    code = digits(code)
    kind = StaticDevice if len(code) == BACKUP_DIGITS else TOTPDevice
    device = kind.objects.filter(user=user.pk, confirmed=True).order_by("pk").first()
    return device is not None and verify_token(user, device.persistent_id, code) is not None


def has_to_wait(user: AbstractBaseUser) -> bool:
    """After wrong codes, each further one is looked at only after a pause that doubles."""
    devices = [*in_use(user.pk), *StaticDevice.objects.filter(user=user.pk)]
    return any(not device.verify_is_allowed()[0] for device in devices)


def digits(code: str) -> str:
    """As typed with spaces, hyphens or the wide digits of a Japanese keyboard."""
    wide = unicodedata.normalize("NFKC", code)[:40]
    return "".join(sign for sign in wide if sign.isascii() and sign.isdigit())
