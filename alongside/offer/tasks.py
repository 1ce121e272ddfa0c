"""Background work: making the other forms of the offer when it has changed.

It gives way to what somebody waits for, such as a return that was uploaded: a job makes some files only and then queues
behind whatever came meanwhile.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django_tasks import task
from django_tasks.base import Task

from alongside.shell import clock
from alongside.shell.actors import Actor

NEXT_LOOK = timedelta(hours=1)
"""An amount that begins today, a worker that was killed: found within the hour though nobody publishes anything."""
AT_A_TIME = timedelta(seconds=3)
"""After this long a job begins no other file."""
NOBODY_WAITS = -10
"""Below the ordinary priority, which is 0."""


@task(priority=NOBODY_WAITS)
def make_forms() -> None:
    """Note what is not as the offer is, have it made, and look again in an hour."""
    from alongside.offer import actions

    _look_again()
    actions.note_forms(on=clock.today(), by=Actor.system("forms"))
    _enqueue(make_next_forms)


@task(priority=NOBODY_WAITS)
def make_next_forms() -> None:
    """Make some of the files that wait; others after whatever came meanwhile."""
    from alongside.offer import actions

    if actions.make_next_forms(on=clock.today(), within=AT_A_TIME, by=Actor.system("forms")):
        _enqueue(make_next_forms)


def forms_soon() -> None:
    """Have the forms made when this transaction is through. Many changes in a row are one job."""
    if settings.MAKE_FORMS and not _waits(make_forms):
        transaction.on_commit(lambda: _enqueue(make_forms))


def _enqueue(job: Task) -> None:
    """Queue a job, unless one like it waits to begin already."""
    if not _waits(job):
        job.enqueue()


def _look_again() -> None:
    """Asked for at the start of the job, so that a job that dies is followed by one that finds what it left."""
    if make_forms.get_backend().supports_defer and not _waits(make_forms, later=True):
        make_forms.using(run_after=clock.now() + NEXT_LOOK).enqueue()


def _waits(job: Task, *, later: bool = False) -> bool:
    """Whether such a job waits to begin: at once, or later on."""
    from django_tasks_db.models import DBTaskResult

    ready = DBTaskResult.objects.ready().filter(task_path=job.module_path)
    if not later:
        return ready.exists()
    return (
        DBTaskResult.objects.filter(status="READY", task_path=job.module_path)
        .exclude(pk__in=ready.values("pk"))
        .exists()
    )
