"""Clocks: from the events that start and satisfy a duty to the day on which it is due.

A clock without a recorded start is reported as not recorded. It is never late: nobody can be late by a clock that was
never seen to start. Corresponding-date months (C6), 29 February (C2) and England's bank holidays (C7) are counted in
``values``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.law.events import Event
from alongside.law.rules import Clock, Manner, Step, event_kinds
from alongside.law.values import Value, all_values, value_on
from alongside.law.working_days import is_by_rule


class Outcome(StrEnum):
    """What a clock says."""

    DUE = "due"
    NOT_RECORDED = "not_recorded"
    """The clock should be running, but nothing recorded here says since when or whether it was met."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """When a duty is due, by which clock, and which event started it.

    ``on`` and ``started_by`` are None where the outcome is NOT_RECORDED; ``missing`` then names, in words, what has to
    be recorded. ``opens_on``: the first day on which it can be done, where there is one. ``interval`` says how long is
    allowed and whether law, guidance, a scheme or a local default set it.
    """

    clock: str
    title: str
    outcome: Outcome
    interval: Value
    manner: Manner = Manner.BY
    on: date | None = None
    opens_on: date | None = None
    started_by: Event | None = None
    missing: tuple[str, ...] = ()
    note: str = ""

    def is_late(self, today: date) -> bool:
        """Whether the last day has passed. What is not recorded, or has no last day, is never late."""
        return self.on is not None and self.manner is not Manner.NOT_BEFORE and today > self.on

    def days_left(self, today: date) -> int | None:
        """Days until it is due, negative once late; None where that is not recorded."""
        return None if self.on is None else (self.on - today).days


def run(clock: Clock, events: Iterable[Event], recorded_from: date | None = None) -> DueDate | None:
    """What the clock says after these events, of any order; None where it does not run or was satisfied.

    ``recorded_from``: earlier events may be missing (the day the council's records were taken in). What fell due before
    that day and is not recorded as done is reported as not recorded. A clock that is started again by what satisfies it
    needs no such care: the last one recorded is what the council knows.
    """
    ordered = sorted(events, key=lambda event: event.on)
    start = _start(clock, ordered) or _other_start(clock, ordered, recorded_from)
    if start is None:
        return _without_start(clock, ordered, recorded_from)
    if _has_ended(clock, ordered, start) or not _required(clock, ordered, start):
        return None
    done = _done(clock, ordered, start)
    is_before_records = recorded_from is not None and start.on < recorded_from
    step = _next_step(clock, ordered, start, done, is_before_records)
    if step is None or step.quiet:
        return None
    base = start if step.of_start or not done else done[-1]
    due = _due(clock, step, base)
    may_have_been_done = clock.done_by and not done and is_before_records
    if may_have_been_done and recorded_from and due.on and due.on < recorded_from:
        return None if clock.lapses else _not_recorded(clock, step, clock.done_by)
    return due


def _start(clock: Clock, events: Sequence[Event]) -> Event | None:
    starts = [event for event in events if event.kind in clock.starts]
    if clock.manner is Manner.BEFORE:
        starts = _not_ticked_off(clock, starts, [event for event in events if event.kind in clock.done_by])[:1]
    if not starts:
        return None
    return starts[0] if clock.series else starts[-1]


def _not_ticked_off(clock: Clock, planned: list[Event], done: Sequence[Event]) -> list[Event]:
    """What is planned after the last thing done: each thing done ticks off the planned one nearest to it."""
    left = 0
    for event in done:
        open_ones = [index for index in range(left, len(planned)) if _counts_from(clock, planned[index]) <= event.on]
        nearest = min(open_ones, key=lambda index: abs(planned[index].on - event.on), default=left - 1)
        left = nearest + 1
    return planned[left:]


def _other_start(clock: Clock, events: Sequence[Event], recorded_from: date | None) -> Event | None:
    """Where nothing has started the clock in records that are complete: what it is counted from instead."""
    return None if recorded_from is None else _last(events, clock.or_from, since=recorded_from)


def _has_ended(clock: Clock, events: Sequence[Event], start: Event) -> bool:
    ended = _last(events, clock.ends, since=start.on)
    return ended is not None and (ended.on > start.on or clock.end_same_day)


def _without_start(clock: Clock, events: Sequence[Event], recorded_from: date | None) -> DueDate | None:
    done = [event for event in events if event.kind in clock.done_by]
    repeating = [step for step in clock.steps if step.repeats]
    if done and repeating:
        return _due(clock, _choose(repeating, events, done[-1], done[-1]), done[-1])
    is_waiting = recorded_from is not None and _last(events, clock.waits_from, since=recorded_from)
    if clock.silent or done or is_waiting:
        return None
    return _not_recorded(clock, clock.steps[0], clock.starts)


def _not_recorded(clock: Clock, step: Step, missing: Iterable[str]) -> DueDate:
    words = tuple(event_kinds()[kind] for kind in missing)
    return DueDate(
        clock.id, clock.title, Outcome.NOT_RECORDED, all_values()[step.within][-1], clock.manner, missing=words
    )


def _required(clock: Clock, events: Sequence[Event], start: Event) -> bool:
    if not clock.requires:
        return True
    required = _last(events, clock.requires, until=start.on)
    return required is not None and not _has_ended(clock, events, required)


def _done(clock: Clock, events: Sequence[Event], start: Event) -> list[Event]:
    """What has satisfied the clock since it started, in order."""
    if clock.manner is Manner.BEFORE:
        return []
    since = _counts_from(clock, start)
    return [event for event in events if event.kind in clock.done_by and event.on >= since]


def _counts_from(clock: Clock, start: Event) -> date:
    """From when on something done counts for this start."""
    if clock.early:
        return _value(clock.early, start.on).before(start.on)
    match clock.manner:
        case Manner.NOT_BEFORE:
            return _length(clock.steps[0], start.on).after(start.on)
        case Manner.BEFORE:
            return date.min
    return date.min if clock.ever else start.on


def _next_step(
    clock: Clock, events: Sequence[Event], start: Event, done: Sequence[Event], is_before_records: bool
) -> Step | None:
    once = [step for step in clock.steps if not step.repeats]
    repeating = [step for step in clock.steps if step.repeats]
    passed_over = is_before_records and bool(done)  # earlier ones may have been done and not recorded
    if len(done) < len(once) and not passed_over:
        return once[len(done)]
    if not repeating:
        return None
    return _choose(repeating, events, start, done[-1] if done else start)


def _choose(repeating: Sequence[Step], events: Sequence[Event], start: Event, base: Event) -> Step:
    """Of the steps that go round, the last whose time has come and whose event has happened."""
    chosen = repeating[0]
    for step in repeating:
        time_has_come = not step.after or _value(step.after, start.on).after(start.on) <= base.on
        has_happened = not step.given or _last(events, (step.given,), until=base.on) is not None
        if time_has_come and has_happened:
            chosen = step
    return chosen


def _due(clock: Clock, step: Step, base: Event) -> DueDate:
    length = _length(step, base.on)
    on = length.after(base.on)
    computed = length.unit == "working days" and (is_by_rule(base.on) or is_by_rule(on))
    note = "Counted with the usual bank holidays: a one-off holiday may move it." if computed else length.note
    opens_on = _value(clock.opens, on).before(on) if clock.opens else None
    return DueDate(clock.id, clock.title, Outcome.DUE, length, clock.manner, on, opens_on, base, note=note)


def _length(step: Step, on: date) -> Value:
    return _value(step.within, on)


def _value(name: str, on: date) -> Value:
    return value_on(name, on) or all_values()[name][0]


def _last(
    events: Sequence[Event], kinds: Sequence[str], *, since: date = date.min, until: date = date.max
) -> Event | None:
    found = [event for event in events if event.kind in kinds and since <= event.on <= until]
    return found[-1] if found else None
