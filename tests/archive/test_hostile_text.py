"""Markup in what people write stays text, on every page that shows it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.models import FormerCode, ScanUpload
from tests.make import (
    link_name,
    make_exhibit,
    make_exhibition,
    make_form,
    make_item,
    make_name,
    make_page_image,
    make_panel,
    make_repository,
    make_section,
    make_transcription,
    tell_of,
)

EVIL = "\"'><xss onload=1></script><!--]]>{{ 7 }}《<xss>》"
LANGUAGES = ("en", "ja", "mn")


def texts(*fields: str) -> dict[str, str]:
    return {f"{field}_{code}": EVIL for field in fields for code in LANGUAGES}


@pytest.fixture
def evil(db) -> dict:
    """One of everything, and markup in each of its texts."""
    repository = make_repository(
        **texts("name", "parallel_names", "description", "address"),
        citation_style_en="<xss>{code}",
    )
    words = texts("title", "scope_and_content", "extent", "access_conditions", "credit_line")
    item = make_item(
        repository=repository, reference_code=EVIL[:60], date_as_written=EVIL[:60], **words
    )
    below = make_item(repository=repository, parent=item, level="item", **words)
    FormerCode.objects.create(item=item, code=EVIL[:60])
    page = make_page_image(
        item, label="<xss>", original_name=EVIL, technical={"software": EVIL}, **texts("alt")
    )
    make_transcription(page, text=f"｜{EVIL}《<xss>》\n漢《<xss>》", language="ja")
    name = make_name(
        **texts("name", "history"), external_ids=["other:<xss>", "viaf:javascript:alert(1)"]
    )
    make_form(name, EVIL)
    link_name(name, item, "author")
    exhibition = make_exhibition(**texts("title"))
    panel = make_panel(make_section(exhibition, **texts("title")), **texts("title"))
    make_exhibit(panel, item), tell_of(name, panel)
    ScanUpload.objects.create(
        item=item,
        state="failed",
        original_name=EVIL,
        report={"problems": [{"name": EVIL, "code": "entry_name", "params": {}}]},
    )
    return {"item": item, "below": below, "page": page, "name": name, "repository": repository,
            "panel": panel, "exhibition": exhibition}  # fmt: skip


def test_pages_for_readers(evil, client):
    item, name, repository = (evil[one].pk for one in ("item", "name", "repository"))
    below, slug = evil["below"].pk, evil["exhibition"].slug
    for language in LANGUAGES:
        for address in (
            *("archive/", f"archive/?agent={name}&q=%3Cxss", "archive/?date_from=%3Cxss%3E"),
            *(f"archive/items/{item}/", f"archive/items/{below}/", "archive/names/"),
            *(f"archive/names/{name}/", f"archive/repositories/{repository}/"),
            *("archive/find/?citation=%3Cxss%3E", f"exhibitions/{slug}/"),
            f"exhibitions/{slug}/{evil['panel'].section.slug}/",
        ):
            answer = client.get(f"/{language}/{address}")
            assert answer.status_code == 200
            assert "<xss" not in answer.content.decode(), (language, address)


@pytest.mark.parametrize("person", ["curator", "translator-ja", "reviewer"])
def test_pages_of_the_desk(evil, log_in, person):
    client, keys = log_in(person), {kind: evil[kind].pk for kind in ("item", "name", "page")}
    change = "/admin/archive/{}/{}/change/"
    for address in (
        *("/admin/archive/archivalitem/", "/admin/archive/name/", "/admin/archive/repository/"),
        *("/admin/archive/transcription/", "/admin/archive/name/alike/", "/admin/"),
        change.format("archivalitem", keys["item"]),
        change.format("archivalitem", keys["item"]) + "?language=ja",
        change.format("name", keys["name"]),
        change.format("repository", evil["repository"].pk),
        *(f"/admin/archive/archivalitem/{keys['item']}/{one}/"
          for one in ("scans", "pages", "place")),
        *("/admin/archive/archivalitem/work/", "/admin/archive/archivalitem/alt/"),
        f"/admin/archive/transcription/page/{keys['page']}/",
    ):  # fmt: skip
        answer = client.get(address, follow=True)
        assert (address, answer.status_code) == (address, 200)
        assert "<xss" not in answer.content.decode(), address
    state = client.get(f"/admin/archive/archivalitem/{keys['item']}/scans/state/").json()
    assert "<xss" not in state["html"]


def test_answers_to_forms(evil, log_in):
    client, item = log_in("curator"), evil["item"].pk
    asked = client.post("/admin/archive/archivalitem/find/", {"citations": EVIL})
    assert "<xss" not in asked.content.decode()
    other = make_name(name_en=EVIL)
    merging = f"/admin/archive/name/{evil['name'].pk}/merge/?with={other.pk}"
    assert "<xss" not in client.get(merging).content.decode()
    assert "<xss" not in client.post(merging, {"with": other.pk}, follow=True).content.decode()
    files = [SimpleUploadedFile(f"{EVIL}.jpg".replace("/", ""), b"<xss>")]
    sent = client.post(f"/admin/archive/archivalitem/{item}/scans/", {"files": files}, follow=True)
    assert "<xss" not in sent.content.decode()


@pytest.mark.parametrize("kind", ["items", "names", "repositories", "atom", "ead"])
def test_reports_on_catalogues(evil, log_in, kind):
    client = log_in("curator")
    cells = ",".join([f'"{EVIL}"'.replace("\"'", "'")] * 8)
    head = "id,legacyId,repository,level,parent_id,date,rights,<xss>,culture,kind,agents,images"
    content = f"{head}\n{cells},,,,\n" if kind != "ead" else f"<ead><archdesc level='{'x'}'/></ead>"
    file = SimpleUploadedFile("<xss>.csv", content.encode())
    values = {"kind": kind, "file": file, "language": "en", "repository": evil["repository"].pk}
    report = client.post(reverse("admin:archive_catalogueimport_add"), values, follow=True)
    assert report.status_code == 200
    assert "<xss" not in report.content.decode()
    listed = client.get(reverse("admin:archive_catalogueimport_changelist"))
    assert "<xss" not in listed.content.decode()


@pytest.mark.parametrize("form", ["ris", "bib", "json"])
def test_citations_as_files_are_no_pages(evil, client, form):
    answer = client.get(f"/en/archive/items/{evil['item'].pk}/citation.{form}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "html" not in answer.headers["Content-Type"]


def test_no_link_leads_into_a_script(evil, client):
    for address in (evil["name"].get_absolute_url(), evil["repository"].get_absolute_url()):
        assert 'href="javascript:' not in client.get(address).content.decode()
