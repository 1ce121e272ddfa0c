"""A young person's own plan: reading it, saying what they think, taking a copy, and what is kept from them."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework import actions, local_clocks, plan_content, queries
from alongside.casework.models import (
    Head,
    PlanCopy,
    PlanHead,
    PlanVersion,
    PlanVoice,
)
from alongside.casework.tests.plans import approved, approved_from, filled, fresh, given
from alongside.casework.tests.scene import TODAY
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, NotYours

State = PlanVersion.State
DAY = {"handed_on-day": "23", "handed_on-month": "11", "handed_on-year": "2026"}


def test_she_reads_nothing_before_it_is_put_before_her(council, fay, visit):
    plan = filled(council)
    assert "Your adviser is writing your plan" in visit("/me/plan/", by=fay)
    visit(f"/me/plan/{plan.pk}/", by=fay, status=404)
    visit.post(f"/me/plan/{plan.pk}/words/", {"head": "", "words": "Hello"}, by=fay, status=404)


def test_she_reads_it_adds_words_and_disagrees_with_some_of_it(council, fay, visit):
    plan = given(council)
    page = visit("/me/plan/", by=fay)
    assert "It is with you" in page and "What Fay says of home" in page and "Save it as a file" not in page
    address = f"/me/plan/{plan.pk}/words/"
    form = {**visit(address, by=fay).fields, "head": "home", "words": "I want a cat."}
    for _ in range(2):
        visit.post(address, form, by=fay)
    assert PlanVoice.objects.filter(kind="words").count() == 1
    answer = f"/me/plan/{plan.pk}/answer/"
    assert "what is wrong" in visit.post(answer, {"kind": "partly", "words": ""}, by=fay, status=200)
    visit.post(answer, {**visit(answer, by=fay).fields, "kind": "partly", "words": "Not the curfew."}, by=fay)
    assert "I agree with some of it" in visit("/me/plan/", by=fay)
    staff = visit(f"/staff/plans/{plan.pk}/", by=council.users["Cal"])
    assert "Not the curfew." in staff and "I want a cat." in staff


def test_she_takes_a_copy_and_then_she_has_it(council, fay, visit):
    plan = approved(council)
    got = visit.post(f"/me/plan/{plan.pk}/copy/large/", {"language": "ar"}, by=fay, status=200)
    assert got.content.startswith(b"%PDF")
    assert (PlanCopy.objects.get().how, fresh(plan).state) == ("portal", State.SHARED)
    visit(f"/me/plan/{plan.pk}/copy/large/", by=fay, status=405)


def test_she_says_how_something_goes(council, fay, visit):
    plan, cal = filled(council), council.actor("Cal")
    head = plan.heads.get(head=Head.HOME)
    action = actions.add_plan_action(head_id=head.pk, what="Look at flats", owner="person", on=TODAY, by=cal)
    approved_from(council, actions.put_before_person(plan_id=plan.pk, version=plan.version, on=TODAY, by=cal))
    address = f"/me/plan/actions/{action.pk}/"
    visit.post(address, {**visit(address, by=fay).fields, "words": "I saw two. One was damp."}, by=fay)
    assert "One was damp." in visit(f"/staff/plans/{plan.pk}/", by=council.users["Cal"])
    assert queries.one_plan(cal, plan.pk, on=TODAY).is_as_approved


def test_she_writes_no_head_and_approves_nothing(council, fay):
    plan = given(council)
    me = council.actor("Fay")
    head = plan.heads.first()
    with pytest.raises(NotYours):
        actions.write_head(head_id=head.pk, version=head.version, changes={"need": "x"}, on=TODAY, by=me)
    with pytest.raises(NotYours):
        actions.submit_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=me)
    with pytest.raises(NotYours):
        actions.approve_plan(plan_id=plan.pk, version=plan.version, on=TODAY, by=me)


def test_a_head_is_kept_from_her_with_a_reason_and_a_day_and_shown_again(council, fay, visit):
    cal, plan = council.users["Cal"], approved(council)
    head = plan.heads.get(head="family")
    page = f"/staff/plan-heads/{head.pk}/who-sees/"
    hide = {"hidden": "third_party", "hidden_until-day": "1", "hidden_until-month": "3", "hidden_until-year": "2027"}
    assert "on what day to come" in visit.post(
        page, {**visit(page, by=cal).fields, "hidden": "third_party"}, by=cal, status=200
    )
    visit.post(page, {**visit(page, by=cal).fields, **hide}, by=cal)
    assert "Fay does not see this part" in visit(f"/staff/plans/{plan.pk}/", by=cal)
    assert "What Fay says of family" not in visit("/me/plan/", by=fay)
    assert "What Fay says of home" in visit("/me/plan/", by=fay)
    running = {one.clock: one.due_on for one in local_clocks.running([plan.person_id], TODAY)}
    assert running["hidden_looked_at"] == date(2027, 3, 1)
    assert fresh(plan).content_hash == plan_content.hash_of_plan(fresh(plan))
    shown = {**visit(page, by=cal).fields, "hidden": "", "hidden_until-day": "", "hidden_until-month": "",
             "hidden_until-year": ""}  # fmt: skip
    visit.post(page, shown, by=cal)
    assert "What Fay says of family" in visit("/me/plan/", by=fay)
    assert {one.verb for one in AuditEvent.objects.filter(subject=plan.person_id)} >= {
        "hid head of plan",
        "showed head of plan",
    }


def test_nobody_hides_a_head_who_does_not_write_the_whole_plan(council, fay, visit):
    head = approved(council).heads.get(head="home")
    given = {"head_id": head.pk, "version": head.version, "hidden": "third_party", "hidden_until": date(2027, 1, 1)}
    for name in ("Fay", "Amir", "Sam", "Hugo"):
        with pytest.raises(NotYours):
            actions.hide_plan_head(**given, on=TODAY, by=council.actor(name))
    visit(f"/staff/plan-heads/{head.pk}/who-sees/", by=council.users["Amir"], status=404)
    with pytest.raises(EditConflict):
        actions.hide_plan_head(**given | {"version": 99}, on=TODAY, by=council.actor("Cal"))


def test_what_is_hidden_and_what_is_another_persons_is_not_hers_to_read(council, fay, visit):
    plan, other = given(council), approved(council, "Ella", "Amir", "Nadia")
    PlanHead.objects.filter(plan=plan, head="family").update(hidden="third_party")
    page = visit("/me/plan/", by=fay)
    assert "What Fay says of family" not in page and "What Fay says of home" in page
    visit(f"/me/plan/{other.pk}/", by=fay, status=404)
    visit.post(f"/me/plan/{other.pk}/copy/pdf/", {"language": "en-gb"}, by=fay, status=404)
    assert not PlanCopy.objects.exists()
