"""``manage.py rebuild_memory``: the translation memory from what is approved."""

from django.core.management.base import BaseCommand

from translations.memory import rebuild


class Command(BaseCommand):
    help = "Fills the translation memory from the approved translations. Again: changes nothing."

    def handle(self, *args, **options) -> None:
        kept, marked = rebuild()
        self.stdout.write(f"{kept} approved pairs remembered, {marked} earlier ones marked again.")
