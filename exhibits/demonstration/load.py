"""Loads the demonstration from the files beside this module.

One file per kind of object, all languages side by side. Loading again brings every object back
to what the files say and makes none twice; objects that the files do not name stay untouched.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import yaml
from django.contrib.auth import get_user_model
from django.core.files.base import File
from django.db import transaction

from archive.actions import keep_picture
from archive.models import ArchivalItem, DigitalObject, Name, Repository, Transcription
from archive.models.located import COORDINATES
from archive.reading.transcribing import keep_transcription
from exhibits.demonstration.contact_sheet import contact_sheet
from exhibits.demonstration.names import link_names, load_forms
from exhibits.editions.releasing import release_now
from exhibits.models import Dataset, Essay, Exhibit, Exhibition, Page, Panel, Section
from exhibits.roles import ensure_roles
from translations.states import translated_fields
from translations.texts import LANGUAGES, column

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
CONTACT_SHEET = "contact-sheet.jpg"
ACCOUNTS = {
    "curator": ["curator"],
    "publisher": ["publisher"],
    "translator-ja": ["translator-ja"],
    "translator-mn": ["translator-mn"],
    "reviewer": ["reviewer"],
    "admin": [],
}


def rows(name: str) -> list[dict]:
    """The objects of one file."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8")) or []


def texts(model: type, row: dict) -> dict[str, str]:
    """A row's translated values as columns; a language left out becomes empty."""
    return {
        column(field, code): ((row.get(field) or {}).get(code) or "").strip()
        for field in translated_fields(model)
        for code in LANGUAGES
    }


def plain(row: dict, *names: str) -> dict:
    return {name: row[name] for name in names if row.get(name) is not None}


def put(model: type, key: dict, values: dict):
    """Make or bring up to date; the model checks what it saves."""
    obj = model.objects.filter(**key).first() or model(**key)
    for name, value in values.items():
        setattr(obj, name, value)
    obj.full_clean()
    obj.save()
    return obj


def load_demonstration(report: Callable[[str], object] = print) -> dict[str, int]:
    """Everything; returns how many objects of each kind the files hold."""
    ensure_roles()
    with transaction.atomic():
        load_repositories()
        load_names()
        items = load_items()
    report(f"Drawing {sum(len(row.get('pictures') or []) for row in items)} page images …")
    load_pictures(items)
    with transaction.atomic():
        counts = load_story()
    release_stories()
    return {"items": len(items), **counts}


def load_repositories() -> None:
    for row in rows("repositories"):
        parent = Repository.objects.get(source_id=row["parent"]) if row.get("parent") else None
        values = plain(row, "country", "reference_scheme", "source_language")
        put(
            Repository,
            {"source_id": row["id"]},
            {**texts(Repository, row), **values, "parent": parent},
        )


def load_names() -> None:
    for row in rows("names"):
        values = {**texts(Name, row), **plain(row, "kind", "source_language", *COORDINATES)}
        load_forms(put(Name, {"source_id": row["id"]}, values), row.get("forms") or [])


def load_items() -> list[dict]:
    found = rows("items")
    repositories = {r.source_id: r for r in Repository.objects.all()}
    for order, row in enumerate(found):
        values = plain(
            row,
            "level",
            "reference_code",
            "date_as_written",
            "title_reading",
            "material_type",
            "rights",
            "source_language",
            "is_public",
        )
        parent = ArchivalItem.objects.get(source_id=row["parent"]) if row.get("parent") else None
        put(
            ArchivalItem,
            {"source_id": row["id"]},
            {
                **texts(ArchivalItem, row),
                **values,
                "date": str(row.get("date") or ""),
                "language_of_material": "|".join(row.get("language_of_material") or []),
                "repository": repositories[row["repository"]],
                "parent": parent,
                "order": order,
            },
        )
    return found


def load_pictures(items: list[dict]) -> None:
    """Page images by their place in the item; a picture that is there already is left alone."""
    for row in items:
        item = ArchivalItem.objects.get(source_id=row["id"])
        for order, picture in enumerate(row.get("pictures") or []):
            load_picture(item, order, picture)


@contextmanager
def picture(name: str) -> Iterator[BinaryIO]:
    """A page image of the demonstration, opened; the contact sheet is made first."""
    if name != CONTACT_SHEET:
        with (PICTURES / name).open("rb") as content:
            yield content
        return
    pages = [one["file"] for row in rows("items") for one in row.get("pictures") or []]
    with tempfile.TemporaryDirectory(prefix="sheet-") as folder:
        sources = [PICTURES / page for page in pages if page != CONTACT_SHEET]
        with contact_sheet(sources, Path(folder) / name).open("rb") as content:
            yield content


