"""A district's housing officer and their slice; a young person and their own home, learning and health; Jobcentres."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework import actions
from alongside.casework.areas.base import check_days
from alongside.casework.local_clocks import running
from alongside.casework.models import Activity, Home, HousingSignal, JobcentreProtocol
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.casework.tests.test_life import add, clocks, home, kingsmere, saltby  # noqa: F401
from alongside.partners import queries as partner_queries
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record

DAY = timedelta(days=1)
DATE = {"day": TODAY.day, "month": TODAY.month, "year": TODAY.year}


def refer(council, *records, name="Fay", to_on=None):
    """Refer somebody to Kingsmere's housing office with these records."""
    body = next(one for one in partner_queries.organisations() if one.name == "Kingsmere District Council")
    return actions.refer(
        person_id=council.id(name), organisation_id=body.id, field_groups=records, reason="a home", on=TODAY, by=SYSTEM
    )


def signal_sent(district):
    told = {f"told_on-{part}": value for part, value in DATE.items()}
    return {"district": str(district.pk), "sign": "rent", "amount": "240", **told}


# --- The slice -------------------------------------------------------------------------------------------------------


def test_a_partners_first_page_of_somebody_leads_to_what_is_open_to_them(council, visit, kingsmere):  # noqa: F811
    refer(council, Record.CORE_DETAILS, Record.HOUSING)
    page = visit(reverse("casework:person", args=[council.id("Fay")]), by=council.users["Hugo"])
    assert page.h1 == "What is open to you"
    assert "Nothing else of this record is open to you." in page
    assert "What is due" not in page
    assert visit(reverse("casework:person", args=[council.id("Fay")]), by=council.users["Cal"]).h1 == "What is due"


def test_a_housing_officer_enters_arrears_in_their_slice_and_sees_no_more(council, visit, kingsmere):  # noqa: F811
    hugo, person = council.users["Hugo"], council.id("Fay")
    assert "Nobody is referred to you now" in visit("/staff/housing/", by=hugo)
    refer(council, Record.HOUSING)
    assert "Fay Lindqvist" in visit("/staff/housing/", by=hugo)
    visit.post(f"/staff/people/{person}/life/signal/new/", signal_sent(kingsmere), by=hugo)
    row = HousingSignal.objects.get()
    assert (row.source, row.recorded_by) == ("partner", hugo)
    assert "Rent arrears in Kingsmere, £240" in visit(f"/staff/people/{person}/life/housing/", by=hugo)
    assert "Rent arrears in Kingsmere, £240" in visit(f"/staff/people/{person}/life/housing/", by=council.users["Cal"])
    assert "signal_acted_on" in clocks(council)
    for page in ("", "life/", "life/home/", "life/health/", "life/learning/", "life/leave_and_custody/", "messages/"):
        visit(f"/staff/people/{person}/{page}", by=hugo, status=404)


def test_the_slice_ends_with_the_referral(council, visit, kingsmere):  # noqa: F811
    referral, hugo = refer(council, Record.HOUSING), council.users["Hugo"]
    page = f"/staff/people/{council.id('Fay')}/life/housing/"
    visit(page, by=hugo)
    actions.end_referral(referral_id=referral.pk, to_on=TODAY, on=TODAY, by=SYSTEM)
    visit(page, by=hugo, status=404)
    assert "Nobody is referred to you now" in visit("/staff/housing/", by=hugo)


def test_one_district_does_not_see_what_another_told(council, visit, kingsmere, saltby):  # noqa: F811
    refer(council, Record.HOUSING)
    theirs = add(council, "signal", district=saltby.pk, sign="court", told_on=TODAY)
    hugo, person = council.users["Hugo"], council.id("Fay")
    assert "Court or bailiffs" not in visit(f"/staff/people/{person}/life/housing/", by=hugo)
    visit(f"/staff/life/signal/{theirs.pk}/", by=hugo, status=404)
    sent = visit.post(f"/staff/people/{person}/life/signal/new/", signal_sent(saltby), by=hugo, status=200)
    assert "Select a valid choice" in sent
    with pytest.raises(FactRefused, match="your own district"):
        actions.add_life_record(
            slug="signal", person_id=person, on=TODAY, by=council.actor("Hugo"), district=saltby.pk, sign="rent",
            told_on=TODAY,
        )  # fmt: skip


