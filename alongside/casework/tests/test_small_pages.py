"""Contact points, corrections, taking somebody in, cover: small pages and what they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework import actions, queries
from alongside.casework.models import Allocation, ClockEvent, ContactPoint, Cover, Person
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell.models import AuditEvent


def day(name, on):
    """A date as its three boxes send it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


@pytest.fixture
def number(council):
    """Ella's phone number."""
    return actions.add_contact_point(
        person_id=council.id("Ella"), kind="phone", value="07700 900222", on=TODAY, by=SYSTEM, safe_to_text=False
    )


def test_an_adviser_adds_a_number_and_says_what_is_safe(council, visit):
    amir = council.users["Amir"]
    typed = {"kind": "phone", "value": "07700 900333", "safe_to_call": "yes", "safe_to_text": "no"}
    visit.post(reverse("casework:add_contact", args=[council.id("Ella")]), typed, by=amir)
    point = ContactPoint.objects.get(value="07700 900333")
    assert (point.safe_to_call, point.safe_to_text, point.safe_to_voicemail) == (True, False, None)
    page = visit(reverse("casework:person", args=[council.id("Ella")]), by=amir)
    assert "Not safe to text." in page


@pytest.mark.parametrize(("kind", "value"), [("phone", "ring me"), ("email", "nobody"), ("address", "   ")])
def test_what_is_no_number_or_address_is_refused_in_the_form(council, visit, kind, value):
    address = reverse("casework:add_contact", args=[council.id("Ella")])
    visit.post(address, {"kind": kind, "value": value}, by=council.users["Amir"], status=200)
    assert not ContactPoint.objects.exists()


def test_a_number_is_changed_and_ended_and_an_old_page_overwrites_nothing(council, visit, number):
    amir, address = council.users["Amir"], reverse("casework:change_contact", args=[number.pk])
    old = visit(address, by=amir).fields
    visit.post(address, {**old, "value": "07700 900444"}, by=amir)
    number.refresh_from_db()
    assert (number.value, number.safe_to_text) == ("07700 900444", False)
    visit.post(address, {**old, "value": "07700 900555"}, by=amir, status=409)
    visit.post(address, {**visit(address, by=amir).fields, "ended": "on"}, by=amir)
    number.refresh_from_db()
    assert number.to_on == TODAY
    visit(address, by=amir, status=404)


@pytest.mark.parametrize("who", ["Bea", "Cal", "Sam", "Hana", "Dora", "Hugo"])
def test_whose_number_it_is_not_cannot_change_it(council, visit, number, who):
    address = reverse("casework:change_contact", args=[number.pk])
    visit(address, by=council.users[who], status=404)
    visit.post(address, {"version": 1, "value": "07700 900999"}, by=council.users[who], status=404)
    number.refresh_from_db()
    assert number.value == "07700 900222"


def test_an_event_is_corrected_on_its_page(council, visit):
    amir, ella = council.users["Amir"], council.id("Ella")
    event = actions.record_clock_event(person_id=ella, kind="contact_made", happened_on=TODAY, on=TODAY, by=SYSTEM)
    address = reverse("casework:correct_event", args=[event.pk])
    assert address in visit(reverse("casework:history", args=[ella]), by=amir).html
    visit(address, by=council.users["Bea"], status=404)
    both = {**day("happened_on", TODAY), "never": "on"}
    visit.post(address, both, by=amir, status=200)
    visit.post(address, day("happened_on", TODAY + timedelta(days=1)), by=amir, status=200)
    visit.post(address, day("happened_on", TODAY - timedelta(days=1)), by=amir)
    assert ClockEvent.objects.get(corrects=event).on == TODAY - timedelta(days=1)
    visit.post(address, {"never": "on"}, by=amir, status=404)


def test_what_a_return_told_has_no_page_to_correct_it(council, visit):
    told = ClockEvent.objects.get(person=council.id("Ella"), source="return")
    visit(reverse("casework:correct_event", args=[told.pk]), by=council.users["Amir"], status=404)


def test_a_manager_takes_somebody_whom_nobody_has_into_the_team(council, visit):
    nadia, uma = council.users["Nadia"], council.id("Uma")
    person = Person.objects.create(child_id="NEW", authority="899", born_on="2008-01-01", recorded_from=TODAY)
    page = visit.post("/staff/team/", {"person_id": str(person.pk)}, by=nadia)
    assert page.location == reverse("casework:allocate", args=[person.pk])
    assert Allocation.objects.get(person=person).team == council.teams["north"]
    visit.post("/staff/team/", {"person_id": str(person.pk)}, by=nadia, status=409)
    visit.post("/staff/team/", {"person_id": str(person.pk)}, by=council.users["Sam"], status=404)
    visit.post("/staff/team/", {"person_id": str(uma)}, by=council.users["Amir"], status=404)
    assert not Allocation.objects.filter(person=uma).exists()


def test_a_restricted_person_cannot_be_taken_into_a_team(council, visit):
    actions.restrict(person_id=council.id("Uma"), named=[], reason="a relative works here", on=TODAY, by=SYSTEM)
    visit.post("/staff/team/", {"person_id": str(council.id("Uma"))}, by=council.users["Nadia"], status=404)


