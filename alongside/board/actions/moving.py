"""A meeting that is moved or cancelled, and an item that is put off: what was on an agenda is not lost with it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.board import agenda
from alongside.board.access import row_for
from alongside.board.actions.late import as_on_time
from alongside.board.actions.meetings import check_may_read
from alongside.board.models import Item, Meeting
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Record, Verb

MEETINGS, State = Record.MEETINGS, Meeting.State
COMING = (State.PLANNED, State.PUBLISHED)


@transaction.atomic
def move_meeting(
    *, meeting_id: UUID, version: int, on: date, begins: str, place: str, today: date, by: Actor, because: str = ""
) -> Meeting:
    """Move a meeting to another day, time or place. Once its papers are out, everybody reads why.

    To an earlier day than its clear days of notice allow, its papers are late, for the same reason.
    """
    meeting = _coming(meeting_id, by)
    if on < today:
        raise FactRefused("That day is over.")
    if meeting.state == State.PUBLISHED and not because.strip():
        raise FactRefused("Its papers are published. Say why it is moved: everybody reads this.")
    changes = {"on": on, "begins": begins.strip(), "place": place.strip(), "changed_because": because.strip()}
    if meeting.published_on and today > agenda.latest_publication(on, meeting.board.clear_days) and on < meeting.on:
        changes["late_because"] = f"The meeting was moved to an earlier day. {because.strip()}"
    try:
        with transaction.atomic():
            meeting = save_over(meeting, version=version, changes=changes, what="the meeting")
    except IntegrityError as error:
        raise FactRefused("The board meets on that day already.") from error
    _tell("meeting", meeting.pk, "moved meeting", by)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting_id: UUID, version: int, because: str, by: Actor) -> Meeting:
    """Cancel a meeting. What was on its agenda and not on that of the next one goes there."""
    meeting = _coming(meeting_id, by)
    if not because.strip():
        raise FactRefused("Say why it is cancelled: everybody reads this.")
    later = Meeting.objects.filter(board=meeting.board, on__gt=meeting.on, state=State.PLANNED)
    after = later.filter(is_public=meeting.is_public).first()
    changes = {"state": State.CANCELLED, "changed_because": because.strip()}
    meeting = save_over(meeting, version=version, changes=changes, what="the meeting")
    if after is not None:
        there = set(after.items.values_list("title", flat=True))
        for item in meeting.items.exclude(title__in=there):
            save_over(item, version=item.version, changes={"meeting": after, **as_on_time(item)}, what="the item")
    _tell("meeting", meeting.pk, "cancelled meeting", by)
    return meeting


@transaction.atomic
def put_off_item(*, item_id: UUID, version: int, meeting_id: str, by: Actor) -> Item:
    """Put an item off to a later meeting, with its paper and its questions, before the papers are out.

    So can one that was added late, as long as nobody has agreed that it is urgent.
    """
    item = row_for(by, Item, item_id, MEETINGS, Verb.UPDATE)
    check_may_read(by, item)
    later = row_for(by, Meeting, UUID(meeting_id), MEETINGS, Verb.UPDATE)
    both = Meeting.objects.select_for_update().order_by("pk").in_bulk([item.meeting_id, later.pk])
    now, later = both[item.meeting_id], both[later.pk]
    is_added_late = item.waits_for_chair and item.place >= agenda.ADDED
    if not (now.state == State.PLANNED or is_added_late) or later.state != State.PLANNED:
        raise WrongState("The papers of one of the two meetings are published.")
    if later.board_id != now.board_id or later.on <= now.on:
        raise FactRefused("Choose a later meeting of the same board.")
    item = save_over(item, version=version, changes={"meeting": later} | as_on_time(item), what="the item")
    _tell("item", item.pk, "put off item", by)
    return item


def _coming(meeting_id: UUID, by: Actor) -> Meeting:
    meeting = row_for(by, Meeting, meeting_id, MEETINGS, Verb.UPDATE)
    if meeting.state not in COMING:
        raise WrongState("This meeting was held or cancelled.")
    return meeting


def _tell(kind: str, subject: UUID, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind=kind, subject=subject)