def test_a_partner_sees_the_home_without_its_address_or_what_they_say_of_it(council, visit, kingsmere):  # noqa: F811
    refer(council, Record.CORE_DETAILS, Record.HOME)
    row = home(council, address="9 Canary Row", district=kingsmere.pk, registration="SC123")
    Home.objects.update(own_view="Canary view")
    page = visit(f"/staff/people/{council.id('Fay')}/life/home/", by=council.users["Hugo"])
    assert "Harbour Lodgings" in page
    assert not [word for word in ("9 Canary Row", "Canary view", "SC123") if word in page.html]
    assert "address" not in visit(f"/staff/life/home/{row.pk}/", by=council.users["Hugo"]).fields
    with pytest.raises(FactRefused, match="cannot be recorded here"):
        actions.change_life_record(
            slug="home", record_id=row.pk, version=row.version, on=TODAY, by=council.actor("Hugo"), address="x"
        )


def test_a_partner_judges_no_home_and_takes_out_nothing_of_ours(council, visit, kingsmere):  # noqa: F811
    refer(council, Record.CORE_DETAILS, Record.HOME, Record.HOUSING)
    row = home(council, district=kingsmere.pk)
    visit(f"/staff/life/home/{row.pk}/suitability/", by=council.users["Hugo"], status=404)
    with pytest.raises(FactRefused, match="Only who entered it"):
        actions.take_out_life_record(
            slug="home", record_id=row.pk, version=row.version, why="x", on=TODAY, by=council.actor("Hugo")
        )


# --- Their own -------------------------------------------------------------------------------------------------------


def test_fay_sees_her_home_rates_it_and_her_adviser_reads_it(council, visit, fay):
    assert "We have not written down where you live" in visit("/me/life/", by=fay)
    home(council, address="2 Quay Street")
    page = visit("/me/life/", by=fay)
    assert "Independent living, Harbour Lodgings" in page and "2 Quay Street" in page
    form = visit("/me/life/home/", by=fay).fields
    visit.post("/me/life/home/", {**form, "rating": "2", "own_view": "It is damp."}, by=fay)
    assert "you gave it 2 out of 5. You said: “It is damp.”" in visit("/me/life/", by=fay)
    assert "It is damp." in visit(f"/staff/people/{council.id('Fay')}/life/home/", by=council.users["Cal"])
    visit.post("/me/life/home/", {**form, "rating": "5", "own_view": "From an old page"}, by=fay, status=409)


def test_fay_tells_us_of_a_new_course_and_her_adviser_takes_it_over(council, visit, fay):
    before = add(council, "activity", code="F5", from_on=TODAY - 100 * DAY)
    day = {f"from_on-{part}": value for part, value in DATE.items()}
    sent = {"code": "F2", "place": "Kingsmere College", "course": "Plumbing", **day}
    visit.post("/me/life/learning/", sent, by=fay)
    assert "You told us: Other education, full time, Plumbing" in visit("/me/life/", by=fay)
    row = Activity.objects.get(is_proposed=True)
    assert clocks(council)["learning_told"] == TODAY + 7 * DAY
    cal = council.users["Cal"]
    assert "They told us" in visit(f"/staff/people/{council.id('Fay')}/life/learning/", by=cal)
    assert "Plumbing" not in visit(f"/staff/people/{council.id('Fay')}/life/", by=cal)
    visit.post(f"/staff/life/activity/{row.pk}/answer/", {"answer": "yes"}, by=cal)
    before.refresh_from_db()
    assert before.to_on == TODAY
    assert "learning_told" not in clocks(council)
    visit(f"/staff/life/activity/{row.pk}/answer/", by=cal, status=404)


def test_what_is_not_so_is_taken_out_with_a_reason(council, visit, fay):
    by = council.actor("Fay")
    row = actions.propose_my_activity(code="F1", place="", course="", from_on=TODAY, on=TODAY, by=by)
    with pytest.raises(FactRefused, match="has not looked"):
        actions.propose_my_activity(code="F4", place="", course="", from_on=TODAY, on=TODAY, by=by)
    cal = council.actor("Cal")
    with pytest.raises(FactRefused, match="Say why"):
        actions.answer_proposed_activity(activity_id=row.pk, answer="no", why="", on=TODAY, by=cal)
    actions.answer_proposed_activity(activity_id=row.pk, answer="no", why="It starts next year", on=TODAY, by=cal)
    assert Activity.objects.get().removed_why == "It starts next year"


