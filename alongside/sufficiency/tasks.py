"""Background work: a forecast takes seconds to minutes, and whoever asked goes on meanwhile."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from alongside.shell.actors import Actor


@task()
def work_out_soon(run_id: str) -> None:
    """Work out a forecast that was asked for."""
    from alongside.sufficiency import actions

    actions.work_out_forecast(run_id=UUID(run_id), by=Actor.system("forecast"))
