"""What was agreed elsewhere becomes an action of a plan: once, in its own words, linked both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.board import actions, queries
from alongside.board.models import Action, Resolution
from alongside.board.tests.test_meetings import board, year
from alongside.board.tests.test_plans import SYSTEM, TODAY, plan, someone
from alongside.partners import actions as partners
from alongside.shell import clock
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Role
from alongside.voice import actions as voice
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
AGREED = "/staff/board/agreed/"
DUE = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def today(set_clock) -> None:
    set_clock(TODAY)


def promise() -> Any:
    theme = voice.write_theme(
        title="Cookers", said="We never get a cooker.", heard="Forum of May", heard_on=TODAY, on=TODAY,
        by=SYSTEM,
    )  # fmt: skip
    made = voice.promise(
        theme_id=theme.pk, what="Every flat gets a cooker.", owner_post="Head of housing", by_when=DUE, on=TODAY,
        by=SYSTEM,
    )  # fmt: skip
    return voice.agree_commitment(commitment_id=made.pk, version=made.version, on=TODAY, by=SYSTEM)


def recommended(**more: Any) -> Any:
    given = {"source": "Focused visit", "on": date(2026, 5, 1), "words": "Know every child.", "number": "3", **more}
    return actions.record_recommendation(today=TODAY, by=SYSTEM, **given)


def take(kind: str, id: Any, by: Any = SYSTEM, **more: Any) -> Action:
    given = {"plan_id": str(plan().pk), "outcome": "Better lives"} | more
    return actions.take_over(kind=kind, origin_id=id, by=by, **given)


def test_a_recommendation_becomes_an_action_once(visit: Visit, account):
    row = recommended()
    head = account(Role.HEAD_OF_SERVICE)
    page = visit(AGREED, by=head)
    assert "Know every child." in page and "Focused visit, 1 May 2026, 3" in page
    with pytest.raises(FactRefused):
        take("recommendation", row.pk)
    plan()
    at = f"{AGREED}recommendation/{row.pk}/"
    form = visit(at, by=head)
    assert "Know every child." in form and "what" not in form.fields
    words = {
        "plan_id": str(plan().pk), "outcome": "Children we know", "owner_post": "Team manager", "due_on-day": "1",
        "due_on-month": "2", "due_on-year": "2027",
    }  # fmt: skip
    visit.post(at, visit(at, by=head).fields | words, by=head, status=302)
    made = Action.objects.get(origin=row.pk)
    assert (made.what, made.owner_post, made.due_on, made.origin_kind) == (
        "Know every child.", "Team manager", DUE, "recommendation",
    )  # fmt: skip
    assert "Focused visit, 1 May 2026" in visit(f"/staff/board/actions/{made.pk}/", by=head)
    assert f"/staff/board/actions/{made.pk}/" in visit(AGREED, by=head).html
    visit(at, by=head, status=302)
    with pytest.raises(WrongState):
        take("recommendation", row.pk, owner_post="Somebody", due_on=DUE)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Action.objects.create(
            plan=made.plan, outcome="x", what="x", owner_post="x", due_on=DUE, first_due_on=DUE, origin=row.pk
        )
    assert AuditEvent.objects.filter(verb="recorded recommendation").count() == 1


def test_a_recommendation_of_a_day_to_come_is_refused():
    recommended(on=TODAY)
    with pytest.raises(FactRefused):
        recommended(on=date(2026, 11, 21))


def test_a_promise_is_followed_in_its_own_words_and_shown_on_both_pages(visit: Visit, account):
    made = promise()
    head = account(Role.HEAD_OF_SERVICE)
    its_page = reverse("commitments:commitment", args=[made.pk])
    page = visit(its_page, by=head)
    assert "Follow it in an action plan" in page and f"{AGREED}commitment/{made.pk}/" in page.html
    action = take("commitment", made.pk, someone(account, Role.HEAD_OF_SERVICE))
    assert (action.what, action.owner_post, action.due_on) == ("Every flat gets a cooker.", "Head of housing", DUE)
    page = visit(its_page, by=head)
    assert f"/staff/board/actions/{action.pk}/" in page.html and "After the inspection: under way" in page
    back = visit(f"/staff/board/actions/{action.pk}/", by=head)
    assert its_page in back.html and "“Cookers”" in back


def test_a_promise_that_is_kept_keeps_its_action_and_asks_for_none(account):
    made = promise()
    head = someone(account, Role.HEAD_OF_SERVICE)
    action = take("commitment", made.pk)
    other = voice.finish_commitment(
        commitment_id=made.pk, version=made.version, outcome="They have them.", on=TODAY, by=SYSTEM
    )
    assert other.state == "done"
    shown = queries.action_page(head, action.pk, on=TODAY)
    assert shown.origin is not None and shown.origin.action_id == action.pk
    Action.objects.filter(pk=action.pk).delete()
    assert queries.origins(head) == []


def test_an_action_of_an_approved_assessment_is_followed(visit: Visit, account):
    head = account(Role.HEAD_OF_SERVICE)
    made = partners.begin_assessment(
        about="other", about_reference="Move of the drop-in", title="Moving the drop-in", aims="Nearer to the bus",
        stakeholders="The forum", review_on=DUE, on=TODAY, by=SYSTEM,
    )  # fmt: skip
    step = partners.add_impact_action(
        assessment_id=made.pk, what="A ramp at the door", lead="Estates manager", by_on=DUE, on=TODAY, by=SYSTEM
    )
    with pytest.raises(NotYours):
        take("assessment", step.pk)
    type(made).objects.filter(pk=made.pk).update(state="approved", approved_on=TODAY)
    page = visit(reverse("impact_assessment", args=[made.pk]), by=head)
    assert "Follow it in an action plan" in page
    action = take("assessment", step.pk)
    assert (action.what, action.owner_post, action.due_on) == ("A ramp at the door", "Estates manager", DUE)
    assert f"/staff/board/actions/{action.pk}/" in visit(reverse("impact_assessment", args=[made.pk]), by=head).html


def test_a_resolution_without_a_day_becomes_an_action_later(account):
    meeting = year(board())[0]
    item = meeting.items.first()
    resolution = Resolution.objects.create(item=item, number=1, words="Ask again.", recorded_at=clock.now())
    head = someone(account, Role.HEAD_OF_SERVICE)
    found = queries.origin(head, "resolution", resolution.pk)
    assert found.what == "Ask again." and found.due_on is None
    action = take("resolution", resolution.pk, owner_post="Head of service", due_on=DUE)
    assert action.origin == resolution.pk
    assert [one.href for one in queries.followed_in(head, resolution.pk)] == [f"/staff/board/actions/{action.pk}/"]


def test_whoever_may_not_open_plans_sees_no_link(visit: Visit, account):
    made = promise()
    adviser = someone(account, Role.PERSONAL_ADVISER)
    assert queries.followed_in(adviser, made.pk) == []
    member = someone(account, Role.BOARD_MEMBER)
    assert queries.followed_in(member, made.pk) == []  # nothing to open: it is in no plan, and they begin none
    visit(AGREED, by=account(Role.PERSONAL_ADVISER), status=404)
    assert "Follow it in a plan" not in visit(AGREED, by=account(Role.BOARD_MEMBER))
