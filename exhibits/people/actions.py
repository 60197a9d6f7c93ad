"""What can happen to an account: one function each, with the administrator who does it.

``PeopleError`` says in a sentence what cannot be done; ``PermissionDenied`` whose doing it is not.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser, Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibits.models import Invitation, Membership, Person
from exhibits.people import two_factor
from exhibits.roles import ADMINISTRATOR, ROLES, ensure_roles

MAILS_AN_HOUR = 30  # of one administrator: a stolen session must not become a sender of mails


class PeopleError(ValueError):
    """Something that cannot be done; ``str()`` is a sentence for the administrator."""


def may_manage(actor: AbstractBaseUser, person: AbstractBaseUser) -> bool:
    """An administrator manages everybody but superusers, who manage each other."""
    if person.is_superuser and not actor.is_superuser:
        return False
    return actor.has_perm("exhibits.change_person")


def require_manager(actor: AbstractBaseUser, person: AbstractBaseUser) -> None:
    if not may_manage(actor, person):
        raise PermissionDenied


def administrators() -> QuerySet[Person]:
    """Who can manage people now."""
    is_one = Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR, is_staff=True)
    return Person.objects.filter(is_one, is_active=True).distinct()


def check_another_remains(person: AbstractBaseUser) -> None:
    """Called in a transaction: of two administrators who close each other, one is the second."""
    list(Group.objects.select_for_update().filter(name=ADMINISTRATOR))
    if not administrators().exclude(pk=person.pk).exists():
        raise PeopleError(_("This is the last administrator; make somebody else one first."))


def log(person: AbstractBaseUser, words: str, actor: AbstractBaseUser) -> None:
    entry = Person(pk=person.pk, username=person.username, first_name=person.first_name)
    LogEntry.objects.log_actions(actor.pk, [entry], CHANGE, words, single_object=True)


def log_own(person: AbstractBaseUser, words: str) -> None:
    log(person, words, person)


@transaction.atomic
def give_roles(person: AbstractBaseUser, roles: Iterable[str], *, actor: AbstractBaseUser) -> None:
    """Exactly these roles; groups of the site's own making stay as they are."""
    require_manager(actor, person)
    wanted, former = set(roles), roles_of(person)
    if not wanted <= set(ROLES):
        raise PeopleError(_("There is no such role."))
    if ADMINISTRATOR in former - wanted:
        check_another_remains(person)
    groups = ensure_roles() if wanted - former else {}
    person.groups.remove(*Group.objects.filter(name__in=former - wanted))
    person.groups.add(*(groups[role] for role in wanted - former))


def roles_of(person: AbstractBaseUser) -> set[str]:
    return {group.name for group in person.groups.all()} & set(ROLES)


def settle_staff(person: AbstractBaseUser) -> None:
    """Whoever has a role comes into the staff's pages; whoever has lost the last one does not."""
    # Asked anew: what was read with the person may be from before.
    has_group = Group.objects.filter(user=person.pk).exists()
    has_role = has_group or Membership.objects.filter(person=person.pk).exists()
    is_staff = has_role or person.is_superuser or person.user_permissions.exists()
    if person.is_staff != is_staff:
        person.is_staff = is_staff
        person.save(update_fields=["is_staff"])


@transaction.atomic
def invite(person: AbstractBaseUser, language: str, *, actor: AbstractBaseUser) -> Invitation:
    """A new link for somebody; her former ones open nothing any more. The mail is sent later."""
    require_manager(actor, person)
    check_pace(actor)
    revoke_links(person)
    made = Invitation.objects.create(person_id=person.pk, language=language, invited_by=actor)
    log(person, _("A link to set name and password was made."), actor)
    return made


def check_pace(actor: AbstractBaseUser) -> None:
    since = timezone.now() - timedelta(hours=1)
    sent = Invitation.objects.filter(invited_by=actor.pk, created_at__gt=since)
    if sent.count() >= MAILS_AN_HOUR:
        raise PeopleError(
            _("You have sent %(most)d invitations within an hour; please wait.")
            % {"most": MAILS_AN_HOUR}
        )


def revoke_links(person: AbstractBaseUser) -> int:
    return Invitation.objects.open().filter(person=person.pk).update(revoked_at=timezone.now())


@transaction.atomic
def revoke(person: AbstractBaseUser, *, actor: AbstractBaseUser) -> None:
    require_manager(actor, person)
    if not revoke_links(person):
        raise PeopleError(_("There is no open invitation."))
    log(person, _("The invitation was revoked."), actor)


@transaction.atomic
def accept(invitation: Invitation, *, password: str, name: str = "", username: str = "") -> bool:
    """Open the account of whoever holds the link; False when it was used meanwhile."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not fresh.is_open or fresh.key != invitation.key:
        return False
    person = Person.objects.get(pk=fresh.person_id)
    if is_new(person):
        person.first_name, person.last_name, person.username = name, "", username
    person.is_active = True
    person.set_password(password)
    person.save()
    fresh.accepted_at = timezone.now()
    fresh.save(update_fields=["accepted_at"])
    log_own(person, _("Name and password were set by the link that was sent."))
    return True


def is_new(person: AbstractBaseUser) -> bool:
    """Whether somebody was invited and never came."""
    return not person.is_active and not person.has_usable_password()


@transaction.atomic
def close(person: AbstractBaseUser, *, actor: AbstractBaseUser) -> None:
    """She is out at once, whatever she has open; what she has written keeps her name."""
    require_manager(actor, person)
    if person.pk == actor.pk:
        raise PeopleError(_("You cannot close your own account; ask another administrator."))
    check_another_remains(person)
    revoke_links(person)
    set_active(person, False)
    log(person, _("The account was closed."), actor)


@transaction.atomic
def reopen(person: AbstractBaseUser, *, actor: AbstractBaseUser) -> None:
    require_manager(actor, person)
    if is_new(person):
        raise PeopleError(_("This person has no password yet; send the invitation again."))
    set_active(person, True)
    log(person, _("The account was opened again."), actor)


def set_active(person: AbstractBaseUser, value: bool) -> None:
    person.is_active = value
    person.save(update_fields=["is_active"])


@transaction.atomic
def reset_two_factor(person: AbstractBaseUser, *, actor: AbstractBaseUser) -> None:
    """For a lost telephone: the password alone opens until two-factor is set up anew."""
    require_manager(actor, person)
    if not two_factor.turn_off(person):
        raise PeopleError(_("Two-factor is not turned on for this person."))
    log(person, _("Two-factor was reset."), actor)
