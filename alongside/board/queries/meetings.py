"""The board and its meetings. What is not public is left out for whoever may not read it, here and only here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from alongside.board import agenda
from alongside.board.access import row_for
from alongside.board.models import Attendance, Board, Item, Meeting, Member, Question
from alongside.board.queries.indicators import IndicatorRow, indicator_rows, newest_rows
from alongside.board.queries.reaching import ReportRow, reports_out
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

MEETINGS, EXEMPT = Record.MEETINGS, Record.EXEMPT_PAPERS
YEAR = timedelta(days=365)
SHOWN = (Meeting.State.PUBLISHED, Meeting.State.HELD, Meeting.State.MINUTED)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an item."""

    kind: str
    words: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of an agenda, with its front sheet and its paper; without them where it is hidden."""

    id: UUID
    version: int
    meeting_id: UUID
    number: int
    title: str
    owner_post: str
    is_young_peoples: bool
    is_exempt: bool
    is_hidden: bool
    exempt_reason: str
    question: str
    front: tuple[tuple[str, str], ...]
    paper: str
    indicators: str
    figures: tuple[IndicatorRow, ...]
    questions: tuple[Asked, ...]
    resolutions: tuple[tuple[int, str], ...]
    resolution_ids: tuple[UUID, ...]
    chased_on: date | None

    @property
    def paragraphs(self) -> list[str]:
        """The paper, a paragraph each."""
        return _paragraphs(self.paper)


@dataclass(frozen=True, slots=True)
class Came:
    """A member at a meeting."""

    member_id: UUID
    name: str
    kind: str
    how: str
    how_words: str
    interest: str
    votes: bool
    """Whether they count for the quorum."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting."""

    id: UUID
    version: int
    board: str
    on: date
    begins: str
    place: str
    is_public: bool
    young_people_first: bool
    state: str
    state_words: str
    publish_by: date
    published_on: date | None
    late_because: str
    items: tuple[ItemRow, ...]
    attendance: tuple[Came, ...]
    quorum: int
    minutes: str
    today: date

    @property
    def present(self) -> int:
        """How many who count for the quorum came, or sent somebody."""
        return sum(one.votes and one.how in ("present", "substitute") for one in self.attendance)

    @property
    def is_quorate(self) -> bool:
        """Whether enough came."""
        return self.present >= self.quorum

    @property
    def paragraphs(self) -> list[str]:
        """The minutes, a paragraph each."""
        return _paragraphs(self.minutes)

    @property
    def is_over(self) -> bool:
        """Whether its day has come: who came and what was said can be written down."""
        return self.on <= self.today

    @property
    def without_paper(self) -> list[ItemRow]:
        """Items for which there is no paper yet."""
        return [one for one in self.items if not one.paper and not one.is_hidden]


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
class BoardPage:
    """The board: its terms, members, rules and meetings."""

    id: UUID
    version: int
    name: str
    terms: str
    quorum: int
    clear_days: int
    members: tuple[MemberRow, ...]
    rules: tuple[tuple[str, str, str], ...]
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


def _paragraphs(words: str) -> list[str]:
    return [part.strip() for part in words.replace("\r", "").split("\n\n") if part.strip()]


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


def meeting_page(by: Actor, meeting_id: UUID) -> MeetingRow:
    """One meeting with what this reader may read of its papers."""
    meeting = row_for(by, Meeting, meeting_id, MEETINGS, Verb.READ)
    return _meeting(meeting, by.can(EXEMPT, Verb.READ), figures=_figures_for(by))


def item_page(by: Actor, item_id: UUID) -> ItemRow:
    """One item. NotYours where its paper is not for the public and not for them."""
    item = row_for(by, Item, item_id, MEETINGS, Verb.READ)
    if item.reach == Item.Reach.EXEMPT:
        by.check(EXEMPT, Verb.READ)
    page = meeting_page(by, item.meeting_id)
    return next(one for one in page.items if one.id == item_id)


def public_meetings(*, on: date) -> tuple[list[MeetingRow], list[MeetingRow]]:
    """Public meetings whose papers are published: those to come, and those over, the newest first."""
    rows = [
        _meeting(meeting, may_read_exempt=False)
        for meeting in Meeting.objects.filter(is_public=True).filter(Q(state__in=SHOWN) | Q(on__gte=on))
    ]
    return [one for one in rows if one.on >= on], [one for one in reversed(rows) if one.on < on]


def public_meeting(meeting_id: UUID) -> MeetingRow:
    """A public meeting as everybody reads it: never what is exempt, minutes only once approved."""
    meeting = Meeting.objects.filter(pk=meeting_id, is_public=True, state__in=SHOWN).first()
    if meeting is None:
        raise NotYours("There is no such meeting, or its papers are not published.")
    system = Actor.system("public papers")
    return _meeting(meeting, may_read_exempt=False, figures=_figures_for(system))


def public_row(meeting: Meeting) -> MeetingRow:
    """A meeting as everybody may read it."""
    return _meeting(meeting, may_read_exempt=False)


