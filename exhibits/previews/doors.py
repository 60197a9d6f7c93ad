"""Who may see a preview: holders of a link, and staff who may see exhibitions."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest

from exhibits.models import Exhibition, PreviewLink
from exhibits.previews.actions import note_use
from exhibits.previews.addresses import WORKING_COPY


class Closed(Exception):
    """Nothing is to be seen; ``status`` says whether there ever was (410) or not (404)."""

    def __init__(self, status: int):
        self.status = status


class LoginWanted(Exception):
    """It is the door of staff, and nobody has said yet who is there."""


@dataclass(frozen=True, slots=True)
class Door:
    """An exhibition to see; ``until`` is None for staff."""

    exhibition: Exhibition
    key: str
    until: datetime | None = None


def door(request: HttpRequest, key: str, slug: str = "") -> Door:
    """Raises ``Closed``, ``LoginWanted``, and ``Http404`` for what staff look for in vain."""
    return staff_door(request, slug) if key == WORKING_COPY else link_door(key)


def link_door(token: str) -> Door:
    link = PreviewLink.objects.select_related("exhibition").filter(token=token).first()
    if link is None:
        raise Closed(404)
    if not link.is_open():
        raise Closed(410)
    note_use(link)
    return Door(link.exhibition, token, link.expires_at)


def staff_door(request: HttpRequest, slug: str) -> Door:
    if not request.user.is_authenticated:
        raise LoginWanted
    found = Exhibition.objects.filter(slug=slug).first()
    if not may_see(request.user, found):
        raise Closed(404)
    if found is None:
        raise Http404
    return Door(found, WORKING_COPY)


def may_see(user, exhibition: Exhibition | None) -> bool:
    return user.is_staff and user.has_perm("exhibits.view_exhibition", exhibition)
