"""Rights that hold in some exhibitions only.

Nobody needs to ask here: ``user.has_perm(permission, object)`` does, through the authentication
backend. Lists ask ``within`` for the exhibitions whose rows they may show.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q

from exhibits.models import Membership
from exhibits.models.exhibitions import exhibition_scope
from exhibits.models.people import Role
from exhibits.roles import SHARED, THERE
from translations.units.rights import ANYWHERE, scope_of


def limited_rights(user: AbstractBaseUser) -> dict[int, set[str]]:
    """Permissions by exhibition; one query for a person, none where it is known to be in vain."""
    if not hasattr(user, "_limited_rights"):
        user._limited_rights = read_rights(user) if has_memberships(user) else {}
    return user._limited_rights


def has_memberships(user: AbstractBaseUser) -> bool:
    """What the authentication backend has read with the person; True where it is not known."""
    return user.pk is not None and getattr(user, "has_memberships", True)


def read_rights(user: AbstractBaseUser) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for exhibition, role in Membership.objects.filter(person=user.pk).values_list(
        "exhibition", "role"
    ):
        found.setdefault(exhibition, set()).update(THERE[role])
    return found


def has_limited_right(user: AbstractBaseUser, permission: str, thing: object) -> bool:
    """Whether a role in an exhibition gives a right to something, or to anything at all."""
    rights = limited_rights(user)
    if not rights:
        return False
    if permission in SHARED:
        return True
    if thing is None:
        return False
    if isinstance(thing, str):
        return thing == ANYWHERE and any(permission in some for some in rights.values())
    scope = scope_of(thing)
    return any(exhibition_scope(k) == scope and permission in some for k, some in rights.items())


def within(user: AbstractBaseUser, permission: str) -> set[int] | None:
    """The exhibitions in which somebody has a right; None for everywhere."""
    if user.has_perm(permission):
        return None
    return {key for key, some in limited_rights(user).items() if permission in some}


def holding(permissions: Iterable[str]) -> Q:
    """People who have one of the permissions in some exhibition."""
    wanted = set(permissions)
    roles = [role for role in Role.values if wanted & THERE[role]]
    return Q(pk__in=Membership.objects.filter(role__in=roles).values("person"))
