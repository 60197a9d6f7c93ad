"""Texts of page images: the page they are written on, and that their words find the item."""

import pytest
from django.urls import reverse

from archive.models import ArchivalItem, Transcription
from archive.reading.transcribing import delete_transcription
from archive.scans import arranging
from tests.make import make_item, make_page_image, make_transcription
from tests.reading import form_values, links, queries, tree, words

TEXT = "綴《つづり》の本\nТогтоол"


@pytest.fixture
def pages(db):
    item = make_item(language_of_material="ja|mn")
    return [make_page_image(item, order=n, label=f"{n}r") for n in (1, 2, 3)]


def url(name: str, *args) -> str:
    return reverse(f"admin:archive_transcription_{name}", args=args)


def sent(client, address: str, **values):
    filled = form_values(client.get(address), "transcription_form")
    return client.post(address, {**filled, **values})


def errors(response) -> list[str]:
    return words(tree(response), "//ul[contains(@class, 'errorlist')]/li")


def test_words_of_a_text_find_its_item_until_it_is_deleted(pages, client):
    text = make_transcription(pages[1], language="ja", text=TEXT)
    for word, count in (("綴の本", 1), ("ТОГТООЛ", 1), ("つづり", 0)):
        root = tree(client.get("/en/archive/", {"q": word}))
        assert len(root.xpath("//article | //li[contains(@class, 'item-card')]")) == count, word
    delete_transcription(text)
    assert "綴" not in ArchivalItem.objects.get(pk=text.digital_object.item_id).search_text


def test_words_go_with_the_page_they_stand_on(pages, cast):
    make_transcription(pages[0], text="цагаан"), make_transcription(pages[1], text="сар")
    arranging.delete(pages[0].item, [pages[0].pk], actor=cast["curator"])
    words_now = ArchivalItem.objects.get(pk=pages[0].item_id).search_text
    assert "цагаан" not in words_now and "сар" in words_now


def test_saving_the_item_keeps_the_words_of_its_texts(pages):
    make_transcription(pages[0], text="цагаан")
    item = ArchivalItem.objects.get(pk=pages[0].item_id)
    item.title_en = "Another title"
    item.save()
    item.refresh_from_db()
    assert "цагаан" in item.search_text and "another" in item.search_text


def test_texts_of_many_pages_are_read_with_one_query(pages, django_assert_num_queries):
    for page in pages:
        make_transcription(page)
    item = ArchivalItem.objects.prefetch_related("former_codes").get(pk=pages[0].item_id)
    with django_assert_num_queries(1):
        assert item.searchable_text().count("тогтоол") == 4  # three pages and the title


def test_a_new_text_is_written_beside_its_page(pages, log_in):
    client = log_in("curator")
    answer = client.get(url("item", pages[0].item_id))
    assert answer.headers["Location"] == f"{url('add')}?digital_object={pages[0].pk}"
    root = tree(client.get(answer.headers["Location"]))
    assert root.xpath("//div[@class='transcribing-picture']//img/@src")
    assert root.xpath("//input[@name='language']/@value") == ["ja"]
    assert "Page 1 of 3 (1r)" in words(root, "//nav[@class='language-tabs']/span")
    done = sent(client, answer.headers["Location"], text=TEXT, _next="1")
    follows = f"{url('page', pages[1].pk)}?kind=transcription&language=ja"
    assert done.headers["Location"] == follows
    kept = Transcription.objects.get()
    assert (kept.digital_object, kept.language, kept.text) == (pages[0], "ja", TEXT)
    assert client.get(follows).headers["Location"] == (
        f"{url('add')}?digital_object={pages[1].pk}&kind=transcription&language=ja"
    )


