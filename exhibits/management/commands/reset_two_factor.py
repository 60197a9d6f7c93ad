"""Take two-factor from an account whose telephone and backup codes are lost.

The password alone opens it then, until its owner sets two-factor up anew; on a site that requires
it, that is the first page that she sees.
"""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from exhibits.people.actions import log_own
from exhibits.people.two_factor import turn_off


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("username", help="the name to log in with")

    def handle(self, *args, username, **options):
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no account with the name “{username}”.")
        if not turn_off(person):
            raise CommandError(f"Two-factor is not turned on for “{username}”.")
        log_own(person, "Two-factor was reset by the operator.")
        self.stdout.write(f"Two-factor was reset for “{username}”.")
