"""Beyond its meetings: members visit, the board reports to others, and what staff have learnt is kept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.board.access import row_for
from alongside.board.models import Board, Member, OutsideReport, Visit, WorkerSkill
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Record, Verb

MEETINGS, PLANS = Record.MEETINGS, Record.ACTION_PLANS


@transaction.atomic
def record_visit(
    *, member_id: str, visited_on: date, where: str, saw: str, on: date, by: Actor, asks: str = ""
) -> Visit:
    """Write down where a member went, what they saw and heard, and what they ask. No child is named."""
    member = row_for(by, Member, UUID(member_id), MEETINGS, Verb.UPDATE)
    if visited_on > on:
        raise FactRefused("That day is still to come.")
    if visited_on < member.from_on or (member.to_on is not None and visited_on >= member.to_on):
        raise FactRefused("They did not sit on the board on that day.")
    visit = Visit.objects.create(
        member=member, on=visited_on, where=where.strip(), saw=saw.strip(), asks=asks.strip(),
        recorded_at=clock.now(), recorded_by_id=by.id,
    )  # fmt: skip
    _tell("member", member.pk, "recorded visit", by)
    return visit


@transaction.atomic
def record_skill(
    *, worker: str, role: str, what: str, learnt_on: date, on: date, by: Actor, due_again_on: date | None = None
) -> WorkerSkill:
    """Write down what somebody who works with young people has learnt, and when they should again."""
    by.check(PLANS, Verb.UPDATE)
    if learnt_on > on:
        raise FactRefused("That day is still to come.")
    if due_again_on is not None and due_again_on <= learnt_on:
        raise FactRefused("They should learn it again later than that day.")
    skill = WorkerSkill.objects.create(
        worker_id=UUID(worker), role=role, what=what.strip(), on=learnt_on, due_again_on=due_again_on,
        recorded_at=clock.now(), recorded_by_id=by.id,
    )  # fmt: skip
    _tell("worker", UUID(worker), "recorded skill", by)
    return skill


@transaction.atomic
def plan_report(
    *, board_id: UUID, to: str, title: str, owner_post: str, meets_on: date, papers_by: date, by: Actor
) -> OutsideReport:
    """Put a report to full Council or another body into the plan of the agenda, with that body's own days."""
    board = row_for(by, Board, board_id, MEETINGS, Verb.UPDATE)
    if papers_by > meets_on:
        raise FactRefused("They need it before they meet.")
    report = OutsideReport.objects.create(
        board=board, to=to, title=title.strip(), owner_post=owner_post.strip(), meets_on=meets_on, papers_by=papers_by
    )
    _tell("report out", report.pk, "planned report", by)
    return report


@transaction.atomic
def send_report(
    *, report_id: UUID, version: int, sent_on: date, on: date, by: Actor, came_of_it: str = ""
) -> OutsideReport:
    """Say that it went, and, now or later, what came of it."""
    report = row_for(by, OutsideReport, report_id, MEETINGS, Verb.UPDATE)
    if sent_on > on:
        raise FactRefused("That day is still to come.")
    if report.sent_on is not None and report.came_of_it:
        raise WrongState("It went, and what came of it is written down.")
    changes = {"sent_on": sent_on, "came_of_it": came_of_it.strip()}
    report = save_over(report, version=version, changes=changes, what="the report")
    _tell("report out", report.pk, "sent report", by)
    return report


def _tell(kind: str, subject: UUID, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind=kind, subject=subject)
