"""Beyond the meetings: visits, reports to others, what staff have learnt, and whether there are advisers enough."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.board.access import row_for
from alongside.board.models import OutsideReport, Visit, WorkerSkill
from alongside.casework import numbers as casework
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Role, Verb

PLANS, MEETINGS = Record.ACTION_PLANS, Record.MEETINGS
WORKERS = (Role.PERSONAL_ADVISER, Role.SOCIAL_WORKER, Role.TEAM_MANAGER)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """Where a member went."""

    member: str
    on: date
    where: str
    saw: str
    asks: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that the board owes to somebody else."""

    id: UUID
    version: int
    to: str
    title: str
    owner_post: str
    meets_on: date
    papers_by: date
    sent_on: date | None
    came_of_it: str

    def stands(self, on: date) -> str:
        """Where it stands, in words."""
        if self.sent_on is not None:
            return f"Sent on {self.sent_on.day} {self.sent_on:%B %Y}"
        return "Late" if self.papers_by < on else "To be written"

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing more to write down."""
        return self.sent_on is not None and bool(self.came_of_it)


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill: how many of those who work so have it, and whose is due again."""

    what: str
    role: str
    have: int
    of: int
    due_again: tuple[str, ...]
    """Names of those who had it and should learn it again."""


@dataclass(frozen=True, slots=True)
class SkillsPage:
    """What staff and advisers have learnt, and whether there are advisers enough for the duty from 21 to 25."""

    rows: tuple[SkillRow, ...]
    learnt: tuple[tuple[str, str, str, date, date | None], ...]
    """Whose, as what, which skill, since when, due again."""
    capacity: casework.Capacity | None


def visits(by: Actor) -> list[VisitRow]:
    """Every visit of a member, the newest first."""
    by.check(MEETINGS, Verb.READ)
    rows = Visit.objects.select_related("member")
    return [VisitRow(one.member.name, one.on, one.where, one.saw, one.asks) for one in rows]


def reports_out(board_id: UUID) -> tuple[ReportRow, ...]:
    """What a board reports to others, by their day. Whoever asks has been let through."""
    return tuple(_report(one) for one in OutsideReport.objects.filter(board=board_id))


def report_out(by: Actor, report_id: UUID) -> tuple[ReportRow, UUID]:
    """One of them, and whose it is."""
    found = row_for(by, OutsideReport, report_id, MEETINGS, Verb.READ)
    return _report(found), found.board_id


def skills_page(by: Actor, *, on: date) -> SkillsPage:
    """The record of skills and the capacity of advisers."""
    by.check(PLANS, Verb.READ)
    rows = list(WorkerSkill.objects.select_related("worker"))
    names = {WorkerSkill.Role.ADVISER: Role.PERSONAL_ADVISER, WorkerSkill.Role.SOCIAL_WORKER: Role.SOCIAL_WORKER,
             WorkerSkill.Role.MANAGER: Role.TEAM_MANAGER}  # fmt: skip
    staff = {kind: {one.id for one in shell.workers_with(role, on=on)} for kind, role in names.items()}
    found: dict[tuple[str, str], dict[UUID, WorkerSkill]] = defaultdict(dict)
    for row in reversed(rows):
        found[row.what, row.role][row.worker_id] = row
    told = []
    for (what, role), held in sorted(found.items()):
        here = staff.get(WorkerSkill.Role(role), set(held))
        due = [one for one in held.values() if one.due_again_on is not None and one.due_again_on <= on]
        have = sum(id in here and one not in due for id, one in held.items())
        told.append(
            SkillRow(what, str(WorkerSkill.Role(role).label), have, len(here), tuple(str(one.worker) for one in due))
        )
    learnt = tuple((str(one.worker), one.get_role_display(), one.what, one.on, one.due_again_on) for one in rows)
    return SkillsPage(tuple(told), learnt, casework.adviser_capacity(on=on))


def worker_choices(*, on: date) -> tuple[tuple[str, str], ...]:
    """Whose skills can be written down."""
    found = {str(one.id): one.name for role in WORKERS for one in shell.workers_with(role, on=on)}
    return tuple(sorted(found.items(), key=lambda one: one[1]))


def _report(one: OutsideReport) -> ReportRow:
    return ReportRow(
        one.pk, one.version, one.get_to_display(), one.title, one.owner_post, one.meets_on, one.papers_by, one.sent_on,
        one.came_of_it,
    )  # fmt: skip
