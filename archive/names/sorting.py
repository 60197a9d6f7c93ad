"""Sort keys of names that come out right when they are compared letter by letter.

Keys hold only digits and small Latin letters, two for every character, so that SQLite and
PostgreSQL order them alike under any collation.
"""

import unicodedata

from archive.names.words import parts_of, script_of
from search.transliteration import SLIPS

CYRILLIC = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
KANA = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねの"
    "はひふへほまみむめもやゆよらりるれろわゐゑをん"
)
SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
SYMBOLS = "0123456789" + LATIN
ORDER = " 0123456789" + LATIN + CYRILLIC + KANA
CODES = {c: SYMBOLS[n // 36] + SYMBOLS[n % 36] for n, c in enumerate(ORDER)}
CHARACTERS = {code: character for character, code in CODES.items()}
LONGEST = 300

# Which scripts come first in a list of each language; other scripts follow.
FIRST = {
    "en": ("Latn", "Cyrl", "Kana", "Hira", "Jpan", "Hani"),
    "ja": ("Kana", "Hira", "Jpan", "Hani", "Latn", "Cyrl"),
    "mn": ("Cyrl", "Latn", "Kana", "Hira", "Jpan", "Hani"),
}
SAME = {"Hira": "Kana", "Jpan": "Hani"}


def sort_key(
    form: str,
    *,
    language: str,
    is_person: bool = False,
    family_first: bool = False,
    reading: str = "",
) -> str:
    """The key of a form in a list of ``language``.

    People are filed by given or family name (see ``parts_of``), a Japanese name by its kana
    reading as written, everything else as written.
    """
    shown = reading or form
    if is_person and not reading:
        parts = parts_of(form, family_first=family_first)
        shown = " ".join([parts.filed, *parts.others, *parts.initials])
    return encoded(shown, language) if shown.strip() else ""


def encoded(text: str, language: str) -> str:
    """The place of the script of the first letter, then a code for every character."""
    script = script_of(next((c for c in text if c.isalpha()), ""))
    order = [SAME.get(one, one) for one in FIRST[language]]
    place = order.index(SAME.get(script, script)) if SAME.get(script, script) in order else 8
    return (str(place) + "".join(code(character) for character in plain(text)))[:LONGEST]


def plain(text: str) -> str:
    """Small letters without accents; katakana as hiragana without voicing and long signs."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(SLIPS)
    text = "".join(bare(character) for character in text).translate(SMALL)
    kept = "".join(c if c.isalnum() else " " for c in text if c not in "ー'’-")
    return " ".join(kept.split())


def bare(character: str) -> str:
    if "ァ" <= character <= "ヶ":
        character = chr(ord(character) - 0x60)
    if character in CYRILLIC:
        return character
    return unicodedata.normalize("NFD", character)[0]


def code(character: str) -> str:
    """Known letters by their place in the alphabet, others after them by their code point."""
    if character in CODES:
        return CODES[character]
    number, digits = ord(character), ""
    for _place in range(4):
        number, rest = divmod(number, 36)
        digits = SYMBOLS[rest] + digits
    return f"z{digits}"


ROWS = ("あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ")


def initial(key: str) -> str:
    """What an index files a key under: a letter, or the first kana of its row; or empty."""
    character = CHARACTERS.get(key[1:3], "")
    if character in KANA and character:
        return [row for row in ROWS if KANA.index(row) <= KANA.index(character)][-1]
    return character.upper() if character.isalpha() else ""


def bounds(letter: str, language: str) -> tuple[str, str]:
    """The keys filed under an initial: from the first to before the second."""
    order = [SAME.get(one, one) for one in FIRST[language]]
    place = order.index(SAME.get(script_of(letter), script_of(letter)))
    first = ORDER.index(letter.lower())
    after = first + 1
    if letter in ROWS:
        later = ROWS[ROWS.index(letter) + 1 :]
        after = ORDER.index(later[0]) if later else len(ORDER)
    end = CODES[ORDER[after]] if after < len(ORDER) else "z"
    return f"{place}{CODES[ORDER[first]]}", f"{place}{end}"
