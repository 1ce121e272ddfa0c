"""An organisation's own people see and answer for their own organisation, and for no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.partners import actions, queries
from alongside.partners.models import Deed, Organisation
from alongside.shell.models import User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import NotAllowed, NotYours, OwnWork
from alongside.shell.roles import Record, Role, Verb
from tests.fairness import assess
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def police(account, system, today):
    """The police, who signed the promise, and one of theirs."""
    body = actions.add_organisation(name="Brightwater Police", kind=Organisation.Kind.POLICE, by=system)
    user = account(Role.PARTNER_OFFICER)
    actions.add_member(organisation=body, user=user, from_on=today - DAY, capacity="Inspector", by=system)
    actions.sign_promise(organisation_id=body.pk, signed_on=today, signed_by="Chief constable", on=today, by=system)
    return body, user


@pytest.fixture
def other(system):
    """Somebody else's organisation."""
    return actions.add_organisation(name="Kingsmere College", kind=Organisation.Kind.EDUCATION, by=system)


def at(body) -> str:
    return f"/staff/ours/{body.pk}/"


def test_a_partner_lands_on_their_own_page_and_on_no_other(police, other, visit: Visit, account):
    body, user = police
    assert visit("/staff/ours/", by=user, status=302).location == at(body)
    page = visit(at(body), by=user)
    assert "We signed the promise" in page and "Inspector" in page
    visit(at(other), by=user, status=404)
    visit(f"{at(other)}promise/add/", by=user, status=404)
    visit(at(body), by=account(Role.PARTNER_OFFICER), status=404)
    visit(at(body), by=account(Role.HEAD_OF_SERVICE), status=404)


@pytest.mark.parametrize(
    "path", ["/staff/partners/", "/staff/partners/covenant/", "/staff/partners/promise/", "/staff/people/"]
)
def test_the_desks_of_the_council_stay_closed_to_them(police, visit: Visit, path):
    visit(path, by=police[1], status=404)


def test_of_young_people_they_reach_nothing(police, today):
    actor = actor_for(police[1].pk, on=today)
    for record in (Record.FIND_PEOPLE, Record.CORE_DETAILS, Record.HOUSING, Record.ADDRESS, Record.CONTACT_LOG):
        assert not actor.can(record, Verb.READ)


def test_they_say_what_they_did_and_somebody_at_the_council_agrees(police, other, system, visit: Visit, today, acting):
    body, user = police
    commitment = actions.add_commitment(order=1, title="We listen", words="We ask.", on=today, by=system)
    due = queries.our_page(actor_for(user.pk, on=today), body.pk, on=today).due
    assert [one.what for one in due] == ["Say what you did for the promise this year"]
    sent = {"commitment_id": str(commitment.pk), "year": "2026", "words": "We rang each of them."}
    visit.post(f"{at(body)}promise/add/", sent, by=user)
    assert "We rang each of them." in visit(at(body), by=user)
    assert queries.our_page(actor_for(user.pk, on=today), body.pk, on=today).due == ()
    deed, mine = Deed.objects.get(), actor_for(user.pk, on=today)
    with pytest.raises(NotAllowed):
        actions.decide_deed(deed_id=deed.pk, version=deed.version, agreed=True, by=mine)
    with pytest.raises(NotAllowed):
        actions.write_deed(
            organisation_id=other.pk, commitment_id=commitment.pk, year=2026, words="No.", on=today, by=mine
        )
    actions.decide_deed(deed_id=deed.pk, version=deed.version, agreed=True, by=acting(Role.HEAD_OF_SERVICE))


def test_they_sign_the_protocol_and_what_it_asks_of_them_is_due(police, account, system, acting, visit: Visit, today):
    body, user = police
    own = actions.add_organisation(name="Children’s Services", kind=Organisation.Kind.DEPARTMENT, by=system)
    director = account(Role.DIRECTOR)
    actions.add_member(organisation=own, user=director, from_on=today - DAY, by=system)
    edition = actions.draft_protocol(
        kind="police", title="Calls", aims="Calm.", starts_on=today, review_on=today + DAY,
        organisations=[str(own.pk), str(body.pk)], by=system,
    )  # fmt: skip
    duty = actions.add_duty(
        edition_id=edition.pk, falls_on="police", role="Sergeant", what="Meets them", days=14, after="the call",
        source="1", by=system,
    )  # fmt: skip
    edition = actions.put_to_parties(edition_id=edition.pk, version=edition.version, by=system)
    assert "Waits for your signature" in visit(at(body), by=user)
    party = edition.parties.get(organisation=body)
    sign = f"/staff/partners/protocols/parties/{party.pk}/sign/"
    form = visit(sign, by=user).fields | {
        "post": "Inspector", "approved_by": "Command team",
        "approved_on-day": "20", "approved_on-month": "11", "approved_on-year": "2026",
    }  # fmt: skip
    visit.post(sign, form, by=user)
    assert "Waits for your signature" not in visit(at(body), by=user)
    actions.sign_protocol(
        party_id=edition.parties.get(organisation=own).pk, post="Director", approved_by="Cabinet", approved_on=today,
        on=today, by=actor_for(director.pk, on=today),
    )  # fmt: skip
    assess("protocol", "Calls", on=today)
    edition.refresh_from_db()
    actions.bring_into_force(edition_id=edition.pk, version=edition.version, on=today, by=acting(Role.HEAD_OF_SERVICE))
    mine = actor_for(user.pk, on=today)
    actions.record_step(duty_id=duty.pk, party_id=party.pk, asked_on=today, on=today, by=mine)
    with pytest.raises(NotYours):
        actions.record_step(
            duty_id=duty.pk, party_id=edition.parties.get(organisation=own).pk, asked_on=today, on=today, by=mine
        )
    [due] = [one for one in queries.our_page(mine, body.pk, on=today).due if one.what == "Meets them"]
    assert due.due_on == today + 14 * DAY
    assert visit(due.href, by=user).h1 == "Done"


def test_a_stranger_who_signed_for_one_body_signs_for_no_other(police, account, system, today):
    with pytest.raises((NotYours, OwnWork)):
        actions.sign_protocol(
            party_id=1, post="X", approved_by="Y", approved_on=today, on=today,
            by=actor_for(User.objects.get(pk=police[1].pk).pk, on=today),
        )  # fmt: skip
