"""Moments on the clocks of a zone, and what readers see at which; nobody waits."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from exhibits.editions.asking import ask_for_release
from exhibits.editions.moments import MomentError, check_to_come, in_zone, moment_of
from exhibits.editions.releasing import call_off, carry_out, release_now, withdraw
from exhibits.editions.standing import edited_since, standing, standings
from exhibits.models import Edition, Exhibition, Release, Showing
from tests.make import make_exhibition, make_panel, make_section

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "time", "zone", "utc"),
    [
        ("2026-12-01", "09:00", "Asia/Tokyo", "2026-12-01T00:00:00"),
        ("2026-12-01", "08:00", "Asia/Ulaanbaatar", "2026-12-01T00:00:00"),
        ("2026-12-01", "9:00:30", "UTC", "2026-12-01T09:00:30"),
        ("2026-12-01", "09：00", "UTC", "2026-12-01T09:00:00"),
        ("2026-01-01", "00:00", "Pacific/Auckland", "2025-12-31T11:00:00"),
        ("2016-03-26", "03:00", "Asia/Ulaanbaatar", "2016-03-25T18:00:00"),  # summer time
    ],
)
def test_moments_on_the_clocks_of_a_zone(day, time, zone, utc):
    moment = moment_of(day, time, zone)
    assert moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "time", "zone", "words"),
    [
        ("2016-03-26", "02:30", "Asia/Ulaanbaatar", "does not come"),
        ("2026-03-29", "02:30", "Europe/Berlin", "does not come"),
        ("2026-10-25", "02:30", "Europe/Berlin", "at 2026-10-25 00:30 and at 2026-10-25 01:30 UTC"),
        ("2026-02-30", "02:30", "UTC", "There is no day"),
        ("", "", "UTC", "Write the day like"),
        ("2026-12-01", "25:00", "UTC", "Write the day like"),
        ("２０２６-12-01", "02:00", "UTC", "Write the day like"),
        ("2026-12-01", "02:00", "Asia/Nowhere", "no time zone"),
        ("2026-12-01", "02:00", "../../etc/passwd", "no time zone"),
        ("2026-12-01", "02:00", "", "no time zone"),
    ],
)
def test_moments_that_are_none_or_two(day, time, zone, words):
    with pytest.raises(MomentError, match=words):
        moment_of(day, time, zone)


def test_the_past_is_refused_to_the_second():
    now = datetime(2026, 12, 1, tzinfo=UTC)
    check_to_come(now + timedelta(seconds=1), now)
    with pytest.raises(MomentError, match="has passed"):
        check_to_come(now, now)


def test_a_moment_is_told_on_its_own_clocks():
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    assert in_zone(moment, "Asia/Tokyo") == "2026-12-01 09:00"
    assert in_zone(moment + timedelta(seconds=5), "UTC") == "2026-12-01 00:00:05"
    assert in_zone(moment, "No/Zone") == "2026-12-01 00:00"


# What is planned -------------------------------------------------------------------------------


def seen(exhibition: Exhibition, at: datetime) -> int | None:
    """The number of the edition that readers see at a moment."""
    found = Edition.objects.filter(exhibition=exhibition).current(at).first()
    return found.number if found else None


@pytest.fixture
def shown(db, cast) -> Exhibition:
    """An exhibition of which readers see edition 1."""
    exhibition = make_panel(make_section(make_exhibition(is_published=False))).section.exhibition
    release_now(exhibition, actor=cast["publisher"])
    return exhibition


def release(exhibition: Exhibition, cast, at: datetime | None = None) -> Showing:
    asked = ask_for_release(exhibition, actor=cast["publisher"], at=at, zone="Asia/Tokyo")
    return Showing.objects.get(edition=carry_out(asked.pk).edition)


def test_an_edition_is_shown_from_its_second_on(shown, cast):
    moment = timezone.now() + HOUR
    assert release(shown, cast, moment).zone == "Asia/Tokyo"
    assert seen(shown, moment - timedelta(microseconds=1)) == 1
    assert seen(shown, moment) == 2


def test_releasing_now_calls_off_older_editions_and_no_withdrawal(shown, cast):
    now = timezone.now()
    planned = release(shown, cast, now + 2 * HOUR)
    leaving = withdraw(shown, actor=cast["publisher"], at=now + 3 * HOUR)
    release(shown, cast)
    planned.refresh_from_db(), leaving.refresh_from_db()
    assert planned.called_off_by == cast["publisher"]
    assert leaving.called_off_at is None
    assert [seen(shown, now + hours * HOUR) for hours in (1, 2.5, 4)] == [3, 3, None]


def test_a_newer_edition_planned_earlier_calls_off_an_older_one_planned_later(shown, cast):
    now = timezone.now()
    later = release(shown, cast, now + 3 * HOUR)
    sooner = release(shown, cast, now + HOUR)
    later.refresh_from_db(), sooner.refresh_from_db()
    assert (later.called_off_at is None, sooner.called_off_at is None) == (False, True)
    assert [seen(shown, now + hours * HOUR) for hours in (0.5, 2, 4)] == [1, 3, 3]


def test_older_editions_planned_before_a_newer_one_stay(shown, cast):
    now = timezone.now()
    release(shown, cast, now + HOUR)
    release(shown, cast, now + 2 * HOUR)
    assert [seen(shown, now + hours * HOUR) for hours in (0.5, 1, 2)] == [1, 2, 3]


def test_calling_off_leaves_what_readers_see(shown, cast):
    moment = timezone.now() + HOUR
    call_off(release(shown, cast, moment), actor=cast["publisher"])
    assert seen(shown, moment) == 1
    assert standing(shown).planned == ()


def test_withdrawing_at_a_moment(shown, cast):
    moment = timezone.now() + HOUR
    withdraw(shown, actor=cast["publisher"], at=moment)
    assert (seen(shown, moment - timedelta(seconds=1)), seen(shown, moment)) == (1, None)
    at_last = standing(shown, moment)
    assert (at_last.edition, at_last.showing.edition) == (None, None)


def test_the_past_is_refused_at_the_door(shown, cast):
    before = timezone.now() - HOUR
    with pytest.raises(MomentError):
        ask_for_release(shown, actor=cast["publisher"], at=before)
    with pytest.raises(MomentError):
        withdraw(shown, actor=cast["publisher"], at=before)
    assert Release.objects.filter(state="waiting").count() == 0
    assert Showing.objects.count() == 1


def test_a_moment_that_passes_while_a_release_waits_means_now(shown, cast):
    moment = timezone.now() + HOUR
    asked = ask_for_release(shown, actor=cast["publisher"], at=moment)
    Release.objects.update(wish={**asked.wish, "at": (moment - 2 * HOUR).isoformat()})
    before = timezone.now()
    assert Showing.objects.get(edition=carry_out(asked.pk).edition).starts_at >= before


def test_many_stand_as_each_alone(shown, cast, django_assert_num_queries):
    other = make_exhibition(is_published=False)
    planned = release(shown, cast, timezone.now() + HOUR)
    with django_assert_num_queries(3):  # showings begun, showings to come, open releases
        found = standings([shown, other])
    assert found[shown.pk].edition.number == 1
    assert found[shown.pk].planned == (planned,)
    assert (found[other.pk].showing, found[other.pk].release) == (None, None)


def test_what_was_saved_since_an_edition(shown):
    edition = shown.editions.get()
    assert not edited_since(shown, edition)
    section = shown.sections.get()
    section.save()
    section.panels.get().save()
    edited = edited_since(shown, edition)
    assert (edited.exhibition, edited.sections, edited.panels, edited.essays) == (False, 1, 1, 0)
