"""Sending digests: each at most once a day, whoever else is sending at the same time."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from translations.digest.composing import Digest, compose_digest
from translations.digest.stopping import stop_address
from translations.models import DigestWish
from translations.texts import language_name
from translations.units.rights import ANYWHERE, may_use_desk, works_on

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sent:
    sent: int = 0
    failed: int = 0


def send_digests() -> Sent:
    """All that are due. One that fails is tried again by the next run and stops no other."""
    result = Sent()
    for wish in due().select_related("person").order_by("pk").iterator():
        try:
            result.sent += send_one(wish)
        except Exception:  # a mail server may fail in any way
            log.exception("digest %s was not sent", wish.pk)
            result.failed += 1
    return result


def due() -> QuerySet[DigestWish]:
    """Wishes for which nothing was sent today, in the time of the site."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return DigestWish.objects.filter(Q(sent_at=None) | Q(sent_at__lt=today))


def send_one(wish: DigestWish) -> bool:
    """Whether there was something to say. It is in the language of the wish."""
    if not may_receive(wish):
        return False
    with override(wish.language):
        digest = compose_digest(wish.person, wish.language)
        if not digest:
            return False
        mail = message(wish, digest)
    return deliver(wish, mail)


def may_receive(wish: DigestWish) -> bool:
    """Rights may have changed since somebody wished for it."""
    person, language = wish.person, wish.language
    return bool(person.email) and may_use_desk(person) and works_on(person, language, ANYWHERE)


def message(wish: DigestWish, digest: Digest) -> EmailMessage:
    stop = stop_address(wish)
    words = {"language": language_name(wish.language), "count": digest.count}
    context = {
        **{"digest": digest, "language": words["language"], "stop_url": stop},
        "board_url": settings.SITE_URL + board_path(),
        "wishes_url": settings.SITE_URL + reverse("translate:digest"),
    }
    return EmailMessage(
        subject=_("Tsuzuri: translations (%(language)s), %(count)d to do") % words,
        body=render_to_string("translations/digest.txt", context),
        to=[wish.person.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def board_path() -> str:
    """The desk's first page lies above all its other pages."""
    return reverse("translate:digest").removesuffix("digest/")


def deliver(wish: DigestWish, mail: EmailMessage) -> bool:
    """Claim the day, then send; a failure gives the day back."""
    now = timezone.now()
    if not claim(wish, now):
        return False
    try:
        mail.send()
    except Exception:
        DigestWish.objects.filter(pk=wish.pk, sent_at=now).update(sent_at=wish.sent_at)
        raise
    return True


def claim(wish: DigestWish, now: datetime) -> bool:
    """True for one of several that send at the same time."""
    return due().filter(pk=wish.pk).update(sent_at=now) == 1
