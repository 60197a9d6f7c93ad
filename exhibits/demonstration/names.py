"""Loads the demonstration's names: forms first, links when items and panels are there."""

from archive.models import ArchivalItem, Name, NameForm, NameLink
from exhibits.models import Panel, PanelName


def load_forms(name: Name, forms: list[dict]) -> None:
    """Bring the forms of a name to what the file says; forms that it does not name stay."""
    for order, row in enumerate(forms):
        values = {"kind": row["kind"], "language": row["language"], "order": order}
        NameForm.objects.update_or_create(name=name, form=row["form"], defaults=values)


def link_names(names: list[dict], panels: dict[str, Panel]) -> None:
    """Link names to items by their roles, and to panels by the file's identifiers."""
    for row in names:
        name = Name.objects.get(source_id=row["id"]).kept()
        for item, role in (row.get("items") or {}).items():
            link_item(name, ArchivalItem.objects.get(source_id=item), role)
        for panel in row.get("panels") or []:
            tell_of(name, panels[panel])


def link_item(name: Name, item: ArchivalItem, role: str) -> None:
    order = item.name_links.count()
    NameLink.objects.get_or_create(name=name, item=item, role=role, defaults={"order": order})


def tell_of(name: Name, panel: Panel) -> None:
    order = panel.name_links.count()
    PanelName.objects.get_or_create(name=name, panel=panel, defaults={"order": order})
