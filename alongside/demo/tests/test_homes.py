"""The demo's homes: as many children before as now, a forecast that is scored, a scenario that waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from alongside.demo import build, files, homes, lives
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.queries import actor_for
from alongside.shell.roles import Role
from alongside.sufficiency import queries

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def test_homes_of_the_demo(account: Callable[..., User]) -> None:
    commissioner, head = (actor_for(account(role).pk, on=ON) for role in (Role.COMMISSIONER, Role.HEAD_OF_SERVICE))
    known = lives.numbered(lives.everyone(seed=1, on=ON))
    homes.complete_returns(known, on=ON, seed=1, years=build.YEARS_HELD, by=Actor.system("the demo"))
    homes.add_homes(commissioner, head, on=ON, seed=1)
    rows = queries.forecasts(commissioner)
    assert [row.state for row in rows] == ["Done"] * 3
    page = queries.published_forecast(commissioner)
    assert page is not None
    assert page.row.origin_on == date(2026, 3, 31)
    past = [value for _, value in page.results["past"]]
    assert max(past) < 1.25 * min(past)
    assert page.results["costs"][0][0] > 0
    scored = queries.how_wrong(commissioner, on=ON)
    assert [one.on for one in scored] == [date(2026, 3, 31)]
    assert [row.state for row in queries.scenarios(commissioner)] == ["Waits to be published"]
    for name in ("fostering", "far", "ahead", "a5", "i1"):
        beside = queries.peers(commissioner, name, on=ON)
        assert [row.is_ours for row in beside.rows].count(True) == 1
        assert sum(row.value is not None for row in beside.rows) >= 3, name
    now = queries.snapshot(commissioner, on=ON)
    assert now is not None
    assert now.on == ON
    provided = dict(next(table.rows for table in now.tables if table.name == "provider"))
    own = provided["residential, the council"].value
    assert own is not None and 5 <= own <= sum(
        beds for _, kind, beds, is_own in homes.HOMES if is_own and kind == "residential"
    )
    assert now.total.value == pytest.approx(lives.CHILDREN_IN_CARE, abs=12)


def test_those_who_left_are_in_order() -> None:
    left = lives.left_before(seed=1, on=ON, years=5)
    assert left == lives.left_before(seed=1, on=ON, years=5)
    for life in left:
        assert life.last_end is not None
        assert life.born_on < life.stays[0].from_on < life.last_end < ON
        assert life.last_end > ON - timedelta(days=5 * 365 + 1)


def test_the_returns_tell_of_adoption_of_missing_children_and_of_social_workers() -> None:
    """Else the board would read that nobody was placed, went missing or had another social worker."""
    everyone = [*lives.everyone(seed=1, on=ON), *lives.left_before(seed=1, on=ON, years=3)]
    tables = files.statutory_return(lives.numbered(everyone), year=2026, on=ON, seed=1)
    rows = {name: tables[f"{name}.csv"].decode().count("\r\n") - 1 for name in ("ad1", "missing", "sw_episodes")}
    assert rows["ad1"] >= 5
    assert rows["missing"] >= 30
    assert rows["sw_episodes"] > 600
    adopted = [one for one in everyone if one.stays[-1].reason_ended in ("E11", "E12")]
    assert adopted and all(one.adoption and one.stays[-1].legal_status == "E1" for one in adopted)


def test_only_care_leavers_are_asked_after_and_their_homes_are_known() -> None:
    """A child who left care at three is no care leaver at 17; a line without a home would count as unsuitable."""
    everyone = [*lives.everyone(seed=1, on=ON), *lives.left_before(seed=1, on=ON, years=5)]
    rows = files.statutory_return(lives.numbered(everyone), year=2026, on=ON, seed=1)["oc3.csv"].decode().split("\r\n")
    told = [row.split(",") for row in rows[1:] if row]
    assert told and all(activity and len(home) == (2 if touch == "YES" else 1) for *_, touch, activity, home in told)
