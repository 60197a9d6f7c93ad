"""Groups and what they may do. Run again after an upgrade: it adds and removes what changed."""

from django.contrib.auth.models import Group, Permission

PARTS = {
    "exhibits": ["section", "panel", "exhibit", "panelname", "essay", "dataset", "page"],
    "archive": [
        *("repository", "archivalitem", "formercode", "digitalobject", "transcription"),
        *("name", "nameform", "namelink", "scanupload", "catalogueimport"),
    ],
}
WORDS = ("view", "add", "change", "delete")


def permissions(words: tuple[str, ...]) -> set[str]:
    return {
        f"{app}.{word}_{model}"
        for app, models in PARTS.items()
        for model in models
        for word in words
    }


VIEW = permissions(("view",)) | {"exhibits.view_exhibition"}
EDIT = permissions(WORDS) | {f"exhibits.{word}_exhibition" for word in WORDS}
TRANSLATE = {f"translations.translate_{code}" for code in ("en", "ja", "mn")}

ROLES = {
    "curator": EDIT | TRANSLATE,
    "publisher": EDIT | TRANSLATE | {"exhibits.publish_exhibition"},
    "translator-en": VIEW | {"translations.translate_en"},
    "translator-ja": VIEW | {"translations.translate_ja"},
    "translator-mn": VIEW | {"translations.translate_mn"},
    "reviewer": VIEW,
}


def ensure_roles() -> dict[str, Group]:
    """Make the groups and give each exactly its permissions."""
    known = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.select_related("content_type")
    }
    groups = {}
    for name, wanted in ROLES.items():
        groups[name], _created = Group.objects.get_or_create(name=name)
        groups[name].permissions.set([known[code] for code in sorted(wanted)])
    return groups
