"""What is done again and again by itself: telling those on duty and those who listen what cannot wait."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from alongside.shell import audit, mail
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.queries import Worker
from alongside.shell.roles import AT_WORK, Record, Role, Verb, reaches
from alongside.voice.models import Flood, View

ABOVE = (Role.HEAD_OF_SERVICE,)
"""Who is told besides where nobody on duty looked in time."""
DUTY = tuple(
    role for role in Role if role not in ABOVE and reaches(frozenset({role}), Record.VIEWS, Verb.APPROVE) & AT_WORK
)
LISTENING = tuple(role for role in Role if reaches(frozenset({role}), Record.VIEWS, Verb.UPDATE) & AT_WORK)


@transaction.atomic
def tell_duty(*, on: date, by: Actor) -> int:
    """Write to those on duty that something waits in which a word may mean danger: once, and again each day that
    nobody has looked in time, then to their head too. Answers how many e-mails left; where none did, the next round
    tries again.
    """
    waiting = View.objects.select_for_update().filter(look_by__isnull=False, looked_on=None)
    untold = list(waiting.filter(Q(told_on=None) | Q(look_by__lt=on, told_on__lt=on)))
    if not untold:
        return 0
    late = sum(one.look_by is not None and one.look_by < on for one in untold)
    told = mail.tell(
        _workers((*DUTY, *ABOVE) if late else DUTY, on),
        subject="Late: somebody on duty has to look" if late else "Somebody on duty has to look today",
        words="A young person wrote something in which a word may mean danger. "
        + ("Nobody has looked at it in time. Look now." if late else "Look at it today."),
        url_name="views:urgent",
    )
    if told:
        View.objects.filter(pk__in=[one.pk for one in untold]).update(told_on=on)
        detail = {"views": len(untold), "late": late, "mails": told}
        audit.record(actor=by, verb="told those on duty", subject_kind="views", detail=detail)
    return told


@transaction.atomic
def tell_of_floods(*, on: date, by: Actor) -> int:
    """Write to those who listen that a machine may be at work: once for each form and day. Answers how many left."""
    floods = list(Flood.objects.select_for_update().filter(told_on=None))
    if not floods:
        return 0
    told = mail.tell(
        _workers(LISTENING, on),
        subject="Unusually many answers",
        words="More answers came through a form than people send. A machine may be at work. "
        "Nothing that came before is lost; look before you count.",
        url_name="views:desk",
    )
    if told:
        Flood.objects.filter(pk__in=[one.pk for one in floods]).update(told_on=on)
        audit.record(actor=by, verb="told of a flood", subject_kind="views", detail={"forms": len(floods)})
    return told


# ---------------------------------------------------------------------------------------------------------------------


def _workers(roles: tuple[Role, ...], on: date) -> list[Worker]:
    """Everybody who holds one of these roles, once."""
    return list({one.id: one for role in roles for one in shell.workers_with(role, on=on)}.values())
