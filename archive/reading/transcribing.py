"""What happens to the texts of page images; used by the admin and by importers alike."""

from django.db import transaction

from archive.description.former_codes import settle_search_text
from archive.models import ArchivalItem, Transcription


@transaction.atomic
def keep_transcription(transcription: Transcription) -> None:
    """Save the text of a page, and let its words find the item."""
    transcription.save()
    settle_words(transcription)


@transaction.atomic
def delete_transcription(transcription: Transcription) -> None:
    """Delete the text of a page; its words find the item no longer."""
    transcription.delete()
    settle_words(transcription)


def settle_words(*transcriptions: Transcription) -> None:
    """Bring the words by which the items of these texts are found in step, each item once."""
    pages = {transcription.digital_object_id for transcription in transcriptions}
    items = ArchivalItem.objects.filter(digital_objects__in=pages).distinct()
    for item in items:
        settle_search_text(item)