def test_what_is_hidden_is_not_shown_to_the_person(council, visit, fay):
    home(council)
    Home.objects.update(hidden="investigation")
    assert "Harbour Lodgings" not in visit("/me/life/", by=fay)
    assert "does not see this" in visit(f"/staff/people/{council.id('Fay')}/life/home/", by=council.users["Cal"])
    with pytest.raises(FactRefused):
        actions.rate_my_home(version=1, rating=1, own_view="", on=TODAY, by=council.actor("Fay"))


def test_a_young_person_writes_nothing_through_the_pages_of_staff(council, visit, fay):
    row = home(council)
    with pytest.raises(NotYours):
        actions.change_life_record(
            slug="home", record_id=row.pk, version=1, on=TODAY, by=council.actor("Fay"), provided=False
        )
    with pytest.raises(NotYours):
        actions.add_life_record(
            slug="child", person_id=council.id("Fay"), on=TODAY, by=council.actor("Fay"), born_on=TODAY
        )
    visit(f"/staff/life/home/{row.pk}/", by=fay, status=404)


def test_her_own_page_holds_papers_health_and_help_and_nothing_of_others(council, visit, fay, kingsmere):  # noqa: F811
    add(council, "health", doctor="Quay Surgery", passport_given_on=TODAY)
    add(council, "identity-paper", paper="passport", received_on=TODAY)
    add(council, "signal", district=kingsmere.pk, sign="rent", amount=90, told_on=TODAY)
    add(council, "child", initials="QZ", born_on=TODAY, services_involved=True)
    page = visit("/me/life/", by=fay)
    assert "Doctor: Quay Surgery" in page and "Passport: you have it" in page and "Rent arrears, £90" in page
    assert "services are involved" not in page


def test_her_own_page_says_what_she_does_and_not_what_her_adviser_thinks_of_it(council, visit, fay):
    add(council, "activity", code="F2", course="Catering", place="Saltby College", from_on=TODAY, risk="high")
    add(council, "benefits", savings="isa", claimed_on=TODAY)
    page = visit("/me/life/", by=fay)
    assert "Catering, Saltby College, since" in page and "drop" not in page
    assert "Savings: Junior ISA" in page and "Universal Credit: claimed on" in page


# --- Services and Jobcentres -----------------------------------------------------------------------------------------


def test_refused_services_are_listed_and_counted_for_those_within_reach(council, visit):
    add(council, "refused-service", service="CAMHS", refused_on=TODAY, reason="unplanned")
    page = visit("/staff/refused-services/", by=council.users["Sam"])
    assert "1 in all, 1 not settled" in page and "CAMHS, the placement was not planned" in page
    assert "CAMHS" not in visit("/staff/refused-services/", by=council.users["Nadia"])


def test_what_is_agreed_with_a_jobcentre_is_kept_by_managers_and_read_by_advisers(council, visit):
    nadia, amir = council.users["Nadia"], council.users["Amir"]
    sent = {
        "jobcentre": "Kingsmere", "contact": "Ade Cole", "agreed": "A call before any sanction.",
        **{f"reviewed_on-{part}": value for part, value in DATE.items()},
    }  # fmt: skip
    visit.post("/staff/jobcentres/new/", sent, by=nadia)
    assert "A call before any sanction." in visit("/staff/jobcentres/", by=amir)
    visit("/staff/jobcentres/new/", by=amir, status=404)
    row = JobcentreProtocol.objects.get()
    form = visit(f"/staff/jobcentres/{row.pk}/", by=nadia).fields
    visit.post(f"/staff/jobcentres/{row.pk}/", {**form, "contact": "Bo Lind"}, by=nadia)
    visit.post(f"/staff/jobcentres/{row.pk}/", {**form, "contact": "Someone else"}, by=nadia, status=409)
    [one] = [one for one in running([], TODAY) if one.clock == "jobcentre_protocol"]
    assert (one.person, one.due_on) == (None, TODAY.replace(year=2027))


def test_a_jobcentre_is_recorded_once(council):
    facts = {"jobcentre": "Kingsmere", "contact": "Ade", "agreed": "x", "reviewed_on": TODAY}
    actions.save_jobcentre(jobcentre_id=None, version=None, on=TODAY, by=council.actor("Nadia"), **facts)
    with pytest.raises(FactRefused, match="recorded already"):
        actions.save_jobcentre(jobcentre_id=None, version=None, on=TODAY, by=council.actor("Nadia"), **facts)


def test_days_far_off_are_refused():
    with pytest.raises(FactRefused):
        check_days({"due_on": TODAY.replace(year=2090)}, TODAY, ahead=("due_on",))
