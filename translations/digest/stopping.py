"""The address that ends a digest: signed, so that it works without logging in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from translations.models import DigestWish

SALT = "translations.digest"


def stop_address(wish: DigestWish) -> str:
    return settings.SITE_URL + reverse("translate:digest-stop", args=[token(wish)])


def token(wish: DigestWish) -> str:
    """Good for this wish alone, and as long as it lives."""
    return signing.dumps(wish.pk, salt=SALT)


def stop(token: str) -> bool:
    """End the wish of a token; False for a token that is none of ours. Again: changes nothing."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return False
    DigestWish.objects.filter(pk=key).delete()
    return True
