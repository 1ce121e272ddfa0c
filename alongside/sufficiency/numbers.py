"""Counts from the statutory returns held and from the register of places, small numbers hidden: the board's only door.

``figures`` has the indicators that a return alone gives, computed from the newest return of each year, as far back as
the years follow one another; those that need the postcode directory besides; and those of carers and homes.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from alongside.returns.indicators import INDICATORS, Indicator, Span
from alongside.returns.tables import year_ends_on, year_starts_on
from alongside.shell import figures as measuring
from alongside.shell.figures import Figures, Measured, Period
from alongside.sufficiency.counting import measured
from alongside.sufficiency.forecasting.capacity import BEDS_OF_FOUR
from alongside.sufficiency.held import facts_held, newest_returns
from alongside.sufficiency.models import FosterHousehold, Home, Postcode
from alongside.sufficiency.queries.places import OLDER
from alongside.sufficiency.queries.snapshot import (
    NOT_KNOWN,
    WHERE,
    Child,
    children_on,
    is_far_outside,
    is_place_known,
)

figures = Figures("sufficiency")


def years_held() -> tuple[int, ...]:
    """The collection years of the returns that the figures are computed from, oldest first."""
    return tuple(year for year, _ in newest_returns())


def _enter(indicator: Indicator) -> None:
    @figures.computes(indicator.id, source=indicator.source, definition=indicator.definition)
    def measure(period: Period) -> Measured | None:
        facts = facts_held(newest_returns())
        found = facts and indicator.of(facts, Span(period.from_on, period.to_on))
        return measured(found) if found else None


for _indicator in INDICATORS.values():
    _enter(_indicator)


# ---- what the postcode directory adds to the return ----


def _children_on(period: Period) -> tuple[Child, ...] | None:
    """Everyone looked after at the end of the period, in groups; None without a return or postcodes."""
    held = newest_returns()
    if not held or not Postcode.objects.exists():
        return None
    if not year_starts_on(held[0][0]) <= period.to_on <= year_ends_on(held[-1][0]):
        return None
    return children_on(held, period.to_on)


@figures.computes("B1", source="903 return: Episodes HOME_POST, PL_POST; postcode directory that the council loaded")
def placed_far(period: Period) -> Measured | None:
    """Children looked after, without those seeking asylum alone, placed more than 20 miles from home and outside the
    council's area, of those whose distance and area are known, at the end of the period."""
    known = [one for one in _children_on(period) or () if one.uasc == "no" and is_place_known(one)]
    return measuring.share(sum(map(is_far_outside, known)), of=len(known))


@figures.computes("B2", source="903 return: Episodes PL_POST; postcode directory that the council loaded")
def placed_outside(period: Period) -> Measured | None:
    """Children looked after whose placement lies outside the council's area, of those whose area is known, at the end
    of the period."""
    known = [one for one in _children_on(period) or () if one.where != NOT_KNOWN]
    return measuring.share(sum(one.where == WHERE[1] for one in known), of=len(known))


# ---- carers and homes ----


def _households(on: date) -> QuerySet[FosterHousehold]:
    return FosterHousehold.objects.filter(approved_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))


@figures.computes("B4", source="Register of foster households")
def foster_households(period: Period) -> Measured | None:
    """The council's own approved foster households at the end of the period."""
    found = _households(period.to_on).count()
    return measuring.amount(found, unit="households") if found else None


@figures.computes("B9", source="Register of foster households")
def places_a_carer(period: Period) -> Measured | None:
    """Places approved for each foster household (one carer is taken as one household), at the end of the period."""
    places = list(_households(period.to_on).values_list("places", flat=True))
    return measuring.average(sum(places), over=len(places), unit="places")


@figures.computes("B11", source="Register of foster households")
def older_carers(period: Period) -> Measured | None:
    """Foster households whose main carer is 56 or over in the year, of all, at the end of the period."""
    born = list(_households(period.to_on).values_list("born_year", flat=True))
    return measuring.share(sum(period.to_on.year - year >= OLDER for year in born), of=len(born))


@figures.computes("B12", source="Register of foster households")
def change_in_carers(period: Period) -> Measured | None:
    """Foster households approved, less those deregistered or retired, in the period."""
    if not FosterHousehold.objects.exists():
        return None
    days = (period.from_on, period.to_on)
    came = FosterHousehold.objects.filter(approved_on__range=days).count()
    return measuring.amount(came - FosterHousehold.objects.filter(ended_on__range=days).count(), unit="households")


@figures.computes("B13", source="Register of homes")
def homes_of_four(period: Period) -> Measured | None:
    """The council's own children's homes with at most four beds, of all its own, at the end of the period, in per cent.
    Homes are no people, so few of them are shown."""
    open_then = Q(opened_on__lte=period.to_on) & (Q(closed_on=None) | Q(closed_on__gt=period.to_on))
    beds = list(Home.objects.filter(open_then, is_own=True, kind=Home.Kind.RESIDENTIAL).values_list("beds", flat=True))
    small = sum(number <= BEDS_OF_FOUR for number in beds)
    return measuring.amount(round(Decimal(100 * small) / len(beds), 1), unit=measuring.PERCENT) if beds else None
