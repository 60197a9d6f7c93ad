"""Reads what the site answers: a page as a tree, the words in it, the queries behind it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html


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
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def form_values(response, form: str) -> dict[str, str]:
    """What a browser would send when the form with that id were sent unchanged."""
    return dict(tree(response).get_element_by_id(form).form_values())
