"""Works at the desk as a browser does: opens the page, types, presses a button."""

from tests.reading import form_values
from translations.models import TranslationUnit


def unit_of(obj, field: str = "title", language: str = "ja") -> TranslationUnit:
    return TranslationUnit.objects.of(obj).get(field=field, language=language)


def address(obj, language: str = "ja") -> str:
    return f"/translate/desk/{obj._meta.label_lower}/{obj.pk}/{language}/"


def opened(client, obj, language: str = "ja") -> dict[str, str]:
    """What the form of the page holds."""
    return form_values(client.get(address(obj, language)), "desk-form")


def send(client, obj, do: str, values: dict | None = None, language: str = "ja", **typed):
    """Press a button; ``title="…"`` types into that field first."""
    values = opened(client, obj, language) if values is None else values
    units = {unit.field: unit.pk for unit in TranslationUnit.objects.of(obj).into(language)}
    changed = {f"text-{units[name]}": text for name, text in typed.items()}
    return client.post(address(obj, language), {**values, **changed, "do": do})
