"""What goes wrong amid a release: a clear state, the old edition served, the work resumed."""

import errno

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from archive.scans import recovery
from archive.scans.recovery import recover
from exhibits.editions import ahead, kept
from exhibits.editions.asking import ask_for_release, resume
from exhibits.editions.errors import ReleaseError
from exhibits.editions.problems import in_words
from exhibits.editions.releasing import carry_out, give_up, release_now
from exhibits.editions.tasks import carry_out_release
from exhibits.models import Edition, EditionPage, Release, Showing
from tests.archive.scans import work_off
from tests.make import (
    make_exhibit,
    make_exhibition,
    make_item,
    make_panel,
    make_picture,
    make_section,
)

SEA = "/en/exhibitions/sea/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def sea(db):
    """Released as “Old”; the working copy says “New”."""
    found = make_exhibition(is_published=False, slug="sea", title_en="Old")
    make_panel(make_section(found, slug="quake"))
    release_now(found, actor=None, unrendered=True)
    found.title_en = "New"
    found.save()
    return found


def shows(client) -> str:
    content = client.get(SEA).content.decode()
    return "New" if ">New<" in content else "Old" if ">Old<" in content else content


def fail_with(monkeypatch, error: Exception, after: int) -> None:
    """Pages beyond so many cannot be kept."""
    real, done = kept.keep, []

    def keep(*arguments, **values):
        done.append(1)
        if len(done) > after:
            raise error
        real(*arguments, **values)

    monkeypatch.setattr(ahead, "keep", keep)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (OSError(errno.EACCES, "Permission denied"), "storage"),
    ],
)
def test_a_disk_that_fails_while_rendering(sea, client, cast, monkeypatch, error, code):
    with monkeypatch.context() as patched:
        fail_with(patched, error, after=2)
        release = carry_out(ask_for_release(sea, actor=cast["publisher"]).pk)
    release.refresh_from_db()
    assert (release.state, release.problem["code"]) == ("failed", code)
    assert "Readers see what they saw before" in in_words(release.problem)
    assert shows(client) == "Old"
    resume(release, actor=cast["publisher"])
    work_off()
    release.refresh_from_db()
    assert (release.state, release.problem, shows(client)) == ("done", {}, "New")
    assert Edition.objects.count() == 2  # the one that was frozen is the one that is shown


def test_an_error_that_nobody_expected_is_kept_and_logged(sea, client, cast, monkeypatch):
    fail_with(monkeypatch, ZeroDivisionError("oh"), after=0)
    release = ask_for_release(sea, actor=cast["publisher"])
    with pytest.raises(ZeroDivisionError):
        carry_out(release.pk)
    release.refresh_from_db()
    assert (release.state, release.problem["code"]) == ("failed", "fault")
    assert shows(client) == "Old"


def test_a_missing_picture_is_named_and_may_be_brought_back(sea, client, cast):
    item = make_item()
    make_exhibit(make_panel(sea.sections.get()), item, digital_object=(page := make_picture(item)))
    name = page.derivatives[0]["name"]
    content = default_storage.open(name).read()
    default_storage.delete(name)
    reason = {"override_reason": "The picture is on its way."}
    release = carry_out(ask_for_release(sea, actor=cast["publisher"], **reason).pk)
    assert release.state == "failed" and name in in_words(release.problem)
    assert shows(client) == "Old"
    with default_storage.open(name, "wb") as file:
        file.write(content)
    resume(release, actor=cast["publisher"])
    work_off()
    assert shows(client) == "New"


def test_a_release_while_another_runs_is_refused(sea, cast):
    release = ask_for_release(sea, actor=cast["publisher"])
    with pytest.raises(ReleaseError, match="under way"):
        ask_for_release(sea, actor=cast["publisher"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(exhibition=sea)
    give_up(release, actor=cast["publisher"])
    assert carry_out(release.pk) is None
    assert ask_for_release(sea, actor=cast["publisher"])


def test_two_workers_at_the_same_release_show_it_once(sea, cast, monkeypatch):
    """The second begins while the first renders, and is done before it."""
    release = ask_for_release(sea, actor=cast["publisher"])
    real, begun = ahead.render_ahead, []

    def render(*arguments):
        if not begun:
            begun.append(1)
            assert carry_out(release.pk).state == "done"
        real(*arguments)

    monkeypatch.setattr(ahead, "render_ahead", render)
    assert carry_out(release.pk) is None
    assert Edition.objects.filter(exhibition=sea).count() == 2
    assert Showing.objects.filter(edition__number=2).count() == 1


def test_a_task_given_twice_does_nothing_the_second_time(sea, cast):
    release = ask_for_release(sea, actor=cast["publisher"])
    carry_out_release.enqueue(release.pk)
    work_off()
    assert Showing.objects.count() == 2 and Edition.objects.count() == 2


def test_what_a_dead_worker_left_is_given_back_and_at_last_given_up(sea, client, cast):
    release = ask_for_release(sea, actor=cast["publisher"])
    for attempt in range(recovery.MOST_ATTEMPTS):
        killed(release)
        recover()
        release.refresh_from_db()
        is_last = attempt == recovery.MOST_ATTEMPTS - 1
        assert release.state == ("failed" if is_last else "waiting")
    assert "stopped three times" in in_words(release.problem)
    assert shows(client) == "Old"
    resume(release, actor=cast["publisher"])
    work_off()
    assert shows(client) == "New"


def killed(release: Release) -> None:
    """As when a worker took the task and ended in the middle."""
    task = recovery.DBTaskResult.objects.get(status="READY")
    task.claim(f"dead-{timezone.now():%f}")
    old = timezone.now() - 2 * recovery.ELSEWHERE_LIFETIME
    recovery.DBTaskResult.objects.filter(pk=task.pk).update(started_at=old)
    Release.objects.filter(pk=release.pk).update(state="working")


def test_a_release_that_waits_without_a_task_is_found(sea, client, cast):
    ask_for_release(sea, actor=cast["publisher"])
    recovery.DBTaskResult.objects.all().delete()
    assert recover() == 1
    work_off()
    assert shows(client) == "New"


def test_progress_is_noted_and_a_given_up_release_is_not_shown(sea, client, cast, monkeypatch):
    release, seen = ask_for_release(sea, actor=cast["publisher"]), []
    monkeypatch.setattr(ahead, "BETWEEN_NOTES", 0)
    real = ahead.render_ahead

    def render(*arguments):
        release.refresh_from_db()
        seen.append((release.done, release.total))
        if len(seen) == 5:
            give_up(release, actor=cast["publisher"])
        real(*arguments)

    monkeypatch.setattr(ahead, "render_ahead", render)
    assert carry_out(release.pk) is None
    total = 2 * len(set(EditionPage.objects.values_list("language")))
    assert seen[:5] == [(done, total) for done in range(5)]
    assert shows(client) == "Old"
