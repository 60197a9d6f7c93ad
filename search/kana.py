"""Kana in Latin letters after Hepburn, for names that are on record in these alone. Pure."""

import re

ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さ_すせそ",
    "z": "ざ_ずぜぞ",
    "t": "た__てと",
    "d": "だ__でど",
    "n": "なにぬねの",
    "h": "はひ_へほ",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "r": "らりるれろ",
}
OTHERS = {
    **{"し": "shi", "じ": "ji", "ち": "chi", "ぢ": "ji", "つ": "tsu", "づ": "zu", "ふ": "fu"},
    **{"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o"},
    **{"ん": "n", "ゔ": "vu", "ー": "", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"},
}
LATIN = {
    kana: first + vowel
    for first, row in ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
    if kana != "_"
} | OTHERS
TURNED = re.compile("[きぎにひびぴみりしじちぢ][ゃゅょ]")
SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
SYLLABLE = re.compile(f"っ|{TURNED.pattern}|.")


def latin_form(run: str) -> str:
    """``おおたに`` → ``ootani``, ``しょうじ`` → ``shouji``; empty where it is no hiragana."""
    made, is_doubled = [], False
    for syllable in SYLLABLE.findall(run):
        if syllable == "っ":
            is_doubled = True
            continue
        latin = turned(syllable) if len(syllable) > 1 else LATIN.get(syllable)
        if latin is None:
            return ""
        made.append(latin[:1] + latin if is_doubled else latin)
        is_doubled = False
    return "".join(made)


def turned(syllable: str) -> str:
    """きょ is kyo, しょ is sho."""
    first, small = LATIN[syllable[0]][:-1], SMALL[syllable[1]]
    return first + (small[1:] if first in ("sh", "j", "ch") else small)
