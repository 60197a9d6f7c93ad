"""Makes what tests need: one function per kind of object, real-looking values, three languages."""

import io
import itertools

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from PIL import Image, ImageDraw

from archive.actions import keep_picture
from archive.models import (
    ArchivalItem,
    CatalogueImport,
    DigitalObject,
    Name,
    NameForm,
    NameLink,
    Repository,
    Transcription,
)
from archive.reading.transcribing import keep_transcription
from exhibits import actions
from exhibits.editions.freezing import is_released
from exhibits.editions.releasing import release_now
from exhibits.models import (
    Dataset,
    Essay,
    Exhibit,
    Exhibition,
    Page,
    Panel,
    PanelName,
    Section,
)
from translations.models import Term, TermForm

_numbers = itertools.count(1)


def make_repository(**values) -> Repository:
    """The foreign ministry's archive, which cites by fund, file and unit."""
    defaults = {
        "name_en": "Central Archive of Ministry of Foreign Affairs, Mongolia",
        "name_ja": "モンゴル国外務省中央文書館",
        "name_mn": "Монгол Улсын Гадаад харилцааны яамны төв архив",
        "reference_scheme": "fund-file-unit",
        "country": "MN",
        "source_language": "mn",
    }
    return Repository.objects.create(**{**defaults, **values})


def make_item(**values) -> ArchivalItem:
    """Resolution No. 78 of 2011."""
    defaults = {
        "title_en": "Resolution No. 78 on a grant to Japan",
        "title_ja": "対日支援に関する政府決議第78号",
        "title_mn": "Япон улсад тусламж үзүүлэх тухай 78 дугаар тогтоол",
        "reference_code": "Fund-59, File-1, Unit-548",
        "date": "2011-03-12",
        "source_language": "mn",
    }
    if "repository" not in values:
        values["repository"] = Repository.objects.first() or make_repository()
    return ArchivalItem.objects.create(**{**defaults, **values})


def picture_bytes(width: int = 900, height: int = 1200, kind: str = "JPEG") -> bytes:
    """A page with lines on it."""
    page = Image.new("RGB", (width, height), "#f6f0df")
    pen = ImageDraw.Draw(page)
    for y in range(80, height - 80, 40):
        pen.line([(80, y), (width - 80, y)], fill="#333", width=3)
    out = io.BytesIO()
    page.save(out, kind)
    return out.getvalue()


