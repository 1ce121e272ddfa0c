"""What the demo's board reads of adoption: what the regional agency reports, and a gap that is their difference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from alongside.board import queries
from alongside.board.models import Entry
from alongside.board.register import register
from alongside.demo import board
from alongside.shell.models import User
from alongside.shell.queries import actor_for
from alongside.shell.roles import Role

ON = date(2026, 11, 23)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 1989, 7])
def test_the_regional_agencys_figures_are_entered_for_two_years(account: Callable[..., User], seed: int) -> None:
    officer, head = (actor_for(account(role).pk, on=ON) for role in (Role.DATA_OFFICER, Role.HEAD_OF_SERVICE))
    board._enter_figures(officer, head, ON, Random(seed))
    for indicator in ("H11", "H12", "H16"):
        line = queries.indicator_page(head, indicator).line
        assert len(line) == 8 and all(one.value is not None and "Entered by" in one.evidence for one in line)
    approved = queries.indicator_page(head, "H10").line
    assert [one.when for one in approved] == ["2024/25", "2025/26"] and all(one.value for one in approved)
    waiting, gap = (Entry.objects.filter(indicator=id).order_by("to_on").last() for id in ("H11", "H12"))
    assert waiting and gap and gap.found is not None
    assert f"{(waiting.found or 0) - gap.found} households could take a child" in gap.evidence
    assert set(board.OF_ADOPTION.split()) <= set(register())
