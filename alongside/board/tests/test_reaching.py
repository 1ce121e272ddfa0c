"""Beyond the meetings: visits, reports to others, skills, advisers enough, yearly reports, councils like ours."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.board import actions, queries
from alongside.board.models import Report, Taken
from alongside.board.tests.test_meetings import board
from alongside.board.tests.test_plans import SYSTEM, TODAY, someone
from alongside.casework import numbers as casework
from alongside.shell import clock, disclosure
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import EditConflict, FactRefused, FileRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def today(set_clock) -> None:
    set_clock(TODAY)


# --- Visits ----------------------------------------------------------------------------------------------------------


def seat(**more: Any) -> Any:
    given = {"board_id": board().pk, "name": "Cllr A", "kind": "councillor", "from_on": date(2026, 5, 1), "by": SYSTEM}
    return actions.add_member(**given | more)


def visited(member: Any, on: date) -> Any:
    return actions.record_visit(
        member_id=str(member.pk), visited_on=on, where="The drop-in", saw="Twelve came.", asks="Why so dark?", on=TODAY,
        by=SYSTEM,
    )  # fmt: skip


def test_a_member_visits_while_they_sit(visit: Visit, account):
    member = seat(to_on=TODAY)
    visited(member, date(2026, 5, 1))
    for wrong in (date(2026, 4, 30), TODAY, TODAY + DAY):
        with pytest.raises(FactRefused):
            visited(member, wrong)
    page = visit("/staff/board/visits/", by=account(Role.BOARD_MEMBER))
    assert "Twelve came." in page and "Why so dark?" in page and "Write down a visit" not in page
    assert AuditEvent.objects.filter(verb="recorded visit").count() == 1


# --- Reports to others -----------------------------------------------------------------------------------------------


def test_a_report_to_full_council_has_its_own_days_and_an_end(visit: Visit, account):
    one = board()
    given = {"board_id": one.pk, "to": "council", "title": "Our year", "owner_post": "Head", "by": SYSTEM}
    with pytest.raises(FactRefused):
        actions.plan_report(meets_on=TODAY, papers_by=TODAY + DAY, **given)
    report = actions.plan_report(meets_on=TODAY + DAY, papers_by=TODAY - DAY, **given)
    clerk = account(Role.DEMOCRATIC_SERVICES)
    at = f"/staff/board/boards/{one.pk}/"
    page = visit(at, by=clerk)
    assert "Full Council" in page and "Late" in page and "Say that it went" in page
    form = f"/staff/board/reports-out/{report.pk}/"
    days = {"sent_on-day": "20", "sent_on-month": "11", "sent_on-year": "2026", "came_of_it": ""}
    visit.post(form, visit(form, by=clerk).fields | days, by=clerk, status=302)
    assert "Sent on 20 November 2026" in visit(at, by=clerk)
    with pytest.raises(EditConflict):
        actions.send_report(report_id=report.pk, version=1, sent_on=TODAY, on=TODAY, by=SYSTEM)
    actions.send_report(report_id=report.pk, version=2, sent_on=TODAY, came_of_it="Noted.", on=TODAY, by=SYSTEM)
    with pytest.raises(WrongState):
        actions.send_report(report_id=report.pk, version=3, sent_on=TODAY, on=TODAY, by=SYSTEM)
    assert "Noted." in visit(at, by=account(Role.BOARD_MEMBER))
    visit(form, by=account(Role.BOARD_MEMBER), status=404)


# --- Staff and advisers ----------------------------------------------------------------------------------------------


def test_skills_are_counted_of_those_who_work_so_until_they_are_due_again(visit: Visit, account):
    first, _ = account(Role.PERSONAL_ADVISER), account(Role.PERSONAL_ADVISER)
    head = someone(account, Role.HEAD_OF_SERVICE)
    given = {"worker": str(first.pk), "role": "adviser", "what": "Trauma", "on": TODAY, "by": head}
    with pytest.raises(FactRefused):
        actions.record_skill(learnt_on=TODAY + DAY, **given)
    with pytest.raises(FactRefused):
        actions.record_skill(learnt_on=TODAY, due_again_on=TODAY, **given)
    actions.record_skill(learnt_on=TODAY - 9 * DAY, due_again_on=TODAY, **given)
    (row,) = queries.skills_page(head, on=TODAY - DAY).rows
    assert (row.have, row.of, row.due_again) == (1, 2, ())
    (row,) = queries.skills_page(head, on=TODAY).rows
    assert (row.have, row.of, row.due_again) == (0, 2, (str(first),))
    assert "Trauma" in visit("/staff/board/staff/", by=account(Role.BOARD_MEMBER))
    visit("/staff/board/staff/new/", by=account(Role.BOARD_MEMBER), status=404)


def test_advisers_beside_the_duty_to_25(monkeypatch, set_clock):
    from alongside.casework.tests import scene

    set_clock(scene.TODAY)
    assert casework.adviser_capacity(on=scene.TODAY) is None
    scene.a_whole_council()
    hidden = casework.adviser_capacity(on=scene.TODAY)
    assert hidden is not None and hidden.each is None
    assert all(part.value in (None, 0) for part in hidden.people.parts.values())
    monkeypatch.setattr(disclosure, "SMALLEST_SHOWN", 1)
    shown = casework.adviser_capacity(on=scene.TODAY)
    assert shown is not None and (shown.advisers, shown.each, shown.each_if_all) == (3, Decimal(1), Decimal(1))
    assert [part.value for part in shown.people.parts.values()] == [3, 0, 0, 0]


# --- Yearly reports --------------------------------------------------------------------------------------------------


def taken(id: str, value: int, to_on: date, **more: Any) -> Taken:
    given = {
        "indicator": id, "from_on": to_on - timedelta(days=91), "to_on": to_on, "value": Decimal(value), "unit": "%",
        "numerator": str(value), "denominator": "100", "suppressed": False, "definition": "What is counted.",
        "source": "Casework", "as_of": to_on, "taken_at": clock.now(),
    }  # fmt: skip
    return Taken.objects.create(**given | more)


@pytest.fixture
def draft(account) -> Report:
    for number, day in enumerate((date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))):
        taken("I7", 80 + number, day)
    return actions.draft_report(kind="leaving_care", on=TODAY, by=someone(account, Role.HEAD_OF_SERVICE))


def test_a_draft_is_made_from_the_records_and_is_nobodys_outside(draft, visit: Visit, account):
    assert not draft.live and [block.block_type for block in draft.body].count("chart") == 1
    page = visit(f"/staff/board/reports/{draft.pk}/", by=account(Role.BOARD_MEMBER))
    assert "82 %" in page and "As on 30 September 2026" in page and "Nobody outside reads it" in page
    visit(f"/board/reports/{draft.pk}/", status=404)
    visit(f"/board/reports/{draft.pk}/figures.csv", status=404)
    assert "Our year" not in visit("/board/")


def test_the_same_draft_is_not_made_twice(draft, account):
    by = someone(account, Role.HEAD_OF_SERVICE)
    assert actions.draft_report(kind="leaving_care", on=TODAY, by=by).pk == draft.pk
    actions.draft_report(kind="board", on=TODAY, by=by)


def test_somebody_else_publishes_it_and_its_figures_stay_as_they_were(draft, visit: Visit, account, set_clock):
    lead = account(Role.LEAD_MEMBER)
    fields = visit(f"/staff/board/reports/{draft.pk}/", by=lead).fields
    visit.post(f"/staff/board/reports/{draft.pk}/publish/", fields, by=lead, status=302)
    public = f"/board/reports/{draft.pk}/"
    assert "82 %" in visit(public) and draft.title in visit("/board/")
    file = visit(f"{public}figures.csv").content.decode("utf-8-sig")
    assert [line.split(",")[3] for line in file.splitlines()[1:]] == ["80 %", "81 %", "82 %"]
    set_clock(TODAY + DAY)
    taken("I7", 70, date(2026, 9, 30))
    assert "82 %" in visit(public) and "70 %" not in visit(public)
    assert "Changed since: 70 %" in visit(f"/staff/board/reports/{draft.pk}/", by=lead)
    with pytest.raises(FactRefused):
        actions.publish_report(report_id=draft.pk, on=TODAY, by=SYSTEM)
    assert AuditEvent.objects.filter(verb="published report").count() == 1


def test_whoever_wrote_on_it_does_not_publish_it(draft, account):
    lead = account(Role.LEAD_MEMBER)
    draft.get_latest_revision_as_object().save_revision(user=lead)
    with pytest.raises(OwnWork):
        actions.publish_report(report_id=draft.pk, on=TODAY, by=someone_of(lead))
    with transaction.atomic(), pytest.raises(IntegrityError):
        Report.objects.filter(pk=draft.pk).update(published_by=draft.drafted_by_id)
    other = someone(account, Role.BOARD_MEMBER)
    actions.publish_report(report_id=draft.pk, on=TODAY, by=other)
    assert Report.objects.get(pk=draft.pk).live


def someone_of(user: Any) -> Any:
    from alongside.shell.queries import actor_for

    return actor_for(user.pk, on=TODAY)


def test_it_is_edited_in_wagtail_and_the_change_waits_to_be_published(draft, visit: Visit, account):
    head = account(Role.HEAD_OF_SERVICE)
    at = reverse("wagtailsnippets_board_report:edit", args=[draft.pk])
    assert "82 %" in visit(at, by=head).html
    visit(at, by=account(Role.BOARD_MEMBER), status=None)
    figure = next(block.value for block in draft.body if block.block_type == "chart")
    words = {
        "title": "Our leavers’ year", "body-count": "2", "body-0-type": "heading", "body-0-value": "Good news",
        "body-0-order": "0", "body-0-deleted": "", "body-0-id": "", "body-1-type": "figure", "body-1-value": figure,
        "body-1-order": "1", "body-1-deleted": "", "body-1-id": "",
    }  # fmt: skip
    member = account(Role.BOARD_MEMBER)
    read = visit(f"/staff/board/reports/{draft.pk}/", by=member).fields
    visit.post(at, words, by=head, status=302)
    told = visit.post(f"/staff/board/reports/{draft.pk}/publish/", read, by=member, status=409)
    assert "Somebody wrote on it since you opened it" in told
    page = visit(f"/staff/board/reports/{draft.pk}/", by=member)
    assert page.h1 == "Our leavers’ year" and "Good news" in page and "82 %" in page
    actions.publish_report(report_id=draft.pk, on=TODAY, by=SYSTEM)
    assert visit(f"/board/reports/{draft.pk}/").h1 == "Our leavers’ year"


def test_the_editor_is_closed_to_those_who_only_read(draft, visit: Visit, account):
    at = reverse("wagtailsnippets_board_report:edit", args=[draft.pk])
    visit(at, by=account(Role.BOARD_MEMBER), status=404)
    with pytest.raises(NotYours):
        queries.public_report(draft.pk)


# --- Councils like ours ----------------------------------------------------------------------------------------------


def neighbours(*names: str) -> int:
    lines = "".join(f"{name},{rank},A list\n" for rank, name in enumerate(names, start=1))
    return actions.import_neighbours(content=f"council,rank,source\n{lines}".encode(), by=SYSTEM)


def figures_of(**values: int) -> None:
    lines = "".join(f"I2,{name},{value},2026-03-31,A table\n" for name, value in values.items())
    content = f"indicator,who,value,on,source\n{lines}".encode()
    actions.import_benchmarks(name="Others.csv", content=content, by=SYSTEM)


def test_the_middle_of_councils_like_ours_stands_beside_ours(visit: Visit, account, set_clock):
    figures_of(Ash=80, Beech=90, Cedar=84, Dogwood=10)
    reader = someone(account, Role.BOARD_MEMBER)
    neighbours("Ash", "Beech")
    assert not any("neighbours" in one.who for one in queries.indicator_page(reader, "I2").compared)
    set_clock(TODAY + DAY)
    assert neighbours("Ash", "Beech", "Cedar", "Elm") == 4
    first = queries.indicator_page(reader, "I2").compared[0]
    assert (first.who, first.words) == ("Statistical neighbours, the middle of 3 of 4", "84 %")
    assert "Statistical neighbours" in visit("/staff/board/indicators/I2/", by=account(Role.BOARD_MEMBER))


@pytest.mark.parametrize(
    "rows",
    [
        "Ash,0,A list",
        "Ash,51,A list",
        "Ash,1,",
        ",1,A list",
        "Ash,1,x\nAsh,2,x",
        "Ash,one,x",
        "A" * 121 + ",1,x",
        "Ash,1,x,y",
    ],
)
def test_a_file_of_neighbours_is_taken_whole_or_not_at_all(rows):
    with pytest.raises(FileRefused):
        actions.import_neighbours(content=f"council,rank,source\nOak,1,x\n{rows}\n".encode(), by=SYSTEM)
    with pytest.raises(FileRefused):
        actions.import_neighbours(content=b"name,rank,source\nOak,1,x\n", by=SYSTEM)
