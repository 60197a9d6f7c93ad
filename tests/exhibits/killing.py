"""Workers that are killed at random moments of a release, and what readers see meanwhile.

Run as a process of its own (``python -m tests.exhibits.killing KILLS SEED``) on an empty database
that is migrated. Workers are forked from it, so that a kill costs no start; they are killed by
SIGKILL. Prints one JSON object; ends with an AssertionError where readers saw anything but one
whole edition.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable

import django

PANELS = 6


def main(kills: int, seed: int) -> dict:
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    sea, actor = arranged()
    chance, seen = random.Random(seed), Counter()  # noqa: S311 – moments, no secrets
    longest = undisturbed(sea, actor)
    for _kill in range(kills):
        release = wanted(sea, actor, seen)
        child = forked(until_done)
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        release.refresh_from_db()
        seen[release.state] += 1
        check(sea)
    finish(sea, actor, seen)
    at_once(sea, actor)
    return {"kills": kills, "seconds": round(longest, 2), "after": dict(seen)}


def arranged():
    """An exhibition that readers see, and somebody who may release it."""
    from django.contrib.auth import get_user_model

    from exhibits.editions.releasing import release_now
    from tests.make import make_exhibition, make_panel, make_section

    actor = get_user_model().objects.create_superuser("killer")
    sea = make_exhibition(is_published=False, slug="sea")
    for _ in range(PANELS):
        make_panel(make_section(sea))
    release_now(sea, actor=actor)
    return sea, actor


def wanted(sea, actor, seen: Counter):
    """The release that is open, resumed where it was given up, or else a new one."""
    from exhibits.editions.asking import ask_for_release, resume
    from exhibits.models import Release

    release = Release.objects.filter(exhibition=sea, state__in=Release.OPEN).first()
    if release is None:
        sea.title_en = f"Title {time.monotonic_ns()}"
        sea.save()
        return ask_for_release(sea, actor=actor)
    if release.state == Release.State.FAILED:
        assert release.problem["code"] == "interrupted", release.problem
        resume(release, actor=actor)
        seen["resumed"] += 1
    return release


def forked(do: Callable[[], None]) -> int:
    """The key of a process that does something, with connections of its own."""
    from django.db import connections

    connections.close_all()
    if child := os.fork():
        return child
    status = 1
    try:
        do()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def until_done() -> None:
    from archive.scans.worker import work

    work(until_done=True)


def undisturbed(sea, actor) -> float:
    """Seconds that a worker takes for a release alone; what else waits is done before."""
    for _first in range(2):
        wanted(sea, actor, Counter())
        begun = time.monotonic()
        assert os.waitpid(forked(until_done), 0)[1] == 0
    return time.monotonic() - begun


def check(sea) -> None:
    """Readers see one whole edition: the one of the last release that is done."""
    from django.test import Client

    from exhibits.editions.hashing import faults
    from exhibits.models import Release

    edition = sea.editions.current().get()
    done = Release.objects.filter(exhibition=sea, state="done").first()
    assert edition == done.edition and faults(edition) == []
    assert sea.showings.filter(edition=edition).count() == 1
    for row in edition.pages.filter(apart=False).exclude(kind="card"):
        end = f"{row.slug}/" if row.slug else ""
        answer = Client().get(f"/{row.language}/exhibitions/sea/{end}")
        assert answer.status_code == 200, row
        title = edition.facts["title"][row.language]
        assert title in answer.content.decode(), f"{row} is of another edition"


def finish(sea, actor, seen: Counter) -> None:
    """What was begun can be ended."""
    from exhibits.models import Release

    for _attempt in range(2):  # the last kill may have been the third of its release
        release = wanted(sea, actor, seen)
        assert os.waitpid(forked(until_done), 0)[1] == 0
        release.refresh_from_db()
        if release.state == "done":
            break
    assert release.state == "done", release.problem
    check(sea)
    assert sea.editions.count() == Release.objects.filter(exhibition=sea, state="done").count()


def at_once(sea, actor) -> None:
    """Two processes carry out the same release at the same time."""
    from exhibits.editions.releasing import carry_out

    release = wanted(sea, actor, Counter())
    editions = sea.editions.count()
    children = [forked(lambda: carry_out(release.pk)) for _ in range(2)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert sea.editions.count() == editions + 1
    check(sea)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
