"""Reference codes: the Mongolian Fund › File › Unit grammar, and keys for codes of any grammar.

A code is always kept as the repository writes it; what is parsed here serves to find the same
storage unit again (Fund-59, File-1, Unit-66 is Ф-59, Д-1, ХН-66) and to sort.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

FUND_FILE_UNIT = "fund-file-unit"
VERBATIM = "verbatim"

Part = Literal["fund", "file", "unit", "leaf"]

LABELS: dict[Part, str] = {
    "fund": "fund fonds fond フォンド ファンド фонд ф",
    "file": "file ファイル данс д",
    "unit": "unit ユニット хадгаламжийн_нэгж хн х/н х.н",
    "leaf": "pages page pp p folio fol leaf ページ 頁 丁 хуудас хуу х",
}

# Cyrillic letters that are typed for Latin ones and the other way round. Both sides of every
# comparison are folded, so it does not matter which of the two was meant.
_LOOKALIKES = str.maketrans("авеікмнорстухүөφ", "abeikmhopctyxyoф")
_HYPHENS = re.compile("[‐‑‒–—―−]|(?<=[0-9])ー(?=[0-9])")


def folded(text: str) -> str:
    """The text for comparison: NFKC, one case, one hyphen, one alphabet."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LOOKALIKES)
    return " ".join(_HYPHENS.sub("-", text).split())


_MEANINGS = {
    folded(label.replace("_", " ")): part
    for part, labels in LABELS.items()
    for label in labels.split()
}
# A label, then its number (59, 066, 66a, 58/173, p. 12-13), or a number before its counter (12頁).
LABELLED = re.compile(
    r"(?<![^\W\d_])(?P<label>"
    + "|".join(map(re.escape, sorted(_MEANINGS, key=len, reverse=True)))
    + r")[ .:-]*(?:no\.? ?)?(?P<number>[0-9]+(?:[a-z](?![a-z])|[/-][0-9]+)?)(?![0-9])"
    r"|(?P<counted>[0-9]+(?:-[0-9]+)?)(?P<counter>ページ|頁|丁)"
)
_BARE = re.compile(r"(?P<fund>[0-9]+)([-/ ])(?P<file>[0-9]+)\2(?P<unit>[0-9]+[a-z]?)")


@dataclass(frozen=True)
class ParsedCode:
    """The parts of a code without leading zeros, "" when absent; a unit may be 66a or 58/173."""

    fund: str
    file: str
    unit: str
    leaf: str = ""

    @property
    def key(self) -> str:
        """The storage unit for equality: "59/1/66". The leaf lies inside the unit.

        Mongolian citations leave the file out where a fund has one (Ф-59, хн-66): it is the first.
        """
        file = self.file or ("1" if self.unit else "")
        return f"{self.fund}/{file}/{self.unit}"

    @property
    def natural_key(self) -> str:
        """A text that sorts by the numbers (Unit-9 before Unit-66), then by leaf."""
        return "/".join(map(_padded, (self.fund, self.file, self.unit, self.leaf)))


def parse_fund_file_unit(code: str) -> ParsedCode | None:
    """The parts of a Fund › File › Unit code, or None when it is written in another grammar."""
    parts = _read(code)
    if parts is None:
        return None
    canonical = {part: _without_zeros(digits) for part, digits in parts.items()}
    return ParsedCode(**{"file": "", "unit": "", **canonical})


def code_key(code: str, scheme: str) -> str:
    """What equal codes have in common: the parsed key, else the normalised verbatim code."""
    parsed = parse_fund_file_unit(code) if scheme == FUND_FILE_UNIT else None
    return parsed.key if parsed else _normalised(code)


def natural_sort_key(code: str) -> str:
    """The normalised code with every number padded to ten digits (longer ones stay)."""
    return _padded(_normalised(code))


def scheme_warning(code: str, scheme: str) -> str | None:
    """A sentence for the curator when a code does not fit its scheme; the code is kept anyway."""
    if scheme != FUND_FILE_UNIT or not code.strip() or _read(code):
        return None
    message = _(
        "“%(code)s” is kept as written, but is not read as fund, file and unit. "
        "This repository writes its codes like %(example)s."
    )
    return message % {"code": code, "example": "Fund-59, File-1, Unit-66 (Ф-59, Д-1, ХН-66)"}


def _read(code: str) -> dict[Part, str] | None:
    """The parts of a code, digits as written; None when anything in it is left over."""
    text = folded(code)
    if bare := _BARE.fullmatch(text):
        return {"fund": bare[1], "file": bare[3], "unit": bare[4]}
    if LABELLED.sub("", text).strip(" ,.;:、。/-·"):
        return None
    return _labelled(list(LABELLED.finditer(text)))


def _labelled(matches: list[re.Match[str]]) -> dict[Part, str] | None:
    """The parts by their labels; None without a fund, for a part twice, or for Fund-5/9."""
    meanings = [_MEANINGS[match["label"] or match["counter"]] for match in matches]
    numbers = [match["number"] or match["counted"] for match in matches]
    parts = dict(zip(meanings, numbers, strict=True))
    plain = all(parts[part].isalnum() for part in ("fund", "file") if part in parts)
    if "fund" not in parts or len(parts) < len(matches) or not plain:
        return None
    return parts


def _normalised(code: str) -> str:
    """The verbatim code with one width, case, hyphen and space (K – 19180-1 → K-19180-1)."""
    text = _HYPHENS.sub("-", unicodedata.normalize("NFKC", code)).upper()
    return re.sub(r" ?- ?", "-", " ".join(text.split()))


def _without_zeros(digits: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", digits)


def _padded(text: str) -> str:
    return re.sub(r"[0-9]+", lambda number: number[0].zfill(10), text)
