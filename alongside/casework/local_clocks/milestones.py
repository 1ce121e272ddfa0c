"""The clock of supervision: what was decided there is done in time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import SupervisionDecision
from alongside.shell.roles import Record


def _to_do(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = SupervisionDecision.objects.filter(person__in=people, done_on=None, removed_at=None, held_on__lte=on)
    rows = rows.filter(due_on__isnull=False)
    for person, decision, held_on, due_on in rows.values_list("person_id", "pk", "held_on", "due_on"):
        if due_on is not None:
            yield Running("supervision_done", person, held_on, due_on, record=decision)


DONE = LocalClock(
    id="supervision_done",
    after_death=True,
    title="What was decided in supervision",
    usual=Period(28, "days"),
    why="A worker and their manager decided it, and set the day.",
    stops="Saying that it is done.",
    day_from="the day that was set in supervision",
    find=_to_do,
    url_name="casework:supervision",
    record=Record.CASE_NOTES,
)
CLOCKS = (DONE,)
