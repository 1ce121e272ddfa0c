"""The audit of an offer: what is asked, what meets it, and what is said where nothing does."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from alongside.law import ItemKind, ItemStatus, local_offer_items
from alongside.offer import actions, queries
from alongside.offer.actions import Loaded
from alongside.offer.models import Edition, EntitlementPage
from alongside.offer.queries import State
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(offer: Loaded, publish_edition: Callable[..., Edition]) -> None:
    """The demo offer, published as an edition today."""
    publish_edition(on=clock.today())


def missing(on: date | None = None) -> set[int]:
    """The items that are missing."""
    return {line.item.id for line in queries.audit(on=on or clock.today()).lines if line.state is State.MISSING}


def not_offered(system: Actor, **changes: Any) -> int:
    """A decision about awards and competitions, with changes."""
    today = clock.today()
    facts = {"item_id": 100, "reason": "No prizes.", "said_publicly": True, "decided_by": "The board",
             "decided_on": today, "next_look_on": today + timedelta(days=300)}  # fmt: skip
    return actions.record_not_offered(**(facts | changes), by=system)


def test_the_demo_offer_meets_everything_that_the_law_asks(edition: None) -> None:
    audit = queries.audit(on=clock.today())
    unmet = {line.item.id: line.state for line in audit.lines if line.status is ItemStatus.LAW}
    assert set(unmet.values()) == {State.MET}, unmet
    assert not audit.fails


def test_the_demo_offer_says_what_the_2026_act_will_ask(edition: None) -> None:
    coming = [line for line in queries.audit(on=clock.today()).lines if line.status is ItemStatus.LAW_2026]
    assert len(coming) == 10
    assert {line.state for line in coming} == {State.MET}


def test_every_extra_and_every_contact_is_met_or_said_not_to_be_offered(edition: None) -> None:
    for line in queries.audit(on=clock.today()).lines:
        if line.item.kind in (ItemKind.EXTRA, ItemKind.CONTACT):
            assert line.state in (State.MET, State.NOT_OFFERED), line.item


def test_a_copy_with_five_records_removed_lacks_exactly_what_they_met(edition: None) -> None:
    before = missing()
    for slug in ("staying-put", "university-bursary", "my-file", "safe-home", "mentor"):
        EntitlementPage.objects.get(slug=slug).unpublish()
    assert missing() - before == {59, 57, 52, 55, 96}
    audit = queries.audit(on=clock.today())
    assert {line.item.id for line in audit.lines if line.fails} == {59, 57, 52, 55}
    assert audit.fails


def test_a_record_that_rests_on_the_duty_meets_the_item_without_a_tick(edition: None, system: Actor) -> None:
    page = EntitlementPage.objects.get(slug="staying-put")
    page.guidance_items = []
    actions.publish(page=page, by=system)
    assert queries.audit(on=clock.today()).line(59).state is State.MET
    page.law_ids = ["keep_in_touch"]
    actions.publish(page=page, by=system)
    assert queries.audit(on=clock.today()).line(59).state is State.MISSING


def test_a_record_past_its_check_makes_its_items_overdue(edition: None) -> None:
    page = EntitlementPage.objects.get(slug="my-file")
    late = queries.audit(on=page.next_check_on + timedelta(days=1))
    assert late.line(52).state is State.OVERDUE
    assert late.line(52).fails
    assert late.line(14).state is State.OVERDUE
    assert queries.audit(on=page.next_check_on).line(52).state is State.MET


def test_the_whole_offer_is_overdue_three_years_after_its_last_edition(edition: None) -> None:
    published_on = clock.today()
    two = queries.audit(on=published_on.replace(year=published_on.year + 2)).line(13)
    assert (two.state, "has been due since" in two.words) == (State.MET, True)
    three = published_on.replace(year=published_on.year + 3)
    assert queries.audit(on=three - timedelta(days=1)).line(12).state is State.MET
    assert {queries.audit(on=three).line(item).state for item in (12, 13)} == {State.OVERDUE}


def test_an_item_about_the_whole_offer_is_missing_until_somebody_records_what_shows_it(
    edition: None, system: Actor, account: Callable[..., User]
) -> None:
    assert queries.audit(on=clock.today()).line(26).state is State.MISSING
    editor = actor_for(account(Role.OFFER_EDITOR).pk, on=clock.today())
    actions.record_audit_evidence(item_id=26, words="Easy read, made with People First.", on=clock.today(), by=editor)
    line = queries.audit(on=clock.today()).line(26)
    assert line.state is State.MET
    assert line.words == f"Easy read, made with People First. (Recorded by {editor.name}.)"
    event = AuditEvent.objects.last()
    assert event and (event.verb, event.actor) == ("recorded evidence", editor.id)


def test_the_councils_word_grows_old(edition: None) -> None:
    recorded = next(line for line in queries.audit(on=clock.today()).lines if line.item.id == 22)
    assert recorded.state is State.MET
    assert queries.audit(on=clock.today() + timedelta(days=2 * 366)).line(22).state is State.OVERDUE


def test_an_update_rests_on_people_asked_again(
    edition: None, system: Actor, publish_edition: Callable[..., Edition]
) -> None:
    later = clock.today() + timedelta(days=400)
    page = EntitlementPage.objects.get(slug="mentor")
    page.title = "A mentor"
    actions.publish(page=page, by=system)
    publish_edition(on=later)
    line = queries.audit(on=later).line(11)
    assert line.state is State.MET
    assert "Edition 2 rests on what 12 people said" in line.words


def test_the_councils_word_cannot_stand_in_for_a_record(offer: Loaded, system: Actor) -> None:
    with pytest.raises(FactRefused, match="met by a record"):
        actions.record_audit_evidence(item_id=57, words="We pay it.", on=clock.today(), by=system)


@pytest.mark.parametrize("item", [1, 33, 38, 47, 57])
def test_what_is_asked_cannot_be_left_out(item: int, offer: Loaded, system: Actor) -> None:
    with pytest.raises(FactRefused, match="not the council’s to leave out"):
        not_offered(system, item_id=item)


def test_there_is_no_item_115(offer: Loaded, system: Actor) -> None:
    with pytest.raises(NotYours):
        not_offered(system, item_id=115)


def test_a_stranger_decides_nothing(offer: Loaded, account: Callable[..., User]) -> None:
    with pytest.raises(NotAllowed):
        not_offered(actor_for(account(Role.PERSONAL_ADVISER).pk, on=clock.today()))


def test_a_decision_is_looked_at_again_in_time(edition: None, system: Actor) -> None:
    not_offered(system, next_look_on=clock.today() + timedelta(days=10))
    assert queries.audit(on=clock.today() + timedelta(days=10)).line(100).state is State.NOT_OFFERED
    assert queries.audit(on=clock.today() + timedelta(days=11)).line(100).state is State.OVERDUE
    with pytest.raises(FactRefused, match="after the decision"):
        not_offered(system, next_look_on=clock.today())


def test_the_database_keeps_decisions(offer: Loaded) -> None:
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE offer_notoffered SET reason = 'changed'")


def test_what_the_2026_act_asks_is_a_must_from_the_day_it_commenced(edition: None, settings: Any) -> None:
    EntitlementPage.objects.get(slug="home-from-custody").unpublish()
    assert not queries.audit(on=clock.today()).fails
    settings.COMMENCED = {"cwsa2026.s8": clock.today()}
    audit = queries.audit(on=clock.today())
    assert {line.item.id for line in audit.lines if line.fails} == {39}


# --- The command -----------------------------------------------------------------------------------------------------


def test_the_command_prints_every_item_and_fails_where_the_law_is_not_met(
    edition: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("audit_offer")
    printed = capsys.readouterr().out
    assert "Must: 25 met." in printed
    assert len([line for line in printed.splitlines() if line[:3].strip().isdecimal()]) == 114
    EntitlementPage.objects.get(slug="my-file").unpublish()
    with pytest.raises(SystemExit) as stopped:
        call_command("audit_offer", "--json")
    assert stopped.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert told["fails"]
    assert [one["item"] for one in told["items"] if one["state"] == "Missing" and one["asked for"] == "Must"] == ["52"]


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_everybody_sees_how_complete_the_offer_is(edition: None, visit: Visit) -> None:
    page = visit("/how-complete/")
    assert "What the law says we must do (25 of 25)" in page
    assert "What will be law (10 of 10)" in page
    assert page.links["University bursary"] == "/learning/university-bursary/"
    assert "Drop-in centres. We have no drop-in place." in page
    assert "wait for a decision on staff" not in page.html
    assert "Regular talks on how learning or work is going" not in page
    assert visit("/").links["How complete is our offer?"] == "/how-complete/"


def test_everybody_sees_what_is_not_there_yet(edition: None, visit: Visit) -> None:
    EntitlementPage.objects.get(slug="staying-put").unpublish()
    page = visit("/how-complete/")
    assert "What the law says we must do (24 of 25)" in page
    assert "Not yet Staying Put to 21" in page


def test_an_editor_sees_what_wants_something_first_and_goes_to_the_record(
    edition: None, visit: Visit, account: Callable[..., User]
) -> None:
    editor = account(Role.OFFER_EDITOR)
    record = EntitlementPage.objects.get(slug="my-file")
    page = visit("/staff/offer/audit/", by=editor)
    assert "Everything that the law asks for today is there." in page
    assert page.links["See your own file"] == f"/cms/pages/{record.pk}/edit/"
    record.unpublish()
    page = visit("/staff/offer/audit/?state=missing&status=law", by=editor)
    assert "1 thing that the law asks for is missing or overdue." in page
    assert page.links["52. Seeing one’s own records"] == "/staff/offer/audit/52/"
    assert "Drop-in centres" not in page
    assert "No item fits these filters." in visit("/staff/offer/audit/?state=overdue", by=editor)


def test_an_editor_records_what_shows_an_item(edition: None, visit: Visit, account: Callable[..., User]) -> None:
    editor = account(Role.OFFER_EDITOR)
    said = "<script>alert(1)</script> Big print for all."
    assert visit.post("/staff/offer/audit/26/", {"words": ""}, by=editor, status=200).status == 200
    visit.post("/staff/offer/audit/26/", {"words": said}, by=editor)
    page = visit("/staff/offer/audit/26/", by=editor)
    assert said in page
    assert "<script>alert" not in page.html


def test_an_editor_records_that_something_is_not_offered(
    edition: None, visit: Visit, account: Callable[..., User]
) -> None:
    editor, today = account(Role.OFFER_EDITOR), clock.today()
    EntitlementPage.objects.get(slug="clubs").unpublish()
    sent = {"reason": "No money for it this year.", "said_publicly": "yes", "decided_by": "Cabinet"}
    sent |= {f"decided_on-{part}": value for part, value in _boxes(today).items()}
    ten_years = sent | {f"next_look_on-{part}": value for part, value in _boxes(today + timedelta(days=3650)).items()}
    assert "at most three years later" in visit.post("/staff/offer/audit/103/", ten_years, by=editor, status=200)
    sent |= {f"next_look_on-{part}": value for part, value in _boxes(today + timedelta(days=365)).items()}
    visit.post("/staff/offer/audit/103/", sent, by=editor)
    assert "Volunteering. No money for it this year." in visit("/how-complete/")


def test_an_item_that_only_a_record_can_meet_has_no_form(
    edition: None, visit: Visit, account: Callable[..., User]
) -> None:
    editor = account(Role.OFFER_EDITOR)
    assert "reason" not in visit("/staff/offer/audit/57/", by=editor).fields
    visit.post("/staff/offer/audit/57/", {"reason": "No."}, by=editor, status=200)
    visit("/staff/offer/audit/115/", by=editor, status=404)
    visit("/staff/offer/audit/99999999999999999999/", by=editor, status=404)


def test_the_audit_can_be_taken_away_as_a_table(
    edition: None, visit: Visit, account: Callable[..., User], system: Actor
) -> None:
    not_offered(system, reason="=HYPERLINK(1)")
    page = visit("/staff/offer/audit/table.csv", by=account(Role.OFFER_EDITOR))
    table = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert len(table) == 115
    assert table[0][0] == "item"
    assert table[59][5] == "Stay on with your foster carer"
    assert table[100][6] == "'=HYPERLINK(1)"


def test_an_adviser_does_not_see_the_audit(edition: None, visit: Visit, account: Callable[..., User]) -> None:
    for path in ("/staff/offer/audit/", "/staff/offer/audit/1/", "/staff/offer/audit/table.csv"):
        visit(path, by=account(Role.PERSONAL_ADVISER), status=404)


def test_an_editor_ticks_only_what_a_record_can_meet() -> None:
    offered = {int(code) for code, _ in EntitlementPage._meta.get_field("guidance_items").choices}
    assert offered == {item.id for item in local_offer_items() if item.is_for_records}
    assert not offered & {1, 10, 13}


def _boxes(day: date) -> dict[str, int]:
    return {"day": day.day, "month": day.month, "year": day.year}
