"""Who must not look, who had to look, and what is kept apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from alongside.casework import actions, local_clocks, queries
from alongside.casework.models import BrokenGlass, Conflict, NamedAccess
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell import clock
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused, NotAllowed, NotYours, OwnWork, WrongState


def sees(council, worker, person):
    """Whether this worker can open the person's page."""
    try:
        queries.person_page(council.actor(worker), council.id(person), on=TODAY)
    except NotYours:
        return False
    return True


def breaks(council, worker="Amir", reference="FAY", reason="She is at the station and nobody answers"):
    """A worker opens a record in an emergency."""
    return actions.break_glass(reference=reference, reason=reason, on=TODAY, by=council.actor(worker))


# --- Conflicts -------------------------------------------------------------------------------------------------------


def test_who_declares_that_they_know_somebody_no_longer_sees_them(council):
    assert sees(council, "Amir", "Ella")
    actions.declare_conflict_with(reference="ella", why="My niece", on=TODAY, by=council.actor("Amir"))
    assert not sees(council, "Amir", "Ella")
    assert not [row for row in queries.caseload(council.actor("Amir"), on=TODAY).rows if row.reference == "ELLA"]
    assert not [row for row in queries.find(council.actor("Amir"), text="ELLA", on=TODAY) if row.id]
    assert sees(council, "Nadia", "Ella")


def test_a_conflict_is_declared_once_and_for_a_reason(council):
    say = {"on": TODAY, "by": council.actor("Amir")}
    with pytest.raises(FactRefused, match="how you know"):
        actions.declare_conflict_with(reference="ELLA", why=" ", **say)
    actions.declare_conflict_with(reference="ELLA", why="My niece", **say)
    with pytest.raises(FactRefused, match="no record"):
        actions.declare_conflict_with(reference="ELLA", why="My niece", **say)
    with pytest.raises(FactRefused, match="no record"):
        actions.declare_conflict_with(reference="NOBODY", why="My niece", **say)


def test_the_head_of_service_declares_their_own_too(council, visit):
    hana = council.users["Hana"]
    declare = reverse("casework:declare_conflict")
    assert declare in visit(reverse("casework:safekeeping"), by=hana).html
    visit.post(declare, {"once": "", "reference": "ELLA", "why": "My niece"}, by=hana)
    assert not sees(council, "Hana", "Ella") and sees(council, "Hana", "Fay")


