"""What the glossary knows of one thing. Pure."""

from dataclasses import dataclass

PREFERRED, ALLOWED, FORBIDDEN = "preferred", "allowed", "forbidden"


@dataclass(frozen=True, slots=True)
class Form:
    text: str
    language: str
    kind: str = PREFERRED


@dataclass(frozen=True, slots=True)
class Entry:
    """A term or a name. ``called`` are words by which it may be named in short, a surname say.

    ``is_loose``: a part of the form is enough, as for bodies with long names.
    ``may_go_on``: in Japanese another kanji may follow, as in 日本政府; not so in 大使館, which is
    no ambassador.
    ``is_checked``: the check of names asks for it; a subject heading is only offered.
    """

    key: str  # provider and number: name-12
    kind: str  # person, term … in the words of the interface
    forms: tuple[Form, ...]
    note: str = ""
    called: tuple[str, ...] = ()
    is_checked: bool = True
    is_loose: bool = False
    may_go_on: bool = False
    edit_url: str = ""

    def texts(self, language: str, *kinds: str) -> tuple[str, ...]:
        """The forms of a language, of the kinds asked for, in their order."""
        return tuple(
            form.text
            for kind in kinds
            for form in self.forms
            if form.language == language and form.kind == kind
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry found in a text: the form that stands there, and those of the other language."""

    entry: Entry
    source_form: str
    language: str

    @property
    def form(self) -> str:
        """The settled word of the other language, or empty."""
        return next(iter(self.right_forms), "")

    @property
    def right_forms(self) -> tuple[str, ...]:
        return self.entry.texts(self.language, PREFERRED, ALLOWED)

    @property
    def others(self) -> tuple[str, ...]:
        return self.right_forms[1:]

    @property
    def forbidden(self) -> tuple[str, ...]:
        return self.entry.texts(self.language, FORBIDDEN)
