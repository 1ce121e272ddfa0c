"""Who is looked after on the last day of the newest return, counted in groups, small numbers hidden.

Every table can be narrowed to one group. What is shown of a group must not tell a few by subtraction from what is shown
of everybody or of other groups, so a number is hidden if few are in the group or few are outside it, and more of them
until none of the few can be worked out (``hiding``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import polars as pl

from alongside.returns import Return, joined_episodes
from alongside.returns.tables import year_ends_on
from alongside.shell import disclosure, slots
from alongside.shell.actors import Actor
from alongside.shell.disclosure import HIDDEN, SMALLEST_SHOWN, Count
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.assuming import fees_on
from alongside.sufficiency.forecasting.cells import AGES, KIND_OF_PLACE, PROVIDERS, TYPES, birthdays
from alongside.sufficiency.forecasting.distance import FAR_MILES, Centroid, miles, plain_postcode
from alongside.sufficiency.forecasting.history import SHORT_BREAKS, day_number
from alongside.sufficiency.held import Held, newest_returns, read_held
from alongside.sufficiency.hiding import Narrowed, Place, hidden
from alongside.sufficiency.models import Postcode

NOT_KNOWN = "not known"
KINDS = (*TYPES[:3], "with parents", "placed for adoption", "somewhere else")
PROVIDED = ("the council", "somebody else")
OWN_FOSTERING = f"{TYPES[0]}, {PROVIDED[0]}"
"""Of the kinds of home by who provides them: our own foster carers."""
SEXES = {"M": "boys", "F": "girls"}
IN_CARE = ("under 3 months", "3 to 6 months", "6 to 12 months", "1 to 2 years", "2 to 5 years", "5 years or more")
IN_CARE_DAYS = (0, 92, 183, 365, 731, 1827)
MOVES = ("none", "one", "two", "three or more")
YES_NO = ("yes", "no")
HOW_FAR = ("20 miles or less from home", f"more than {FAR_MILES:.0f} miles from home", NOT_KNOWN)
WHERE = ("in our area", "outside our area", NOT_KNOWN)
NEEDS = ("abuse or neglect", "other needs")


@dataclass(frozen=True, slots=True)
class Child:
    """One child in groups alone: nothing by which anybody could be known."""

    age: str
    sex: str
    kind: str
    provider: str
    uasc: str
    in_care: str
    moves: str
    how_far: str
    where: str
    need: str
    unplanned: str


@dataclass(frozen=True, slots=True)
class Table:
    """One breakdown. ``rows`` are names and counts that are safe to show together."""

    name: str
    title: str
    of: str
    rows: tuple[tuple[str, Count], ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one kind of home with one kind of provider costs a week: children times the fee.

    ``weekly`` is None where no fee is set, ``pounds`` also where the number of children is hidden: it could be told
    from the pounds.
    """

    name: str
    children: Count
    weekly: float | None
    pounds: float | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All breakdowns of a day. ``only`` is the group that they are narrowed to; empty is everybody."""

    on: date
    total: Count
    only: str
    tables: tuple[Table, ...]
    costs: tuple[Cost, ...]
    postcodes: bool

    def table(self, name: str) -> Table | None:
        """One of them by its name."""
        return next((table for table in self.tables if table.name == name), None)


@dataclass(frozen=True, slots=True)
class Cut:
    """A way of breaking down: its name, title, groups in order, and the group of a child."""

    name: str
    title: str
    of: str
    groups: tuple[str, ...]
    group: Callable[[Child], str]
    same_as: str = ""
    """Another that tells of the same thing, more or less finely."""

    @property
    def tells_of(self) -> str:
        """What it tells of."""
        return self.same_as or self.name


CUTS = (
    Cut("age", "Children by age", "Age", AGES, lambda one: one.age),
    Cut("sex", "Girls and boys", "Sex", (*SEXES.values(), NOT_KNOWN), lambda one: one.sex),
    Cut("kind", "Children by kind of home", "Kind of home", KINDS, lambda one: one.kind),
    Cut(
        "provider",
        "Kinds of home, by who provides them",
        "Kind of home and provider",
        (*(f"{kind}, {who}" for kind in TYPES[:3] for who in PROVIDED), "elsewhere"),
        lambda one: f"{one.kind}, {one.provider}" if one.kind in TYPES[:3] else "elsewhere",
        same_as="kind",
    ),
    Cut("uasc", "Children who came alone to seek asylum", "Came alone", YES_NO, lambda one: one.uasc),
    Cut("in-care", "How long they have been in care", "Time in care", IN_CARE, lambda one: one.in_care),
    Cut("moves", "Moves to another home in the last 12 months", "Moves", MOVES, lambda one: one.moves),
    Cut("unplanned", "A placement ended unplanned in the last 12 months", "Ended", YES_NO, lambda one: one.unplanned),
    Cut("where", "Homes in our area and outside it", "Where", WHERE, lambda one: one.where),
    Cut("how-far", "How far from home", "Distance", HOW_FAR, lambda one: one.how_far),
    Cut("need", "Why they came into care", "Main need", NEEDS, lambda one: one.need),
)
GROUP_OF = {cut.name: cut.group for cut in CUTS}
ONLY: Mapping[str, Narrowed] = {
    "girls": Narrowed("Girls", "sex", ("girls",)),
    "boys": Narrowed("Boys", "sex", ("boys",)),
    "under-10": Narrowed("Children under 10", "age", AGES[:3]),
    "10-to-15": Narrowed("Children of 10 to 15", "age", AGES[3:4]),
    "16-and-17": Narrowed("Young people of 16 and 17", "age", AGES[4:]),
    "fostering": Narrowed("Children in foster homes", "kind", ("fostering",)),
    "residential": Narrowed("Children in children's homes", "kind", ("residential",)),
    "supported": Narrowed("Young people in supported accommodation", "kind", ("supported",)),
    "alone": Narrowed("Children who came alone", "uasc", YES_NO[:1]),
    "far": Narrowed(f"Children more than {FAR_MILES:.0f} miles from home", "how-far", HOW_FAR[1:2]),
}
"""Groups that the snapshot can be narrowed to, one at a time."""
UNPLANNED = frozenset({"CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO"})
"""Reasons for a change of placement that nobody had planned."""


def snapshot(actor: Actor, only: str = "", *, on: date) -> Snapshot | None:
    """The newest return's last day in groups, or today where its year goes on; None where no return is held.

    An unknown group is everybody.
    """
    access.check(actor, Verb.READ)
    return snapshot_on(on, only)


def beside_the_return(actor: Actor, *, on: date) -> tuple[slots.Counted, ...]:
    """What other records tell of those looked after on a day, and the return does not."""
    access.check(actor, Verb.READ)
    return tuple(found for ask in slots.beside_the_snapshot.all() if (found := ask(on)) is not None)


def snapshot_on(on: date, only: str = "") -> Snapshot | None:
    """The same, for what is handed out in groups anyway."""
    held = newest_returns()
    if not held:
        return None
    return snapshot_of(held, min(year_ends_on(held[-1][0]), on), only)


def snapshot_of(held: Held, day: date, only: str = "") -> Snapshot:
    """The groups of a day as these returns tell it, whatever came in after them."""
    children = children_on(held, day)
    only = only if only in ONLY else ""
    gone = _hidden(children, is_narrowed=bool(only))
    inside = [one for one in children if _belongs(one, only)]
    tables = tuple(
        Table(cut.name, cut.title, cut.of, _shown(only, cut, Counter(map(cut.group, inside)), gone)) for cut in CUTS
    )
    total = disclosure.breakdown({"in": len(inside), "out": len(children) - len(inside)}).parts["in"]
    costs = _costs(next(table for table in tables if table.name == "provider"), day)
    label = ONLY[only].label if only else ""
    return Snapshot(day, HIDDEN if (only, "", "") in gone else total, label, tables, costs, Postcode.objects.exists())


def _belongs(child: Child, only: str) -> bool:
    return not only or GROUP_OF[ONLY[only].table](child) in ONLY[only].groups


def _shown(only: str, cut: Cut, counted: Counter[str], gone: Container[Place]) -> tuple[tuple[str, Count], ...]:
    whole = disclosure.breakdown({group: counted[group] for group in cut.groups if (only, cut.name, group) not in gone})
    return tuple((group, whole.parts.get(group, HIDDEN)) for group in cut.groups)


@lru_cache(maxsize=4)
def _hidden(children: tuple[Child, ...], *, is_narrowed: bool) -> frozenset[Place]:
    """The numbers that are not shown of these children; with ``is_narrowed`` those of every group's page too."""
    pages = ONLY if is_narrowed else {}
    counted = [{cut.name: cut.group(one) for cut in CUTS} for one in children]
    at_first = {(only, cut.name, group) for only in ("", *pages) for cut in CUTS for group in _few(only, cut, children)}
    return hidden(CUTS, pages, counted, at_first)


