"""One kind of digit, dash and space; what was read once is blotted out."""

import re
import unicodedata
from collections.abc import Callable

BLOT = " \u0001 "
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>「」（）]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"
)

# No figure is longer; what is would only keep the patterns busy.
ENDLESS = re.compile(r"[\d.,:/–\- 〇零一二三四五六七八九十百千万億兆]{80,}")


def tidy(text: str) -> str:
    """NFKC, with the wave dash kept as a dash: it says “to”, never “about”."""
    text = unicodedata.normalize("NFKC", re.sub("[～〜]", "–", text))
    text = re.sub("[‐‑−]", "-", re.sub("[‒—―]", "–", text))
    text = re.sub(r"(?<=\d)ー(?=\d)", "-", text)
    text = re.sub(r"\s+", " ", ADDRESS.sub(BLOT, text))
    return ENDLESS.sub(BLOT, text)


def lifted(text: str, pattern: re.Pattern, found: Callable[[re.Match], bool | None]) -> str:
    """The text without what a pattern reads; ``found`` returns False to leave a match alone."""
    return pattern.sub(lambda match: match[0] if found(match) is False else BLOT, text)
