"""Meetings and their papers. What is not public is left out for whoever may not read it, here and only here."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from alongside.board import agenda
from alongside.board.access import row_for
from alongside.board.models import Attendance, Item, Meeting, Question
from alongside.board.queries.indicators import IndicatorRow, newest_rows
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

MEETINGS, EXEMPT = Record.MEETINGS, Record.EXEMPT_PAPERS
FRONT_SHEET = (
    "key_decision", "forward_plan", "call_in", "signed_off", "finance_signed", "legal_signed", "portfolio", "wards",
    "ward_councillors",
)  # fmt: skip
Figures = dict[date | None, dict[str, IndicatorRow]]
"""The figures that papers speak of, by the day on which a paper came if after the others, and by indicator."""
SHOWN = (Meeting.State.PUBLISHED, Meeting.State.HELD, Meeting.State.MINUTED)
"""Its papers are for everybody. Of one that was cancelled everybody reads only that, and why."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to a question, when, and by whom."""

    words: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an item, and what was answered."""

    id: UUID
    item_id: UUID
    item: str
    kind: str
    words: str
    who: str
    at: datetime
    answers: tuple[Answered, ...]
    asked_by: UUID | None
    """The account of a member who asked it: somebody else answers."""
    is_from_outside: bool


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
    is_planned: bool = False
    """Whether the papers are not out yet."""
    takes_resolutions: bool = False
    """Whether the meeting may have met."""
    awaits_paper: bool = False
    """Whether the others are out, and its own can still come."""
    supplement_on: date | None = None
    """When it came, if after the others."""
    is_added: bool = False
    """Whether it was not on the agenda that was published."""
    is_urgent: bool = False
    """Whether the chair takes it as a matter of urgency."""
    waits_for_chair: bool = False
    """Whether nobody has agreed yet that it is urgent: nobody outside knows of it."""
    is_own: bool = False
    """Whether this reader put it on: somebody else agrees that it is urgent."""
    can_be_put_off: bool = False
    """Whether it can still come to a later meeting instead."""
    late_because: str = ""
    urgent_because: str = ""

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
    """The last working day for its papers. They are late only after ``in_time_until``, which may be a Sunday."""
    in_time_until: date
    published_on: date | None
    late_because: str
    changed_because: str
    items: tuple[ItemRow, ...]
    attendance: tuple[Came, ...]
    quorum: int
    minutes: str
    today: date

    @property
    def present(self) -> int:
        """How many who count for the quorum came, or sent somebody."""
        return sum(one.votes and one.how in Attendance.CAME for one in self.attendance)

    @property
    def is_quorate(self) -> bool:
        """Whether enough came."""
        return self.present >= self.quorum

    @property
    def paragraphs(self) -> list[str]:
        """The minutes, a paragraph each."""
        return _paragraphs(self.minutes)

    @property
    def is_planned(self) -> bool:
        """Whether its papers are not out yet."""
        return self.state == Meeting.State.PLANNED

    @property
    def can_be_moved(self) -> bool:
        """Whether it is neither held nor cancelled."""
        return self.state in (Meeting.State.PLANNED, Meeting.State.PUBLISHED)

    @property
    def takes_attendance(self) -> bool:
        """Whether it may be under way or over, and nobody has approved its minutes."""
        return self.is_over and self.state in (Meeting.State.PUBLISHED, Meeting.State.HELD)

    @property
    def is_over(self) -> bool:
        """Whether its day has come: who came and what was said can be written down."""
        return self.on <= self.today

    @property
    def is_past(self) -> bool:
        """Whether its day is over: nobody can come any more."""
        return self.on < self.today

    @property
    def takes_late_papers(self) -> bool:
        """Whether its papers are out and it is still to be held."""
        return self.state == Meeting.State.PUBLISHED and self.on >= self.today

    @property
    def is_short_of_days(self) -> bool:
        """Whether fewer than the clear days are left: what comes now is taken only as a matter of urgency."""
        return self.today > self.in_time_until

    @property
    def supplements(self) -> list[tuple[date, list[ItemRow]]]:
        """What came after the papers were published, by its day."""
        days = sorted({one.supplement_on for one in self.items if one.supplement_on})
        return [(day, [one for one in self.items if one.supplement_on == day]) for day in days]

    @property
    def urgent(self) -> list[ItemRow]:
        """What the chair takes as a matter of urgency."""
        return [one for one in self.items if one.is_urgent]

    @property
    def tells_what_is_exempt(self) -> bool:
        """Whether this reader sees papers that are not for the public: a file of them says so, and in its name."""
        return any(one.is_exempt and not one.is_hidden for one in self.items)

    @property
    def without_paper(self) -> list[ItemRow]:
        """Items for which there is no paper yet."""
        return [one for one in self.items if not one.paper and not one.is_hidden]


def _paragraphs(words: str) -> list[str]:
    return [part.strip() for part in words.replace("\r", "").split("\n\n") if part.strip()]


def meeting_page(by: Actor, meeting_id: UUID) -> MeetingRow:
    """One meeting with what this reader may read of its papers."""
    meeting = row_for(by, Meeting, meeting_id, MEETINGS, Verb.READ)
    return meeting_row(meeting, by.can(EXEMPT, Verb.READ), figures=_figures_for(meeting), reader=by)


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
        meeting_row(meeting, may_read_exempt=False)
        for meeting in Meeting.objects.filter(is_public=True).filter(Q(state__in=SHOWN) | Q(on__gte=on))
    ]
    return [one for one in rows if one.on >= on], [one for one in reversed(rows) if one.on < on]


def public_meeting(meeting_id: UUID) -> MeetingRow:
    """A public meeting as everybody reads it: never what is exempt, minutes only once approved.

    Of one that was cancelled it says only that, and why: whoever kept its address does not go there in vain.
    """
    those = Meeting.objects.filter(pk=meeting_id, is_public=True)
    meeting = those.filter(state__in=(*SHOWN, Meeting.State.CANCELLED)).first()
    if meeting is None:
        raise NotYours("There is no such meeting, or its papers are not published.")
    if meeting.state == Meeting.State.CANCELLED:
        return replace(meeting_row(meeting, may_read_exempt=False), items=(), attendance=(), minutes="")
    return meeting_row(meeting, may_read_exempt=False, figures=_figures_for(meeting))


def public_pack(meeting_id: UUID) -> MeetingRow:
    """The same for a file of its papers: NotYours where there are none."""
    meeting = public_meeting(meeting_id)
    if meeting.state == Meeting.State.CANCELLED:
        raise NotYours("This meeting was cancelled.")
    return meeting


def public_row(meeting: Meeting) -> MeetingRow:
    """A meeting as everybody may read it."""
    return meeting_row(meeting, may_read_exempt=False)


def member_choices(meeting_id: UUID) -> list[tuple[str, str]]:
    """Who sits on a meeting's board that day, for a list to choose from."""
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    if meeting is None:
        return []
    sitting = meeting.board.members.filter(from_on__lte=meeting.on).filter(
        Q(to_on__isnull=True) | Q(to_on__gt=meeting.on)
    )
    return [(str(one.pk), f"{one.name} ({one.get_kind_display()})") for one in sitting]


