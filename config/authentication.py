"""Who may log in."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend


class AccountBackend(ModelBackend):
    """Accounts with a password. Elsewhere than on one's own machine a password that is the
    account's name – as those of the demonstration are – opens nothing."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if not settings.SITE_IS_LOCAL and password and password == username:
            return None
        return super().authenticate(request, username, password, **kwargs)
