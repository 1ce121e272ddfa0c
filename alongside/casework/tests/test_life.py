"""The areas of a life: recorded, changed, taken out, seen by those who may, and moving the clocks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from alongside.casework import actions, queries
from alongside.casework.areas import KINDS
from alongside.casework.areas.gaps import is_needed
from alongside.casework.areas.wellbeing import CHILDREN_AREA
from alongside.casework.local_clocks import running
from alongside.casework.models import Activity, ClockEvent, ContactPoint, Home, Person, Suitability, SuitabilityDecision
from alongside.casework.standing import standing_of
from alongside.casework.steps_homes import STEPS, can_open
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.partners import actions as partners
from alongside.partners.models import District, Organisation
from alongside.shell import actions as accounts
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Role

DAY = timedelta(days=1)


@pytest.fixture
def kingsmere(council) -> District:
    """A district, for whose council Hugo works."""
    district = partners.add_district(name="Kingsmere", slug="kingsmere", by=SYSTEM)
    body = partners.add_organisation(
        name="Kingsmere District Council", kind=Organisation.Kind.DISTRICT, district=district, by=SYSTEM
    )
    partners.add_member(organisation=body, user=council.users["Hugo"], from_on=date(2020, 1, 1), by=SYSTEM)
    return district


@pytest.fixture
def saltby(council) -> District:
    """Another district."""
    return partners.add_district(name="Saltby", slug="saltby", by=SYSTEM)


WORKS_WITH = {"Fay": "Cal", "Rory": "Bea", "Ella": "Amir"}


def add(council, slug, name="Fay", worker="", on=TODAY, **facts):
    """Record something about somebody, as their adviser."""
    by = council.actor(worker or WORKS_WITH[name], on)
    return actions.add_life_record(slug=slug, person_id=council.id(name), on=on, by=by, **facts)


def home(council, name="Fay", worker="", on=TODAY, **facts):
    given = {"place": "U", "from_on": TODAY, "provided": True, "provider": "Harbour Lodgings"} | facts
    return add(council, "home", name, worker, on, **given)


def clocks(council, name="Fay", on=TODAY):
    """The local clocks that run for somebody: id → due."""
    return {one.clock: one.due_on for one in running([council.id(name)], on) if one.person}


def law(council, name="Rory", on=TODAY):
    """The law's clocks that run for somebody: id → due; None where nothing recorded says since when."""
    return {due.clock: due.on for _, due in standing_of(council.person(name), on=on).due}


FOUND = {
    **dict.fromkeys(("facilities", "repair", "safety", "location", "support", "tenancy", "cost"), "good"),
    "own_view": "It is quiet, and near college.",
    "knows_rights": True,
    "knows_costs": True,
    "is_suitable": True,
    "why": "All seven are good.",
}


def assess(council, row, name="Fay", **changes):
    by = council.actor(WORKS_WITH[name])
    return actions.assess_home(home_id=row.pk, on=TODAY, by=by, **({"assessed_on": TODAY} | FOUND | changes))


# --- A move ----------------------------------------------------------------------------------------------------------


def test_a_move_into_a_home_that_the_council_provides_starts_the_visits(council):
    assert "visit_7_days" not in law(council, "Rory")
    row = home(council, "Rory")
    found = law(council, "Rory")
    assert found["visit_7_days"] == TODAY + 7 * DAY
    assert found["accommodation_review"] == TODAY + 28 * DAY
    assert set(ClockEvent.objects.filter(record=row.pk).values_list("kind", flat=True)) == {
        "accommodation_planned", "accommodation_provided",
    }  # fmt: skip


def test_a_home_of_their_own_starts_none(council):
    home(council, "Rory", provided=False)
    assert "visit_7_days" not in law(council, "Rory")


def test_a_visit_meets_the_first_and_starts_the_two_months(council, set_clock):
    home(council, "Rory")
    visited = TODAY + 5 * DAY
    set_clock(visited)
    actions.record_clock_event(
        person_id=council.id("Rory"), kind="visit_made", happened_on=visited, on=visited, by=council.actor("Bea")
    )
    found = law(council, "Rory", visited)
    assert "visit_7_days" not in found and found["visit_before_review"] == TODAY + 28 * DAY
    assert found["visit_2_months"] == date(2027, 1, 28)


