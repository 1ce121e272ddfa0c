"""What providers of homes should know, for everybody: groups alone, as a second person published them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from alongside.sufficiency.models import Scenario
from alongside.sufficiency.packing import A_YEAR
from alongside.sufficiency.queries.forecasts import Scored, newest_published, scored_against
from alongside.sufficiency.queries.scenarios import in_words
from alongside.sufficiency.queries.snapshot import Snapshot, Table, snapshot_of

SHOWN = ("age", "kind", "where", "how-far")
"""Tables of the children as they are now that a provider needs."""


Bounds = tuple[float, float, float]
"""The lower bound of 80 of 100 draws, the middle, the upper bound."""
FEWEST_EXPECTED = 5


@dataclass(frozen=True, slots=True)
class Need:
    """How many places of a kind are needed beside our own by a day, and how many of them are not there near home."""

    kind: str
    years: int
    by_on: date
    low: float
    middle: float
    high: float
    missing: Bounds


@dataclass(frozen=True, slots=True)
class Expected:
    """How many children of an age are expected to need a kind of home on a day."""

    kind: str
    age: str
    on: date
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Statement:
    """The market position statement. ``forecast_on`` is the last day that the forecast knew; None where there is none.

    ``done`` is what the council does itself: the name of each published scenario, and its levers in words.
    """

    on: date
    snapshot: Snapshot | None
    forecast_on: date | None
    needs: tuple[Need, ...]
    expected: tuple[Expected, ...]
    done: tuple[tuple[str, tuple[str, ...]], ...]
    scored: tuple[Scored, ...]

    @property
    def contact(self) -> str:
        """Whom providers should talk to."""
        return settings.HOMES_CONTACT

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the children that a provider needs."""
        return tuple(one for one in self.snapshot.tables if one.name in SHOWN) if self.snapshot else ()


def needs_of(results: Mapping[str, Any]) -> tuple[Need, ...]:
    """The places that are short in what a forecast found, by kind and year."""
    return tuple(
        Need(kind, years, _day(results, years), *_bounds(values), missing=_bounds(told["far"][years]))
        for kind, told in results["homes"].items()
        for years, values in enumerate(told["short"])
        if years
    )


def expected_of(results: Mapping[str, Any]) -> tuple[Expected, ...]:
    """Children by age and kind of home at the end of a forecast, those of whom more than a few are expected."""
    last = (len(results["days"]) - 1) // A_YEAR
    return tuple(
        Expected(kind, age, _day(results, last), _bounds(kinds[kind][last]))
        for kind in results["homes"]
        for age, kinds in results["cells"].items()
        if last and _bounds(kinds[kind][last])[0] >= FEWEST_EXPECTED
    )


def _day(results: Mapping[str, Any], years: int) -> date:
    return date.fromisoformat(results["days"][A_YEAR * years])


def _bounds(values: Sequence[float]) -> Bounds:
    return values[0], values[2], values[4]


def public_statement(*, on: date) -> Statement:
    """What everybody may read; nothing while no forecast is published.

    It tells of the returns from which the published forecast was made, and of its day alone. A return that came in
    later is not told before a second person publishes from it, and no child is told by subtracting one day from the
    next.
    """
    run = newest_published()
    if run is None or run.published_on is None or run.origin_on is None:
        return Statement(on, None, None, (), (), (), ())
    held = tuple((int(year), UUID(id)) for year, id in run.held)
    return Statement(
        on=run.published_on,
        snapshot=snapshot_of(held, run.origin_on),
        forecast_on=run.origin_on,
        needs=needs_of(run.results),
        expected=expected_of(run.results),
        done=done_of(Scenario.objects.filter(state=Scenario.State.PUBLISHED)),
        scored=scored_against(held),
    )


def done_of(chosen: Iterable[Scenario]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Name and levers of scenarios."""
    return tuple((row.name, in_words(row.levers)) for row in chosen)


def homes_we_need() -> tuple[str, str] | None:
    """Words and address of the public page, while there is something on it."""
    return ("Homes that we need for children", reverse("homes_needed:statement")) if newest_published() else None
