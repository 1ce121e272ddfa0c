"""Action plans: how each action stands, from days and figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from alongside.board.access import row_for
from alongside.board.models import Action, Plan, TargetChange
from alongside.board.queries.indicators import newest_figures
from alongside.board.queries.origins import Origin, origin_of
from alongside.board.rating import Facts, Rating, rating
from alongside.board.register import register
from alongside.board.series import Shown, valued
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Role, Verb
from alongside.shell.wording import day

PLANS = Record.ACTION_PLANS
UNKNOWN = "unknown"
ORDER = {"red": 0, "amber": 1, "green": 2}
OWNERS = (
    Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER, Role.VIRTUAL_SCHOOL, Role.COMMISSIONER, Role.PARTICIPATION_WORKER,
    Role.DIRECTOR, Role.DEMOCRATIC_SERVICES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepRow:
    """What was said of an action."""

    on: date
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Another target or day that was asked for."""

    id: UUID
    version: int
    says: str
    why: str
    state: str
    state_words: str
    asked_by: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action as it stands on a day."""

    id: UUID
    version: int
    plan_id: UUID
    plan: str
    outcome: str
    what: str
    owner_post: str
    owner: str
    due_on: date
    first_due_on: date
    rating: Rating
    state: str
    measured_by: str
    baseline: str
    target: str
    target_value: Decimal | None
    newest: str
    rationale: str
    evidence: str
    ended_on: date | None
    steps: tuple[StepRow, ...]
    changes: tuple[ChangeRow, ...]
    origin: Origin | None = None
    """Where it comes from, on its own page."""

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.state == "open"

    @property
    def knows_baseline(self) -> bool:
        """Whether somebody has said from where it starts."""
        return self.baseline != UNKNOWN

    @property
    def has_unknown_baseline(self) -> bool:
        """Whether something measures it and nobody has said from where it starts."""
        return bool(self.measured_by) and not self.knows_baseline

    @property
    def waits_for_board(self) -> bool:
        """Whether the board has another target or day to decide on."""
        return any(one.state == TargetChange.State.WAITING for one in self.changes)

    @property
    def is_moved(self) -> bool:
        """Whether its day is not the one first agreed."""
        return self.due_on != self.first_due_on


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan with its actions, the worst first."""

    id: UUID
    title: str
    comes_from: str
    source: str
    begins_on: date
    ends_on: date
    actions: tuple[ActionRow, ...]

    def number(self, colour: str) -> int:
        """How many of its actions stand so."""
        return sum(one.rating.colour == colour for one in self.actions)

    @property
    def outcomes(self) -> list[tuple[str, list[ActionRow]]]:
        """Its actions by what should be better."""
        found: dict[str, list[ActionRow]] = {}
        for one in self.actions:
            found.setdefault(one.outcome, []).append(one)
        return list(found.items())


def plan_rows(by: Actor, *, on: date) -> list[PlanRow]:
    """Every plan with its actions."""
    by.check(PLANS, Verb.READ)
    return [_plan(plan, by, on) for plan in Plan.objects.all()]


def plan_page(by: Actor, plan_id: UUID, *, on: date) -> PlanRow:
    """One plan with its actions."""
    return _plan(row_for(by, Plan, plan_id, PLANS, Verb.READ), by, on)


def action_page(by: Actor, action_id: UUID, *, on: date) -> ActionRow:
    """One action: its measure, what was said of it, what was asked."""
    action = row_for(by, Action, action_id, PLANS, Verb.READ)
    return replace(rows_of([action], by, on)[0], origin=origin_of(by, action))


def plan_choices(by: Actor, *, on: date) -> tuple[tuple[str, str], ...]:
    """Plans that are not over."""
    by.check(PLANS, Verb.READ)
    return tuple((str(plan.pk), plan.title) for plan in Plan.objects.filter(ends_on__gte=on))


def actions_on(by: Actor, indicator: str, *, on: date) -> list[ActionRow]:
    """The actions that should turn an indicator's curve; none for whoever may not read plans."""
    if not by.can(PLANS, Verb.READ):
        return []
    return rows_of(Action.objects.filter(indicator=indicator), by, on)


def late_actions(by: Actor, *, on: date) -> list[ActionRow]:
    """What is red on a day."""
    by.check(PLANS, Verb.READ)
    return [one for one in rows_of(Action.objects.all(), by, on) if one.rating.colour == "red"]


