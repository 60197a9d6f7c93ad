"""``manage.py send_translation_digests``: the daily e-mails of the translators' desk."""

from django.core.management.base import BaseCommand, CommandError

from translations.digest import send_digests


class Command(BaseCommand):
    help = "Sends the digests that are due, at most one a day for each person and language."

    def handle(self, *args, **options) -> None:
        result = send_digests()
        self.stdout.write(f"{result.sent} digests sent.")
        if result.failed:
            raise CommandError(f"{result.failed} could not be sent; the log says why.")
