"""Clocks of health, papers, leave to stay, custody, benefits, and what young people tell us of their learning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework.areas.wellbeing import NEEDED
from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import (
    Activity,
    Benefits,
    Custody,
    Health,
    IdentityPaper,
    JobcentreProtocol,
    LeaveToStay,
    Person,
    RefusedService,
)
from alongside.law import birthday
from alongside.shell.roles import Record


def _between(people: Collection[UUID], on: date, first: int, last: int) -> Iterator[Person]:
    """The living among these people who have had the first of two birthdays and not yet the second."""
    near = birthday(on, -last - 1), birthday(on, 1 - first)  # a little wider than needed
    living = Person.objects.filter(pk__in=people, died_on=None, born_on__range=near).order_by()
    for person in living.only("pk", "born_on"):
        if birthday(person.born_on, first) <= on < birthday(person.born_on, last):
            yield person


def _passports(people: Collection[UUID], on: date) -> Iterator[Running]:
    given = set(
        Health.objects.filter(person__in=people, removed_at=None, passport_given_on__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    for person in _between(people, on, 17, 19):
        if person.pk not in given:
            yield Running("health_passport", person.pk, birthday(person.born_on, 17), birthday(person.born_on, 18))


def _papers(people: Collection[UUID], on: date) -> Iterator[Running]:
    held = defaultdict(set)
    rows = IdentityPaper.objects.filter(person__in=people, removed_at=None, received_on__lte=on)
    for person, paper, expires_on, row in rows.values_list("person_id", "paper", "expires_on", "pk"):
        held[person].add(paper)
        if expires_on and on >= RUNS_OUT.period.before(expires_on):
            yield Running("paper_runs_out", person, RUNS_OUT.period.before(expires_on), expires_on, row)
    for young in _between(people, on, 16, 19):
        if set(NEEDED) - held[young.pk]:
            yield Running("identity_papers", young.pk, birthday(young.born_on, 16), birthday(young.born_on, 18))


def _leave(people: Collection[UUID], on: date) -> Iterator[Running]:
    """Three steps before leave runs out: advice, an application, a plan if it is refused."""
    rows = LeaveToStay.objects.filter(person__in=people, removed_at=None, expires_on__isnull=False)
    for row in rows:
        written, ends = row.recorded_at.date(), row.expires_on
        if ends is None or written > on:
            continue
        steps = (
            (ADVICE, not row.adviser and row.applied_on is None),
            (APPLICATION, row.applied_on is None),
            (PLAN, not row.if_refused.strip()),
        )
        for clock, is_open in steps:
            if is_open:
                due_on = max(written, clock.period.before(ends))
                yield Running(clock.id, row.person_id, written, due_on, record=row.pk)


def _custody(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = Custody.objects.filter(person__in=people, removed_at=None, released_on=None, from_on__lte=on)
    for row in rows:
        if row.visited_on is None or row.visited_on < row.from_on:
            since = max(row.from_on, row.recorded_at.date())
            yield Running("custody_visit", row.person_id, since, VISIT.period.after(since), record=row.pk)
        if row.release_on and row.release_plan_on is None:
            yield Running("release_plan", row.person_id, row.from_on, row.release_on, record=row.pk)


def _refused(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = RefusedService.objects.filter(person__in=people, removed_at=None, escalated_on=None, ended_on=None)
    for person, row, written in rows.values_list("person_id", "pk", "recorded_at"):
        since = written.date()
        if since <= on:
            yield Running("refusal_escalated", person, since, ESCALATED.period.after(since), record=row)


def _trouble(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = Benefits.objects.filter(person__in=people, removed_at=None, trouble_on__lte=on, trouble_settled_on=None)
    for row in rows:
        since = row.trouble_on
        if since is not None:
            yield Running("benefit_stopped", row.person_id, since, TROUBLE.period.after(since), record=row.pk)


def _claims(people: Collection[UUID], on: date) -> Iterator[Running]:
    claimed = set(
        Benefits.objects.filter(person__in=people, removed_at=None, claimed_on__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    for person in _between(people, on, 17, 19):
        eighteenth = birthday(person.born_on, 18)
        opens_on = CLAIM.period.before(eighteenth)
        if person.pk not in claimed and on >= opens_on:
            yield Running("benefit_claim_ready", person.pk, opens_on, eighteenth)


def _jobcentres(people: Collection[UUID], on: date) -> Iterator[Running]:
    for row in JobcentreProtocol.objects.filter(ended_on=None, reviewed_on__lte=on):
        yield Running("jobcentre_protocol", None, row.reviewed_on, PROTOCOL.period.after(row.reviewed_on), row.pk)


def _told_us(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = Activity.objects.filter(person__in=people, removed_at=None, is_proposed=True)
    for person, row, written in rows.values_list("person_id", "pk", "recorded_at"):
        since = written.date()
        if since <= on:
            yield Running("learning_told", person, since, TOLD.period.after(since), record=row)


HEALTH_PASSPORT = LocalClock(
    id="health_passport",
    title="Health passport",
    usual=Period(0, "days"),
    why="Everybody who leaves care gets their health history in their hands by 18.",
    stops="Writing down on which day it was given.",
    day_from="the 18th birthday",
    find=_passports,
    url_name="casework:life_health",
    record=Record.HEALTH,
)
IDENTITY = LocalClock(
    id="identity_papers",
    title="Identity papers before 18",
    usual=Period(0, "days"),
    why="A passport, a birth certificate, a National Insurance number or a bank account is missing.",
    stops="Having all four in hand.",
    day_from="the 18th birthday",
    find=_papers,
    url_name="casework:life_identity",
    record=Record.PAPERS,
)
RUNS_OUT = LocalClock(
    id="paper_runs_out",
    title="An identity paper runs out",
    usual=Period(6, "months"),
    why="It takes time to get a new one.",
    stops="Writing down the new one.",
    find=_papers,
    url_name="casework:life_identity",
    record=Record.PAPERS,
)
ADVICE = LocalClock(
    id="leave_advice",
    title="A solicitor before leave to stay runs out",
    usual=Period(6, "months"),
    why="Leave to stay runs out, and no solicitor or adviser is named.",
    stops="Naming the solicitor or adviser.",
    find=_leave,
    url_name="casework:life_leave_and_custody",
    record=Record.RESTRICTED,
)
APPLICATION = LocalClock(
    id="leave_application",
    title="Apply for more leave to stay",
    usual=Period(3, "months"),
    why="Leave to stay runs out, and no application is recorded.",
    stops="Writing down when it was applied for.",
    find=_leave,
    url_name="casework:life_leave_and_custody",
    record=Record.RESTRICTED,
)
PLAN = LocalClock(
    id="leave_plan",
    title="A plan if leave to stay is refused",
    usual=Period(1, "months"),
    why="Leave to stay runs out, and there is no plan for a refusal.",
    stops="Writing down the plan.",
    find=_leave,
    url_name="casework:life_leave_and_custody",
    record=Record.RESTRICTED,
)
VISIT = LocalClock(
    id="custody_visit",
    title="First visit in custody",
    usual=Period(10, "working days"),
    why="They are in custody and have not been visited there.",
    stops="Writing down the visit.",
    find=_custody,
    url_name="casework:life_leave_and_custody",
    record=Record.RESTRICTED,
)
RELEASE = LocalClock(
    id="release_plan",
    title="A plan for the release",
    usual=Period(0, "days"),
    why="They leave custody on this day: home, money and people have to be ready before it.",
    stops="Writing down when the plan was agreed.",
    day_from="the day of the release",
    find=_custody,
    url_name="casework:life_leave_and_custody",
    record=Record.RESTRICTED,
    basis="Care Leavers (England) Regulations 2010, regulation 7 [unverified]; the day is the council's own",
)
ESCALATED = LocalClock(
    id="refusal_escalated",
    title="Take further that a health service said no",
    usual=Period(2, "working days"),
    why="A health service turned them away.",
    stops="Writing down to whom it was taken, or that it is settled.",
    find=_refused,
    url_name="casework:life_health",
    record=Record.HEALTH,
)
TROUBLE = LocalClock(
    id="benefit_stopped",
    title="Put right that benefits stopped",
    usual=Period(2, "working days"),
    why="A sanction or a stopped payment was told to us.",
    stops="Writing down when it was put right.",
    find=_trouble,
    url_name="casework:life_benefits",
    record=Record.BENEFITS,
)
CLAIM = LocalClock(
    id="benefit_claim_ready",
    title="A benefit claim ready for the 18th birthday",
    usual=Period(28, "days"),
    why="The claim can be made ready this long before 18, so that nobody is without money on the day.",
    stops="Writing down when it was claimed.",
    find=_claims,
    url_name="casework:life_benefits",
    record=Record.BENEFITS,
)
PROTOCOL = LocalClock(
    id="jobcentre_protocol",
    title="Look again at what is agreed with a Jobcentre",
    usual=Period(12, "months"),
    why="People and rules change.",
    stops="Looking at it again.",
    find=_jobcentres,
    about="service",
    record=Record.LOCAL_SETTINGS,
)
TOLD = LocalClock(
    id="learning_told",
    title="Look at what they told us of their learning",
    usual=Period(5, "working days"),
    why="The young person says that something is new.",
    stops="Taking it over, or saying why not.",
    find=_told_us,
    url_name="casework:life_learning",
    record=Record.LEARNING,
)
CLOCKS = (
    *(HEALTH_PASSPORT, IDENTITY, RUNS_OUT, ADVICE, APPLICATION, PLAN, VISIT, RELEASE),
    *(ESCALATED, TROUBLE, CLAIM, PROTOCOL, TOLD),
)
