"""Meetings: the plan of a year, papers, publishing, questions, attendance, minutes, and what was resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.board import agenda
from alongside.board.access import check_not_own_work, row_for
from alongside.board.actions.plans import put_action
from alongside.board.models import Action, Answer, Attendance, Board, Item, Meeting, Member, Plan, Question, Resolution
from alongside.board.register import register
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

MEETINGS, State = Record.MEETINGS, Meeting.State
RESOLVED = "What the board resolved"
FRONT = (
    "title", "owner_post", "question", "key_decision", "forward_plan", "call_in", "signed_off", "finance_signed",
    "legal_signed", "portfolio", "wards", "ward_councillors", "paper",
)  # fmt: skip


@transaction.atomic
def plan_year(
    *, board_id: UUID, days: Sequence[date], place: str, begins: str, by: Actor, is_informal: bool = False
) -> list[Meeting]:
    """Make the meetings of a municipal year, each with the items that the rules bring to it.

    What the rules bring comes to meetings; informal sessions begin with an empty agenda.
    """
    board = row_for(by, Board, board_id, MEETINGS, Verb.UPDATE)
    days = sorted(set(days))
    if len({agenda.municipal_year(day) for day in days}) != 1:
        raise FactRefused("These days do not lie in one municipal year (May to April).")
    facts = {"place": place.strip(), "begins": begins.strip(), "is_public": not is_informal}
    try:
        with transaction.atomic():
            made = {day: Meeting.objects.create(board=board, on=day, **facts) for day in days}
    except IntegrityError as error:
        raise FactRefused("The board meets on one of these days already.") from error
    for rule in () if is_informal else board.rules.filter(has_ended=False):
        for day in agenda.meetings_for(rule, days):
            Item.objects.create(
                meeting=made[day], rule=rule, title=rule.title, owner_post=rule.owner_post, question=rule.question,
                place=rule.place,
            )  # fmt: skip
    for meeting in made.values():
        _tell("meeting", meeting.pk, "planned meeting", by)
    return list(made.values())


@transaction.atomic
def add_item(
    *,
    meeting_id: UUID,
    title: str,
    owner_post: str,
    by: Actor,
    question: str = "",
    is_young_peoples: bool = False,
    place: int = 50,
) -> Item:
    """Put something on an agenda."""
    meeting = _before_publishing(row_for(by, Meeting, meeting_id, MEETINGS, Verb.UPDATE))
    item = Item.objects.create(
        meeting=meeting, title=title.strip(), owner_post=owner_post.strip(), question=question.strip(),
        is_young_peoples=is_young_peoples, place=place,
    )  # fmt: skip
    _tell("item", item.pk, "added item", by)
    return item


@transaction.atomic
def write_paper(
    *,
    item_id: UUID,
    version: int,
    by: Actor,
    reach: str = "public",
    exempt_reason: str = "",
    indicators: str = "",
    is_young_peoples: bool = False,
    **words: str,
) -> Item:
    """Write an item's front sheet and its paper. A paper that is not for the public says why."""
    item = row_for(by, Item, item_id, MEETINGS, Verb.UPDATE)
    check_may_read(by, item)
    _before_publishing(item.meeting)
    changes = front_sheet(item, reach=reach, exempt_reason=exempt_reason, indicators=indicators, words=words, by=by)
    changes["is_young_peoples"] = is_young_peoples
    item = save_over(item, version=version, changes=changes, what="the paper")
    _tell("item", item.pk, "wrote paper", by)
    return item


@transaction.atomic
def chase(*, item_id: UUID, on: date, by: Actor) -> Item:
    """Note that its owner was asked for the paper."""
    item = row_for(by, Item, item_id, MEETINGS, Verb.UPDATE)
    item = save_over(item, version=item.version, changes={"chased_on": on}, what="the item")
    _tell("item", item.pk, "asked for paper", by)
    return item


@transaction.atomic
def take_young_people_first(*, meeting_id: UUID, version: int, by: Actor) -> Meeting:
    """Young people asked that what they bring be taken first."""
    meeting = row_for(by, Meeting, meeting_id, MEETINGS, Verb.UPDATE)
    meeting = save_over(meeting, version=version, changes={"young_people_first": True}, what="the meeting")
    _tell("meeting", meeting.pk, "put young people first", by)
    return meeting


