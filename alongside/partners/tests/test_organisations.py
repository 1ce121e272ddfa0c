"""Organisations, districts, and who acts for them on which day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.partners import actions, queries
from alongside.partners.models import Organisation
from alongside.shell import queries as accounts
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import NotAllowed
from alongside.shell.roles import Role

pytestmark = pytest.mark.django_db
KIND = Organisation.Kind
NEW_YEAR, MARCH = date(2026, 1, 1), date(2026, 3, 1)


@pytest.fixture
def charity(system):
    """A charity."""
    return actions.add_organisation(name="Open Doors", kind=KIND.CHARITY, phone="01632 960001", by=system)


def test_an_organisation_is_added_once(charity, system):
    again = actions.add_organisation(name="Open Doors", kind=KIND.BUSINESS, by=system)
    assert again == charity
    assert [(body.name, body.kind, body.phone) for body in queries.organisations()] == [
        ("Open Doors", "Charity", "01632 960001")
    ]
    assert AuditEvent.objects.filter(verb="added organisation").count() == 1


def test_a_council_writes_down_its_districts(visit, account):
    sol = account(Role.SYSTEM_ADMIN)
    add = "/staff/partners/districts/add/"
    assert "Add a district" in visit("/staff/partners/", by=sol)
    visit.post(add, {"name": "Hill & Dale"}, by=sol)
    assert queries.districts() == [("hill-dale", "Hill & Dale")]
    assert "Here already: Hill & Dale" in visit(add, by=sol)
    assert "of this name already" in visit.post(add, {"name": "hill and dale".replace("and", "&")}, by=sol, status=200)
    assert "name in letters" in visit.post(add, {"name": "&&"}, by=sol, status=200)
    assert "hill-dale" in visit("/staff/partners/add/", by=sol).html
    visit(add, by=account(Role.TEAM_MANAGER, email="t@x.example"), status=404)


def test_a_district_council_names_its_district(system):
    hill = actions.add_district(name="Hill", slug="hill", by=system)
    assert actions.add_district(name="Hill again", slug="hill", by=system) == hill
    with pytest.raises(IntegrityError, match="a_district_council_has_its_district"), transaction.atomic():
        actions.add_organisation(name="Vale District Council", kind=KIND.DISTRICT, by=system)
    actions.add_organisation(name="Hill District Council", kind=KIND.DISTRICT, district=hill, by=system)
    assert queries.districts() == [("hill", "Hill")]
    assert [body.district for body in queries.organisations()] == ["Hill"]


@pytest.mark.parametrize(
    ("day", "acts"),
    [(date(2025, 12, 31), False), (NEW_YEAR, True), (date(2026, 2, 28), True), (MARCH, False)],
    ids=["the day before", "the first day", "the last day", "the day it ended"],
)
def test_somebody_acts_for_an_organisation_from_a_day_until_a_day(charity, account, system, day, acts):
    officer = account(Role.ADVOCATE)
    membership = actions.add_member(organisation=charity, user=officer, from_on=NEW_YEAR, by=system)
    actions.end_membership(membership=membership, on=MARCH, by=system)
    assert queries.organisations_of(officer.pk, day) == (frozenset({charity.pk}) if acts else frozenset())
    assert accounts.actor_for(officer.pk, on=day).organisations == queries.organisations_of(officer.pk, day)


def test_nobody_is_a_member_of_the_same_organisation_twice_at_once(charity, account, system):
    officer = account()
    actions.add_member(organisation=charity, user=officer, from_on=NEW_YEAR, by=system)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_member(organisation=charity, user=officer, from_on=MARCH, by=system)


def test_a_membership_cannot_end_before_it_starts(charity, account, system):
    membership = actions.add_member(organisation=charity, user=account(), from_on=MARCH, by=system)
    with pytest.raises(IntegrityError, match="membership_ends_after_start"), transaction.atomic():
        actions.end_membership(membership=membership, on=NEW_YEAR, by=system)


@pytest.mark.parametrize("role", [Role.PERSONAL_ADVISER, Role.HOUSING_OFFICER, Role.OFFER_EDITOR, Role.YOUNG_PERSON])
def test_those_who_only_work_with_organisations_add_none(account, role):
    by = accounts.actor_for(account(role).pk, on=MARCH)
    with pytest.raises(NotAllowed):
        actions.add_organisation(name="My friend's firm", kind=KIND.BUSINESS, by=by)
    assert queries.organisations() == []
