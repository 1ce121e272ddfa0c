"""Every state of a decision has a way in, a way on, and an owner."""

from __future__ import annotations

import pytest

from alongside.casework.access import REFUSED_STEP, STEPS
from alongside.casework.models import Determination
from alongside.shell.roles import MATRIX, Record, Role, Verb

STATES = list(Determination.State)
OWNER = {
    "found": Verb.CREATE, "sent_back": Verb.CREATE, "approved": Verb.CREATE, "proposed": Verb.APPROVE,
}  # fmt: skip
"""State → what somebody has to be able to do to a category to take the next step from it."""


@pytest.mark.parametrize("state", STATES)
def test_a_state_can_be_reached(state):
    assert state == Determination.State.FOUND or state in STEPS.values()


@pytest.mark.parametrize("state", STATES)
def test_a_state_can_be_left(state):
    assert [step for (before, step), after in STEPS.items() if before == state]


@pytest.mark.parametrize("state", STATES)
def test_somebody_owns_the_next_step(state):
    may = [role for role in Role for grant in MATRIX[role, Record.ELIGIBILITY] if OWNER[state.value] in grant.verbs]
    assert may


def test_every_step_says_why_it_is_refused():
    assert {step for _, step in STEPS} == set(REFUSED_STEP)