@transaction.atomic
def publish(*, meeting_id: UUID, version: int, on: date, by: Actor, late_because: str = "") -> Meeting:
    """Publish the papers. With too few clear days left it says why they are late."""
    meeting = _before_publishing(row_for(by, Meeting, meeting_id, MEETINGS, Verb.UPDATE))
    last = agenda.latest_publication(meeting.on, meeting.board.clear_days)
    if on > last and not late_because.strip():
        raise FactRefused(f"The last day for publishing was {last.day} {last:%B %Y}. Say why the papers come late.")
    empty = [item.title for item in meeting.items.all() if not item.paper and not item.question]
    if empty:
        raise FactRefused(f"There is neither a paper nor a question for: {', '.join(empty)}.")
    changes = {"state": State.PUBLISHED, "published_on": on, "late_because": late_because.strip()}
    meeting = save_over(meeting, version=version, changes=changes, what="the meeting")
    _tell("meeting", meeting.pk, "published papers", by)
    return meeting


@transaction.atomic
def ask(*, item_id: UUID, words: str, by: Actor) -> Question:
    """A member asks something about an item. It stands in the minutes."""
    item = row_for(by, Item, item_id, MEETINGS, Verb.CREATE)
    check_may_read(by, item)
    question = Question.objects.create(
        item=item, words=words.strip(), who=by.name[:120], asked_at=clock.now(), asked_by_id=by.id
    )
    _tell("item", item.pk, "asked question", by)
    return question


@transaction.atomic
def note_question(*, item_id: UUID, kind: str, words: str, who: str, by: Actor) -> Question:
    """Write down what the public or a deputation asks."""
    item = row_for(by, Item, item_id, MEETINGS, Verb.UPDATE)
    check_may_read(by, item)
    question = Question.objects.create(
        item=item, kind=kind, words=words.strip(), who=who.strip(), asked_at=clock.now(), asked_by_id=by.id
    )
    _tell("item", item.pk, "noted question", by)
    return question


@transaction.atomic
def answer(*, question_id: UUID, words: str, on: date, by: Actor) -> Answer:
    """Answer a question. Nobody answers what they asked themselves; more can be added, none is changed."""
    question = row_for(by, Question, question_id, MEETINGS, Verb.CREATE)
    check_may_read(by, question.item)
    is_own = question.kind == Question.Kind.MEMBER and by.id is not None and question.asked_by_id == by.id
    if is_own:
        raise OwnWork("You asked this yourself. Somebody else has to answer it.")
    answer = Answer.objects.create(
        question=question, words=words.strip(), on=on, recorded_at=clock.now(), recorded_by_id=by.id
    )
    _tell("item", question.item_id, "answered question", by)
    return answer


@transaction.atomic
def note_attendance(
    *, meeting_id: UUID, member_id: UUID, how: str, by: Actor, interest: str = "", corrects: bool = False
) -> Attendance:
    """Write down whether a member came, and which interest they declared. What is there already is replaced only by
    somebody who says that they correct it: another may have noted it meanwhile."""
    meeting = row_for(by, Meeting, meeting_id, MEETINGS, Verb.UPDATE)
    member = row_for(by, Member, member_id, MEETINGS, Verb.UPDATE)
    if meeting.board_id != member.board_id:
        raise NotYours("Not a member of this board.")
    if meeting.state in (State.MINUTED, State.CANCELLED):
        raise WrongState("Who came is not changed any more once the minutes are approved, or the meeting is cancelled.")
    given = {"how": how, "interest": interest.strip()}
    there = Attendance.objects.select_for_update().filter(meeting=meeting, member=member).first()
    if there is not None and not corrects and (there.how, there.interest) != (how, given["interest"]):
        declared = f", who declared: {there.interest}" if there.interest else ""
        raise FactRefused(f"It is noted already: {there}{declared}. If that is wrong, say that you correct it.")
    attendance, _ = Attendance.objects.update_or_create(meeting=meeting, member=member, defaults=given)
    _tell("meeting", meeting.pk, "noted attendance", by)
    return attendance


@transaction.atomic
def write_minutes(*, meeting_id: UUID, version: int, minutes: str, on: date, by: Actor) -> Meeting:
    """Write the minutes of a meeting that was held, for somebody else to approve."""
    meeting = row_for(by, Meeting, meeting_id, MEETINGS, Verb.UPDATE)
    if meeting.state not in (State.PUBLISHED, State.HELD):
        raise WrongState("Minutes are written once the papers are published, until they are approved.")
    if meeting.on > on:
        raise FactRefused("The meeting is still to come.")
    changes = {"minutes": minutes.strip(), "minutes_by_id": by.id, "state": State.HELD}
    meeting = save_over(meeting, version=version, changes=changes, what="the minutes")
    _tell("meeting", meeting.pk, "wrote minutes", by)
    return meeting


@transaction.atomic
def approve_minutes(*, meeting_id: UUID, version: int, by: Actor) -> Meeting:
    """Approve them as a true record. From now on everybody can read those of a public meeting."""
    meeting = row_for(by, Meeting, meeting_id, MEETINGS, Verb.APPROVE)
    if meeting.state == State.MINUTED:
        raise WrongState("These minutes were approved already.")
    if meeting.state != State.HELD:
        raise WrongState("There are no minutes to approve.")
    check_not_own_work(by, meeting.minutes_by_id, "these minutes")
    changes = {"minutes_approved_by_id": by.id, "state": State.MINUTED}
    meeting = save_over(meeting, version=version, changes=changes, what="the minutes")
    _tell("meeting", meeting.pk, "approved minutes", by)
    return meeting


