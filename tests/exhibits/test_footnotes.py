"""Footnotes that cite archival documents are linked to them where a curator wants it."""

import pytest
from django.urls import reverse

from exhibits.demonstration.load import load_items, load_repositories, rows
from exhibits.footnotes import citing_notes, in_context, permanent_address
from exhibits.models import Essay
from tests.make import make_essay, make_item
from tests.reading import queries, tree, words

ARCHIVE = "Central Archive of Ministry of Foreign Affairs, Mongolia"


@pytest.fixture
def essay(db) -> Essay:
    """Notes: a unit, the same archive, the same place, a newspaper, a near unit."""
    make_item(reference_code="Fund-59, File-1, Unit-548", title_en="Resolution")
    make_item(reference_code="Fund-119, File-02, Unit-662", title_en="Agreement")
    notes = [
        f"{ARCHIVE}, Fund-59, File-1,\n  Unit-548, p. 3.",
        "Same archive, <em>see</em> Fund-119, File-02, Unit-662.",
        "Ibid.",
        "<em>Unen</em>, 19 February 1972.",
        f"{ARCHIVE}, Fund-59, File-1, Unit-549.",
    ]
    body = "".join(f"<p>Text<span class='footnote'>{note}</span>.</p>" for note in notes)
    return make_essay(
        body_en=body,
        body_mn="<p>Бичвэр<span class='footnote'>ГХЯ-ны Төв архив, Ф-59, Д-1, ХН-548</span></p>",
    )


def page(essay: Essay, language: str = "en") -> str:
    return f"{reverse('admin:exhibits_essay_footnotes', args=[essay.pk])}?language={language}"


def sent(client, essay: Essay, language: str = "en", **values) -> dict:
    root = tree(client.get(page(essay, language)))
    (loaded,) = root.xpath("//input[@name='loaded']/@value")
    return {"loaded": loaded, **{name.replace("_", "-"): value for name, value in values.items()}}


def item(unit: str):
    from archive.models import ArchivalItem

    return ArchivalItem.objects.get(code_key=unit)


def test_every_footnote_says_what_it_cites(log_in, essay):
    root = tree(log_in("curator").get(page(essay)))
    lines = words(root, "//ol[@class='citing']/li")
    assert "Resolution (Fund-59" in lines[0] and "Agreement (Fund-119" in lines[1]
    assert "Points back" in lines[2]
    assert "leave as it is" not in lines[3]
    assert "close by" in lines[4]


def test_a_link_goes_around_the_code_in_that_language_alone(log_in, essay):
    client, unit = log_in("curator"), item("59/1/548")
    assert client.post(page(essay), sent(client, essay, note_1=unit.pk)).status_code == 302
    essay.refresh_from_db()
    link = f'<a href="{permanent_address(unit)}">Fund-59, File-1, Unit-548</a>, p. 3.'
    assert link in essay.body_en.replace("\n ", "").replace("  ", " ")
    assert "<a" not in essay.body_mn
    assert client.post(page(essay, "mn"), sent(client, essay, "mn", note_1=unit.pk))
    essay.refresh_from_db()
    assert f'<a href="{permanent_address(unit)}">Ф-59, Д-1, ХН-548</a>' in essay.body_mn


def test_the_reader_is_led_to_the_item(client, log_in, essay):
    unit = item("59/1/548")
    curator = log_in("curator")
    curator.post(page(essay), sent(curator, essay, note_1=unit.pk))
    client.logout()
    root = tree(client.get(f"/en{essay.get_absolute_url()[3:]}"))
    (address,) = root.xpath("//a[starts-with(@href, '/id/items/')]/@href")
    answer = client.get(address, headers={"Accept-Language": "mn"})
    assert (answer.status_code, answer["Location"]) == (303, f"/mn/archive/items/{unit.pk}/")


def test_taking_the_link_out_leaves_the_text_as_it_was(log_in, essay):
    client, unit, before = log_in("curator"), item("119/2/662"), Essay.objects.get().body_en
    client.post(page(essay), sent(client, essay, note_2=unit.pk))
    assert [n.linked for n in citing_notes(Essay.objects.get(), "en")][1] == (unit,)
    client.post(page(essay), sent(client, essay, remove_2=unit.pk))
    assert Essay.objects.get().body_en == before


def test_a_text_that_was_changed_meanwhile_is_left_alone(log_in, essay):
    client, unit = log_in("curator"), item("59/1/548")
    values = sent(client, essay, note_1=unit.pk)
    essay.body_en = essay.body_en.replace("Text", "New text")
    essay.save()
    answer = client.post(page(essay), values, follow=True)
    assert "Somebody else has changed this text" in answer.content.decode()
    assert "<a" not in Essay.objects.get().body_en


@pytest.mark.parametrize(
    "values",
    [
        *({"note_1": "999999"}, {"note_4": "1"}, {"note_99": "1"}, {"note_1": "x"}),
        *({"remove_1": "1"}, {"note_1": "9" * 30}, {"loaded": "wrong"}),
    ],
)
def test_what_was_not_offered_is_not_linked(log_in, essay, values):
    client, before = log_in("curator"), Essay.objects.get().body_en
    assert client.post(page(essay), sent(client, essay, **values)).status_code == 302
    assert Essay.objects.get().body_en == before


def test_what_is_not_open_is_not_linked(log_in, essay):
    client, unit = log_in("curator"), item("59/1/548")
    unit.is_public = False
    unit.save()
    client.post(page(essay), sent(client, essay, note_1=unit.pk))
    assert "<a" not in Essay.objects.get().body_en


@pytest.mark.parametrize(
    ("person", "language", "status"),
    [
        *(("reviewer", "en", 403), ("translator-mn", "en", 403), ("translator-ja", "mn", 403)),
        *(("translator-mn", "mn", 302), ("curator", "mn", 302)),
    ],
)
def test_who_may_write_the_text_may_link(log_in, essay, person, language, status):
    client = log_in(person)
    values = sent(client, essay, language) if status == 302 else {}
    assert client.post(page(essay, language), values).status_code == status


def test_the_page_does_not_grow(log_in, essay):
    client = log_in("curator")
    few = len(queries(client, page(essay)))
    note = f"<p>x<span class='footnote'>{ARCHIVE}, Fund-59, File-1, Unit-548.</span></p>"
    essay.body_en = note * 100
    essay.save()
    assert len(queries(client, page(essay))) <= few


@pytest.mark.parametrize("language", ["en", "ja", "mn"])
def test_the_demonstration_cites_what_it_describes(db, language):
    """Every note of the demonstration that holds a code finds a unit."""
    load_repositories()
    load_items()
    for row in rows("essays"):
        essay = Essay(**{f"body_{language}": (row.get("body") or {}).get(language, "")})
        for citing in citing_notes(essay, language):
            reading = citing.finding.reading
            if reading.parts or "平28" in reading.code:
                assert citing.finding.exact, citing.note.text


def test_the_same_archive_is_that_of_the_note_before():
    readings = in_context([f"{ARCHIVE}, Fund-1", "Ibid.", "Мөн архив, Ф-2", "同館、Fund-3"])
    assert [reading.repository for reading in readings] == [f"{ARCHIVE},", "", *[f"{ARCHIVE},"] * 2]
