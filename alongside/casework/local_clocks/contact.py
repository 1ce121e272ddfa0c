"""Clocks of contact: a manager's look at lost contact, what is written down late, what was agreed beyond the law."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import (
    Agreement,
    CaseNote,
    ClockEvent,
    Contact,
    LostContact,
    LostContactStep,
    PlanHead,
    PlanVersion,
    Source,
)
from alongside.law import birthday
from alongside.shell.roles import Record


def _to_review(people: Collection[UUID], on: date) -> Iterator[Running]:
    reviews = LostContactStep.objects.filter(person__in=people, kind=LostContactStep.Kind.REVIEW, removed_at=None)
    last: dict[UUID, date] = {}
    for episode, taken_on in reviews.filter(taken_on__lte=on).order_by("taken_on").values_list("episode", "taken_on"):
        last[episode] = taken_on
    rows = LostContact.objects.filter(person__in=people, ended_on=None, removed_at=None, started_on__lte=on)
    for episode, person, started_on in rows.values_list("pk", "person_id", "started_on"):
        since = last.get(episode, started_on)
        yield Running("lost_contact_review", person, since, REVIEW.period.after(since), record=episode)


def _written_late(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = Contact.objects.filter(person__in=people, late_reason="", removed_at=None, source=Source.TYPED)
    rows = rows.filter(recorded_at__date__gt=F("happened_on"), recorded_at__date__lte=on)
    for contact, person, day, at, by in rows.values_list(
        "pk", "person_id", "happened_on", "recorded_at", "recorded_by"
    ):
        due_on = LATE_RECORDING.period.after(day)
        if timezone.localdate(at) > due_on:
            yield Running("late_recording", person, day, due_on, record=contact, worker=by)


def _agreed(people: Collection[UUID], on: date) -> Iterator[Running]:
    """From 21 on the law's own clock runs only for few: there what was agreed is a promise of the council's."""
    rows = Agreement.objects.filter(person__in=people, removed_at=None, from_on__lte=on).exclude(to_on__lte=on)
    rows = rows.select_related("person").order_by("from_on")
    old = [row for row in rows if birthday(row.person.born_on, 21) <= on]
    made = ClockEvent.objects.filter(
        person__in=[row.person_id for row in old], kind="contact_made", on__lte=on, corrected_by__isnull=True
    )
    last: dict[UUID, date] = dict(made.order_by("on").values_list("person_id", "on"))
    for row in old:
        since = max(row.from_on, last.get(row.person_id, row.from_on))
        yield Running("agreed_contact", row.person_id, since, since + timedelta(weeks=row.every_weeks), record=row.pk)


def _hidden(people: Collection[UUID], on: date) -> Iterator[Running]:
    for model in (Contact, CaseNote, PlanHead):
        rows = model._default_manager.filter(person__in=people, removed_at=None, hidden_until__isnull=False)
        if model is PlanHead:
            rows = rows.exclude(plan__state=PlanVersion.State.SUPERSEDED)
        for record, person, until, at in rows.values_list("pk", "person_id", "hidden_until", "recorded_at"):
            if until is not None:
                yield Running("hidden_looked_at", person, timezone.localdate(at), until, record=record)


REVIEW = LocalClock(
    id="lost_contact_review",
    title="Manager’s review of lost contact",
    usual=Period(28, "days"),
    why="Contact is lost, and a manager has to see that enough is done to find the young person.",
    stops="A manager’s review starts it again; contact that is made ends it.",
    find=_to_review,
    url_name="casework:lost_contact",
    record=Record.CONTACT_LOG,
    basis="Children Act 1989, section 23B(11) [unverified]; the interval is the council's own",
)
LATE_RECORDING = LocalClock(
    id="late_recording",
    after_death=True,
    title="Contact written down late, without a reason",
    usual=Period(2, "working days"),
    why="What is written down days later is remembered worse, and until then nobody else knows it.",
    stops="The reason, written into the contact.",
    find=_written_late,
    url_name="casework:contact_log",
    record=Record.CONTACT_LOG,
)
AGREED = LocalClock(
    id="agreed_contact",
    title="Contact as agreed after 21",
    usual=Period(56, "days"),
    why="We agreed with the young person how often we are in touch. The period is the one that was agreed.",
    stops="Contact that is made starts it again.",
    day_from="the day that was agreed",
    find=_agreed,
    url_name="casework:contact_log",
    record=Record.CONTACT_LOG,
)
HIDDEN = LocalClock(
    id="hidden_looked_at",
    title="Look again at what is hidden from the young person",
    usual=Period(3, "months"),
    why="A contact, a note or a part of the plan is hidden from the young person until the day that was set then.",
    stops="Showing it to them, or a later day with a reason that still holds.",
    day_from="the day that was set when it was hidden",
    find=_hidden,
    url_name="casework:contact_log",
    record=Record.CONTACT_LOG,
)
CLOCKS = (REVIEW, LATE_RECORDING, AGREED, HIDDEN)
