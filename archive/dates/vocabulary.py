"""The words and signs of written dates in English, Japanese and Mongolian, as patterns.

All patterns meet casefolded NFKC text in which wave dashes are "–" (see `words.tidy`).
"""

import re

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = {
    form: f"{number:02d}"
    for number, name in enumerate(MONTH_NAMES, start=1)
    for form in (name.casefold(), name[:3].casefold())
} | {"sept": "09"}
SEASONS = {
    **dict.fromkeys(("spring", "春", "хавар"), "21"),
    **dict.fromkeys(("summer", "夏", "зун"), "22"),
    **dict.fromkeys(("autumn", "fall", "秋", "намар"), "23"),
    **dict.fromkeys(("winter", "冬", "өвөл"), "24"),
}

# дугаар and дүгээр, also as typed without ү or with a Latin v.
ORDINAL = r"(?: ?-?р| ?-?д[уүv]г[аэ]{2}р)"
# "of the year", "in the year": он, оны, онд.
_YEAR_MN = r" ?он(?:ы|д)?(?![а-яөүё])"

# An era by name, or by its letter before a number (H23).
_ERA = r"(?:明治|大正|昭和|平成|令和|(?<![a-z])[mtshr](?=\.?[ ]?[0-9]))"

# Roman numerals are typed in Latin or in look-alike Cyrillic letters.
ROMAN = str.maketrans("хі", "xi")

DECADE = re.compile(
    r"(?P<tens>[0-9]{3})0(?:'?s|年代| ?-?(?:аад|ээд|оод|өөд|иад|иод)" + _YEAR_MN + ")"
)
CENTURY = re.compile(
    r"(?:(?P<number>[0-9]{1,2})(?:(?:st|nd|rd|th) century|世紀|" + ORDINAL + " зуун)"
    r"|(?P<roman>[ivxхі]+)" + ORDINAL + "? зуун)"
)
NUMERIC = re.compile(r"(?P<y>[0-9]{4})([./-])(?P<m>[0-9]{1,2})(?:\2(?P<d>[0-9]{1,2}))?")

TOKEN = re.compile(
    r"""
      [ ,]+ | of\b
    | (?P<month_name>"""
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r""")\b\.?
    | (?P<season>"""
    + "|".join(SEASONS)
    + r""")
    | (?P<also>明治|大正|昭和|平成)[0-9]{1,2}/(?=[大昭平令])  # 昭和64／平成元年: the later counts
    | (?P<era>ERA)\.?[ ]?(?P<era_year>[0-9]{1,2})年?
    | \((?P<western>[0-9]{4})年?\)
    | (?P<unknown_month>某月) | (?P<unknown_day>某日)
    | (?P<year>[0-9]{4}(?![0-9])|[0-9]{1,3}(?=年|YEAR_MN))(?:年|YEAR_MN)?
    | (?P<month>[0-9]{1,2})(?:月|ORDINAL?[ ]?сар(?:ын|д)?(?![а-яөүё]))
    | (?P<day>[0-9]{1,2})(?:日|(?:st|nd|rd|th)\b|-?(?:ны|ний|нд)(?![а-яөүё])(?:[ ]өдөр)?)
    | (?P<bare>[0-9]{1,2})(?![0-9])
    """.replace("ERA", _ERA)
    .replace("YEAR_MN", _YEAR_MN.replace(" ", "[ ]"))
    .replace("ORDINAL", ORDINAL.replace(" ", "[ ]")),
    re.VERBOSE,
)

UNCERTAIN = re.compile(r" ?(?:\(\?\)|\?)$")
ABOUT_BEFORE = re.compile(r"^(?:c\.? ?(?=[0-9])|(?:ca|circa|approx|about|around)\b\.? ?|c\. |約)")
ABOUT_AFTER = re.compile(r" ?(?:頃|ころ|ごろ|орчим|~)$")

# Where a range may be divided, most certain sign first. A hyphen counts only before something
# that can begin a date, and never inside "3-р" or "12-ны".
RANGE_SIGNS = (
    re.compile(" ?– ?"),
    re.compile(r" ?~ ?(?=[0-9a-z一-龯])"),
    re.compile(r" ?- ?(?=[0-9a-z一-龯])"),
)

# "From": 1990 оноос, 3 дугаар сараас, 12-ноос.
_ABLATIVE = (
    r"(?:(?<=[0-9])-?(?:наас|ноос|нөөс|нээс)|(?<=он)оос|(?<=сар|зун)аас|(?<=зуун)аас)(?: хойш)?"
)
ORDINARY_FORMS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[.。]$", ""),
        (r"^(?:on|in|西暦) ?(?=[0-9a-z])", ""),
        (r"元年", "1年"),
        (rf"({_ERA})\.? ?([0-9]+)([./-])([0-9]+)\3([0-9]+)", r"\1\2年\4月\5日"),
        (rf"({_ERA})\.? ?([0-9]+)[./]([0-9]+)(?![0-9])", r"\1\2年\3月"),
        (r"^from (.+?) (?:to|until|till|through) (.+)$", r"\1–\2"),
        (r"^(?:from|since) (.+)$", r"\1–"),
        (r"^(?:until|till|up to) (.+)$", r"–\1"),
        (r" (?:to|until) ", "–"),
        (r"(?:から|以降)", "–"),
        (r"орчмоос", "орчим–"),
        (r"(хав|нам)раас", r"\1ар–"),
        (r"өвлөөс", "өвөл–"),
        (_ABLATIVE, "–"),
        (r"(–| хүртэл) \(\?\)$", r" (?)\1"),  # 1984 оноос (?): the doubt is about the year
        (r"^([^–]+?)(?:まで| хүртэл)$", r"–\1"),
        (r"(?:まで| хүртэл)$", ""),
    )
)

_DIGITS = {kanji: digit for digit, kanji in enumerate("〇一二三四五六七八九")}
KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十百千]+(?=[年月日世–-]|$)")
_KANJI_UNITS = re.compile("(?:(.?)(千))?(?:(.?)(百))?(?:(.?)(十))?(.?)")


def kanji_number(match: re.Match[str]) -> str:
    """Digits for kanji numerals, by units (四十四) or by position (一九七一)."""
    text = match[0]
    if text[0] in _DIGITS and not set(text) & set("十百千"):
        return "".join(str(_DIGITS[kanji]) for kanji in text)
    units = _KANJI_UNITS.fullmatch(text)
    if units is None or set(units.group(1, 3, 5, 7)) & set("十百千"):
        return text
    pairs = zip(units.group(1, 3, 5), units.group(2, 4, 6), (1000, 100, 10), strict=True)
    total = sum(_DIGITS.get(count or "", 1) * size for count, unit, size in pairs if unit)
    return str(total + _DIGITS.get(units[7], 0))
