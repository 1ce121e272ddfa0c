"""Verbs about scenarios: tried, put forward, published by somebody else."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.actions.places import one_only
from alongside.sufficiency.forecasting import Levers
from alongside.sufficiency.models import Scenario
from alongside.sufficiency.queries.scenarios import in_words, is_forecast_as_it_stands

State = Scenario.State
NAMES = frozenset(each.name for each in fields(Levers))


@transaction.atomic
def save_scenario(*, name: str, why: str, levers: dict[str, Any], by: Actor) -> Scenario:
    """Save what could be done differently, under a name."""
    access.check(by, Verb.CREATE)
    checked = _checked(levers)
    with one_only(f"There is a scenario called {name} already."):
        row = Scenario.objects.create(name=name, why=why, levers=checked, proposed_by_id=by.id)
    audit.record(actor=by, verb="saved scenario", subject_kind="scenario", subject=row.pk)
    return row


@transaction.atomic
def change_scenario(*, scenario_id: UUID, version: int, why: str, levers: dict[str, Any], by: Actor) -> Scenario:
    """Change a scenario that is still being tried. Forecasts made of it stay as they were."""
    row = _in(scenario_id, (State.DRAFT,), Verb.UPDATE, by=by)
    changes = {"why": why, "levers": _checked(levers), "proposed_by_id": by.id}
    return _move(row, version, changes, "changed scenario", by=by)


@transaction.atomic
def put_forward_scenario(*, scenario_id: UUID, version: int, by: Actor) -> Scenario:
    """Put a scenario forward for the strategy, once a forecast of it is done."""
    row = _in(scenario_id, (State.DRAFT,), Verb.UPDATE, by=by)
    if not is_forecast_as_it_stands(row):
        raise FactRefused("Make a forecast of it as it stands first: nobody can judge it without.")
    return _move(row, version, {"state": State.WAITING, "proposed_by_id": by.id}, "put scenario forward", by=by)


@transaction.atomic
def publish_scenario(*, scenario_id: UUID, version: int, on: date, by: Actor) -> Scenario:
    """Publish to the strategy what somebody else put forward."""
    row = _in(scenario_id, (State.WAITING,), Verb.APPROVE, by=by)
    access.check_not_own_work(by, row.proposed_by_id)
    changes = {"state": State.PUBLISHED, "published_by_id": by.id, "published_on": on}
    return _move(row, version, changes, "published scenario", by=by)


# ---------------------------------------------------------------------------------------------------------------------


def _checked(levers: dict[str, Any]) -> dict[str, Any]:
    """The levers that are pulled, as they are kept. Raises FactRefused where none is."""
    strange = set(levers) - NAMES
    if strange:
        raise FactRefused(f"There is no lever {', '.join(sorted(strange))}.")
    whole = Levers(**levers)
    if whole.fewer_entries_age is not None and not whole.fewer_entries:
        raise FactRefused("Say how many fewer children of that age come into care a year, or choose any age.")
    if not whole.pulled:
        raise FactRefused("Say at least one thing that is done differently.")
    return {name: getattr(whole, name) for name in whole.pulled}


def _in_words(levers: dict[str, Any]) -> str:
    return "; ".join(in_words(levers))


def _in(scenario_id: UUID, states: tuple[str, ...], verb: Verb, *, by: Actor) -> Scenario:
    row = access.row_for(by, Scenario, scenario_id, verb)
    if row.state not in states:
        raise WrongState(f"This scenario: {row.get_state_display().lower()}.")
    return row


def _move(row: Scenario, version: int, changes: dict[str, Any], verb: str, *, by: Actor) -> Scenario:
    row = save_over(row, version=version, changes=changes, what=row.name, said={"levers": _in_words})
    audit.record(actor=by, verb=verb, subject_kind="scenario", subject=row.pk)
    return row
