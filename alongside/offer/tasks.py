"""Background work: making the other forms of the offer when it has changed."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django_tasks import task

from alongside.shell import clock
from alongside.shell.actors import Actor

NEXT_LOOK = timedelta(hours=1)
"""An amount that begins today, a worker that was killed: found within the hour though nobody publishes anything."""


@task()
def make_forms() -> None:
    """Make what is not as the offer is, and look again in an hour."""
    from alongside.offer import actions

    _look_again()
    actions.make_forms(on=clock.today(), by=Actor.system("forms"))


def forms_soon() -> None:
    """Have the forms made when this transaction is through. Many changes in a row are one job."""
    if settings.MAKE_FORMS and not _waiting():
        transaction.on_commit(_enqueue)


def _enqueue() -> None:
    if not _waiting():
        make_forms.enqueue()


def _look_again() -> None:
    """Asked for at the start of the job, so that a job that dies is followed by one that finds what it left."""
    if make_forms.get_backend().supports_defer and not _waiting(later=True):
        make_forms.using(run_after=clock.now() + NEXT_LOOK).enqueue()


def _waiting(*, later: bool = False) -> bool:
    """Whether a job waits to begin: at once, or later on."""
    from django_tasks_db.models import DBTaskResult

    ready = DBTaskResult.objects.ready().filter(task_path=make_forms.module_path)
    if not later:
        return ready.exists()
    return (
        DBTaskResult.objects.filter(status="READY", task_path=make_forms.module_path)
        .exclude(pk__in=ready.values("pk"))
        .exists()
    )
