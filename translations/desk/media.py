"""The scripts of the desk; they find each other through the page's import map."""

from js_asset import ImportMap, Media, Script

PARTS = ("counting", "drafts", "fields", "help", "keys", "mentions")
DESK_MEDIA = Media(
    importmap=ImportMap({f"tsuzuri/desk/{part}": f"translations/desk/{part}.js" for part in PARTS}),
    js=[
        Script("translations/desk/main.js", type="module"),
        Script("desk/here.js", defer=True),
    ],
)
