"""Clocks of plans: a manager's answer, a copy in their hands, adult services, the list before 18."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import JointAssessment, NeedsAssessment, Person, PlanVersion, TurningEighteen
from alongside.law import birthday, months_after
from alongside.shell.roles import Record

BEFORE_18 = ("home_on", "money_on", "papers_on", "doctor_on", "handover_on")


def _waiting(people: Collection[UUID], on: date) -> Iterator[Running]:
    """What waits for a manager: plans and assessments."""
    for model in (PlanVersion, NeedsAssessment):
        rows = model.objects.filter(person__in=people, state="submitted", removed_at=None, submitted_at__isnull=False)  # type: ignore[attr-defined]
        for person, record, sent_at in rows.values_list("person_id", "pk", "submitted_at"):
            since = sent_at.date()
            if since <= on:
                yield Running("plan_decided", person, since, DECIDED.period.after(since), record=record)


def _not_shared(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = PlanVersion.objects.filter(person__in=people, state="approved", removed_at=None, approved_on__lte=on)
    for person, record, since in rows.values_list("person_id", "pk", "approved_on"):
        if since is not None:
            yield Running("plan_shared", person, since, SHARED.period.after(since), record=record)


def _joint(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = JointAssessment.objects.filter(person__in=people, decided_on=None, removed_at=None, asked_on__lte=on)
    for person, record, since in rows.values_list("person_id", "pk", "asked_on"):
        yield Running("joint_assessment", person, since, JOINT.period.after(since), record=record)


def _before_eighteen(people: Collection[UUID], on: date) -> Iterator[Running]:
    """From so long before 18 until the whole list is settled; due by the 18th birthday. It ends with the 19th."""
    settled = TurningEighteen.objects.filter(person__in=people, **{f"{name}__isnull": False for name in BEFORE_18})
    known = set(settled.values_list("person_id", flat=True))
    rows = Person.objects.filter(pk__in=people, died_on=None, born_on__gt=_years_before(on, 19))
    for person, born_on in rows.values_list("pk", "born_on"):
        since = opens_on(born_on)
        if since <= on and person not in known:
            yield Running("before_eighteen", person, since, birthday(born_on, 18))


def opens_on(born_on: date) -> date:
    """As long before the 18th birthday as the council's clock says."""
    return EIGHTEEN.period.before(birthday(born_on, 18))


def _years_before(on: date, years: int) -> date:
    return months_after(on, -12 * years)


DECIDED = LocalClock(
    id="plan_decided",
    title="A manager’s answer to a plan or an assessment",
    usual=Period(5, "working days"),
    why="A plan or an assessment was sent in and waits for a manager.",
    stops="Approving it, or sending it back.",
    find=_waiting,
    url_name="casework:plan",
    record=Record.PATHWAY_PLAN,
)
SHARED = LocalClock(
    id="plan_shared",
    title="A copy of the plan in their hands",
    usual=Period(5, "working days"),
    why="A plan was approved and the young person does not have it yet.",
    stops="Handing out a copy, or the young person taking one.",
    find=_not_shared,
    url_name="casework:plan",
    record=Record.PATHWAY_PLAN,
)
JOINT = LocalClock(
    id="joint_assessment",
    title="Decision of adult services",
    usual=Period(3, "months"),
    why="Adult services were asked for an assessment together.",
    stops="Their decision.",
    find=_joint,
    url_name="casework:assessments",
    record=Record.NEEDS_ASSESSMENT,
)
EIGHTEEN = LocalClock(
    id="before_eighteen",
    title="What is settled before 18",
    usual=Period(6, "months"),
    why="18 is near, and home, money, papers, doctor and worker are not all settled.",
    stops="Writing down since when each of the five is settled.",
    find=_before_eighteen,
    url_name="casework:assessments",
    record=Record.PATHWAY_PLAN,
)
CLOCKS = (DECIDED, SHARED, JOINT, EIGHTEEN)
