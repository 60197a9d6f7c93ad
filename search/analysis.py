"""Script-aware folding of text in English, Japanese and Mongolian.

Pure: text in, text out. What is stored for matching and what is asked for go through the
same function, so both databases compare alike (SQLite folds the case of ASCII only).
"""

import unicodedata

# Who lacks the letters types о for ө and у for ү; ё is often printed е. й and и stay apart.
CYRILLIC = str.maketrans("ёүөѳ", "еуоо")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
KEPT_MARKS = {"\u3099", "\u309a", "\u0306"}  # が is not か, й is not и


def fold(text: str) -> str:
    """Text without the differences that readers do not type: case, width, accents, ө/ү."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(CYRILLIC)
    text = text.translate(INVISIBLE).translate(HYPHENS)
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in parts if c in KEPT_MARKS or not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def terms(query: str, *, most: int = 12) -> list[str]:
    """The folded words of a query; NUL and lone surrogates are dropped, at most ``most``."""
    clean = query.replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
    return fold(clean[:500]).split()[:most]
