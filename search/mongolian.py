"""Every stem that a Mongolian word may have, where its letters do not tell which is right. Pure.

``search.stems`` takes endings off; here a word gets a second stem where a letter may belong to the
word or to an ending, or where a vowel goes in other forms than in this one. The first stem is the
likeliest.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from search.stems import FOREIGN, REFLEXIVE, SOFT, VOWELS, bare, mongolian_stem, shortened

CONSONANT = f"[^{VOWELS}ьъ]"
# The г of the accusative (Чойбалсанг), the д and т before a reflexive ending: хотдоо is хот with
# two endings, сайдаа is сайд with one.
ACCUSATIVE, DATIVE = re.compile(".{3}нг$"), re.compile(".{3}[дт](?:аа|ээ|оо)$")
# киноны is кино with -ны, иргэний is иргэн with -ий; баганын is not бага.
OWN_N, AFTER_N = re.compile(f"..{CONSONANT}[аоэуи]н$"), ("ы", "ий")
# бичгийн and, from abroad or written so, бичигийн: the г is of the word; in Чулуугийн it is not.
OWN_G = re.compile(f"{CONSONANT}[иу]$")
# The vowel of a plural goes before another ending: олзлогдогсод, олзлогдогсдын.
PLURAL_D = re.compile(f".{{3}}{CONSONANT}д$")
# It goes as well where -эд is no plural: хүүхэд, хүүхдийн; нөхөд, нөхдийн.
OWN_D = re.compile(f"..(?!д){CONSONANT}[аоэ]д$")
# So does that before н: өвчин, өвчнийг.
OWN_N_ALONE = re.compile(f"..{CONSONANT}н$")
# тамга, тамгыг; барилга, барилгын. Not и, which stays; орно is of a verb, орнууд of орон.
FINAL_VOWEL = re.compile(f".{CONSONANT}(?!н){CONSONANT}[аоэ]$")
# Water is ус, усны, усан; the land орон, орны.
FINAL_N = re.compile(f"^[{VOWELS}](?!н){CONSONANT}н$")
# Words that end in н take -ы: чонын is of чоно, үнийн of үнэ.
AFTER_VOWEL = re.compile(f"^{CONSONANT}?[{VOWELS}]н$")
# Words of back vowels have ийн after a soft consonant only: говь, говийн.
HARD = re.compile(f"^{CONSONANT}?[аоуя]+(?![жчшгкхи]){CONSONANT}$")
HARD_IN = re.compile(f"^{CONSONANT}?[аоуя]+(?![жчшгкхи]){CONSONANT}ин$")
LONGEST_SIGNED, LEAST_OF_VERB, LEAST_FOREIGN = 5, 2, 5  # letters
OF_VERB = "хх"
NUMERALS = ("зургаа", "зургаан")  # rather than зураг with an ending
# Who does something is -гч, many are -гчид or -гсод.
AGENT = re.compile("(?<=.{4})гсд?$")
# амиа, морио: one's own, of words in ь.
SIGNED_OWN = re.compile(f"^{CONSONANT}?[аоуя]+(?![жчшгкхи]){CONSONANT}и[ао]$")
WITH_KHAN = re.compile(f"(?<=[{VOWELS}]{{2}}н)т$")  # хаант
# Plurals that no rule tells; folded.
PLURALS = {"охид": "охин", "ноед": "ноен", "хаад": "хаан", "тушмэд": "тушмэл", "хатад": "хатан"}
# Many are -с after some consonants: уулс, цэцэгс. Not of short words: улс, a state; хөлс, wages.
PLURAL_S = re.compile(f"(?:[{VOWELS}]{{2}}|[{VOWELS}]{CONSONANT}+[{VOWELS}])[лг]с$")
# Эрхүүд is of Эрхүү as well as a plural; сард of сар, though хурд is a word.
LONG_OR_R = re.compile(f"(?:.уу|[{VOWELS}]р)д$")
OWN_ENDING = ("эмэгтэй", "эрэгтэй")  # are no эмэг and эрэг with -тэй
# What forms of verbs end in, the one by which dictionaries list them last: авчирсан, авчирч,
# авчрав, авчрах. Манж and архив are none. Only some of these take endings of nouns.
DECLINED = f"с[аэо]н|д[аэо]г|(?<=[{VOWELS}])х"
VERBAL = re.compile(
    f"(?:{DECLINED}|[жч]ээ|л(?:аа|ээ|оо)|н[аэо]|(?:(?<=[аэоуи]{{2}})г)?(?:аа|ээ|оо)д"
    f"|и[ао]д|[вт][аэо]л|(?<=[аэоу])в|(?<!^{CONSONANT}[{VOWELS}]{CONSONANT})ж|ч)$"
)
DECLINED_VERB = re.compile(f"(?:{DECLINED})$")
SHORT_VOWEL = re.compile(f"(?<=[^{VOWELS}])[аэоуи]$")


def mongolian_stems(word: str) -> tuple[str, ...]:
    """The stems of a folded word, the likeliest first."""
    forms = as_far_as_own(without_possession(shortened(word)))
    found = [AGENT.sub("гч", stem) for stem in (first_stem(forms), *other_stems(forms))]
    verbal = [VERBAL.search(word), *map(DECLINED_VERB.search, forms[1:])]
    found += [verb(match) for match in verbal if match]
    found += [stem[:-1] for stem in found if FINAL_VOWEL.search(stem) or FINAL_N.search(stem)]
    return tuple(filter(None, dict.fromkeys(found)))


def verb(ending: re.Match[str]) -> str:
    """The stem that all forms of a verb have in common, with a mark that no noun has: авчрхх of
    авчирсан, авчирч, авчрах. Empty where too little is left."""
    root = SHORT_VOWEL.sub("", ending.string[: ending.start()])
    is_enough = len(root) > LEAST_OF_VERB or root[:1] in VOWELS
    return bare(root) + OF_VERB if is_enough and len(root) > 1 else ""


def without_possession(forms: list[str]) -> list[str]:
    """The forms of a word as far as to one that seems to say whose something is: only the last
    ending of a word does, so that in цагдаагийн -даа is of the word."""
    inner = (place for place, form in enumerate(forms[1:], 1) if form.endswith(REFLEXIVE))
    return forms[: next(inner, len(forms)) + 1]


def as_far_as_own(forms: list[str]) -> list[str]:
    """The forms as far as to one of which the ending is no ending."""
    own = (place for place, form in enumerate(forms) if form in OWN_ENDING)
    return forms[: next(own, len(forms)) + 1]


def first_stem(forms: list[str]) -> str:
    """худалдаа is no худал with an ending; шуудангаар is of шуудан, not of шууд."""
    if forms[0] in NUMERALS:
        return NUMERALS[0]
    if forms[0].endswith(REFLEXIVE):
        return unsigned(forms[0])
    if len(forms) > 1 and forms[-1].endswith("н") and forms[-2][len(forms[-1])] == "г":
        return unsigned(forms[-1])
    return bare(forms[-1])


def other_stems(forms: list[str]) -> Iterator[str]:
    """Stems after other readings of a word and of what its endings leave."""
    word = forms[0]
    if word.endswith(REFLEXIVE):
        yield bare(forms[-1])
    if word.endswith("н") and len(forms) == 1:
        yield unsigned(word)  # шуудан, beside шуудангийн
    if stem := signed(forms):
        yield stem
    if WITH_KHAN.search(word):
        yield mongolian_stem(word[:-1])
    if LONG_OR_R.search(word, 1):
        yield bare(word[:-1])
    yield from (bare(PLURALS[form]) for form in forms if form in PLURALS)
    yield from (bare(form[:-1]) for form in forms if PLURAL_S.search(form))
    if ACCUSATIVE.search(word):
        yield mongolian_stem(word[:-1])
    if DATIVE.search(word):
        yield mongolian_stem(word[:-2])
    for form in forms:
        if OWN_D.search(form):
            yield f"{form[:-2]}д"
    if word.endswith("д") and is_foreign(word):
        yield word[:-1]
    yield from (form[:-1] for form in forms[1:] if OWN_N_ALONE.search(form))
    for before, form in pairwise(forms):
        yield from stems_before(before[len(form) :], form)


def is_foreign(form: str) -> bool:
    return len(form) >= LEAST_FOREIGN and bool(FOREIGN.search(form))


def stems_before(ending: str, form: str) -> Iterator[str]:
    """Other stems of a form of which an ending was taken off."""
    if ending[0] == "г" and OWN_G.search(form):
        yield mongolian_stem(f"{form}г")
    if ending[0] == "г" and form.endswith("н"):
        yield bare(f"{form}г")  # мөнгө, мөнгөөр
    if ending in AFTER_N and OWN_N.search(form):
        yield bare(form[:-1])
    # Осакагийн is Осака with -гийн, каталогийн is каталог with -ийн; хүснэгт is one word.
    if ending[0] in VOWELS and form.endswith("г") and is_foreign(form):
        yield bare(form[:-1])
    if PLURAL_D.search(form):
        yield mongolian_stem(form[:-1])
    if ending in ("ын", "ийн") and AFTER_VOWEL.search(form):
        yield from (form + vowel for vowel in restored(form))


def restored(form: str) -> str:
    """The vowels that may have gone from its end, by harmony; у may be ү, о may be ө."""
    last = next(letter for letter in reversed(form) if letter in VOWELS)
    return {"а": "а", "я": "а", "о": "оэ", "у": "аэ"}.get(last, "э")


def signed(forms: list[str]) -> str:
    """A short stem with the sign of softness that it has or has as и: морь, морийг, морин."""
    form = forms[-1]
    if SIGNED_OWN.search(form):
        return f"{form[:-2]}ь"
    if form.endswith("ь"):
        return form if len(form) <= LONGEST_SIGNED else ""
    if HARD_IN.search(form):
        return f"{form[:-2]}ь"
    is_soft = len(forms) > 1 and forms[-2][len(form)] == "и" and HARD.search(form)
    return f"{form}ь" if is_soft else ""


def unsigned(word: str) -> str:
    return SOFT.sub("", word)
