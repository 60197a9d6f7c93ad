"""A text and its translation, as checks look at them; a check, and what it finds. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise

from translations.checks.reading import Reading, read
from translations.richtext import Shape, shape

Message = tuple[Promise | str, dict[str, object]]
PLAIN = Shape("", "", (), (), (), (), (), (), 0)


@dataclass(frozen=True, slots=True)
class Expected:
    """A name or term that the source has: its form there, and the words for it in the translation.

    ``forms`` are those that are right (the settled one first), ``forbidden`` those to avoid.
    """

    source_form: str
    forms: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    called: tuple[str, ...] = ()  # words by which it may be named in short, a surname say
    is_loose: bool = False  # a part of a long name is enough: the Cabinet Office


@dataclass
class Pair:
    """A source and its translation. What is read from them is read once."""

    source: str
    text: str
    source_language: str
    language: str
    is_rich: bool = False
    expected: tuple[Expected, ...] = ()
    own_codes: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def source_shape(self) -> Shape:
        return shape_of(self.source, self.is_rich)

    @cached_property
    def shape(self) -> Shape:
        return shape_of(self.text, self.is_rich)

    @cached_property
    def source_reading(self) -> Reading:
        return read(with_notes(self.source_shape), self.source_language)

    @cached_property
    def reading(self) -> Reading:
        return read(with_notes(self.shape), self.language)

    @property
    def is_blank(self) -> bool:
        return not self.shape.words.strip() and not self.shape.notes


def shape_of(text: str, is_rich: bool) -> Shape:
    if is_rich:
        return shape(text)
    words = text.strip()
    return Shape(words, words, *[getattr(PLAIN, name) for name in list(Shape.__annotations__)[2:]])


def with_notes(found: Shape) -> str:
    return "\n".join((found.words, *(note.text for note in found.notes)))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say of a text: a sentence with its figures."""

    check: str
    message: Promise | str
    parts: dict[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return str(self.message) % self.parts if self.parts else str(self.message)


def everywhere(source_language: str, language: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Check:
    """A question about a pair of texts. Its findings are warnings; people decide.

    ``is_mild``: a matter of style. ``of_blanks``: asked also where there is no translation.
    ``alone``: it looks at one text only, so that a source can be asked too.
    """

    name: str
    title: Promise | str
    explanation: Promise | str
    find: Callable[[Pair], Iterable[Message]]
    applies: Callable[[str, str], bool] = everywhere
    is_mild: bool = False
    of_blanks: bool = False
    alone: bool = False

    def findings(self, pair: Pair) -> list[Finding]:
        if pair.is_blank and not self.of_blanks:
            return []
        if not self.applies(pair.source_language, pair.language):
            return []
        return [Finding(self.name, message, parts) for message, parts in self.find(pair)]
