"""Ways round the rules: another's list, another's team, a name tried out, a partner's curiosity."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.casework import actions, opening, queries, tabs
from alongside.casework.actions.returns import read_sent
from alongside.casework.models import Allocation, ClockEvent, NamedAccess, Person, ReturnImport
from alongside.casework.tests import scene
from alongside.casework.tests.scene import SYSTEM, TODAY, files
from alongside.casework.tests.test_size_and_races import at_once
from alongside.partners import actions as partners
from alongside.partners.models import Organisation
from alongside.shell import clock
from alongside.shell.documents import routes
from alongside.shell.refusals import EditConflict, FactRefused, FileRefused, NotAllowed, NotYours
from alongside.shell.roles import Record


def restrict(council, *named):
    """Ella's record is for these only."""
    actions.restrict(
        person_id=council.id("Ella"),
        named=[council.users[name] for name in named],
        reason="a relative works here",
        on=TODAY,
        by=SYSTEM,
    )


def test_nobody_restricts_again_to_get_onto_the_list(council):
    restrict(council)
    with pytest.raises(FactRefused):
        actions.restrict(
            person_id=council.id("Ella"), named=[council.users["Hana"]], reason="me", on=TODAY, by=council.actor("Hana")
        )
    assert not NamedAccess.objects.exists()


def test_only_somebody_on_the_list_lifts_a_restriction(council):
    restrict(council, "Nadia")
    with pytest.raises(FactRefused):
        actions.lift_restriction(person_id=council.id("Ella"), reason="done", on=TODAY, by=council.actor("Hana"))
    actions.lift_restriction(person_id=council.id("Ella"), reason="done", on=TODAY, by=council.actor("Nadia"))
    assert queries.person_page(council.actor("Amir"), council.id("Ella"), on=TODAY).label == "Ella Marsh"


def test_a_manager_arranges_no_cover_in_another_team(council):
    days = {"from_on": TODAY, "to_on": TODAY + timedelta(days=7)}
    with pytest.raises(NotAllowed):
        actions.cover(worker=council.users["Cal"], covered_by=council.users["Amir"], by=council.actor("Nadia"), **days)
    actions.cover(worker=council.users["Bea"], covered_by=council.users["Amir"], by=council.actor("Nadia"), **days)
    assert queries.person_page(council.actor("Amir"), council.id("Rory"), on=TODAY).label == "Rory Okoro"


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_cover_has_a_beginning_and_an_end_in_sight(council, days):
    with pytest.raises(FactRefused):
        actions.cover(
            worker=council.users["Amir"],
            covered_by=council.users["Bea"],
            from_on=TODAY,
            to_on=TODAY + timedelta(days=days),
            by=council.actor("Amir"),
        )


def test_a_data_officer_cannot_learn_whose_a_reference_is(council):
    assert not [match for match in queries.find(council.actor("Dora"), text="Marsh", on=TODAY) if match.id]
    [match] = queries.find(council.actor("Dora"), text="ELLA", on=TODAY)
    assert match.label == "ELLA"


def test_a_partner_learns_the_category_and_not_the_reasons(council):
    body = partners.add_organisation(name="Homes", kind=Organisation.Kind.ADVOCACY, by=SYSTEM)
    partners.add_member(organisation=body, user=council.users["Hugo"], from_on=date(2020, 1, 1), by=SYSTEM)
    actions.refer(
        person_id=council.id("Ella"),
        organisation_id=body.pk,
        field_groups=[Record.CORE_DETAILS, Record.ELIGIBILITY],
        reason="a home",
        on=TODAY,
        by=council.actor("Amir"),
    )
    actions.propose_determination(
        person_id=council.id("Ella"), on=TODAY, by=council.actor("Amir"), why="She told me in confidence"
    )
    page = queries.person_page(council.actor("Hugo"), council.id("Ella"), on=TODAY)
    assert page.header.category == "Eligible"
    assert page.decision is None
    assert page.why.reasons == page.why.would_change == ()
    assert queries.person_page(council.actor("Amir"), council.id("Ella"), on=TODAY).why.reasons


@pytest.mark.parametrize("born_on", [TODAY + timedelta(days=1), date(1, 1, 1)])
def test_a_date_of_birth_that_cannot_be_is_refused(council, born_on):
    ella = council.person("Ella")
    with pytest.raises(FactRefused):
        actions.correct_core_details(
            person_id=ella.pk,
            version=ella.version,
            changes={"born_on": born_on},
            on=TODAY,
            by=council.actor("Amir"),
        )


def test_what_a_return_told_is_corrected_in_the_return(council):
    told = ClockEvent.objects.get(person=council.id("Ella"), source="return")
    with pytest.raises(FactRefused):
        actions.correct_clock_event(event_id=told.pk, happened_on=None, on=TODAY, by=council.actor("Amir"))
    before = ClockEvent.objects.count()
    actions.take_in_return(given=files(), on=TODAY, by=SYSTEM)
    assert ClockEvent.objects.count() == before


