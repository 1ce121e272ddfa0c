"""Forecasts as they were made, two of them beside each other, and how wrong those that were published turned out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np

from alongside.law.ages import months_after
from alongside.shell.actors import Actor
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.forecasting.cells import PROVIDERS, TYPES
from alongside.sufficiency.forecasting.forecast import stock_on
from alongside.sufficiency.forecasting.history import day_number
from alongside.sufficiency.forecasting.scores import covered, crps
from alongside.sufficiency.held import Held, history_held, newest_returns
from alongside.sufficiency.models import ForecastRun
from alongside.sufficiency.packing import A_YEAR, Kept, unpacked
from alongside.sufficiency.queries.scenarios import in_words
from alongside.sufficiency.queries.spread import Band, spread_of
from alongside.sufficiency.working_out import bounds

State = ForecastRun.State
AS_NOW = "doing as we do now"
EVERYBODY, FAR = "Children in care", "Far from home"


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One forecast in the list."""

    id: UUID
    name: str
    state: str
    origin_on: date | None
    asked_at: datetime
    asked_by: str
    published_on: date | None
    is_done: bool

    @property
    def heading(self) -> str:
        """The name as it stands at the beginning of a line. Capitals within it stay: it may hold UASC."""
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """One forecast whole. ``results`` as ``working_out`` made them; ``may`` what can be done with it now."""

    row: ForecastRow
    version: int
    step: str
    message: str
    months: int
    draws: int
    seed: int
    inputs: str
    years: tuple[int, ...]
    levers: tuple[str, ...]
    method: str
    why: str
    results: dict[str, Any] = field(repr=False)
    assumed: dict[str, Any] = field(repr=False)
    may: frozenset[str]
    kept_draws: bytes = field(default=b"", repr=False)

    def spread(self) -> tuple[Band, ...]:
        """The first year's cost in bands, from every draw: asked for only where it is shown."""
        return spread_of(unpacked(self.kept_draws).costs, self.assumed["budget"]) if self.kept_draws else ()

    @property
    def without_fee(self) -> tuple[str, ...]:
        """The kinds of home and providers for which no fee was set: they count as costing nothing."""
        known = {(fee["kind"], fee["provider"]) for fee in self.assumed["fees"]}
        whose = dict(zip(PROVIDERS, ("our own", "bought"), strict=False))
        return tuple(
            f"{kind}, {words}" for kind in TYPES[:3] for who, words in whose.items() if (kind, who) not in known
        )

    @property
    def tells_cost(self) -> bool:
        """Whether any fee was set: without one there is no cost to tell."""
        return bool(self.results and self.results["costs"] and self.assumed["fees"])

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to come."""
        return self.row.state in (State.WAITING.label, State.RUNNING.label)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two forecasts at one year's end: the middle and the bounds of 80 of 100 draws."""

    what: str
    year: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two forecasts of the same returns and chance, and the second less the first. ``why_not`` where they are not."""

    one: ForecastRow
    other: ForecastRow
    levers: tuple[tuple[str, ...], tuple[str, ...]]
    drawn: str
    """What differs most, of children in care and children far from home: it is drawn."""
    lines: tuple[list[list[float]], list[list[float]]]
    differences: tuple[Difference, ...]
    why_not: str = ""
    also: str = ""
    """What else than the levers the difference is of."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How a published forecast stands against what happened on one day.

    ``wrong_by`` is the CRPS of the total, ``as_now`` how wrong "the same as then" would have been; ``within`` the share
    of the cells (age by kind of home) whose interval held what happened.
    """

    row: ForecastRow
    on: date
    happened: int
    low: float
    middle: float
    high: float
    is_within: bool
    wrong_by: float
    as_now: float
    within: float
    types_wrong_by: float


def forecasts(actor: Actor) -> tuple[ForecastRow, ...]:
    """All forecasts, newest first."""
    access.check(actor, Verb.READ)
    return tuple(_row(run) for run in _runs())


def _runs() -> Any:
    return ForecastRun.objects.select_related("scenario", "asked_by").defer("kept_draws", "results")


def _row(run: ForecastRun) -> ForecastRow:
    return ForecastRow(
        run.pk,
        run.scenario.name if run.scenario else AS_NOW,
        run.get_state_display(),
        run.origin_on,
        run.asked_at,
        run.asked_by.name if run.asked_by else "the system",
        run.published_on,
        run.state == State.DONE,
    )


def forecast_page(actor: Actor, run_id: UUID) -> ForecastPage:
    """One forecast."""
    run = access.row_for(actor, ForecastRun, run_id)
    may = set()
    if run.state == State.DONE and not run.published_on and access.can(actor, Verb.APPROVE):
        may |= {"publish"} if run.asked_by_id != actor.id else set()
    return ForecastPage(
        row=_row(run),
        version=run.version,
        step=run.step,
        message=run.message,
        months=run.months,
        draws=run.draws,
        seed=run.seed,
        inputs=run.inputs,
        years=tuple(int(year) for year, _ in run.held),
        levers=in_words(run.levers),
        method=run.method,
        why=run.why,
        results=run.results,
        assumed=run.assumed,
        may=frozenset(may),
        kept_draws=bytes(run.kept_draws or b""),
    )


def published_forecast(actor: Actor) -> ForecastPage | None:
    """The newest published forecast of doing as we do now; None where there is none."""
    access.check(actor, Verb.READ)
    run = newest_published()
    return None if run is None else forecast_page(actor, run.pk)


def newest_published() -> ForecastRun | None:
    """The newest published forecast of doing as we do now."""
    published = ForecastRun.objects.exclude(published_on=None).filter(scenario=None)
    return published.order_by("-origin_on", "-done_at").first()


def comparison(actor: Actor, one_id: UUID, other_id: UUID) -> Comparison:
    """Two forecasts beside each other."""
    one, other = (access.row_for(actor, ForecastRun, pk) for pk in (one_id, other_id))
    rows, words = (_row(one), _row(other)), (in_words(one.levers), in_words(other.levers))
    why_not = _why_not(one, other)
    if why_not:
        return Comparison(*rows, words, "", ([], []), (), why_not)
    kept = unpacked(bytes(one.kept_draws or b"")), unpacked(bytes(other.kept_draws or b""))
    found = tuple(_differences(*kept))
    last = {difference.what: abs(difference.middle) for difference in found}
    drawn = max((EVERYBODY, FAR), key=lambda what: last[what])
    values = [each.far if drawn == FAR else each.stock.sum(axis=(1, 2), dtype=np.int32) for each in kept]
    return Comparison(*rows, words, drawn, (bounds(values[0]), bounds(values[1])), found, also=_also(one, other))


def _why_not(one: ForecastRun, other: ForecastRun) -> str:
    if one.state != State.DONE or other.state != State.DONE:
        return "One of them is not done yet."
    differ = [words for name, words in SAME.items() if getattr(one, name) != getattr(other, name)]
    if differ:
        return (
            f"They differ in {' and in '.join(differ)}, so their difference would not be of the scenario alone. Make "
            "one of them again, to be like the other."
        )
    return ""


SAME = {
    "inputs": "the returns that they are made from",
    "months": "how far they look ahead",
    "draws": "the number of draws",
    "seed": "the chance that they take",
}
"""What two forecasts must share to be compared."""
ALSO = (
    "Between the two, somebody changed the places, the fees or what forecasts assume. The difference is of that too. "
    "Make both again to see the scenario alone."
)


def _also(one: ForecastRun, other: ForecastRun) -> str:
    """What else the difference is of. The budget changes no child and no cost."""
    facts = [{name: value for name, value in run.assumed.items() if name != "budget"} for run in (one, other)]
    return "" if facts[0] == facts[1] else ALSO


def _differences(one: Kept, other: Kept) -> list[Difference]:
    found = []
    for what, first, second in _compared(one, other):
        for year in range(first.shape[1]):
            low, middle, high = np.quantile(second[:, year] - first[:, year], (0.1, 0.5, 0.9))
            found.append(Difference(what, year + 1, float(low), float(middle), float(high)))
    return found


def _compared(one: Kept, other: Kept) -> list[tuple[str, Any, Any]]:
    """What is compared, from the first year's end on."""
    stocks = [kept.stock[..., 1:].astype(float) for kept in (one, other)]
    pairs = [(EVERYBODY, stocks[0].sum(axis=(1, 2)), stocks[1].sum(axis=(1, 2)))]
    pairs += [
        (f"In {kind} homes" if kind != "other" else "Elsewhere", *(stock.sum(axis=1)[:, number] for stock in stocks))
        for number, kind in enumerate(TYPES)
    ]
    pairs.append((FAR, one.far[:, 1:].astype(float), other.far[:, 1:].astype(float)))
    pairs.append(("Foster households", one.households[:, 1:].astype(float), other.households[:, 1:].astype(float)))
    pairs.append(("Pounds a year", one.costs.astype(float), other.costs.astype(float)))
    return pairs


