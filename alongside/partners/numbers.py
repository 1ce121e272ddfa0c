"""Counts of partners, small numbers hidden: the board's only door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from alongside.partners.models import DutyStep
from alongside.shell import disclosure
from alongside.shell.disclosure import Breakdown

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
