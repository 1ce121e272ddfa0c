"""School terms: proposed by one and approved by another; the education plan of each term is due by them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from alongside.casework import actions, school_terms
from alongside.casework.local_clocks import running
from alongside.casework.models import SchoolTerms
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell.refusals import FactRefused, NotAllowed, OwnWork, WrongState

CLOCK = "education_plan_this_term"
DAY = timedelta(days=1)
SPRING = date(2027, 1, 5)
"""The spring term of the example begins; the return was taken in before it."""


def given(year=2026, **changes):
    terms = school_terms.example(year)
    days = {}
    for name, term in zip(("autumn", "spring", "summer"), terms, strict=True):
        days |= {f"{name}_from": term.from_on, f"{name}_to": term.to_on}
    return {"year": year, **days, **changes}


def propose(council, by="Dora", on=TODAY, **changes):
    return actions.propose_terms(**given(**changes), on=on, by=council.actor(by, on))


def decide(council, row, by="Hana", answer="approve", **more):
    given = {"year": row.year, "number": row.number, "answer": answer, "on": TODAY, "by": council.actor(by), **more}
    return actions.decide_terms(**given)


def due(council, name="Ella", on=SPRING + DAY):
    return {one.clock: one.due_on for one in running([council.id(name)], on)}.get(CLOCK)


def test_one_proposes_and_another_approves(council):
    row = propose(council)
    assert school_terms.holding() == {}
    with pytest.raises(NotAllowed):
        decide(council, row, by="Sam")
    with pytest.raises(WrongState):
        propose(council)
    decide(council, row)
    assert school_terms.holding()[2026] == school_terms.example(2026)
    with pytest.raises(WrongState):
        decide(council, row)
    with pytest.raises(NotAllowed):
        propose(council, by="Cal")


def test_nobody_approves_their_own_nor_changes_a_step_in_the_database(council):
    row = propose(council)
    SchoolTerms.objects.create(
        year=2027, number=1, state="proposed", terms=row.terms, made_at=row.made_at, proposed_by=council.users["Hana"]
    )
    with pytest.raises(OwnWork):
        actions.decide_terms(year=2027, number=1, answer="approve", on=TODAY, by=council.actor("Hana"))
    own = SchoolTerms(
        year=2027, number=2, state="approved", terms=row.terms, made_at=row.made_at,
        proposed_by=council.users["Hana"], decided_by=council.users["Hana"],
    )  # fmt: skip
    for act in (own.save, row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    "changes",
    [
        {"autumn_to": date(2026, 8, 1)},
        {"spring_from": date(2026, 12, 1)},
        {"summer_to": date(2028, 7, 1)},
    ],
)
def test_terms_that_cannot_be_are_refused(council, changes):
    with pytest.raises(FactRefused):
        propose(council, **changes)


def test_the_education_plan_of_each_term_is_due_by_its_last_day(council):
    assert due(council) is None  # nothing is approved
    decide(council, propose(council))
    spring = school_terms.example(2026)[1]
    assert due(council, on=TODAY) is None  # she came into our records in the middle of this term
    assert due(council, on=SPRING - DAY) is None
    assert due(council) == spring.to_on
    assert due(council, on=spring.to_on + 5 * DAY) == spring.to_on  # late in the holidays
    assert due(council, on=school_terms.example(2026)[2].from_on) == school_terms.example(2026)[2].to_on
    assert due(council, "Fay") is None and due(council, "Kit") == spring.to_on


def test_a_plan_made_in_the_term_meets_it_and_a_record_with_a_day_of_its_own_takes_its_place(council):
    decide(council, propose(council))
    held = {"kind": "education_plan_reviewed", "happened_on": SPRING + DAY, "on": SPRING + 2 * DAY, "by": SYSTEM}
    actions.record_clock_event(person_id=council.id("Ella"), **held)
    assert due(council, on=SPRING + 2 * DAY) is None
    facts = {"term_ends_on": date(2027, 3, 31), "needs": "Maths", "own_view": "", "reviewed_on": None}
    actions.add_life_record(slug="education-plan", person_id=council.id("Kit"), on=SPRING, by=SYSTEM, **facts)
    assert due(council, "Kit") is None


def test_the_pages_start_from_an_example_that_says_so(council, visit):
    dora, hana = council.users["Dora"], council.users["Hana"]
    assert "No terms are approved" in visit("/staff/school-terms/", by=hana)
    page = visit("/staff/school-terms/propose/", by=dora)
    assert "These days are an example" in page
    visit.post("/staff/school-terms/propose/", page.fields, by=dora)
    assert "Somebody else has to approve them" in visit("/staff/school-terms/", by=dora)
    waiting = visit("/staff/school-terms/", by=hana)
    refused = visit.post("/staff/school-terms/decide/", {**waiting.fields, "answer": "send_back"}, by=hana, status=200)
    assert "Say what should be different" in refused
    visit.post("/staff/school-terms/decide/", {**refused.fields, "answer": "approve"}, by=hana)
    assert "18 December 2026" in visit("/staff/school-terms/", by=council.users["Nadia"])
    visit("/staff/school-terms/", by=council.users["Cal"], status=404)
