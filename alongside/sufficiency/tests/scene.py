"""A small invented council with five returns held, places, fees and assumptions."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from alongside.shell import actions as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.queries import actor_for
from alongside.sufficiency import actions
from alongside.sufficiency.forecasting.tests.invented import world
from alongside.sufficiency.models import ForecastRun, Scenario

TODAY = date(2025, 11, 23)
"""A day after the last of the five returns, which end with March 2025."""
SYSTEM = Actor.system("tests")


def hold_returns(*, until: int = 2025) -> None:
    """The returns of the small world up to a year."""
    for archive in world().archives():
        year, blob = int(archive.name[:4]), archive.getvalue()
        if year <= until:
            shell.store_return(year=year, sha256=hashlib.sha256(blob).hexdigest(), blob=blob, by=SYSTEM)


def fill_places() -> None:
    """A few carers, homes and fees."""
    for number in range(12):
        actions.add_household(
            reference=f"F{number}",
            born_year=1962 + 2 * number,
            places=2,
            approved_on=date(2020, 1, 1),
            on=TODAY,
            by=SYSTEM,
        )
    actions.add_home(name="Tern House", kind="residential", beds=6, is_own=True, opened_on=date(2019, 1, 1), by=SYSTEM)
    for kind in ("fostering", "residential", "supported"):
        for provider, weekly in (("own", 500), ("bought", 900)):
            fee = Decimal(weekly)
            actions.set_fee(kind=kind, provider=provider, weekly=fee, from_on=date(2020, 1, 1), by=SYSTEM)
    actions.set_assumptions(
        approvals=Decimal(3), places_when_new=Decimal("1.3"), deregistered_percent=Decimal(8),
        usable_percent=Decimal(85), agency_foster_places=10, staying_put_percent=Decimal(30),
        fees_rise_percent=Decimal(3), budget=Decimal(5_000_000), why="Invented",
        on=TODAY - timedelta(days=900), by=SYSTEM,
    )  # fmt: skip


def actor(user: User) -> Actor:
    """Somebody with the roles of today."""
    return actor_for(user.pk, on=TODAY)


def a_forecast(by: Actor, **asked: Any) -> ForecastRun:
    """A forecast of few draws, worked out."""
    run = actions.ask_forecast(**{"draws": 50, "months": 24, "soon": False, "on": TODAY, "by": by} | asked)
    return actions.work_out_forecast(run_id=run.pk, by=SYSTEM)


def a_scenario(by: Actor, **levers: Any) -> Scenario:
    """A scenario that recruits, unless other levers are given."""
    return actions.save_scenario(
        name=f"Scenario {len(levers)}", why="To see", levers=levers or {"households_a_quarter": 3.0}, by=by
    )