def load_picture(item: ArchivalItem, order: int, row: dict) -> DigitalObject:
    page = DigitalObject.objects.filter(item=item, order=order).first()
    page = page or DigitalObject(item=item, order=order)
    page.source_language, page.label = item.source_language, str(row.get("label") or "")
    for name, value in texts(DigitalObject, row).items():
        setattr(page, name, value)
    if not page.file:
        with picture(row["file"]) as content:
            keep_picture(page, File(content, name=row["file"]))
            page.save()
    else:
        page.save()
    for written in row.get("transcriptions") or []:
        load_transcription(page, written)
    return page


def load_transcription(page: DigitalObject, row: dict) -> None:
    key = {"digital_object": page, "kind": row["kind"], "language": row["language"]}
    found = Transcription.objects.filter(**key).first() or Transcription(**key)
    found.text = row["text"]
    found.full_clean()
    keep_transcription(found)


def page_by_file() -> dict[str, DigitalObject]:
    """Page images by the name of the picture they were made from."""
    found = {}
    for row in rows("items"):
        pages = DigitalObject.objects.filter(item__source_id=row["id"]).order_by("order")
        for picture, page in zip(row.get("pictures") or [], pages, strict=False):
            found[picture["file"]] = page
    return found


def load_story() -> dict[str, int]:
    pages = page_by_file()
    exhibitions = {row["id"]: load_exhibition(row, pages) for row in rows("exhibitions")}
    datasets = {row["id"]: load_dataset(row, exhibitions) for row in rows("datasets")}
    sections: dict[str, Section] = {}
    for order, row in enumerate(rows("sections")):
        sections[row["id"]] = load_section(row, order, exhibitions, sections)
    panels = rows("panels")
    found = {
        row["id"]: load_panel(row, order, sections, datasets, pages)
        for order, row in enumerate(panels)
    }
    link_names(rows("names"), found)
    essays = rows("essays")
    for order, row in enumerate(essays):
        load_essay(row, order, exhibitions, datasets)
    for order, row in enumerate(rows("pages")):
        values = {**texts(Page, row), **plain(row, "source_language"), "order": order}
        put(Page, {"slug": row["slug"]}, values)
    counts = {"panels": panels, "essays": essays, "datasets": datasets, "sections": sections}
    return {kind: len(found) for kind, found in counts.items()}


def release_stories() -> None:
    """The first edition of what the files say is published."""
    for row in rows("exhibitions"):
        exhibition = Exhibition.objects.get(slug=row["slug"])
        if row.get("published") and not exhibition.editions.exists():
            release_now(exhibition, actor=None)


def load_exhibition(row: dict, pages: dict[str, DigitalObject]) -> Exhibition:
    values = {**texts(Exhibition, row), **plain(row, "accent", "source_language")}
    values["cover"] = pages.get(row.get("cover", ""))
    return put(Exhibition, {"slug": row["slug"]}, values)


def load_dataset(row: dict, exhibitions: dict) -> Dataset:
    key = {"exhibition": exhibitions[row["exhibition"]], "slug": row["id"]}
    return put(
        Dataset, key, {**texts(Dataset, row), **plain(row, "kind", "figures", "source_language")}
    )


def load_section(row: dict, order: int, exhibitions: dict, sections: dict) -> Section:
    values = {
        **texts(Section, row),
        **plain(row, "has_page", "source_language"),
        "period": str(row.get("period") or ""),
        "parent": sections.get(row.get("parent")),
        "order": order,
    }
    return put(Section, {"exhibition": exhibitions[row["exhibition"]], "slug": row["slug"]}, values)


def load_panel(row: dict, order: int, sections: dict, datasets: dict, pages: dict) -> Panel:
    values = {
        **texts(Panel, row),
        **plain(row, "layout", "date_as_written", "source_language"),
        "date": str(row.get("date") or ""),
        "dataset": datasets.get(row.get("dataset")),
        "order": order,
    }
    panel = put(Panel, {"section": sections[row["section"]], "slug": row["slug"]}, values)
    for place, shown in enumerate(row.get("exhibits") or []):
        put(
            Exhibit,
            {"panel": panel, "order": place},
            {
                **texts(Exhibit, shown),
                "source_language": panel.source_language,
                "item": ArchivalItem.objects.get(source_id=shown["item"]),
                "digital_object": pages.get(shown.get("picture", "")),
            },
        )
    return panel


def load_essay(row: dict, order: int, exhibitions: dict, datasets: dict) -> None:
    values = {
        **texts(Essay, row),
        **plain(row, "source_language"),
        "date": str(row.get("date") or ""),
        "order": order,
    }
    essay = put(Essay, {"exhibition": exhibitions[row["exhibition"]], "slug": row["slug"]}, values)
    essay.datasets.set([datasets[key] for key in row.get("datasets") or []])


def load_accounts() -> None:
    """Accounts whose password is their name; existing ones keep theirs."""
    groups, users = ensure_roles(), get_user_model()
    for name, roles in ACCOUNTS.items():
        user, created = users.objects.get_or_create(username=name)
        user.is_staff, user.is_superuser = True, name == "admin"
        if created:
            user.set_password(name)
        user.save()
        user.groups.set([groups[role] for role in roles])
