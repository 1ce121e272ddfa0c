"""Scenarios: what could be done differently, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.forecasting.cells import AGES
from alongside.sufficiency.models import ForecastRun, Scenario

LEVERS = {
    "households_a_quarter": "{:g} more foster households approved each quarter",
    "keep_of_ten": "of ten households that would leave, {:g} stay",
    "retire_at_56": "every carer of 56 or over retires within a year",
    "staying_put_percent": "{:g} in 100 stay put with our own carers at 18",
    "homes_of_four": "our own children's homes keep at most four beds",
    "home_sooner": "{:g} more children a year go home",
    "guardianship": "{:g} more children a year leave to a special guardian or under another order that lasts",
    "step_down": "{:g} children a year move from a children's home to a foster home",
    "bring_back": "places near home kept for {:g} children who are far away",
    "taken_by_others": "other councils' children fill {:g} more of the places that we buy near home",
    "fewer_entries": "{:g} fewer children a year come into care",
}
"""What each lever says when it is pulled."""


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario in the list."""

    id: UUID
    name: str
    why: str
    levers: tuple[str, ...]
    state: str
    published_on: date | None
    newest_run: UUID | None


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """One scenario with what may be done with it now."""

    row: ScenarioRow
    version: int
    facts: dict[str, Any]
    runs: tuple[tuple[UUID, str, date], ...]
    may: frozenset[str]


def in_words(levers: dict[str, Any]) -> tuple[str, ...]:
    """Levers as sentences."""
    said = []
    for name, words in LEVERS.items():
        if name in levers:
            value = levers[name]
            said.append(words if isinstance(value, bool) else words.format(value))
    if said and levers.get("fewer_entries_age") is not None:
        said[-1] += f", of those aged {AGES[levers['fewer_entries_age']]}"
    return tuple(said)


def scenarios(actor: Actor) -> tuple[ScenarioRow, ...]:
    """All scenarios, by name."""
    access.check(actor, Verb.READ)
    newest: dict[UUID, UUID] = {}
    done = ForecastRun.objects.filter(state=ForecastRun.State.DONE).exclude(scenario=None).order_by("asked_at")
    for run_id, scenario_id in done.values_list("id", "scenario_id"):
        newest[scenario_id] = run_id
    return tuple(_row(row, newest.get(row.pk)) for row in Scenario.objects.all())


def scenario_page(actor: Actor, scenario_id: UUID) -> ScenarioPage:
    """One scenario."""
    row = access.row_for(actor, Scenario, scenario_id)
    runs = tuple((run.pk, run.get_state_display(), run.asked_at.date()) for run in row.runs.all())
    newest = row.runs.filter(state=ForecastRun.State.DONE).first()
    return ScenarioPage(_row(row, newest and newest.pk), row.version, row.levers, runs, _may(actor, row))


def is_forecast_as_it_stands(row: Scenario) -> bool:
    """Whether a forecast of it is done that pulls the levers it has now."""
    return row.runs.filter(state=ForecastRun.State.DONE, levers=row.levers).exists()


def _row(row: Scenario, newest: UUID | None) -> ScenarioRow:
    words = in_words(row.levers)
    return ScenarioRow(row.pk, row.name, row.why, words, row.get_state_display(), row.published_on, newest)


def _may(actor: Actor, row: Scenario) -> frozenset[str]:
    may = set()
    if access.can(actor, Verb.CREATE):
        may.add("forecast")
    if row.state == Scenario.State.DRAFT and access.can(actor, Verb.UPDATE):
        may |= {"change", "put_forward"} if is_forecast_as_it_stands(row) else {"change"}
    if row.state == Scenario.State.WAITING and access.can(actor, Verb.APPROVE) and row.proposed_by_id != actor.id:
        may.add("publish")
    return frozenset(may)
