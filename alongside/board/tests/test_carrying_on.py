"""What a meeting leaves to the next: answers to questions, resolutions, items put off, meetings moved or cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from alongside.board import actions, agenda, queries
from alongside.board.models import Answer, Item, Meeting
from alongside.board.tests.test_meetings import DAYS, SYSTEM, board, someone, with_a_secret, write, year
from alongside.shell import clock
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
AFTER = DAYS[0] + timedelta(days=1)


def published(meeting: Meeting) -> Meeting:
    return actions.publish(meeting_id=meeting.pk, version=meeting.version, on=date(2026, 7, 1), by=SYSTEM)


def test_a_question_is_answered_by_somebody_else_and_stays_open_until_then(account: Any) -> None:
    meetings = year(board())
    member, head = someone(account, Role.BOARD_MEMBER), someone(account, Role.HEAD_OF_SERVICE)
    item = write(meetings[0].items.all()[0], indicators="I1")
    published(meetings[0])
    asked = actions.ask(item_id=item.pk, words="How many have a job?", by=member)
    left = queries.arising(member, meetings[1].pk, on=AFTER)
    assert left is not None and [one.words for one in left.unanswered] == ["How many have a job?"]
    with pytest.raises(OwnWork):
        actions.answer(question_id=asked.pk, words="Many.", on=AFTER, by=member)
    actions.answer(question_id=asked.pk, words="Sixty of ninety.", on=AFTER, by=head)
    left = queries.arising(member, meetings[1].pk, on=AFTER)
    assert left is not None and left.unanswered == ()
    page = queries.enquiries_page(member, on=AFTER)
    [row] = [one for one in page.rows if "in work or learning" in one.asked.question]
    [(on, question)] = row.questions
    assert (on, question.words) == (DAYS[0], "How many have a job?")
    assert [(one.words, one.by) for one in question.answers] == [("Sixty of ninety.", head.name)]


def test_what_is_asked_of_a_paper_that_is_not_public_is_hidden_and_answered_only_by_its_readers(account: Any) -> None:
    meetings = year(board())
    secret = with_a_secret(meetings[0])
    published(meetings[0])
    asked = actions.ask(item_id=secret.pk, words="Canary-asked?", by=someone(account, Role.BOARD_MEMBER))
    outside = someone(account, Role.PARTICIPATION_WORKER)
    with pytest.raises(NotYours):
        actions.answer(question_id=asked.pk, words="x", on=AFTER, by=outside)
    left = queries.arising(outside, meetings[1].pk, on=AFTER)
    assert left is not None and left.unanswered == () and not Answer.objects.exists()
    assert "Canary" not in str(queries.enquiries_page(outside, on=AFTER))


def test_what_was_resolved_stands_on_the_next_meeting_with_how_it_goes(account: Any) -> None:
    meetings = year(board())
    clerk = someone(account, Role.DEMOCRATIC_SERVICES)
    item = meetings[0].items.all()[0]
    published(meetings[0])
    actions.resolve(item_id=item.pk, words="Ring them all.", owner_post="Head", due_on=DAYS[0], on=DAYS[0], by=SYSTEM)
    actions.resolve(item_id=item.pk, words="Noted.", on=DAYS[0], by=SYSTEM)
    left = queries.arising(clerk, meetings[1].pk, on=DAYS[1])
    assert left is not None and left.on == DAYS[0]
    assert [(one.words, one.action.rating.words if one.action else "") for one in left.resolved] == [
        ("Ring them all.", "Red: late by 70 days"), ("Noted.", ""),
    ]  # fmt: skip
    assert queries.arising(clerk, meetings[0].pk, on=DAYS[1]) is None


def test_a_meeting_is_moved_and_says_why_once_its_papers_are_out() -> None:
    first, second, *_ = year(board())
    new = {"begins": "14:00", "place": "Library", "today": date(2026, 7, 1), "by": SYSTEM}
    moved = actions.move_meeting(meeting_id=first.pk, version=first.version, on=date(2026, 7, 16), **new)
    with pytest.raises(FactRefused, match="meets on that day"):
        actions.move_meeting(meeting_id=first.pk, version=moved.version, on=second.on, **new)
    with pytest.raises(EditConflict):
        actions.move_meeting(meeting_id=first.pk, version=first.version, on=date(2026, 7, 17), **new)
    out = published(moved)
    with pytest.raises(FactRefused, match="Say why"):
        actions.move_meeting(meeting_id=first.pk, version=out.version, on=date(2026, 7, 17), **new)
    actions.move_meeting(meeting_id=first.pk, version=out.version, on=date(2026, 7, 17), because="Flood.", **new)
    assert queries.public_meeting(first.pk).changed_because == "Flood."


def test_a_meeting_moved_to_an_earlier_day_without_its_clear_days_says_so() -> None:
    first, *_ = year(board())
    out = published(first)
    short = agenda.latest_publication(out.on - timedelta(days=1), 5) + timedelta(days=1)
    new = {"begins": "14:00", "place": "Library", "because": "Elections.", "by": SYSTEM}
    moved = actions.move_meeting(
        meeting_id=out.pk, version=out.version, on=out.on - timedelta(days=1), today=short - timedelta(days=1), **new
    )
    assert queries.public_meeting(out.pk).late_because == out.late_because
    moved = actions.move_meeting(meeting_id=out.pk, version=moved.version, on=out.on, today=short, **new)
    assert queries.public_meeting(out.pk).late_because == out.late_because
    actions.move_meeting(meeting_id=out.pk, version=moved.version, on=out.on - timedelta(days=1), today=short, **new)
    assert queries.public_meeting(out.pk).late_because == "The meeting was moved to an earlier day. Elections."


def test_a_cancelled_meeting_says_so_to_everybody_and_loses_nothing() -> None:
    first, second, *_ = year(board())
    here = set(first.items.values_list("title", flat=True)) | set(second.items.values_list("title", flat=True))
    with pytest.raises(FactRefused):
        actions.cancel_meeting(meeting_id=first.pk, version=first.version, because=" ", by=SYSTEM)
    actions.cancel_meeting(meeting_id=first.pk, version=first.version, because="The hall is flooded.", by=SYSTEM)
    assert set(second.items.values_list("title", flat=True)) == here
    assert Item.objects.filter(meeting=second).count() == len(here), "What the next meeting has already comes once"
    assert queries.public_meeting(first.pk).items == ()
    coming, _ = queries.public_meetings(on=date(2026, 7, 1))
    assert next((one.state, one.changed_because) for one in coming) == ("cancelled", "The hall is flooded.")
    with pytest.raises(WrongState):
        published(Meeting.objects.get(pk=first.pk))


def test_an_item_is_put_off_to_a_later_meeting_before_the_papers_are_out() -> None:
    first, second, third, *_ = year(board())
    item = write(first.items.all()[0])
    with pytest.raises(FactRefused):
        actions.put_off_item(item_id=item.pk, version=item.version, meeting_id=str(first.pk), by=SYSTEM)
    later = actions.put_off_item(item_id=item.pk, version=item.version, meeting_id=str(third.pk), by=SYSTEM)
    assert later.meeting_id == third.pk and later.paper == item.paper
    published(first)
    left = first.items.all()[0]
    with pytest.raises(WrongState):
        actions.put_off_item(item_id=left.pk, version=left.version, meeting_id=str(second.pk), by=SYSTEM)


def test_a_rule_that_comes_no_more_brings_nothing_to_the_next_year() -> None:
    one = board()
    year(one)
    rule = one.rules.get(title="Forum")
    same = {"every": rule.every, "month": rule.month, "owner_post": rule.owner_post, "by": SYSTEM}
    actions.change_rule(rule_id=rule.pk, version=rule.version, title="Forum", has_ended=True, **same)
    with pytest.raises(EditConflict):
        actions.change_rule(rule_id=rule.pk, version=rule.version, title="Forum", **same)
    days = [day + timedelta(days=364) for day in DAYS]
    made = actions.plan_year(board_id=one.pk, days=days, place="Town Hall", begins="10:30", by=SYSTEM)
    assert "Forum" not in {item.title for meeting in made for item in meeting.items.all()}


def test_the_front_sheet_asks_all_that_the_council_asks() -> None:
    meeting = year(board())[0]
    said = {
        "key_decision": "No", "forward_plan": "No", "call_in": "Yes", "signed_off": "Director, 27 June",
        "finance_signed": "Yes, 26 June", "legal_signed": "Not needed", "portfolio": "Children", "wards": "All",
        "ward_councillors": "None",
    }  # fmt: skip
    item = write(meeting.items.all()[0], **said)
    published(meeting)
    [shown] = [row for row in queries.public_meeting(meeting.pk).items if row.id == item.pk]
    assert set(said.values()) <= {words for _, words in shown.front}


def test_a_paper_shows_what_was_known_when_it_came_out(account: Any) -> None:
    meeting = year(board())[0]
    item = write(meeting.items.all()[0], indicators="G16")
    published(meeting)
    officer, head = someone(account, Role.DATA_OFFICER), someone(account, Role.HEAD_OF_SERVICE)
    entry = actions.enter_figure(
        indicator="G16", from_on=date(2026, 1, 1), to_on=date(2026, 3, 31), found=50, of=70, evidence="A list",
        on=date(2026, 6, 1), by=officer,
    )  # fmt: skip
    actions.approve_figure(entry_id=entry.pk, version=entry.version, on=date(2026, 6, 1), by=head)
    assert clock.today() > date(2026, 7, 1)
    shown = {one.id: one for one in queries.public_meeting(meeting.pk).items}[item.pk]
    assert [row.newest for row in shown.figures] == [None], "It was taken after the papers came out"


def test_the_same_counted_in_two_ways_says_why_on_both_pages_and_a_dash_does_not_hide_it(account: Any) -> None:
    officer, head = someone(account, Role.DATA_OFFICER), someone(account, Role.HEAD_OF_SERVICE)
    pairs = {(one.first.indicator.id, one.second.indicator.id) for one in queries.contradictions_page(head).two_ways}
    assert pairs == {("I1", "L3"), ("I2", "L2"), ("I3", "L1")}
    assert all(len(one.why) > 60 for one in queries.two_ways(head, "I1")) and queries.two_ways(head, "I1")
    assert queries.two_ways(head, "G7") == ()
    entry = actions.enter_figure(
        indicator="G16", from_on=date(2026, 1, 1), to_on=date(2026, 3, 31), found=50, of=100, evidence="A list",
        on=date(2026, 6, 1), by=officer,
    )  # fmt: skip
    actions.approve_figure(entry_id=entry.pk, version=entry.version, on=date(2026, 6, 1), by=head)
    actions.state_figure(indicator="G16", where="A paper", period="Jan - Mar 2026", value=Decimal(68), by=officer)
    [found] = queries.contradictions_page(head).open
    assert found.says == "It is stated as 68 and 50 for Jan–Mar 2026."


def test_what_the_public_asks_in_public_is_answered_in_public(visit: Visit, account: Any) -> None:
    meeting = year(board())[0]
    item = write(meeting.items.all()[0])
    secret = with_a_secret(meeting)
    published(meeting)
    asked = actions.note_question(item_id=item.pk, kind="public", words="Who pays?", who="Mrs Oake", by=SYSTEM)
    hidden = actions.note_question(item_id=secret.pk, kind="public", words="Canary-asked?", who="Canary", by=SYSTEM)
    actions.ask(item_id=item.pk, words="A member wonders.", by=someone(account, Role.BOARD_MEMBER))
    page = visit(f"/board/{meeting.pk}/")
    assert "Mrs Oake (the public asks): Who pays?" in page and "We have not answered yet." in page
    assert "A member wonders." not in page and "Canary" not in page.html
    for question in (asked, hidden):
        actions.answer(question_id=question.pk, words=f"Answer: {question.words}", on=AFTER, by=SYSTEM)
    page = visit(f"/board/{meeting.pk}/")
    assert "Answer: Who pays?" in page and "Canary" not in page.html


def test_the_day_of_a_meeting_is_written_without_a_nought(visit: Visit, account: Any) -> None:
    [meeting] = actions.plan_year(board_id=board().pk, days=[date(2026, 12, 1)], place="x", begins="10", by=SYSTEM)
    page = visit(f"/staff/board/meetings/{meeting.pk}/items/new/", by=account(Role.DEMOCRATIC_SERVICES))
    assert "Meeting of 1 December 2026" in page.html


def test_whoever_kept_the_address_of_a_cancelled_meeting_reads_that_and_why(visit: Visit) -> None:
    meeting = year(board())[0]
    with_a_secret(meeting)
    meeting = published(meeting)
    actions.cancel_meeting(meeting_id=meeting.pk, version=meeting.version, because="The hall is flooded.", by=SYSTEM)
    page = visit(f"/board/{meeting.pk}/", status=200)
    assert "This meeting is cancelled. The hall is flooded." in page and "You can come" not in page
    assert "Figures" not in page and "Canary" not in page.html and "Paragraph 3" not in page
    visit(f"/board/{meeting.pk}/pack.pdf", status=404)
    informal = actions.plan_year(
        board_id=meeting.board_id, days=[date(2026, 8, 4)], place="x", begins="10", is_informal=True, by=SYSTEM
    )[0]
    actions.cancel_meeting(meeting_id=informal.pk, version=informal.version, because="No.", by=SYSTEM)
    visit(f"/board/{informal.pk}/", status=404)
