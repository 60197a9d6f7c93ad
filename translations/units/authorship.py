"""Who is changing texts at the moment, and how.

Whoever calls ``save()`` says so around the call: ``with acting(actor=request.user): …``. Texts
changed outside of it, in a shell for example, are noted as changed by nobody known.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from translations.units.vocabulary import Origin


@dataclass(frozen=True, slots=True)
class Authorship:
    """``small_correction``: a changed source leaves its translations valid.

    ``source_seen``: the wording of the source that the writer had in view, where it is known;
    somebody may have changed the source meanwhile.
    ``note`` goes into the history: the name of a file, for example.
    ``batch`` is common to all that is done inside the outermost ``acting``: one revision.
    """

    actor: AbstractBaseUser | None = None
    how: str = Origin.SYSTEM
    small_correction: bool = False
    source_seen: str = ""
    note: str = ""
    batch: uuid.UUID | None = None


NOBODY = Authorship()
_current: ContextVar[Authorship] = ContextVar("authorship", default=NOBODY)


def current() -> Authorship:
    return _current.get()


@contextmanager
def acting(
    *,
    actor: AbstractBaseUser | None = None,
    how: str = Origin.PERSON,
    small_correction: bool = False,
    source_seen: str = "",
    note: str = "",
) -> Iterator[None]:
    """Texts saved inside are noted as this person's (or an import's, or a machine's)."""
    batch = current().batch or uuid.uuid4()
    author = Authorship(actor, how, small_correction, source_seen, note, batch)
    token = _current.set(author)
    try:
        yield
    finally:
        _current.reset(token)
