"""Why a picture is refused, as a sentence for whoever sent it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "empty": _("The file is empty. Please send it again."),
    "missing": _("The file could not be read. Please send it again."),
    "too_many_bytes": _(
        "The file is larger than %(limit)d megabytes. Please save a smaller or compressed copy."
    ),
    "not_a_picture": _(
        "This is not a picture that can be used here. "
        "Please send a JPEG, PNG, WebP, TIFF or PDF file."
    ),
    "suffix": _(
        "The file’s name ends in “%(suffix)s”, but its content is %(format)s. "
        "Please give it the right ending or save it again."
    ),
    "foreign": _(
        "The file carries other data besides the picture. "
        "Please open it in an image program and save it as a new file."
    ),
    "truncated": _("The picture is incomplete: its end is missing. Please send it again."),
    "damaged": _(
        "The picture is damaged and cannot be opened. Please save it again and send that."
    ),
    "several": _(
        "The file holds several pictures (an animation or several pages). "
        "Please send each one as a file of its own."
    ),
    "loop": _("The TIFF’s list of pages leads back to itself. Please save the picture again."),
    "too_many_pixels": _(
        "The picture has %(width)d × %(height)d pixels; at most %(limit)d million are accepted. "
        "Please make it smaller."
    ),
    "too_long": _(
        "The picture has %(width)d × %(height)d pixels; neither side may exceed %(limit)d. "
        "Please divide it or make it smaller."
    ),
    "samples": _(
        "The picture has 32-bit samples, which have no fixed black and white. "
        "Please save it with 8 or 16 bits per channel."
    ),
    "channels": _(
        "The picture has %(channels)d channels, and which colours they mean is not known. "
        "Please save it as RGB, CMYK or grey."
    ),
    "encrypted": _("The PDF is protected by a password. Please save it without one."),
    "no_pages": _("The PDF has no pages. Please save it again and send that."),
    "no_page": _("The file has no page %(number)d."),
    "too_many_pages": _(
        "The file has more than %(limit)d pages. Please divide it into several files."
    ),
    "no_space": _(
        "There is no room left on the server’s disk. Nothing was kept: please tell whoever runs "
        "the site, and send the file again later."
    ),
    "memory": _("The picture needs too much memory to open. Please make it smaller."),
    "time": _("The picture takes too long to open. Please save it again in a simpler form."),
    "crash": _("The picture could not be opened safely. Please save it again and send that."),
}


class PictureError(ValueError):
    """The picture is refused. ``str()`` is a sentence in the language active at that moment.

    ``code`` is a key of SENTENCES; ``params`` hold ``page`` (from 1) when the file has several.
    """

    def __init__(self, code: str, params: dict[str, int | str] | None = None) -> None:
        super().__init__(code, params or {})
        self.code, self.params = code, params or {}

    def __str__(self) -> str:
        sentence = str(SENTENCES[self.code]) % self.params
        if "page" not in self.params:
            return sentence
        # Translators: of a file with several pages; the problem is a whole sentence.
        return _("Page %(page)d: %(problem)s") % {"page": self.params["page"], "problem": sentence}
