"""What can be wrong with a sent file, as a code that is kept and a sentence that is shown."""

from django.utils.translation import gettext_lazy as _

from archive.pictures import SENTENCES, PictureError

ZIP_SENTENCES = {
    "zip_damaged": _("The ZIP file is damaged. Please make it again and send that."),
    "zip_empty": _("The ZIP file holds no pictures."),
    "zip_entries": _(
        "The ZIP file holds more than %(limit)d files. Please divide it into smaller ones."
    ),
    "zip_bomb": _("The ZIP file grows beyond measure when it is opened; this was not opened."),
    "entry_name": _("The name leads outside the ZIP file. Please give it a plain name."),
    "entry_twice": _("The name occurs twice in the ZIP file; only the first one was taken in."),
    "entry_link": _("This is a link, not a file. Please put the file itself into the ZIP file."),
    "entry_locked": _("The file is locked with a password. Please send it without one."),
    "entry_packed": _(
        "The file is packed in a way that is not opened here. Please make an ordinary ZIP file."
    ),
    "entry_nested": _("This is a ZIP file within the ZIP file. Please send it by itself."),
    "entry_damaged": _("The file is damaged inside the ZIP file. Please make the ZIP file again."),
    "interrupted": _(
        "The work on this stopped several times without a reason. Please try again, or save the "
        "file in a simpler form."
    ),
    "unexpected": _(
        "Something unexpected happened; it is noted in the log. Please try again later."
    ),
}


class ScanError(ValueError):
    """A sent file or a part of it is refused; ``str()`` is a sentence in the active language."""

    def __init__(self, code: str, params: dict[str, int | str] | None = None) -> None:
        super().__init__(code, params or {})
        self.code, self.params = code, params or {}

    def __str__(self) -> str:
        return str(ZIP_SENTENCES[self.code]) % self.params


def problem_of(error: ScanError | PictureError) -> dict:
    """What is kept of an error: ``{"code", "params"}``."""
    return {"code": error.code, "params": error.params}


def sentence(problem: dict) -> str:
    """A kept problem in the active language; empty when there is none."""
    code, params = problem.get("code", ""), problem.get("params") or {}
    if not code:
        return ""
    if code in ZIP_SENTENCES:
        return str(ScanError(code, params))
    return str(PictureError(code if code in SENTENCES else "damaged", params))
