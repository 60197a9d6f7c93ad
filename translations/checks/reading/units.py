"""What is counted: currencies, measures, parts of a hundred, in the words of each language."""

import re

AFTER = {
    "percent": r"%|per ?cents?\b|パーセント|хувь|хувийн|хувиар|хувиас|хувьд",
    "tenth": r"割(?!り|引)",
    "yen": r"yen\b|円|иен|ен(?:ийн|ээр)?\b|JPY\b",
    "dollar": r"(?:US |U\.S\. |American )?dollars?\b|米?ドル|(?:ам[а-я.]* ?)?доллар|USD\b",
    "tugrik": r"t[öu]gr[öiu][gk]s?\b|togrogs?\b|ト[ゥウ]?グ[ルロリ][グク]|төгрөг|₮|MNT\b",
    "rouble": r"rou?bles?\b|ルーブル|рубл",
    "km": r"km\b|kilomet(?:re|er)s?\b|キロメートル|км(?![а-я])|километр",
    "kg": r"kg\b|kilogram(?:me)?s?\b|キログラム|кг(?![а-я])|килограмм",
    "ton": r"(?:metric )?ton(?:ne)?s?\b|トン|тонн",
    "hectare": r"ha\b|hectares?\b|ヘクタール|га(?![а-я])|гектар",
    "metre": r"m(?![\w²³])|met(?:re|er)s?\b|メートル|метр|м(?![а-я])",
    "cm": r"cm\b|centimet(?:re|er)s?\b|センチ|см(?![а-я])|сантиметр",
}
BEFORE = {
    "yen": r"¥|JPY",
    "dollar": r"(?:US)?\$|USD",
    "tugrik": r"₮|MNT",
}
KINDS = {
    **dict.fromkeys(("yen", "dollar", "tugrik", "rouble"), "currency"),
    **dict.fromkeys(("km", "metre", "cm"), "length"),
    **dict.fromkeys(("kg", "ton"), "weight"),
}
_AFTER = tuple(
    (unit, re.compile(rf" ?-?(?:{words})", re.IGNORECASE)) for unit, words in AFTER.items()
)
_BEFORE = tuple((unit, re.compile(rf"(?:{words}) ?$")) for unit, words in BEFORE.items())


def after(rest: str) -> str:
    """The unit with which the text after a number begins, or empty."""
    return next((unit for unit, words in _AFTER if words.match(rest)), "")


def before(text: str) -> str:
    return next((unit for unit, words in _BEFORE if words.search(text[-5:])), "")