def member_choices(meeting_id: UUID) -> list[tuple[str, str]]:
    """Who sits on a meeting's board that day, for a list to choose from."""
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    if meeting is None:
        return []
    sitting = meeting.board.members.filter(from_on__lte=meeting.on).filter(
        Q(to_on__isnull=True) | Q(to_on__gt=meeting.on)
    )
    return [(str(one.pk), f"{one.name} ({one.get_kind_display()})") for one in sitting]


def front_words(item_id: UUID) -> dict[str, str]:
    """What an item's front sheet says, by field, for the form that changes it."""
    item = Item.objects.get(pk=item_id)
    names = ("key_decision", "forward_plan", "call_in", "signed_off", "reach")
    return {name: getattr(item, name) for name in names}


def _board(board: Board, by: Actor, on: date) -> BoardPage:
    may = by.can(EXEMPT, Verb.READ)
    meetings = [_meeting(one, may) for one in board.meetings.all()]
    sitting = board.members.filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    return BoardPage(
        id=board.pk,
        version=board.version,
        name=board.name,
        terms=board.terms,
        quorum=board.quorum,
        clear_days=board.clear_days,
        members=tuple(_member(one, on) for one in sitting.prefetch_related("trainings")),
        rules=tuple((rule.title, rule.get_every_display(), rule.owner_post) for rule in board.rules.all()),
        coming=tuple(one for one in meetings if one.on >= on),
        past=tuple(one for one in reversed(meetings) if one.on < on),
        reports_out=reports_out(board.pk),
    )


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


def _meeting(meeting: Meeting, may_read_exempt: bool, figures: dict[str, IndicatorRow] | None = None) -> MeetingRow:
    board = meeting.board
    items = agenda.in_order(
        meeting.items.prefetch_related("questions", "resolutions"), young_people_first=meeting.young_people_first
    )
    rows = [_item(item, number, may_read_exempt, figures or {}) for number, item in enumerate(items, start=1)]  # type: ignore[arg-type]
    shows_minutes = may_read_exempt or meeting.state == Meeting.State.MINUTED
    return MeetingRow(
        id=meeting.pk,
        version=meeting.version,
        board=board.name,
        on=meeting.on,
        begins=meeting.begins,
        place=meeting.place,
        is_public=meeting.is_public,
        young_people_first=meeting.young_people_first,
        state=meeting.state,
        state_words=meeting.get_state_display(),
        publish_by=agenda.latest_publication(meeting.on, board.clear_days),
        published_on=meeting.published_on,
        late_because=meeting.late_because,
        items=tuple(rows),
        attendance=tuple(_came(meeting.attendances.select_related("member"))),
        quorum=board.quorum,
        minutes=meeting.minutes if shows_minutes else "",
        today=clock.today(),
    )


def _came(rows: Iterable[Attendance]) -> Iterable[Came]:
    for row in rows:
        member, words = row.member, row.get_how_display()
        if row.how == Attendance.How.SUBSTITUTE and member.substitute:
            words = f"Sent {member.substitute}"
        kind = member.get_kind_display()
        yield Came(member.pk, member.name, kind, row.how, words, row.interest, member.votes)


def _item(item: Item, number: int, may_read_exempt: bool, figures: dict[str, IndicatorRow]) -> ItemRow:
    is_exempt = item.reach == Item.Reach.EXEMPT
    if is_exempt and not may_read_exempt:
        return _hidden(item, number)
    front = (
        ("Who reports", item.owner_post),
        ("Is it a key decision?", item.key_decision),
        ("Is it in the forward plan?", item.forward_plan),
        ("Can it be called in?", item.call_in),
        ("Who signed it off?", item.signed_off),
        ("For the public?", f"No: {item.exempt_reason}" if is_exempt else "Yes"),
    )
    return ItemRow(
        id=item.pk,
        version=item.version,
        meeting_id=item.meeting_id,
        number=number,
        title=item.title,
        owner_post=item.owner_post,
        is_young_peoples=item.is_young_peoples,
        is_exempt=is_exempt,
        is_hidden=False,
        exempt_reason=item.exempt_reason,
        question=item.question,
        front=tuple((name, words) for name, words in front if words),
        paper=item.paper,
        indicators=item.indicators,
        figures=tuple(figures[id] for id in item.indicators.split() if id in figures),
        questions=tuple(_asked(one) for one in item.questions.all()),
        resolutions=tuple((one.number, one.words) for one in item.resolutions.all()),
        resolution_ids=tuple(one.pk for one in item.resolutions.all()),
        chased_on=item.chased_on,
    )


def _hidden(item: Item, number: int) -> ItemRow:
    """That there is such an item and why it is hidden: nothing else of it."""
    return ItemRow(
        id=item.pk, version=0, meeting_id=item.meeting_id, number=number, title="An item that is not for the public",
        owner_post="", is_young_peoples=False, is_exempt=True, is_hidden=True, exempt_reason=item.exempt_reason,
        question="", front=(), paper="", indicators="", figures=(), questions=(), resolutions=(),
        resolution_ids=(), chased_on=None,
    )  # fmt: skip


def _asked(one: Question) -> Asked:
    return Asked(one.get_kind_display(), one.words, one.who, one.asked_at)


def _figures_for(by: Actor) -> dict[str, IndicatorRow]:
    rows = indicator_rows(by) if by.can(Record.INDICATORS, Verb.READ) else newest_rows()
    return {row.indicator.id: row for row in rows}