def later_meetings(meeting_id: UUID) -> list[tuple[str, str]]:
    """The meetings of the same board after it whose papers are not out, for a list to choose from."""
    one = Meeting.objects.get(pk=meeting_id)
    rows = Meeting.objects.filter(board=one.board, on__gt=one.on, state=Meeting.State.PLANNED)
    return [(str(row.pk), f"{row.on.day} {row.on:%B %Y}") for row in rows]


def questions_about() -> list[tuple[set[str], date, Asked]]:
    """What was asked about papers that are public: by the indicators of the item and the day of the meeting."""
    rows = Question.objects.filter(item__reach=Item.Reach.PUBLIC).exclude(item__indicators="")
    rows = rows.select_related("item__meeting").prefetch_related("answers__recorded_by")
    found = [
        (set(one.item.indicators.split()), one.item.meeting.on, asked_row(one)) for one in rows.order_by("-asked_at")
    ]
    return sorted(found, key=lambda one: one[1], reverse=True)


def question_asked(by: Actor, question_id: UUID) -> Asked:
    """One question. NotYours where its paper is not for the public and not for them."""
    row = row_for(by, Question, question_id, MEETINGS, Verb.READ)
    if row.item.reach == Item.Reach.EXEMPT:
        by.check(EXEMPT, Verb.READ)
    return asked_row(row)


def front_words(item_id: UUID) -> dict[str, str]:
    """What an item's front sheet says, by field, for the form that changes it."""
    item = Item.objects.get(pk=item_id)
    return {name: getattr(item, name) for name in (*FRONT_SHEET, "reach")}


def waiting_for_chair(by: Actor, *, on: date) -> list[tuple[UUID, str, date]]:
    """Late papers that wait for this reader to agree that they are urgent: each item with its title and its meeting's
    day."""
    if not by.can(MEETINGS, Verb.APPROVE):
        return []
    rows = Item.objects.filter(meeting__state=Meeting.State.PUBLISHED, meeting__on__gte=on, supplement_on=None)
    rows = rows.exclude(urgent_because="").exclude(brought_by_id=by.id)
    if not by.can(EXEMPT, Verb.READ):
        rows = rows.filter(reach=Item.Reach.PUBLIC)
    return [(one.pk, one.title, one.meeting.on) for one in rows.select_related("meeting")]