def how_wrong(actor: Actor, *, on: date) -> tuple[Scored, ...]:
    """Every published forecast against what the returns of the years that were over ``on`` tell, newest day first."""
    access.check(actor, Verb.READ)
    return scored_against(newest_returns(on))


def scored_against(held: Held) -> tuple[Scored, ...]:
    """Every published forecast against what these returns tell, newest day first."""
    history = history_held(held)
    if history is None:
        return ()
    published = ForecastRun.objects.exclude(published_on=None).exclude(origin_on=None).filter(scenario=None)
    found: list[Scored] = []
    for run in published.select_related("asked_by", "scenario"):
        kept = unpacked(bytes(run.kept_draws or b""))
        for year in range(1, kept.stock.shape[-1]):
            day = months_after(run.origin_on, year * A_YEAR)
            if history.begins <= day_number(day) < history.ends:
                found.append(_scored(_row(run), day, kept, year, stock_on(history, day_number(day)).sum(axis=2)))
    return tuple(sorted(found, key=lambda one: (one.on, one.row.asked_at), reverse=True))


def _scored(row: ForecastRow, on: date, kept: Kept, year: int, happened: Any) -> Scored:
    cells = kept.stock[..., year].astype(float)
    total, types = cells.sum(axis=(1, 2)), cells.sum(axis=1)
    low, middle, high = np.quantile(total, (0.1, 0.5, 0.9))
    return Scored(
        row=row,
        on=on,
        happened=int(happened.sum()),
        low=float(low),
        middle=float(middle),
        high=float(high),
        is_within=bool(covered(total[:, None], happened.sum())[0]),
        wrong_by=round(float(crps(total[:, None], happened.sum())[0]), 1),
        as_now=float(abs(int(kept.stock[0, ..., 0].sum()) - int(happened.sum()))),
        within=float(covered(cells, happened).mean()),
        types_wrong_by=round(float(crps(types, happened.sum(axis=0)).mean()), 1),
    )
