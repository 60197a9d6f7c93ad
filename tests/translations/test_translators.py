"""Translators change the texts of their language, and nothing else, on every address."""

import pytest

from tests.make import (
    make_dataset,
    make_essay,
    make_exhibit,
    make_exhibition,
    make_item,
    make_page,
    make_page_image,
    make_panel,
    make_repository,
    make_section,
)
from tests.reading import form_values, stored, tree, words

MAKERS = {
    "exhibits/exhibition": make_exhibition,
    "exhibits/section": make_section,
    "exhibits/panel": lambda: make_exhibit().panel,
    "exhibits/essay": make_essay,
    "exhibits/dataset": make_dataset,
    "exhibits/page": make_page,
    "archive/archivalitem": lambda: make_page_image().item,
    "archive/repository": make_repository,
}


def everything(obj) -> dict:
    """All columns of an object and of the rows below it; what is derived from them left out."""

    def columns(one) -> dict:
        return {name: value for name, value in stored(one).items() if name != "search_text"}

    found = {f"{type(obj).__name__}.{k}": v for k, v in columns(obj).items()}
    for name in ("exhibits", "digital_objects"):
        for below in getattr(obj, name).all() if hasattr(obj, name) else ():
            found |= {f"{name}.{below.pk}.{k}": v for k, v in columns(below).items()}
    return found


def changed(before: dict, after: dict) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.fixture
def obj(db, kind):
    made = MAKERS[kind]()
    if kind == "archive/archivalitem":
        make_item()  # one more in the list
    return made


@pytest.fixture
def address(kind, obj):
    return f"/admin/{kind}/{obj.pk}/change/"


every_kind = pytest.mark.parametrize("kind", MAKERS)
FITTING = {"rows": "1\n2", "columns": "1", "citation_style": "{code}"}


def text_for(column: str) -> str:
    """A text that the field of this column takes."""
    field = column.rpartition("-")[2].rpartition("_")[0]
    return FITTING.get(field, "<p>1</p>")


@every_kind
def test_their_own_language_alone(kind, obj, address, log_in):
    client = log_in("translator-ja")
    before = everything(obj)
    values = form_values(client.get(f"{address}?language=ja"), f"{kind.split('/')[1]}_form")
    texts = [name for name in values if name.endswith("_ja")]
    shared = ("_en", "_mn", "-DELETE", "slug", "-order", "repository", "-label")
    assert texts and not [name for name in values if name.endswith(shared)]
    sent = {**values, **{name: text_for(name) for name in texts}}
    response = client.post(f"{address}?language=ja", sent)
    assert response.status_code == 302, words(tree(response), "//ul[contains(@class, 'errorlist')]")
    names = changed(before, everything(obj))
    assert names and all(name.endswith("_ja") for name in names)


@every_kind
@pytest.mark.parametrize(
    "query", ["", "?language=en", "?language=mn", "?language=xx", "?language="]
)
def test_every_other_form_is_closed(kind, obj, address, log_in, query):
    client = log_in("translator-ja")
    before = everything(obj)
    page = client.get(address + query)
    if query:
        assert not tree(page).xpath("//div[@class='submit-row']//input[@name='_save']")
    else:
        assert page.headers["Location"] == "?language=ja"
    sent = dict.fromkeys(before, "<p>forged</p>")
    sent |= {f"{name}_{code}": "x" for name in ("title", "name") for code in ("en", "ja", "mn")}
    assert client.post(address + query, {**sent, **rows_added()}).status_code == 403
    assert everything(obj) == before


def rows_added() -> dict:
    """A row more below the object, and one to delete."""
    found = {}
    for prefix in ("exhibits", "digital_objects"):
        found |= {f"{prefix}-TOTAL_FORMS": "3", f"{prefix}-INITIAL_FORMS": "1"}
        found |= {f"{prefix}-0-DELETE": "on", f"{prefix}-2-order": "9"}
    return found


@every_kind
def test_fields_smuggled_into_their_form_are_not_saved(kind, obj, address, log_in):
    client = log_in("translator-ja")
    before = everything(obj)
    values = form_values(client.get(f"{address}?language=ja"), f"{kind.split('/')[1]}_form")
    columns = {name.partition(".")[2]: "7" for name in before}
    columns |= {"figures": "1\n2", "datasets": "1"}
    forged = {f"title_{code}": "forged" for code in ("en", "mn")}
    forged |= {"source_language": "ja", "is_public": "", "slug": "forged"}
    response = client.post(
        f"{address}?language=ja", {**columns, **forged, **values, **rows(values)}
    )
    assert response.status_code in (200, 302)
    assert changed(before, everything(obj)) == set()


def rows(values: dict) -> dict:
    """Rows below the object with shared fields, a deletion and a row more."""
    found = {}
    for prefix in ("exhibits", "digital_objects"):
        if f"{prefix}-TOTAL_FORMS" in values:
            found |= {f"{prefix}-0-{name}": "9" for name in ("order", "label", "caption_en")}
            found |= {f"{prefix}-0-DELETE": "on", f"{prefix}-TOTAL_FORMS": "2"}
            found |= {f"{prefix}-1-caption_ja": "new", f"{prefix}-1-alt_ja": "new"}
            found |= {f"{prefix}-1-{name}": "1" for name in ("item", "order")}
    return found


@every_kind
@pytest.mark.parametrize("query", ["", "?language=ja"])
def test_nothing_is_deleted_or_added(kind, obj, address, log_in, query):
    client, model = log_in("translator-ja"), type(obj)
    count = model.objects.count()
    delete = address.replace("/change/", "/delete/")
    for response in (
        client.post(delete + query, {"post": "yes"}),
        client.get(f"/admin/{kind}/add/{query}"),
        client.post(f"/admin/{kind}/add/{query}", {"title_ja": "x", "name_ja": "x", "slug": "x"}),
    ):
        assert response.status_code == 403
    action = {"action": "delete_selected", "_selected_action": [obj.pk], "post": "yes"}
    client.post(f"/admin/{kind}/{query}", action)
    assert model.objects.count() == count


def test_a_reviewer_changes_nothing_in_any_language(db, log_in):
    panel, client = make_panel(), log_in("reviewer")
    for language in ("en", "ja", "mn"):
        address = f"/admin/exhibits/panel/{panel.pk}/change/?language={language}"
        assert client.get(address).status_code == 200
        assert client.post(address, {f"title_{language}": "x"}).status_code == 403


def test_the_source_language_belongs_to_the_curators(db, log_in):
    """Of an object written in Japanese the Japanese texts are the source."""
    panel, client = make_panel(source_language="ja"), log_in("translator-ja")
    address = f"/admin/exhibits/panel/{panel.pk}/change/?language=ja"
    assert client.post(address, {"title_ja": "x"}).status_code == 403


def test_moving_and_releasing_are_closed(db, log_in):
    panel, client = make_panel(), log_in("translator-ja")
    page = f"/admin/exhibits/exhibition/{panel.section.exhibition.pk}/"
    moved = {"kind": "panel", "id": panel.pk, "place": 0}
    assert client.post(f"{page}move/", moved).status_code == 403
    assert client.post(f"{page}release/", {"languages": ["ja"], "when": "now"}).status_code == 403
