"""Verbs about the steps of a protocol: when a duty was asked of a party, and when it was done."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from alongside.partners import protocol_reach
from alongside.partners.models import Duty, DutyStep, Edition, Organisation, Party
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def record_step(
    *, duty_id: UUID, party_id: int, asked_on: date, on: date, by: Actor, done_on: date | None = None
) -> DutyStep:
    """Write down that a duty was asked of a party that signed. Nothing is written of whom it was about."""
    by.check(Record.PROTOCOLS, Verb.CREATE)
    duty = Duty.objects.select_related("edition").filter(pk=duty_id).first()
    if duty is None:
        raise NotYours("duty")
    edition = protocol_reach.edition(by, duty.edition_id)
    party = protocol_reach.parties(by, edition, Verb.CREATE).filter(pk=party_id).first()
    if party is None:
        raise NotYours("party")
    _check_binds(duty, party)
    _check_days(asked_on, done_on, on)
    step = _create(duty, party, asked_on, done_on, by=by)
    _tell(step, "recorded step of protocol", by)
    return step


@transaction.atomic
def finish_step(*, step_id: UUID, version: int, done_on: date, on: date, by: Actor) -> DutyStep:
    """Write down when it was done."""
    step = _own(step_id, by=by)
    if step.done_on:
        raise WrongState("It is done already.")
    _check_days(step.asked_on, done_on, on)
    step = save_over(step, version=version, changes={"done_on": done_on}, what="the step")
    _tell(step, "finished step of protocol", by)
    return step


@transaction.atomic
def take_out_step(*, step_id: UUID, version: int, on: date, by: Actor) -> DutyStep:
    """Take out what was written down by mistake."""
    step = _own(step_id, by=by)
    step = save_over(step, version=version, changes={"taken_out_on": on}, what="the step")
    _tell(step, "took out step of protocol", by)
    return step


@transaction.atomic
def note_step(
    *, code: str, district_id: UUID | None, reference: str, asked_on: date | None, done_on: date | None, on: date,
    by: Actor,
) -> DutyStep | None:  # fmt: skip
    """Take over what casework recorded of a duty; see ``slots.protocol_step``. None where no protocol asks for it."""
    step = DutyStep.objects.filter(duty__code=code, reference=reference).select_related("duty").first()
    if step is not None:
        return _follow(step, asked_on, done_on, on=on, by=by)
    if asked_on is None:
        return None
    duty = Duty.objects.filter(code=code, edition__state=Edition.State.IN_FORCE).first()
    party = _bound(duty, district_id) if duty else None
    if duty is None or party is None or asked_on < duty.edition.starts_on:
        return None
    step = _create(duty, party, asked_on, _not_before(asked_on, done_on), reference=reference, by=by)
    _tell(step, "took over step of protocol", by)
    return step


# ---------------------------------------------------------------------------------------------------------------------


def _create(
    duty: Duty, party: Party, asked_on: date, done_on: date | None, *, by: Actor, reference: str = ""
) -> DutyStep:
    return DutyStep.objects.create(
        duty=duty, party=party, asked_on=asked_on, due_on=asked_on + timedelta(days=duty.days), done_on=done_on,
        reference=reference, recorded_by_id=by.id,
    )  # fmt: skip


def _check_binds(duty: Duty, party: Party) -> None:
    if duty.edition.state != Edition.State.IN_FORCE:
        raise WrongState("This version does not hold.")
    if party.organisation.kind != duty.falls_on or not hasattr(party, "signature"):
        raise FactRefused("This duty does not bind this party.")


def _check_days(asked_on: date, done_on: date | None, on: date) -> None:
    if asked_on > on or (done_on and done_on > on):
        raise FactRefused("That day is in the future.")
    if done_on and done_on < asked_on:
        raise FactRefused("It was done before it was asked.")


def _own(step_id: UUID, *, by: Actor) -> DutyStep:
    """A step that this person may write to: not one that casework reports."""
    by.check(Record.PROTOCOLS, Verb.CREATE)
    open_ones = DutyStep.objects.select_related("duty__edition", "party")
    step = open_ones.filter(pk=step_id, taken_out_on=None, reference="").first()
    if step is None:
        raise NotYours("step")
    if not protocol_reach.parties(by, step.duty.edition, Verb.CREATE).filter(pk=step.party_id).exists():
        raise NotYours("step")
    return step


def _bound(duty: Duty, district_id: UUID | None) -> Party | None:
    """The party that owes the duty here: the council of the district, or else the only party of its kind."""
    signed = duty.edition.parties.filter(organisation__kind=duty.falls_on, signature__isnull=False)
    if duty.falls_on == Organisation.Kind.DISTRICT:
        return signed.filter(organisation__district_id=district_id).first()
    return signed.first() if signed.count() == 1 else None


def _follow(step: DutyStep, asked_on: date | None, done_on: date | None, *, on: date, by: Actor) -> DutyStep:
    """Let a step that is there say what casework says now."""
    changes: dict[str, date | None] = {"taken_out_on": on}
    if asked_on is not None:
        due_on = asked_on + timedelta(days=step.duty.days)
        done_on = _not_before(asked_on, done_on)
        changes = {"asked_on": asked_on, "due_on": due_on, "done_on": done_on, "taken_out_on": None}
    if all(getattr(step, name) == value for name, value in changes.items()):
        return step
    step = save_over(step, version=step.version, changes=changes, what="the step")
    _tell(step, "changed step of protocol", by)
    return step


def _not_before(asked_on: date, done_on: date | None) -> date | None:
    return max(asked_on, done_on) if done_on else None


def _tell(step: DutyStep, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind="protocol step", subject=step.pk)