@pytest.mark.parametrize(
    "act",
    [
        lambda **by: actions.correct_clock_event(event_id=uuid4(), happened_on=None, on=TODAY, **by),
        lambda **by: actions.change_contact_point(contact_point_id=uuid4(), version=1, changes={}, on=TODAY, **by),
        lambda **by: actions.end_allocation(allocation_id=uuid4(), to_on=TODAY, on=TODAY, **by),
        lambda **by: actions.end_referral(referral_id=uuid4(), to_on=TODAY, on=TODAY, **by),
        lambda **by: actions.withdraw_spell(episode_id=uuid4(), on=TODAY, **by),
    ],
    ids=["event", "contact point", "allocation", "referral", "spell"],
)
def test_what_does_not_exist_is_out_of_reach(council, act):
    with pytest.raises(NotYours):
        act(by=council.actor("Amir"))


def test_what_belongs_to_another_advisers_young_person_is_out_of_reach(council):
    allocation = Allocation.objects.get(person=council.id("Fay"))
    with pytest.raises(NotYours):
        actions.end_allocation(allocation_id=allocation.pk, to_on=TODAY, on=TODAY, by=council.actor("Nadia"))


def test_a_spreadsheet_of_too_many_rows_is_refused(monkeypatch):
    from alongside.shell import downloads

    monkeypatch.setattr(opening, "MOST_ROWS", 3)
    data = downloads.as_xlsx("o", ["reference"], [["A"], ["B"], ["C"]])
    with pytest.raises(FileRefused, match="more than 3 rows"):
        opening.read_opening_position("o.xlsx", data)


def test_a_sender_who_lost_the_role_changes_nothing(empty_council):
    sent = [(file.name, file.getvalue()) for file in files()]
    intake = actions.send_return(this_year=sent, by=empty_council.actor("Dora"))
    read = read_sent(intake_id=intake.pk, on=TODAY, by=empty_council.actor("Amir"))
    assert read.state == "refused"
    assert "no longer" in read.message
    assert read.upload is None


def test_an_upload_beyond_all_measure_is_refused_unread(council, visit, settings):
    settings.LARGEST_UPLOAD = 1000
    for address, name in (("/staff/returns/", "this_year"), ("/staff/opening-position/", "file")):
        file = SimpleUploadedFile("header.csv", b"CHILD,DOB" + b"x" * 2000)
        visit.post(address, {name: file}, by=council.users["Dora"], status=400)
    assert not ReturnImport.objects.filter(upload__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_imports_at_once_both_are_whole(set_clock):
    set_clock(TODAY)
    council = scene.a_whole_council()
    more = {**scene.BORN, "Zoe": "10/05/2009", "Yan": "10/05/2009"}
    care = {**scene.CARE, "Zoe": ("01/06/2024", ""), "Yan": ("01/06/2024", "")}

    def take_in():
        actions.take_in_return(given=files(born=more, care=care), on=TODAY, by=SYSTEM)

    assert at_once(take_in, take_in) == [None, None]
    for name in ("Zoe", "Yan"):
        person = council.person(name)
        assert person.episodes.filter(withdrawn_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_import_never_overwrites_what_a_worker_corrects_meanwhile(set_clock):
    set_clock(TODAY)
    council = scene.a_whole_council()
    ella = council.person("Ella")

    def correct():
        actions.correct_core_details(
            person_id=ella.pk, version=ella.version, changes={"born_on": date(2009, 5, 11)}, on=TODAY, by=SYSTEM
        )

    def take_in():
        actions.take_in_return(given=files(born={**scene.BORN, "Ella": "12/05/2009"}), on=TODAY, by=SYSTEM)

    corrected, taken = at_once(correct, take_in)
    assert taken is None
    born_on = council.person("Ella").born_on
    assert born_on == (date(2009, 5, 11) if corrected is None else date(2009, 5, 12))
    assert corrected is None or isinstance(corrected, EditConflict)


def test_a_reading_that_was_cut_off_says_so_and_can_be_done_again(empty_council, visit, set_clock):
    sent = [(file.name, file.getvalue()) for file in files()]
    intake = actions.send_return(this_year=sent, by=empty_council.actor("Dora"))
    ReturnImport.objects.filter(pk=intake.pk).update(state="reading", step="Checking every row")
    address = reverse("casework:return", args=[intake.pk])
    assert "Checking every row" in visit(address, by=empty_council.users["Dora"])
    ReturnImport.objects.filter(pk=intake.pk).update(sent_at=clock.now() - timedelta(hours=1))
    assert "interrupted" in visit(address, by=empty_council.users["Dora"])
    assert read_sent(intake_id=intake.pk, on=TODAY, by=empty_council.actor("Dora")).state == "taken_in"
    assert Person.objects.count() == len(scene.BORN)


def test_a_tab_asks_for_what_its_page_asks_so_that_it_leads_nobody_to_a_closed_door():
    asked = {route.name: route.permission for route in routes()}
    for page in (page for tab in tabs.TABS for page in tab.pages):
        permission = asked[page.url_name]
        assert permission and (page.record, page.verb) == (permission.record, permission.verb), page.label
