"""Two people at one form: the second is told, sees both, and loses nothing."""

import pytest
from django.urls import reverse

from archive.models import FormerCode
from exhibits.models import Exhibit
from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_item,
    make_name,
    make_panel,
    tell_of,
)
from tests.reading import form_values, tree, words
from tests.translations.at_desk import unit_of
from translations.models import Change

pytestmark = pytest.mark.django_db


def change_page(obj) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


@pytest.fixture
def opened(log_in):
    """``opened(obj)``: a form as it was opened; ``send(values)`` sends it, with changes."""
    client = log_in("curator")

    class Opened:
        def __init__(self, obj):
            self.address, self.form = change_page(obj), f"{obj._meta.model_name}_form"
            self.values = form_values(client.get(self.address), self.form)

        def send(self, **changed):
            self.values |= changed
            answer = client.post(self.address, self.values)
            if answer.status_code == 200:
                self.values = form_values(answer, self.form)
            return answer

    return Opened


def said(answer) -> str:
    return " ".join(words(tree(answer), "//*[contains(@class, 'errorlist')]"))


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "shown"),
    [
        ("date", "1972", "1977", "1977"),
        ("layout", "document-first", "wide", "Wide document"),
        ("slug", "mine", "theirs", "theirs"),
    ],
)
def test_shared_fields(opened, field, mine, theirs, shown):
    panel = make_panel()
    form = opened(panel)
    setattr(panel, field, theirs)
    panel.save()
    assert f"Their text is: {shown}" in said(form.send(**{field: mine}))
    assert form.send().status_code == 302
    panel.refresh_from_db()
    assert getattr(panel, field) == mine


def test_links_are_said_in_words(opened):
    panel = make_panel()
    one, two = (make_dataset(panel.section.exhibition, title_en=t) for t in ("Exports", "Visitors"))
    form = opened(panel)
    panel.dataset = two
    panel.save()
    assert "Their text is: Visitors" in said(form.send(dataset=str(one.pk)))


def test_links_to_many_are_said_in_words(opened):
    essay = make_essay()
    one, two = (make_dataset(essay.exhibition, title_en=t) for t in ("Exports", "Visitors"))
    form = opened(essay)
    essay.datasets.set([two])
    assert "Their text is: Visitors" in said(form.send(datasets=[str(one.pk)]))


def test_a_row_that_somebody_has_deleted_is_made_anew_when_sent_again(opened):
    exhibit = make_exhibit(caption_en="The seal", caption_ja="印章")
    form = opened(exhibit.panel)
    exhibit.delete()
    answer = form.send(**{"exhibits-0-caption_en": "The red seal"})
    assert "Somebody else has deleted this" in said(answer)
    assert form.values["exhibits-0-caption_en"] == "The red seal"
    assert not Exhibit.objects.exists()
    assert form.send().status_code == 302
    made = Exhibit.objects.get()
    assert (made.caption_en, made.caption_ja, made.panel) == ("The red seal", "印章", exhibit.panel)
    assert unit_of(made, "caption").text == "印章"


def test_a_row_that_somebody_has_deleted_may_stay_deleted(opened):
    exhibit = make_exhibit()
    form = opened(exhibit.panel)
    exhibit.delete()
    form.send(title_en="Two")
    assert form.send(**{"exhibits-0-DELETE": "on"}).status_code == 302
    assert not Exhibit.objects.exists()
    exhibit.panel.refresh_from_db()
    assert exhibit.panel.title_en == "Two"


def test_a_row_that_somebody_has_changed_is_not_deleted_unseen(opened):
    exhibit = make_exhibit(caption_en="The seal")
    form = opened(exhibit.panel)
    exhibit.caption_en = "The red seal of the ministry"
    exhibit.save()
    assert "Somebody else has changed this" in said(form.send(**{"exhibits-0-DELETE": "on"}))
    assert Exhibit.objects.exists()
    assert form.send().status_code == 302
    assert not Exhibit.objects.exists()
    # And even so nothing is lost.
    kept = Change.objects.filter(kind="deleted", content_type__model="exhibit").get()
    assert kept.before["caption_en"] == "The red seal of the ministry"


@pytest.mark.parametrize("part", ["former_codes", "name_links"])
def test_rows_without_texts_are_protected_too(opened, part):
    if part == "former_codes":
        row, field = FormerCode.objects.create(item=(whole := make_item()), code="K-1"), "code"
    else:
        row, field = (link := tell_of(make_name())), "role"
        whole = link.panel
    values = {"code": ("K-2", "K-3"), "role": ("author", "signatory")}[field]
    form = opened(whole)
    setattr(row, field, values[0])
    row.save()
    assert "Their text is:" in said(form.send(**{f"{part}-0-{field}": values[1]}))
    assert form.send().status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == values[1]


def test_what_was_written_is_shown_to_who_saves_something_deleted(opened):
    panel = make_panel()
    form = opened(panel)
    panel.delete()
    answer = form.send(title_en="Three days of writing", event_text_en="<p>Very long.</p>")
    assert answer.status_code == 409
    answer.status_code = 200
    root = tree(answer)
    assert "Three days of writing" in words(root, "//textarea") and "Very long." in str(
        words(root, "//textarea")
    )
    assert root.xpath("//a[@href='/admin/exhibits/panel/deleted/']")
