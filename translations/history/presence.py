"""Who else has the page of an object open. Nobody waits for it, and it forgets in a minute."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, models
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from translations.history.recording import Key
from translations.history.states import changes_of, newest
from translations.models import Change, Presence

SECONDS = 20  # between two signs of life
HERE = timedelta(seconds=70)  # three signs may be missed
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Here:
    """``others`` as (name, since); ``seen`` is the newest change that the page shows."""

    key: Key
    others: tuple[tuple[str, datetime], ...]
    seen: int
    news: str = ""

    @property
    def words(self) -> str:
        """One sentence, empty when nobody else is here."""
        named = (
            _("%(name)s (since %(time)s)")
            % {"name": name, "time": time_format(timezone.localtime(since), "H:i")}
            for name, since in self.others
        )
        listed = " · ".join(named)
        return _("Also here: %(people)s") % {"people": listed} if listed else ""


def whole(obj: models.Model) -> Key:
    """People meet at the whole: who edits an exhibit is at its panel."""
    link = getattr(obj, "history_whole", "")
    if not link:
        return type(obj), obj.pk
    column = obj._meta.get_field(link)
    return column.related_model, getattr(obj, column.attname)


def arrive(obj: models.Model, person: AbstractBaseUser) -> Here:
    """Somebody opens the page: who is here already, and what the page shows. Three queries."""
    model, pk = whole(obj)
    return Here((model, pk), met(model, pk, person), newest(model, pk))


def stay(obj: models.Model, person: AbstractBaseUser, *, seen: int) -> Here:
    """A sign of life: who is here now, and whether somebody has saved since."""
    model, pk = whole(obj)
    return Here((model, pk), met(model, pk, person), seen, news(model, pk, person, seen))


def leave(obj: models.Model, person: AbstractBaseUser) -> None:
    """The page is closed. What was forgotten long ago goes too."""
    model, pk = whole(obj)
    with suppressed():
        at(model, pk).filter(person=person).delete()
        Presence.objects.filter(seen_at__lt=timezone.now() - KEPT).delete()


def answer(obj: models.Model, person: AbstractBaseUser, sent: Mapping[str, str]) -> dict[str, str]:
    """What a page is told that gives a sign of life, or that it is being closed (``leave``)."""
    if "leave" in sent:
        leave(obj, person)
        return {}
    seen = sent.get("seen", "")
    found = stay(obj, person, seen=min(int(seen), 2**62) if seen.isdecimal() else 0)
    return {"here": found.words, "news": found.news}


def at(model: type[models.Model], pk: int) -> models.QuerySet:
    kind = ContentType.objects.get_for_model(model)
    return Presence.objects.filter(content_type=kind, object_id=pk)


def met(model: type[models.Model], pk: int, person: AbstractBaseUser) -> tuple:
    """Who is here, first come first, as (name, since); and the note that this person is, too."""
    rows = at(model, pk).filter(seen_at__gt=timezone.now() - HERE)
    rows = list(rows.select_related("person").order_by("since", "pk"))
    mine = next((row for row in rows if row.person_id == person.pk), None)
    with suppressed():
        sign(model, pk, person, mine)
    return tuple((name_of(row.person), row.since) for row in rows if row is not mine)


def sign(model: type[models.Model], pk: int, person, mine: Presence | None) -> None:
    """Who was away for long has come anew."""
    now = timezone.now()
    if mine:
        Presence.objects.filter(pk=mine.pk).update(seen_at=now)
        return
    kind = ContentType.objects.get_for_model(model)
    Presence.objects.bulk_create(
        [Presence(content_type=kind, object_id=pk, person=person, since=now, seen_at=now)],
        update_conflicts=True,
        unique_fields=["content_type", "object_id", "person"],
        update_fields=["since", "seen_at"],
    )


@contextmanager
def suppressed() -> Iterator[None]:
    """Nobody waits to be noted: while an import holds the database, presence is not kept."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    before = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    raw.execute("PRAGMA busy_timeout = 50")
    try:
        yield
    except DatabaseError as error:
        if "locked" not in str(error):
            raise
    finally:
        raw.execute(f"PRAGMA busy_timeout = {before}")


def name_of(person: AbstractBaseUser | None) -> str:
    if person is None:
        return _("Somebody else")
    return person.get_full_name() or person.get_username()


def news(model: type[models.Model], pk: int, person: AbstractBaseUser, seen: int) -> str:
    """What somebody else has done since, in a sentence."""
    later = changes_of(model, pk).filter(pk__gt=seen).exclude(person=person)
    change = later.select_related("person").first()
    if change is None:
        return ""
    words = _("%(person)s has saved this at %(time)s. When you save, you will be shown both.")
    if change.kind == Change.Kind.DELETED and change.content_type_id == change.whole_type_id:
        words = _("%(person)s has deleted this at %(time)s.")
    time = time_format(timezone.localtime(change.at), "H:i")
    return words % {"person": name_of(change.person), "time": time}
