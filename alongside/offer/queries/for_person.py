"""What of the offer is for one person whose circumstances are known: for a young person's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.offer.queries.entitlements import Entitlement, entitlements
from alongside.offer.who_for import LOOKED_AFTER, WAS_IN_CARE, Circumstance, Fit, Situation, fit


@dataclass(frozen=True, slots=True)
class Fitting:
    """One entitlement, and whether it surely is for them or only if something is so that is not known here."""

    entitlement: Entitlement
    is_sure: bool


def fitting(
    *, categories: frozenset[str], age: int, looked_after: bool, circumstances: Mapping[str, bool], on: date
) -> tuple[Fitting, ...]:
    """Every entitlement that is or may be for a person of this council, sure ones first, else in the offer's order.

    ``categories`` are values of the law's categories; ``circumstances`` say yes or no by name, and leave out what is
    not known.
    """
    known = {one: circumstances[one.value] for one in Circumstance if one.value in circumstances}
    held = categories | {WAS_IN_CARE} | ({LOOKED_AFTER} if looked_after else set())
    situation = Situation(categories=held, youngest=age, under=age + 1, circumstances=known)
    found = [(one, fit(one.rows, situation, one.districts)) for one in entitlements(on=on)]
    shown = [Fitting(one, fits is Fit.YES) for one, fits in found if fits is not Fit.NO]
    return tuple(sorted(shown, key=lambda one: not one.is_sure))
