"""Years by Japanese eras, in Japanese and as they are romanised."""

import re

BASES = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
ROMANISED = {
    **{"meiji": 1867, "taisho": 1911, "taishō": 1911, "showa": 1925, "shōwa": 1925},
    **{"heisei": 1988, "reiwa": 2018, "мэйжи": 1867, "мэйдзи": 1867, "тайшё": 1911},
    **{"тайшо": 1911, "шёва": 1925, "шёова": 1925, "сёва": 1925, "шова": 1925, "шоува": 1925},
    **{"хэйсэй": 1988, "рэйва": 2018},
}
KANJI = dict(zip("〇一二三四五六七八九", range(10), strict=True))
JAPANESE = re.compile(
    rf"(?P<era>{'|'.join(BASES)})(?P<year>元|\d{{1,2}}|[一二三四五六七八九十]{{1,3}})"
    r"(?=年|[()–・、,/]|$| ?\x01)年?(?:度)?"
)
OTHERS = re.compile(
    rf"(?P<era>{'|'.join(ROMANISED)})(?:гийн|гын|ийн|ын)?(?: year| эрин)? ?-?"
    r"(?P<year>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
# An older era with its Western year beside it: 文久2年(1862). Its own number is not demanded.
GLOSSED = re.compile(r"(?<=[一-龯])\d{1,2}年(?=\(\d{4}\))")


def kanji_number(text: str) -> int:
    """十二 → 12, 四十六 → 46, 元 → 1."""
    if text == "元":
        return 1
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(KANJI[one]) for one in text))
    return (KANJI.get(tens, 0) if tens else 1) * 10 + KANJI.get(ones, 0)


def western(era: str, year: str) -> int:
    base = BASES.get(era) or ROMANISED[era.casefold()]
    return base + (int(year) if year.isdecimal() else kanji_number(year))
