"""Who may log in, and what each may."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef

from exhibits.models import Membership
from exhibits.people.limits import has_limited_right
from exhibits.people.two_factor import device_key


class AccountBackend(ModelBackend):
    """Accounts with a password. Elsewhere than on one's own machine a password that is the
    account's name – as those of the demonstration are – opens nothing.

    Rights are given by groups for the whole site, and by memberships for single exhibitions.
    """

    def authenticate(self, request, username=None, password=None, **kwargs):
        if not settings.SITE_IS_LOCAL and password and password == username:
            return None
        return super().authenticate(request, username, password, **kwargs)

    def has_perm(self, user_obj, perm, obj=None):
        """``obj``: a part of an exhibition, one of its texts, a scope; see translations' rights."""
        if super().has_perm(user_obj, perm):
            return True
        return user_obj.is_active and has_limited_right(user_obj, perm, obj)

    def get_user(self, user_id):
        """The person of a session, with what every page of the staff asks of her."""
        memberships = Membership.objects.filter(person=OuterRef("pk"))
        people = get_user_model().objects.annotate(
            has_memberships=Exists(memberships), two_factor_device=device_key(OuterRef("pk"))
        )
        user = people.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