def make_upload(name: str = "page.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture_bytes(), content_type="image/jpeg")


def make_picture(item: ArchivalItem | None = None, **values) -> DigitalObject:
    """A page image with real derivatives."""
    defaults = {"alt_en": "A typed page with a stamp", "source_language": "en", "label": "1r"}
    upload = values.pop("file", None) or make_upload()
    page = DigitalObject(item=item or make_item(), **{**defaults, **values})
    keep_picture(page, upload)
    page.save()
    return page


def make_page_image(item: ArchivalItem | None = None, **values) -> DigitalObject:
    """A page image whose copies are named but not made: quick, for pages that only link them."""
    number = next(_numbers)
    derivatives = [
        {"name": f"derivatives/{number:02}/{w}.{end}", "format": kind, "width": w, "height": w * 2}
        for w in (400, 800, 1600)
        for kind, end in (("jpeg", "jpg"), ("webp", "webp"))
    ]
    defaults = {
        "alt_en": "A typed page",
        "source_language": "en",
        "checksum": f"{number:040}{0:088}",
    }
    defaults |= {"file": f"originals/{number}.jpeg", "media_type": "image/jpeg"}
    defaults |= {"derivatives": derivatives, "width": 1600, "height": 3200}
    return DigitalObject.objects.create(item=item or make_item(), **{**defaults, **values})


def make_exhibition(is_published: bool = True, **values) -> Exhibition:
    """Published: released anew, as it is then, whenever a test reads the site."""
    number = next(_numbers)
    defaults = {
        "slug": f"exhibition-{number}",
        "title_en": "Across the sea",
        "title_ja": "海を越えて",
        "title_mn": "Далайг гатлан",
        "source_language": "en",
    }
    exhibition = Exhibition.objects.create(**{**defaults, **values})
    if is_published:
        to_release.add(exhibition.pk)
    return exhibition


to_release: set[int] = set()  # emptied after every test
written: list[str] = []  # statements since the last release that changed something


def note_writing(execute, sql, params, many, context):
    """Stands around everything that a test asks the database."""
    if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
        written.append(sql)
    return execute(sql, params, many, context)


def is_for_readers(path: str) -> bool:
    return not path.startswith(("/admin/", "/translate/"))


def release_made() -> None:
    """What a reader would see if everything that a test has made were released now."""
    if not written:
        return
    for exhibition in Exhibition.objects.filter(pk__in=to_release):
        shown = exhibition.editions.current().first()
        if shown is None or not is_released(exhibition, shown):
            published_at = exhibition.published_at
            release_now(exhibition, actor=None, unrendered=True)
            if published_at:
                Exhibition.objects.filter(pk=exhibition.pk).update(published_at=published_at)
    written.clear()


def make_section(exhibition: Exhibition | None = None, **values) -> Section:
    number = next(_numbers)
    defaults = {
        "slug": f"section-{number}",
        "title_en": "The earthquake of 2011",
        "title_ja": "2011年の地震",
        "title_mn": "2011 оны газар хөдлөлт",
        "source_language": "en",
    }
    section = Section(exhibition=exhibition or make_exhibition(), **{**defaults, **values})
    actions.put_last(section)
    section.save()
    return section


def make_panel(section: Section | None = None, **values) -> Panel:
    number = next(_numbers)
    defaults = {
        "slug": f"panel-{number}",
        "title_en": "Blankets for Miyagi",
        "title_ja": "宮城への毛布",
        "title_mn": "Миягид илгээсэн хөнжил",
        "event_text_en": "<p>About 2,500 blankets were sent.</p>",
        "event_text_ja": "<p>約2,500枚の毛布が送られました。</p>",
        "event_text_mn": "<p>2500 орчим хөнжил илгээв.</p>",
        "date": "2011-03-12",
        "source_language": "en",
    }
    panel = Panel(section=section or make_section(), **{**defaults, **values})
    actions.put_last(panel)
    panel.save()
    return panel


def make_exhibit(panel: Panel | None = None, item: ArchivalItem | None = None, **values) -> Exhibit:
    return Exhibit.objects.create(
        panel=panel or make_panel(),
        item=item or make_item(),
        **{"caption_en": "The first page", "source_language": "en", **values},
    )


def make_essay(exhibition: Exhibition | None = None, **values) -> Essay:
    defaults = {
        "slug": f"essay-{next(_numbers)}",
        "title_en": "Reading an address",
        "body_en": "<h2>Codes</h2><p>A code<span class='footnote'>Fund-59.</span> is data.</p>",
        "source_language": "en",
    }
    return Essay.objects.create(
        exhibition=exhibition or make_exhibition(), **{**defaults, **values}
    )


# Fewer than three figures are shown as a table without a chart.
THREE_YEARS = {"rows_en": "1984\n2004\n2022", "figures": [[16], [3456], [15214]]}


def make_dataset(exhibition: Exhibition | None = None, **values) -> Dataset:
    defaults = {
        "slug": f"dataset-{next(_numbers)}",
        "title_en": "Residents",
        "unit_en": "persons",
        "rows_en": "1984\n2022",
        "columns_en": "Residents",
        "figures": [[16], [15214]],
        "source_language": "en",
    }
    return Dataset.objects.create(
        exhibition=exhibition or make_exhibition(), **{**defaults, **values}
    )


def make_page(**values) -> Page:
    defaults = {
        "slug": f"page-{next(_numbers)}",
        "title_en": "About",
        "title_ja": "このサイトについて",
        "title_mn": "Сайтын тухай",
        "body_en": "<p>A page.</p>",
        "source_language": "en",
    }
    return Page.objects.create(**{**defaults, **values})


def make_name(kind: str = "person", **values) -> Name:
    """President Elbegdorj in three languages; forms besides with ``make_form``."""
    defaults = {
        "name_en": "Tsakhiagiin Elbegdorj",
        "name_ja": "ツァヒアギーン・エルベグドルジ",
        "name_mn": "Цахиагийн Элбэгдорж",
        "source_language": "mn",
    }
    if any(key.startswith("name_") for key in values):
        defaults = {"source_language": "mn"}
    return Name.objects.create(kind=kind, **{**defaults, **values})


def make_form(name: Name, form: str, kind: str = "variant", **values) -> NameForm:
    return NameForm.objects.create(name=name, form=form, kind=kind, **values)


def link_name(name: Name, item: ArchivalItem | None = None, role: str = "mentioned", **values):
    return NameLink.objects.create(name=name, item=item or make_item(), role=role, **values)


def tell_of(name: Name, panel: Panel | None = None, role: str = "mentioned", **values):
    return PanelName.objects.create(name=name, panel=panel or make_panel(), role=role, **values)


def make_term(**forms: str) -> Term:
    """A settled word in some languages; “archives” in three when none is given."""
    forms = forms or {"en": "archives", "ja": "文書館", "mn": "архив"}
    term = Term.objects.create(note="The office, not the building.")
    for language, text in forms.items():
        TermForm.objects.create(term=term, language=language, text=text)
    return term


def make_transcription(page: DigitalObject | None = None, **values) -> Transcription:
    """The text of a page, kept as the admin keeps it: its words find the item."""
    defaults = {"language": "mn", "text": "Тогтоол\nМонгол Улсын Засгийн газар"}
    made = Transcription(digital_object=page or make_page_image(), **{**defaults, **values})
    keep_transcription(made)
    return made


def make_catalogue_import(**values) -> CatalogueImport:
    """A list of repositories that has been sent and waits to be looked through."""
    defaults = {"kind": "repositories", "original_name": "repositories.csv"}
    content = ContentFile(b"id,name_en\nr1,Archive\n", "repositories.csv")
    return CatalogueImport.objects.create(**{**defaults, "file": content, **values})


def make_many_page_images(item: ArchivalItem, count: int) -> list[DigitalObject]:
    """Thousands of page images at once, without pictures: in order, each with its own checksum.

    All but the first have no history and no entries at the desk of translators.
    """
    like, start = make_page_image(item), next(_numbers)
    shared = {
        name: getattr(like, name)
        for name in ("item", "source_language", "alt_en", "derivatives", "width", "height", "file")
    }
    return [like] + QuerySet(DigitalObject).bulk_create(
        DigitalObject(**shared, order=n, checksum=f"{start:040}{n:088}") for n in range(1, count)
    )


def make_many_items(parent: ArchivalItem, count: int, **values) -> None:
    """Thousands of items under one at once; the search does not find them."""
    shared = {"repository": parent.repository, "level": "item", "title_en": "x", **values}
    made = [
        ArchivalItem(parent=parent, **shared, path="?", reference_code=f"Many-{n}")
        for n in range(count)
    ]
    for item in made:
        item.settle()
    QuerySet(ArchivalItem).bulk_create(made)
    path = Concat(Value(parent.path), Cast("pk", CharField()), Value("/"))
    ArchivalItem.objects.filter(path="?").update(path=path)
