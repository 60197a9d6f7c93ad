"""What a worker does for editions. A task may be given twice."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from archive.scans.recovery import ELSEWHERE_LIFETIME, Work
from exhibits.editions.problems import problem
from exhibits.editions.releasing import carry_out
from exhibits.editions.sweeping import sweep
from exhibits.models import Release

State = Release.State


@task(priority=20)
def carry_out_release(pk: int) -> None:
    """Freeze, render and show; before pictures, for a person waits."""
    carry_out(pk)


class ReleaseWork(Work):
    """What becomes of a release whose worker has died: the next one goes on where it stopped."""

    task = carry_out_release

    def give_back(self, pk: int) -> None:
        working(pk).update(state=State.WAITING, touched_at=timezone.now())

    def give_up(self, pk: int) -> None:
        """A publisher may still resume it."""
        failed = {"state": State.FAILED, "problem": problem("interrupted")}
        working(pk).update(**failed, touched_at=timezone.now())

    def forgotten(self) -> QuerySet:
        old = timezone.now() - ELSEWHERE_LIFETIME
        left = Q(state=State.WORKING, touched_at__lt=old)
        return Release.objects.filter(Q(state=State.WAITING) | left)

    def sweep(self) -> None:
        sweep()


def working(pk: int) -> QuerySet:
    return Release.objects.filter(pk=pk, state=State.WORKING)
