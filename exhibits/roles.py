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
VIEW |= {"translations.view_term", "translations.view_termform"}
EDIT = permissions(WORDS) | {f"exhibits.{word}_exhibition" for word in WORDS}
LANGUAGES = ("en", "ja", "mn")
TRANSLATE = {f"translations.translate_{code}" for code in LANGUAGES}
REVIEW = {f"translations.review_{code}" for code in LANGUAGES}
GLOSSARY = {f"translations.{word}_{model}" for word in WORDS for model in ("term", "termform")}
PEOPLE = {f"exhibits.{word}_person" for word in ("view", "add", "change")}
ADMINISTRATOR = "administrator"

ROLES = {
    "curator": EDIT | TRANSLATE | GLOSSARY,
    "publisher": EDIT | TRANSLATE | REVIEW | GLOSSARY | {"exhibits.publish_exhibition"},
    **{f"translator-{code}": VIEW | {f"translations.translate_{code}"} for code in LANGUAGES},
    "reviewer": VIEW | REVIEW,
    **{f"reviewer-{code}": VIEW | {f"translations.review_{code}"} for code in LANGUAGES},
    ADMINISTRATOR: PEOPLE,
}

# What a role that is limited to some exhibitions gives there: rights about exhibitions and texts,
# but not those to make or delete a whole exhibition. The archive and the glossary, which all
# exhibitions share, are only read.
OF_EXHIBITIONS = permissions(WORDS) | {
    *("exhibits.view_exhibition", "exhibits.change_exhibition", "exhibits.publish_exhibition")
}
OF_EXHIBITIONS = {code for code in OF_EXHIBITIONS if code.startswith("exhibits.")}
OF_EXHIBITIONS -= {f"exhibits.{word}_page" for word in WORDS}
THERE = {
    name: frozenset(may & (OF_EXHIBITIONS | TRANSLATE | REVIEW)) for name, may in ROLES.items()
}
SHARED = frozenset(code for code in VIEW if not code.startswith("exhibits."))


def ensure_roles() -> dict[str, Group]:
    """Make the groups and give each exactly its permissions; few queries for all of them."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    known = {f"{app}.{codename}": key for app, codename, key in rows}
    Group.objects.bulk_create([Group(name=name) for name in ROLES], ignore_conflicts=True)
    found = Group.objects.in_bulk(ROLES, field_name="name")
    groups = {name: found[name] for name in ROLES}
    wanted = {(groups[name].pk, known[code]) for name, may in ROLES.items() for code in may}
    given = Group.permissions.through.objects.filter(group__in=groups.values())
    there = {(row.group_id, row.permission_id): row.pk for row in given}
    given.filter(pk__in=[key for pair, key in there.items() if pair not in wanted]).delete()
    lacking = [given.model(group_id=one, permission_id=may) for one, may in wanted - there.keys()]
    given.bulk_create(lacking, ignore_conflicts=True)
    return groups