def test_another_manager_ends_a_conflict_and_nobody_their_own(council):
    own = actions.declare_conflict_with(reference="ELLA", why="My niece", on=TODAY, by=council.actor("Nadia"))
    with pytest.raises(OwnWork):
        actions.end_conflict(conflict_id=own.pk, version=1, why="over", on=TODAY, by=council.actor("Nadia"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Conflict.objects.filter(pk=own.pk).update(ended_by=council.users["Nadia"])
    amirs = actions.declare_conflict_with(reference="ELLA", why="A friend", on=TODAY, by=council.actor("Amir"))
    with pytest.raises(NotAllowed):
        actions.end_conflict(conflict_id=amirs.pk, version=1, why="over", on=TODAY, by=council.actor("Bea"))
    with pytest.raises(NotYours):  # she is not Sam's to allocate
        actions.end_conflict(conflict_id=amirs.pk, version=1, why="over", on=TODAY, by=council.actor("Sam"))
    actions.end_conflict(conflict_id=amirs.pk, version=1, why="They moved away", on=TODAY, by=council.actor("Hana"))
    assert sees(council, "Amir", "Ella")


# --- Breaking the glass ----------------------------------------------------------------------------------------------


def test_a_record_beyond_reach_opens_for_three_hours_and_only_to_read(council, monkeypatch):
    assert not sees(council, "Amir", "Fay")
    opened = breaks(council)
    assert sees(council, "Amir", "Fay")
    with pytest.raises(NotYours):
        actions.correct_core_details(
            person_id=council.id("Fay"), version=1, changes={"surname": "X"}, on=TODAY, by=council.actor("Amir")
        )
    monkeypatch.setattr(clock, "now", lambda: opened.to_at - timedelta(seconds=1))
    assert sees(council, "Amir", "Fay")
    monkeypatch.setattr(clock, "now", lambda: opened.to_at)
    assert not sees(council, "Amir", "Fay")


def test_a_restricted_record_opens_so_too(council):
    actions.restrict(person_id=council.id("Fay"), named=[], reason="a relative works here", on=TODAY, by=SYSTEM)
    assert not sees(council, "Cal", "Fay")
    breaks(council, "Cal")
    assert sees(council, "Cal", "Fay")


@pytest.mark.parametrize(
    ("reference", "reason", "words"),
    [("FAY", " ", "why it cannot wait"), ("NOBODY", "urgent", "no record"), ("", "urgent", "no record")],
)
def test_without_a_reason_or_a_record_nothing_opens(council, reference, reason, words):
    with pytest.raises(FactRefused, match=words):
        breaks(council, reference=reference, reason=reason)
    assert not BrokenGlass.objects.exists()


def test_nobody_opens_the_record_of_somebody_they_know(council):
    actions.declare_conflict_with(reference="FAY", why="My cousin", on=TODAY, by=council.actor("Amir"))
    with pytest.raises(FactRefused):
        breaks(council)


def test_only_those_who_work_with_people_may_and_only_some_times_a_day(council):
    for name in ("Sol", "Hugo", "Board", "Dora"):
        with pytest.raises(NotAllowed):
            breaks(council, name)
    for _ in range(5):
        breaks(council)
    with pytest.raises(FactRefused, match="five records"):
        breaks(council)


def test_a_manager_looks_at_it_once_and_nobody_at_their_own(council):
    mine = breaks(council, "Nadia")
    given = {"version": 1, "was_right": True, "words": "She was found", "tell": True, "on": TODAY}
    with pytest.raises(OwnWork):
        actions.review_glass(glass_id=mine.pk, by=council.actor("Nadia"), **given)
    with pytest.raises(DatabaseError), transaction.atomic():
        BrokenGlass.objects.filter(pk=mine.pk).update(reviewed_by=council.users["Nadia"])
    with pytest.raises(NotAllowed):
        actions.review_glass(glass_id=mine.pk, by=council.actor("Bea"), **given)
    with pytest.raises(EditConflict):
        actions.review_glass(glass_id=mine.pk, by=council.actor("Sam"), **(given | {"version": 7}))
    actions.review_glass(glass_id=mine.pk, by=council.actor("Sam"), **given)
    with pytest.raises(WrongState):
        actions.review_glass(glass_id=mine.pk, by=council.actor("Hana"), **given)


def test_a_clock_runs_until_a_manager_has_looked(council):
    opened = breaks(council)
    [running] = [one for one in local_clocks.running([], TODAY) if one.clock == "glass_reviewed"]
    assert (running.record, (running.due_on - TODAY).days) == (opened.pk, 7)  # five working days from a Monday
    actions.review_glass(
        glass_id=opened.pk, version=1, was_right=False, words="No", tell=True, on=TODAY, by=council.actor("Hana")
    )
    assert not [one for one in local_clocks.running([], TODAY) if one.clock == "glass_reviewed"]


def test_breaking_the_glass_is_kept_with_its_reason(council):
    breaks(council)
    line = AuditEvent.objects.get(verb="broke the glass")
    assert (line.subject, line.purpose) == (council.id("Fay"), "She is at the station and nobody answers")


# --- Restricted records ----------------------------------------------------------------------------------------------


def restrict(council, *names):
    """Hana restricts Ella's record."""
    named = [str(council.users[name].pk) for name in names]
    actions.restrict_record(reference="ELLA", named=named, reason="A threat", on=TODAY, by=council.actor("Hana"))


def test_the_head_of_service_keeps_the_list_without_reading_the_record(council):
    restrict(council, "Amir")
    hana = council.actor("Hana")
    [row] = queries.restricted_records(hana, on=TODAY)
    assert (row.reference, row.names) == ("ELLA", 1)
    assert not sees(council, "Hana", "Ella")
    record = queries.restricted_record(hana, council.id("Ella"), on=TODAY)
    assert [one.name for one in record.names] == ["Amir"]
    assert "Hana" not in [name for _, name in record.workers]


def test_somebody_comes_on_the_list_and_off_it(council, set_clock):
    restrict(council, "Amir")
    hana = council.actor("Hana")
    actions.add_to_list(record_id=council.id("Ella"), worker=council.users["Bea"].pk, reason="cover", on=TODAY, by=hana)
    bea = NamedAccess.objects.get(user=council.users["Bea"])
    with pytest.raises(FactRefused, match="today"):
        actions.take_off_list(access_id=bea.pk, on=TODAY, by=hana)
    actions.take_off_list(access_id=bea.pk, on=TODAY + timedelta(days=1), by=hana)
    names = queries.restricted_record(hana, council.id("Ella"), on=TODAY + timedelta(days=1)).names
    assert [one.name for one in names] == ["Amir"]


def test_a_restriction_is_looked_at_again_after_six_months(council):
    restrict(council, "Amir")
    days = {one.clock: one for one in local_clocks.running([], TODAY)}
    assert str(days["restriction_checked"].due_on) == "2027-05-23"
    actions.check_restriction(
        record_id=council.id("Ella"), words="Still so", still_needed=True, on=TODAY, by=council.actor("Hana")
    )
    with pytest.raises(FactRefused):  # only somebody on the list lifts it
        actions.check_restriction(
            record_id=council.id("Ella"), words="Over", still_needed=False, on=TODAY, by=council.actor("Hana")
        )


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_a_worker_opens_a_record_and_a_manager_looks_at_it(council, visit):
    amir, hana = council.users["Amir"], council.users["Hana"]
    page = visit(reverse("casework:break_glass"), by=amir)
    sent = page.fields | {"reference": "FAY", "reason": "Missing since noon"}
    opened = visit.post(reverse("casework:break_glass"), sent, by=amir)
    assert opened.location == reverse("casework:person", args=[council.id("Fay")])
    visit.post(reverse("casework:break_glass"), sent, by=amir)  # once more over a bad line
    assert BrokenGlass.objects.count() == 1
    assert "Fay Lindqvist" in visit(opened.location, by=amir).html
    assert "FAY" in visit(reverse("casework:safekeeping"), by=amir)
    rows = visit(reverse("casework:broken_glass"), by=hana)
    assert "Missing since noon" in rows
    review = reverse("casework:review_glass", args=[BrokenGlass.objects.get().pk])
    sent = visit(review, by=hana).fields | {"was_right": "yes", "words": "Found safe", "tell": "yes"}
    visit.post(review, sent, by=hana)
    assert "Found safe" in visit(reverse("casework:broken_glass"), by=hana)
    assert "Open a record" in visit(reverse("casework:safekeeping"), by=amir)


def test_the_pages_of_lists_and_conflicts(council, visit):
    amir, hana = council.users["Amir"], council.users["Hana"]
    declare = reverse("casework:declare_conflict")
    visit.post(declare, visit(declare, by=amir).fields | {"reference": "ELLA", "why": "My niece"}, by=amir)
    assert "My niece" in visit(reverse("casework:conflicts"), by=hana)
    end = reverse("casework:end_conflict", args=[Conflict.objects.get().pk])
    visit.post(end, visit(end, by=hana).fields | {"why": "Mistaken"}, by=hana)
    assert "Nobody has declared" in visit(reverse("casework:conflicts"), by=hana)
    restrict = reverse("casework:restrict")
    sent = visit(restrict, by=hana).fields | {"reference": "RORY", "named": str(amir.pk), "reason": "A threat"}
    visit.post(restrict, sent, by=hana)
    assert "RORY" in visit(reverse("casework:restricted_records"), by=hana)
    record = reverse("casework:restricted_record", args=[council.id("Rory")])
    assert "Amir" in visit(record, by=hana)
    add = {"worker": str(council.users["Bea"].pk), "reason": "cover"}
    visit.post(record, visit(record, by=hana).fields | add, by=hana)
    check = reverse("casework:check_restriction", args=[council.id("Rory")])
    visit.post(check, visit(check, by=hana).fields | {"still_needed": "yes", "words": "Still needed"}, by=hana)
    assert "Still needed" in visit(record, by=hana)
    off = reverse("casework:take_off_list", args=[council.id("Rory"), NamedAccess.objects.first().pk])
    assert "the last day can be tomorrow" in visit(visit.post(off, by=hana).location, by=hana).html
    assert clock.today() == TODAY


def test_only_those_who_work_with_young_people_can_be_put_on_a_list(council):
    restrict(council, "Amir")
    names = [name for _, name in queries.restricted_record(council.actor("Hana"), council.id("Ella"), on=TODAY).workers]
    assert "Bea" in names
    assert not {"Board", "Sol", "Hana"} & set(names)


def test_a_manager_who_keeps_no_list_is_told_who_does(council, visit):
    assert "The head of service keeps them all." in visit(
        reverse("casework:restricted_records"), by=council.users["Nadia"]
    )
