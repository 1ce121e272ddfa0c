"""Counts of partners, small numbers hidden: the board's only door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from alongside.partners.models import DutyStep, Edition, Pledge, TakeUp
from alongside.shell import disclosure
from alongside.shell.disclosure import Breakdown
from alongside.shell.figures import Figures, Measured, Period, amount, number, share

figures = Figures("partners")
"""What partners compute of the board's register: the group of what only our own records tell."""

KEPT, MISSED, OPEN = "In time", "Late", "Not due yet"
YEAR = timedelta(days=365)


def outcome(asked_on: date, due_on: date, done_on: date | None, on: date) -> str:
    """Whether a step was done in time, on the day ``on``. The last day counts."""
    if done_on is not None and done_on <= on:
        return KEPT if done_on <= due_on else MISSED
    return MISSED if due_on < on else OPEN


def protocol_times(
    protocol_id: UUID, *, on: date, organisations: Iterable[UUID] | None = None
) -> dict[UUID, Breakdown]:
    """For each party, how often in the year up to the day it did in time what a protocol asks. A count of times.

    By the id of the party's organisation; of ``organisations`` only, where they are given. Source: what casework
    records, and what the parties write down; direction of travel: fewer late. No sums over parties are handed out:
    what is hidden of one could be worked out from them.
    """
    rows = DutyStep.objects.filter(
        duty__edition__protocol_id=protocol_id, taken_out_on=None, asked_on__gt=on - YEAR, asked_on__lte=on
    )
    if organisations is not None:
        rows = rows.filter(party__organisation_id__in=list(organisations))
    counts: dict[UUID, Counter[str]] = {}
    for body, asked_on, due_on, done_on in rows.values_list("party__organisation_id", "asked_on", "due_on", "done_on"):
        counts.setdefault(body, Counter(dict.fromkeys((KEPT, MISSED, OPEN), 0)))
        counts[body][outcome(asked_on, due_on, done_on, on)] += 1
    return {body: disclosure.breakdown(parts) for body, parts in counts.items()}


@figures.computes("L5", source="What casework records, and what the parties write down")
def protocols_in_time(period: Period) -> Measured | None:
    """Steps that protocols in force ask for and that were done in time; of all that fell due in the period.

    Hidden where the number of any one party is: its own would be told by all the others.
    """
    rows = DutyStep.objects.filter(
        duty__edition__state=Edition.State.IN_FORCE, taken_out_on=None, due_on__gte=period.from_on,
        due_on__lte=period.to_on,
    )  # fmt: skip
    counts: dict[UUID, Counter[str]] = {}
    for body, due_on, done_on in rows.values_list("party__organisation_id", "due_on", "done_on"):
        is_kept = done_on is not None and done_on <= due_on
        counts.setdefault(body, Counter({KEPT: 0, MISSED: 0}))[KEPT if is_kept else MISSED] += 1
    kept = sum(parts[KEPT] for parts in counts.values())
    found = share(kept, of=kept + sum(parts[MISSED] for parts in counts.values()))
    shown = [part for one in counts.values() for part in disclosure.breakdown(one).parts.values()]
    return _hidden(found) if found and any(part.value is None for part in shown) else found


@figures.computes("L6", source="Pledges of the covenant that were approved", at_the_end=True)
def covenant_pledges(period: Period) -> Measured | None:
    """Pledges of the covenant that hold on the last day of the period; none is told before the first began."""
    on = period.to_on
    begun = Pledge.objects.filter(state=Pledge.State.APPROVED, from_on__lte=on)
    return amount(begun.filter(ends_on__gt=on).count(), unit="pledges") if begun else None


@figures.computes("L7", source="What those who pledged report of take-up")
def covenant_take_up(period: Period) -> Measured | None:
    """How many times a young person used a pledge, as far as it was reported of a while that ended in the period.

    Hidden where the number of any one pledge is: it would be told by all the others.
    """
    used: Counter[UUID] = Counter()
    rows = TakeUp.objects.filter(to_on__gte=period.from_on, to_on__lte=period.to_on)
    for pledge, times in rows.values_list("pledge_id", "number"):
        used[pledge] += times
    if not used:
        return None
    found = number(sum(used.values()), unit="times")
    return _hidden(found) if any(disclosure.count(one).value is None for one in used.values()) else found


def _hidden(found: Measured) -> Measured:
    return replace(found, numerator=disclosure.HIDDEN, value=None, suppressed=True)
