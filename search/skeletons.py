"""A Latin skeleton of names in which the usual romanisations of Mongolian meet. Pure.

kh/h, ts/c/z, j/zh/dzh/dsch, ü/u/ö/o and doubled letters are one: Elbegdorzh is Элбэгдорж.
"""

import re
from functools import lru_cache

from search.analysis import fold
from search.transliteration import is_cyrillic, latin_form

MEETING = (
    (re.compile("schtsch|chtch"), "sh"),  # щ in German and in French
    (re.compile("dsch"), "j"),
    (re.compile("shch|sch"), "sh"),
    (re.compile("dzh|dsh|dj|zh|ž"), "j"),
    (re.compile("kj(?=[aeiou])"), "ky"),  # German: Kjachta
    (re.compile("ch(?=t)"), "h"),
    (re.compile("tch|č"), "ch"),
    (re.compile("š"), "sh"),
    (re.compile("kh|x"), "h"),
    (re.compile("tz|ts|dz|ds|z"), "c"),  # German writes ц with z and з with ds, others with dz
    (re.compile("(?<![aeouöü])ij|iy|yi"), "i"),  # Tsakhiagijn; in Choijil j is ж
    (re.compile("[üuö]|oe|ue"), "o"),
    (re.compile("e[iy](?![aeo])"), "e"),  # Beijing, Бээжин
    (re.compile("[yi](?=[aeo])"), ""),
    (re.compile("y"), "i"),
    (re.compile("w"), "v"),
)
SPELT = re.compile(r"[^a-z]")
DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def skeleton(text: str) -> str:
    """A word in Latin or Cyrillic letters without what romanisations differ in; or empty."""
    text = latin_form(text) if is_cyrillic(text) else text
    text = text.casefold()
    for pattern, meeting in MEETING:
        text = pattern.sub(meeting, text)
    return DOUBLED.sub(r"\1", SPELT.sub("", fold(text)))
