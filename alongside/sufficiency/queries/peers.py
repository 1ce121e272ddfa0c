"""Ourselves beside the councils that share their numbers: shares and rates, so that large and small compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet
from django.urls import reverse

from alongside.returns.indicators import INDICATORS
from alongside.returns.tables import year_ends_on
from alongside.shell import design
from alongside.shell.actors import Actor
from alongside.shell.figures import Figure
from alongside.shell.roles import Verb
from alongside.sufficiency import access, sharing
from alongside.sufficiency.counting import counted_in_year
from alongside.sufficiency.forecasting.cells import AGES
from alongside.sufficiency.held import Held, facts_held, newest_returns
from alongside.sufficiency.models import OpenComparison, PeerFigure
from alongside.sufficiency.queries.forecasts import newest_published
from alongside.sufficiency.queries.snapshot import CUTS, HOW_FAR, IN_CARE, MOVES, WHERE, snapshot_on
from alongside.sufficiency.sharing import (
    AHEAD,
    AHEAD_GROUPS,
    ALL,
    BOUNDS,
    EVERYBODY,
    OF_100,
    RATE_OF,
    RATES,
    YEARS_AHEAD,
    Line,
    ahead_group,
)

SHARED = ("age", "kind", "provider", "in-care", "moves", "where", "how-far")
"""The tables of the snapshot that may be shared."""
RATED = "indicators"
TITLES: Mapping[str, str] = {
    **{cut.name: cut.title for cut in CUTS if cut.name in SHARED},
    AHEAD: "The published forecast, up to three years ahead",
    RATED: f"The other {len(RATE_OF)} indicators of the return, of its newest year that is over",
}
KNOWN: sharing.Groups = {
    ALL: (EVERYBODY,),
    AHEAD: AHEAD_GROUPS,
    **{cut.name: cut.groups for cut in CUTS if cut.name in SHARED},
    **{id: (group,) for id, group in RATE_OF.items()},
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that is compared: the children of some groups, of 100; or a rate."""

    name: str
    label: str
    measure: str
    groups: tuple[str, ...]
    told_in: str = OF_100
    definition: str = ""
    """What exactly an indicator counts."""

    @property
    def is_rate(self) -> bool:
        """Whether its number is a rate as it was shared."""
        return self.groups[0] in RATES


COMPARED = (
    Compared("fostering", "Children in foster homes", "kind", ("fostering",)),
    Compared("own-fostering", "Children with the council's own foster carers", "provider", ("fostering, the council",)),
    Compared("residential", "Children in children's homes", "kind", ("residential",)),
    Compared("supported", "Young people in supported accommodation", "kind", ("supported",)),
    Compared("under-10", "Children under 10", "age", AGES[:3]),
    Compared("16-and-17", "Young people of 16 and 17", "age", AGES[4:]),
    Compared("long", "Children in care for 5 years or more", "in-care", IN_CARE[-1:]),
    Compared("moved", "Children who moved three times or more in 12 months", "moves", MOVES[-1:]),
    Compared("outside", "Children whose home is outside the council's area", "where", WHERE[1:2]),
    Compared("far", "Children more than 20 miles from home", "how-far", HOW_FAR[1:2]),
    Compared(AHEAD, "Children expected in three years", AHEAD, AHEAD_GROUPS[-len(BOUNDS) :], "for each 100 now"),
    *(
        Compared(id.lower(), f"{id}: {INDICATORS[id].name}", id, (group,), group, INDICATORS[id].definition)
        for id, group in RATE_OF.items()
    ),
)


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One council's value; None where it is hidden or not shared. ``low`` and ``high`` are those of a forecast."""

    council: str
    as_at: date
    is_ours: bool
    value: float | None
    low: float | None = None
    high: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Peers:
    """The comparison of one thing. ``rows`` are sorted, the largest first, those that tell nothing last."""

    compared: Compared
    rows: tuple[PeerRow, ...]
    others: int
    may_share: bool = False
    may_take_in: bool = False
    may_open: bool = False
    is_open: bool = False
    councils: tuple[tuple[str, bool], ...] = ()
    """The others, and whether everybody may read what they share; for whoever decides that."""

    @property
    def tells_anything(self) -> bool:
        """Whether any council's value is there to be drawn."""
        return any(row.value is not None for row in self.rows)


def peers(actor: Actor, name: str = "", *, on: date) -> Peers:
    """Ourselves and all who share, in one thing; an unknown name is the first."""
    access.check(actor, Verb.READ)
    compared = next((one for one in COMPARED if one.name == name), COMPARED[0])
    others, rows = _compared(compared, PeerFigure.objects.all(), lines_of_ours(_tables((compared,)), on=on))
    may = {verb: access.can(actor, verb) for verb in (Verb.CREATE, Verb.UPDATE, Verb.APPROVE)}
    is_open = OpenComparison.objects.filter(name=compared.name).exists()
    councils = _councils() if may[Verb.APPROVE] else ()
    return Peers(compared, rows, others, may[Verb.CREATE], may[Verb.UPDATE], may[Verb.APPROVE], is_open, councils)


def _councils() -> tuple[tuple[str, bool], ...]:
    rows = PeerFigure.objects.order_by("council", "is_for_everybody")
    return tuple(rows.values_list("council", "is_for_everybody").distinct())


