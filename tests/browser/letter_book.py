"""Puts a document for the viewer into the data folder of a running site; prints its number.

Three pages that run to the left, with tiles for the first two, and texts on two of them.
"""

import io

import django
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 2600, 3400
TEXTS = [
    (0, "ja", "transcription", "拝啓《はいけい》\n二行目"),
    (0, "mn-Mong", "transcription", "ᠮᠣᠩᠭᠣᠯ"),
    (0, "en", "translation", "Dear Sir"),
    (1, "ja", "transcription", "次の頁"),
]


def drawn(number: int) -> bytes:
    page = Image.new("RGB", (WIDTH, HEIGHT), "#f6f0df")
    pen = ImageDraw.Draw(page)
    for x in range(200, WIDTH - 200, 160):
        pen.line([(x, 200), (x, HEIGHT - 300 * number)], fill="#333", width=12)
    out = io.BytesIO()
    page.save(out, "JPEG")
    return out.getvalue()


def make() -> int:
    from django.core.files.base import ContentFile

    from archive.actions import keep_picture
    from archive.models import ArchivalItem, DigitalObject, Repository, Transcription
    from archive.reading.transcribing import keep_transcription
    from archive.scans.pages import make_page

    item = ArchivalItem.objects.create(
        repository=Repository.objects.first(),
        **{"title_en": "Letter book", "title_ja": "書簡綴", "title_mn": "Захидлын дэвтэр"},
        **{"source_language": "ja", "viewing_direction": "right-to-left"},
    )
    pages = [DigitalObject(item=item, order=n, alt_en=f"Page {n}") for n in (1, 2, 3)]
    for page in pages:
        keep_picture(page, ContentFile(drawn(page.order), name=f"{page.order}.jpg"))
        # What is ready without tiles would be given some by the site's worker.
        page.state = "waiting" if page.order < 3 else "failed"
        page.save()
        make_page(page.pk)
    for place, language, kind, text in TEXTS:
        written = Transcription(digital_object=pages[place], language=language, kind=kind)
        written.text = text
        keep_transcription(written)
    return item.pk


if __name__ == "__main__":
    django.setup()
    print(make())
