"""Who may log in, and what each may."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from exhibits.people.limits import has_limited_right

# Written out: Django takes longer to make it, at every request of the staff, than to ask it.
PERSON = """
SELECT person.*,
  EXISTS (SELECT 1 FROM exhibits_membership WHERE person_id = person.id) AS has_memberships,
  (SELECT MIN(id) FROM otp_totp_totpdevice WHERE user_id = person.id AND confirmed)
    AS two_factor_device
FROM auth_user AS person WHERE person.id = %s
"""


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
        user = next(iter(get_user_model().objects.raw(PERSON, [user_id])), None)
        return user if user is not None and self.user_can_authenticate(user) else None
