"""Safety: warnings over every page, safety plans, incidents with their notice, referrals to safeguarding."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.casework import actions, local_clocks, queries, steps_safety
from alongside.casework.local_clocks import running
from alongside.casework.models import Incident, SafeguardingReferral, SafetyPlan, SafetyWarning
from alongside.casework.standing import standing_of
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.partners import actions as partners
from alongside.partners.models import Organisation
from alongside.shell import actions as accounts
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Role

DOG = {
    "kind": "animal",
    "level": "high",
    "facts": "A large dog bit the landlord.",
    "visiting_rule": "Call first; the dog stays in the yard",
    "must_know": "Housing",
    "told": True,
    "told_why_not": "",
    "hidden": "",
}
UNTOLD = DOG | {"told": False, "told_why_not": "It would put the neighbour at risk", "hidden": "third_party"}
PLAN = {
    "concern": "That he is followed.",
    "likelihood": "medium",
    "harm": "high",
    "protective": "His sister lives near.",
    "steps": "Amir calls each evening.",
    "contingency": "Ella calls the police.",
    "agreed_by": "Ella and her sister",
    "own_words": "Text me, do not call.",
}


@pytest.fixture
def ella(council):
    """Ella with an account of her own."""
    user = accounts.open_account(email="ella@mail.example", name="Ella", by=SYSTEM)
    accounts.grant_role(user=user, role=Role.YOUNG_PERSON, from_on=BEFORE, by=SYSTEM)
    actions.give_account(person_id=council.id("Ella"), user=user, on=TODAY, by=SYSTEM)
    council.users["Ella"] = user
    return user


@pytest.fixture
def partner(council):
    """Hugo, of a body to which Ella was referred."""
    body = partners.add_organisation(name="Homes", kind=Organisation.Kind.HEALTH, by=SYSTEM)
    partners.add_member(organisation=body, user=council.users["Hugo"], from_on=BEFORE, by=SYSTEM)
    actions.refer(
        person_id=council.id("Ella"),
        organisation_id=body.pk,
        field_groups=[Record.CORE_DETAILS, Record.SAFETY],
        reason="a home",
        on=TODAY,
        by=council.actor("Amir"),
    )
    return council.users["Hugo"]


def warn(council, by="Amir", **given) -> SafetyWarning:
    return actions.write_warning(person_id=council.id("Ella"), on=TODAY, by=council.actor(by), **(DOG | given))


def plan(council, by="Amir", **given) -> SafetyPlan:
    return actions.write_safety_plan(person_id=council.id("Ella"), on=TODAY, by=council.actor(by), **(PLAN | given))


def incident(council, **given) -> Incident:
    given = {"kind": "harm", "happened_on": TODAY, "aware_on": TODAY, "facts": "Hurt.", "reported_to": ""} | given
    return actions.record_incident(person_id=council.id("Ella"), on=TODAY, by=council.actor("Amir"), **given)


def due(council, clock: str, on=TODAY) -> list[date]:
    return [one.due_on for one in running([council.id("Ella")], on) if one.clock == clock]


def header(council, by: str):
    person = council.id("Ella")
    return queries.person_header(council.actor(by), person, Record.CORE_DETAILS, on=TODAY, place="casework:person")


# --- Warnings --------------------------------------------------------------------------------------------------------


def test_a_warning_stands_over_every_page_at_once(council, visit):
    warn(council)
    [words] = header(council, "Amir").warnings
    assert words == "A dog or another animal (high). Call first; the dog stays in the yard. Not approved yet."
    page = visit(reverse("casework:owed", args=[council.id("Ella")]), by=council.users["Amir"])
    assert "A dog or another animal (high)" in page.html


def test_a_partner_sees_the_rule_for_visits_and_nothing_else(council, visit, partner):
    warn(council)
    assert header(council, "Hugo").warnings == ("Call first; the dog stays in the yard",)
    page = visit(reverse("casework:safety", args=[council.id("Ella")]), by=partner)
    assert "Call first" in page
    assert "landlord" not in page.html
    assert "animal" not in page.html


def test_who_wrote_it_does_not_approve_it(council):
    own = warn(council, by="Nadia")
    with pytest.raises(OwnWork):
        actions.approve_warning(warning_id=own.pk, on=TODAY, by=council.actor("Nadia"))
    with pytest.raises(NotYours):
        actions.approve_warning(warning_id=own.pk, on=TODAY, by=council.actor("Amir"))
    own.approved_by, own.approved_on, own.state = council.users["Nadia"], TODAY, "approved"
    with pytest.raises(IntegrityError), transaction.atomic():
        own.save()
    assert actions.approve_warning(warning_id=own.pk, on=TODAY, by=council.actor("Hana")).state == "approved"


def test_what_is_changed_is_approved_anew(council):
    row = actions.approve_warning(warning_id=warn(council).pk, on=TODAY, by=council.actor("Nadia"))
    assert "Not approved" not in header(council, "Amir").warnings[0]
    given = {"warning_id": row.pk, "on": TODAY, "by": council.actor("Amir"), **DOG}
    changed = actions.change_warning(version=row.version, **given)
    assert (changed.state, changed.approved_by) == ("written", None)
    with pytest.raises(EditConflict):
        actions.change_warning(version=row.version, **given)


def test_a_warning_is_looked_at_again_after_three_months(council, set_clock):
    row = warn(council)
    assert due(council, "warning_review") == [date(2027, 2, 23)]
    later = date(2027, 2, 20)
    actions.review_warning(warning_id=row.pk, answer="keep", on=later, by=council.actor("Amir"))
    assert due(council, "warning_review", later) == [date(2027, 5, 20)]
    with pytest.raises(FactRefused, match="why it ends"):
        actions.review_warning(warning_id=row.pk, answer="end", on=later, by=council.actor("Amir"))
    actions.review_warning(warning_id=row.pk, answer="end", why="The dog died", on=later, by=council.actor("Amir"))
    assert due(council, "warning_review", later) == []
    assert header(council, "Amir").warnings == ()
    with pytest.raises(WrongState):
        actions.review_warning(warning_id=row.pk, answer="keep", on=later, by=council.actor("Amir"))


def test_who_is_not_told_says_why(council):
    with pytest.raises(FactRefused, match="not told"):
        warn(council, told=False)
    with pytest.raises(FactRefused, match="not hidden"):
        warn(council, hidden="third_party")
    assert warn(council, **UNTOLD).hidden_until == date(2027, 2, 23)


def test_they_see_what_they_were_told_and_nothing_else(council, visit, ella):
    warn(council)
    warn(council, **UNTOLD | {"facts": "The neighbour told us."})
    plan(council)
    page = visit("/me/safe/", by=ella)
    assert "A large dog bit the landlord." in page
    assert "neighbour" not in page.html
    assert "Amir calls each evening." in page


# --- Safety plans ----------------------------------------------------------------------------------------------------


def test_a_new_safety_plan_takes_the_place_of_the_one_before(council):
    first, second = plan(council), plan(council, concern="That he moves.")
    first.refresh_from_db()
    assert first.state == "ended"
    with pytest.raises(WrongState):
        actions.approve_safety_plan(plan_id=first.pk, on=TODAY, by=council.actor("Nadia"))
    with pytest.raises(NotYours):
        actions.approve_safety_plan(plan_id=second.pk, on=TODAY, by=council.actor("Sam"))
    actions.approve_safety_plan(plan_id=second.pk, on=TODAY, by=council.actor("Nadia"))
    assert due(council, "safety_plan_review") == [date(2027, 2, 23)]


# --- Incidents and referrals -----------------------------------------------------------------------------------------


def test_notice_of_serious_harm_within_five_working_days(council):
    row = incident(council)
    assert due(council, "incident_notice") == [date(2026, 11, 30)]
    given = {"incident_id": row.pk, "version": row.version, "on": TODAY, "by": council.actor("Amir")}
    with pytest.raises(FactRefused, match="to whom"):
        actions.follow_incident(notified_on=TODAY, notified_whom="", **given)
    actions.follow_incident(notified_on=TODAY, notified_whom="Ofsted", **given)
    assert due(council, "incident_notice") == []


def test_time_missing_needs_no_notice(council):
    incident(council, kind="missing")
    assert due(council, "incident_notice") == []


DEATH = {"reference": "ella", "died_on": date(2026, 11, 20), "aware_on": TODAY, "told_by": "The police, by phone",
         "facts": "At home"}  # fmt: skip


def death(council, by="Nadia", **more):
    return actions.record_death(person_id=council.id("Ella"), on=TODAY, by=council.actor(by), **DEATH | more)


def test_a_manager_records_a_death_and_it_stops_letters_and_clocks(council):
    actions.record_contact(
        person_id=council.id("Ella"), happened_on=date(2026, 8, 1), outcome="made", method="phone", summary="Well",
        on=TODAY, by=council.actor("Amir"),
    )  # fmt: skip
    before = {one.clock for one in local_clocks.running([council.id("Ella")], TODAY) if one.person}
    assert {"late_recording", "identity_papers"} <= before
    death(council)
    assert council.person("Ella").died_on == date(2026, 11, 20)
    assert due(council, "incident_notice") == [date(2026, 11, 30)]
    after = {one.clock for one in local_clocks.running([council.id("Ella")], TODAY) if one.person}
    assert after == {"late_recording", "incident_notice"}
    assert not [one for _, one in standing_of(council.person("Ella"), on=TODAY).due if one.on]
    with pytest.raises(FactRefused):
        actions.draft_letter(person_id=council.id("Ella"), key="welcome", on=TODAY, by=council.actor("Amir"))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"reference": "RORY"}, "not their reference"),
        ({"told_by": " "}, "who told us"),
        ({"died_on": TODAY + timedelta(days=1)}, "neither day is in the future"),
        ({"aware_on": date(2026, 11, 19)}, "before we learned"),
    ],
)
def test_a_death_is_recorded_with_care(council, more, told):
    with pytest.raises(FactRefused, match=told):
        death(council, **more)
    assert council.person("Ella").died_on is None


def test_no_adviser_records_a_death_and_nobody_twice(council):
    for by in ("Amir", "Sam"):
        with pytest.raises(NotYours):
            death(council, by)
    with pytest.raises(FactRefused, match="A manager records a death"):
        incident(council, kind="death")
    death(council)
    with pytest.raises(FactRefused, match="recorded already"):
        death(council)


def test_a_death_recorded_in_error_is_taken_back_with_the_reason_and_no_return_brings_it_again(council):
    row = death(council)
    given = {"incident_id": row.pk, "version": row.version, "on": TODAY}
    with pytest.raises(FactRefused):
        actions.undo_death(**given, why=" ", by=council.actor("Nadia"))
    with pytest.raises(NotYours):
        actions.undo_death(**given, why="She called", by=council.actor("Amir"))
    actions.undo_death(**given, why="She called", by=council.actor("Nadia"))
    ella = council.person("Ella")
    assert ella.died_on is None and "died_on" in ella.corrected_by_hand
    assert "identity_papers" in {one.clock for one in local_clocks.running([ella.pk], TODAY)}
    assert [one for _, one in standing_of(ella, on=TODAY).due if one.on]
    assert AuditEvent.objects.filter(verb="took back death", subject=ella.pk).exists()
    other = incident(council, kind="harm")
    with pytest.raises(NotYours):
        actions.undo_death(incident_id=other.pk, version=1, why="x", on=TODAY, by=council.actor("Nadia"))


def test_the_pages_of_a_death(council, visit):
    nadia, place = council.users["Nadia"], f"/staff/people/{council.id('Ella')}/safety/"
    assert "Record a death" in visit(place, by=nadia) and "Record a death" not in visit(place, by=council.users["Amir"])
    visit(f"{place}death/", by=council.users["Amir"], status=404)
    page = visit(f"{place}death/", by=nadia)
    day = {"died_on-day": "20", "died_on-month": "11", "died_on-year": "2026"}
    form = {**page.fields, **day, "told_by": "The police", "facts": "At home", "reference": "ROR"}
    assert "not their reference" in visit.post(f"{place}death/", form, by=nadia, status=200)
    visit.post(f"{place}death/", {**visit(f"{place}death/", by=nadia).fields, **form, "reference": "ELLA"}, by=nadia)
    shown = visit(place, by=nadia)
    assert "from The police" in shown and "Died" in shown.html and "Record a death" not in shown
    undo = f"/staff/incidents/{Incident.objects.get().pk}/undo/"
    visit.post(undo, {**visit(undo, by=nadia).fields, "why": "Another Ella"}, by=nadia)
    assert council.person("Ella").died_on is None


@pytest.mark.parametrize(
    ("happened_on", "aware_on"),
    [(date(2026, 11, 24), date(2026, 11, 24)), (TODAY, date(2026, 11, 22)), (date(2009, 5, 9), TODAY)],
)
def test_an_incident_on_a_day_that_cannot_be_is_refused(council, happened_on, aware_on):
    with pytest.raises(FactRefused):
        incident(council, happened_on=happened_on, aware_on=aware_on)


def test_want_of_consent_never_stops_a_referral_but_says_why(council):
    given = {"person_id": council.id("Ella"), "to": "Adult social care", "reason": "Fear.", "referred_on": TODAY}
    given |= {"on": TODAY, "by": council.actor("Amir")}
    with pytest.raises(FactRefused, match="without their consent"):
        actions.refer_to_safeguarding(consent="refused", **given)
    row = actions.refer_to_safeguarding(consent="refused", why_without="Her life is in danger", **given)
    row.why_without = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row = actions.answer_safeguarding(
        referral_id=row.pk, version=row.version, result="A plan", result_on=TODAY, on=TODAY, by=council.actor("Amir")
    )
    assert row.result_on == TODAY


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_everything_goes_through_the_pages(council, visit):
    amir, nadia, person = council.users["Amir"], council.users["Nadia"], council.id("Ella")
    day = {"-day": "23", "-month": "11", "-year": "2026"}

    def days(*names: str) -> dict[str, str]:
        return {f"{name}{part}": value for name in names for part, value in day.items()}

    def send(address: str, **given: str) -> None:
        visit.post(address, visit(address, by=amir).fields | given, by=amir)

    send(reverse("casework:warn", args=[person]), kind="abuse", level="low", facts="A word.", told="on", hidden="")
    send(reverse("casework:safety_plan", args=[person]), **PLAN)
    send(reverse("casework:incident", args=[person]), kind="harm", facts="Hurt.", **days("happened_on", "aware_on"))
    referral = {"to": "Police", "reason": "Fear.", "consent": "given", **days("referred_on")}
    send(reverse("casework:refer_to_safeguarding", args=[person]), **referral)
    warning, safety_plan = SafetyWarning.objects.get(), SafetyPlan.objects.get()
    visit.post(reverse("casework:approve_warning", args=[warning.pk]), by=amir, status=404)
    visit.post(reverse("casework:approve_warning", args=[warning.pk]), by=nadia)
    visit.post(reverse("casework:approve_safety_plan", args=[safety_plan.pk]), by=nadia)
    change = reverse("casework:change_warning", args=[warning.pk])
    assert visit(change, by=amir).fields["facts"] == "A word."
    send(change, facts="Another word.", told="on", hidden="")
    send(reverse("casework:review_warning", args=[warning.pk]), answer="end", why="It is over")
    send(reverse("casework:review_safety_plan", args=[safety_plan.pk]), answer="keep")
    happened = Incident.objects.get()
    send(reverse("casework:follow_incident", args=[happened.pk]), notified_whom="Ofsted", **days("notified_on"))
    referred = SafeguardingReferral.objects.get()
    send(reverse("casework:answer_safeguarding", args=[referred.pk]), result="A meeting.", **days("result_on"))
    page = visit(reverse("casework:safety", args=[person]), by=amir)
    for words in ("It is over", "Approved by Nadia", "to Ofsted", "A meeting."):
        assert words in page


def test_safety_of_somebody_elses_young_person_is_out_of_reach(council, visit):
    warning = warn(council)
    for who in ("Cal", "Sam", "Sol", "Board", "Dora"):
        visit(reverse("casework:change_warning", args=[warning.pk]), by=council.users[who], status=404)
        visit(reverse("casework:safety", args=[council.id("Ella")]), by=council.users[who], status=404)


def test_every_state_is_reached_and_every_step_says_why_it_is_refused():
    assert set(steps_safety.STEPS.values()) == set(SafetyWarning.State)
    assert {step for _, step in steps_safety.STEPS} == set(steps_safety.REFUSED_STEP)
