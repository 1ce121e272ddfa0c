"""Opening the box: all answers at once, mixed, each question for itself; then the key and the sealed answers go."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.disclosure import SMALLEST_SHOWN
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Verb
from alongside.voice import sealing
from alongside.voice.access import check_step, consultation_for
from alongside.voice.models import Batch, Box, Consultation, Drawing, Question, Right, Said, Sealed, Tally

FEWEST = SMALLEST_SHOWN
"""With fewer answers than these the box stays shut."""
ANSWERED = 0
"""The tally of how many answered a question at all."""


@transaction.atomic
def set_batch_aside(*, batch_id: UUID, aside: bool, by: Actor) -> Batch:
    """Leave a whole batch out of the count, or take it in again. It stays sealed: nobody picks by what it says."""
    batch = Batch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotYours("batch")
    consultation = consultation_for(by, batch.consultation_id, Verb.APPROVE)
    if batch.kind == Batch.Kind.SITE:
        raise FactRefused("These are the ordinary answers. Close it and end it if none of them shall count.")
    if consultation.state not in (Consultation.State.OPEN, Consultation.State.CLOSED):
        raise WrongState("The answers have been counted already.")
    batch.is_set_aside = aside
    batch.save()
    verb = "set answers aside" if aside else "took answers in again"
    audit.record(actor=by, verb=verb, subject_kind="consultation", subject=consultation.pk)
    return batch


@transaction.atomic
def count_answers(*, consultation_id: UUID, on: date, by: Actor) -> Consultation:
    """Open the box. Raises WrongState while it is not closed, or holds too few answers for anybody to hide among."""
    consultation = consultation_for(by, consultation_id, Verb.APPROVE)
    check_step(consultation, "count")
    sealed = Sealed.objects.filter(batch__consultation=consultation)
    counted = sealed.filter(batch__is_set_aside=False)
    number = counted.filter(mark__isnull=False).count()
    if number < FEWEST:
        raise WrongState(
            f"Fewer than {FEWEST} people answered. So few answers stay sealed, for one could guess who wrote what. "
            "Give it more time, or end it."
        )
    key = bytes(Box.objects.get(consultation=consultation).key)
    _write_down(consultation, [sealing.unseal(key, content) for content in counted.values_list("content", flat=True)])
    changes = {
        "state": Consultation.State.COUNTED,
        "counted_on": on,
        "answers": number,
        "typed": counted.filter(mark__isnull=False, batch__kind=Batch.Kind.PAPER).count(),
        "set_aside": sealed.filter(mark__isnull=False, batch__is_set_aside=True).count(),
    }
    return _throw_away_and_tell(consultation, changes, "counted answers", by, number)


@transaction.atomic
def end_unopened(*, consultation_id: UUID, by: Actor) -> Consultation:
    """End it with too few answers: they are thrown away, and nobody has read them."""
    consultation = consultation_for(by, consultation_id, Verb.APPROVE)
    check_step(consultation, "end")
    changes = {"state": Consultation.State.ENDED}
    return _throw_away_and_tell(consultation, changes, "ended consultation unopened", by, 0)


def write_over_what_goes() -> None:
    """Have what is removed from now on written over, where the database leaves it lying otherwise."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _throw_away_and_tell(
    consultation: Consultation, changes: dict[str, Any], verb: str, by: Actor, number: int
) -> Consultation:
    """Nothing is left of who may still answer, of the sealed answers and of their key."""
    write_over_what_goes()
    Right.objects.filter(group__consultation=consultation).delete()
    Sealed.objects.filter(batch__consultation=consultation).delete()
    Batch.objects.filter(consultation=consultation).delete()
    Box.objects.filter(consultation=consultation).delete()
    consultation = save_over(consultation, version=consultation.version, changes=changes, what="the consultation")
    detail = {"number": number}
    audit.record(actor=by, verb=verb, subject_kind="consultation", subject=consultation.pk, detail=detail)
    return consultation


def _write_down(consultation: Consultation, opened: list[dict[str, Any]]) -> None:
    """Each question for itself: counts, texts and pictures, in random order, so that no two belong together."""
    questions = {question.number: question for question in consultation.questions.all()}
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    said, drawn = [], []
    for answer in opened:
        if "drawing" in answer:
            drawn.append(Drawing(question=questions[answer["question"]], picture=bytes.fromhex(answer["drawing"])))
        for name, given in answer.get("answers", {}).items():
            question = questions[int(name)]
            counts[question.number][ANSWERED] += 1
            if question.kind == Question.Kind.WORDS:
                said.append(Said(question=question, text=given))
            else:
                counts[question.number].update(given if isinstance(given, list) else [given])
    chance = secrets.SystemRandom()
    chance.shuffle(said)
    chance.shuffle(drawn)
    Said.objects.bulk_create(said)
    Drawing.objects.bulk_create(drawn)
    Tally.objects.bulk_create(
        Tally(question=questions[number], choice=choice, number=times)
        for number, choices in sorted(counts.items())
        for choice, times in sorted(choices.items())
    )
