"""What leaves voice as a number: with its definition and source, and never a few people."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from alongside.shell.figures import Period
from alongside.voice import actions, numbers
from alongside.voice.tests.scene import TODAY, WORKER
from alongside.voice.tests.test_commitments import agreed, theme
from alongside.voice.tests.test_forums import held

pytestmark = pytest.mark.django_db
QUARTER = Period(TODAY - timedelta(days=89), TODAY + timedelta(days=1))


def test_forum_reach_adds_the_best_attended_meetings_and_hides_a_few():
    assert numbers.forum_reach(QUARTER) is None
    made = held(young_people=3)
    few = numbers.forum_reach(QUARTER)
    assert few is not None and few.suppressed and few.value is None
    second = actions.plan_meeting(forum_id=made.forum_id, kind="meeting", held_on=TODAY, by=WORKER)
    actions.hold_meeting(
        meeting_id=second.pk, version=second.version, young_people=9, workers=1, notes="Locks", on=TODAY, by=WORKER
    )
    found = numbers.figures.of("K1", period=QUARTER)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(9), "people")
    assert "never by name" in found.definition and found.source
    assert numbers.forum_reach(Period(TODAY - timedelta(days=900), TODAY - timedelta(days=800))) is None


def test_a_promise_is_kept_on_its_first_day_or_not_at_all():
    kept, moved = agreed(), agreed(what="A bus", about=theme(title="Buses"))
    period = Period(TODAY, TODAY + timedelta(days=400))
    assert kept.by_when is not None
    actions.finish_commitment(commitment_id=kept.pk, version=kept.version, outcome="Done", on=kept.by_when, by=WORKER)
    moved = actions.move_commitment(
        commitment_id=moved.pk, version=moved.version, by_when=kept.by_when + timedelta(days=9), words="Late", on=TODAY,
        by=WORKER,
    )  # fmt: skip
    actions.finish_commitment(
        commitment_id=moved.pk, version=moved.version, outcome="Done", on=kept.by_when + timedelta(days=9), by=WORKER
    )
    found = numbers.promises_kept(period)
    assert found is not None and (found.value, found.unit) == (Decimal("50.0"), "%")
    assert numbers.promises_kept(Period(TODAY - timedelta(days=9), TODAY)) is None


def test_panels_are_counted_by_panel():
    given = {"kind": "recruiting", "whom": "staff", "held_on": TODAY, "young_people": 2, "changed": "They chose."}
    actions.take_part(what="Panel for an adviser", on=TODAY, by=WORKER, **given)
    actions.take_part(what="A course", on=TODAY, by=WORKER, **given | {"kind": "training"})
    assert numbers.panels(QUARTER).value == 1
