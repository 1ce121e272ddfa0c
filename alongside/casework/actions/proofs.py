"""Verbs of the proof of care-leaver status: the young person makes it and ends it, a stranger checks its code."""

from __future__ import annotations

import hmac
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from alongside.casework import access, proving
from alongside.casework.models import Person, Proof, Source
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

A_DAY = timedelta(days=1)


@transaction.atomic
def make_my_proof(*, on: date, by: Actor) -> Proof:
    """Make a proof of one's own. One that was made before ends, so that only one counts at a time."""
    person = _themself(by, Verb.CREATE, on)
    until_on, why_not = proving.lasts_until(person, on)
    if until_on is None:
        raise FactRefused(why_not)
    access.hold(person)
    for old in Proof.objects.filter(person=person, ended_at=None):
        save_over(old, version=old.version, changes={"ended_at": clock.now()}, what="your proof")
    proof = Proof(
        person=person, made_at=clock.now(), from_on=on, until_on=until_on, recorded_at=clock.now(),
        recorded_by_id=by.id, source=Source.PORTAL,
    )  # fmt: skip
    proof.code_hash = proving.hash_of(proving.code_of(proof.pk))
    proof.save(force_insert=True)
    audit.record(actor=by, verb="made proof", subject_kind="person", subject=person.pk)
    return proof


@transaction.atomic
def end_my_proof(*, proof_id: UUID, on: date, by: Actor) -> Proof:
    """End a proof of one's own: from this moment on its code is answered with no."""
    person = _themself(by, Verb.CREATE, on)
    proof = Proof.objects.select_for_update().filter(pk=proof_id, person=person, removed_at=None).first()
    if proof is None:
        raise NotYours("proof")
    if proof.ended_at is not None:
        return proof
    proof = save_over(proof, version=proof.version, changes={"ended_at": clock.now()}, what="your proof")
    audit.record(actor=by, verb="ended proof", subject_kind="person", subject=person.pk)
    return proof


@transaction.atomic
def verify_proof(*, code: str, on: date, by: Actor, born_on: date | None = None) -> date | None:
    """Until when the proof with this code counts; None for no. Nothing says which no it is.

    ``born_on``: yes only where it is the date of birth of whoever made the proof. That it was asked is kept for them.
    """
    proof = (
        Proof.objects.filter(code_hash__in=proving.hashes_of(code), removed_at=None).select_related("person").first()
    )
    holds = proof is not None and proving.holds(proof, on)
    if proof is not None and born_on is not None:
        holds &= hmac.compare_digest(proof.person.born_on.isoformat(), born_on.isoformat())
    subject = proof.person_id if proof else None
    audit.record(actor=by, verb="checked proof", subject_kind="person", subject=subject, detail={"yes": holds})
    return proof.until_on if proof and holds else None


def _themself(by: Actor, verb: Verb, on: date) -> Person:
    person = Person.objects.filter(user_id=by.id).first() if by.id else None
    if person is None:
        raise NotYours("a place of one's own")
    return access.person_for(by, person.pk, Record.DOCUMENTS, verb, on=on)
