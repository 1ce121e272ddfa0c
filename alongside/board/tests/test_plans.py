"""Action plans: how an action stands comes from facts, and the board approves another target."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from alongside.board import actions, queries
from alongside.board.models import Action, Plan, TargetChange
from alongside.board.rating import Facts, rating
from alongside.shell import clock, paper
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent
from alongside.shell.queries import actor_for
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

TODAY = date(2026, 11, 20)
SYSTEM = Actor.system("tests")
LIST = "/staff/board/plans/"


def someone(account: Any, role: Role) -> Actor:
    return actor_for(account(role).pk, on=TODAY)


def plan() -> Plan:
    given = {"title": "After the inspection", "comes_from": "inspection", "source": "Inspection of May"}
    return actions.make_plan(**given, begins_on=date(2026, 6, 1), ends_on=date(2027, 5, 31), by=SYSTEM)


def added(**more: Any) -> Action:
    about = more.pop("plan", None) or plan()
    given = {
        "outcome": "More settled lives", "what": "Find homes nearer by", "owner_post": "Head of commissioning",
        "due_on": date(2027, 3, 31), "indicator": "C1", "by": SYSTEM,
    }  # fmt: skip
    return actions.add_action(plan_id=about.pk, **given | more)


def fill(visit: Visit, user: Any, at: str, **words: str) -> None:
    visit.post(at, visit(at, by=user).fields | words, by=user, status=302)


def test_who_reports_on_an_action_that_ended_meanwhile_keeps_their_words(visit: Visit, account):
    one, clerk = added(), account(Role.DEMOCRATIC_SERVICES)
    at = f"/staff/board/actions/{one.pk}/"
    forms = {name: visit(f"{at}{name}/", by=clerk).fields for name in ("report", "done")}
    actions.finish_action(action_id=one.pk, version=1, evidence="The report of May", on=TODAY, by=SYSTEM)
    for name, field in (("report", "words"), ("done", "evidence")):
        given = forms[name] | {field: "Words of an afternoon"}
        told = visit.post(f"{at}{name}/", given, by=clerk, status=200)
        assert "This action is over" in told and "Words of an afternoon" in told.html
    one.refresh_from_db()
    assert one.evidence == "The report of May" and not one.steps.exists()


def facts(**more: Any) -> Facts:
    usual: dict[str, Any] = {
        "state": "open", "due_on": TODAY + timedelta(days=100), "began_on": TODAY - timedelta(days=100),
        "has_measure": True, "baseline": Decimal(20), "target": Decimal(10), "newest": Decimal(14),
        "reported_on": TODAY,
    }  # fmt: skip
    return Facts(**usual | more)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Green: on its way"),
        ({"newest": Decimal(9)}, "Green: target met"),
        ({"newest": Decimal(19)}, "Amber: behind: the figure moves too little for the time gone"),
        ({"newest": None}, "Green: on its way"),
        ({"baseline": None}, "Amber: baseline unknown"),
        ({"target": None}, "Amber: no target yet"),
        ({"has_measure": False, "baseline": None}, "Amber: nothing measures it"),
        ({"due_on": TODAY - timedelta(days=1)}, "Red: late by 1 day"),
        ({"due_on": TODAY, "newest": None}, "Green: on its way"),
        ({"due_on": TODAY + timedelta(days=9), "newest": None, "reported_on": None},
         "Amber: due in 9 days, and nobody has reported lately"),
        ({"state": "done", "due_on": TODAY - timedelta(days=9)}, "Green: done"),
    ],
)  # fmt: skip
def test_how_an_action_stands_comes_from_days_and_figures(more, words):
    assert rating(facts(**more), on=TODAY).words == words


@pytest.mark.django_db
def test_a_plan_is_made_reported_and_finished(visit: Visit, account, set_clock):
    set_clock(TODAY)
    clerk = account(Role.DEMOCRATIC_SERVICES)
    form = visit(f"{LIST}new/", by=clerk).fields
    given = {"title": "Closer homes", "comes_from": "strategy", "source": "Sufficiency strategy"}
    days = {
        f"{name}-{part}": box
        for name, year in (("begins_on", "2026"), ("ends_on", "2027"))
        for part, box in (("day", "1"), ("month", "6"), ("year", year))
    }
    visit.post(f"{LIST}new/", form | given | days, by=clerk, status=302)
    one = added(plan=Plan.objects.get())
    page = visit(f"{LIST}{one.plan_id}/", by=clerk)
    assert "Amber: baseline unknown" in page and "Find homes nearer by" in page
    at = f"/staff/board/actions/{one.pk}/"
    assert "Nobody has said where this began" in visit(at, by=clerk)
    fill(visit, clerk, f"{at}baseline/", baseline="24")
    fill(visit, clerk, f"{at}report/", words="Two homes found.")
    assert "Two homes found." in visit(at, by=account(Role.BOARD_MEMBER))
    fill(visit, clerk, f"{at}done/", evidence="Register of homes")
    assert "Green: done" in visit(at, by=clerk)
    assert AuditEvent.objects.filter(verb="finished action", subject=one.pk).exists()


@pytest.mark.django_db
def test_a_target_says_why_and_a_baseline_is_set_once():
    with pytest.raises(FactRefused):
        added(target=Decimal(10))
    one = added(baseline=Decimal(20), target=Decimal(10), rationale="England's figure")
    with pytest.raises(WrongState):
        actions.set_baseline(action_id=one.pk, version=1, baseline=Decimal(30), by=SYSTEM)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Action.objects.filter(pk=one.pk).update(rationale="")


@pytest.mark.django_db
def test_another_target_needs_the_board_and_never_whoever_asked(visit: Visit, account):
    head, member = someone(account, Role.HEAD_OF_SERVICE), someone(account, Role.BOARD_MEMBER)
    one = added(baseline=Decimal(20), target=Decimal(10), rationale="England's figure")
    later = date(2027, 5, 1)
    change = actions.ask_for_target(
        action_id=one.pk, target=Decimal(12), due_on=later, why="No homes", on=TODAY, by=head
    )
    one.refresh_from_db()
    assert (one.target, one.due_on) == (Decimal(10), date(2027, 3, 31))
    with pytest.raises(FactRefused):
        actions.ask_for_target(action_id=one.pk, target=Decimal(15), due_on=later, why="x", on=TODAY, by=head)
    with pytest.raises(NotYours):
        actions.approve_target(change_id=change.pk, version=1, on=TODAY, by=head)
    actions.approve_target(change_id=change.pk, version=1, on=TODAY, by=member)
    with pytest.raises(WrongState):
        actions.refuse_target(change_id=change.pk, version=2, on=TODAY, by=member)
    told = queries.action_page(member, one.pk, on=TODAY)
    assert (told.target, told.due_on, told.is_moved) == ("12 %", later, True)
    assert told.changes[0].says == "Target from 10 % to 12 % and day from 31 March 2027 to 1 May 2027"
    with transaction.atomic(), pytest.raises(IntegrityError):
        TargetChange.objects.filter(pk=change.pk).update(decided_by=head.id)


@pytest.mark.django_db
def test_what_waits_for_the_board_is_named_where_its_members_look(visit: Visit, account):
    head, member = someone(account, Role.HEAD_OF_SERVICE), account(Role.BOARD_MEMBER)
    one = added()
    assert "Waits for the board to decide" not in visit(LIST, by=member)
    change = actions.ask_for_target(action_id=one.pk, due_on=date(2027, 5, 1), why="No homes", on=TODAY, by=head)
    page = visit(LIST, by=member)
    assert "Waits for the board to decide" in page and "No homes" in page and one.what in page.links
    assert "One change of a target or a day waits for the board to decide" in visit("/staff/board/", by=member)
    assert "waits for the board" not in visit("/staff/board/", by=account(Role.LEGAL_OFFICER))
    actions.refuse_target(change_id=change.pk, version=1, on=TODAY, by=someone(account, Role.LEAD_MEMBER))
    assert "Waits for the board to decide" not in visit(LIST, by=member)


@pytest.mark.django_db
def test_a_target_of_an_action_that_ended_meanwhile_is_not_changed_any_more(visit: Visit, account):
    head, member = someone(account, Role.HEAD_OF_SERVICE), account(Role.BOARD_MEMBER)
    one = added()
    change = actions.ask_for_target(action_id=one.pk, due_on=date(2027, 5, 1), why="No homes", on=TODAY, by=head)
    actions.finish_action(action_id=one.pk, version=1, evidence="The report of May", on=TODAY, by=SYSTEM)
    with pytest.raises(WrongState):
        actions.approve_target(change_id=change.pk, version=1, on=TODAY, by=actor_for(member.pk, on=TODAY))
    one.refresh_from_db()
    change.refresh_from_db()
    assert (one.due_on, change.state) == (date(2027, 3, 31), "waiting")
    page = visit(f"/staff/board/actions/{one.pk}/", by=member)
    assert "Refuse" in page and "Approve for the board" not in page


@pytest.mark.django_db
def test_nobody_approves_what_they_asked_for(account):
    user = account(Role.LEAD_MEMBER)
    lead = actor_for(user.pk, on=TODAY)
    change = actions.ask_for_target(
        action_id=added().pk, due_on=date(2027, 5, 1), why="x", on=TODAY, by=Actor(user.pk, "Lead", is_system=True)
    )
    with pytest.raises(OwnWork):
        actions.approve_target(change_id=change.pk, version=1, on=TODAY, by=lead)


@pytest.mark.django_db
def test_two_at_once_do_not_overwrite_each_other():
    one = added()
    actions.set_baseline(action_id=one.pk, version=1, baseline=Decimal(1), by=SYSTEM)
    with pytest.raises(EditConflict):
        actions.finish_action(action_id=one.pk, version=1, evidence="It is", on=TODAY, by=SYSTEM)


@pytest.mark.django_db
def test_the_report_says_what_is_red_in_every_form(visit: Visit, account, set_clock):
    set_clock(TODAY)
    added(due_on=date(2026, 11, 1), what="=Recruit carers")
    member = account(Role.BOARD_MEMBER)
    assert "Red: late by 19 days" in visit(LIST, by=member)
    book = openpyxl.load_workbook(BytesIO(visit(f"{LIST}progress.xlsx", by=member).content))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert "Red: late by 19 days" in cells and "=Recruit carers" in cells
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    word = visit(f"{LIST}progress.html", by=member).html
    assert "Red: late by 19 days" in word and "<table>" in word and "<script" not in word
    if paper.is_possible():
        assert visit(f"{LIST}progress.pdf", by=member).content.startswith(b"%PDF")
    assert clock.today() == TODAY


@pytest.mark.django_db
def test_a_baseline_that_nobody_has_told_is_named_on_the_first_page_until_it_is(visit: Visit, account):
    nags = "the baseline is unknown"
    one = added(baseline=None)
    member = account(Role.BOARD_MEMBER)
    assert nags in visit(LIST, by=member)
    actions.set_baseline(action_id=one.pk, version=one.version, baseline=Decimal(3), by=SYSTEM)
    assert nags not in visit(LIST, by=member)


@pytest.mark.django_db
def test_an_indicator_shows_the_actions_that_should_turn_it(visit: Visit, account):
    added()
    assert "Find homes nearer by" in visit("/staff/board/indicators/C1/", by=account(Role.BOARD_MEMBER))


@pytest.mark.django_db
def test_a_stranger_finds_no_plan(visit: Visit, account):
    one = added()
    visit(f"/staff/board/actions/{one.pk}/", by=account(Role.PERSONAL_ADVISER), status=404)
    with pytest.raises(NotYours):
        actions.report_step(action_id=one.pk, words="x", on=TODAY, by=someone(account, Role.BOARD_MEMBER))
