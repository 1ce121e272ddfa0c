"""What stands in the registers of places, fees and assumptions on a day, as a forecast takes it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from alongside.sufficiency.forecasting import capacity
from alongside.sufficiency.forecasting.costs import Fee as PlainFee
from alongside.sufficiency.models import Assumption, Fee, FosterHousehold, Home
from alongside.sufficiency.working_out import Assumed


def assumed(on: date) -> Assumed:
    """Places, rates and money as they stand."""
    told = Assumption.objects.filter(set_on__lte=on).first()
    there = FosterHousehold.objects.filter(approved_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    open_homes = Home.objects.filter(opened_on__lte=on).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    supply = capacity.Supply(
        tuple(capacity.Household(on.year - one.born_year, one.places) for one in there),
        tuple(capacity.Home(one.kind, one.beds, one.is_own) for one in open_homes),
        **_rates(told),
    )
    rise, budget = (float(told.fees_rise_percent), float(told.budget)) if told else (0.0, 0.0)
    return Assumed(supply, fees_on(on), rise, budget)


def _rates(told: Assumption | None) -> dict[str, float | int]:
    if told is None:
        return {}
    return {
        "approvals": float(told.approvals),
        "places_when_new": float(told.places_when_new),
        "deregistered": float(told.deregistered_percent) / 100,
        "usable": float(told.usable_percent) / 100,
        "agency_foster_places": told.agency_foster_places,
        "staying_put": float(told.staying_put_percent) / 100,
    }


def fees_on(on: date) -> tuple[PlainFee, ...]:
    """The fee of each kind and provider that holds on a day."""
    newest = {(fee.kind, fee.provider): fee for fee in Fee.objects.filter(from_on__lte=on).order_by("from_on")}
    return tuple(PlainFee(kind, provider, float(fee.weekly)) for (kind, provider), fee in sorted(newest.items()))
