"""One thing that a reader asks for: a choice of keys, from exact to alike. Pure.

``LEVELS`` tells how near a key is to what was typed; results are ranked by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.expressions import All, Expression, Phrase, Word, any_of

EXACT, STEM, NAME, ALIKE, LOOSE = LEVELS = range(5)


@dataclass(slots=True)
class Term:
    """One thing that is asked for."""

    text: str
    keys: dict[int, list[Expression]] = field(default_factory=dict)  # level → anywhere
    titles: dict[int, list[Expression]] = field(default_factory=dict)  # level → in the title
    own: list[Expression] = field(default_factory=list)  # in a form of a name itself, exactly
    exact: set[str] = field(default_factory=set)  # what is highlighted: exact forms …
    stems: set[str] = field(default_factory=set)  # … stems …
    alike: set[str] = field(default_factory=set)  # … words of the index for what sounds so …
    whole: str = ""  # … what only as a whole tells something: 平成23年3月12日, 平28内府00174100 …
    dates: set[str] = field(default_factory=set)  # … or the keys of a date or code in any grammar
    codes: set[str] = field(default_factory=set)
    is_beginning: bool = False

    def at(self, level: int, *, in_title: bool = False) -> Expression | None:
        """Any key up to a level; None when there is none."""
        keys = self.titles if in_title else self.keys
        found = [key for near, some in keys.items() if near <= level for key in some]
        return any_of(found) if found else None

    def add(self, level: int, *keys: Expression) -> None:
        self.keys.setdefault(level, []).extend(keys)

    def add_title(self, level: int, *keys: Expression) -> None:
        self.titles.setdefault(level, []).extend(keys)
        if level == EXACT:
            self.own += filter(None, map(own_name, keys))


def own_name(key: Expression) -> Expression | None:
    """A word of a title as one of a name's own forms."""
    match key:
        case Word() if key.text.startswith("t"):
            return Word(f"m{key.text[1:]}", key.begins)
        case Phrase() if key.words[0].startswith("t"):
            return Phrase(tuple(f"m{word[1:]}" for word in key.words))
        case All():  # of kanji: the phrase, and that it begins with a word
            return own_name(key.parts[0])
    return None


def marked(first: str, words: Iterable[str]) -> tuple[str, ...]:
    return tuple(first + word for word in words)
