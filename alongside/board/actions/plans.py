"""Action plans: making one, adding actions, reporting, finishing, and asking the board for another target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.board.access import check_not_own_work, indicator_named, row_for
from alongside.board.models import Action, Plan, Recommendation, Step, TargetChange
from alongside.board.queries.origins import origin as origin_named
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Record, Verb

PLANS = Record.ACTION_PLANS


@transaction.atomic
def make_plan(*, title: str, comes_from: str, source: str, begins_on: date, ends_on: date, by: Actor) -> Plan:
    """Begin a plan: what it comes from, and for how long."""
    by.check(PLANS, Verb.CREATE)
    if ends_on <= begins_on:
        raise FactRefused("The plan ends before it begins.")
    plan = Plan.objects.create(
        title=title.strip(), comes_from=comes_from, source=source.strip(), begins_on=begins_on, ends_on=ends_on,
        made_by_id=by.id,
    )  # fmt: skip
    _tell("plan", plan.pk, "made plan", by)
    return plan


@transaction.atomic
def add_action(
    *,
    plan_id: UUID,
    outcome: str,
    what: str,
    owner_post: str,
    due_on: date,
    by: Actor,
    owner: str = "",
    indicator: str = "",
    measure: str = "",
    baseline: Decimal | None = None,
    target: Decimal | None = None,
    rationale: str = "",
    origin: UUID | None = None,
    origin_kind: str = "",
) -> Action:
    """Add an action to a plan. A target says why it is this one; a baseline may be unknown, and then nags."""
    plan = row_for(by, Plan, plan_id, PLANS, Verb.CREATE)
    if indicator:
        indicator_named(indicator)
    if target is not None and not rationale.strip():
        raise FactRefused("Say why it is this target.")
    if due_on < plan.begins_on:
        raise FactRefused("It is due before the plan begins.")
    return put_action(
        plan, outcome=outcome.strip(), what=what.strip(), owner_post=owner_post.strip(), due_on=due_on, by=by,
        owner_id=UUID(owner) if owner else None, indicator=indicator, measure=measure.strip(), baseline=baseline,
        target=target, rationale=rationale.strip(), origin=origin, origin_kind=origin_kind,
    )  # fmt: skip


@transaction.atomic
def take_over(
    *,
    kind: str,
    origin_id: UUID,
    plan_id: str,
    outcome: str,
    by: Actor,
    owner_post: str = "",
    due_on: date | None = None,
    owner: str = "",
    indicator: str = "",
    measure: str = "",
    baseline: Decimal | None = None,
    target: Decimal | None = None,
    rationale: str = "",
) -> Action:
    """Follow in a plan what was agreed elsewhere, in its own words, with its own day and owner. Once."""
    by.check(PLANS, Verb.CREATE)
    found = origin_named(by, kind, origin_id)
    if found.action_id is not None:
        raise WrongState("This is followed in a plan already.")
    post, day = found.owner_post or owner_post.strip(), found.due_on or due_on
    if not post or day is None:
        raise FactRefused("Say whose job it is, and by when: that is not said where it comes from.")
    return add_action(
        plan_id=UUID(plan_id), outcome=outcome, what=found.what, owner_post=post, due_on=day, by=by, owner=owner,
        indicator=indicator, measure=measure, baseline=baseline, target=target, rationale=rationale,
        origin=found.id, origin_kind=found.kind,
    )  # fmt: skip


@transaction.atomic
def record_recommendation(
    *, source: str, on: date, words: str, today: date, by: Actor, number: str = ""
) -> Recommendation:
    """Write down what inspectors recommend, so that an action of a plan follows it."""
    by.check(PLANS, Verb.CREATE)
    if on > today:
        raise FactRefused("That day is still to come.")
    row = Recommendation.objects.create(
        source=source.strip(), on=on, number=number.strip(), words=words.strip(), recorded_at=clock.now(),
        recorded_by_id=by.id,
    )  # fmt: skip
    _tell("recommendation", row.pk, "recorded recommendation", by)
    return row


def put_action(plan: Plan, *, due_on: date, by: Actor, **words: Any) -> Action:
    """The same for whoever has been let through already: what the board resolved becomes an action by itself."""
    action = Action.objects.create(plan=plan, due_on=due_on, first_due_on=due_on, made_by_id=by.id, **words)
    _tell("action", action.pk, "added action", by)
    return action


@transaction.atomic
def report_step(*, action_id: UUID, words: str, on: date, by: Actor) -> Step:
    """Say how an action is going."""
    action = _open(by, action_id)
    step = Step.objects.create(action=action, on=on, words=words.strip(), recorded_at=clock.now(), recorded_by_id=by.id)
    _tell("action", action.pk, "reported on action", by)
    return step


@transaction.atomic
def set_baseline(*, action_id: UUID, version: int, baseline: Decimal, by: Actor) -> Action:
    """Say where it began, once: a baseline that was known is not changed."""
    action = _open(by, action_id)
    if action.baseline is not None:
        raise WrongState("Its baseline is known. It is not changed.")
    action = save_over(action, version=version, changes={"baseline": baseline}, what="the action")
    _tell("action", action.pk, "set baseline", by)
    return action


@transaction.atomic
def finish_action(*, action_id: UUID, version: int, evidence: str, on: date, by: Actor) -> Action:
    """Say that it is done, and how that can be seen."""
    action = _open(by, action_id)
    if not evidence.strip():
        raise FactRefused("Say how it can be seen that it is done.")
    changes = {"state": Action.State.DONE, "ended_on": on, "evidence": evidence.strip()}
    action = save_over(action, version=version, changes=changes, what="the action")
    _tell("action", action.pk, "finished action", by)
    return action


@transaction.atomic
def ask_for_target(
    *, action_id: UUID, due_on: date, why: str, on: date, by: Actor, target: Decimal | None = None
) -> TargetChange:
    """Ask the board for another target or another day. Nothing changes until it has approved."""
    action = _open(by, action_id)
    if (target, due_on) == (action.target, action.due_on):
        raise FactRefused("That is the target and the day it has already.")
    try:
        with transaction.atomic():
            change = TargetChange.objects.create(
                action=action, target=target, due_on=due_on, was_target=action.target, was_due_on=action.due_on,
                why=why.strip(), asked_by_id=by.id, asked_on=on,
            )  # fmt: skip
    except IntegrityError as error:
        raise FactRefused("A change waits for the board already.") from error
    _tell("action", action.pk, "asked for another target", by)
    return change


@transaction.atomic
def approve_target(*, change_id: UUID, version: int, on: date, by: Actor) -> TargetChange:
    """Approve it for the board: it holds from now on. The day promised first stays on the page."""
    change = _decided(change_id, version, TargetChange.State.APPROVED, on, by)
    action = change.action
    if action.state != Action.State.OPEN:
        raise WrongState("This action is over. Its target and its day are not changed any more.")
    changes: dict[str, Any] = {"target": change.target, "due_on": change.due_on}
    if change.target is not None and not action.rationale:
        changes["rationale"] = change.why
    save_over(action, version=action.version, changes=changes, what="the action")
    _tell("action", action.pk, "approved another target", by)
    return change


@transaction.atomic
def refuse_target(*, change_id: UUID, version: int, on: date, by: Actor) -> TargetChange:
    """Refuse it for the board: what was agreed still holds."""
    change = _decided(change_id, version, TargetChange.State.REFUSED, on, by)
    _tell("action", change.action_id, "refused another target", by)
    return change


def _decided(change_id: UUID, version: int, state: str, on: date, by: Actor) -> TargetChange:
    change = row_for(by, TargetChange, change_id, PLANS, Verb.APPROVE)
    if change.state != TargetChange.State.WAITING:
        raise WrongState("The board has decided this already.")
    check_not_own_work(by, change.asked_by_id, "this change")
    decided = {"state": state, "decided_by_id": by.id, "decided_on": on}
    return save_over(change, version=version, changes=decided, what="the change")


def _open(by: Actor, action_id: UUID) -> Action:
    action = row_for(by, Action, action_id, PLANS, Verb.UPDATE)
    if action.state != Action.State.OPEN:
        raise WrongState("This action is over.")
    return action


def _tell(kind: str, subject: UUID, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind=kind, subject=subject)
