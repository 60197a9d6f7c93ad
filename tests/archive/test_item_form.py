"""The curators' form of an archival item: elements, what is missing, former codes."""

import pytest
from django.urls import reverse

from archive.description.isad import CREATORS, ELEMENTS
from archive.models import ArchivalItem, FormerCode
from tests.make import make_item
from tests.reading import form_values, tree, words


def address(item: ArchivalItem, page: str = "change") -> str:
    return reverse(f"admin:archive_archivalitem_{page}", args=[item.pk])


def send(client, item: ArchivalItem, **changes):
    """Send the item's form as a browser would, with some values changed."""
    values = form_values(client.get(address(item)), "archivalitem_form")
    return client.post(address(item), {**values, **changes})


def test_every_element_has_a_field_with_its_number(log_in):
    root = tree(log_in("curator").get(address(make_item())))
    shown = words(root, "//form[@id='archivalitem_form']//label/span[@class='element-number']")
    assert shown == [element.number for element in ELEMENTS if element.name != CREATORS]


def test_areas_of_which_nothing_is_said_are_folded(log_in):
    item = make_item(source_language="en", note_en="Found in a drawer.")
    root = tree(log_in("curator").get(address(item)))
    folded = words(root, "//fieldset//details/summary")
    assert "Allied materials" in folded and "Notes" not in folded and "Identity" not in folded


def test_a_translator_sees_texts_alone(log_in):
    root = tree(log_in("translator-ja").get(address(make_item()), {"language": "ja"}))
    names = set(root.xpath("//form[@id='archivalitem_form']//*[@name]/@name"))
    assert {"title_ja", "archival_history_ja"} <= names
    assert not {"reference_code", "closed_until", "title_mn"} & names
    assert not any(name.startswith("former_codes") for name in names)


def test_what_is_missing_is_listed(log_in):
    root = tree(log_in("curator").get(address(make_item(date=""))))
    assert words(root, "//section[@class='gaps'][1]//li") == [
        "3.1.3 Date",
        "3.1.5 Extent and medium",
        "3.2.1 Name of creator",
    ]


def test_what_is_repeated_is_pointed_out(log_in):
    fonds = make_item(level="fonds", archival_history_mn="Яамнаас шилжүүлсэн.")
    item = make_item(parent=fonds, archival_history_mn="Яамнаас  шилжүүлсэн.")
    root = tree(log_in("curator").get(address(item)))
    (line,) = words(root, "//section[@aria-labelledby='repeats-title']//li")
    assert line.startswith("3.2.3 Archival history")


@pytest.mark.parametrize(
    ("codes", "is_fine"),
    [
        *(("mn", True), ("mn-Mong|mn-Cyrl", True), ("ja|ru|mnc", True), ("", True)),
        *(("mongolian", False), ("jp", False), ("mn,ja", False), ("mn|", False), ("MN-MONG", True)),
    ],
)
def test_codes_of_languages_are_checked(log_in, codes, is_fine):
    item = make_item()
    response = send(log_in("curator"), item, language_of_material=codes)
    assert (response.status_code == 302) is is_fine
    if not is_fine:
        assert "is not the code of a language" in response.content.decode()


def test_a_changed_code_is_kept_as_a_former_one(log_in):
    item = make_item(reference_code="Fund-59, File-1, Unit-548")
    client = log_in("curator")
    assert send(client, item, reference_code="Fund-59, File-1, Unit-549").status_code == 302
    assert [former.code for former in item.former_codes.all()] == ["Fund-59, File-1, Unit-548"]
    listed = client.get(reverse("admin:archive_archivalitem_changelist"), {"q": "unit-548"})
    assert listed.context["cl"].result_count == 1
    assert send(client, item, reference_code="Fund-59, File-1, Unit-548").status_code == 302
    assert [former.code for former in item.former_codes.all()] == ["Fund-59, File-1, Unit-549"]


def test_a_former_code_typed_and_kept_at_once_is_kept_once(log_in):
    item = make_item(reference_code="A-1")
    rows = {"former_codes-TOTAL_FORMS": "1", "former_codes-0-code": "A-1"}
    rows |= {"former_codes-0-id": "", "former_codes-0-item": str(item.pk)}
    assert send(log_in("curator"), item, reference_code="A-2", **rows).status_code == 302
    assert FormerCode.objects.filter(item=item).count() == 1


def test_a_fonds_lies_in_nothing(log_in):
    item, above = make_item(), make_item(level="file", reference_code="Fund-59, File-1")
    response = send(log_in("curator"), item, parent=str(above.pk), level="fonds")
    assert "cannot be part of something at the level" in response.content.decode()
    item.refresh_from_db()
    assert item.parent is None


@pytest.mark.parametrize(
    ("value", "found"), [("date", 1), ("extent", 3), (CREATORS, 2), ("any", 3)]
)
def test_the_list_finds_what_lacks_something(log_in, value, found):
    fonds = make_item(level="fonds")
    make_item(parent=fonds, date="")
    make_item()
    listed = log_in("curator").get(
        reverse("admin:archive_archivalitem_changelist"), {"lacks": value}
    )
    assert listed.context["cl"].result_count == found


@pytest.mark.parametrize(("value", "found"), [("open", 1), ("closed", 1), ("hidden", 1)])
def test_the_list_says_what_readers_see(log_in, value, found):
    make_item()
    make_item(closed_until="2999-01-01")
    make_item(is_public=False)
    listed = log_in("curator").get(
        reverse("admin:archive_archivalitem_changelist"), {"readers": value}
    )
    assert listed.context["cl"].result_count == found
    if value == "closed":
        assert "closed until 1 January 2999" in listed.content.decode()


def test_what_is_put_elsewhere_in_the_form_stands_last_there(log_in):
    file = make_item(level="file", reference_code="Fund-59, File-1")
    make_item(parent=file, order=1)
    item = make_item(order=7, reference_code="A-1")
    below = make_item(parent=item)
    assert send(log_in("curator"), item, parent=str(file.pk)).status_code == 302
    item.refresh_from_db()
    below.refresh_from_db()
    assert (item.order, below.path) == (2, f"/{file.pk}/{item.pk}/{below.pk}/")