def _few(only: str, cut: Cut, children: Iterable[Child]) -> list[str]:
    """The groups that are hidden whatever else is shown: few are in them or few are outside, and one beside these."""
    ins, outs = Counter[str](), Counter[str]()
    for one in children:
        (ins if _belongs(one, only) else outs)[cut.group(one)] += 1
    return [group for group, count in _safe(cut.groups, ins, outs) if count.value is None]


def _costs(provided: Table, on: date) -> tuple[Cost, ...]:
    """What is shown of children by kind and provider, times the fees of the day; there is none for elsewhere."""
    fees = {(fee.kind, fee.provider): fee.weekly for fee in fees_on(on)}
    found = []
    for kind in TYPES[:3]:
        for who, provider in zip(PROVIDED, PROVIDERS, strict=True):
            name = f"{kind}, {who}"
            children, weekly = dict(provided.rows)[name], fees.get((kind, provider))
            known = weekly is not None and children.value is not None
            found.append(Cost(name, children, weekly, weekly * children.value if known else None))
    return tuple(found)


def children_on(held: Held, day: date) -> tuple[Child, ...]:
    """Everyone looked after on a day that the returns tell of, in groups."""
    known = {row.postcode: Centroid(row.latitude, row.longitude, row.is_inside) for row in Postcode.objects.all()}
    return _children(held, tuple(sorted(known.items(), key=lambda item: item[0])), day)


