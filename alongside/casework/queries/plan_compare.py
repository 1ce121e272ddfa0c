"""Two versions of a pathway plan side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import plan_words, steps_plan
from alongside.casework.queries.plan import HeadRow, PlanRow, plan_as_read, plan_in_reach, plans_of, row_of
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record


@dataclass(frozen=True, slots=True)
class Difference:
    """One head in two versions."""

    title: str
    before: HeadRow | None
    after: HeadRow | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side."""

    person: UUID
    before: PlanRow
    after: PlanRow
    about_me: tuple[str, str]
    differences: tuple[Difference, ...]


def compared_plans(actor: Actor, plan_id: UUID, *, on: date, with_number: int | None = None) -> Compared:
    """A version beside another, or beside the one that it follows."""
    after = plan_in_reach(actor, plan_id, on)
    plans = list(plans_of(after.person).filter(removed_at=None))
    if not steps_plan.sees_whole(actor, after.person, Record.PATHWAY_PLAN, on=on):
        raise NotYours("plan")
    wanted = with_number if with_number is not None else after.number - 1
    before = next((one for one in plans if one.number == wanted and one.pk != after.pk), None)
    if before is None:
        raise NotYours("an earlier plan")
    first, second = plan_as_read(before, actor, on, plans), plan_as_read(after, actor, on, plans)
    known = {head.head: head for head in first.heads}, {head.head: head for head in second.heads}
    return Compared(
        person=after.person_id,
        before=row_of(before),
        after=row_of(after),
        about_me=(first.about_me, second.about_me),
        differences=tuple(
            _difference(known[0].get(head), known[1].get(head))
            for head in plan_words.ORDER
            if not all(one is None or one.is_empty for one in (known[0].get(head), known[1].get(head)))
        ),
    )


# ---------------------------------------------------------------------------------------------------------------------


def _difference(before: HeadRow | None, after: HeadRow | None) -> Difference:
    told = (after or before).title  # type: ignore[union-attr]
    return Difference(told, before, after, _content(before) != _content(after))


def _content(head: HeadRow | None) -> tuple[object, ...]:
    if head is None:
        return ()
    actions = sorted((one.what, one.owner, str(one.due_on)) for one in head.actions)
    said = (head.words, head.need, head.will_happen, head.who, head.by_when, head.otherwise, head.nothing_now)
    return (*said, *actions)
