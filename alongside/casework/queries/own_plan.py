"""A young person's own plan, as they read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from alongside.casework import plan_words
from alongside.casework.models import Head, PlanAction, PlanVersion
from alongside.casework.queries.plan import SHOWN, ActionRow, Plan, PlanRow, plan_of, plans_of, row_of
from alongside.casework.queries.portal import my_record
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record

State = PlanVersion.State


@dataclass(frozen=True, slots=True)
class MyPlan:
    """One version of one's own plan, and the way to the others."""

    on: date
    plan: Plan | None
    """None where none was shown yet."""
    is_being_written: bool
    """Whether the adviser is writing one that was not shown yet."""
    newer: PlanRow | None
    """A newer version to read and say something about."""
    older: tuple[PlanRow, ...]
    may_answer: bool
    may_download: bool
    languages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MyAction:
    """Something in one's own plan."""

    plan: UUID
    action: ActionRow


def my_plan(actor: Actor, *, on: date, plan_id: UUID | None = None) -> MyPlan:
    """One's own plan: a named version, or the one that holds, or the one to read now. Raises NotYours."""
    person = my_record(actor, Record.PATHWAY_PLAN, on=on)
    known = list(plans_of(person).filter(removed_at=None, hidden=""))
    shown = [one for one in known if one.state in SHOWN]
    holding = next((one for one in shown if one.state in (State.APPROVED, State.SHARED)), None)
    open_one = next((one for one in shown if one.state in (State.WITH_PERSON, State.SUBMITTED)), None)
    chosen = next((one for one in shown if one.pk == plan_id), None) if plan_id else (holding or open_one)
    if plan_id and chosen is None:
        raise NotYours("plan")
    audit.record(
        actor=actor, verb="looked at person", subject_kind="person", subject=person.pk, detail={"record": "my plan"}
    )
    return MyPlan(
        on=on,
        plan=plan_of(chosen, heads=frozenset(Head), for_person=True) if chosen else None,
        is_being_written=any(one.state == State.DRAFT for one in known),
        newer=row_of(open_one) if open_one and open_one is not chosen else None,
        older=tuple(row_of(one) for one in shown if one is not chosen and one is not open_one),
        may_answer=chosen is not None and chosen.state != State.SUPERSEDED,
        may_download=chosen is not None and chosen.approved_on is not None,
        languages=my_languages(),
    )


def my_action(actor: Actor, action_id: UUID, *, on: date) -> MyAction:
    """Something in one's own plan that holds. Raises NotYours."""
    person = my_record(actor, Record.PATHWAY_PLAN, on=on)
    found = PlanAction.objects.filter(pk=action_id, person=person, removed_at=None, hidden="").first()
    plan = my_plan(actor, on=on, plan_id=found.plan_id).plan if found else None
    for head in plan.heads if plan else ():
        for one in head.actions:
            if one.id == action_id and plan is not None:
                return MyAction(plan.id, one)
    raise NotYours("action of a plan")


def my_languages() -> tuple[tuple[str, str], ...]:
    """The languages in which the headings of a copy can be had."""
    known = {settings.LANGUAGE_CODE, *plan_words.languages()}
    return tuple((code, str(name)) for code, name in settings.LANGUAGES if code in known)