def is_place_known(one: Child) -> bool:
    """Whether both the distance from home and the area are known."""
    return NOT_KNOWN not in (one.how_far, one.where)


def is_far_outside(one: Child) -> bool:
    """Placed more than 20 miles from home and outside the council's area."""
    return one.how_far == HOW_FAR[1] and one.where == WHERE[1]


def _safe(groups: tuple[str, ...], ins: Counter[str], outs: Counter[str]) -> tuple[tuple[str, Count], ...]:
    """Counts of those inside, hidden where few are in or out, and so many that none can be worked out."""
    parts = {group: ins[group] for group in groups}
    shown = dict(disclosure.breakdown(parts).parts)
    for group in groups:
        if 0 < outs[group] < SMALLEST_SHOWN:
            shown[group] = HIDDEN
    hidden = [group for group in groups if shown[group].value is None]
    rest = sorted((parts[group], group) for group in groups if group not in hidden and parts[group])
    if len(hidden) == 1 and rest:
        shown[rest[0][1]] = HIDDEN
    return tuple((group, shown[group]) for group in groups)


@lru_cache(maxsize=2)
def _children(held: Held, known: tuple[tuple[str, Centroid], ...], day: date) -> tuple[Child, ...]:
    given = read_held(held)
    return () if given is None else tuple(_read(given, dict(known), day))


