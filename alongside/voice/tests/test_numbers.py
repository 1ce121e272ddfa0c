"""What leaves voice as a number: with its definition and source, and never a few people."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from alongside.shell.figures import Period
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused
from alongside.voice import actions, numbers
from alongside.voice.quarters import last_quarters, next_quarter, quarter_of
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


def test_panels_are_counted_by_panel_of_all_that_there_were():
    given = {"kind": "recruiting", "whom": "staff", "held_on": TODAY, "young_people": 2, "changed": "They chose."}
    for _ in range(2):
        actions.take_part(what="Panel for an adviser", on=TODAY, by=WORKER, **given)
    actions.take_part(what="A course", on=TODAY, by=WORKER, **given | {"kind": "training"})
    quarter = quarter_of(TODAY)
    period = Period(quarter, next_quarter(quarter) - timedelta(days=1))
    assert numbers.panels(period) is None, "nobody wrote down how many there were"
    with pytest.raises(FactRefused, match="sat on 2 panels"):
        actions.count_panels(quarter=quarter, held=1, on=TODAY, by=WORKER)
    for wrong in (quarter + timedelta(days=1), next_quarter(quarter)):
        with pytest.raises(FactRefused, match="has begun"):
            actions.count_panels(quarter=wrong, held=9, on=TODAY, by=WORKER)
    actions.count_panels(quarter=quarter, held=9, on=TODAY, by=WORKER)
    actions.count_panels(quarter=quarter, held=3, on=TODAY, by=WORKER)
    found = numbers.figures.of("K6", period=period)
    assert found is not None and (found.value, found.unit) == (Decimal("66.7"), "%")
    assert numbers.panels(Period(period.from_on, period.to_on - timedelta(days=1))) is None, "not the whole quarter"
    assert AuditEvent.objects.filter(verb="counted panels").count() == 2


@pytest.mark.parametrize(
    ("day", "first", "after"),
    [(date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)), (date(2026, 9, 30), date(2026, 7, 1), date(2026, 10, 1)),
     (date(2026, 12, 31), date(2026, 10, 1), date(2027, 1, 1))],
)  # fmt: skip
def test_quarters_begin_in_january_april_july_and_october(day, first, after):
    assert (quarter_of(day), next_quarter(first)) == (first, after)
    assert last_quarters(day, most=5)[:2] == [first, quarter_of(first - timedelta(days=1))]
