"""A file of chosen texts."""

import re
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from translations.exchange.choosing import Choice, source_languages
from translations.exchange.formats import Format
from translations.exchange.making import rows


class ChoiceError(ValueError):
    """Of this choice no file can be made; ``str()`` is a sentence for the user."""


def write(choice: Choice, made: Format, target: BinaryIO) -> int:
    """The number of texts written."""
    return made.write(
        rows(choice),
        target,
        name=choice.scope,
        source=choice.source or choice.language,
        language=choice.language,
    )


def with_source(choice: Choice, made: Format) -> Choice:
    """The choice with the one source language that XLIFF and PO need."""
    if choice.source or not made.is_pair:
        return choice
    found = [code for code, _count in source_languages(choice)]
    if len(found) > 1:
        words = _("Texts are written in several languages here; choose one of them: %(codes)s.")
        raise ChoiceError(words % {"codes": ", ".join(found)})
    if not found:
        raise ChoiceError(_("There are no such texts."))
    return Choice(
        **{name: getattr(choice, name) for name in Choice.__slots__} | {"source": found[0]}
    )


def file_name(choice: Choice, made: Format) -> str:
    """Scope, languages and date: ``exhibition-3-en-ja-2026-11-28.xlf``."""
    parts = [choice.scope, choice.source, choice.language, f"{timezone.localdate():%Y-%m-%d}"]
    name = "-".join(part for part in parts if part)
    return f"{re.sub(r'[^a-z0-9-]', '-', name)}.{made.extension}"
