"""Background work: reading an upload while whoever sent it goes on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django_tasks import task

from alongside.shell import clock, queries
from alongside.shell.actors import Actor


def _sender(intake_sender: UUID | None) -> Actor:
    """Whoever sent it, with the roles held now: a role taken away meanwhile stops the job."""
    if intake_sender is None:
        return Actor.system("upload")
    return queries.actor_for(intake_sender, on=clock.today())


LETTERS_AT_A_TIME = timedelta(seconds=5)
"""After this long a job begins no other letter."""
SOMEBODY_WAITS = 10
"""Above the ordinary priority, which is 0: whoever uploaded is looking at the page."""


@task(priority=SOMEBODY_WAITS)
def read_sent_return(intake_id: str, sender_id: str | None) -> None:
    """Read, check and take in a statutory return that was uploaded."""
    from alongside.casework.actions.returns import read_sent

    read_sent(intake_id=UUID(intake_id), on=clock.today(), by=_sender(UUID(sender_id) if sender_id else None))


@task(priority=SOMEBODY_WAITS)
def read_sent_opening_position(intake_id: str, sender_id: str | None) -> None:
    """Read and load an opening position that was uploaded."""
    from alongside.casework.actions.opening_position import read_sent

    read_sent(intake_id=UUID(intake_id), on=clock.today(), by=_sender(UUID(sender_id) if sender_id else None))


@task(priority=SOMEBODY_WAITS)
def send_letters() -> None:
    """Send the letters that wait, a few seconds long; others after whatever came meanwhile."""
    from alongside.casework import actions

    if actions.send_letters(on=clock.today(), within=LETTERS_AT_A_TIME, by=Actor.system("letters")):
        letters_soon()


def letters_soon() -> None:
    """Have what waits sent by the worker, unless that was asked for already and has not begun."""
    from django_tasks_db.models import DBTaskResult

    if not DBTaskResult.objects.ready().filter(task_path=send_letters.module_path).exists():
        send_letters.enqueue()
