"""Clocks of complaints, requests for one's own records, corrections, consent and data breaches."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.casework.complaints import Progress, progress_of
from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import Complaint, ConsentChoice, CorrectionRequest, DataBreach, RecordsRequest
from alongside.shell.roles import Record

COMPLAINTS_BASIS = (
    "Children Act 1989, sections 24D and 26(3); Children Act 1989 Representations Procedure (England) "
    "Regulations 2006 [U: the days]"
)
RECORDS_BASIS = "UK GDPR, articles 12(3) and 15"
AWARE_TO_REGULATOR = timedelta(hours=72)


def clock_of(complaint: Complaint, where: Progress) -> LocalClock | None:
    """The clock by which this stage has to be answered; None where nothing waits for an answer."""
    if not where.is_open:
        return None
    if complaint.kind == Complaint.Kind.DATA:
        return DATA_ANSWER if where.ever_acknowledged else DATA_ACKNOWLEDGED
    if where.stage == 1:
        return STAGE_1_COMPLEX if where.is_extended else STAGE_1
    if where.stage == 2:
        return STAGE_2_LONGEST if where.is_extended else STAGE_2
    return PANEL


def answer_by(complaint: Complaint, where: Progress) -> date | None:
    """By when this stage has to be answered."""
    found = clock_of(complaint, where)
    return found.period.after(where.stage_since) if found else None


def records_due(request: RecordsRequest, on: date) -> date | None:
    """By when the records have to be given: a month from the day on which the identity was confirmed, three where it
    is complex, and the days longer that the request waited for the young person. None while nothing runs."""
    if request.identity_on is None or request.state in ("sent", "ended", "received"):
        return None
    period = RECORDS_COMPLEX.period if request.extended_on else RECORDS.period
    return period.after(request.identity_on) + sum((_waited(one, on) for one in request.pauses), timedelta())


def regulator_by(aware_at: datetime) -> datetime:
    """The hour by which the regulator is told of a breach."""
    return aware_at + AWARE_TO_REGULATOR


def _waited(pause: dict[str, str], on: date) -> timedelta:
    since = date.fromisoformat(pause["from"])
    until = date.fromisoformat(pause["to"]) if pause.get("to") else on
    return max(until - since, timedelta())


def _complaints(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = Complaint.objects.filter(person__in=people, removed_at=None).exclude(kind=Complaint.Kind.COMPLIMENT)
    for row in rows.filter(received_on__lte=on).prefetch_related("steps", "about"):
        where = progress_of(row, [one for one in row.steps.all() if one.on <= on])
        clock = clock_of(row, where)
        if clock is not None:
            due_on = clock.period.after(where.stage_since)
            yield Running(
                clock.id, row.person_id, where.stage_since, due_on,
                record=row.pk, worker=row.handler_id, not_for=frozenset(one.worker_id for one in row.about.all()),
            )  # fmt: skip


def _requests(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = RecordsRequest.objects.filter(person__in=people, removed_at=None, identity_on__lte=on)
    for row in rows.exclude(state__in=["sent", "ended", "paused"]):
        due_on = records_due(row, on)
        if due_on is not None and row.identity_on is not None:
            clock = RECORDS_COMPLEX if row.extended_on else RECORDS
            yield Running(clock.id, row.person_id, row.identity_on, due_on, record=row.pk)


def _corrections(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = CorrectionRequest.objects.filter(person__in=people, removed_at=None, told_on=None, asked_on__lte=on)
    for person, row, asked_on in rows.values_list("person_id", "pk", "asked_on"):
        yield Running(CORRECTION.id, person, asked_on, CORRECTION.period.after(asked_on), record=row)


def _consents(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = ConsentChoice.objects.filter(person__in=people, removed_at=None, answer=ConsentChoice.Answer.GIVEN)
    for row in rows.filter(decided_on__lte=on):
        since = row.checked_on or row.decided_on
        if row.ends_on is None or row.ends_on > on:
            yield Running(CONSENT.id, row.person_id, since, CONSENT.period.after(since), record=row.pk)


def _breaches(_: Collection[UUID], on: date) -> Iterator[Running]:
    rows = DataBreach.objects.filter(told_regulator_at=None, why_not_told="", closed_on=None)
    for row in rows:
        since = row.aware_at.date()
        if since <= on:
            yield Running(BREACH.id, None, since, regulator_by(row.aware_at).date(), record=row.pk)


def _complaint_clock(
    id: str, title: str, usual: Period, why: str, basis: str = COMPLAINTS_BASIS, is_by_law: bool = True
) -> LocalClock:
    return LocalClock(
        id=id,
        after_death=True,
        title=title,
        usual=usual,
        why=why,
        stops="The answer to this stage, or the young person takes the complaint back.",
        find=_complaints,
        url_name="casework:complaints",
        record=Record.COMPLAINTS,
        is_by_law=is_by_law,
        basis=basis,
    )


STAGE_1 = _complaint_clock(
    "complaint_stage_1", "Answer to a complaint, stage 1", Period(10, "working days"), "A complaint was received."
)
STAGE_1_COMPLEX = _complaint_clock(
    "complaint_stage_1_complex",
    "Answer to a complex complaint, stage 1",
    Period(20, "working days"),
    "A complaint was received and found to be complex.",
)
STAGE_2 = _complaint_clock(
    "complaint_stage_2",
    "Answer to a complaint, stage 2",
    Period(25, "working days"),
    "The young person asked for an investigation.",
)
STAGE_2_LONGEST = _complaint_clock(
    "complaint_stage_2_longest",
    "Answer to a complaint, stage 2, at the longest",
    Period(65, "working days"),
    "The young person asked for an investigation, which is complex.",
)
PANEL = _complaint_clock(
    "complaint_panel",
    "Review panel on a complaint, stage 3",
    Period(30, "working days"),
    "The young person asked for a review panel.",
)
DATA_ACKNOWLEDGED = _complaint_clock(
    "data_complaint_acknowledged",
    "Acknowledge a complaint about data",
    Period(30, "days"),
    "A complaint about how we keep or share facts was received.",
    basis="Data (Use and Access) Act 2025, from 19 June 2026",
)
DATA_ANSWER = _complaint_clock(
    "data_complaint_answered",
    "Answer to a complaint about data",
    Period(3, "months"),
    "A complaint about how we keep or share facts is being looked into.",
    basis="without undue delay by law; the months are the council's own",
    is_by_law=False,
)
RECORDS = LocalClock(
    id="own_records",
    after_death=True,
    title="Their own records given to them",
    usual=Period(1, "months"),
    why="They asked for their records and their identity is confirmed.",
    stops="The records are given. It stands still while we wait for them to say what they mean.",
    is_by_law=True,
    find=_requests,
    url_name="casework:own_records",
    record=Record.OWN_RECORDS,
    basis=RECORDS_BASIS,
)
RECORDS_COMPLEX = LocalClock(
    id="own_records_complex",
    after_death=True,
    title="Their own records given to them, a complex request",
    usual=Period(3, "months"),
    why="They asked for their records, their identity is confirmed, and they were told that it takes longer.",
    stops="The records are given. It stands still while we wait for them to say what they mean.",
    is_by_law=True,
    find=_requests,
    url_name="casework:own_records",
    record=Record.OWN_RECORDS,
    basis=RECORDS_BASIS,
)
CORRECTION = LocalClock(
    id="correction_told",
    after_death=True,
    title="Answer to “this is wrong about me”",
    usual=Period(1, "months"),
    why="They say that something in their record is wrong.",
    stops="It is decided, and they are told.",
    is_by_law=True,
    find=_corrections,
    url_name="casework:own_records",
    record=Record.OWN_RECORDS,
    basis="UK GDPR, articles 12(3) and 16",
)
CONSENT = LocalClock(
    id="consent_checked",
    title="Ask again who may know what",
    usual=Period(12, "months"),
    why="They agreed that somebody may know something about them.",
    stops="They are asked again, or take it back.",
    find=_consents,
    url_name="casework:sharing",
    record=Record.SHARING,
)
BREACH = LocalClock(
    id="breach_told",
    after_death=True,
    title="Tell the regulator of a data breach",
    usual=Period(3, "days"),
    why="Facts about people got out or got lost, and we know of it. The law gives 72 hours.",
    stops="The regulator is told, or it is written down why not.",
    is_by_law=True,
    find=_breaches,
    about="service",
    record=Record.BREACHES,
    basis="UK GDPR, article 33",
)
CLOCKS = (
    STAGE_1, STAGE_1_COMPLEX, STAGE_2, STAGE_2_LONGEST, PANEL, DATA_ACKNOWLEDGED, DATA_ANSWER,
    RECORDS, RECORDS_COMPLEX, CORRECTION, CONSENT, BREACH,
)  # fmt: skip
