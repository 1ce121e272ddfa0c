"""Papers that come after the others: each is published as a supplement, with its own day, and says why."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.board import agenda
from alongside.board.access import check_not_own_work, row_for
from alongside.board.actions.meetings import check_may_read, front_sheet
from alongside.board.models import Item, Meeting
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Record, Verb

MEETINGS, State = Record.MEETINGS, Meeting.State


@transaction.atomic
def add_late_paper(
    *,
    meeting_id: UUID,
    late_because: str,
    on: date,
    by: Actor,
    urgent_because: str = "",
    reach: str = "public",
    exempt_reason: str = "",
    indicators: str = "",
    is_young_peoples: bool = False,
    **words: str,
) -> Item:
    """Add an item with its paper to a published agenda, after those that are on it. It is published at once.

    Less than the clear days before the meeting it may be taken only as a matter of urgency: the chair says why, and
    that stands in the minutes (Local Government Act 1972, section 100B(4)(b), from general knowledge, unverified).
    Whoever puts it on does not say this for the chair: it is published once somebody else has agreed that it is urgent.
    """
    row_for(by, Meeting, meeting_id, MEETINGS, Verb.UPDATE)
    meeting = _published(Meeting.objects.select_for_update().get(pk=meeting_id), on)  # of two at once each has a place
    item = Item(meeting=meeting, is_young_peoples=is_young_peoples)
    changes = front_sheet(item, reach=reach, exempt_reason=exempt_reason, indicators=indicators, words=words, by=by)
    changes |= _late(meeting, changes["paper"], late_because, urgent_because, on, by)
    changes["place"] = agenda.WAITING if changes["supplement_on"] is None else _last_place(meeting)
    for name, value in changes.items():
        setattr(item, name, value)
    item.save()
    audit.record(actor=by, verb="added late item", subject_kind="item", subject=item.pk)
    return item


@transaction.atomic
def bring_late_paper(
    *,
    item_id: UUID,
    version: int,
    late_because: str,
    on: date,
    by: Actor,
    urgent_because: str = "",
    indicators: str = "",
    **words: str,
) -> Item:
    """Bring the paper of an item that is on the published agenda without one. What the agenda says of it stays."""
    item = row_for(by, Item, item_id, MEETINGS, Verb.UPDATE)
    check_may_read(by, item)
    meeting = _published(item.meeting, on)
    if item.paper and not item.waits_for_chair:
        raise WrongState("Its paper is published. It is not changed any more.")
    known = {"title": item.title, "owner_post": item.owner_post, "question": item.question}
    changes = front_sheet(
        item, reach=item.reach, exempt_reason=item.exempt_reason, indicators=indicators, words=words | known, by=by
    )
    changes |= _late(meeting, changes["paper"], late_because, urgent_because, on, by)
    if item.place == agenda.WAITING and changes["supplement_on"]:
        changes["place"] = _last_place(meeting)
    item = save_over(item, version=version, changes=changes, what="the paper")
    audit.record(actor=by, verb="brought late paper", subject_kind="item", subject=item.pk)
    return item


@transaction.atomic
def agree_urgency(*, item_id: UUID, version: int, on: date, by: Actor) -> Item:
    """Agree, as the chair or for the chair, that it is urgent for the reason given. It is published from now on."""
    item = row_for(by, Item, item_id, MEETINGS, Verb.APPROVE)
    check_may_read(by, item)
    meeting = _published(Meeting.objects.select_for_update().get(pk=item.meeting_id), on)
    if not item.waits_for_chair:
        raise WrongState("Nothing waits here: somebody has agreed already, or it is not late.")
    check_not_own_work(by, item.brought_by_id, "this late paper")
    if item.version != version:
        raise WrongState("It was written anew since you opened it. Read it again before you agree.")
    changes: dict[str, Any] = {"supplement_on": on, "urgency_agreed_by_id": by.id}
    if item.place >= agenda.ADDED:
        changes["place"] = _last_place(meeting)
    item = save_over(item, version=version, changes=changes, what="the paper")
    audit.record(actor=by, verb="agreed urgency", subject_kind="item", subject=item.pk)
    return item


def as_on_time(item: Item) -> dict[str, Any]:
    """What changes of an item that goes to a later agenda, whose papers are still to be published."""
    place = 50 if item.place >= agenda.ADDED else item.place
    nobody = {"brought_by_id": None, "urgency_agreed_by_id": None}
    return {"supplement_on": None, "late_because": "", "urgent_because": "", "place": place} | nobody


# ---------------------------------------------------------------------------------------------------------------------


def _published(meeting: Meeting, on: date) -> Meeting:
    if meeting.state == State.PLANNED:
        raise WrongState("The papers of this meeting are not published yet. It is not late: put it on the agenda.")
    if meeting.state != State.PUBLISHED:
        raise WrongState("This meeting was held or cancelled.")
    if meeting.on < on:
        raise FactRefused("The day of this meeting is over.")
    return meeting


def _last_place(meeting: Meeting) -> int:
    return agenda.ADDED + meeting.items.filter(place__gte=agenda.ADDED, place__lt=agenda.WAITING).count()


def _late(meeting: Meeting, paper: str, late_because: str, urgent_because: str, on: date, by: Actor) -> dict[str, Any]:
    late_because, urgent_because = late_because.strip(), urgent_because.strip()
    if not paper:
        raise FactRefused("Write the paper.")
    if not late_because:
        raise FactRefused("Say why it comes late.")
    days = meeting.board.clear_days
    is_short = on > agenda.latest_publication(meeting.on, days)
    if is_short and not urgent_because:
        raise FactRefused(
            f"Fewer than {days} clear working days are left. Say why the chair takes it as a matter of urgency: this "
            "stands in the minutes."
        )
    told = {"late_because": late_because, "brought_by_id": by.id}
    if is_short:
        return told | {"supplement_on": None, "urgent_because": urgent_because}
    return told | {"supplement_on": on, "urgent_because": ""}