def test_the_next_home_ends_the_one_before_on_the_day_of_the_move(council):
    first = home(council, "Rory", from_on=date(2026, 6, 1))
    second = home(council, "Rory", from_on=date(2026, 11, 20), provided=False)
    first.refresh_from_db()
    assert first.to_on == second.from_on
    assert "visit_7_days" not in law(council, "Rory")


def test_a_home_cannot_begin_before_the_one_that_is_open(council):
    home(council)
    with pytest.raises(FactRefused, match="say when this one ended"):
        home(council, from_on=TODAY - 30 * DAY)
    home(council, from_on=TODAY - 30 * DAY, to_on=TODAY - 10 * DAY)


def test_a_home_to_come_asks_for_its_check_now_and_for_visits_only_on_the_day(council):
    moves = TODAY + 14 * DAY
    home(council, "Rory", from_on=moves)
    found = law(council, "Rory")
    assert found["suitability_assessment"] == moves
    assert "visit_7_days" not in found
    assert law(council, "Rory", moves)["visit_7_days"] == moves + 7 * DAY


def test_a_corrected_day_moves_the_clock_and_a_home_taken_out_stops_it(council):
    row, by = home(council, "Rory"), council.actor("Bea")
    held = queries.one_life_record(by, "home", row.pk, on=TODAY)
    row = actions.change_life_record(
        slug="home", record_id=row.pk, version=held.version, on=TODAY, by=by, from_on=TODAY - 3 * DAY
    )
    assert law(council, "Rory")["visit_7_days"] == TODAY + 4 * DAY
    actions.take_out_life_record(
        slug="home", record_id=row.pk, version=row.version, why="Wrong person", on=TODAY, by=by
    )
    assert "visit_7_days" not in law(council, "Rory")
    assert Home.objects.get().removed_why == "Wrong person"


def test_at_17_the_provider_of_supported_accommodation_is_checked_before(council):
    moves = TODAY + 5 * DAY
    row = home(council, "Rory", place="D", from_on=moves)
    assert law(council, "Rory")["registered_provider"] == moves
    by = council.actor("Bea")
    actions.change_life_record(
        slug="home", record_id=row.pk, version=row.version, on=TODAY, by=by, provider_checked_on=TODAY
    )
    assert "registered_provider" not in law(council, "Rory")


@pytest.mark.parametrize(("place", "name"), [("U", "Rory"), ("D", "Fay")])
def test_no_provider_is_checked_elsewhere_or_from_18(council, place, name):
    home(council, name, place=place)
    assert "registered_provider" not in law(council, name)


