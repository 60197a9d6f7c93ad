"""What a worker does for editions. A task may be given twice."""

from django_tasks import task

from exhibits.editions.releasing import carry_out


@task(priority=20)
def carry_out_release(pk: int) -> None:
    """Freeze, render and show; before pictures, for a person waits."""
    carry_out(pk)