def open_comparisons() -> tuple[str, ...]:
    """The names of those that everybody may read, in the order in which we compare."""
    names = set(OpenComparison.objects.values_list("name", flat=True))
    return tuple(one.name for one in COMPARED if one.name in names)


def how_we_compare() -> tuple[str, str] | None:
    """Words and address of the public page, while there is something on it."""
    return ("How we compare with other councils", reverse("comparisons:compared")) if open_comparisons() else None


def public_peers(*, on: date) -> tuple[Peers, ...]:
    """What everybody may read: the comparisons that were opened, with the councils that agreed to it."""
    return _public(set(open_comparisons()), on=on)


def public_comparison(name: str, *, on: date) -> Peers | None:
    """One of them; None where it is not open."""
    return next(iter(_public({name} & set(open_comparisons()), on=on)), None)


def _public(names: set[str], *, on: date) -> tuple[Peers, ...]:
    chosen = [one for one in COMPARED if one.name in names]
    agreed = PeerFigure.objects.filter(is_for_everybody=True)
    ours = lines_of_ours(_tables(chosen), on=on) if chosen else ()
    found = ((one, *_compared(one, agreed, ours)) for one in chosen)
    return tuple(Peers(compared, rows, others) for compared, others, rows in found)


def _tables(chosen: Iterable[Compared]) -> frozenset[str]:
    """What has to be counted of ours for these comparisons."""
    return frozenset(RATED if one.is_rate else one.measure for one in chosen)


def _compared(
    compared: Compared, shared: QuerySet[PeerFigure], of_ours: Iterable[Line]
) -> tuple[int, tuple[PeerRow, ...]]:
    """How many others share anything of it, and a row for each council."""
    measures = (compared.measure,) if compared.is_rate else (ALL, compared.measure)
    theirs = [
        Line(row.council, row.as_at, row.measure, row.group, row.number) for row in shared.filter(measure__in=measures)
    ]
    ours = [line for line in of_ours if line.measure in measures]
    rows = [*_rows(compared, ours, is_ours=True), *_rows(compared, theirs, is_ours=False)]
    rows.sort(key=lambda row: (row.value is None, -(row.value or 0), row.council))
    return len({line.council for line in theirs}), tuple(rows)


def _rows(compared: Compared, lines: Iterable[Line], *, is_ours: bool) -> list[PeerRow]:
    told: dict[tuple[str, date], dict[tuple[str, str], int | None]] = {}
    for line in lines:
        told.setdefault((line.council, line.as_at), {})[line.measure, line.group] = line.number
    return [_row(compared, council, as_at, found, is_ours) for (council, as_at), found in told.items()]


def _row(
    compared: Compared, council: str, as_at: date, found: Mapping[tuple[str, str], int | None], is_ours: bool
) -> PeerRow:
    everybody = 100 if compared.is_rate else found.get((ALL, EVERYBODY))
    places = [(compared.measure, group) for group in compared.groups]
    values = [found.get(place) for place in places]
    known = [value for value in values if value is not None]
    if not everybody or len(known) < len(values):
        return PeerRow(council, as_at, is_ours, None, is_hidden=any(place in found for place in places))
    of_100 = [100 * value / everybody for value in known]
    if compared.measure == AHEAD:
        low, middle, high = of_100
        return PeerRow(council, as_at, is_ours, middle, low, high)
    return PeerRow(council, as_at, is_ours, sum(of_100))


def lines_of_ours(chosen: frozenset[str], *, on: date) -> tuple[Line, ...]:
    """Our own numbers, as they would be shared: those of the measures chosen, and how many there are in all."""
    now = snapshot_on(on)
    if now is None:
        return ()
    name = design.council().name
    lines = [Line(name, now.on, ALL, EVERYBODY, now.total.value)]
    for table in now.tables:
        if table.name in SHARED and table.name in chosen:
            lines += [Line(name, now.on, table.name, group, count.value) for group, count in table.rows]
    return (
        *lines,
        *(_ahead(name, now.on) if AHEAD in chosen else ()),
        *(_rated(name, on) if RATED in chosen else ()),
    )


def _rated(name: str, on: date) -> list[Line]:
    """The indicators of the newest year that is over."""
    held = newest_returns()
    years = [year for year, _ in held if year_ends_on(year) <= on]
    return sharing.rates_of(name, year_ends_on(years[-1]), _figures_of(held, years[-1])) if years else []


@lru_cache(maxsize=2)
def _figures_of(held: Held, year: int) -> Mapping[str, Figure]:
    """The indicators of a year. What is stored never changes, so they are counted once."""
    facts = facts_held(held)
    return {} if facts is None else counted_in_year(facts, year)


def _ahead(name: str, as_at: date) -> list[Line]:
    """The published forecast of doing as we do now, up to three years."""
    run = newest_published()
    if run is None:
        return []
    ends = run.results["total"][12::12][:YEARS_AHEAD]
    return [
        Line(name, as_at, AHEAD, ahead_group(year, bound), round(values[place]))
        for year, values in enumerate(ends, start=1)
        for bound, place in zip(BOUNDS, (0, 2, 4), strict=True)
    ]
