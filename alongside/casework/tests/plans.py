"""Plans for tests: begun, filled, put before them, sent in, approved."""

from __future__ import annotations

from alongside.casework import actions
from alongside.casework.models import PlanVersion
from alongside.casework.tests.scene import TODAY


def fresh(plan: PlanVersion) -> PlanVersion:
    return PlanVersion.objects.get(pk=plan.pk)


def filled(council, name="Fay", worker="Cal", on=TODAY, **given) -> PlanVersion:
    """A plan in which every head says something."""
    by = council.actor(worker, on)
    plan = actions.begin_plan(person_id=council.id(name), on=on, by=by, **given)
    for head in plan.heads.all():
        changes = {"words": f"What {name} says of {head.head}", "need": "A person to call"}
        actions.write_head(head_id=head.pk, version=head.version, changes=changes, on=on, by=by)
    return fresh(plan)


def given(council, name="Fay", worker="Cal", on=TODAY) -> PlanVersion:
    plan = filled(council, name, worker, on)
    return actions.put_before_person(plan_id=plan.pk, version=plan.version, on=on, by=council.actor(worker, on))


def submitted(council, name="Fay", worker="Cal", on=TODAY, **more) -> PlanVersion:
    plan = given(council, name, worker, on)
    by = council.actor(worker, on)
    actions.record_plan_voice(plan_id=plan.pk, kind="agrees", on=on, by=by)
    return actions.submit_plan(plan_id=plan.pk, version=plan.version, on=on, by=by, **more)


def approved(council, name="Fay", worker="Cal", manager="Sam", on=TODAY) -> PlanVersion:
    plan = submitted(council, name, worker, on)
    return actions.approve_plan(plan_id=plan.pk, version=plan.version, on=on, by=council.actor(manager, on))


def approved_from(council, plan):
    cal, sam = council.actor("Cal"), council.actor("Sam")
    actions.record_plan_voice(plan_id=plan.pk, kind="agrees", on=TODAY, by=cal)
    plan = actions.submit_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=cal)
    return actions.approve_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=sam)


def plain(fields):
    """A form's fields without the button that keeps it for later."""
    return {name: value for name, value in fields.items() if name not in ("keep", "is_escalated", "removed")}
