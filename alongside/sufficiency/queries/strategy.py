"""The draft of a sufficiency strategy: the guidance's check-list, the snapshot, the forecast, what is needed, and what
providers should know. Nothing in it is about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.shell.actors import Actor
from alongside.shell.roles import Verb
from alongside.shell.slots import Counted
from alongside.sufficiency import access
from alongside.sufficiency.queries.forecasts import ForecastPage, Scored, how_wrong, published_forecast
from alongside.sufficiency.queries.places import Places, places
from alongside.sufficiency.queries.scenarios import ScenarioRow, scenarios
from alongside.sufficiency.queries.searches import Displaced, displaced
from alongside.sufficiency.queries.snapshot import NOT_KNOWN, Snapshot, beside_the_return, snapshot
from alongside.sufficiency.queries.statement import Need, Statement, expected_of, needs_of


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a strategy should answer, whether this draft does, and where."""

    asks: str
    is_answered: bool
    where: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """The whole draft."""

    checks: tuple[Check, ...]
    snapshot: Snapshot | None
    forecast: ForecastPage | None
    needs: tuple[Need, ...]
    places: Places
    scenarios: tuple[ScenarioRow, ...]
    scored: tuple[Scored, ...]
    displaced: Displaced | None
    beside: tuple[Counted, ...]
    to_develop: tuple[str, ...]

    def statement(self, *, on: date) -> Statement:
        """What providers should know, as the records stand: the draft of what everybody reads."""
        return Statement(
            on=on,
            snapshot=self.snapshot,
            forecast_on=self.forecast.row.origin_on if self.forecast else None,
            needs=self.needs,
            expected=expected_of(self.forecast.results) if self.forecast else (),
            done=tuple((row.name, row.levers) for row in self.scenarios),
            scored=self.scored,
        )


def strategy(actor: Actor, *, on: date) -> Strategy:
    """The draft as the records stand."""
    access.check(actor, Verb.READ)
    now, ahead, there = snapshot(actor, on=on), published_forecast(actor), places(actor, on=on)
    chosen = tuple(row for row in scenarios(actor) if row.published_on)
    scored = how_wrong(actor, on=on)
    wanted, beside = displaced(on), beside_the_return(actor, on=on)
    return Strategy(
        checks=_checks(now, ahead, there, chosen, scored),
        snapshot=now,
        forecast=ahead,
        needs=needs_of(ahead.results) if ahead else (),
        places=there,
        scenarios=chosen,
        scored=scored,
        displaced=wanted,
        beside=beside,
        to_develop=(
            *_to_develop(now, ahead, there, scored),
            *(() if beside else ("Disability: neither the return nor our own records tell of it yet.",)),
            "Special educational needs: the return does not hold them.",
            *(() if wanted else ("The home that was wanted, beside the one that was found: write down searches.",)),
        ),
    )


def _checks(
    now: Snapshot | None,
    ahead: ForecastPage | None,
    there: Places,
    chosen: tuple[ScenarioRow, ...],
    scored: tuple[Scored, ...],
) -> tuple[Check, ...]:
    """The duty is Children Act 1989, section 22G: enough homes in the area that meet children's needs, so far as is
    reasonably practicable, with regard to the benefit of several providers and kinds of home. What follows are the
    heads under which the statutory guidance "Sufficiency" (2010) asks for it, in our own words."""
    by_hand = "write it into the file that opens in Word"
    return (
        Check("Who the children are, and what they need", now is not None, "#now"),
        Check("Where they live, and how far from home", bool(now and now.postcodes), "#now"),
        Check("Which places there are, of which kind, from whom", bool(there.households and there.homes), "#places"),
        Check("How many children there will be, and how sure that is", ahead is not None, "#ahead"),
        Check("How right earlier forecasts were", bool(scored), "#right"),
        Check("Which places are short, by kind and year", bool(ahead), "#needs"),
        Check("What will be done: recruiting, keeping, going home sooner", bool(chosen), "#plan"),
        Check("What providers should know", bool(ahead and there.fees), "#market"),
        Check("What it costs, and the chance of overspending", bool(ahead and ahead.tells_cost), "#ahead"),
        Check("What children and young people said", False, by_hand),
        Check("Which partners were asked: health, housing, schools, courts", False, by_hand),
    )


def _to_develop(
    now: Snapshot | None, ahead: ForecastPage | None, there: Places, scored: tuple[Scored, ...]
) -> tuple[str, ...]:
    """Figures that are missing, each with what would bring it."""
    missing = [there.disagrees] if there.disagrees else []
    if now is None or not now.postcodes:
        missing.append("Distance from home and area: load the postcode directory.")
    elif any(name == NOT_KNOWN and str(count) != "0" for name, count in now.tables[-2].rows):
        missing.append("Some postcodes are not in the directory that was loaded: load a newer one.")
    if ahead is None:
        missing.append("A forecast that a second person has published.")
    if not scored:
        missing.append("A published forecast that is a year old: until then nobody can say how right we are.")
    if not there.assumed:
        missing.append("How many households are approved and leave in a year, and how many places can be used.")
    return tuple(missing)
