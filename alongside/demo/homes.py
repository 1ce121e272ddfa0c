"""Carers, homes, fees, two forecasts that are kept and a scenario: what a commissioner of Brightwater looks at."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from alongside.demo import files, lives
from alongside.shell import actions as shell
from alongside.shell.actors import Actor
from alongside.sufficiency import actions as sufficiency

HOUSEHOLDS = 262
"""Enough to look at, few enough not to wait for."""
AGO = timedelta(days=365)
HOMES = (
    ("Tern House", "residential", 6, True),
    ("Quay Lodge", "residential", 4, True),
    ("Sandpiper House", "residential", 5, True),
    ("Heron Court", "residential", 3, False),
    ("The Boathouse", "supported", 8, True),
    ("Lantern Row", "supported", 14, False),
)
FEES = (
    ("fostering", "own", 560),
    ("fostering", "bought", 1_010),
    ("residential", "own", 4_300),
    ("residential", "bought", 5_600),
    ("supported", "own", 900),
    ("supported", "bought", 1_450),
)
"""Pounds a week, all invented."""
NEIGHBOURS = (
    (
        "Aldersey Council",
        512,
        {
            ("kind", "fostering"): 361, ("kind", "residential"): 44, ("kind", "supported"): 52,
            ("kind", "with parents"): 31, ("kind", "placed for adoption"): 14, ("kind", "somewhere else"): 10,
            ("provider", "fostering, the council"): 236, ("where", "outside our area"): 143,
            ("how-far", "more than 20 miles from home"): 62, ("moves", "three or more"): 41,
            ("ahead", "year 3, low"): 468, ("ahead", "year 3, middle"): 521, ("ahead", "year 3, high"): 580,
            ("A5", "of 100"): 45, ("A8", "of 100"): 11, ("E1", "of 100"): 93, ("G3", "of 100"): 88,
            ("H7", "days"): 451, ("I1", "of 100"): 61, ("I2", "of 100"): 90,
        },
    ),
    (
        "Fenwold Borough Council",
        238,
        {
            ("kind", "fostering"): 152, ("kind", "residential"): 33, ("kind", "supported"): 29,
            ("kind", "with parents"): 18, ("kind", "placed for adoption"): None, ("kind", "somewhere else"): None,
            ("provider", "fostering, the council"): 81, ("where", "outside our area"): 97,
            ("how-far", "more than 20 miles from home"): 45, ("moves", "three or more"): None,
            ("A5", "of 100"): 42, ("A8", "of 100"): None, ("E1", "of 100"): 84,
            ("G3", "of 100"): 79, ("I1", "of 100"): 52, ("I2", "of 100"): 86,
        },
    ),
    (
        "Cawdale County Council",
        866,
        {
            ("kind", "fostering"): 571, ("kind", "residential"): 112, ("kind", "supported"): 96,
            ("kind", "with parents"): 47, ("kind", "placed for adoption"): 24, ("kind", "somewhere else"): 16,
            ("how-far", "more than 20 miles from home"): 139,
            ("ahead", "year 3, low"): 842, ("ahead", "year 3, middle"): 955, ("ahead", "year 3, high"): 1_079,
            ("A5", "of 100"): 47, ("E1", "of 100"): 90, ("G3", "of 100"): 91, ("H7", "days"): 398, ("I1", "of 100"): 57,
        },
    ),
)  # fmt: skip
"""Councils that do not exist, their children, and what they share of them."""
AGREED = ("Aldersey Council", "Cawdale County Council")
OPENED = ("fostering", "outside", "i1")
"""What everybody may read, of those councils that agreed to it."""
SEARCHES = (
    *(("fostering", "fostering", "", 19), ("residential", "residential", "", 6), ("supported", "supported", "", 9)),
    ("fostering", "residential", "No foster home near the school was free", 8),
    ("fostering", "none", "Went to live with a grandmother", 3),
)
"""Kind wanted, kind found, why another, and how many searches of the last year."""
POSTCODES = (
    ("BW1 4AB", 53.10, -0.40, "here"),
    ("BW2 7QD", 53.14, -0.52, "here"),
    ("BW3 1RT", 53.02, -0.31, "here"),
    ("BW5 9HN", 53.20, -0.65, "here"),
    ("BW8 2LP", 52.95, -0.48, "here"),
    ("BW11 6JF", 53.52, -0.95, "elsewhere"),
    ("BW14 3SE", 52.71, -1.10, "elsewhere"),
)
"""Invented postcodes on an invented map."""


def complete_returns(known: list[lives.Life], *, on: date, seed: int, years: int, by: Actor) -> None:
    """Put beside those whom the council still knows the children who have left: a forecast needs them as much."""
    everyone = [*known, *_numbered(lives.left_before(seed=seed, on=on, years=years))]
    newest = files.collection_year(on)
    for year in range(newest - years + 1, newest + 1):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.statutory_return(everyone, year=year, on=on, seed=seed).items():
                archive.writestr(zipfile.ZipInfo(name), data)
        blob = packed.getvalue()
        shell.store_return(year=year, sha256=hashlib.sha256(blob).hexdigest(), blob=blob, by=by)


def _numbered(left: list[lives.Life]) -> list[lives.Life]:
    for number, life in enumerate(left):
        life.child = f"BW{200001 + number}"
    return left


def add_homes(commissioner: Actor, head: Actor, *, on: date, seed: int) -> None:
    """Fill the register of places, and forecast a year ago, now, and with something done differently."""
    _add_places(commissioner, on=on, seed=seed)
    _search(on=on, seed=seed, by=commissioner)
    _share(on=on, by=commissioner)
    for name in AGREED:
        sufficiency.show_council(council=name, is_for_everybody=True, by=head)
    for name in OPENED:
        sufficiency.open_comparison(name=name, opens=True, on=on, by=head)
    old = sufficiency.ask_forecast(soon=False, on=on - AGO, by=commissioner)
    old = sufficiency.work_out_forecast(run_id=old.pk, by=Actor.system("forecast"))
    sufficiency.publish_forecast(run_id=old.pk, version=old.version, on=on - AGO, by=head)
    new = sufficiency.ask_forecast(soon=False, on=on, by=commissioner)
    new = sufficiency.work_out_forecast(run_id=new.pk, by=Actor.system("forecast"))
    sufficiency.publish_forecast(run_id=new.pk, version=new.version, on=on, by=head)
    scenario = sufficiency.save_scenario(
        name="Two more households a month, and homes of four",
        why="Foster homes near home cost half as much as agencies, and children stay at their school. Small homes "
        "are calmer.",
        levers={"households_a_quarter": 6.0, "keep_of_ten": 2.0, "homes_of_four": True, "bring_back": 10},
        by=commissioner,
    )
    run = sufficiency.ask_forecast(scenario_id=scenario.pk, soon=False, on=on, by=commissioner)
    sufficiency.work_out_forecast(run_id=run.pk, by=Actor.system("forecast"))
    sufficiency.put_forward_scenario(scenario_id=scenario.pk, version=scenario.version, by=commissioner)


def _share(*, on: date, by: Actor) -> None:
    """Three invented neighbours share their numbers; the smallest hides the most."""
    as_at = date(files.collection_year(on) - 1, 3, 31)
    for name, everybody, groups in NEIGHBOURS:
        lines = ["council,as_at,measure,group,number"]
        told = {("all", "everybody"): everybody} | groups
        lines += [f'{name},{as_at},{measure},"{group}",{"" if number is None else number}'
                  for (measure, group), number in told.items()]  # fmt: skip
        content = "\n".join(lines).encode()
        sufficiency.take_in_figures(content=content, on=on, by=by)


def _search(*, on: date, seed: int, by: Actor) -> None:
    """Searches for a home of the last year; three go on."""
    chance, number = Random(seed), 0
    for wanted, found, why, times in SEARCHES:
        for _ in range(times):
            number += 1
            begun = on - timedelta(days=chance.randrange(40, 340))
            row = sufficiency.begin_search(reference=f"S{number:03}", wanted=wanted, begun_on=begun, on=on, by=by)
            ended = begun + timedelta(days=chance.randrange(1, 30))
            sufficiency.end_search(
                search_id=row.pk, version=row.version, found=found, ended_on=ended, why_other=why, on=on, by=by
            )
    for days, wanted in ((2, "fostering"), (9, "fostering"), (21, "residential")):
        number += 1
        begun = on - timedelta(days=days)
        sufficiency.begin_search(reference=f"S{number:03}", wanted=wanted, begun_on=begun, on=on, by=by)


def _add_places(by: Actor, *, on: date, seed: int) -> None:
    chance = Random(seed)
    for number in range(HOUSEHOLDS):
        sufficiency.add_household(
            reference=f"F{number + 101}",
            born_year=on.year - chance.choices((34, 44, 52, 58, 63), (14, 30, 32, 15, 9))[0] - chance.randrange(4),
            places=chance.choices((1, 2, 3), (64, 28, 8))[0],
            approved_on=on - timedelta(days=chance.randrange(400, 5000)),
            on=on,
            by=by,
        )
    for name, kind, beds, is_own in HOMES:
        opened_on = on - timedelta(days=chance.randrange(700, 4000))
        sufficiency.add_home(name=name, kind=kind, beds=beds, is_own=is_own, opened_on=opened_on, by=by)
    for kind, provider, weekly in FEES:
        sufficiency.set_fee(kind=kind, provider=provider, weekly=Decimal(weekly), from_on=on - 2 * AGO, by=by)
    sufficiency.set_assumptions(
        approvals=Decimal(26), places_when_new=Decimal("1.4"), deregistered_percent=Decimal(8),
        usable_percent=Decimal(84), agency_foster_places=110, staying_put_percent=Decimal(32),
        fees_rise_percent=Decimal(4), budget=Decimal(34_000_000), on=on - 2 * AGO, by=by,
        why="Invented: the fostering register of the last three years, and the agencies' own lists.",
    )  # fmt: skip
    lines = ["pcds,lat,long,oslaua", *(f"{code},{lat},{long},{area}" for code, lat, long, area in POSTCODES)]
    sufficiency.load_postcodes(content="\n".join(lines).encode(), areas=frozenset({"here"}), by=by)