def test_pages_lead_to_the_same_kind_of_text(pages, log_in):
    here, there = (make_transcription(page, language="mn") for page in pages[:2])
    other = make_transcription(pages[0], language="en", kind="translation")
    client = log_in("curator")
    root = tree(client.get(url("change", here.pk)))
    tabs = links(root, "//nav[@class='language-tabs']/ul")
    assert tabs == [url("change", other_or_here.pk) for other_or_here in (here, other)] + [
        f"{url('add')}?digital_object={pages[0].pk}"
    ]
    step = root.xpath("//span[@class='page-steps']/a[@rel='next']/@href")[0]
    assert client.get(step).headers["Location"] == url("change", there.pk)
    assert not root.xpath("//span[@class='page-steps']/a[@rel='prev']")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"language": "Mongolian"}, "“Mongolian” is not the code of a language."),
        ({"language": "zz"}, "“zz” is not the code of a language."),
        ({"language": "ja'><script>"}, "“ja'><script>” is not the code of a language."),
        ({"text": "x" * 100_001}, "This text has 100001 characters; a page may have 100000."),
        ({"text": " \n "}, "This field is required."),
        ({"kind": "poem"}, "Select a valid choice. poem is not one of the available choices."),
        ({"language": "MN"}, "This page has a text of this kind and language."),
    ],
)
def test_what_cannot_be_kept(pages, log_in, values, sentence):
    make_transcription(pages[0], language="mn")
    client = log_in("curator")
    address = f"{url('add')}?digital_object={pages[0].pk}"
    response = sent(client, address, **{"language": "en", "text": "Text", **values})
    assert any(found.startswith(sentence) for found in errors(response)), errors(response)
    assert Transcription.objects.count() == 1


def test_a_text_cannot_become_a_second_of_its_kind(pages, log_in):
    make_transcription(pages[0], language="mn")
    second = make_transcription(pages[0], language="ja")
    response = sent(log_in("curator"), url("change", second.pk), language="mn")
    assert errors(response) == ["This page has a text of this kind and language."]


def test_of_two_who_write_the_second_is_asked(pages, log_in):
    text = make_transcription(pages[0], text="First")
    client = log_in("curator")
    opened = form_values(client.get(url("change", text.pk)), "transcription_form")
    Transcription.objects.filter(pk=text.pk).update(text="Theirs")
    response = client.post(url("change", text.pk), {**opened, "text": "Mine"})
    assert any("Theirs" in found for found in errors(response))
    again = form_values(response, "transcription_form")
    assert client.post(url("change", text.pk), again).status_code == 302
    text.refresh_from_db()
    assert text.text == "Mine"


def test_who_may_only_read_is_led_to_what_there_is(pages, log_in):
    client = log_in("reviewer")
    answer = client.get(url("page", pages[0].pk))
    listed = f"{url('changelist')}?digital_object__item__id__exact={pages[0].item_id}"
    assert answer.headers["Location"] == listed
    assert client.get(listed).status_code == 200
    text = make_transcription(pages[0])
    root = tree(client.get(url("change", text.pk)))
    assert not root.xpath("//textarea | //button[@name='_next'] | //a[contains(@href, '/add/')]")
    assert client.post(url("change", text.pk), {"text": "x"}).status_code == 403
    assert client.post(url("delete", text.pk), {"post": "yes"}).status_code == 403


def test_deleting_several_texts_settles_their_items(pages, log_in):
    texts = [make_transcription(page, text="цагаан") for page in pages]
    chosen = {"action": "delete_selected", "_selected_action": [t.pk for t in texts], "post": "yes"}
    log_in("curator").post(url("changelist"), chosen)
    assert not Transcription.objects.exists()
    assert "цагаан" not in ArchivalItem.objects.get(pk=pages[0].item_id).search_text


@pytest.mark.parametrize("size", [1, 60])
def test_the_page_does_not_grow(log_in, size):
    item = make_item()
    texts = [make_transcription(make_page_image(item, order=n)) for n in range(size)]
    client = log_in("curator")
    # 2 session and person, 2 permissions, 1 text, 1 page image with its item, 2 neighbours,
    # 2 numbers, 1 texts of the page, 3 who else is here
    assert len(queries(client, url("change", texts[size // 2].pk))) <= 15
    assert len(queries(client, url("changelist"))) <= 10


@pytest.mark.parametrize("key", ["0", "x", "9" * 40, "٣", "-1", ""])
def test_pages_that_are_not_there(log_in, key):
    client = log_in("curator")
    assert client.get(f"{url('add')}?digital_object={key}").status_code == 200
    assert client.get(url("page", 987654)).status_code == 404
    assert client.get(url("item", 987654)).status_code == 404