def report_rows(by: Actor, *, on: date) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The progress report as a table."""
    headings = (
        "Plan", "What should be better", "What is done", "Whose job", "Due", "First due", "Stands", "Measured by",
        "Baseline", "Target", "Newest", "Last report", "Evidence",
    )  # fmt: skip
    rows = []
    for plan in plan_rows(by, on=on):
        for one in plan.actions:
            last = f"{one.steps[0].on.isoformat()}: {one.steps[0].words}" if one.steps else ""
            rows.append((
                plan.title, one.outcome, one.what, one.owner_post, one.due_on.isoformat(), one.first_due_on.isoformat(),
                one.rating.words, one.measured_by, one.baseline, one.target, one.newest, last, one.evidence,
            ))  # fmt: skip
    return headings, rows


def owners(*, on: date) -> tuple[tuple[str, str], ...]:
    """Whom an action can be given to."""
    found = {str(one.id): one.name for role in OWNERS for one in shell.workers_with(role, on=on)}
    return tuple(sorted(found.items(), key=lambda one: one[1]))


def _plan(plan: Plan, by: Actor, on: date) -> PlanRow:
    actions = sorted(rows_of(plan.actions.all(), by, on), key=lambda one: (ORDER[one.rating.colour], one.due_on))
    return PlanRow(
        plan.pk, plan.title, plan.get_comes_from_display(), plan.source, plan.begins_on, plan.ends_on, tuple(actions)
    )


def rows_of(actions: Iterable[Action], by: Actor, on: date) -> list[ActionRow]:
    """These actions as they stand on a day."""
    found = list(actions)
    newest = newest_figures({one.indicator for one in found if one.indicator})
    return [_row(one, newest.get(one.indicator), by, on) for one in found]


def _row(one: Action, newest: Shown | None, by: Actor, on: date) -> ActionRow:
    steps = tuple(
        StepRow(step.on, step.words, str(step.recorded_by or "the system"))
        for step in one.steps.select_related("recorded_by")
    )
    facts = Facts(
        state=one.state,
        due_on=one.due_on,
        began_on=one.plan.begins_on,
        has_measure=bool(one.indicator or one.measure),
        baseline=one.baseline,
        target=one.target,
        newest=newest.value if newest else None,
        reported_on=steps[0].on if steps else None,
    )
    unit = register()[one.indicator].unit if one.indicator else ""
    known = register()[one.indicator] if one.indicator else None
    return ActionRow(
        id=one.pk,
        version=one.version,
        plan_id=one.plan_id,
        plan=one.plan.title,
        outcome=one.outcome,
        what=one.what,
        owner_post=one.owner_post,
        owner=str(one.owner or ""),
        due_on=one.due_on,
        first_due_on=one.first_due_on,
        rating=rating(facts, on=on),
        state=one.state,
        measured_by=f"{known.id} {known.name}" if known else one.measure,
        baseline=UNKNOWN if one.baseline is None else valued(one.baseline.normalize(), unit).strip(),
        target="none yet" if one.target is None else valued(one.target.normalize(), unit).strip(),
        target_value=one.target,
        newest=f"{newest.words}, {newest.when}" if newest else "",
        rationale=one.rationale,
        evidence=one.evidence,
        ended_on=one.ended_on,
        steps=steps,
        changes=tuple(_change(change, unit, by) for change in one.target_changes.select_related("asked_by")),
    )


def changes_to_decide(by: Actor) -> int:
    """How many changes of a target or a day wait for this member of the board: none for who may not decide them."""
    if not by.can(PLANS, Verb.APPROVE):
        return 0
    waiting = TargetChange.objects.filter(state=TargetChange.State.WAITING, action__state=Action.State.OPEN)
    return waiting.exclude(asked_by_id=by.id).count()


def _change(change: TargetChange, unit: str, by: Actor) -> ChangeRow:
    told = []
    if change.target != change.was_target:
        before, after = (
            "none" if value is None else valued(value.normalize(), unit).strip()
            for value in (change.was_target, change.target)
        )
        told.append(f"target from {before} to {after}")
    if change.due_on != change.was_due_on:
        told.append(f"day from {day(change.was_due_on)} to {day(change.due_on)}")
    return ChangeRow(
        id=change.pk,
        version=change.version,
        says=told[0][0].upper() + " and ".join(told)[1:],
        why=change.why,
        state=change.state,
        state_words=change.get_state_display(),
        asked_by=str(change.asked_by or "the system"),
        is_own=change.asked_by_id is not None and change.asked_by_id == by.id,
    )
