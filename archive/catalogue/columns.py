"""What a column of a catalogue file is: how its cells become values of a model, and back."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.dates import parse_date
from translations.exchange import cells
from translations.texts import LANGUAGES, column

TRUE, FALSE = "true", "false"
_TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True)
class Column:
    """A column of a file: ``read`` makes a value of its text, ``show`` a text of an object.

    ``read`` raises ValueError with a sentence for the sender; a cleared cell takes ``empty``.
    ``attribute`` is the model's, "" when the value is stored elsewhere. ``held`` finds the rows
    for which an export needs the column; None for the columns that every export has.
    """

    name: str
    read: Callable[[str], object]
    show: Callable[[Model], str]
    attribute: str = ""
    empty: object = ""
    can_clear: bool = True
    held: Q | None = None

    def value(self, text: str) -> object:
        """The value of a cell's text; an empty text clears."""
        if text:
            return self.read(text)
        if not self.can_clear:
            raise ValueError(_("This cannot be cleared."))
        return self.empty

    def cell(self, obj: Model) -> str:
        return cells.to_cell(self.show(obj))


def of_field(model: type[Model], field: str, **options) -> Column:
    """A column for a plain text field: verbatim, at most as long as the field."""
    found = model._meta.get_field(field)

    def read(text: str) -> str:
        if found.max_length and len(text) > found.max_length:
            raise ValueError(_too_long(len(text), found.max_length))
        return text

    options.setdefault("held", Q(**{f"{field}__gt": ""}))
    return Column(field, read, lambda obj: getattr(obj, field) or "", field, **options)


def checked(model: type[Model], field: str, **options) -> Column:
    """A column whose values the validators of its field check; blanks around them are dropped."""
    plain, found = of_field(model, field, **options), model._meta.get_field(field)

    def read(text: str) -> str:
        try:
            return found.clean(plain.read(text.strip()), None)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    return replace(plain, read=read)


def translated(model: type[Model], *fields: str, held: bool = True) -> list[Column]:
    """One column per field and language; ``held`` False for those that every export has."""
    options = {} if held else {"held": None}
    return [of_field(model, column(f, code), **options) for f in fields for code in LANGUAGES]


def choice(model: type[Model], field: str, **options) -> Column:
    """A column with one of the field's choices, by its code."""
    found = model._meta.get_field(field)
    codes = [code for code, _words in found.choices]

    def read(text: str) -> str:
        code = text.strip()
        if code in codes:
            return code
        if code.lower() in codes:
            return code.lower()
        raise ValueError(not_one_of(code, codes))

    default = found.get_default()
    options.setdefault("empty", default)
    return Column(field, read, lambda obj: getattr(obj, field), field, **options)


def not_one_of(code: str, codes: Iterable[str]) -> str:
    words = _("“%(code)s” is none of: %(codes)s.")
    return words % {"code": code[:60], "codes": ", ".join(codes)}


def read_date(text: str) -> str:
    """The EDTF of a date in any accepted form; DateError is a ValueError with a sentence."""
    return parse_date(text).edtf


def truth(field: str, **options) -> Column:
    def read(text: str) -> bool:
        value = _TRUTH.get(text.strip().lower())
        if value is None:
            raise ValueError(not_one_of(text.strip(), (TRUE, FALSE)))
        return value

    def show(obj) -> str:
        return TRUE if getattr(obj, field) else FALSE

    return Column(field, read, show, field, **options)


def day(field: str) -> Column:
    def read(text: str) -> datetime.date:
        try:
            return datetime.date.fromisoformat(text.strip())
        except ValueError as error:
            words = _("“%(text)s” is no day; write it like %(example)s.")
            raise ValueError(words % {"text": text[:40], "example": "2031-12-31"}) from error

    def show(obj) -> str:
        value = getattr(obj, field)
        return value.isoformat() if value else ""

    return Column(field, read, show, field, empty=None, held=~Q(**{field: None}))


def number(field: str) -> Column:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text.strip(), re.ASCII):
            raise ValueError(_("“%(text)s” is no whole number.") % {"text": text.strip()[:40]})
        return int(text)

    return Column(
        field,
        read,
        lambda obj: str(getattr(obj, field)),
        field,
        empty=0,
        held=Q(**{f"{field}__gt": 0}),
    )


def parts(name: str, show: Callable[[Model], list[str]], *, most: int = 300, **options) -> Column:
    """A column with several values joined by |, each at most ``most`` characters long."""

    def read(text: str) -> tuple[str, ...]:
        found = tuple(cells.split(text))
        if (longest := max(map(len, found), default=0)) > most:
            raise ValueError(_too_long(longest, most))
        return found

    return Column(name, read, lambda obj: cells.join(show(obj)), empty=(), **options)


def _too_long(length: int, most: int) -> str:
    words = ngettext(
        "This is %(length)d characters long; at most %(most)d character is allowed.",
        "This is %(length)d characters long; at most %(most)d characters are allowed.",
        most,
    )
    return words % {"length": length, "most": most}


def same(old: object, new: object) -> bool:
    """Whether a value is there already: missing is empty, and line ends count alike."""
    if isinstance(old, str) or isinstance(new, str):
        return _plain(old) == _plain(new)
    return old == new


def _plain(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and "\r" in value:
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value