@pytest.mark.parametrize(
    "facts",
    [
        {"to_on": TODAY},
        {"from_on": TODAY + timedelta(days=800)},
        {"from_on": date(2001, 1, 1)},
        {"provider_checked_on": TODAY + DAY},
        {"leave_by": TODAY + 40 * DAY},
        {"address": "1 Quay", "is_protected": True},
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(council, facts):
    with pytest.raises(FactRefused):
        home(council, **facts)
    assert not Home.objects.exists() and not ClockEvent.objects.filter(kind="accommodation_provided").exists()


# --- Protected addresses ---------------------------------------------------------------------------------------------


def test_a_protected_address_stays_with_the_restricted_record(council, visit):
    actions.restrict(person_id=council.id("Fay"), named=[council.users["Cal"]], reason="At risk", on=TODAY, by=SYSTEM)
    home(council, address="7 Secret Lane", is_protected=True)
    address = f"/staff/people/{council.id('Fay')}/life/home/"
    assert "7 Secret Lane" in visit(address, by=council.users["Cal"])
    visit(address, by=council.users["Sam"], status=404)
    actions.lift_restriction(person_id=council.id("Fay"), reason="Safe again", on=TODAY, by=SYSTEM)
    assert "7 Secret Lane" not in visit(address, by=council.users["Sam"])
    assert not ContactPoint.objects.filter(value="7 Secret Lane").exists()


def test_a_new_address_is_typed_once_and_takes_the_place_of_the_last_homes(council):
    home(council, address="1 Quay", from_on=TODAY - 30 * DAY)
    home(council, address="2 Quay", from_on=TODAY)
    open_ones = ContactPoint.objects.filter(person=council.id("Fay"), to_on=None)
    assert [(one.value, one.safe_to_write) for one in open_ones] == [("2 Quay", None)]


# --- Suitability -----------------------------------------------------------------------------------------------------


def test_one_looks_at_a_home_and_another_decides(council, visit):
    row = home(council, "Rory", from_on=TODAY + 7 * DAY)
    found = assess(council, row, "Rory")
    assert "suitability_assessment" not in law(council, "Rory")
    assert clocks(council, "Rory")["suitability_decided"] == date(2026, 11, 30)
    nadia = council.users["Nadia"]
    assert "Suitable" in visit("/staff/homes/", by=nadia)
    visit.post(f"/staff/life/suitability/{found.pk}/", {"answer": "approve"}, by=nadia)
    assert SuitabilityDecision.objects.get().is_approved
    assert "suitability_decided" not in clocks(council, "Rory")
    assert "No home waits for you" in visit("/staff/homes/", by=nadia)


def test_sent_back_the_check_is_due_again(council):
    row = home(council, "Rory", from_on=TODAY + 7 * DAY)
    found = assess(council, row, "Rory")
    with pytest.raises(FactRefused, match="Say why"):
        actions.decide_suitability(
            assessment_id=found.pk, answer="send_back", comment=" ", on=TODAY, by=council.actor("Nadia")
        )
    actions.decide_suitability(
        assessment_id=found.pk, answer="send_back", comment="Who checked the gas?", on=TODAY, by=council.actor("Nadia")
    )
    assert law(council, "Rory")["suitability_assessment"] == row.from_on
    with pytest.raises(WrongState):
        actions.decide_suitability(
            assessment_id=found.pk, answer="approve", comment="", on=TODAY, by=council.actor("Nadia")
        )


def test_nobody_decides_on_their_own_look(council):
    row = home(council, "Rory")
    found = assess(council, row, "Rory")
    accounts.grant_role(
        user=council.users["Bea"], role=Role.TEAM_MANAGER, team=council.teams["north"], from_on=TODAY, by=SYSTEM
    )
    with pytest.raises(OwnWork):
        actions.decide_suitability(
            assessment_id=found.pk, answer="approve", comment="", on=TODAY, by=council.actor("Bea")
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        SuitabilityDecision.objects.create(
            assessment=found, person=found.person, is_approved=True, submitted_by_id=found.assessed_by_id,
            approved_by_id=found.assessed_by_id, decided_at=found.recorded_at,
        )  # fmt: skip


def test_an_assessment_and_its_decision_are_never_changed(council):
    found = assess(council, home(council))
    actions.decide_suitability(assessment_id=found.pk, answer="approve", comment="", on=TODAY, by=council.actor("Sam"))
    for model in (Suitability, SuitabilityDecision):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(person=council.person("Ella"))
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


@pytest.mark.parametrize("changes", [{"safety": "bad"}, {"assessed_on": TODAY + DAY}])
def test_a_home_with_something_unacceptable_is_not_suitable(council, changes):
    with pytest.raises(FactRefused):
        assess(council, home(council), **changes)


def test_no_fixed_home_never_counts_as_suitable(council):
    row = home(council, place="S", provided=False)
    with pytest.raises(FactRefused, match="never count"):
        assess(council, row)


def test_every_step_of_a_decision_leads_out_of_what_was_handed_in(council):
    found = assess(council, home(council))
    assert all(can_open(found, step) for state, step in STEPS if state == "submitted")
    actions.decide_suitability(assessment_id=found.pk, answer="approve", comment="", on=TODAY, by=council.actor("Sam"))
    assert not any(can_open(found, step) for _, step in STEPS)


def test_another_team_decides_nothing(council):
    found = assess(council, home(council))
    with pytest.raises(NotYours):
        actions.decide_suitability(
            assessment_id=found.pk, answer="approve", comment="", on=TODAY, by=council.actor("Nadia")
        )


def test_the_return_takes_suitable_only_where_a_manager_approved(council):
    fay = council.id("Fay")
    row = home(council)
    add(council, "activity", code="P2", from_on=TODAY)
    add(council, "activity", code="F5", from_on=TODAY - DAY)
    assert queries.oc3_of([fay], on=TODAY) == {fay: ("F5", "")}
    found = assess(council, row)
    assert queries.oc3_of([fay], on=TODAY)[fay][1] == ""
    actions.decide_suitability(assessment_id=found.pk, answer="approve", comment="", on=TODAY, by=council.actor("Sam"))
    assert queries.oc3_of([fay], on=TODAY)[fay][1] == "U1"


# --- Every kind, through its pages -----------------------------------------------------------------------------------

LEAST = {
    "home": {"place": "U", "from_on": TODAY},
    "staying-put": {"talked_on": TODAY},
    "application": {"registered_on": TODAY},
    "joint-housing": {"asked_on": date(2025, 1, 15)},
    "signal": {"sign": "rent", "told_on": TODAY},
    "council-tax": {"claimed_on": TODAY},
    "activity": {"code": "F2", "from_on": TODAY},
    "instalment": {"bursary": "University", "amount": "500", "due_on": TODAY},
    "vacation": {"name": "Christmas", "from_on": TODAY, "needs_home": "on"},
    "education-plan": {"term_ends_on": TODAY},
    "skill": {"item": "cook", "own_level": "alone", "looked_at_on": TODAY},
    "health": {"doctor": "Quay Surgery"},
    "refused-service": {"service": "CAMHS", "refused_on": TODAY, "reason": "short"},
    "identity-paper": {"paper": "passport", "asked_for_on": TODAY},
    "leave": {"status": "limited", "expires_on": date(2027, 11, 1)},
    "custody": {"prison": "Fenmoor", "from_on": TODAY},
    "benefits": {"savings": "isa"},
    "child": {"born_on": TODAY},
    "particulars": {"gender": "Woman"},
    "known-name": {"name": "Faye Old", "kind": "birth", "may_know": "ask_first"},
    "professional": {"name": "Mx Lane", "role": "Tutor", "organisation": "Saltby College", "from_on": TODAY},
}
"""The least that each form needs."""
NEEDS_DISTRICT = ("joint-housing", "application", "signal", "council-tax")


def typed(slug, district=None):
    """The least, as a browser sends it."""
    sent = {}
    for name, value in LEAST[slug].items():
        if isinstance(value, date):
            sent |= {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}
        else:
            sent[name] = value
    return sent | ({"district": str(district.pk)} if slug in NEEDS_DISTRICT and district else {})


def fields_of(page):
    """What a browser would send of a page: nothing for a list that stands at "Not recorded"."""
    return {name: "" if value == "Not recorded" else value for name, value in page.fields.items()}


def writer_of(council, kind):
    """Whoever may write this about Fay: immigration and justice is for a social worker."""
    if kind.record is not Record.RESTRICTED:
        return council.users["Cal"]
    user = accounts.open_account(email="sw@brightwater.example", name="Wes", by=SYSTEM)
    accounts.grant_role(user=user, role=Role.SOCIAL_WORKER, team=council.teams["south"], from_on=TODAY, by=SYSTEM)
    actions.allocate(person_id=council.id("Fay"), worker=user, kind="social_worker", on=TODAY, by=SYSTEM)
    return user


def test_the_tests_know_every_kind():
    assert set(LEAST) == set(KINDS)


@pytest.mark.parametrize("slug", KINDS)
def test_a_record_is_added_once_changed_and_taken_out_and_a_stale_page_overwrites_nothing(
    council, visit, kingsmere, slug
):
    kind, person = KINDS[slug], council.id("Fay")
    by = writer_of(council, kind)
    new = f"/staff/people/{person}/life/{slug}/new/"
    sent = {**fields_of(visit(new, by=by)), **typed(slug, kingsmere)}
    visit.post(new, sent, by=by)
    visit.post(new, sent, by=by)
    row = kind.model._default_manager.get()
    change = f"/staff/life/{slug}/{row.pk}/"
    fields = fields_of(visit(change, by=by))
    visit.post(change, fields, by=by)
    visit.post(change, {**fields, "once": ""}, by=by, status=409)
    row.refresh_from_db()
    assert row.version == 2
    assert visit(f"/staff/people/{person}/life/", by=by).h1 == "Life"
    visit.post(f"{change}out/", {"version": 2, "why": "A mistake"}, by=by)
    visit(change, by=by, status=404)
    assert kind.model.history.filter(id=row.pk).count() == 3
    visit(new, by=council.users["Amir"], status=404)
    visit(f"/staff/life/{slug}/{row.pk}/", by=council.users["Amir"], status=404)


@pytest.mark.parametrize("slug", KINDS)
def test_anothers_record_is_out_of_reach(council, kingsmere, slug):
    facts = dict(LEAST[slug]) | ({"district": kingsmere.pk} if slug in NEEDS_DISTRICT else {})
    if "amount" in facts:
        facts["amount"] = Decimal(500)
    facts.update({name: True for name, value in facts.items() if value == "on"})
    row = actions.add_life_record(slug=slug, person_id=council.id("Fay"), on=TODAY, by=SYSTEM, **facts)
    for act in (actions.change_life_record, actions.take_out_life_record):
        more = {"why": "x"} if act is actions.take_out_life_record else {}
        with pytest.raises(NotYours):
            act(slug=slug, record_id=row.pk, version=1, on=TODAY, by=council.actor("Amir"), **more)
    with pytest.raises(EditConflict):
        actions.change_life_record(slug=slug, record_id=row.pk, version=7, on=TODAY, by=SYSTEM)


def test_the_overview_shows_the_latest_of_each_area_and_the_gaps(council, visit):
    cal, address = council.users["Cal"], f"/staff/people/{council.id('Fay')}/life/"
    assert "Gap" in visit(address, by=cal) and "Where they live is not recorded here" in visit(address, by=cal)
    home(council)
    add(council, "identity-paper", paper="passport", received_on=TODAY)
    page = visit(address, by=cal)
    assert "Independent living, Harbour Lodgings" in page
    assert "In hand: passport. Needed now: birth certificate, National Insurance number and bank account." in page
    for paper in ("birth", "insurance", "bank"):
        add(council, "identity-paper", paper=paper, received_on=TODAY)
    says = overview(council)["identity"].says
    assert says == "In hand: passport, birth certificate, National Insurance number and bank account."


def overview(council, name="Fay", worker="Cal"):
    """The areas of somebody's life, by the last part of their address."""
    page = queries.life_page(council.actor(worker), council.id(name), on=TODAY)
    return {line.url_name.removeprefix("casework:life_"): line for line in page.lines}


def test_what_not_everybody_has_is_a_gap_only_where_it_applies(council):
    lines = overview(council)
    assert lines["home"].is_gap and lines["health"].is_gap
    for slug in ("housing", "children", "leave_and_custody"):
        assert not lines[slug].is_gap and lines[slug].is_empty, slug
    add(council, "health", doctor="Quay Surgery", baby_due_on=TODAY + 90 * DAY)
    home(council, notice_on=TODAY, leave_by=TODAY + 30 * DAY)
    lines = overview(council)
    assert lines["children"].is_gap and lines["housing"].is_gap
    Person.objects.filter(pk=council.id("Fay")).update(arrived_alone=True)
    assert overview(council)["leave_and_custody"].is_gap


def test_a_reader_without_health_learns_of_no_baby_by_a_gap(council):
    add(council, "health", doctor="Quay Surgery", baby_due_on=TODAY + 90 * DAY)
    person, cal = Person.objects.get(pk=council.id("Fay")), council.actor("Cal")
    assert is_needed(CHILDREN_AREA, cal, person, {Record.HEALTH}, on=TODAY)
    assert not is_needed(CHILDREN_AREA, cal, person, {Record.LEARNING}, on=TODAY)


def test_skills_are_one_line_in_the_overview(council):
    for item, level in (("cook", "alone"), ("budget", "not_yet"), ("bills", "alone")):
        add(council, "skill", item=item, our_level=level, looked_at_on=TODAY)
    assert overview(council)["learning"].more == ("Skills: 2 alone, 1 not yet",)


def test_a_data_officer_sees_codes_and_no_words(council, visit):
    home(council, provider="Aunt Meg")
    page = visit(f"/staff/people/{council.id('Fay')}/life/home/", by=council.users["Dora"])
    assert "U, 23 Nov 2026" in page and "Aunt Meg" not in page


@pytest.mark.parametrize("slug", ["identity-paper", "health", "benefits", "skill"])
def test_what_is_there_once_is_not_added_twice(council, slug):
    add(council, slug, **LEAST[slug])
    with pytest.raises(FactRefused, match="recorded already"):
        add(council, slug, **LEAST[slug])


def test_hostile_words_stay_words(council, visit):
    home(council, provider="<script>alert(1)</script>")
    page = visit(f"/staff/people/{council.id('Fay')}/life/home/", by=council.users["Cal"])
    assert "<script>alert" not in page.html
    assert not Activity.objects.exists()
