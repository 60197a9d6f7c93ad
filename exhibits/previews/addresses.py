"""Where previews stand: the public address of a page, behind ``/preview/`` and the key."""

import re
from functools import cache

from django.conf import settings
from django.db.models import Model
from django.utils.translation import override

from translations.texts import LANGUAGES

WORKING_COPY = "working-copy"  # the key of staff, who show who they are by their session


def preview_path(key: str, path: str) -> str:
    return f"/preview/{key}{path}"


def staff_preview(obj: Model, language: str | None = None) -> str:
    """Where staff see an exhibition or a part of it as it is now, right at a panel."""
    if language is None:
        return preview_path(WORKING_COPY, obj.get_absolute_url())
    with override(language):
        return preview_path(WORKING_COPY, obj.get_absolute_url())


def kept_inside(html: str, slug: str, key: str) -> str:
    """A page whose links to pages of its exhibition lead to previews of these.

    Wherever a link comes from, a template or a rich text, it is written ``href="…"`` here.
    """
    return own_links(slug).sub(rf'href="/preview/{key}\1', html)


@cache
def own_links(slug: str) -> re.Pattern[str]:
    site, codes = re.escape(settings.SITE_URL), "|".join(LANGUAGES)
    return re.compile(rf'href="(?:{site})?(/(?:{codes})/exhibitions/{slug}/)(?!editions/)')
