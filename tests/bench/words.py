"""Texts of generated items: chosen by number from small lists, in three languages. Pure."""

KINDS = {
    "en": ("Letter", "Report", "Minutes", "Telegram", "Photograph", "Plan", "Note", "Programme"),
    "ja": ("書簡", "報告書", "議事録", "電報", "写真", "計画書", "覚書", "日程表"),
    "mn": ("Захидал", "Тайлан", "Тэмдэглэл", "Цахилгаан", "Зураг", "Төлөвлөгөө", "Нот", "Хөтөлбөр"),
}
MATTERS = {
    "en": (
        *("cultural exchange", "trade in cashmere", "the visit of a delegation", "disaster relief"),
        *("language teaching", "a loan of books", "railway transport", "an exhibition"),
        *("weather stations", "scholarships", "a sister city"),
    ),
    "ja": (
        *("文化交流", "カシミヤの取引", "代表団の訪問", "災害援助", "日本語教育", "図書の貸出"),
        *("鉄道輸送", "展覧会", "気象観測所", "奨学金", "姉妹都市"),
    ),
    "mn": (
        *("соёлын солилцоо", "ноолуурын худалдаа", "төлөөлөгчдийн айлчлал", "гамшгийн тусламж"),
        *("хэлний сургалт", "номын зээл", "төмөр замын тээвэр", "үзэсгэлэн"),
        *("цаг уурын өртөө", "тэтгэлэг", "ах дүү хот"),
    ),
}
TITLES = {"en": "{kind} on {matter}, no. {number}", "ja": "{matter}に関する{kind} 第{number}号"}
TITLES["mn"] = "{kind}: {matter}, № {number}"
SCOPES = {
    "en": (
        "Concerns {matter}. The document names those who took part, gives dates and figures, and "
        "asks for an answer. A copy was kept in the department, with a remark in pencil."
    ),
    "ja": (
        "{matter}に関する文書です。参加者の氏名、日付と数字を記し、回答を求めています。"
        "写しが担当課の簿冊に残され、鉛筆による書き込みがあります。"
    ),
    "mn": (
        "{matter} сэдэвтэй баримт. Оролцогчдын нэр, он сар өдөр, тоо мэдээг дурдаж, хариу "
        "ирүүлэхийг хүссэн байна. Хуулбарыг нь хэлтэст үлдээж, харандаагаар тэмдэглэл хийжээ."
    ),
}


def chosen(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]


def title(number: int, language: str) -> str:
    return TITLES[language].format(
        kind=chosen(KINDS[language], number),
        matter=chosen(MATTERS[language], number // 3),
        number=number + 1,
    )


def scope(number: int, language: str) -> str:
    return SCOPES[language].format(matter=chosen(MATTERS[language], number // 3))
