"""Making the files of the offer in the background, behind whatever somebody waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from alongside.offer import actions, queries, tasks
from alongside.offer.actions import Loaded
from alongside.offer.formats import makers
from alongside.offer.formats.kinds import Kind
from alongside.offer.models import EntitlementPage, MadeFile
from alongside.shell import clock
from alongside.shell.actors import Actor

pytestmark = pytest.mark.django_db


@task()
def read_upload() -> None:
    """Stands for a return that somebody sent and waits for."""


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> None:
    """Files of one test are not found by another."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def queue(settings: Any) -> Callable[[], list[str]]:
    """The names of the jobs that wait, first to come first."""
    settings.MAKE_FORMS = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return lambda: [one.task_name for one in DBTaskResult.objects.filter(status="READY")]


def worked(*jobs: str) -> None:
    """Let a worker do as many jobs; these they should be."""
    worker = Worker(
        queue_names=["default"], excluded_queue_names=[], backend_name="default", worker_id="one", max_tasks=None,
        interval=0, batch=True, startup_delay=False,
    )  # fmt: skip
    for name in jobs:
        job = DBTaskResult.objects.ready().first()
        assert job is not None, f"Nothing waits, where {name} should"
        assert job.task_name == name
        job.claim(worker.worker_id)
        worker.run_task(job)
        assert job.status == "SUCCESSFUL", job.traceback


def test_publishing_many_times_asks_for_one_job(offer: Loaded, queue: Callable[[], list[str]]) -> None:
    tasks._enqueue(tasks.make_forms)
    tasks._enqueue(tasks.make_forms)
    assert queue() == ["make_forms"]
    tasks._look_again()
    tasks._look_again()
    assert queue() == ["make_forms", "make_forms"], "One now and one in an hour"


def test_an_upload_waits_for_one_file_and_not_for_all(
    offer: Loaded, queue: Callable[[], list[str]], quick_paper: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "AT_A_TIME", timedelta(0))
    tasks.make_forms.enqueue()
    worked("make_forms", "make_next_forms")
    assert [one.state for one in queries.made_files()].count("made") == 1
    worked("make_next_forms")
    assert [one.state for one in queries.made_files()].count("made") == 2
    read_upload.enqueue()
    assert queue()[0] == "read_upload"
    worked("read_upload", "make_next_forms")
    assert [one.state for one in queries.made_files()].count("made") == 3


def test_jobs_follow_one_another_until_everything_is_made(
    offer: Loaded, queue: Callable[[], list[str]], quick_paper: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "AT_A_TIME", timedelta(0))
    tasks.make_forms.enqueue()
    worked("make_forms", *["make_next_forms"] * (6 + 9 * 3))
    assert {one.state for one in queries.made_files()} == {"made"}
    assert queue() == ["make_forms"], "Only the look in an hour"


def test_a_worker_that_dies_is_followed_by_one_that_finds_what_it_left(
    offer: Loaded, on: date, queue: Callable[[], list[str]], quick_paper: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "AT_A_TIME", timedelta(hours=1))
    tasks.make_forms.enqueue()
    worked("make_forms")
    DBTaskResult.objects.filter(task_path=tasks.make_next_forms.module_path).update(status="RUNNING")  # and died
    assert queue() == ["make_forms"]
    in_an_hour = clock.now() + tasks.NEXT_LOOK
    monkeypatch.setattr(timezone, "now", lambda: in_an_hour)
    worked("make_forms", "make_next_forms")
    assert {one.state for one in queries.made_files()} == {"made"}


def test_two_workers_leave_one_job_behind_them(offer: Loaded, queue: Callable[[], list[str]]) -> None:
    tasks._enqueue(tasks.make_next_forms)
    tasks._enqueue(tasks.make_next_forms)
    assert queue() == ["make_next_forms"]


def test_what_was_published_while_a_file_was_made_is_made_again(
    offer: Loaded, on: date, system: Actor, quick_paper: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary, noted = makers.finished, []

    def slow(kind: Kind, text: str) -> bytes:
        if not noted:
            page = EntitlementPage.objects.get(slug="setting-up-home")
            page.answer = "You can get a bed."
            actions.publish(page=page, by=system)
            noted.append(actions.note_forms(on=on, by=system))
        return ordinary(kind, text)

    actions.note_forms(on=on, by=system)
    monkeypatch.setattr(makers, "finished", slow)
    assert actions.make_next_forms(on=on, within=timedelta(0), by=system)
    first = MadeFile.objects.exclude(made_at=None).get()
    assert first.state == MadeFile.State.QUEUED
    actions.make_next_forms(on=on, within=timedelta(0), by=system)
    first.refresh_from_db()
    assert (first.state, first.facts_hash) == (MadeFile.State.MADE, first.wanted_hash)


def test_an_amount_that_changed_at_midnight_is_made_once(
    offer: Loaded, on: date, system: Actor, quick_paper: list[str]
) -> None:
    actions.note_forms(on=on, by=system)
    MadeFile.objects.update(wanted_hash="as it was yesterday")
    assert not actions.make_next_forms(on=on, within=timedelta(hours=1), by=system)
    assert {one.state for one in queries.made_files()} == {"made"}
    assert actions.make_forms(on=on, by=system) == 0
