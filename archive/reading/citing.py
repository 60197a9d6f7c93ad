"""What reference managers are told of an item."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from archive.description.inheritance import ancestors_of
from archive.models import ArchivalItem, Level, NameLink, Role
from archive.reading.citation_formats import Reference
from archive.reading.item_rows import links_to_names
from translations.texts import text_of

AUTHORS = (Role.AUTHOR, Role.PHOTOGRAPHER, Role.SIGNATORY)


def reference_of(item: ArchivalItem, language: str) -> Reference:
    """The item as a reader of ``language`` cites it; two queries besides the item's own."""
    title, ancestors = text_of(item, "title", language), ancestors_of(item)
    links = [link for link in links_to_names(item, []) if link.item_id == item.pk]
    citation = item.citation(language)
    holds_others = item.level not in (Level.ITEM, Level.UNIT)
    return Reference(
        key=f"item{item.pk}",
        material_type=item.material_type,
        is_collection=holds_others,
        title=title.value,
        language=title.language,
        authors=authors(links, language),
        recipients=names(links, (Role.ADDRESSEE,), language),
        date=item.date,
        repository=citation.repository,
        collection=text_of(ancestors[0], "title", language).value if ancestors else "",
        code=item.reference_code,
        genre=item.get_level_display() if holds_others else item.get_material_type_display(),
        rights=item.rights,
        url=settings.SITE_URL + reverse("permanent-item", args=[item.uuid]),
        accessed=timezone.localdate(),
    )


def authors(links: list[NameLink], language: str) -> tuple[str, ...]:
    """Who wrote or took it; where nobody is named, who made the records."""
    return names(links, AUTHORS, language) or names(links, (Role.CREATOR,), language)


def names(links: list[NameLink], roles: tuple[Role, ...], language: str) -> tuple[str, ...]:
    found = (text_of(link.name, "name", language).value for link in links if link.role in roles)
    return tuple(dict.fromkeys(name for name in found if name))