def test_a_manager_arranges_cover_for_the_own_team_only(council, visit):
    nadia, users = council.users["Nadia"], council.users
    days = {**day("from_on", TODAY), **day("last_on", TODAY + timedelta(days=6))}
    visit("/staff/cover/", by=nadia)
    visit("/staff/cover/", by=users["Amir"], status=404)
    someone = {"worker": str(users["Cal"].pk), "covered_by": str(users["Amir"].pk), **days}
    visit.post("/staff/cover/", someone, by=nadia, status=200)
    assert not Cover.objects.exists()
    visit.post("/staff/cover/", {**someone, "worker": str(users["Bea"].pk)}, by=nadia)
    assert queries.person_page(council.actor("Amir"), council.id("Rory"), on=TODAY).label == "Rory Okoro"
    assert "Amir" in visit("/staff/cover/", by=nadia)
    assert AuditEvent.objects.filter(verb="arranged cover", actor=nadia.pk).count() == 1


def test_cover_ends_with_its_last_day(council):
    days = {"from_on": TODAY, "last_on": TODAY + timedelta(days=6)}
    pair = {"worker": str(council.users["Bea"].pk), "covered_by": str(council.users["Amir"].pk)}
    actions.cover_worker(**pair, **days, on=TODAY, by=council.actor("Nadia"))
    rorys = {on.day: len(queries.find(council.actor("Amir"), text="Okoro", on=on)) for on in (days["last_on"],)}
    assert rorys == {29: 1}
    assert not queries.find(council.actor("Amir"), text="Okoro", on=days["last_on"] + timedelta(days=1))


HOSTILE = "<script>alert(1)</script>'\"><b>"


def test_hostile_text_is_shown_as_text_everywhere(council, visit):
    amir, ella = council.users["Amir"], council.person("Ella")
    changes = dict.fromkeys(("first_name", "surname", "preferred_name", "language"), HOSTILE)
    actions.correct_core_details(
        person_id=ella.pk, version=ella.version, changes={**changes, "pronouns": HOSTILE}, on=TODAY, by=SYSTEM
    )
    actions.add_contact_point(person_id=ella.pk, kind="address", value=HOSTILE, on=TODAY, by=SYSTEM)
    proposal = actions.propose_determination(person_id=ella.pk, on=TODAY, by=council.actor("Amir"), why=HOSTILE)
    actions.approve_determination(
        person_id=ella.pk, number=proposal.number, comment=HOSTILE, on=TODAY, by=council.actor("Nadia")
    )
    number = proposal.number + 1
    actions.record_disagreement(person_id=ella.pk, number=number, words=HOSTILE, on=TODAY, by=council.actor("Amir"))
    pages = ["caseload", "find"]
    about = ["person", "owed", "decision", "history", "details", "event", "disagrees", "add_contact"]
    for page in [reverse(f"casework:{p}") for p in pages] + [reverse(f"casework:{p}", args=[ella.pk]) for p in about]:
        html = visit(page, by=amir).html
        assert "<script>alert" not in html, page
    assert "&lt;script&gt;" in visit(reverse("casework:decision", args=[ella.pk]), by=amir).html


def test_sending_every_field_of_the_model_changes_only_what_the_form_offers(council, visit):
    amir, ella = council.users["Amir"], council.person("Ella")
    address = reverse("casework:details", args=[ella.pk])
    more = {"child_id": "X", "authority": "999", "user": str(amir.pk), "restriction": "named", "id": "1"}
    more |= {"recorded_from": "2000-01-01", "upn": "X", "died_on": "2026-01-01", "history_complete": "on"}
    visit.post(address, {**visit(address, by=amir).fields, **more, "surname": "Changed"}, by=amir)
    after = council.person("Ella")
    untouched = ("child_id", "authority", "user_id", "restriction", "history_complete", "recorded_from", "upn",
                 "died_on", "gap_years", "sex", "ethnicity")  # fmt: skip
    assert after.surname == "Changed"
    assert {name: getattr(after, name) for name in untouched} == {name: getattr(ella, name) for name in untouched}


def test_a_nul_in_a_filter_is_no_crash(council, visit):
    from alongside.casework.models import ReturnImport

    intake = ReturnImport.objects.first()
    visit(reverse("casework:return", args=[intake.pk]) + "?check=%00&table=%00", by=council.users["Dora"])


def test_what_is_still_to_be_verified_is_marked_at_each_source_and_said_once(council, visit):
    for page in ("owed", "clocks"):
        shown = visit(f"/staff/people/{council.id('Ella')}/{page}/", by=council.users["Amir"])
        marks = [one for one in shown.document.all("sup") if "app-evidence" in one.get("class", "")]
        said = [one.get("id") for one in shown.document.all("li") if one.get("id", "").startswith("evidence-")]
        assert len(marks) >= len(said) > 0 and len(said) == len(set(said))
        assert page == "clocks" or len(marks) > len(said)
        assert {f"#{one}" for one in said} == {mark[0].get("href") for mark in marks}
        assert shown.text.count("To be verified: ") == len(said)


def test_the_filter_is_folded_up_without_a_script_and_what_was_chosen_stays_in_sight(council, visit):
    page = visit("/staff/due/?due=late", by=council.users["Hana"])
    [folded] = [one for one in page.document.all("details") if "app-folds" in one.get("class", "")]
    assert folded.get("open") is None
    assert any(one.get("name") == "due" for one in folded.iter("select"))
    assert all(one.get("class") != "moj-filter__tag" for one in folded.iter("a"))
    assert "Clear all filters" in page
