"""Forums as everybody reads of them, and as those see them who run them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb
from alongside.voice import placement
from alongside.voice.gathering import forum_for, meeting_for, visit_for
from alongside.voice.models import AgendaItem, Forum, Meeting, PanelsOfQuarter, Part, Visit
from alongside.voice.quarters import last_quarters, quarter_of

FEW = 5
"""Fewer people than this are not counted in public: everybody knows who they are."""
QUARTERS = 5


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A point, and who put it there."""

    words: str
    put_by: str
    is_theirs: bool
    theme: str
    """The name of its theme in the address, if it has one."""


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting or a takeover day."""

    id: UUID
    version: int
    forum_id: UUID
    forum: str
    kind: str
    on: date
    state: str
    state_words: str
    young_people: int | None
    workers: int | None
    notes: str
    agreed_on: date | None
    agreed_by_number: int | None
    agenda: tuple[AgendaPoint, ...]

    @property
    def is_few(self) -> bool:
        """Whether so few came that everybody would know who."""
        return self.young_people is not None and self.young_people < FEW


@dataclass(frozen=True, slots=True)
class Found:
    """One of the ten points, and what was found."""

    asked: str
    found: str
    words: str


@dataclass(frozen=True, slots=True)
class VisitShown:
    """A visit to a home."""

    id: UUID
    version: int
    forum_id: UUID
    home: str
    on: date
    inspectors: int
    points: tuple[Found, ...]
    said: str
    answer_by: date
    answer: str
    answered_on: date | None
    is_late: bool

    @property
    def good(self) -> int:
        """How many of the ten points are as they should be."""
        return sum(one.found == placement.FOUND["yes"] for one in self.points)


@dataclass(frozen=True, slots=True)
class PartShown:
    """Young people chose or taught somebody."""

    kind: str
    whom: str
    what: str
    on: date
    young_people: int
    is_few: bool
    changed: str


@dataclass(frozen=True, slots=True)
class ForumShown:
    """A forum with its meetings and visits."""

    id: UUID
    version: int
    slug: str
    kind: str
    kind_words: str
    name: str
    about: str
    meets: str
    joining: str
    is_running: bool
    meetings: tuple[MeetingShown, ...]
    visits: tuple[VisitShown, ...]


@dataclass(frozen=True, slots=True)
class PanelsShown:
    """Recruitment panels of a quarter: with young people on them, and in all where that is written down."""

    from_on: date
    with_young_people: int
    held: int | None


@dataclass(frozen=True, slots=True)
class ForumsDesk:
    """Every forum, what has to be done next, and where young people took part."""

    forums: tuple[ForumShown, ...]
    to_agree: tuple[MeetingShown, ...]
    to_answer: tuple[VisitShown, ...]
    parts: tuple[PartShown, ...]
    panels: tuple[PanelsShown, ...]


def forums(*, on: date) -> tuple[ForumShown, ...]:
    """The forums that meet at present, as everybody reads of them: with notes that young people have agreed."""
    return tuple(_forum(one, on, public=True) for one in Forum.objects.filter(is_running=True))


def forum_named(slug: str, *, on: date) -> ForumShown | None:
    """One of them."""
    found = Forum.objects.filter(slug=slug, is_running=True).first()
    return _forum(found, on, public=True) if found else None


def parts() -> tuple[PartShown, ...]:
    """Where young people chose or taught those who work for them, the latest first."""
    return tuple(
        PartShown(
            one.get_kind_display(), one.get_whom_display(), one.what, one.on, one.young_people,
            one.young_people < FEW, one.changed,
        )
        for one in Part.objects.all()[:50]
    )  # fmt: skip


def quarters_to_count(*, on: date) -> list[date]:
    """The quarters of which panels are counted at present, by their first days."""
    return last_quarters(on, most=QUARTERS)


def panels(*, on: date) -> tuple[PanelsShown, ...]:
    """The recruitment panels of the last quarters. They count panels, not people."""
    quarters = quarters_to_count(on=on)
    sat = Counter(
        quarter_of(day)
        for day in Part.objects.filter(kind=Part.Kind.RECRUITING, on__gte=quarters[-1]).values_list("on", flat=True)
    )
    held = dict(PanelsOfQuarter.objects.values_list("from_on", "held"))
    return tuple(PanelsShown(one, sat[one], held.get(one)) for one in quarters)


def forums_desk(actor: Actor, *, on: date) -> ForumsDesk:
    """Every forum and what has to be done next."""
    actor.check(Record.FORUMS, Verb.READ)
    to_agree = Meeting.objects.filter(state=Meeting.State.HELD)
    to_answer = Visit.objects.filter(answered_on=None).order_by("answer_by")
    return ForumsDesk(
        forums=tuple(_forum(one, on) for one in Forum.objects.all()),
        to_agree=_meetings(to_agree),
        to_answer=tuple(_visit(one, on) for one in to_answer),
        parts=parts(),
        panels=panels(on=on),
    )


def forum_desk(actor: Actor, forum_id: UUID, *, on: date) -> ForumShown:
    """One forum with everything."""
    return _forum(forum_for(actor, forum_id), on)


def one_meeting(actor: Actor, meeting_id: UUID) -> MeetingShown:
    """One meeting."""
    return _meetings([meeting_for(actor, meeting_id)])[0]


def one_visit(actor: Actor, visit_id: UUID, *, on: date) -> VisitShown:
    """One visit."""
    return _visit(visit_for(actor, visit_id), on)


def placement_points() -> tuple[str, ...]:
    """The ten points at which young inspectors look."""
    return placement.points()


# ---------------------------------------------------------------------------------------------------------------------


def _forum(one: Forum, on: date, *, public: bool = False) -> ForumShown:
    meetings = one.meetings.all()
    if public:
        meetings = meetings.filter(state=Meeting.State.AGREED)
    return ForumShown(
        id=one.pk,
        version=one.version,
        slug=one.slug,
        kind=one.kind,
        kind_words=one.get_kind_display(),
        name=one.name,
        about=one.about,
        meets=one.meets,
        joining=one.joining,
        is_running=one.is_running,
        meetings=_meetings(meetings),
        visits=tuple(_visit(each, on) for each in one.visits.all()),
    )


def _meetings(rows: Iterable[Meeting]) -> tuple[MeetingShown, ...]:
    return tuple(
        MeetingShown(
            id=one.pk,
            version=one.version,
            forum_id=one.forum_id,
            forum=one.forum.name,
            kind=one.get_kind_display(),
            on=one.on,
            state=one.state,
            state_words=one.get_state_display(),
            young_people=one.young_people,
            workers=one.workers,
            notes=one.notes,
            agreed_on=one.agreed_on,
            agreed_by_number=one.agreed_by_number,
            agenda=tuple(_point(each) for each in one.agenda.select_related("theme")),
        )
        for one in rows
    )


def _point(one: AgendaItem) -> AgendaPoint:
    theirs = one.put_by == AgendaItem.PutBy.YOUNG_PEOPLE
    return AgendaPoint(one.words, one.get_put_by_display(), theirs, one.theme.slug if one.theme else "")


def _visit(one: Visit, on: date) -> VisitShown:
    return VisitShown(
        id=one.pk,
        version=one.version,
        forum_id=one.forum_id,
        home=one.home,
        on=one.on,
        inspectors=one.inspectors,
        points=tuple(Found(each["asked"], placement.FOUND[each["found"]], each["words"]) for each in one.points),
        said=one.said,
        answer_by=one.answer_by,
        answer=one.answer,
        answered_on=one.answered_on,
        is_late=one.answered_on is None and one.answer_by < on,
    )
