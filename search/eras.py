"""Eras of the region, each by the year before its first. Pure."""

JAPAN = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
# As English and Mongolian texts name them; folded.
NAMED = dict(zip(["meiji", "taisho", "showa", "heisei", "reiwa"], JAPAN, strict=True))
NAMED |= dict(zip(["мэйжи", "тайше", "шеова", "хэйсэй", "рэйва"], JAPAN, strict=True))
NEIGHBOURS = {"康徳": 1933, "大同": 1931, "民国": 1911}  # of Manchukuo; of China
# Their months are those of the moon, so only the year is known.
LUNAR = {"共戴": 1910, "光緒": 1874, "宣統": 1908}
MONGOLIA = "共戴"  # Олноо өргөгдсөн
BEFORE = JAPAN | NEIGHBOURS | LUNAR
