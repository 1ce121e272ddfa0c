"""Typing in what was answered on paper, in batches."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Verb
from alongside.voice.access import check_step, consultation_for
from alongside.voice.models import Batch


@transaction.atomic
def begin_typing(*, consultation_id: UUID, on: date, by: Actor) -> Batch:
    """Begin a batch of paper forms. Each is put into the box as any answer is, without a line of its own."""
    consultation = consultation_for(by, consultation_id, Verb.UPDATE)
    check_step(consultation, "type in")
    batch = Batch.objects.create(consultation=consultation, kind=Batch.Kind.PAPER, begun_on=on, typed_by_id=by.id)
    audit.record(actor=by, verb="began typing in", subject_kind="consultation", subject=consultation.pk)
    return batch


@transaction.atomic
def finish_typing(*, batch_id: UUID, by: Actor) -> Batch:
    """End a batch: how many forms it had is told to the audit once, here."""
    batch = Batch.objects.filter(pk=batch_id, kind=Batch.Kind.PAPER, is_finished=False, typed_by_id=by.id).first()
    if batch is None:
        raise NotYours("batch")
    consultation = consultation_for(by, batch.consultation_id, Verb.UPDATE)
    batch.is_finished = True
    batch.save()
    detail = {"number": batch.sealed.filter(mark__isnull=False).count()}
    audit.record(actor=by, verb="typed in", subject_kind="consultation", subject=consultation.pk, detail=detail)
    return batch
