"""HTML that is posted past the editor is cleaned before it is stored."""

import pytest

from exhibits.models import Essay, Exhibition, Page, Panel, Section
from tests.make import make_essay, make_exhibition, make_page, make_panel, make_section
from tests.reading import form_values

SENT = (
    '<p onclick="alert(1)" style="color:red" class="x">Text <b>bold</b>'
    "<script>alert(1)</script><img src=x onerror=alert(1)>"
    '<a href="javascript:alert(1)">link</a><span lang="ja" data-x="1">海</span></p>'
    "<iframe src=//evil.example></iframe><svg onload=alert(1)></svg>"
)
FORBIDDEN = (
    "onclick",
    "onerror",
    "onload",
    "style",
    "<script",
    "<img",
    "javascript",
    "iframe",
    "svg",
)
KINDS = {
    "exhibition": (Exhibition, make_exhibition, "foreword"),
    "section": (Section, make_section, "introduction"),
    "panel": (Panel, make_panel, "event_text"),
    "essay": (Essay, make_essay, "body"),
    "page": (Page, make_page, "body"),
}


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize("kind", KINDS)
def test_posted_to_the_form(db, log_in, kind, language):
    model, make, field = KINDS[kind]
    obj, client = make(), log_in("curator")
    address = f"/admin/exhibits/{kind}/{obj.pk}/change/?language={language}"
    values = form_values(client.get(address), f"{kind}_form")
    response = client.post(address, {**values, f"{field}_{language}": SENT})
    assert response.status_code == 302
    stored = getattr(model.objects.get(pk=obj.pk), f"{field}_{language}")
    assert not [part for part in FORBIDDEN if part in stored]
    assert "<strong>bold</strong>" in stored and '<span lang="ja">海</span>' in stored
    shown = client.get(obj.get_absolute_url().replace("/en/", f"/{language}/")).content.decode()
    assert "alert(1)" not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_written_past_every_form(db, kind):
    model, make, field = KINDS[kind]
    obj = make()
    model.objects.filter(pk=obj.pk).update(**{f"{field}_ja": SENT})
    assert "alert" not in getattr(model.objects.get(pk=obj.pk), f"{field}_ja")


def test_plain_fields_are_escaped_on_the_page(db, client):
    panel = make_panel(title_en="<script>alert(1)</script>", place_en="<img src=x>")
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and "<img src=x>" not in page
