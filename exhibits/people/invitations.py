"""The link of an invitation, and the mail that brings it."""

import uuid

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from exhibits.models import Invitation
from exhibits.people.actions import is_new

SIGNER = signing.Signer(salt="exhibits.invitation")


def token(invitation: Invitation) -> str:
    """Signed, so that whoever has read the database alone cannot make one."""
    return SIGNER.sign(invitation.key.hex)


def found_by(token: str) -> Invitation | None:
    """The invitation that a link opens now; None alike for used, revoked, late and forged ones."""
    try:
        key = uuid.UUID(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Invitation.objects.open().filter(key=key).select_related("person").first()


def address(invitation: Invitation) -> str:
    return settings.SITE_URL + reverse("join", args=[token(invitation)])


def message(invitation: Invitation) -> EmailMessage:
    """In the language of the invitation."""
    with override(invitation.language):
        is_first = is_new(invitation.person)
        context = {
            "invitation": invitation,
            "is_first": is_first,
            "by": invitation.invited_by.get_full_name() if invitation.invited_by else "",
            "site": settings.SITE_URL,
            "url": address(invitation),
        }
        subject = _("Your account at Tsuzuri") if is_first else _("Tsuzuri: a new password")
        body = render_to_string("exhibits/people/invitation.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[invitation.person.email], headers=headers)


def send(invitation: Invitation) -> None:
    """Outside of a transaction: a mail cannot be taken back. Raises what the mail server does."""
    message(invitation).send()
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())
