"""The field keeps out of the database whatever the sanitiser keeps out, on every way in."""

import json
from collections.abc import Iterator

import pytest
from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models.sql import UpdateQuery
from django.test import RequestFactory
from django.test.utils import isolate_apps
from django.utils.functional import Promise

from translations.fields import (
    LABELS,
    MAX_LENGTH,
    RichTextField,
    RichTextFormField,
    RichTextWidget,
    with_nonce,
)

SENT = '<p onclick="alert(1)">a <b>b</b><script>alert(1)</script></p>'
STORED = "<p>a <strong>b</strong></p>"
TOO_LONG = "<p>" + "a" * MAX_LENGTH + "</p>"


@pytest.fixture
def leaflet() -> Iterator[type[models.Model]]:
    """A model with one rich text per language; it has no table."""
    with isolate_apps("translations"):

        class Leaflet(models.Model):
            body = RichTextField("text")
            body_ja = RichTextField("text [ja]", blank=True)

            class Meta:
                app_label = "translations"

            def __str__(self) -> str:
                return self.body

        yield Leaflet


def test_the_model_form_sanitises(leaflet: type[models.Model]) -> None:
    form = forms.modelform_factory(leaflet, fields=["body", "body_ja"])({"body": SENT})
    assert form.is_valid(), form.errors
    assert form.instance.body == STORED


def test_full_clean_sanitises(leaflet: type[models.Model]) -> None:
    leaf = leaflet(body=SENT)
    leaf.full_clean()
    assert leaf.body == STORED


def test_saving_without_a_form_sanitises(leaflet: type[models.Model]) -> None:
    leaf = leaflet(body=SENT)
    assert leaflet._meta.get_field("body").pre_save(leaf, add=True) == STORED
    assert leaf.body == STORED


def test_saving_does_not_write_through_a_descriptor(leaflet: type[models.Model]) -> None:
    """modeltranslation reads the unsuffixed field by fallback and writes it to a language."""

    class ByFallback:
        def __get__(self, instance: object, owner: type) -> str:
            return SENT

        def __set__(self, instance: object, value: str) -> None:
            raise AssertionError(f"written to a language: {value}")

    field, leaf = leaflet._meta.get_field("body"), leaflet()
    leaflet.body = ByFallback()
    assert field.pre_save(leaf, add=True) == STORED


def test_update_sanitises(leaflet: type[models.Model]) -> None:
    query = UpdateQuery(leaflet)
    query.add_update_values({"body": SENT})
    assert query.get_compiler(connection=connection).as_sql()[1] == (STORED,)


def test_looking_for_a_word_is_left_alone(leaflet: type[models.Model]) -> None:
    field = leaflet._meta.get_field("body")
    assert field.get_prep_value("a <b") == "a <b"


@pytest.mark.parametrize("empty", ["<p></p>", "<p>&nbsp;</p>", "<script>alert(1)</script>"])
def test_markup_without_words_is_missing(leaflet: type[models.Model], empty: str) -> None:
    form = forms.modelform_factory(leaflet, fields=["body"])({"body": empty})
    assert list(form.errors) == ["body"]
    with pytest.raises(ValidationError, match="blank"):
        leaflet._meta.get_field("body").clean(empty, None)


def test_too_long_a_text_is_refused_with_both_figures(leaflet: type[models.Model]) -> None:
    for clean in (RichTextFormField().clean, lambda text: leaflet(body=text).full_clean()):
        with pytest.raises(ValidationError) as caught:
            clean(TOO_LONG)
        message = " ".join(caught.value.messages)
        assert str(MAX_LENGTH) in message and str(len(TOO_LONG)) in message


def test_an_unchanged_text_counts_as_unchanged() -> None:
    field = RichTextFormField()
    assert not field.has_changed(STORED, "<p>a <b>b</b></p>")
    assert field.has_changed(STORED, "<p>b</p>")


def test_the_admin_shows_the_editor(leaflet: type[models.Model]) -> None:
    field = leaflet._meta.get_field("body").formfield(widget=AdminTextareaWidget)
    assert isinstance(field.widget, RichTextWidget)


@pytest.mark.parametrize(
    ("widget", "name", "language"),
    [
        (RichTextWidget(), "body_ja", 'lang="ja"'),
        (RichTextWidget(), "panels-0-body_mn", 'lang="mn"'),
        (RichTextWidget(language="en"), "text", 'lang="en"'),
        (RichTextWidget(language="en"), "body_ja", 'lang="en"'),
    ],
)
def test_the_editor_knows_the_language(widget: RichTextWidget, name: str, language: str) -> None:
    assert language in widget.render(name, "")


def test_a_field_without_a_language_has_no_lang() -> None:
    assert "lang=" not in RichTextWidget().render("body", "")


def test_a_hidden_widget_stays_hidden(leaflet: type[models.Model]) -> None:
    field = leaflet._meta.get_field("body").formfield(widget=forms.HiddenInput)
    assert isinstance(field.widget, forms.HiddenInput)


def test_the_field_can_be_written_into_a_migration() -> None:
    name, path, args, kwargs = RichTextField("text", blank=True).deconstruct()
    assert path == "translations.fields.RichTextField"
    assert (args, kwargs) == ([], {"verbose_name": "text", "blank": True})


def test_the_import_map_carries_the_nonce() -> None:
    request = RequestFactory().get("/")
    request.csp_nonce = "abc123"
    media = str(with_nonce(forms.Media(js=["admin/js/core.js"]) + RichTextWidget().media, request))
    assert '<script type="importmap" nonce="abc123">' in media
    assert media.count("<script") == media.count('nonce="abc123"') - media.count("<link")
    assert media.index("importmap") < media.index('type="module"')


def test_the_words_of_the_editor_wait_for_the_language() -> None:
    media = str(RichTextWidget().media)
    words = media.partition('type="application/json">')[2].partition("</script>")[0]
    assert set(json.loads(words)["labels"]) == set(LABELS)
    assert all(isinstance(label, Promise) for label in LABELS.values())
