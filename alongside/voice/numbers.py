"""Counts of taking part and of promises, small numbers hidden: the board's only door.

``figures`` has the indicators that these records alone give.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, Max

from alongside.shell import figures as measuring
from alongside.shell.figures import PERCENT, Figures, Measured, Period
from alongside.voice.models import Commitment, Meeting, PanelsOfQuarter, Part
from alongside.voice.quarters import next_quarter, quarter_of

figures = Figures("voice")
DAY = timedelta(days=1)
CAME = (Meeting.State.HELD, Meeting.State.AGREED)


@figures.computes("K1", source="Meetings of forums and takeover days, recorded by number")
def forum_reach(period: Period) -> Measured | None:
    """Young people at the best attended meeting of each forum in the period, added up. Attendance is kept by number,
    never by name: whoever came to two forums counts twice, and whoever came only to another meeting is left out.
    """
    held = Meeting.objects.filter(state__in=CAME, on__range=(period.from_on, period.to_on))
    most = list(held.order_by().values("forum").annotate(most=Max("young_people")).values_list("most", flat=True))
    return measuring.number(sum(most)) if most else None


@figures.computes("K7", source="Promises on “You said, we did”, each agreed by a second person")
def promises_kept(period: Period) -> Measured | None:
    """Promises to young people done by the day that was promised first, of all whose first day lies in the period.
    A promise that was moved, given up or is late counts as not kept. It counts promises, not people: all are public.
    """
    due = Commitment.objects.filter(
        is_refusal=False, agreed_on__isnull=False, first_by_when__range=(period.from_on, period.to_on)
    )
    promised = due.count()
    if not promised:
        return None
    kept = due.filter(state=Commitment.State.DONE, ended_on__lte=F("first_by_when")).count()
    share = (Decimal(100 * kept) / promised).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return measuring.amount(share, unit=PERCENT)


@figures.computes("K6", source="Recruitment panels: each with young people on it, and how many there were in a quarter")
def panels(period: Period) -> Measured | None:
    """Recruitment panels on which young people sat, of all of the quarters that lie in the period and of which the
    number of all panels is written down. It counts panels, not people.
    """
    counted = PanelsOfQuarter.objects.filter(from_on__range=(period.from_on, period.to_on))
    quarters = {row.from_on: row.held for row in counted if next_quarter(row.from_on) <= period.to_on + DAY}
    held = sum(quarters.values())
    if not held:
        return None
    days = Part.objects.filter(kind=Part.Kind.RECRUITING, on__range=(period.from_on, period.to_on))
    sat = sum(quarter_of(day) in quarters for day in days.values_list("on", flat=True))
    share = (Decimal(100 * sat) / held).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return measuring.amount(share, unit=PERCENT)
