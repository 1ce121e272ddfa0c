"""Putting an answer into the box.

This is no action: who acts is not known and must not be, and a line of the audit would tell in which order and at what
moment answers came. Nothing is written but what docs/adr allows: the right that is spent is removed, one is added to
the count of its group, and the answer lies sealed among the others.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from alongside.shell.refusals import FactRefused
from alongside.voice import sealing
from alongside.voice.models import Batch, Box, Consultation, Group, Right, Sealed

MIXED = 64
"""So many of the answers that lie there already are taken out and put back with each new one, in random order."""
MOST_IN_A_CROWD = 500
"""Answers of one day that are kept apart; after that no more are taken that day."""


class CodeDoesNotCount(FactRefused):
    """The code is wrong, or was used. Nothing says which: used codes are not kept."""


class NotToday(FactRefused):
    """It cannot be answered today, or not any more today."""


@transaction.atomic
def cast_answer(
    *,
    consultation_id: UUID,
    answers: dict[str, Any],
    form: UUID,
    on: date,
    drawings: Sequence[tuple[int, bytes]] = (),
    code: str = "",
    account: UUID | None = None,
    unusual: bool = False,
    batch_id: UUID | None = None,
) -> None:
    """Put an answer into the box; the same form again changes nothing.

    ``answers``: number of the question → what was answered. ``drawings``: number of the question and a JPEG. ``form``:
    the mark that the form was drawn with. ``batch_id``: a batch of paper that is being typed in. Raises NotToday and
    CodeDoesNotCount.
    """
    found = Consultation.objects.select_for_update().get(pk=consultation_id)
    mark = sealing.mark_of(found.pk, form)
    if Sealed.objects.filter(mark=mark).exists():
        return
    check_open(found, on)
    if batch_id is None or code:
        _spend_right(found, code, account)
    batch = _batch(found, on, unusual, batch_id)
    key = bytes(Box.objects.get(consultation=found).key)
    new = [Sealed(batch=batch, mark=mark, content=sealing.seal(key, {"answers": answers}))]
    new += [
        Sealed(batch=batch, content=sealing.seal(key, {"question": number, "drawing": drawing.hex()}))
        for number, drawing in drawings
    ]
    _put_in(found, new)


def check_open(consultation: Consultation, on: date) -> None:
    """Raise NotToday unless it can be answered on this day."""
    is_open = consultation.state == Consultation.State.OPEN
    if not is_open or not consultation.opens_on or not consultation.closes_on:
        raise NotToday(_("This is closed. You cannot answer it any more."))
    if not consultation.opens_on <= on <= consultation.closes_on:
        raise NotToday(_("You cannot answer this today. Look at its days."))


def _spend_right(consultation: Consultation, code: str, account: UUID | None) -> None:
    """Remove the right to answer that this code or account has, and count one answer of its group."""
    answering = Consultation.Answering
    if consultation.answering == answering.OPEN:
        return
    if consultation.answering == answering.PORTAL:
        proofs = sealing.proofs_of_account(consultation.pk, account) if account else []
    else:
        proofs = sealing.proofs_of_code(consultation.pk, code)
    right = Right.objects.filter(pk__in=proofs, group__consultation=consultation).first()
    if right is None:
        raise CodeDoesNotCount(_("This code does not count. Look if you typed it right. It works only once."))
    Group.objects.filter(pk=right.group_id).update(answered=F("answered") + 1)
    right.delete()


def _batch(consultation: Consultation, on: date, unusual: bool, batch_id: UUID | None) -> Batch:
    if batch_id is not None:
        return Batch.objects.get(pk=batch_id, consultation=consultation, is_finished=False)
    if not unusual:
        return Batch.objects.get_or_create(consultation=consultation, kind=Batch.Kind.SITE)[0]
    batch, _made = Batch.objects.get_or_create(consultation=consultation, kind=Batch.Kind.CROWD, begun_on=on)
    if batch.sealed.filter(mark__isnull=False).count() >= MOST_IN_A_CROWD:
        raise NotToday(_("So many answers came today that we cannot take more. Please come back tomorrow."))
    return batch


def _put_in(consultation: Consultation, new: list[Sealed]) -> None:
    """Lay new answers among those that lie there, so that no row tells by its place or number when it came."""
    there = list(Sealed.objects.filter(batch__consultation=consultation).values_list("pk", flat=True))
    chance = secrets.SystemRandom()
    taken_out = list(Sealed.objects.filter(pk__in=chance.sample(there, min(MIXED, len(there)))))
    Sealed.objects.filter(pk__in=[one.pk for one in taken_out]).delete()
    together = [Sealed(pk=uuid4(), batch_id=one.batch_id, mark=one.mark, content=one.content) for one in taken_out]
    together += new
    chance.shuffle(together)
    Sealed.objects.bulk_create(together)