def meeting_row(
    meeting: Meeting, may_read_exempt: bool, figures: Figures | None = None, reader: Actor | None = None
) -> MeetingRow:
    """A meeting as it is shown, without what is exempt for whoever may not read it.

    Without a reader it is as everybody reads it: without what waits for the chair to agree that it is urgent.
    """
    board = meeting.board
    items = agenda.in_order(
        meeting.items.prefetch_related("questions__answers__recorded_by", "resolutions"),
        young_people_first=meeting.young_people_first,
    )
    shown: list[Item] = [one for one in items if reader or not (one.waits_for_chair and one.place >= agenda.ADDED)]  # type: ignore[attr-defined,misc]
    rows = [_item(item, number, may_read_exempt, figures or {}, reader) for number, item in enumerate(shown, start=1)]
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
        publish_by=agenda.due_by(meeting.on, board.clear_days),
        in_time_until=agenda.latest_publication(meeting.on, board.clear_days),
        published_on=meeting.published_on,
        late_because=meeting.late_because,
        changed_because=meeting.changed_because,
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


def _item(item: Item, number: int, may_read_exempt: bool, all_figures: Figures, reader: Actor | None) -> ItemRow:
    figures, meeting = all_figures.get(item.supplement_on, {}), item.meeting
    is_exempt = item.reach == Item.Reach.EXEMPT
    if item.waits_for_chair and reader is None:
        item = _as_on_the_agenda(item)
    if is_exempt and not may_read_exempt:
        return _hidden(item, number)
    front = (
        ("Who reports", item.owner_post),
        ("Is it a key decision?", item.key_decision),
        ("Is it in the forward plan?", item.forward_plan),
        ("Can it be called in?", item.call_in),
        ("Which director signed it off?", item.signed_off),
        ("Is it signed off for finance?", item.finance_signed),
        ("Is it signed off for law and governance?", item.legal_signed),
        ("In whose portfolio is it?", item.portfolio),
        ("Which wards does it touch?", item.wards),
        ("Which ward councillors were asked?", item.ward_councillors),
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
        questions=tuple(asked_row(one) for one in item.questions.all()),
        resolutions=tuple((one.number, one.words) for one in item.resolutions.all()),
        resolution_ids=tuple(one.pk for one in item.resolutions.all()),
        chased_on=item.chased_on,
        is_planned=meeting.state == Meeting.State.PLANNED,
        takes_resolutions=(
            meeting.state in Meeting.MAY_HAVE_MET and meeting.on <= clock.today() and not item.waits_for_chair
        ),
        awaits_paper=(
            (not item.paper or item.waits_for_chair)
            and meeting.state == Meeting.State.PUBLISHED
            and meeting.on >= clock.today()
        ),
        can_be_put_off=(
            meeting.state == Meeting.State.PLANNED or (item.waits_for_chair and item.place >= agenda.ADDED)
        ),
        is_own=reader is not None and reader.id is not None and reader.id == item.brought_by_id,
        late_because=item.late_because,
        urgent_because=item.urgent_because,
        **_when_it_came(item),
    )


def _as_on_the_agenda(item: Item) -> Item:
    """An item whose late paper nobody has agreed to be urgent, as the agenda told of it before."""
    told = copy(item)
    told.paper = told.indicators = told.late_because = told.urgent_because = ""
    for name in FRONT_SHEET:
        setattr(told, name, "")
    return told


def _hidden(item: Item, number: int) -> ItemRow:
    """That there is such an item and why it is hidden: nothing else of it."""
    return ItemRow(
        id=item.pk, version=0, meeting_id=item.meeting_id, number=number, title="An item that is not for the public",
        owner_post="", is_young_peoples=False, is_exempt=True, is_hidden=True, exempt_reason=item.exempt_reason,
        question="", front=(), paper="", indicators="", figures=(), questions=(), resolutions=(),
        resolution_ids=(), chased_on=None, **_when_it_came(item),
    )  # fmt: skip


def _when_it_came(item: Item) -> dict[str, Any]:
    return {
        "supplement_on": item.supplement_on,
        "is_added": item.place >= agenda.ADDED,
        "is_urgent": bool(item.urgent_because) and not item.waits_for_chair,
        "waits_for_chair": item.waits_for_chair,
    }


def asked_row(one: Question) -> Asked:
    """A question as it is shown."""
    answers = tuple(Answered(row.words, row.on, str(row.recorded_by or "the system")) for row in one.answers.all())
    is_outside = one.kind != Question.Kind.MEMBER
    return Asked(
        one.pk, one.item_id, one.item.title, one.get_kind_display(), one.words, one.who, one.asked_at, answers,
        None if is_outside else one.asked_by_id, is_outside,
    )  # fmt: skip


def _figures_for(meeting: Meeting) -> Figures:
    """The newest figures; once the papers are out, those that were known then, so that a paper stays what it was.

    Those of a paper that came after the others are under its own day.
    """
    days = {None, *meeting.items.values_list("supplement_on", flat=True)}
    return {day: {row.indicator.id: row for row in newest_rows(known_on=day or meeting.published_on)} for day in days}
