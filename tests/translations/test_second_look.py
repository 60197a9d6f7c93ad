"""Two people who send the same at the same moment: the second is told, nobody sees an error.

The database speaks after both forms have found nothing: what it refuses is imitated here.
"""

import pytest
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError
from django.urls import reverse

from archive.models import FormerCode, NameLink, Transcription
from tests.make import (
    link_name,
    make_item,
    make_name,
    make_page_image,
    make_section,
    make_transcription,
)
from tests.reading import form_values, tree, words


@pytest.fixture
def meanwhile(monkeypatch):
    """``meanwhile(act)``: at the next sending, somebody else does that first."""
    look = ModelAdmin.changeform_view

    def arrange(act):
        waiting = [act]

        def beaten(self, request, *args):
            if request.method == "POST" and waiting:
                waiting.pop()()
                raise IntegrityError("UNIQUE constraint failed")
            return look(self, request, *args)

        monkeypatch.setattr(ModelAdmin, "changeform_view", beaten)

    return arrange


def errors(response) -> str:
    return " ".join(words(tree(response), "//*[contains(@class, 'errorlist')]"))


def test_the_same_text_of_a_page(meanwhile, log_in):
    client, page = log_in("curator"), make_page_image()
    address = f"{reverse('admin:archive_transcription_add')}?digital_object={page.pk}"
    values = form_values(client.get(address), "transcription_form")
    meanwhile(lambda: make_transcription(page, language="mn", text="Нэг"))
    answer = client.post(address, {**values, "language": "mn", "text": "Хоёр"})
    assert "This page has a text of this kind and language." in errors(answer)
    assert Transcription.objects.get().text == "Нэг"
    # What was typed is not lost.
    assert words(tree(answer), "//textarea") == ["Хоёр"]


def test_the_same_name_in_the_same_role(meanwhile, log_in):
    client, item, name = log_in("curator"), make_item(), make_name()
    address = reverse("admin:archive_archivalitem_change", args=[item.pk])
    values = form_values(client.get(address), "archivalitem_form")
    values |= {"name_links-TOTAL_FORMS": "1", "name_links-0-name": str(name.pk)}
    values |= {"name_links-0-role": "author", "name_links-0-item": str(item.pk)}
    values |= {"name_links-0-id": "", "name_links-0-order": "0"}
    meanwhile(lambda: link_name(name, item, "author"))
    assert "This name has this role already." in errors(client.post(address, values))
    assert NameLink.objects.count() == 1


@pytest.mark.parametrize("again", [True, False])
def test_a_former_code_that_somebody_else_has_added_since(log_in, again):
    client, item = log_in("curator"), make_item()
    address = reverse("admin:archive_archivalitem_change", args=[item.pk])
    values = form_values(client.get(address), "archivalitem_form")
    values |= {"former_codes-TOTAL_FORMS": "1", "former_codes-0-item": str(item.pk)}
    values |= {"former_codes-0-id": "", "former_codes-0-code": "K-1" if again else "K-2"}
    FormerCode.objects.create(item=item, code="K-1")
    answer = client.post(address, values)
    assert (answer.status_code, FormerCode.objects.count()) == ((200, 1) if again else (302, 2))
    assert not again or "already exists" in errors(answer)


def test_a_row_may_be_deleted_and_written_anew(log_in):
    client, item = log_in("curator"), make_item()
    old = FormerCode.objects.create(item=item, code="K-1")
    address = reverse("admin:archive_archivalitem_change", args=[item.pk])
    values = form_values(client.get(address), "archivalitem_form")
    values |= {"former_codes-TOTAL_FORMS": "2", "former_codes-0-DELETE": "on"}
    values |= {"former_codes-1-item": str(item.pk), "former_codes-1-code": "K-1"}
    assert client.post(address, values).status_code == 302
    assert FormerCode.objects.get().pk != old.pk


def test_the_same_address_of_a_chapter(meanwhile, log_in):
    client, section = log_in("curator"), make_section()
    address = reverse("admin:exhibits_section_add")
    values = form_values(client.get(address), "section_form")
    values |= {"exhibition": section.exhibition_id, "slug": "a-letter", "title_en": "A letter"}
    meanwhile(lambda: make_section(section.exhibition, slug="a-letter"))
    answer = client.post(address, values)
    assert answer.status_code == 200 and errors(answer)


def test_what_stays_refused_is_not_hidden(monkeypatch, log_in):
    def refuse(*args):
        raise IntegrityError("something else")

    client = log_in("curator")
    monkeypatch.setattr(ModelAdmin, "changeform_view", refuse)
    with pytest.raises(IntegrityError):
        client.post(reverse("admin:archive_transcription_add"), {})
