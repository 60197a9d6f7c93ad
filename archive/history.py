"""What the history is told of the archive: pictures, and what else a restored row needs."""

from collections.abc import Iterable

from archive.description.former_codes import settle_search_text
from archive.description.reference_schemes import settle_codes
from archive.display import thumbnail
from archive.models import (
    ArchivalItem,
    DigitalObject,
    FormerCode,
    Name,
    NameForm,
    Repository,
    Transcription,
)
from archive.reading.transcribing import settle_words
from archive.scans.pages import wait_again
from translations.history import bringing_back, words

PICTURE = {"file", "checksum", "page_index", "rotation"}


def page_is_back(page: DigitalObject, names: Iterable[str]) -> None:
    """Its public copies are gone, or show another picture: they are made in the background."""
    names = set(names)
    if not names or names & PICTURE:
        wait_again(page, rotation=page.rotation)
    page.note_on_item()
    settle_search_text(page.item)


def item_is_back(item: ArchivalItem, names: Iterable[str]) -> None:
    """The item above it may have moved meanwhile."""
    item.refresh_from_db()
    item.settle_path()
    settle_search_text(item)


def text_is_back(text: Transcription, names: Iterable[str]) -> None:
    settle_words(text)


def code_is_back(code: FormerCode, names: Iterable[str]) -> None:
    settle_search_text(code.item)


def form_is_back(form: NameForm, names: Iterable[str]) -> None:
    form.keep_name_in_step()


def name_is_back(name: Name, names: Iterable[str]) -> None:
    if not names:
        name.refresh_from_db()
        name.save()


def repository_is_back(repository: Repository, names: Iterable[str]) -> None:
    if "reference_scheme" in names:
        settle_codes(repository)


def register() -> None:
    words.show_as_picture(DigitalObject, thumbnail)
    settlers = {DigitalObject: page_is_back, ArchivalItem: item_is_back, FormerCode: code_is_back}
    settlers |= {NameForm: form_is_back, Name: name_is_back, Repository: repository_is_back}
    settlers[Transcription] = text_is_back
    for model, act in settlers.items():
        bringing_back.after_restoring(model, act)
