"""Ourselves beside the councils that share their numbers: shares of all children, so that large and small compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.shell import design
from alongside.shell.actors import Actor
from alongside.shell.roles import Verb
from alongside.sufficiency import access, sharing
from alongside.sufficiency.forecasting.cells import AGES
from alongside.sufficiency.models import PeerFigure
from alongside.sufficiency.queries.forecasts import published_forecast
from alongside.sufficiency.queries.snapshot import CUTS, HOW_FAR, IN_CARE, MOVES, WHERE, snapshot
from alongside.sufficiency.sharing import AHEAD, AHEAD_GROUPS, ALL, BOUNDS, EVERYBODY, YEARS_AHEAD, Line, ahead_group

SHARED = ("age", "kind", "provider", "in-care", "moves", "where", "how-far")
"""The tables of the snapshot that may be shared."""
TITLES: Mapping[str, str] = {
    **{cut.name: cut.title for cut in CUTS if cut.name in SHARED},
    AHEAD: "The published forecast, up to three years ahead",
}
KNOWN: sharing.Groups = {
    ALL: (EVERYBODY,),
    AHEAD: AHEAD_GROUPS,
    **{cut.name: cut.groups for cut in CUTS if cut.name in SHARED},
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that is compared: the children of some groups, of 100."""

    name: str
    label: str
    measure: str
    groups: tuple[str, ...]


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
    Compared(AHEAD, "Children expected in three years", AHEAD, AHEAD_GROUPS[-len(BOUNDS) :]),
)


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One council: the share of 100, or for each 100 now; None where it is hidden or not shared. ``low`` and ``high``
    are those of a forecast."""

    council: str
    as_at: date
    is_ours: bool
    of_100: float | None
    low: float | None = None
    high: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Peers:
    """The comparison of one thing. ``rows`` are sorted, the largest first, those that tell nothing last."""

    compared: Compared
    rows: tuple[PeerRow, ...]
    others: int
    may_share: bool
    may_take_in: bool


def peers(actor: Actor, name: str = "", *, on: date) -> Peers:
    """Ourselves and all who share, in one thing; an unknown name is the first."""
    access.check(actor, Verb.READ)
    compared = next((one for one in COMPARED if one.name == name), COMPARED[0])
    ours = our_lines(actor, frozenset(KNOWN), on=on)
    theirs = [
        Line(row.council, row.as_at, row.measure, row.group, row.children)
        for row in PeerFigure.objects.filter(measure__in=(ALL, compared.measure))
    ]
    rows = [*_rows(compared, ours, is_ours=True), *_rows(compared, theirs, is_ours=False)]
    rows.sort(key=lambda row: (row.of_100 is None, -(row.of_100 or 0), row.council))
    others = len({line.council for line in theirs})
    may = access.can(actor, Verb.CREATE), access.can(actor, Verb.UPDATE)
    return Peers(compared, tuple(rows), others, *may)


def _rows(compared: Compared, lines: Iterable[Line], *, is_ours: bool) -> list[PeerRow]:
    told: dict[tuple[str, date], dict[tuple[str, str], int | None]] = {}
    for line in lines:
        told.setdefault((line.council, line.as_at), {})[line.measure, line.group] = line.children
    return [_row(compared, council, as_at, found, is_ours) for (council, as_at), found in told.items()]


def _row(
    compared: Compared, council: str, as_at: date, found: Mapping[tuple[str, str], int | None], is_ours: bool
) -> PeerRow:
    everybody = found.get((ALL, EVERYBODY))
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


def our_lines(actor: Actor, chosen: frozenset[str], *, on: date) -> tuple[Line, ...]:
    """Our own numbers, as they would be shared: those of the measures chosen, and how many there are in all."""
    access.check(actor, Verb.READ)
    now = snapshot(actor, on=on)
    if now is None:
        return ()
    name = design.council().name
    lines = [Line(name, now.on, ALL, EVERYBODY, now.total.value)]
    for table in now.tables:
        if table.name in SHARED and table.name in chosen:
            lines += [Line(name, now.on, table.name, group, count.value) for group, count in table.rows]
    return (*lines, *(_ahead(actor, name, now.on) if AHEAD in chosen else ()))


def _ahead(actor: Actor, name: str, as_at: date) -> list[Line]:
    """The published forecast of doing as we do now, up to three years."""
    page = published_forecast(actor)
    if page is None:
        return []
    ends = page.results["total"][12::12][:YEARS_AHEAD]
    return [
        Line(name, as_at, AHEAD, ahead_group(year, bound), round(values[place]))
        for year, values in enumerate(ends, start=1)
        for bound, place in zip(BOUNDS, (0, 2, 4), strict=True)
    ]
