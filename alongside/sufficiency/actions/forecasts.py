"""Verbs about forecasts: asked for, worked out by the worker, kept for ever, published by somebody else."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Verb
from alongside.sufficiency import access, assuming
from alongside.sufficiency.forecasting import Levers, Question
from alongside.sufficiency.forecasting.forecast import LONGEST
from alongside.sufficiency.forecasting.history import NothingToForecast
from alongside.sufficiency.held import fingerprint, history_held, newest_returns
from alongside.sufficiency.models import ForecastRun, Scenario
from alongside.sufficiency.working_out import Assumed, WorkedOut, work_out

State = ForecastRun.State
SEED = 903
"""The seed of every forecast, so that two of the same returns share their chance and differ by their levers alone."""
SHORTEST, FEWEST, MOST = 12, 50, 2_000


@transaction.atomic
def ask_forecast(
    *, scenario_id: UUID | None = None, months: int = 36, draws: int = 1_000, soon: bool = True, on: date, by: Actor
) -> ForecastRun:
    """Ask for a forecast from the returns of the years that were over ``on``, with or without a scenario's levers.

    The worker takes it up, unless ``soon`` is false: then whoever called works it out.
    """
    access.check(by, Verb.CREATE)
    held = newest_returns(on)
    if not held:
        raise FactRefused("There is no statutory return to forecast from. Send in at least two years.")
    if not (SHORTEST <= months <= LONGEST and months % 12 == 0 and FEWEST <= draws <= MOST):
        raise FactRefused(f"Ask for {SHORTEST} to {LONGEST} months, in whole years, and {FEWEST} to {MOST:,} draws.")
    scenario = None if scenario_id is None else access.row_for(by, Scenario, scenario_id)
    run = ForecastRun.objects.create(
        scenario=scenario,
        seed=SEED,
        months=months,
        draws=draws,
        inputs=fingerprint(held),
        held=[[year, str(id)] for year, id in held],
        levers={} if scenario is None else scenario.levers,
        assumed=assuming.assumed(on).as_record(),
        asked_at=clock.now(),
        asked_by_id=by.id,
    )
    audit.record(actor=by, verb="asked for forecast", subject_kind="forecast", subject=run.pk)
    if soon:
        transaction.on_commit(lambda: _soon(run.pk))
    return run


def _soon(run_id: UUID) -> None:
    from alongside.sufficiency.tasks import work_out_soon

    work_out_soon.enqueue(str(run_id))


@transaction.atomic
def begin_forecast(*, run_id: UUID, by: Actor) -> ForecastRun:
    """Take up a forecast that waits."""
    run = access.row_for(by, ForecastRun, run_id, Verb.UPDATE)
    if run.state not in (State.WAITING, State.RUNNING):
        raise WrongState(f"This forecast: {run.get_state_display().lower()}.")
    changes = {"state": State.RUNNING, "step": "Reading the returns"}
    run = save_over(run, version=run.version, changes=changes, what="the forecast")
    audit.record(actor=by, verb="began forecast", subject_kind="forecast", subject=run.pk)
    return run


@transaction.atomic
def tell_step(*, run_id: UUID, step: str, by: Actor) -> None:
    """Say what is happening now."""
    run = access.row_for(by, ForecastRun, run_id, Verb.UPDATE)
    save_over(run, version=run.version, changes={"step": step}, what="the forecast")
    audit.record(actor=by, verb="told step of forecast", subject_kind="forecast", subject=run.pk, detail={"step": step})


@transaction.atomic
def finish_forecast(*, run_id: UUID, found: WorkedOut, by: Actor) -> ForecastRun:
    """Keep what was worked out, for ever."""
    run = access.row_for(by, ForecastRun, run_id, Verb.UPDATE)
    if run.state != State.RUNNING:
        raise WrongState(f"This forecast: {run.get_state_display().lower()}.")
    changes = {
        "state": State.DONE,
        "step": "",
        "origin_on": found.origin_on,
        "method": found.method,
        "why": found.why,
        "results": found.results,
        "kept_draws": found.draws,
        "done_at": clock.now(),
    }
    run = save_over(run, version=run.version, changes=changes, what="the forecast")
    audit.record(actor=by, verb="worked out forecast", subject_kind="forecast", subject=run.pk)
    return run


@transaction.atomic
def refuse_forecast(*, run_id: UUID, message: str, by: Actor) -> ForecastRun:
    """Say why it could not be worked out."""
    run = access.row_for(by, ForecastRun, run_id, Verb.UPDATE)
    changes = {"state": State.REFUSED, "step": "", "message": message, "done_at": clock.now()}
    run = save_over(run, version=run.version, changes=changes, what="the forecast")
    audit.record(actor=by, verb="could not work out forecast", subject_kind="forecast", subject=run.pk)
    return run


def work_out_forecast(*, run_id: UUID, by: Actor) -> ForecastRun:
    """Work out a forecast that was asked for. Each step is kept at once, so that whoever waits sees it go on."""
    run = begin_forecast(run_id=run_id, by=by)
    held = tuple((int(year), UUID(id)) for year, id in run.held)
    question = Question(run.months, run.draws, run.seed, Levers(**run.levers))
    try:
        history = history_held(held)
        if history is None:
            raise NothingToForecast("The returns are no longer held.")
        found = work_out(
            history, question, Assumed.of_record(run.assumed), lambda step: tell_step(run_id=run_id, step=step, by=by)
        )
    except NothingToForecast as refused:
        return refuse_forecast(run_id=run_id, message=str(refused), by=by)
    return finish_forecast(run_id=run_id, found=found, by=by)


@transaction.atomic
def publish_forecast(*, run_id: UUID, version: int, on: date, by: Actor) -> ForecastRun:
    """Publish a forecast that somebody else asked for. One of doing as we do now is scored from then on."""
    run = access.row_for(by, ForecastRun, run_id, Verb.APPROVE)
    if run.published_on:
        raise WrongState(f"This forecast was published already, on {run.published_on.day} {run.published_on:%B %Y}.")
    if run.state != State.DONE:
        raise WrongState("Only a forecast that is done can be published.")
    access.check_not_own_work(by, run.asked_by_id)
    changes = {"published_by_id": by.id, "published_on": on}
    run = save_over(run, version=version, changes=changes, what="the forecast")
    audit.record(actor=by, verb="published forecast", subject_kind="forecast", subject=run.pk)
    return run
