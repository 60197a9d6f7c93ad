"""What a translating program must offer, and which one the site has named."""

from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


class Translator(Protocol):
    """A program that translates. Made without arguments; may raise whatever it likes."""

    def translate(self, texts: list[str], source: str, target: str, is_html: bool) -> list[str]:
        """One translation for each text, in the same order; "" where it has none.

        ``source`` and ``target`` are ``en``, ``ja`` or ``mn``. HTML holds what the editor allows;
        footnotes are ``<span class="footnote">`` at their place.
        """


class MachineError(Exception):
    """The service did not do what was asked; ``str()`` is a sentence for the user."""


def is_on() -> bool:
    return bool(settings.MACHINE_TRANSLATION)


def translator() -> Translator:
    """The one that the site has named; a wrong name is a sentence."""
    name = settings.MACHINE_TRANSLATION
    try:
        made = import_string(name)()
    except Exception as error:  # whatever a foreign module does when it is loaded
        raise ImproperlyConfigured(
            f"MACHINE_TRANSLATION is {name!r}: it cannot be loaded ({error})."
        ) from error
    if not callable(getattr(made, "translate", None)):
        raise ImproperlyConfigured(f"MACHINE_TRANSLATION is {name!r}: it has no translate().")
    return made
