"""Forums: planning and holding meetings, agreeing notes, visiting homes, and taking part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Record, Verb
from alongside.voice import placement
from alongside.voice.gathering import forum_for, meeting_for, visit_for
from alongside.voice.models import AgendaItem, Forum, Meeting, Part, Theme, Visit

State = Meeting.State
MOST_POINTS = 20


@transaction.atomic
def start_forum(*, kind: str, name: str, about: str, meets: str, joining: str, by: Actor) -> Forum:
    """Write down a forum, so that young people find it."""
    by.check(Record.FORUMS, Verb.CREATE)
    given = _words(name=name, about=about, meets=meets, joining=joining)
    forum = Forum.objects.create(slug=_free_slug(name), kind=kind, **given)
    _tell("forum", forum.pk, "started forum", by)
    return forum


@transaction.atomic
def change_forum(
    *,
    forum_id: UUID,
    version: int,
    kind: str,
    name: str,
    about: str,
    meets: str,
    joining: str,
    is_running: bool,
    by: Actor,
) -> Forum:
    """Change what is said of it, or say that it does not meet at present."""
    forum = forum_for(by, forum_id, Verb.UPDATE)
    changes = _words(name=name, about=about, meets=meets, joining=joining) | {"kind": kind, "is_running": is_running}
    forum = save_over(forum, version=version, changes=changes, what="the forum")
    _tell("forum", forum.pk, "changed forum", by)
    return forum


@transaction.atomic
def plan_meeting(*, forum_id: UUID, kind: str, held_on: date, by: Actor) -> Meeting:
    """Plan a meeting or a takeover day."""
    forum = forum_for(by, forum_id, Verb.UPDATE)
    meeting = Meeting.objects.create(forum=forum, kind=kind, on=held_on)
    _tell("meeting", meeting.pk, "planned meeting", by)
    return meeting


@transaction.atomic
def put_on_agenda(*, meeting_id: UUID, words: str, put_by: str, by: Actor, theme: str = "") -> AgendaItem:
    """Put a point on the agenda, and say who wanted it there."""
    meeting = meeting_for(by, meeting_id, Verb.UPDATE)
    if meeting.state != State.PLANNED:
        raise WrongState("It was held already.")
    last = meeting.agenda.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_POINTS:
        raise FactRefused(f"At most {MOST_POINTS} points.")
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=last + 1,
        words=_said(words),
        put_by=put_by,
        theme=Theme.objects.filter(pk=theme).first() if theme else None,
    )
    _tell("meeting", meeting.pk, "put on agenda", by, put_by=put_by)
    return item


@transaction.atomic
def hold_meeting(
    *, meeting_id: UUID, version: int, young_people: int, workers: int, notes: str, on: date, by: Actor
) -> Meeting:
    """Say how many came and what was said, without names. The notes wait until young people have agreed them."""
    meeting = meeting_for(by, meeting_id, Verb.UPDATE)
    if meeting.state == State.AGREED:
        raise WrongState("Young people have agreed the notes. They stay as they are.")
    if meeting.on > on:
        raise FactRefused("This day is still to come.")
    changes = {"state": State.HELD, "young_people": young_people, "workers": workers, "notes": _said(notes)}
    return _step(meeting, version, changes, "held meeting", by)


@transaction.atomic
def agree_notes(*, meeting_id: UUID, version: int, agreed_on: date, number: int, on: date, by: Actor) -> Meeting:
    """Write down that young people have agreed the notes, and how many of them. Everybody can read them then."""
    meeting = meeting_for(by, meeting_id, Verb.UPDATE)
    if meeting.state != State.HELD:
        raise WrongState("There are no notes to agree.")
    if not meeting.on <= agreed_on <= on or number < 1:
        raise FactRefused("Say on which day, after the meeting, and how many young people agreed.")
    changes = {"state": State.AGREED, "agreed_on": agreed_on, "agreed_by_number": number}
    return _step(meeting, version, changes, "wrote down that notes are agreed", by)


@transaction.atomic
def write_visit(
    *,
    forum_id: UUID,
    home: str,
    visited_on: date,
    inspectors: int,
    points: Sequence[tuple[str, str]],
    said: str,
    answer_by: date,
    on: date,
    by: Actor,
) -> Visit:
    """Write down what young inspectors found: for each of the ten points what they saw, and a word on it."""
    forum = forum_for(by, forum_id, Verb.UPDATE)
    asked = placement.points()
    if len(points) != len(asked) or any(found not in placement.FOUND for found, _ in points):
        raise FactRefused("Answer each of the ten points; “not seen” is an answer.")
    if visited_on > on or answer_by < visited_on:
        raise FactRefused("The visit lies in the past, and the home answers after it.")
    visit = Visit.objects.create(
        forum=forum,
        **_words(home=home, said=said),
        on=visited_on,
        inspectors=inspectors,
        points=[
            {"asked": one, "found": found, "words": words.strip()}
            for one, (found, words) in zip(asked, points, strict=True)
        ],
        answer_by=answer_by,
    )
    _tell("visit", visit.pk, "wrote down visit", by)
    return visit


@transaction.atomic
def answer_visit(*, visit_id: UUID, version: int, answer: str, on: date, by: Actor) -> Visit:
    """Answer young inspectors: what changes, and until when. Whoever is responsible for homes does."""
    visit = visit_for(by, visit_id, Verb.APPROVE)
    if visit.answered_on is not None:
        raise WrongState("It was answered already.")
    changes = {"answer": _said(answer), "answered_on": on}
    visit = save_over(visit, version=version, changes=changes, what="the visit")
    _tell("visit", visit.pk, "answered visit", by)
    return visit


@transaction.atomic
def take_part(
    *, kind: str, whom: str, what: str, held_on: date, young_people: int, changed: str, on: date, by: Actor
) -> Part:
    """Write down that young people chose or taught those who work for them, how many, and what changed by it."""
    by.check(Record.FORUMS, Verb.CREATE)
    if held_on > on:
        raise FactRefused("This day is still to come.")
    part = Part.objects.create(
        kind=kind,
        whom=whom,
        **_words(what=what, changed=changed),
        on=held_on,
        young_people=young_people,
        recorded_by_id=by.id,
    )
    _tell("part", part.pk, "wrote down that they took part", by)
    return part


# ---------------------------------------------------------------------------------------------------------------------


def _step(meeting: Meeting, version: int, changes: dict[str, Any], verb: str, by: Actor) -> Meeting:
    meeting = save_over(meeting, version=version, changes=changes, what="the meeting")
    _tell("meeting", meeting.pk, verb, by)
    return meeting


def _tell(what: str, subject: UUID, verb: str, by: Actor, **detail: Any) -> None:
    audit.record(actor=by, verb=verb, subject_kind=what, subject=subject, detail=detail)


def _words(**words: str) -> dict[str, Any]:
    return {name: _said(text) for name, text in words.items()}


def _said(text: str) -> str:
    text = text.strip()
    if not text:
        raise FactRefused("Write something first.")
    return text


def _free_slug(name: str) -> str:
    """A name for the address that nobody has yet."""
    wanted = slugify(name)[:50] or "forum"
    taken = set(Forum.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{number}" for number in range(2, 1000))) if name not in taken)
