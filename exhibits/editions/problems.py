"""Why a release failed: a code that is kept, and a sentence in the language of who reads it."""

import errno

from django.utils.translation import gettext_lazy

from exhibits.editions.errors import ReleaseError

FULL = (errno.ENOSPC, errno.EDQUOT)
SENTENCES = {
    "disk-full": gettext_lazy(
        "The disk is full. Readers see what they saw before. Make room, then try again."
    ),
    "storage": gettext_lazy(
        "A file could not be read or written. Readers see what they saw before. See that the "
        "data folder is in order, then try again."
    ),
    "interrupted": gettext_lazy(
        "The worker was stopped three times during this work, which was then left. Readers see "
        "what they saw before. Try again; if it ends in the same way, look into the worker’s log."
    ),
    "fault": gettext_lazy(
        "An error that nobody expected; it is in the worker’s log. Readers see what they saw "
        "before. When it is mended, try again."
    ),
}


def problem_of(error: Exception) -> dict[str, str]:
    """What is kept of an error; ``text`` is for what has no sentence here."""
    if isinstance(error, ReleaseError):
        return {"code": "refused", "text": str(error)}
    return problem(code_of(error), str(error))


def code_of(error: Exception) -> str:
    if not isinstance(error, OSError):
        return "fault"
    return "disk-full" if error.errno in FULL else "storage"


def problem(code: str, detail: str = "") -> dict[str, str]:
    return {"code": code, "text": str(SENTENCES[code]), "detail": detail}


def in_words(problem: dict[str, str]) -> str:
    """The sentence, in the active language; empty where there is no problem."""
    if not problem:
        return ""
    sentence = SENTENCES.get(problem["code"])
    return str(sentence or problem.get("text", ""))