@transaction.atomic
def resolve(
    *,
    item_id: UUID,
    words: str,
    on: date,
    by: Actor,
    owner_post: str = "",
    due_on: date | None = None,
    indicator: str = "",
) -> Resolution:
    """Write down what the board resolved. With an owner and a day it becomes an action that is followed to its end."""
    item = row_for(by, Item, item_id, MEETINGS, Verb.UPDATE)
    check_may_read(by, item)
    _check_could_decide(item.meeting, on)
    if item.waits_for_chair:
        raise WrongState("It came late, and nobody agreed for the chair that it is urgent: it could not be considered.")
    if bool(owner_post.strip()) != (due_on is not None):
        raise FactRefused("Say both whose job it is and by when, or neither.")
    Meeting.objects.select_for_update().get(
        pk=item.meeting_id
    )  # whoever records one at this moment has the next number
    number = Resolution.objects.filter(item__meeting=item.meeting).count() + 1
    resolution = Resolution.objects.create(
        item=item, number=number, words=words.strip(), recorded_at=clock.now(), recorded_by_id=by.id
    )
    if due_on is not None:
        is_public = item.reach == Item.Reach.PUBLIC
        outcome = item.title if is_public else "Of a paper that is not public"
        what = (
            resolution.words if is_public else f"Resolution {number} of {item.meeting.on.day} {item.meeting.on:%B %Y}"
        )
        put_action(
            _plan_of_resolutions(item.meeting, by), outcome=outcome,
            what=what, owner_post=owner_post.strip(), due_on=due_on, indicator=indicator, origin=resolution.pk,
            origin_kind=Action.Origin.RESOLUTION, by=by,
        )  # fmt: skip
    _tell("item", item.pk, "recorded resolution", by)
    return resolution


def _check_could_decide(meeting: Meeting, on: date) -> None:
    """Whether the board could resolve anything there: its day has come, it was not cancelled, and enough came."""
    if meeting.on > on:
        raise FactRefused("The meeting is still to come.")
    if meeting.state not in Meeting.MAY_HAVE_MET:
        raise WrongState("This meeting was cancelled, or its papers were never published: nothing was resolved there.")
    came = list(meeting.attendances.select_related("member"))
    enough = sum(one.member.votes and one.how in Attendance.CAME for one in came)
    if came and enough < meeting.board.quorum:
        raise FactRefused(
            f"Of those who count for the quorum {enough} came, and {meeting.board.quorum} must: the board could decide "
            "nothing. If more came, note it first."
        )


def front_sheet(
    item: Item, *, reach: str, exempt_reason: str, indicators: str, words: Mapping[str, str], by: Actor
) -> dict[str, Any]:
    """What a paper and its front sheet change of an item. One that is not for the public says why."""
    if reach == Item.Reach.EXEMPT:
        by.check(Record.EXEMPT_PAPERS, Verb.UPDATE)
        if not exempt_reason.strip():
            raise FactRefused("Say why the public may not read it.")
    ids = indicators.replace(",", " ").split()
    unknown = [id for id in ids if id not in register()]
    if unknown:
        raise FactRefused(f"There is no indicator {unknown[0]}.")
    told = {name: words.get(name, getattr(item, name)).strip() for name in FRONT}
    return told | {"reach": reach, "exempt_reason": exempt_reason.strip(), "indicators": " ".join(ids)}


def check_may_read(by: Actor, item: Item) -> None:
    """NotYours where the paper is not for the public and not for them."""
    if item.reach == Item.Reach.EXEMPT:
        by.check(Record.EXEMPT_PAPERS, Verb.READ)


def _plan_of_resolutions(meeting: Meeting, by: Actor) -> Plan:
    year = agenda.municipal_year(meeting.on)
    begins = int(year[:4])
    return Plan.objects.get_or_create(
        comes_from=Plan.Comes.RESOLUTION,
        source=year,
        defaults={
            "title": f"{RESOLVED}, {year}",
            "begins_on": date(begins, 5, 1),
            "ends_on": date(begins + 1, 4, 30),
            "made_by_id": by.id,
        },
    )[0]


def _before_publishing(meeting: Meeting) -> Meeting:
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)  # whoever publishes at this moment comes first
    if meeting.state != State.PLANNED:
        raise WrongState(
            "Its papers are published. They are not changed any more; what comes late is added as a late paper."
        )
    return meeting


def _tell(kind: str, subject: UUID, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind=kind, subject=subject)
