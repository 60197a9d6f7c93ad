"""Japanese words that are written with more kana or fewer: 切り抜き, 切抜き; 子ども, 子供. Pure."""

import re
from collections.abc import Iterator

from search.kanji import RUN

# Endings of verbs between kanji; い only after those that are verbs, because adjectives have it:
# 高い山 is not 高山.
KANA = "きぎしちびみりけげせえめれべ"
BEFORE_I = "買使払言思追扱洗歌習従迷争祝願失負舞添縫吸雇誓救競補酔襲養構狂違"
MIXED = {"子ども": "子供", "こども": "子供", "友だち": "友達", "障がい": "障害"}
COMPOUND = re.compile(rf"{RUN}[{KANA}]{RUN}|[{BEFORE_I}]い{RUN}|{'|'.join(MIXED)}")
HAS_KANA = re.compile("[ぁ-ゖ]")  # looked for in a tenth of the time
# Each begins where the one before it ends: 申し込み書 is 申込 and 込書.
OVERLAPPING = re.compile(rf"(?=({COMPOUND.pattern}))")


def compound(match: re.Match[str]) -> str:
    """Its kanji alone."""
    word = match[0] or match[1]
    return MIXED.get(word) or word[0] + word[-1]


def compounds(text: str) -> Iterator[tuple[int, int, str]]:
    """All in a prepared text: from, to, kanji."""
    if not HAS_KANA.search(text):
        return
    for match in OVERLAPPING.finditer(text):
        yield match.start(1), match.end(1), compound(match)


__all__ = ["COMPOUND", "compound", "compounds"]
