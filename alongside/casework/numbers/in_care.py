"""What casework counts of children in care: plans in time, health, homes at a distance, being missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from alongside.casework import disabilities
from alongside.casework.events import NEW_PLACEMENT
from alongside.casework.models import (
    CareDecision,
    ClockEvent,
    EducationPlan,
    Incident,
    PanelItem,
    Person,
    RefusedService,
    ReturnTalk,
    SafetyWarning,
)
from alongside.casework.numbers.base import in_care, in_the_days, is_enough, on_the_last_day, part
from alongside.casework.standing import Stay, stays_of
from alongside.law import months_after, working_days_after
from alongside.shell import disclosure, slots
from alongside.shell.figures import Measured, Period, number, share

HERE = {"removed_at": None}
CHILDREN, SCHOOL_AGE = range(18), range(5, 18)
DAYS_TO_TALK = 3
"""72 hours, as far as days tell it (statutory guidance on children who run away or go missing, 2014)."""
FIRST_HEALTH = 20
"""Working days from coming into care to the first health assessment: before the first review."""
CARE_PLAN_DAYS, PLACEMENT_PLAN_DAYS = 10, 5
"""Working days (Care Planning, Placement and Case Review (England) Regulations 2010, regulations 4 and 9)."""
TERM_MONTHS = 5
"""A plan of a term is current for so long: the longest term with its holiday."""


@on_the_last_day("A9", "The person's record")
def disabled(period: Period) -> Measured | None:
    """Children looked after on the last day of the period who are recorded as disabled, of those of whom it was asked,
    where that is at least half of all; as it is recorded now.
    """
    here = in_care(period.to_on, CHILDREN)
    told = _asked_of_disability(here)
    return share(sum(told), of=len(told)) if is_enough(told, here) else None


def disability(on: date) -> slots.Counted | None:
    """Children looked after on the day by whether they are recorded as disabled, with those of whom it was not asked.

    None until it was asked of somebody. Where one of the three is few, none is told: another figure would tell it.
    """
    here = in_care(on, CHILDREN)
    told = _asked_of_disability(here)
    if not told:
        return None
    found = {"Yes": sum(told), "No": len(told) - sum(told), "Not asked": len(here) - len(told)}
    parts = disclosure.whole_or_nothing(found)
    return slots.Counted("disability", "Children with a disability", "the records of each young person", parts)


def _asked_of_disability(here: set[UUID]) -> list[bool]:
    """Of each of whom it was asked, whether they are recorded as disabled."""
    asked = Person.objects.exclude(disabilities=[]).values_list("pk", "disabilities")
    return [disabilities.NONE not in codes for id, codes in asked if id in here]


@on_the_last_day("D6", "Warnings about exploitation")
def at_risk_of_exploitation(period: Period) -> Measured | None:
    """Children looked after with an approved warning of exploitation that holds on the last day of the period, of all
    looked after.
    """
    on = period.to_on
    rows = SafetyWarning.objects.filter(approved_on__lte=on, **HERE)
    if not rows:
        return None
    rows = rows.filter(kind=SafetyWarning.Kind.EXPLOITED).exclude(ended_on__lte=on)
    return part(set(rows.values_list("person_id", flat=True)), in_care(on, CHILDREN))


@on_the_last_day("F3", "Personal education plans")
def education_plans(period: Period) -> Measured | None:
    """Children looked after, aged 5 to 17, whose personal education plan was made or reviewed in the five months up to
    the last day of the period, of all of them.
    """
    on = period.to_on
    rows = EducationPlan.objects.filter(reviewed_on__lte=on, **HERE)
    if not rows:
        return None
    rows = rows.filter(reviewed_on__gt=months_after(on, -TERM_MONTHS))
    return part(set(rows.values_list("person_id", flat=True)), in_care(on, SCHOOL_AGE))


@in_the_days("B3", "Decisions about homes at a distance")
def at_distance_signed_off(period: Period) -> Measured | None:
    """Homes at a distance planned for a day in the period that the director had approved by that day, of all that were
    planned and not taken back. It counts placements.
    """
    return _decided(CareDecision.Kind.AT_DISTANCE, period)


@in_the_days("G9", "Decisions about homes outside the area")
def out_of_area_approved(period: Period) -> Measured | None:
    """Homes outside the area, in an area beside it, planned for a day in the period that were approved by that day, of
    all that were planned and not taken back. It counts placements.
    """
    return _decided(CareDecision.Kind.OUT_OF_AREA, period)


@in_the_days("D2", "Times missing and the talks after them")
def talks_held(period: Period) -> Measured | None:
    """Talks held after coming back, of the times missing that ended in the period."""
    back = _came_back(period)
    return share(sum(talk is not None for _, talk in back), of=len(back))


@in_the_days("D3", "Times missing and the talks after them")
def talks_within_72_hours(period: Period) -> Measured | None:
    """Talks held on the day of coming back or one of the three days after it, of the times missing that ended in the
    period. Hours are not recorded: 72 hours are taken as three days.
    """
    back = _came_back(period)
    last = timedelta(days=DAYS_TO_TALK)
    return share(sum(talk is not None and talk.talk_on <= day + last for day, talk in back), of=len(back))


@in_the_days("D4", "The talks after being missing")
def talks_that_changed_something(period: Period) -> Measured | None:
    """Talks after coming back of which it is written what is done about it, of those held after times missing that
    ended in the period.
    """
    held = [talk for _, talk in _came_back(period) if talk is not None]
    return share(sum(bool(talk.result.strip()) for talk in held), of=len(held))


@in_the_days("E2", "Health assessments and episodes of care")
def first_health_assessment(period: Period) -> Measured | None:
    """Children who came into care in the period and whose health was assessed within 20 working days, of all who came
    and were still in care then. The 20 working days have to be over on the last day of the period.
    """
    return _in_time("health_assessed", _came_in(period, FIRST_HEALTH))


@in_the_days("E8", "Services that turned somebody away")
def refused_because_short(period: Period) -> Measured | None:
    """How many times a health service turned a young person away in the period because the placement is short."""
    rows = RefusedService.objects.filter(refused_on__range=(period.from_on, period.to_on), **HERE)
    return number(rows.filter(reason=RefusedService.Why.SHORT).count(), unit="times")


@in_the_days("G1", "Care plans and episodes of care")
def care_plans_in_time(period: Period) -> Measured | None:
    """Children who came into care and whose care plan was made by 10 working days after, of all for whom those days
    ended in the period.
    """
    return _in_time("care_plan_made", _came_in(period, CARE_PLAN_DAYS))


@in_the_days("G2", "Placement plans and episodes of care")
def placement_plans_in_time(period: Period) -> Measured | None:
    """Placements of which a plan was made by 5 working days after the start, of all of which those days ended in the
    period.
    """
    return _in_time("placement_plan_made", _placed(period, PLACEMENT_PLAN_DAYS))


@in_the_days("I19", "Sittings of the risk panel")
def heard_by_the_panel(period: Period) -> Measured | None:
    """Young people on whom the risk panel decided at a sitting in the period; who was heard twice counts once."""
    rows = PanelItem.objects.filter(
        panel__held_on__range=(period.from_on, period.to_on), state=PanelItem.State.DECIDED, **HERE
    )
    return number(len(set(rows.values_list("person_id", flat=True))))


# ---------------------------------------------------------------------------------------------------------------------


def _decided(kind: str, period: Period) -> Measured | None:
    steps: dict[UUID, list[CareDecision]] = defaultdict(list)
    for step in CareDecision.objects.filter(kind=kind, planned_on__range=(period.from_on, period.to_on)):
        steps[step.matter].append(step)
    matters = [taken for taken in steps.values() if taken[-1].state != CareDecision.State.WITHDRAWN]
    in_time = [
        any(
            step.state == CareDecision.State.APPROVED and step.decided_on and step.decided_on <= step.planned_on
            for step in taken
        )
        for taken in matters
    ]
    return share(sum(in_time), of=len(in_time))


def _came_back(period: Period) -> list[tuple[date, ReturnTalk | None]]:
    """The day of each coming back in the period, and the talk that was held by its last day."""
    rows = Incident.objects.filter(kind=Incident.Kind.MISSING, back_on__range=(period.from_on, period.to_on), **HERE)
    held = ReturnTalk.objects.filter(
        incident__in=rows, outcome=ReturnTalk.Outcome.HELD, talk_on__lte=period.to_on, **HERE
    )
    talks = {talk.incident_id: talk for talk in held}
    return [(row.back_on, talks.get(row.pk)) for row in rows if row.back_on is not None]


def _came_in(period: Period, working_days: int) -> list[tuple[UUID, date, date]]:
    """Child, first day and last day in time of each period of care whose last day in time lies in these days."""
    found = []
    for child, stays in all_stays(period):
        for before, stay in zip((None, *stays), stays, strict=False):
            if before is None or (before.to_on is not None and before.to_on < stay.from_on):
                found.append((child, stay, working_days_after(stay.from_on, working_days)))
    return [(child, stay.from_on, last) for child, stay, last in found if last in period and _was_there(stay, last)]


def _placed(period: Period, working_days: int) -> list[tuple[UUID, date, date]]:
    """The same of each placement."""
    found = []
    for child, stays in all_stays(period):
        for stay in stays:
            if stay.reason_started and stay.reason_started in NEW_PLACEMENT:
                found.append((child, stay.from_on, working_days_after(stay.from_on, working_days)))
    return [one for one in found if one[2] in period]


def all_stays(period: Period) -> Iterable[tuple[UUID, tuple[Stay, ...]]]:
    """The episodes of everyone who could be looked after in a period."""
    born_after = date(period.from_on.year - 19, 1, 1)
    people = Person.objects.filter(merged_into=None, born_on__gt=born_after).values_list("pk", flat=True)
    return stays_of(people).items()


def _was_there(stay: Stay, last: date) -> bool:
    return stay.to_on is None or stay.to_on >= last


def _in_time(kind: str, due: Iterable[tuple[UUID, date, date]]) -> Measured | None:
    """Of these, how many have an event of the kind from some days before the start to the last day in time."""
    due = list(due)
    days: dict[UUID, list[date]] = defaultdict(list)
    rows = ClockEvent.objects.filter(kind=kind, on__isnull=False, corrected_by__isnull=True)
    for person, on in rows.filter(person__in={one for one, _, _ in due}).values_list("person_id", "on"):
        if on is not None:
            days[person].append(on)
    before = timedelta(days=14)
    met = [any(since - before <= day <= last for day in days[child]) for child, since, last in due]
    return share(sum(met), of=len(met))
