"""The one error the sender of a picture is told about in detail, and what other errors mean."""

from __future__ import annotations

import errno

# Words of libvips and its decoders, in lower case.
MEANINGS = {
    "no_space": ("no space left", "file too large", "disk quota", "disc full"),
    "memory": ("out of memory", "insufficient memory", "memory limit", "cannot allocate"),
    "truncated": ("truncated", "premature end", "unexpected end", "end of file", "bytes, expected"),
}
FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class Refused(Exception):
    """The picture is not accepted: ``code`` says why, ``params`` fill the sentence."""

    def __init__(self, code: str, **params: int | str) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def understood(error: Exception) -> Refused:
    """Any error as a refusal. A decoder's failure means to the sender: a damaged picture."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, MemoryError):
        return Refused("memory")
    if isinstance(error, OSError) and error.errno in FULL:
        return Refused("no_space")
    words = str(error).lower()
    codes = (code for code, signs in MEANINGS.items() if any(sign in words for sign in signs))
    return Refused(next(codes, "damaged"))
