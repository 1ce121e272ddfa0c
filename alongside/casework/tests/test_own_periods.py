"""Periods of a council's own: in every unit, both sides of the day, and what is refused when the server starts."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from alongside.casework import checks
from alongside.casework.local_clocks import LOCAL_CLOCKS, LocalClock, Period, by_id, running
from alongside.casework.local_clocks.plan import opens_on
from alongside.casework.tests.scene import TODAY
from alongside.casework.tests.test_life import clocks, home
from alongside.casework.tests.test_life_clocks import FAY_18, change, given
from alongside.casework.tests.test_panel import on_the_agenda, panel  # noqa: F401

DAY = timedelta(days=1)
UNITS = ((10, "days"), (10, "working days"), (2, "months"))


@pytest.fixture(params=UNITS, ids=[unit for _, unit in UNITS])
def own(request, settings) -> Period:
    """A period in each unit, set for every clock that counts back."""
    ids = (
        *("paper_runs_out", "leave_advice", "leave_application", "leave_plan", "staying_put_ends"),
        *("benefit_claim_ready", "notice_to_leave", "panel_agenda", "panel_papers", "before_eighteen"),
    )
    settings.LOCAL_CLOCKS = dict.fromkeys(ids, request.param)
    return Period(*request.param)


@pytest.mark.parametrize(
    ("count", "unit", "day", "before"),
    [
        (0, "days", date(2026, 12, 16), date(2026, 12, 16)),
        (10, "days", date(2028, 3, 10), date(2028, 2, 29)),
        (10, "days", date(2027, 3, 10), date(2027, 2, 28)),
        (10, "working days", date(2026, 12, 16), date(2026, 12, 2)),
        (1, "working days", date(2026, 12, 29), date(2026, 12, 24)),  # 28 December stands in for Boxing Day
        (1, "working days", date(2028, 3, 1), date(2028, 2, 29)),
        (6, "months", date(2027, 8, 10), date(2027, 2, 10)),
        (6, "months", date(2028, 8, 31), date(2028, 2, 29)),
        (6, "months", date(2027, 8, 31), date(2027, 2, 28)),
        (12, "months", date(2028, 2, 29), date(2027, 2, 28)),
    ],
)
def test_so_long_before_a_day(count, unit, day, before):
    assert Period(count, unit).before(day) == before


def hand_count(own: Period, days: date, working_days: date, months: date) -> date:
    return {"days": days, "working days": working_days, "months": months}[own.unit]


def test_a_paper_that_runs_out_is_seen_so_long_before(council, own):
    given(council, "identity-paper", paper="passport", received_on=TODAY, expires_on=date(2028, 4, 29))
    first = hand_count(own, date(2028, 4, 19), date(2028, 4, 13), date(2028, 2, 29))
    assert "paper_runs_out" not in clocks(council, on=first - DAY)
    assert clocks(council, on=first)["paper_runs_out"] == date(2028, 4, 29)


def test_leave_runs_out_and_each_step_is_due_so_long_before(council, own):
    given(council, "leave", status="limited", expires_on=date(2028, 4, 29))
    due_on = hand_count(own, date(2028, 4, 19), date(2028, 4, 13), date(2028, 2, 29))
    found = clocks(council)
    assert [found[name] for name in ("leave_advice", "leave_application", "leave_plan")] == [due_on] * 3


def test_what_follows_staying_put_is_due_so_long_before(council, own):
    given(council, "staying-put", decided="stays", decided_on=TODAY, from_on=FAY_18)
    due_on = hand_count(own, date(2028, 6, 10), date(2028, 6, 6), date(2028, 4, 20))
    assert clocks(council)["staying_put_ends"] == due_on


def test_a_claim_is_made_ready_so_long_before_18(council, own):
    first = hand_count(own, date(2027, 2, 19), date(2027, 2, 15), date(2027, 1, 1))
    assert "benefit_claim_ready" not in clocks(council, "Rory", on=first - DAY)
    assert clocks(council, "Rory", on=first)["benefit_claim_ready"] == date(2027, 3, 1)


def test_the_list_before_18_opens_so_long_before(council, own):
    first = hand_count(own, date(2027, 2, 19), date(2027, 2, 15), date(2027, 1, 1))
    assert opens_on(council.person("Rory").born_on) == first
    assert "before_eighteen" not in clocks(council, "Rory", on=first - DAY)
    assert clocks(council, "Rory", on=first)["before_eighteen"] == date(2027, 3, 1)


def test_notice_is_met_so_long_before(council, own):
    row = home(council)
    change(council, row, "home", notice_on=TODAY, leave_by=date(2027, 4, 29))
    assert clocks(council)["notice_to_leave"] == hand_count(
        own, date(2027, 4, 19), date(2027, 4, 15), date(2027, 2, 28)
    )  # fmt: skip


def test_the_panel_hears_so_long_before(council, panel, own):  # noqa: F811
    on_the_agenda(council, panel)
    due_on = hand_count(own, date(2026, 12, 6), date(2026, 12, 2), date(2026, 10, 16))
    found = {one.clock: one.due_on for one in running([council.id("Ella")], TODAY)}
    assert (found["panel_agenda"], found["panel_papers"]) == (due_on, due_on)


# --- Which can be set ------------------------------------------------------------------------------------------------

BY_LAW = {
    *("complaint_stage_1", "complaint_stage_1_complex", "complaint_stage_2", "complaint_stage_2_longest"),
    *("complaint_panel", "data_complaint_acknowledged", "own_records", "own_records_complex", "correction_told"),
    *("breach_told", "homeless_review"),
}
BY_THE_RECORD = {
    *("agreed_contact", "panel_action", "release_plan", "home_suitability", "health_passport", "identity_papers"),
    *("yearly_record", "supervision_done", "hidden_looked_at"),
}


def test_the_law_fixes_these_and_the_record_those():
    assert {one.id for one in LOCAL_CLOCKS if one.is_by_law} == BY_LAW
    assert {one.id for one in LOCAL_CLOCKS if one.day_from} == BY_THE_RECORD


def _clocks_of(module: str) -> dict[str, LocalClock]:
    return {name: one for name, one in vars(sys.modules[module]).items() if isinstance(one, LocalClock)}


def _counted_with(module: str) -> Iterator[str]:
    """The names of clocks whose period is read where days are counted: by name, or handed over to be read."""
    names, tree = _clocks_of(module), ast.parse(inspect.getsource(sys.modules[module]))
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    of_a_name = {id(node.value): node.attr for node in attributes if isinstance(node.value, ast.Name)}
    hands_over = any(
        node.attr == "period" and not (isinstance(node.value, ast.Name) and node.value.id in names)
        for node in attributes
    )
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id in names:
                read = of_a_name.get(id(node))
                if read == "period" or (read is None and hands_over):
                    yield node.id


def test_whatever_can_be_set_is_counted_with_and_what_the_record_says_is_not():
    modules = {clock.find.__module__ for clock in LOCAL_CLOCKS}
    counted = {_clocks_of(module)[name].id for module in modules for name in _counted_with(module)}
    set_by_a_period = {one.id for one in LOCAL_CLOCKS if not one.day_from}
    assert counted == set_by_a_period - {"breach_told"}  # counted in hours


@pytest.mark.parametrize("clock", sorted(BY_LAW | BY_THE_RECORD))
def test_a_period_for_a_clock_that_is_fixed_stops_the_start(settings, clock):
    settings.LOCAL_CLOCKS = {clock: (30, "days"), "money_decided": (3, "working days")}
    [error] = checks.no_own_period_is_of_a_clock_that_is_fixed()
    assert clock in error.msg and (by_id()[clock].day_from or "by law") in error.msg


def test_no_time_at_all_is_refused_where_some_is_usual(settings):
    settings.LOCAL_CLOCKS = dict.fromkeys(("money_decided", "money_decided_urgent", "keep_in_touch"), (0, "days"))
    errors = checks.no_own_period_is_nought()
    assert [error.msg.split()[2] for error in errors] == ["money_decided", "keep_in_touch"]
    settings.LOCAL_CLOCKS = {"money_decided": (1, "days")}
    assert checks.no_own_period_is_nought() == []
