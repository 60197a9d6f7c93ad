"""Spelling of Mongolian where a dictionary and ``chunspell`` are installed; both are optional."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from translations.checks.pairs import Check, Message, Pair

FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell")
NAME = "mn_MN"
WORD = re.compile(r"(?<![\w-])[А-Яа-яЁёӨөҮү]{4,}(?:-[а-яёөү]{1,5})?")
MOST = 10  # words named in one finding

MISSPELT = _("Not in the dictionary: %(words)s.")


@lru_cache(maxsize=1)
def dictionary():
    """The dictionary, or None where it or the package is missing."""
    folder = next((one for one in FOLDERS if (Path(one) / f"{NAME}.dic").exists()), None)
    if folder is None:
        return None
    try:
        hunspell = import_module("hunspell")
    except ImportError:
        return None
    return hunspell.Hunspell(NAME, hunspell_data_dir=folder)


def is_there(source_language: str, language: str) -> bool:
    return language == "mn" and dictionary() is not None


def spelling(pair: Pair) -> Iterator[Message]:
    """Words that the dictionary does not know. Names, which are capitalised, are passed over."""
    words = dict.fromkeys(word for word in WORD.findall(pair.shape.own) if word[0].islower())
    wrong = [word for word in words if not known(word)]
    if wrong:
        yield MISSPELT, {"words": ", ".join(wrong[:MOST])}


def known(word: str) -> bool:
    speller = dictionary()
    return speller.spell(word) or speller.spell(word.partition("-")[0])


SPELLING = Check(
    "spelling",
    _("Spelling"),
    _("Words that the Mongolian dictionary of Hunspell does not know; names are passed over."),
    spelling,
    applies=is_there,
    is_mild=True,
    alone=True,
)
