"""Stems of English words: Snowball's, except where it takes different words for one. Pure."""

import re
from functools import lru_cache

from snowballstemmer import stemmer

from search.irregular import DONE_BY, IRREGULAR

_snowball = stemmer("english")
# Snowball stems "authority" like "author", "university" like "universe".
KEPT_APART = tuple(
    (re.compile(pattern), stem)
    for pattern, stem in (
        (r"author(?:ity|ities)", "authority"),
        (r"universit(?:y|ies)", "university"),
        (r"organi[sz]\w*", "organization"),
        (r"internationa\w*", "international"),
        (r"policies|policy", "policy"),
        (r"generals?", "general"),
        (r"mission(?:s|ary|aries)?", "mission"),
        (r"importance|important", "important"),
        (r"imports?", "import"),
        (r"marin(?:e|es)", "marine"),
        (r"news", "news"),
        (r"minerals?", "mineral"),
        (r"animals?", "animal"),
        (r"relatives?", "relative"),
        (r"objectives?", "objective"),
        (r"several", "several"),
        (r"species", "species"),
        (r"goods", "goods"),
        (r"emergenc(?:y|ies)", "emergency"),
        (r"nationalit(?:y|ies)", "nationality"),
    )
)
# British spelling meets American.
OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|harb|hon|hum|lab|neighb|od|parl"
    "|ranc|rig|rum|savi|sav|splend|succ|tum|val|vap|vig"
)
SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz"),
        (r"(?<=[a-z]ly)s(?=(?:e|ed|es|er|ers|ing)$)", "z"),
        (rf"({OUR})our", r"\1or"),
        (r"^aeroplan", "airplan"),
        (r"^(f|am|diarrh|man)?oe(?=[abtu]|s[ot])", r"\1e"),
        (r"^(h|p|f|c|an|gyn|arch|pal|pedi|medi|orthop|encyclop)?ae(?=[a-z]{2})", r"\1e"),
        (r"(?<=ent|eat|met|lit|fib|sab|ust|omb|lib|euv)re(?=s?$)", "er"),
        (r"(?<=program)me", ""),
        (r"(?<=log)ue(?=s?$)", ""),
        (r"(?<=fen|cen)ce(?=s?$)", "se"),
        (r"^jewell?er(?=y$|ies$)", "jewelr"),
        (r"([aeiou][a-z]*[aeiou])ll(?=(?:ed|ing|er|ers|en|ens|ous)$)", r"\1l"),
        (r"^(insta|enro|fulfi)ll(?=(?:ment|ments|s)?$)", r"\1l"),
        (r"^(ski|wi)l(?=ful)", r"\1ll"),
        (r"(?<=judg|edge)e?ment", "ment"),
        (r"^woollen", "woolen"),
        (r"^plough", "plow"),
        (r"^draught", "draft"),
        (r"^grey", "gray"),
        (r"^artefact", "artifact"),
        (r"^enquir", "inquir"),
        (r"^despatch", "dispatch"),
        (r"^sulph", "sulf"),
        (r"^mould", "mold"),
        (r"^moustach", "mustach"),
        (r"^sceptic", "skeptic"),
        (r"^waggon", "wagon"),
        (r"^aluminium", "aluminum"),
        (r"^gaol", "jail"),
        (r"^practis", "practic"),
    )
)
PLURAL_AT_END = re.compile(r"(?<=[a-z]{3})(?:(?<!eci)(?<!egi)(?<!bdo)men|children|wives)$")
# Photographs, photography, photographers; archaeology, archaeologists.
SCIENCE = re.compile(r"(?<=graph|.olog)(?:y|ies|ers?|ists?|ic|ical|ically)$")


def english_stem(word: str) -> str:
    """The likeliest stem of a folded Latin word."""
    return english_stems(word)[0]


@lru_cache(maxsize=50_000)
def english_stems(word: str) -> tuple[str, ...]:
    """The stem of a folded Latin word; a second one of who does something, and of leaves."""
    if len(word) > 40:
        return (word,)
    for pattern, stem in KEPT_APART:
        if pattern.fullmatch(word):
            return (stem,)
    single = word[:-1] if word.endswith("s") else word
    listed = [IRREGULAR.get(word) or of_compound(word), DONE_BY.get(word) or DONE_BY.get(single)]
    return tuple(dict.fromkeys(regular(one) for one in (*listed, word) if one))


def of_compound(word: str) -> str:
    """The singular of postmen, grandchildren; empty for other words."""
    found = PLURAL_AT_END.search(word)
    return word[: found.start()] + IRREGULAR[found[0]] if found else ""


def regular(word: str) -> str:
    for pattern, instead in SPELLINGS:
        word = pattern.sub(instead, word)
    return SCIENCE.sub("", _snowball.stemWord(SCIENCE.sub("", word)))
