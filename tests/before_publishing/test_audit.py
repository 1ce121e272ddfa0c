"""The audit of an offer that is not there."""

from __future__ import annotations

import pytest

from alongside.offer import queries
from alongside.offer.queries import State
from alongside.shell import clock

pytestmark = pytest.mark.django_db


def test_an_offer_with_nothing_in_it_meets_nothing_and_does_not_break() -> None:
    audit = queries.audit(on=clock.today())
    assert {line.state for line in audit.lines} == {State.MISSING, State.SPENT}
    assert sum(line.fails for line in audit.lines) == 25
