"""The staff's directory of organisations, who acts for them, contacts for co-operation, on their pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.partners import actions, queries
from alongside.partners.models import CooperationContact, Membership, Organisation
from alongside.shell import queries as accounts
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused, NotAllowed, OwnWork
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
KIND = Organisation.Kind
LIST = "/staff/partners/"


@pytest.fixture
def police(system):
    """A police force."""
    return actions.add_organisation(name="Brightwater Police", kind=KIND.POLICE, phone="101", by=system)


def dated(name: str, on: date) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_a_participation_worker_adds_finds_and_changes_an_organisation(visit: Visit, account, system):
    worker = account(Role.PARTICIPATION_WORKER)
    actions.add_district(name="Hill", slug="hill", by=system)
    facts = {"name": "Hill District Council", "kind": "district", "phone": "01632 960001"}
    page = visit.post(f"{LIST}add/", facts, by=worker, status=200)
    assert "Say which district the council is of." in page
    visit.post(f"{LIST}add/", facts | {"district": "hill"}, by=worker)
    page = visit.post(f"{LIST}add/", facts | {"name": "hill district council"}, by=worker, status=200)
    assert "of this name already" in page
    assert "Hill District Council" in visit(f"{LIST}?kind=district&district=hill&words=hill", by=worker)
    assert "No organisation fits" in visit(f"{LIST}?kind=police", by=worker)
    council = Organisation.objects.get()
    form = visit(f"{LIST}{council.pk}/change/", by=worker).fields
    visit.post(f"{LIST}{council.pk}/change/", form | {"phone": "01632 960002"}, by=worker)
    page = visit(f"{LIST}{council.pk}/", by=worker)
    assert "Phone: 01632 960001 → 01632 960002" in page
    assert worker.name in page


def test_two_who_change_an_organisation_never_overwrite_each_other(visit: Visit, account, police):
    first, second = account(Role.PARTICIPATION_WORKER), account(Role.SYSTEM_ADMIN)
    address = f"{LIST}{police.pk}/change/"
    theirs, mine = visit(address, by=first).fields, visit(address, by=second).fields
    visit.post(address, theirs | {"phone": "111"}, by=first)
    page = visit.post(address, mine | {"phone": "222"}, by=second, status=409)
    assert "111" in page
    assert "222" in page
    assert Organisation.objects.get().phone == "111"


def test_who_works_with_us_no_longer_leaves_the_list(visit: Visit, account, system, police, today):
    worker = account(Role.PERSONAL_ADVISER)
    assert "Brightwater Police" in visit(LIST, by=worker)
    actions.change_organisation(organisation_id=police.pk, version=1, closed_on=today, by=system)
    assert "Brightwater Police" not in visit(LIST, by=worker)
    assert "Brightwater Police" in visit(f"{LIST}?closed=on", by=worker)
    with pytest.raises(EditConflict):
        actions.change_organisation(organisation_id=police.pk, version=1, closed_on=None, by=system)


def test_who_acts_for_an_organisation_is_settled_by_who_grants_roles(visit: Visit, account, police, today):
    admin, officer = account(Role.SYSTEM_ADMIN), account(Role.HOUSING_OFFICER, name="Rob Tansley")
    add = f"{LIST}{police.pk}/people/add/"
    assert "Nobody has an open account" in visit.post(
        add, {"email": "x@y.example", **dated("from_on", today)}, by=admin, status=200
    )
    visit.post(add, {"email": officer.email, "capacity": "North", **dated("from_on", today)}, by=admin)
    page = visit(f"{LIST}{police.pk}/", by=admin)
    assert "Rob Tansley North Housing officer 23 Nov 2026" in page
    end = f"{LIST}people/{Membership.objects.get().pk}/end/"
    visit.post(end, dated("to_on", today), by=admin, status=200)
    visit.post(end, dated("to_on", today + timedelta(days=1)), by=admin)
    assert accounts.actor_for(officer.pk, on=today).organisations == {police.pk}
    assert accounts.actor_for(officer.pk, on=today + timedelta(days=1)).organisations == frozenset()
    visit(add, by=account(Role.PARTICIPATION_WORKER), status=404)


def test_nobody_who_only_keeps_the_list_gives_reach_and_nobody_gives_it_to_themself(acting, account, police, today):
    with pytest.raises(NotAllowed):
        actions.add_member(organisation=police, user=account(), from_on=today, by=acting(Role.PARTICIPATION_WORKER))
    admin = account(Role.SYSTEM_ADMIN)
    with pytest.raises(OwnWork):
        actions.add_member(organisation=police, user=admin, from_on=today, by=accounts.actor_for(admin.pk, on=today))


def test_who_acts_is_not_told_to_everybody(visit: Visit, account, system, police, today):
    actions.add_member(organisation=police, user=account(name="Rob Tansley"), from_on=today, by=system)
    assert "Rob Tansley" not in visit(f"{LIST}{police.pk}/", by=account(Role.HOUSING_OFFICER))
    assert "Rob Tansley" in visit(f"{LIST}{police.pk}/", by=account(Role.SYSTEM_ADMIN))


def test_a_contact_is_named_checked_changed_and_taken_off(visit: Visit, account, police, today, set_clock):
    worker = account(Role.PARTICIPATION_WORKER)
    assert "Bodies with nobody named" in visit(f"{LIST}contacts/", by=worker)
    sent = {"name": "Insp Ann Ray", "for_what": "Missing from care", "phone": "101", **dated("last_checked_on", today)}
    visit.post(f"{LIST}{police.pk}/contacts/add/", sent, by=worker)
    contact = CooperationContact.objects.get()
    assert contact.next_check_on == today + timedelta(days=182)
    page = visit(f"{LIST}contacts/", by=worker)
    assert "None is late for a check." in page
    assert "Bodies with nobody named" not in page
    set_clock(contact.next_check_on)
    assert "None is late for a check." in visit(f"{LIST}contacts/", by=worker)
    set_clock(contact.next_check_on + timedelta(days=1))
    assert "1 is late for a check." in visit(f"{LIST}contacts/", by=worker)
    visit.post(f"{LIST}contacts/{contact.pk}/checked/", by=worker)
    assert "None is late for a check." in visit(f"{LIST}contacts/", by=worker)
    change = f"{LIST}contacts/{contact.pk}/change/"
    visit.post(change, visit(change, by=worker).fields | {"name": "Insp Bo Lee"}, by=worker)
    assert "Insp Bo Lee" in visit(f"{LIST}{police.pk}/", by=worker)
    visit.post(f"{LIST}contacts/{contact.pk}/remove/", by=worker)
    assert queries.cooperation(on=today).contacts == ()
    assert CooperationContact.objects.get().history.count() == 4
    assert AuditEvent.objects.filter(subject=police.pk, verb__contains="co-operation contact").count() == 4


def test_a_contact_was_checked_before_it_is_checked_again(police, system, today):
    for last, after in ((today + timedelta(days=1), None), (today, today)):
        with pytest.raises(FactRefused):
            actions.add_contact(
                organisation_id=police.pk, name="A", for_what="B", last_checked_on=last, next_check_on=after,
                on=today, by=system,
            )  # fmt: skip
