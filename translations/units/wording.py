"""What counts as the same wording, and how long a text is. Pure.

A translation is outdated when the fingerprint of the source differs from that of the source it was
made from. What a reader cannot see (line ends, runs of spaces, how an accent is encoded) is no
difference; a changed link, mark or footnote is one.
"""

import hashlib
import re
import unicodedata

from translations.richtext import plain_text

LENGTH = 16  # hexadecimal digits of a fingerprint
SPACES = re.compile(r"\s+")
BETWEEN_TAGS = re.compile(r"(?<=>) (?=<)")
# Characters of scripts written without spaces count one by one, as translators count them.
CHARACTER = re.compile("[\u3005\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def normalised(text: str) -> str:
    """The text without differences that no reader sees."""
    joined = SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return BETWEEN_TAGS.sub("", joined) if "<" in joined else joined


def fingerprint(text: str) -> str:
    """Sixteen hexadecimal digits for a wording; empty for a blank text."""
    wording = normalised(text)
    return hashlib.sha256(wording.encode()).hexdigest()[:LENGTH] if wording else ""


def word_count(text: str) -> int:
    """Words, and characters of Japanese and Chinese; markup and footnotes are not counted."""
    shown = plain_text(text) if "<" in text else text
    rest, characters = CHARACTER.subn(" ", shown)
    return characters + sum(any(c.isalnum() for c in word) for word in rest.split())
