"""A small exhibition with everything that an edition can hold, and an export of it."""

from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import default_storage

from archive.models import ArchivalItem, DigitalObject
from archive.pictures import tile
from exhibits.editions.contents import WorkingContents
from exhibits.models import Exhibition
from exhibits.output.imprint import Imprint
from tests.make import (
    THREE_YEARS,
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_name,
    make_panel,
    make_picture,
    make_section,
    make_upload,
    picture_bytes,
    tell_of,
)
from translations.texts import LANGUAGES

HOSTILE = '#read("/etc/passwd") $x$ *bold* \\ ] @cite <b> "'
NOTED = (
    '<p>The Government decided<span class="footnote">Fund-59, p. 3.</span> at once'
    '<span class="footnote">Ibid., p. 4.</span>, see <a href="#panel-two">below</a>, '
    '<a href="/en/exhibitions/story/chapter/">this chapter</a>, '
    '<a href="https://example.org/?a=1&amp;b=2">elsewhere</a> and '
    '<span lang="ja">外務省</span>.</p><h2>What was sent</h2><ul><li>Blankets</li></ul>'
    "<table><thead><tr><th>Year</th><th>Number</th></tr></thead>"
    "<tbody><tr><td>2011</td><td>2,500</td></tr></tbody></table>"
)


def tiled_page(item, **values) -> DigitalObject:
    """A page image with copies and tiles."""
    page = make_picture(item, **values)
    name = f"tiles/{page.checksum[:2]}/{page.image_id}.zip"
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    tile(Path(page.file.path), path)
    DigitalObject.objects.filter(pk=page.pk).update(tiles=name)
    return page


def make_story() -> Exhibition:
    """Two chapters, one in the other; an item of two pages, another one, an essay, figures."""
    item = make_item()
    cover = tiled_page(item)
    make_picture(item, order=1, label="1v", file=make_upload("b.jpg", picture_bytes(700, 900)))
    secret = make_item(title_en="Secret list", title_ja="", title_mn="", reference_code="S-1")
    make_picture(secret, file=make_upload("c.jpg", picture_bytes(600, 800)), alt_en="Secret page")
    story = make_exhibition(
        slug="story",
        cover=cover,
        foreword_en="<p>Why.</p>",
        credits_en=f"{HOSTILE} 土𠮷屋 葛\U000e0100城",
        title_en="Story & sea",
    )
    chapter = make_section(story, slug="chapter")
    panel = make_panel(
        chapter,
        slug="one",
        event_text_en=NOTED,
        event_text_ja="<p>大<ruby>地震<rt>じしん</rt></ruby>の翌日に決まった。</p>",
        event_text_mn="<p>Засгийн газрын шийдвэр гарав.</p>",
        record_note_en=f"<p>{HOSTILE.replace('<b>', '&lt;b&gt;')}</p>",
    )
    make_exhibit(panel, item)
    make_exhibit(panel, secret, caption_en="Not for all", order=1)
    make_exhibit(panel, item, digital_object=item.digital_objects.last(), order=2)
    tell_of(make_name(), panel)
    dataset = make_dataset(story, slug="people", columns_en="𠮷", **THREE_YEARS)
    make_panel(chapter, slug="two", dataset=dataset, title_en="", title_ja="", title_mn="")
    inner = make_section(story, slug="inner", parent=chapter, title_en="Inside")
    make_panel(inner, slug="three")
    make_essay(story, slug="reading")
    return story


class Frozen:
    """The pages as they were when this was made, whatever happens to what they show."""

    def __init__(self, story: Exhibition, languages: tuple[str, ...] = LANGUAGES):
        working = WorkingContents(story)
        self.languages = languages
        self.fronts = {code: working.front(code) for code in languages}
        self.all_chapters = {code: list(working.chapters(code)) for code in languages}
        self.all_essays = {code: list(working.essays(code)) for code in languages}

    def front(self, language: str):
        return self.fronts[language]

    def chapters(self, language: str):
        return iter(self.all_chapters[language])

    def essays(self, language: str):
        return iter(self.all_essays[language])


def frozen_story() -> tuple[Frozen, Imprint]:
    """A story that was frozen before one of its items was closed to readers."""
    story = make_story()
    frozen = Frozen(story)
    ArchivalItem.objects.filter(reference_code="S-1").update(is_public=False)
    return frozen, imprint_of(story)


def imprint_of(story: Exhibition) -> Imprint:
    released = datetime(2026, 11, 28, 15, 30, tzinfo=UTC)
    return Imprint(
        str(story.uuid), story.slug, 3, released, note="For the fair.", content_hash="ab" * 64
    )
