"""Wide (CJK) and narrow characters: how many columns they take, how their lines are joined."""

import unicodedata


def columns(text: str) -> int:
    """Width in columns: two for a wide (CJK) character, one for any other."""
    return sum(1 + _is_wide(sign) for sign in text)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def joint(before: str, after: str) -> str:
    """What stands between two lines that are joined: nothing between CJK characters."""
    both_wide = _is_wide(before) and _is_wide(after)
    return "" if both_wide and not _is_hangul(before) and not _is_hangul(after) else " "


def _is_hangul(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3"
