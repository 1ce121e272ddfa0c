"""Somebody who came since the last return is added by hand, once."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.casework import access, actions, queries
from alongside.casework.models import Person
from alongside.casework.tests.scene import TODAY
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

pytestmark = pytest.mark.django_db
ADD = "/staff/people/add/"


@pytest.fixture
def newcomer(council: Any) -> dict[str, str]:
    """What a manager of the north types of somebody who came yesterday."""
    (team, _), *_ = queries.teams_to_add_to(council.actor("Nadia"))
    born = {"born_on-day": "29", "born_on-month": "2", "born_on-year": "2008"}
    return {"child_id": "N-771", "first_name": "Nuur", "surname": "Warsame", "sex": "M", "team_id": team, **born}


def test_a_manager_adds_somebody_to_their_team_and_goes_on_to_their_time_in_care(council, visit, newcomer):
    by = council.users["Nadia"]
    assert "Add a young person" in visit("/staff/caseload/", by=by)
    added = visit.post(ADD, newcomer | {"arrived_alone": "on"}, by=by)
    nuur = Person.objects.get(child_id="N-771")
    assert added.location == f"/staff/people/{nuur.pk}/history/"
    assert (nuur.label, nuur.sex, nuur.arrived_alone, nuur.recorded_from) == ("Nuur Warsame", "M", True, TODAY)
    page = visit(added.location, by=by)
    assert "Now write down their time in care" in page and "Nuur Warsame" in page
    visit(page.links["Add time in care"], by=by)
    assert access.person_for(council.actor("Nadia"), nuur.pk, Record.CORE_DETAILS, Verb.UPDATE, on=TODAY) == nuur
    assert AuditEvent.objects.get(verb="added person").subject == nuur.pk


@pytest.mark.parametrize("names", [{}, {"first_name": "nuur", "surname": "WARSAME"}])
def test_who_may_be_here_already_is_looked_at_first(council, visit, newcomer, names):
    """A return brings no names: somebody without one who was born that day may be the same."""
    by = council.users["Nadia"]
    visit.post(ADD, newcomer | names, by=by)
    if not names:
        Person.objects.filter(child_id="N-771").update(first_name="", surname="")
    again = newcomer | {"child_id": "N-772"}
    page = visit.post(ADD, again, by=by, status=200)
    assert "is here already, with the reference N-771" in page
    assert not Person.objects.filter(child_id="N-772").exists()
    visit.post(ADD, again | {"is_somebody_else": "on"}, by=by)
    assert Person.objects.filter(child_id="N-772").exists()


def test_a_reference_is_somebodys_own_and_a_birthday_lies_behind(council, visit, newcomer):
    by = council.users["Nadia"]
    visit.post(ADD, newcomer, by=by)
    other = newcomer | {"first_name": "Ifrah", "born_on-day": "1"}
    assert "already a young person with the reference N-771" in visit.post(ADD, other, by=by, status=200)
    late = newcomer | {"child_id": "N-9", "born_on-year": "2099", "born_on-day": "1"}
    visit.post(ADD, late, by=by, status=200)
    assert not Person.objects.filter(child_id="N-9").exists()


def test_an_adviser_adds_nobody_and_a_manager_nobody_to_another_team(council, visit, newcomer):
    visit(ADD, by=council.users["Amir"], status=404)
    assert "Add a young person" not in visit("/staff/caseload/", by=council.users["Amir"])
    with pytest.raises(NotYours):
        actions.add_person(child_id="N-1", born_on=TODAY, on=TODAY, by=council.actor("Amir"))
    others = [team for team, _ in queries.teams_to_add_to(council.actor("Hana")) if team != newcomer["team_id"]]
    visit.post(ADD, newcomer | {"team_id": others[0]}, by=council.users["Nadia"], status=200)
    with pytest.raises(FactRefused, match="your own teams"):
        actions.add_person(
            child_id="N-1", born_on=TODAY.replace(year=2009), team_id=others[0], on=TODAY, by=council.actor("Nadia")
        )
    assert not Person.objects.filter(child_id__startswith="N-").exists()


def test_a_name_does_not_tell_that_somebody_restricted_is_here(council, visit, newcomer):
    visit.post(ADD, newcomer, by=council.users["Nadia"])
    Person.objects.filter(child_id="N-771").update(restriction="named")
    (south, _), *_ = queries.teams_to_add_to(council.actor("Sam"))
    again = newcomer | {"child_id": "N-772", "team_id": south}
    assert visit.post(ADD, again, by=council.users["Sam"]).status == 302
