"""What happens to a reference code that an item has no longer."""

from archive.models import ArchivalItem, FormerCode


def keep_former_code(item: ArchivalItem, former: str) -> bool:
    """Note the code that an item had until now, so that it still finds the item.

    False when there is nothing to note. A code that the item takes up again is no longer former.
    """
    item.former_codes.filter(code=item.reference_code).delete()
    former = former.strip()
    is_new = bool(former) and former != item.reference_code
    if is_new:
        FormerCode.objects.get_or_create(item=item, code=former)
    settle_search_text(item)
    return is_new


def settle_search_text(item: ArchivalItem) -> None:
    """Bring the words by which an item is found in step with its former codes."""
    text = item.searchable_text()
    if text != item.search_text:
        item.search_text = text
        ArchivalItem.objects.filter(pk=item.pk).update(search_text=text)
