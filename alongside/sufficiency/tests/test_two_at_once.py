"""Two people who do the same at the same moment: one is told, and nothing is overwritten silently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from alongside.returns.tests.invented import a_return, ep
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused, WrongState
from alongside.shell.tests.test_locking import together
from alongside.sufficiency import actions
from alongside.sufficiency.models import Assumption, HomeSearch, PeerFigure, Postcode
from alongside.sufficiency.tests.held import store
from alongside.sufficiency.tests.scene import SYSTEM, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
ASSUMED = {
    "places_when_new": Decimal("1.3"), "deregistered_percent": Decimal(8), "usable_percent": Decimal(85),
    "agency_foster_places": 10, "staying_put_percent": Decimal(30), "fees_rise_percent": Decimal(3),
    "budget": Decimal(5_000_000), "why": "Invented",
}  # fmt: skip


def test_of_two_who_set_the_first_assumptions_one_sees_what_the_other_wrote() -> None:
    def assume(approvals: int) -> Callable[[], Assumption]:
        return lambda: actions.set_assumptions(on=TODAY, by=SYSTEM, version=0, approvals=Decimal(approvals), **ASSUMED)

    results = together(assume(3), assume(4))
    (told,) = (one for one in results if isinstance(one, EditConflict))
    kept = Assumption.objects.get()
    assert told.theirs["Households approved a year"] == f"{kept.approvals:.0f}"
    assert {told.theirs["Households approved a year"], told.yours["Households approved a year"]} == {"3", "4"}
    assert AuditEvent.objects.filter(verb="set assumptions").count() == 1


BEGAN = {"reference": "S1", "wanted": "fostering", "begun_on": TODAY - timedelta(days=9)}
MADE: tuple[tuple[Callable[..., Any], dict[str, Any]], ...] = (
    (
        actions.add_household,
        {"reference": "F1", "born_year": 1970, "places": 2, "approved_on": date(2020, 1, 1), "on": TODAY},
    ),
    (
        actions.add_home,
        {"name": "Elm", "kind": "residential", "beds": 3, "is_own": True, "opened_on": date(2020, 1, 1)},
    ),
    (
        actions.set_fee,
        {"kind": "fostering", "provider": "own", "weekly": Decimal(500), "from_on": date(2020, 1, 1)},
    ),
    (actions.save_scenario, {"name": "More", "why": "To see", "levers": {"households_a_quarter": 3.0}}),
    (actions.begin_search, BEGAN | {"on": TODAY}),
)


@pytest.mark.parametrize(("act", "facts"), MADE)
def test_of_two_who_add_the_same_one_is_told_that_it_is_there(act: Callable[..., Any], facts: dict[str, Any]) -> None:
    results = together(lambda: act(**facts, by=SYSTEM), lambda: act(**facts, by=SYSTEM))
    (refused,) = (one for one in results if isinstance(one, FactRefused))
    assert "already" in str(refused)
    (made,) = (one for one in results if one is not refused)
    assert type(made).objects.get() == made


def test_two_who_load_the_same_directory_or_numbers_of_a_council_leave_them_once() -> None:
    store(a_return(2025, Episodes=[ep("A", "01/05/2024", HOME_POST="ZZ1 1ZZ", PL_POST="ZZ2 2ZZ")]))
    directory = b"pcds,lat,long\nZZ1 1ZZ,53.0,-1.0\nZZ2 2ZZ,53.1,-1.0\n"
    figures = b"council,as_at,measure,group,number\nFenwold,2025-03-31,all,everybody,400\n"

    def load() -> int:
        return actions.load_postcodes(content=directory, areas=frozenset(), by=SYSTEM)

    assert together(load, load) == [2, 2]
    assert Postcode.objects.count() == 2

    def take_in() -> int:
        return actions.take_in_figures(content=figures, on=TODAY, by=SYSTEM)

    results = together(take_in, take_in)
    assert all(one == 1 or isinstance(one, FactRefused) for one in results) and 1 in results
    assert PeerFigure.objects.count() == 1

    def show() -> bool:
        actions.open_comparison(name="fostering", opens=True, on=TODAY, by=SYSTEM)
        return True

    assert together(show, show) == [True, True]
    assert AuditEvent.objects.filter(verb="opened comparison").count() == 1


def test_of_two_who_correct_and_take_out_a_search_the_second_is_told() -> None:
    row = actions.begin_search(**BEGAN, on=TODAY, by=SYSTEM)
    end = {"found": "", "ended_on": None, "why_other": ""}
    results = together(
        lambda: actions.correct_search(
            search_id=row.pk, version=1, **BEGAN | {"wanted": "residential"}, **end, on=TODAY, by=SYSTEM
        ),
        lambda: actions.remove_search(search_id=row.pk, version=1, by=SYSTEM),
    )
    corrected, removed = results
    if removed is None:
        assert isinstance(corrected, WrongState) and not HomeSearch.objects.exists()
    else:
        assert isinstance(removed, EditConflict) and HomeSearch.objects.get().wanted == "residential"
