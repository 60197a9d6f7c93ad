"""Readings of Japanese titles: how they are spoken, in kana with spaces between words."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.kanji import RUN

KANJI, KANA = re.compile(RUN), re.compile("[ぁ-ゖァ-ヺｦ-ﾟ]")


def check_reading(text: str) -> None:
    """A sentence for whoever wrote something else; figures and Latin letters may stand in it."""
    if KANJI.search(text) or not KANA.search(text):
        raise ValidationError(_("Write the reading in kana, without kanji."))


def together(reading: str) -> str:
    """Without the spaces, as titles are written: 大震災 is looked for as だいしんさい."""
    return "".join(reading.split())
