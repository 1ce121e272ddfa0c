"""What casework counts of the social worker's visits to children in care: each that fell due, in time or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from alongside.casework.events import NEW_PLACEMENT
from alongside.casework.models import ClockEvent
from alongside.casework.numbers.base import SHORT_BREAKS, began_on, in_the_days, is_enough
from alongside.casework.numbers.in_care import all_stays
from alongside.casework.standing import Stay
from alongside.law import months_after
from alongside.shell.figures import Measured, Period, share

FIRST, LATER = timedelta(weeks=1), timedelta(weeks=6)
LASTING_MONTHS, SETTLED_MONTHS = 3, 12
"""Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28(2)."""
VISIT, MEANT = "looked_after_visit_made", "placement_meant_to_last"


@dataclass(frozen=True, slots=True)
class Placement:
    """A home from a day until a day; ``to_on`` is None while it lasts."""

    from_on: date
    to_on: date | None


@in_the_days("G5", "Visits, placements and episodes of care")
def visits_in_time(period: Period) -> Measured | None:
    """Visits to children looked after made by the day on which they fell due, of all that fell due in the period: one
    week after a placement began, then six weeks after each visit; three months once a placement that is meant to last
    until 18 has lasted a year. What would have fallen due after a placement ended did not; several visits before one
    such day count once, and the next is counted from the last of them. A placement from before records began counts
    from its first recorded visit. Told where at least half are about children of whom a visit was recorded since
    then: else visits are recorded elsewhere.
    """
    days = _days_of((VISIT, MEANT))
    began = began_on() or period.from_on
    due = [
        (child, one[1])
        for child, stays in all_stays(period)
        for place in _placements(stays)
        for one in _due(place, days[child, VISIT], min(days[child, MEANT], default=None), began)
        if one[0] in period
    ]
    visited = [child for child, _ in due if any(on >= began for on in days[child, VISIT])]
    return share(sum(in_time for _, in_time in due), of=len(due)) if is_enough(visited, due) else None


def _due(place: Placement, visits: Iterable[date], meant_on: date | None, began: date) -> Iterator[tuple[date, bool]]:
    """Each day on which a visit to a placement fell due, and whether it was made by then.

    However many were made by then, one was due; from the last of them the next is counted.
    """
    last = place.to_on or date.max
    made = sorted({on for on in visits if place.from_on <= on < last})
    due = place.from_on + FIRST
    if place.from_on < began:
        if not made:
            return
        due = _next(place, made.pop(0), meant_on)
    while due < last:
        by_then = [on for on in made if on <= due]
        later = made[len(by_then) :]
        yield due, bool(by_then)
        if not made:
            return
        counted_from, made = (by_then[-1], later) if by_then else (later[0], later[1:])
        due = _next(place, counted_from, meant_on)


def _next(place: Placement, visited_on: date, meant_on: date | None) -> date:
    is_settled = meant_on is not None and visited_on >= months_after(place.from_on, SETTLED_MONTHS)
    return months_after(visited_on, LASTING_MONTHS) if is_settled else visited_on + LATER


def _placements(stays: Iterable[Stay]) -> list[Placement]:
    """The homes that a row of episodes tells, without short breaks."""
    found: list[Placement] = []
    for stay in stays:
        if stay.legal_status in SHORT_BREAKS:
            continue
        is_new = not found or found[-1].to_on != stay.from_on or stay.reason_started in NEW_PLACEMENT
        if is_new:
            found.append(Placement(stay.from_on, stay.to_on))
        else:
            found[-1] = Placement(found[-1].from_on, stay.to_on)
    return found


def _days_of(kinds: tuple[str, ...]) -> dict[tuple[UUID, str], list[date]]:
    days: dict[tuple[UUID, str], list[date]] = defaultdict(list)
    rows = ClockEvent.objects.filter(kind__in=kinds, on__isnull=False, corrected_by__isnull=True)
    for person, kind, on in rows.values_list("person_id", "kind", "on"):
        if on is not None:
            days[person, kind].append(on)
    return days
