"""Clocks of safety: warnings looked at again, and formal notice of a death or a serious incident."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import Incident, SafetyPlan, SafetyWarning
from alongside.shell.roles import Record


def look_again_by(row: SafetyWarning | SafetyPlan) -> date | None:
    """By when a warning or plan is looked at again; None where it has ended."""
    if row.state == row.State.ENDED:
        return None
    clock = WARNING if isinstance(row, SafetyWarning) else PLAN
    return clock.period.after(row.reviewed_on or row.from_on)


def notice_by(row: Incident) -> date | None:
    """By when formal notice is given; None where it was, or none is."""
    if row.notified_on or row.kind == Incident.Kind.MISSING:
        return None
    return NOTICE.period.after(row.aware_on)


def _to_look_at(people: Collection[UUID], on: date) -> Iterator[Running]:
    for kind, clock in ((SafetyWarning, WARNING), (SafetyPlan, PLAN)):
        rows = kind._default_manager.filter(person__in=people, removed_at=None, from_on__lte=on)
        for row in rows.exclude(state=SafetyWarning.State.ENDED):
            since = row.reviewed_on or row.from_on
            yield Running(clock.id, row.person_id, since, clock.period.after(since), record=row.pk)


def _without_notice(people: Collection[UUID], on: date) -> Iterator[Running]:
    for row in Incident.objects.filter(person__in=people, removed_at=None, aware_on__lte=on):
        due_on = notice_by(row)
        if due_on is not None:
            yield Running(NOTICE.id, row.person_id, row.aware_on, due_on, record=row.pk)


WARNING = LocalClock(
    id="warning_review",
    title="A warning looked at again",
    usual=Period(3, "months"),
    why="A warning that nobody looks at again goes stale, and people get used to it.",
    stops="Somebody says that it goes on, changes it or ends it.",
    find=_to_look_at,
    url_name="casework:safety",
    record=Record.SAFETY,
)
PLAN = LocalClock(
    id="safety_plan_review",
    title="A safety plan looked at again",
    usual=Period(3, "months"),
    why="What keeps somebody safe changes with their life.",
    stops="Somebody says that it goes on, ends it or writes a new one.",
    find=_to_look_at,
    url_name="casework:safety",
    record=Record.SAFETY,
)
NOTICE = LocalClock(
    id="incident_notice",
    after_death=True,
    title="Formal notice of a death or serious incident",
    usual=Period(5, "working days"),
    why="A death or serious harm of a care leaver is notified.",
    stops="Notice is given, with the day and to whom.",
    find=_without_notice,
    url_name="casework:safety",
    record=Record.SAFETY,
    basis="Serious incident notification; the period is unverified [U]",
)
CLOCKS = (WARNING, PLAN, NOTICE)
