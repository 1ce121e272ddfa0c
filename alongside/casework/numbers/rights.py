"""What casework counts of complaints and advocates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from alongside.casework.complaints import progress_of
from alongside.casework.local_clocks.rights import clock_of
from alongside.casework.models import Advocacy, Complaint
from alongside.casework.numbers.base import in_the_days
from alongside.shell.figures import Measured, Period, parts, share

STAGES = {1: "Stage 1: answered by the service", 2: "Stage 2: investigated", 3: "Stage 3: a review panel"}
HERE = {"removed_at": None}


@in_the_days("G12", "Offers of an advocate")
def advocates(period: Period) -> Measured | None:
    """Young people who said yes to an advocate by the last day of the period, of those to whom one was offered, or who
    asked for one, in the period. It counts offers.
    """
    rows = Advocacy.objects.filter(offered_on__range=(period.from_on, period.to_on), **HERE)
    yes = rows.filter(answer=Advocacy.Answer.YES, answered_on__lte=period.to_on)
    return share(yes.count(), of=rows.count())


@in_the_days("G13", "Complaints and their steps")
def complaints(period: Period) -> Measured | None:
    """Complaints received in the period, by the furthest stage that each had reached on its last day; compliments and
    complaints about data are left out. It counts complaints.
    """
    rows = Complaint.objects.filter(
        kind=Complaint.Kind.COMPLAINT, received_on__range=(period.from_on, period.to_on), **HERE
    )
    found: Counter[str] = Counter(dict.fromkeys(STAGES.values(), 0))
    for row in rows.prefetch_related("steps"):
        steps = [one for one in row.steps.all() if one.on <= period.to_on]
        if steps:
            reached = [progress_of(row, steps[: count + 1]).stage or 1 for count in range(len(steps))]
            found[STAGES[max(reached)]] += 1
    return parts(found, unit="times")


@in_the_days("L4", "Complaints and their steps")
def complaints_in_time(period: Period) -> Measured | None:
    """Stages of complaints that were answered by their day, of all that were answered in the period or were late in
    it. It counts stages; a complaint that was taken back is left out.
    """
    met = list(_answers(period))
    return share(sum(met), of=len(met))


# ---------------------------------------------------------------------------------------------------------------------


def _answers(period: Period) -> Iterator[bool]:
    """For each stage that had to be answered by a day in the period: whether it was."""
    rows = Complaint.objects.filter(kind=Complaint.Kind.COMPLAINT, received_on__lte=period.to_on, **HERE)
    for row in rows.prefetch_related("steps"):
        steps = sorted(row.steps.all(), key=lambda one: one.number)
        for count, step in enumerate(steps, start=1):
            if step.step not in ("receive", "go_on"):
                continue
            rest = steps[count:]
            ends = next((place for place, one in enumerate(rest) if one.step in ("answer", "take_back")), None)
            until = [*steps[:count], *(rest if ends is None else rest[:ends])]
            clock = clock_of(row, progress_of(row, until))
            if clock is None:
                continue
            due_on = clock.period.after(step.on)
            end = None if ends is None else rest[ends]
            if due_on in period and (end is None or end.step == "answer" or end.on > due_on):
                yield end is not None and end.on <= due_on
