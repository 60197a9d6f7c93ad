"""The one error the sender of a picture is told about in detail."""

from __future__ import annotations


class Refused(Exception):
    """The picture is not accepted: ``code`` says why, ``params`` fill the sentence."""

    def __init__(self, code: str, **params: int | str) -> None:
        super().__init__(code)
        self.code, self.params = code, params
