"""Reference codes: fund, file and unit by their labels, and codes of other grammars verbatim."""

import re
from decimal import Decimal

from .figures import Code, Reading
from .tidying import lifted

LABELS = {
    "fund": "fund funds fonds fond フォンド ファンド фонд ф",
    "file": "file files ファイル 目録 данс д",
    "unit": "unit units ユニット 保管単位 保存単位 хадгаламжийн_нэгж хн х/н х.н",
}
MEANINGS = {
    label.replace("_", " "): part for part, labels in LABELS.items() for label in labels.split()
}
_LABEL = "|".join(re.escape(one) for one in sorted(MEANINGS, key=len, reverse=True))
LABELLED = re.compile(
    rf"(?<![^\W\d_ァ-ヺ])(?P<label>{_LABEL})(?:[ .:-]*(?:no\.?|№|第)? ?)(?P<number>\d+[a-zа-я]?)"
    r"(?![\w]*\d)(?!号室)",
    re.IGNORECASE,
)
# 59 дүгээр фонд, 66-р хадгаламжийн нэгж
COUNTED = re.compile(
    r"(?<![\d-])(?P<number>\d+)(?: ?-?р| ?д[уү]г[аэ]{2}р| дахь| дэх)? "
    r"(?P<label>хадгаламжийн нэгж|нэгж|фонд|данс|хн)[а-яөү]*",
    re.IGNORECASE,
)
VERBATIM = re.compile(
    r"(?<![A-Za-zЀ-ӿ0-9-])(?:"
    r"[平昭明大令]\d{1,2}[一-龯]{1,4}\d{4,}(?:-\d+)*"  # 平28内府00174100
    r"|[A-Z]{1,3}-?\d+(?:-\d+)+|[A-Z]{1,3}-\d{3,}|[A-Z]\d{8,}"  # K-19180-1, B-3-7-8, JACAR
    r"|0\d*(?:-\d+)+|\d+-0\d+(?:-\d+)*|\d{1,3}-\d+-\d+(?:-\d+)*"  # 01-1337, 2019-0197
    r")(?![A-Za-z0-9-]*\d)"
)
ISO_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
LOOKALIKES = str.maketrans("АВЕІКМНОРСТХ", "ABEIKMHOPCTX")


def lift(text: str, found: Reading) -> str:
    """The text without its codes, which are added to the reading."""
    text = lifted(text, VERBATIM, lambda match: verbatim(match, found))
    text = lifted(text, COUNTED, lambda match: labelled(match, found))
    return lifted(text, LABELLED, lambda match: labelled(match, found))


def verbatim(match: re.Match, found: Reading) -> bool | None:
    if ISO_DATE.fullmatch(match[0]) and 1 <= int(match[0][5:7]) <= 12:
        return False
    found.codes.append(Code(match[0]))
    return None


def labelled(match: re.Match, found: Reading) -> bool | None:
    part = MEANINGS.get(match["label"].casefold(), "unit")
    number = match["number"].lstrip("0").casefold() or "0"
    found.codes.append(Code(match[0], part, number))
    found.said.add(Decimal("".join(one for one in number if one.isdecimal()) or 0))
    return None


def compared(text: str) -> str:
    """A text in which verbatim codes are looked for: one alphabet, one case, no spaces."""
    return re.sub(r"\s+", "", text.upper().translate(LOOKALIKES))
