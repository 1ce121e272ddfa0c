"""The risk panel: who sees what and when, papers and agenda in time, conflicts, decision, actions."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from alongside.casework import actions, queries, steps_panel
from alongside.casework.local_clocks import running
from alongside.casework.models import PanelDecision, PanelItem, PanelMember, PanelPaper, RiskPanel
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.shell import actions as accounts
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Role, Verb

THE_DAY = date(2026, 12, 16)


@pytest.fixture(autouse=True)
def _papers(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "PAPERS", tmp_path)


@pytest.fixture
def panel(council) -> RiskPanel:
    """A panel of Hana, who chairs it, Hugo of a housing office, Nora, a nurse, and Nadia."""
    user = accounts.open_account(email="nora@brightwater.example", name="Nora", by=SYSTEM)
    accounts.grant_role(user=user, role=Role.HEALTH_NURSE, from_on=BEFORE, by=SYSTEM)
    council.users["Nora"] = user
    hana = council.actor("Hana")
    made = actions.call_panel(held_on=THE_DAY, place="Room 2", chair=council.users["Hana"].pk, on=TODAY, by=hana)
    for name in ("Hugo", "Nora", "Nadia"):
        given = {"user": council.users[name].pk, "capacity": name}
        actions.add_panel_member(panel_id=made.pk, on=TODAY, by=hana, **given)
    return made


def refer(council, by="Amir", child="Ella") -> PanelItem:
    given = {"reason": "She is followed.", "wanted": "A safer home."}
    return actions.refer_to_panel(person_id=council.id(child), on=TODAY, by=council.actor(by), **given)


def on_the_agenda(council, panel) -> PanelItem:
    item = refer(council)
    return actions.list_item(item_id=item.pk, panel=panel.pk, on=TODAY, by=council.actor("Hana"))


def send(council, panel) -> None:
    actions.send_agenda(panel_id=panel.pk, on=TODAY, by=council.actor("Hana"))


def decide(council, item, by="Hana", on=THE_DAY) -> PanelDecision:
    given = {"discussion": "Long.", "decision": "You get a safer home."}
    return actions.decide_item(item_id=item.pk, on=on, by=council.actor(by), **given)


def sees(council, name, item, on=TODAY) -> bool:
    return steps_panel.visible_items(council.actor(name, on=on), on=on).filter(pk=item.pk).exists()


def due(council, clock: str, on=TODAY) -> list[date]:
    return [one.due_on for one in running([council.id("Ella")], on) if one.clock == clock]


# --- Who sees an item ------------------------------------------------------------------------------------------------


def test_a_member_sees_the_item_while_the_panel_runs_and_not_before_or_after(council, panel):
    item = on_the_agenda(council, panel)
    assert not sees(council, "Hugo", item)
    send(council, panel)
    assert sees(council, "Hugo", item)
    with pytest.raises(NotYours):
        queries.person_header(council.actor("Hugo"), item.person_id, Record.CORE_DETAILS, on=TODAY, place="")
    decide(council, item)
    actions.close_panel(panel_id=panel.pk, on=THE_DAY, by=council.actor("Hana"))
    assert not sees(council, "Hugo", item, THE_DAY)
    assert sees(council, "Amir", item, THE_DAY)


@pytest.mark.parametrize("who", ["Cal", "Sam", "Sol", "Board", "Dora"])
def test_nobody_else_sees_it(council, panel, who):
    item = on_the_agenda(council, panel)
    send(council, panel)
    assert not sees(council, who, item)
    with pytest.raises(NotYours):
        queries.panel_item(council.actor(who), item.pk, on=TODAY)


def test_whoever_has_a_conflict_does_not_see_it_whoever_they_are(council, panel):
    item = on_the_agenda(council, panel)
    send(council, panel)
    for name in ("Hugo", "Nadia", "Amir"):
        assert sees(council, name, item)
        actions.declare_panel_conflict(item_id=item.pk, why="My cousin", on=TODAY, by=council.actor(name))
        assert not sees(council, name, item)
    assert queries.panel_items_of(council.actor("Amir"), item.person_id, on=TODAY) == ()


def test_a_restricted_person_is_not_shown_to_a_member_who_is_not_named(council, panel):
    item = on_the_agenda(council, panel)
    send(council, panel)
    actions.restrict(
        person_id=council.id("Ella"), named=[council.users["Nora"]], reason="A relative", on=TODAY, by=SYSTEM
    )
    assert not sees(council, "Hugo", item)
    assert sees(council, "Nora", item)


def test_a_member_reads_and_changes_nothing(council, panel):
    item = on_the_agenda(council, panel)
    send(council, panel)
    for verb in (Verb.CREATE, Verb.UPDATE, Verb.APPROVE):
        with pytest.raises(NotYours):
            queries.panel_item(council.actor("Hugo"), item.pk, verb, on=TODAY)


# --- Deciding --------------------------------------------------------------------------------------------------------


def test_whoever_presented_does_not_decide(council, panel):
    actions.allocate(person_id=council.id("Ella"), worker=council.users["Hana"], kind="co_worker", on=TODAY, by=SYSTEM)
    item = refer(council, by="Hana")
    actions.list_item(item_id=item.pk, panel=panel.pk, on=TODAY, by=council.actor("Hana"))
    send(council, panel)
    with pytest.raises(OwnWork):
        decide(council, item)
    with pytest.raises(IntegrityError), transaction.atomic():
        PanelDecision.objects.create(
            item=item, discussion="x", decision="y", decided_on=TODAY, decided_at=item.recorded_at,
            decided_by=council.users["Hana"], presented_by=council.users["Hana"],
        )  # fmt: skip


def test_a_manager_does_not_decide(council, panel):
    item = on_the_agenda(council, panel)
    send(council, panel)
    with pytest.raises(NotYours):
        decide(council, item, by="Nadia")


def test_the_panel_needs_three_without_a_conflict(council, panel):
    item = on_the_agenda(council, panel)
    send(council, panel)
    PanelMember.objects.filter(panel=panel, user=council.users["Nora"]).delete()
    actions.declare_panel_conflict(item_id=item.pk, why="A friend", on=TODAY, by=council.actor("Hugo"))
    with pytest.raises(FactRefused, match="needs 3 members"):
        decide(council, item)


@pytest.mark.parametrize(("days", "decides"), [(-1, False), (0, True)])
def test_nothing_is_decided_before_the_day(council, panel, days, decides):
    item = on_the_agenda(council, panel)
    send(council, panel)
    on = THE_DAY + timedelta(days=days)
    if decides:
        assert decide(council, item, on=on).decided_on == THE_DAY
    else:
        with pytest.raises(FactRefused, match="not been held"):
            decide(council, item, on=on)


def test_a_decision_stays_as_it_is(council, panel):
    item = on_the_agenda(council, panel)
    send(council, panel)
    made = decide(council, item)
    made.decision = "Nothing."
    with pytest.raises(DatabaseError), transaction.atomic():
        made.save()


def test_a_panel_closes_when_everything_is_decided(council, panel):
    item = on_the_agenda(council, panel)
    with pytest.raises(WrongState):
        actions.close_panel(panel_id=panel.pk, on=TODAY, by=council.actor("Hana"))
    send(council, panel)
    with pytest.raises(FactRefused, match="Decide everything"):
        actions.close_panel(panel_id=panel.pk, on=THE_DAY, by=council.actor("Hana"))
    decide(council, item)
    actions.close_panel(panel_id=panel.pk, on=THE_DAY, by=council.actor("Hana"))
    with pytest.raises(WrongState):
        actions.add_panel_member(
            panel_id=panel.pk, user=council.users["Cal"].pk, capacity="", on=THE_DAY, by=council.actor("Hana")
        )


def test_an_adviser_calls_no_panel(council):
    with pytest.raises(NotAllowed):
        actions.call_panel(
            held_on=THE_DAY, place="x", chair=council.users["Amir"].pk, on=TODAY, by=council.actor("Amir")
        )


def test_nobody_is_referred_twice_at_once(council, panel):
    item = refer(council)
    with pytest.raises(FactRefused):
        refer(council, by="Nadia")
    actions.withdraw_item(item_id=item.pk, on=TODAY, by=council.actor("Amir"))
    assert refer(council, by="Nadia").state == "referred"


# --- Clocks ----------------------------------------------------------------------------------------------------------


def test_agenda_ten_and_papers_five_working_days_before(council, panel):
    item = on_the_agenda(council, panel)
    assert due(council, "panel_agenda") == [date(2026, 12, 2)]
    assert due(council, "panel_papers") == [date(2026, 12, 9)]
    send(council, panel)
    assert due(council, "panel_agenda") == []
    given = {"item_id": item.pk, "version": item.version, "on": TODAY, "by": council.actor("Amir")}
    with pytest.raises(FactRefused, match="Write the paper"):
        actions.prepare_item(summary="", is_ready=True, **given)
    actions.prepare_item(summary="All of it.", is_ready=True, **given)
    assert due(council, "panel_papers") == []


def test_the_next_panel_is_two_months_after_the_last(council, panel):
    assert due(council, "panel_held") == []
    assert due(council, "panel_held", THE_DAY) == [date(2027, 2, 16)]


def test_an_action_runs_until_it_is_done(council, panel):
    item = on_the_agenda(council, panel)
    send(council, panel)
    given = {"item_id": item.pk, "what": "Ask housing", "who": "Amir", "due_on": date(2027, 1, 5), "on": THE_DAY}
    with pytest.raises(WrongState):
        actions.add_panel_action(**given, by=council.actor("Hana"))
    decide(council, item)
    action = actions.add_panel_action(**given, by=council.actor("Hana"))
    assert due(council, "panel_action", THE_DAY) == [date(2027, 1, 5)]
    actions.finish_panel_action(action_id=action.pk, on=THE_DAY, by=council.actor("Amir"))
    assert due(council, "panel_action", THE_DAY) == []
    with pytest.raises(WrongState):
        actions.finish_panel_action(action_id=action.pk, on=THE_DAY, by=council.actor("Amir"))


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_a_panel_goes_through_the_pages(council, panel, visit, set_clock):
    amir, hana, hugo, ella = (council.users.get(name) for name in ("Amir", "Hana", "Hugo", "Ella"))
    ella = accounts.open_account(email="ella@mail.example", name="Ella", by=SYSTEM)
    accounts.grant_role(user=ella, role=Role.YOUNG_PERSON, from_on=BEFORE, by=SYSTEM)
    actions.give_account(person_id=council.id("Ella"), user=ella, on=TODAY, by=SYSTEM)

    def fill(address: str, by, **given: object) -> None:
        visit.post(address, visit(address, by=by).fields | given, by=by)

    fill(reverse("casework:refer_to_panel", args=[council.id("Ella")]), amir, reason="Fear.", wanted="A home.")
    item = PanelItem.objects.get()
    photo = io.BytesIO()
    Image.new("RGB", (20, 20), "teal").save(photo, "JPEG")
    file = SimpleUploadedFile("a.jpg", photo.getvalue(), "image/jpeg")
    fill(reverse("casework:prepare_item", args=[item.pk]), amir, summary="Much was tried.", is_ready="on", paper=file)
    assert "Ella Marsh" in visit("/staff/risk-panels/", by=hana)
    visit.post(reverse("casework:list_item", args=[panel.pk, item.pk]), by=hana)
    address = reverse("casework:panel", args=[panel.pk])
    visit(address, by=hugo, status=404)
    visit.post(reverse("casework:send_agenda", args=[panel.pk]), by=hana)
    assert "Ella Marsh" in visit(address, by=hugo)
    assert "Much was tried." in visit(reverse("casework:panel_item", args=[item.pk]), by=hugo)
    paper = PanelPaper.objects.get()
    assert visit(reverse("casework:panel_paper", args=[paper.pk]), by=hugo).content[:2] == b"\xff\xd8"
    visit(reverse("casework:panel_paper", args=[paper.pk]), by=council.users["Cal"], status=404)
    set_clock(THE_DAY)
    fill(reverse("casework:decide_item", args=[item.pk]), hana, discussion="Long.", decision="You get a safer home.")
    days = {"due_on-day": "5", "due_on-month": "1", "due_on-year": "2027"}
    fill(reverse("casework:panel_action", args=[item.pk]), hana, what="Ask housing", who="Amir", **days)
    page = visit("/me/safe/", by=ella)
    assert "You get a safer home." in page
    assert "Long." not in page.html
    fill(reverse("casework:tell_of_panel", args=[item.pk]), amir, how="At home")
    told = visit(reverse("casework:panel_item", args=[item.pk]), by=amir)
    assert "At home" in told
    done = reverse("casework:finish_panel_action", args=[item.actions.get().pk])
    visit.post(done, by=amir)
    visit.post(reverse("casework:close_panel", args=[panel.pk]), by=hana)
    visit(reverse("casework:panel_item", args=[item.pk]), by=hugo, status=404)
    assert "Decided" in visit(reverse("casework:risk_panel", args=[council.id("Ella")]), by=amir)


def test_a_conflict_through_the_page_hides_the_item(council, panel, visit):
    item = on_the_agenda(council, panel)
    send(council, panel)
    address = reverse("casework:panel_conflict", args=[item.pk])
    hugo = council.users["Hugo"]
    visit.post(address, visit(address, by=hugo).fields | {"why": "My cousin"}, by=hugo)
    visit(reverse("casework:panel_item", args=[item.pk]), by=hugo, status=404)
    assert "Ella" not in visit(reverse("casework:panel", args=[panel.pk]), by=hugo).html


def test_a_panel_is_called_through_the_page(council, visit):
    hana = council.users["Hana"]
    days = {"held_on-day": "16", "held_on-month": "12", "held_on-year": "2026"}
    given = visit("/staff/risk-panels/call/", by=hana).fields | days | {"place": "Room 2", "chair": str(hana.pk)}
    visit.post("/staff/risk-panels/call/", given, by=hana)
    made = RiskPanel.objects.get()
    address = reverse("casework:add_panel_member", args=[made.pk])
    sent = visit(address, by=hana).fields | {"user": str(council.users["Hugo"].pk), "capacity": "Housing"}
    visit.post(address, sent, by=hana)
    visit.post(reverse("casework:send_agenda", args=[made.pk]), by=hana)
    assert "Nobody is on the agenda yet." in visit(reverse("casework:panel", args=[made.pk]), by=hana).html


def test_every_state_is_reached_and_every_step_says_why_it_is_refused():
    assert set(steps_panel.STEPS.values()) == set(PanelItem.State)
    assert {step for _, step in steps_panel.STEPS} == set(steps_panel.REFUSED_STEP)
