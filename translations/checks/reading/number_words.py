"""Numbers in words. They only explain figures of the other text; no check demands them."""

import re
from collections.abc import Iterator
from decimal import Decimal

ENGLISH = {
    **dict.fromkeys(("one", "first", "once", "single", "only", "a", "an", "sole"), 1),
    **dict.fromkeys(("two", "second", "both", "twice", "pair", "couple", "double", "other"), 2),
    **dict.fromkeys(("three", "third", "thirds", "thrice", "triple"), 3),
    **dict.fromkeys(("four", "fourth", "quarter", "quarters"), 4),
    **dict.fromkeys(("five", "fifth", "fifths"), 5),
    **{"six": 6, "sixth": 6, "seven": 7, "seventh": 7, "eight": 8, "eighth": 8, "nine": 9},
    **{"ninth": 9, "ten": 10, "tenth": 10, "tenths": 10, "eleven": 11, "eleventh": 11},
    **{"twelve": 12, "twelfth": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15},
    **{"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
    **{"thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16},
    **{"seventeenth": 17, "eighteenth": 18, "nineteenth": 19},
    **{"noon": 12, "midday": 12, "midnight": 12, "zero": 0, "nil": 0, "week": 7, "fortnight": 14},
    **{"centenary": 100, "bicentenary": 200, "semi-centennial": 50},
}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH |= {word: n * 10 for n, word in enumerate(_TENS, 2)}
ENGLISH |= {word[:-1] + "ieth": n * 10 for n, word in enumerate(_TENS, 2)}
ENGLISH |= {word[:-1] + "ies": n * 10 for n, word in enumerate(_TENS, 2)}
ENGLISH_SCALES = {
    **dict.fromkeys(("hundred", "hundreds", "hundredth"), 100),
    **dict.fromkeys(("thousand", "thousands", "thousandth"), 1000),
    **dict.fromkeys(("million", "millions"), 10**6),
    **dict.fromkeys(("billion", "billions"), 10**9),
    **dict.fromkeys(("dozen", "dozens"), 12),
    **dict.fromkeys(("score",), 20),
    **dict.fromkeys(("decade", "decades"), 10),
    **dict.fromkeys(("century", "centuries"), 100),
}
AND_A_HALF = re.compile(r"\b([a-z]+) and a half (hundred|thousand|million|billion)")
TENTHS = re.compile(r"\b([a-z]+) (?:tenths|(?:out of|in) ten)\b")
HALVES = re.compile(r"\bhalf\b|半|хагас|тал(?= жил)", re.IGNORECASE)

_MN = (
    *("нэг нэгэн анх анхны ганц", "хоёр хоёул хос давхар нөгөө", "гурав гурван гурвуул"),
    *("дөрөв дөрвөн дөрвүүл", "тав таван тавуул", "зургаа зургаан зургуул"),
    *("долоо долоон долуул", "найм найман наймуул", "ес есөн есүүл"),
)
MONGOLIAN = {word: n for n, row in enumerate(_MN, 1) for word in row.split()}
_MN_TENS = (
    *("арав арван", "хорь хорин хори", "гуч гучин", "дөч дөчин", "тавь тавин тави"),
    *("жар жаран", "дал далан", "ная наян наяд", "ер ерэн"),
)
MONGOLIAN |= {word: n * 10 for n, row in enumerate(_MN_TENS, 1) for word in row.split()}
MONGOLIAN_SCALES = {
    **dict.fromkeys(("зуу", "зуун"), 100),
    **dict.fromkeys(("мянга", "мянган"), 1000),
    **dict.fromkeys(("түм", "түмэн"), 10**4),
    "сая": 10**6,
    "тэрбум": 10**9,
}
MONGOLIAN_ORDINALS = {
    f"{word}{ending}": n
    for word, n in (
        *(("нэг", 1), ("хоёр", 2), ("гурав", 3), ("дөрөв", 4), ("тав", 5), ("зургаа", 6)),
        *(("зургаа", 6), ("долоо", 7), ("найм", 8), ("ес", 9), ("арав", 10)),
        *(("арваннэг", 11), ("арван нэг", 11), ("арванхоёр", 12), ("арван хоёр", 12)),
    )
    for ending in ("дугаар", "дүгээр", " дугаар", " дүгээр", " дахь", "дахь", " дэх", "дэх")
}
_MN_ENDING = re.compile(
    r"(?:-?(?:дугаар|дүгээр|дах?ь|дэх|дахин|дахь)|уул(?:аа|ан)?|үүл(?:ээ|эн)?|аад|ээд|оод|өөд|иад"
    r"|гаас|гээс|гоос|гаар|гээр|гийн|гийг|ийн|ын|ны|ний|ыг|ийг|д|т|нд|аас|ээс|оос|өөс|аар|ээр|оор|өөр|тай|тэй|той|ууд|үүд|н)$"
)

JAPANESE = {
    **{"ひと": 1, "ふた": 2, "みっ": 3, "よっ": 4, "いつ": 5, "むっ": 6, "なな": 7, "やっ": 8},
    **{"ここの": 9, "とお": 10, "両": 2, "双": 2, "半世紀": 50, "一昨": 2, "ダース": 12},
    **{"ツー": 2, "ワン": 1, "週間": 7, "正午": 12, "初": 1, "元年": 1, "単独": 1, "唯一": 1},
    **{"世紀": 100, "四半世紀": 25, "もう": 2, "再び": 2, "二度": 2, "倍": 2},
}
KANJI = re.compile("[〇零一二三四五六七八九十百千万億]+")
DIGITS = {kanji: n for n, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}
MOST_KANJI = 20
SMALL, LARGE = {"十": 10, "百": 100, "千": 1000}, {"万": 10**4, "億": 10**8}
ROMAN = re.compile(r"(?<![\w])[IVXLХ]+(?![\w])")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "Х": 10, "L": 50}


def said(text: str, language: str) -> set[Decimal]:
    """Every value that some words of the text may mean."""
    found = {Decimal(roman(match[0])) for match in ROMAN.finditer(text)}
    reading = {"en": english, "mn": mongolian, "ja": japanese}.get(language)
    found |= {Decimal(value) for value in reading(text)} if reading else set()
    return found | ({Decimal("0.5")} if HALVES.search(text) else set())


def roman(numeral: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in numeral] + [0]
    return sum(-a if a < b else a for a, b in zip(values, values[1:], strict=False))


def english(text: str) -> Iterator[int]:
    words = [word.removesuffix("fold") for word in re.findall(r"[a-z]+", text.casefold())]
    yield from composed(words, ENGLISH.get, ENGLISH_SCALES.get)
    for count in TENTHS.findall(text.casefold()):
        yield ENGLISH.get(count, 1) * 10
    for count, scale in AND_A_HALF.findall(text.casefold()):
        yield ENGLISH.get(count, 1) * ENGLISH_SCALES[scale] + ENGLISH_SCALES[scale] // 2


def mongolian(text: str) -> Iterator[int]:
    words = re.findall(r"[а-яөүё]+(?:-[а-яөүё]+)?", text.casefold())
    return composed(words, in_form(MONGOLIAN), in_form(MONGOLIAN_SCALES))


def in_form(table: dict[str, int]):
    def value(word: str) -> int | None:
        if word in table:
            return table[word]
        bare = _MN_ENDING.sub("", word)
        return table.get(bare) if bare != word and len(bare) > 1 else None

    return value


def composed(words: list[str], unit, scale) -> Iterator[int]:
    """Values of words alone and together: two, hundred, two hundred; twenty, twenty-three."""
    total = current = last = 0
    for word in [*words, ""]:
        value, size = unit(word), scale(word)
        if word == "and" and current:
            continue
        if value is not None:
            yield value
            joins = last and (value < 10 <= last % 100 or (last >= 100 and value < 100))
            current = current + value if joins and current else value
            last = value
        elif size is not None:
            yield size
            current = max(current, 1) * size
            last = size
            yield current
            total = total + current if size >= 1000 else total
            if size >= 1000:
                yield total
                current = 0
        else:
            total = current = last = 0
        if total or current:
            yield total + current


def japanese(text: str) -> Iterator[int]:
    for match in KANJI.finditer(text):
        yield from kanji_values(match[0])
    yield from (value for word, value in JAPANESE.items() if word in text)


def kanji_values(text: str) -> Iterator[int]:
    if len(text) > MOST_KANJI:
        return
    if set(text) <= DIGITS.keys():
        yield int("".join(str(DIGITS[one]) for one in text))
        yield from (DIGITS[one] for one in text)
        return
    total = section = digit = 0
    for one in text:
        if one in DIGITS:
            digit = DIGITS[one]
            yield digit
        elif one in SMALL:
            section += (digit or 1) * SMALL[one]
            digit = 0
        else:
            total += (section + digit or 1) * LARGE[one]
            section = digit = 0
    yield total + section + digit
