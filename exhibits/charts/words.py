"""Numbers and words in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MISSING = "–"


def base(language: str) -> str:
    """The language whose words are used: 'mn' for 'mn-Mong', English where there are none."""
    code = language.split("-")[0].lower()
    return code if code in WORDS else "en"


def format_number(value: float, language: str) -> str:
    """1,234.5 in English and Japanese, 1 234,5 (no-break space) in Mongolian; a true minus sign."""
    text = f"{Decimal(f'{float(value):.15g}'):,f}".replace("-", "\u2212")
    if not value:
        return "0"
    if base(language) == "mn":
        text = text.translate({ord(","): "\u00a0", ord("."): ","})
    return text


@dataclass(frozen=True)
class Words:
    """The sentences of a text alternative in one language."""

    kinds: dict[str, str]
    head: str
    unit: str
    span: str
    series: str
    single: str
    missing: str
    more: str
    comma: str
    total: str
    no_figure: str
    nothing: str
    gap: str
    colon: str = ": "
    brackets: str = "{} ({})"


WORDS = {
    "en": Words(
        kinds={"bar": "Bar chart", "line": "Line chart", "stacked": "Stacked bar chart"},
        head="{kind}: {title}.",
        unit="Unit: {unit}.",
        span="{count} rows, from {first} to {last}.",
        series="{name}largest {largest}, smallest {smallest}, first {first}, last {last}.",
        single="{name}{first}.",
        missing="No figure for {names}.",
        more="{names} and {count} more",
        comma=", ",
        total="Total",
        no_figure="no figure",
        nothing="There are no figures.",
        gap=" ",
    ),
    "ja": Words(
        kinds={"bar": "棒グラフ", "line": "折れ線グラフ", "stacked": "積み上げ棒グラフ"},
        head="「{title}」の{kind}。",
        unit="単位：{unit}。",
        span="{first}から{last}までの{count}項目。",
        series="{name}最大は{largest}、最小は{smallest}、最初は{first}、最後は{last}。",
        single="{name}{first}。",
        missing="数値のない項目：{names}。",
        more="{names}ほか{count}件",
        comma="、",
        total="合計",
        no_figure="数値なし",
        nothing="数値がありません。",
        gap="",
        colon="：",
        brackets="{}（{}）",
    ),
    "mn": Words(
        kinds={
            "bar": "баганан диаграмм",
            "line": "шугаман диаграмм",
            "stacked": "давхарласан баганан диаграмм",
        },
        head="«{title}» {kind}.",
        unit="Хэмжих нэгж: {unit}.",
        span="{first} – {last}, нийт {count} мөр.",
        series="{name}хамгийн их нь {largest}, хамгийн бага нь {smallest}, "
        "эхнийх нь {first}, сүүлийнх нь {last}.",
        single="{name}{first}.",
        missing="Тоо байхгүй: {names}.",
        more="{names} болон бусад {count}",
        comma=", ",
        total="Нийт",
        no_figure="тоо байхгүй",
        nothing="Тоо мэдээлэл байхгүй байна.",
        gap=" ",
    ),
}


def number_or_mark(value: float | None, language: str) -> str:
    return MISSING if value is None else format_number(value, language)
