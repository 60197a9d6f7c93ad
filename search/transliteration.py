"""Mongolian Cyrillic in Latin letters after MNS 5217:2012."""

import unicodedata

LETTERS = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "ye", "ё": "yo", "ж": "j"},
    **{"з": "z", "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o"},
    **{"ө": "ö", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ү": "ü", "ф": "f"},
    **{"х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "i", "ы": "y", "ь": "i"},
    **{"э": "e", "ю": "yu", "я": "ya"},
}
# Letters of other alphabets that stand for ө and ү where a keyboard lacks them.
SLIPS = str.maketrans("ѳѲєЄїЇ", "өӨөӨүҮ")


def latin_form(text: str) -> str:
    """``Цахиагийн Элбэгдорж`` → ``Tsakhiagiin Elbegdorj``; other characters stay as they are.

    A letter that becomes two is written with one capital, unless its neighbour is a capital too.
    """
    text = unicodedata.normalize("NFC", text).translate(SLIPS)
    return "".join(letter(text, place) for place in range(len(text)))


def letter(text: str, place: int) -> str:
    written = text[place]
    made = LETTERS.get(written.lower())
    if made is None:
        return written
    if not written.isupper():
        return made
    beside = text[place + 1 : place + 2] or text[place - 1 : place]
    return made.upper() if beside.isupper() else made.capitalize()


def is_cyrillic(text: str) -> bool:
    return any("CYRILLIC" in unicodedata.name(character, "") for character in text)
