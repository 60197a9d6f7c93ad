"""Reads what the site answers: a page as a tree, the words in it, the queries behind it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.make import is_for_readers, release_made
from translations.states import translated_fields


def tree(response) -> html.HtmlElement:
    """The page as elements. It must be a page: anything but 200 fails here."""
    assert response.status_code == 200, response.status_code
    return html.document_fromstring(response.content.decode())


def words(root: html.HtmlElement, path: str) -> list[str]:
    """The text of every element that an XPath finds, with single spaces."""
    return [" ".join(found.text_content().split()) for found in root.xpath(path)]


def links(root: html.HtmlElement, path: str) -> list[str]:
    """The addresses of all links inside what an XPath finds."""
    return [str(href) for href in root.xpath(f"{path}/descendant-or-self::a/@href")]


def queries(client, url: str) -> list[str]:
    """The SQL behind one address, which must answer with 200."""
    if is_for_readers(url):
        release_made()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def form_values(response, form: str) -> dict[str, str]:
    """What a browser would send when the form with that id were sent unchanged."""
    found = tree(response).get_element_by_id(form)
    empty = found.xpath(".//input[@type='text' or @type='hidden' or @type='number']/@name")
    # The parser keeps the line break after <textarea>, which browsers drop.
    filled = {name: value.removeprefix("\n") for name, value in found.form_values()}
    return {**dict.fromkeys(empty, ""), **filled}


def stored(obj) -> dict[str, object]:
    """What the database holds of an object, by column; blank and missing are the same.

    Left out are the time of the last change, and columns without a language, which hold whatever
    was saved last.
    """
    now = type(obj).objects.get(pk=obj.pk)
    ignored = {"changed_at", *translated_fields(type(obj))}
    fields = [field for field in obj._meta.concrete_fields if field.name not in ignored]
    values = {field.attname: field.value_from_object(now) for field in fields}
    return {name: "" if value is None else value for name, value in values.items()}
