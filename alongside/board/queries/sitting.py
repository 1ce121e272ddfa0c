"""The board itself: its terms, who sits on it, what comes to it, and its meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from alongside.board.access import row_for
from alongside.board.models import AgendaRule, Board, Member
from alongside.board.queries.meetings import MeetingRow, meeting_row
from alongside.board.queries.reaching import ReportRow, reports_out
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

MEETINGS = Record.MEETINGS
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the board."""

    id: UUID
    version: int
    name: str
    kind: str
    is_chair: bool
    votes: bool
    substitute: str
    from_on: date
    to_on: date | None
    training: tuple[tuple[str, date, date | None], ...]
    is_training_due: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What comes to the board, and how often."""

    id: UUID
    version: int
    title: str
    every: str
    every_words: str
    month: int
    owner_post: str
    question: str
    place: int
    has_ended: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The board: its terms, members, rules and meetings."""

    id: UUID
    version: int
    name: str
    terms: str
    quorum: int
    clear_days: int
    members: tuple[MemberRow, ...]
    rules: tuple[RuleRow, ...]
    coming: tuple[MeetingRow, ...]
    past: tuple[MeetingRow, ...]
    reports_out: tuple[ReportRow, ...]
    """What it owes to others, by their day."""

    def seat(self, member_id: UUID) -> MemberRow:
        """One seat. NotYours where there is none."""
        found = next((one for one in self.members if one.id == member_id), None)
        if found is None:
            raise NotYours("Not a member of this board.")
        return found

    def rule(self, rule_id: UUID) -> RuleRow:
        """One rule of its agenda. NotYours where there is none."""
        found = next((one for one in self.rules if one.id == rule_id), None)
        if found is None:
            raise NotYours("Not a rule of this board.")
        return found


def boards(by: Actor, *, on: date) -> list[BoardPage]:
    """Every board that there is, with its meetings."""
    by.check(MEETINGS, Verb.READ)
    return [_board(board, by, on) for board in Board.objects.all()]


def board_page(by: Actor, board_id: UUID, *, on: date) -> BoardPage:
    """One board."""
    return _board(row_for(by, Board, board_id, MEETINGS, Verb.READ), by, on)


def seats(by: Actor, *, on: date) -> list[tuple[str, str]]:
    """Members who sit on a board on the day, or did in the year before."""
    by.check(MEETINGS, Verb.READ)
    rows = Member.objects.filter(from_on__lte=on).filter(Q(to_on__isnull=True) | Q(to_on__gt=on - YEAR))
    return [(str(one.pk), one.name) for one in rows]


def _board(board: Board, by: Actor, on: date) -> BoardPage:
    may = by.can(Record.EXEMPT_PAPERS, Verb.READ)
    meetings = [meeting_row(one, may, reader=by) for one in board.meetings.all()]
    sitting = board.members.filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    return BoardPage(
        id=board.pk,
        version=board.version,
        name=board.name,
        terms=board.terms,
        quorum=board.quorum,
        clear_days=board.clear_days,
        members=tuple(_member(one, on) for one in sitting.prefetch_related("trainings")),
        rules=tuple(_rule(rule) for rule in board.rules.all()),
        coming=tuple(one for one in meetings if one.on >= on),
        past=tuple(one for one in reversed(meetings) if one.on < on),
        reports_out=reports_out(board.pk),
    )


def _rule(one: AgendaRule) -> RuleRow:
    return RuleRow(
        one.pk, one.version, one.title, one.every, one.get_every_display(), one.month, one.owner_post, one.question,
        one.place, one.has_ended,
    )  # fmt: skip


def _member(one: Member, on: date) -> MemberRow:
    training = tuple((done.what, done.on, done.due_again_on) for done in one.trainings.all())
    newest: dict[str, date | None] = {}
    for what, _, due in reversed(training):
        newest[what] = due
    return MemberRow(
        id=one.pk,
        version=one.version,
        name=one.name,
        kind=one.get_kind_display(),
        is_chair=one.is_chair,
        votes=one.votes,
        substitute=one.substitute,
        from_on=one.from_on,
        to_on=one.to_on,
        training=training,
        is_training_due=not training or any(due is not None and due <= on for due in newest.values()),
    )
