"""Which languages a release must have, and what holds it up."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from exhibits.actions import check_publisher, log
from exhibits.models import Exhibition
from exhibits.readiness.kinds import CHOOSABLE
from translations.texts import LANGUAGES


@transaction.atomic
def set_policy(
    exhibition: Exhibition,
    *,
    actor: AbstractBaseUser,
    required_languages: Iterable[str],
    blocking: Iterable[str],
) -> None:
    """Unknown languages and kinds are left out. Raises ``PermissionDenied``."""
    check_publisher(actor, exhibition)
    languages, kinds = set(required_languages), set(blocking)
    exhibition.required_languages = [code for code in LANGUAGES if code in languages]
    exhibition.blocking = [kind for kind in CHOOSABLE if kind in kinds]
    exhibition.save(update_fields=["required_languages", "blocking"])
    log(exhibition, _("Policy for releases changed."), actor)
