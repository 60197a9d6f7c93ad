"""From what a reader typed to terms: all of a query must be met, each by any of its keys. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from search.analysis import without_front
from search.codes import PIECE, bare_triples, codes_in, whole_code
from search.compounds import COMPOUND, compound
from search.dates import dates_in
from search.expressions import Phrase, Word, all_of, any_of
from search.parsing import Piece, pieces
from search.term import ALIKE, EXACT, LOOSE, NAME, STEM, Term, marked
from search.term_keys import add_hiragana, add_kanji, add_word
from search.tokens import LIKE_CYRILLIC, LIKE_LATIN, Token, keys_asked, prepared, tokens_of
from search.two_scripts import ENDINGS, TRADITIONAL

MOST_TERMS = 12
STOP_TEXT = """
    a an and are as at be by for from in is of on or that the their this to was were what when where
    which who with он оны онд ба бол болон буюу гэж нь ч л мон энэ тэр тухай дахь дэх дээр хийгээд
    зэрэг хэмээх
"""
STOP_WORDS = frozenset(STOP_TEXT.split()) | ENDINGS
SIGNED = re.compile(r"\w[-./_’'&]\w")
INITIAL = re.compile(r"^([^\W\d_]{1,3})\.(?=[^\W\d_]{3})")
APART = re.compile(r"(?<!\w)([^\W\d_]{1,3})\.\s+(?=[^\W\d_]{3})")  # Ts. Elbegdorj


Read = tuple[int, int, list[Term]]  # from, to, and what it asks for


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that has been read."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    @property
    def in_traditional_script(self) -> list[Term]:
        """What is wanted and typed in the traditional Mongolian script."""
        return [term for term in self.wanted if TRADITIONAL.match(term.text)]


def read(query: str) -> Asked:
    """The terms of a clean query; at most twelve."""
    wanted, unwanted, plain = [], [], []
    for piece in pieces(query):
        if piece.is_unwanted:
            unwanted += phrase_terms(piece) if piece.is_phrase else terms_of(piece.text)
        elif piece.is_phrase:
            wanted += phrase_terms(piece)
        elif piece.begins:
            wanted += beginning(piece.text)
        else:
            plain.append(piece.text)
    wanted += terms_of(" ".join(plain), with_stop_words=False)
    return Asked(tuple(wanted[:MOST_TERMS]), tuple(unwanted[:MOST_TERMS]))


def terms_of(text: str, *, with_stop_words: bool = True) -> list[Term]:
    """Dates and codes first, then every word that is left."""
    folded = APART.sub(r"\1.", prepared(text))
    found, rest, plain = [], list(folded), without_front(folded)
    for start, end, terms in [*date_terms(plain), *code_terms(plain)]:
        if " " * (end - start) != "".join(rest[start:end]):
            found += terms
            rest[start:end] = " " * (end - start)
    chunks = "".join(rest).split()
    words = [term for chunk in chunks for term in chunk_terms(chunk)]
    add_joined(chunks, words)
    telling = [term for term in words if term.text not in STOP_WORDS]
    return found + (telling if not with_stop_words and (found or telling) else words)


def add_joined(chunks: list[str], words: list[Term]) -> None:
    """Two words beside each other may be one: Ulan Bator, Ulanbator."""
    if len(words) != len(chunks):
        return
    for (one, first), (other, second) in pairwise(zip(chunks, words, strict=True)):
        tokens = tokens_of(one + other)
        if len(tokens) == 1 and tokens[0].kind in ("latin", "cyrillic"):
            for term in (first, second):
                term.add(ALIKE, *map(Word, keys_asked(tokens[0])))
                term.alike.update(keys_asked(tokens[0]))


def code_terms(folded: str) -> Iterator[Read]:
    for code in codes_in(folded):
        text = folded[code.start : code.end]
        yield code.start, code.end, [of_key(text, key) for key in code.keys]
    for code in bare_triples(folded):
        term = Term(folded[code.start : code.end])
        whole = whole_code(term.text)
        term.add(EXACT, all_of([Word(key) for key in code.keys]), Word(whole))
        term.add_title(EXACT, all_of([Word(f"o{key}") for key in code.keys]), Word(f"o{whole}"))
        term.whole = term.text
        term.codes.update(code.keys)
        yield code.start, code.end, [term]


def of_key(text: str, key: str) -> Term:
    term = Term(text)
    term.add(EXACT, Word(key))
    term.add_title(EXACT, Word(f"o{key}"))
    term.whole = text
    term.codes.add(key)
    return term


def date_terms(folded: str) -> Iterator[Read]:
    for dated in dates_in(folded):
        text = folded[dated.start : dated.end]
        term = Term(text)
        typed = sequence(tokens_of(text))
        term.add(EXACT, Phrase(marked("x", typed)))
        term.add_title(EXACT, Phrase(marked("t", typed)))
        term.add(STEM, Word(dated.key, begins=dated.is_decade))
        term.add_title(STEM, Word(f"o{dated.key}", begins=dated.is_decade))
        term.whole = text
        term.dates.add(dated.key)
        yield dated.start, dated.end, [term]


def chunk_terms(chunk: str) -> list[Term]:
    """Terms of what stands between two blanks."""
    if compounds := list(COMPOUND.finditer(chunk)):
        return [*map(compound_term, compounds), *terms_beside(chunk)]
    tokens = tokens_of(chunk)
    if not tokens:
        return []
    if initial := INITIAL.match(chunk):
        return [initialled(chunk, initial)]
    runs = [list(run) for run in runs_of(tokens)]
    is_japanese = any(run[0].kind in ("kanji", "katakana") for run in runs)
    if len(runs) > 1 and (SIGNED.search(chunk) or PIECE.fullmatch(chunk) or not is_japanese):
        return [joined(chunk, tokens)]
    if len(runs) > 1 and any(run[0].kind == "digits" for run in runs):
        return [joined(chunk, tokens)]
    return list(japanese_terms(runs)) if is_japanese else [term_of(run) for run in runs]


def compound_term(match: re.Match[str]) -> Term:
    """切り抜き: as typed, then with fewer kana between the kanji (切抜き, 切抜)."""
    pair, typed = compound(match), [token.exact for token in tokens_of(match[0])]
    term = Term(match[0])
    for add, exact, stem in ((term.add, "x", "s"), (term.add_title, "t", "u")):
        add(EXACT, Phrase(marked(exact, typed)))
        add(STEM, Word(stem + pair))
    term.add(NAME, Word(f"n{pair}"))
    term.exact.add(pair)
    return term


def terms_beside(chunk: str) -> Iterator[Term]:
    """Terms of what stands around such words; kana alone are endings."""
    for part in COMPOUND.sub(" ", chunk).split():
        if any(token.kind != "hiragana" for token in tokens_of(part)):
            yield from chunk_terms(part)


def runs_of(tokens: list[Token]) -> Iterator[Iterator[Token]]:
    """Tokens of one word or one run of kanji or hiragana together."""
    number, last = 0, None

    def run(token: Token) -> int:
        nonlocal number, last
        overlaps = last is not None and token.start < last.end and token.kind == last.kind
        last, number = token, number if overlaps else number + 1
        return number

    return (group for _number, group in groupby(tokens, run))


def japanese_terms(runs: list[list[Token]]) -> Iterator[Term]:
    """Particles and endings in hiragana are left out where kanji or katakana tell what is meant."""
    for place, run in enumerate(runs):
        if run[0].kind == "hiragana":
            continue
        following = runs[place + 1] if place + 1 < len(runs) else []
        if len(run) == 1 and following and following[0].kind == "hiragana":
            yield with_ending(run, following)
        else:
            yield term_of(run)


def with_ending(kanji: list[Token], ending: list[Token]) -> Term:
    """One kanji with its ending (送る): as typed, then in any other form (送られた)."""
    if kanji[0].kind == "katakana":
        return term_of(kanji)
    typed = [token.exact for token in (*kanji, *ending)]
    typed = typed[:-1] if len(ending) > 1 else typed
    term = Term(kanji[0].exact)
    term.add(EXACT, Phrase(tuple(f"x{word}" for word in typed)))
    term.add_title(EXACT, Phrase(tuple(f"t{word}" for word in typed)))
    term.add(STEM, Word(f"s{kanji[0].exact}"))
    term.add_title(STEM, Word(f"u{kanji[0].exact}"))
    term.add(LOOSE, Word(f"x{kanji[0].exact}", begins=True))
    term.exact.add(kanji[0].exact)
    return term


def term_of(run: list[Token]) -> Term:
    term = Term(run[0].exact)
    if run[0].kind == "kanji":
        add_kanji(term, run)
    elif run[0].kind == "hiragana":
        add_hiragana(term, run)
    else:
        add_word(term, run[0])
    return term


def joined(chunk: str, tokens: list[Token]) -> Term:
    """Words and figures with signs between (K-19180-1, vice-president): they stand together."""
    term = Term(chunk)
    exact = sequence(tokens)
    stems = [token.stems[0] for token in tokens if token.stems]
    has_digits = any(token.kind == "digits" for token in tokens)
    add_phrase(term, exact, is_code=has_digits)
    if whole := whole_code(chunk):
        term.add(EXACT, Word(whole))
        term.add_title(EXACT, Word(f"o{whole}"))
    term.add(STEM, Phrase(marked("s", stems)))
    term.add_title(STEM, Phrase(marked("u", stems)))
    term.add(NAME, Phrase(marked("n", exact)))
    term.add(LOOSE, all_of([Word(f"x{word}") for word in exact]))
    if has_digits:
        term.whole = chunk
        return term
    together = "".join(exact)[:60]
    term.add(STEM, Word(f"x{together}"))
    alike = [keys_asked(token) for token in tokens]
    if all(alike):  # Zamin-Uud
        term.add(ALIKE, all_of([any_of(list(map(Word, keys))) for keys in alike]))
        term.alike.update(*alike)
    term.exact.update(exact)
    term.stems.update(stems)
    return term


def add_phrase(term: Term, exact: list[str], *, is_code: bool) -> None:
    """Words as they stand; of a code with letters of either alphabet that look alike: В-20551."""
    alphabets = ({}, LIKE_LATIN, LIKE_CYRILLIC) if is_code else ({},)
    for words in dict.fromkeys(tuple(w.translate(some) for w in exact) for some in alphabets):
        term.add(EXACT, Phrase(marked("x", words)))
        term.add_title(EXACT, Phrase(marked("t", words)))


def sequence(tokens: list[Token]) -> list[str]:
    """Exact forms as they follow each other; at the end a kanji or kana alone says nothing."""
    exact = [token.exact for token in tokens]
    ends_in_pair = len(tokens) > 1 and tokens[-1].kind in ("kanji", "hiragana")
    overlaps = ends_in_pair and tokens[-1].start < tokens[-2].end
    is_kana = ends_in_pair and tokens[-1].kind == "hiragana" and len(exact[-1]) == 1
    return exact[:-1] if overlaps or is_kana else exact


def initialled(chunk: str, initial: re.Match[str]) -> Term:
    """``Ц.Элбэгдорж``: the name with this initial, before the name alone."""
    name = next(iter(tokens_of(chunk[initial.end() :])))
    letter = tokens_of(initial[1])[0].exact
    term = Term(name.exact)
    stems = name.stems or (name.exact,)
    for add, exact, stem in ((term.add, "x", "s"), (term.add_title, "t", "u")):
        add(EXACT, Phrase((exact + letter, exact + name.exact)))
        add(STEM, *(Phrase((stem + letter, stem + form)) for form in stems))
    forms = any_of([Word(f"n{form}") for form in dict.fromkeys((name.exact, *stems))])
    term.add(NAME, all_of([Word(f"n{letter}", begins=True), forms]))
    term.add(ALIKE, *map(Word, keys_asked(name)))
    term.add(ALIKE, *(Word(f"s{stem}") for stem in stems))
    term.exact.update((name.exact, letter))
    term.stems.update(stems)
    term.alike.update(keys_asked(name))
    return term


def phrase_terms(piece: Piece) -> list[Term]:
    """Words in quotation marks follow each other; case endings do not matter."""
    tokens = tokens_of(piece.text)
    if not tokens:
        return []
    term, exact = Term(piece.text), sequence(tokens)
    if len(exact) == 1 and tokens[0].kind != "kanji":
        single = Term(piece.text)
        single.add(EXACT, Word(f"x{exact[0]}"))
        single.add_title(EXACT, Word(f"t{exact[0]}"))
        single.exact.add(exact[0])
        return [single]
    if len(list(runs_of(tokens))) == 1 and tokens[0].kind == "kanji":
        return [term_of(tokens)]
    add_phrase(term, exact, is_code=any(token.kind == "digits" for token in tokens))
    term.add(NAME, Phrase(marked("n", exact)))
    if all(token.kind in ("latin", "cyrillic", "digits") for token in tokens):
        stems = [token.stems[0] for token in tokens]
        term.add(STEM, Phrase(marked("s", stems)))
        term.add_title(STEM, Phrase(marked("u", stems)))
        term.stems.update(stems)
    term.exact.update(exact)
    return [term]


def beginning(text: str) -> list[Term]:
    """``arch*``: all words that begin so."""
    tokens = tokens_of(text)
    runs = [list(run) for run in runs_of(tokens)]
    if not runs or runs[-1][0].kind in ("kanji", "hiragana"):
        return terms_of(text)
    start, term = runs[-1][0].exact, Term(text, is_beginning=True)
    term.add(EXACT, Word(f"x{start}", begins=True))
    term.add_title(EXACT, Word(f"t{start}", begins=True))
    term.add(NAME, Word(f"n{start}", begins=True))
    term.exact.add(start)
    return [*(term_of(run) for run in runs[:-1]), term]
