"""The page-order view: labels, turns, alternative texts and places of many pages at once."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from archive.models import DigitalObject
from archive.scans import arranging
from tests.archive.scans import committing, new_picture, pages_of, take_in, work_off, zip_of
from tests.make import make_item, make_page_image
from tests.reading import queries, tree, words


def make_pages(count: int, **values):
    """An item with pages labelled a, b, c …"""
    item = make_item()
    for place in range(count):
        make_page_image(item, order=place, label=chr(97 + place), **values)
    return item


def address(item, **query) -> str:
    found = reverse("admin:archive_archivalitem_pages", args=[item.pk])
    return f"{found}?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else found


def labels(item) -> str:
    return "".join(page.label for page in pages_of(item))


def rows_of(response) -> dict:
    """What the form sends when nothing is changed."""
    sent = {}
    for field in tree(response).xpath("//form[.//ol]//*[@name]"):
        if field.tag == "select":
            sent[field.get("name")] = field.xpath("string(option[@selected]/@value)")
        elif field.tag == "textarea":
            sent[field.get("name")] = (field.text or "").strip()
        elif field.tag == "input" and field.get("type") not in ("checkbox", "number"):
            sent[field.get("name")] = field.get("value", "")
    return sent


@pytest.fixture
def curator(log_in):
    return log_in("curator")


def test_labels_and_texts_are_saved(curator):
    item = make_pages(3)
    sent = rows_of(curator.get(address(item, language="en")))
    sent |= {"form-1-label": "1v", "form-2-alt_en": "A seal", "save": "1"}
    assert curator.post(address(item, language="en"), sent).status_code == 302
    pages = pages_of(item)
    assert [page.label for page in pages] == ["a", "1v", "c"]
    assert [page.alt_en for page in pages] == ["A typed page", "A typed page", "A seal"]


def test_a_page_and_the_form_name_the_file_that_was_sent(curator):
    item = make_pages(1, original_name="ф59-д1-хн66.tif")
    assert words(tree(curator.get(address(item))), "//span[contains(@class, 'page-file')]") == [
        "ф59-д1-хн66.tif"
    ]
    form = tree(curator.get(reverse("admin:archive_archivalitem_change", args=[item.pk])))
    assert words(form, "//p[@class='file-upload']/a") == ["ф59-д1-хн66.tif"]
    assert form.xpath("//p[@class='file-upload']/a/@href") == [pages_of(item)[0].file.url]


def test_another_language_shows_the_source_beside_it(curator):
    item = make_pages(1)
    root = tree(curator.get(address(item, language="ja")))
    assert words(root, "//span[@class='source-text']") == ["A typed page"]
    assert root.xpath("//textarea[@name='form-0-alt_ja'][@lang='ja']")


def test_of_two_people_who_change_a_text_the_second_is_told(curator):
    item = make_pages(1)
    sent = rows_of(curator.get(address(item, language="en")))
    DigitalObject.objects.update(alt_en="Theirs")
    response = curator.post(address(item, language="en"), sent | {"form-0-alt_en": "Mine"})
    assert response.status_code == 200 and "Theirs" in response.content.decode()
    assert pages_of(item)[0].alt_en == "Theirs"


def test_a_page_moves_one_step(curator):
    item = make_pages(4)
    page = pages_of(item)[2]
    sent = rows_of(curator.get(address(item)))
    curator.post(address(item), sent | {"step": f"{page.pk}:2"})
    assert labels(item) == "acbd"


@pytest.mark.parametrize(
    ("chosen", "place", "after"),
    [("c", 1, "cabde"), ("ae", 2, "baecd"), ("ab", 99, "cdeab"), ("db", 1, "bdace")],
)
def test_chosen_pages_move_together_in_their_order(curator, chosen, place, after):
    item = make_pages(5)
    keys = [page.pk for page in pages_of(item) if page.label in chosen]
    curator.post(address(item), {"chosen": keys, "place": place, "move": "1"})
    assert labels(item) == after
    assert [page.order for page in pages_of(item)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("style", "number", "expected"),
    [
        ("leaves", 1, ["a", "1r", "1v", "2r", "e"]),
        ("pages", 12, ["a", "p. 12", "p. 13", "p. 14", "e"]),
        ("numbers", 0, ["a", "0", "1", "2", "e"]),
        ("none", 1, ["a", "", "", "", "e"]),
    ],
)
def test_a_range_is_labelled(curator, style, number, expected):
    item = make_pages(5)
    sent = {"first": 2, "last": 4, "style": style, "number": number, "label": "1"}
    curator.post(address(item), sent)
    assert [page.label for page in pages_of(item)] == expected


@pytest.mark.parametrize(
    "sent",
    [
        {"label": "1", "first": "4", "last": "2", "style": "pages", "number": "1"},
        {"label": "1", "first": "1", "last": "99", "style": "pages", "number": "1"},
        {"label": "1", "first": "x", "last": "", "style": "box", "number": "-1"},
        {"move": "1", "place": "1"},
        {"move": "1", "place": "x", "chosen": "1"},
        {"move": "1", "place": "9" * 30, "chosen": "1"},
    ],
)
def test_what_cannot_be_done_is_said(curator, sent):
    item = make_pages(3)
    response = curator.post(address(item), sent, follow=True)
    assert words(tree(response), "//li[@class='error']") and labels(item) == "abc"


@pytest.mark.parametrize(
    "sent",
    [
        {"step": "x:y"},
        {"step": "999999:1"},
        {"chosen": ["9" * 18, "x"], "place": "1", "move": "1"},
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-id": "99", "form-1-id": "x"},
        {"form-TOTAL_FORMS": "x"},
        {},
    ],
)
def test_hostile_forms_change_nothing(curator, sent):
    item = make_pages(3)
    assert curator.post(address(item), sent).status_code in (200, 302)
    assert labels(item) == "abc"


def test_pages_of_another_item_are_out_of_reach(curator):
    item, other = make_pages(2), make_pages(2)
    key = pages_of(other)[0].pk
    curator.post(address(item), {"chosen": key, "delete": "1"})
    curator.post(address(item), {"chosen": key, "place": "2", "move": "1"})
    sent = rows_of(curator.get(address(other))) | {"form-0-label": "x"}
    curator.post(address(item), sent)
    assert labels(other) == "ab" and labels(item) == "ab"


@pytest.mark.parametrize(
    ("person", "language", "status"),
    [
        *(("translator-ja", "ja", 302), ("translator-ja", "mn", 403), ("reviewer", "ja", 403)),
        *(("translator-ja", "en", 403), ("curator", "ja", 302)),
    ],
)
def test_who_may_write_which_alternative_text(log_in, person, language, status):
    item = make_pages(1)
    client = log_in(person)
    sent = rows_of(client.get(address(item, language=language)))
    sent |= {f"form-0-alt_{language}": "Written", "form-0-label": "x"}
    assert client.post(address(item, language=language), sent).status_code == status
    [page] = pages_of(item)
    assert (getattr(page, f"alt_{language}") == "Written") == (status == 302)
    assert (page.label == "x") == (person == "curator")


@pytest.mark.parametrize("sent", [{"delete": "1"}, {"move": "1", "place": "1"}])
def test_a_translator_may_not_arrange(log_in, sent):
    item = make_pages(2)
    sent = {**sent, "chosen": [page.pk for page in pages_of(item)]}
    assert log_in("translator-ja").post(address(item, language="ja"), sent).status_code == 403
    assert labels(item) == "ab"


def test_a_turn_shows_the_old_copies_until_the_new_are_there(curator):
    item = take_in("page.png", new_picture()).item
    [before] = pages_of(item)
    sent = rows_of(curator.get(address(item))) | {"form-0-rotation": "90"}
    curator.post(address(item), sent)
    [page] = pages_of(item)
    assert (page.state, page.rotation) == ("waiting", 0)
    assert page.derivatives == before.derivatives and page.tiles == before.tiles
    work_off()
    [page] = pages_of(item)
    assert (page.state, page.rotation) == ("ready", 90)
    assert page.derivatives[0]["width"] == before.derivatives[0]["height"]
    assert page.tiles.endswith("_r90.zip") and default_storage.exists(page.tiles)
    assert not default_storage.exists(before.tiles)
    assert not default_storage.exists(before.derivatives[0]["name"])


def test_of_two_turns_the_last_one_counts(curator, cast):
    item = take_in("page.png", new_picture()).item
    for rotation in (90, 180):
        arranging.turn(pages_of(item)[0], rotation, actor=cast["curator"])
    work_off()
    assert [(page.rotation, page.state) for page in pages_of(item)] == [(180, "ready")]


def test_deleted_pages_take_their_copies_with_them_and_leave_the_original(curator):
    item = take_in("two.zip", zip_of([("a.png", new_picture()), ("b.png", new_picture())])).item
    gone, stays = pages_of(item)
    with committing():
        curator.post(address(item), {"chosen": gone.pk, "delete": "1"})
    assert pages_of(item) == [stays]
    assert not default_storage.exists(gone.tiles) and default_storage.exists(stays.tiles)
    assert default_storage.exists(gone.file.name)


def test_copies_that_another_item_shows_stay(curator):
    content = new_picture()
    first, second = (take_in("a.png", content).item for _ in range(2))
    with committing():
        curator.post(address(first), {"chosen": pages_of(first)[0].pk, "delete": "1"})
    [page] = pages_of(second)
    assert default_storage.exists(page.tiles)
    assert all(default_storage.exists(copy["name"]) for copy in page.derivatives)


def make_many(count: int):
    item = make_item(is_digitised=True)
    DigitalObject.objects.bulk_create(
        DigitalObject(item=item, order=n, checksum=f"{n:0128}", file=f"originals/{n}")
        for n in range(count)
    )
    return item


def test_the_number_of_queries_does_not_grow_with_the_pages(curator):
    few = len(queries(curator, address(make_many(10))))
    assert len(queries(curator, address(make_many(300), page=2))) == few <= 12


def test_thousands_of_pages_are_moved_and_labelled(cast, django_assert_max_num_queries):
    item = make_many(2_000)
    last = pages_of(item)[-1]
    # The history takes one for every 83 rows, as many as SQLite binds.
    with django_assert_max_num_queries(70):
        arranging.move(item, [last.pk], 1, actor=cast["curator"])
    with django_assert_max_num_queries(70):
        arranging.label(item, 1, 2_000, "leaves", 1, actor=cast["curator"])
    pages = pages_of(item)
    assert pages[0] == last and pages[-1].label == "1000v"


@pytest.mark.parametrize(("count", "is_shown"), [(10, True), (11, False)])
def test_the_form_of_an_item_holds_no_more_pages_than_can_be_read(curator, count, is_shown):
    item = make_many(count)
    response = curator.get(reverse("admin:archive_archivalitem_change", args=[item.pk]))
    root = tree(response)
    assert bool(root.xpath("//input[@name='digital_objects-TOTAL_FORMS']")) == is_shown
    assert bool(root.xpath("//p[@class='help-line']//a[contains(@href, '/pages/')]")) != is_shown


def test_the_report_counts_alternative_texts_and_leads_to_where_they_are_missing(curator):
    item = make_pages(3)
    pages_of(item)[0].delete()
    make_page_image(item, alt_en="", alt_ja="印章のある頁")
    make_page_image(make_item(), alt_ja="別の頁")
    report = reverse("admin:archive_archivalitem_alt")
    root = tree(curator.get(f"{report}?language=ja"))
    assert words(root, "//ul[@class='progress']/li/span") == ["3 / 4", "2 / 4", "0 / 4"]
    assert words(root, "//div[@class='scans-table']//td[3]") == ["2 / 3"]
    [link] = root.xpath("//div[@class='scans-table']//a/@href")
    assert curator.get(link).status_code == 200 and link == address(item, language="ja")
    assert len(queries(curator, report)) <= 8