def _read(given: Return, known: Mapping[str, Centroid], on: date) -> Iterable[Child]:
    """Everyone with an episode that is open at the end, but for short breaks."""
    told = joined_episodes(given).filter(~pl.col("LS").is_in(SHORT_BREAKS).fill_null(False))
    births = given["Header"].drop_nulls(["CHILD", "DOB_on"]).sort("year").unique("CHILD", keep="last")
    here = (pl.col("DECOM_on") <= on) & (pl.col("DEC_on").is_null() | (pl.col("DEC_on") > on))
    open_now = told.filter(here).unique("CHILD", keep="last", maintain_order=True)
    rows = open_now.join(births.select("CHILD", "DOB_on", "SEX"), on="CHILD", how="inner")
    since, moves, unplanned = _since(told.filter(pl.col("DECOM_on") <= on)), _moves(told, on), _unplanned(told, on)
    alone = _came_alone(given, on)
    band = _age_bands(rows["DOB_on"].to_list(), on)
    for number, row in enumerate(rows.iter_rows(named=True)):
        child = row["CHILD"]
        yield Child(
            age=AGES[min(band[number], len(AGES) - 1)],
            sex=SEXES.get(row["SEX"] or "", NOT_KNOWN),
            kind=_kind(row["PLACE"] or ""),
            provider=PROVIDED[row["PLACE_PROVIDER"] != "PR1"],
            uasc=YES_NO[child not in alone],
            in_care=_band((on - since[child]).days),
            moves=MOVES[min(moves.get(child, 0), 3)],
            how_far=_how_far(row, known),
            where=_where(row, known),
            need=NEEDS[row["CIN"] != "N1"],
            unplanned=YES_NO[child not in unplanned],
        )


def _kind(place: str) -> str:
    known = KIND_OF_PLACE.get(place)
    if known:
        return known
    return KINDS[3] if place == "P1" else KINDS[4] if place in ("A3", "A4", "A5", "A6") else KINDS[5]


def _age_bands(born: list[date], on: date) -> list[int]:
    days = np.array([day_number(day) for day in born], dtype=np.int64)
    return [] if not born else [int(row.sum()) for row in day_number(on) >= birthdays(days)[:, :-1]]


def _since(told: pl.DataFrame) -> dict[str, date]:
    """The first day of each child's latest period of care, as far as the returns tell."""
    gap = (pl.col("DECOM_on") > pl.col("DEC_on").shift(1).over("CHILD")).fill_null(False)
    rows = told.with_columns(period=gap.cast(pl.Int32).cum_sum().over("CHILD"))
    latest = rows.filter(pl.col("period") == pl.col("period").max().over("CHILD"))
    return dict(latest.group_by("CHILD").agg(pl.col("DECOM_on").min()).iter_rows())


def _moves(told: pl.DataFrame, on: date) -> dict[str, int]:
    """Changes of placement in the last twelve months: RNE P, T or B, and not a temporary one."""
    recent = told.filter(
        pl.col("DECOM_on").is_between(on - timedelta(days=364), on), pl.col("RNE").is_in(["P", "T", "B"])
    )
    lasting = recent.filter(~pl.col("PLACE").str.starts_with("T").fill_null(False))
    return dict(lasting.group_by("CHILD").len().iter_rows())


def _unplanned(told: pl.DataFrame, on: date) -> frozenset[str]:
    ended = told.filter(pl.col("DEC_on").is_between(on - timedelta(days=364), on))
    return frozenset(ended.filter(pl.col("REASON_PLACE_CHANGE").is_in(sorted(UNPLANNED)))["CHILD"])


def _came_alone(given: Return, on: date) -> frozenset[str]:
    rows = given["UASC"].filter(pl.col("year") == given.year)
    still = rows.filter(pl.col("DUC_on").is_null() | (pl.col("DUC_on") > on))
    return frozenset(still["CHILD"].drop_nulls())


def _band(days: int) -> str:
    return IN_CARE[sum(days >= begins for begins in IN_CARE_DAYS) - 1]


def _how_far(row: Mapping[str, str | None], known: Mapping[str, Centroid]) -> str:
    home = known.get(plain_postcode(row["HOME_POST"] or ""))
    there = known.get(plain_postcode(row["PL_POST"] or ""))
    if home is None or there is None:
        return HOW_FAR[2]
    return HOW_FAR[miles(home, there) > FAR_MILES]


def _where(row: Mapping[str, str | None], known: Mapping[str, Centroid]) -> str:
    there = known.get(plain_postcode(row["PL_POST"] or ""))
    if there is None or there.is_inside is None:
        return WHERE[2]
    return WHERE[0] if there.is_inside else WHERE[1]
