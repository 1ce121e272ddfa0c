"""Verbs about the promise: what it says, who signed it, and what each did for it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.partners.models import Commitment, Deed, Organisation, PromiseSignatory
from alongside.partners.promise_years import year_of
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def add_commitment(*, order: int, title: str, words: str, on: date, by: Actor) -> Commitment:
    """Add a commitment to the promise, from today on."""
    by.check(Record.PROMISE, Verb.CREATE)
    row = Commitment.objects.create(order=order, title=title, words=words, from_on=on)
    audit.record(actor=by, verb="added commitment", subject_kind="commitment", subject=row.pk)
    return row


@transaction.atomic
def change_commitment(
    *, commitment_id: UUID, version: int, order: int, title: str, words: str, ended_on: date | None, by: Actor
) -> Commitment:
    """Change the words of a commitment, or end it. The words before stay in its history."""
    by.check(Record.PROMISE, Verb.UPDATE)
    row = Commitment.objects.filter(pk=commitment_id).first()
    if row is None:
        raise NotYours("commitment")
    if ended_on is not None and ended_on <= row.from_on:
        raise FactRefused("The end has to be after the first day.")
    changes = {"order": order, "title": title, "words": words, "ended_on": ended_on}
    row = save_over(row, version=version, changes=changes, what=f"“{row.title}”")
    audit.record(actor=by, verb="changed commitment", subject_kind="commitment", subject=row.pk)
    return row


@transaction.atomic
def sign_promise(*, organisation_id: UUID, signed_on: date, signed_by: str, on: date, by: Actor) -> PromiseSignatory:
    """Write down that an organisation signed the promise."""
    by.check(Record.PROMISE, Verb.CREATE)
    if signed_on > on:
        raise FactRefused("This day is in the future.")
    body = Organisation.objects.filter(pk=organisation_id, closed_on=None).first()
    if body is None:
        raise NotYours("organisation")
    if PromiseSignatory.objects.filter(organisation=body, ended_on=None).exists():
        raise FactRefused("They signed it already.")
    row = PromiseSignatory.objects.create(organisation=body, signed_on=signed_on, signed_by=signed_by)
    audit.record(actor=by, verb="signed promise", subject_kind="organisation", subject=body.pk)
    return row


@transaction.atomic
def end_signing(*, signing_id: int, ended_on: date, by: Actor) -> PromiseSignatory:
    """Write down from which day on an organisation no longer keeps the promise."""
    by.check(Record.PROMISE, Verb.UPDATE)
    row = PromiseSignatory.objects.filter(pk=signing_id, ended_on=None).first()
    if row is None:
        raise NotYours("signing")
    if ended_on <= row.signed_on:
        raise FactRefused("The end has to be after the day of signing.")
    row.ended_on = ended_on
    row.save()
    audit.record(actor=by, verb="left promise", subject_kind="organisation", subject=row.organisation_id)
    return row


@transaction.atomic
def write_deed(*, organisation_id: UUID, commitment_id: UUID, year: int, words: str, on: date, by: Actor) -> Deed:
    """Write down what a signatory did for a commitment in a year. It shows when somebody else has agreed.

    Staff write it for every signatory, its own people for their own.
    """
    if not (by.can(Record.OWN_BODY, Verb.CREATE) and organisation_id in by.organisations):
        by.check(Record.PROMISE, Verb.CREATE)
    if year > year_of(on):
        raise FactRefused("This year has not begun.")
    signed = PromiseSignatory.objects.filter(organisation_id=organisation_id).exists()
    if not signed or not Commitment.objects.filter(pk=commitment_id).exists():
        raise NotYours("commitment")
    row = Deed.objects.create(
        organisation_id=organisation_id, commitment_id=commitment_id, year=year, words=words, written_by_id=by.id
    )
    audit.record(actor=by, verb="wrote deed", subject_kind="deed", subject=row.pk)
    return row


@transaction.atomic
def change_deed(*, deed_id: UUID, version: int, words: str, by: Actor) -> Deed:
    """Change what is said of it. Somebody else agrees anew before it shows."""
    by.check(Record.PROMISE, Verb.UPDATE)
    row = _deed(deed_id)
    changes = {"words": words, "state": Deed.State.WRITTEN, "written_by_id": by.id, "agreed_by_id": None}
    row = save_over(row, version=version, changes=changes, what="what was done")
    audit.record(actor=by, verb="changed deed", subject_kind="deed", subject=row.pk)
    return row


@transaction.atomic
def decide_deed(*, deed_id: UUID, version: int, agreed: bool, by: Actor) -> Deed:
    """Agree that it was done, or send it back. Nobody agrees to what they wrote or to their own organisation's."""
    by.check(Record.PROMISE, Verb.APPROVE)
    row = _deed(deed_id)
    if row.state != Deed.State.WRITTEN:
        raise WrongState("This does not wait to be agreed.")
    if (by.id is not None and by.id == row.written_by_id) or row.organisation_id in by.organisations:
        raise OwnWork("You wrote this, or act for whom it praises. Somebody else agrees.")
    changes = {
        "state": Deed.State.AGREED if agreed else Deed.State.SENT_BACK,
        "agreed_by_id": by.id if agreed else None,
    }
    row = save_over(row, version=version, changes=changes, what="what was done")
    verb = "agreed deed" if agreed else "sent back deed"
    audit.record(actor=by, verb=verb, subject_kind="deed", subject=row.pk)
    return row


def _deed(deed_id: UUID) -> Deed:
    row = Deed.objects.filter(pk=deed_id).first()
    if row is None:
        raise NotYours("deed")
    return row
