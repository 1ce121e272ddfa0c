"""Meetings: the year's plan from rules, notice, papers that stay hidden, questions, minutes, resolutions."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
from django.db import IntegrityError, transaction

from alongside.board import actions, agenda, papers, queries
from alongside.board.models import Action, Board, Item, Meeting, Resolution
from alongside.shell import paper
from alongside.shell.actors import Actor
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

TODAY = date(2026, 6, 1)
FIRST = date(2026, 7, 14)
SYSTEM = Actor.system("tests")
CANARY = "Canary-5512"
DAYS = [date(2026, 7, 14), date(2026, 9, 22), date(2026, 11, 24), date(2027, 1, 26), date(2027, 3, 23)]


def someone(account: Any, role: Role) -> Actor:
    return actor_for(account(role).pk, on=TODAY)


def board() -> Board:
    return actions.set_up_board(name="Corporate Parenting Board", terms="Asks.", quorum=2, clear_days=5, by=SYSTEM)


def year(one: Board) -> list[Meeting]:
    for title, every, month, question in (
        ("Figures", "quarter", 6, "Note them."), ("Minutes", "meeting", 5, "Agree them."),
        ("Annual report", "year", 9, "Agree it."), ("Forum", "half_year", 7, "What do you say?"),
    ):  # fmt: skip
        actions.add_rule(
            board_id=one.pk, title=title, every=every, month=month, owner_post="Head", question=question, by=SYSTEM
        )
    return actions.plan_year(board_id=one.pk, days=DAYS, place="Town Hall", begins="10:30", by=SYSTEM)


def write(item: Item, **more: Any) -> Item:
    given = {"paper": "A first paragraph.\n\nA second.", "by": SYSTEM}
    return actions.write_paper(item_id=item.pk, version=item.version, **given | more)


def with_a_secret(meeting: Meeting) -> Item:
    """An item that is not for the public, with a canary in every one of its words."""
    item = actions.add_item(
        meeting_id=meeting.pk, title=f"{CANARY} title", owner_post=f"{CANARY} post", question=f"{CANARY}?", by=SYSTEM
    )
    words = {name: f"{CANARY} {name}" for name in ("key_decision", "forward_plan", "call_in", "signed_off", "paper")}
    return write(item, reach="exempt", exempt_reason="Paragraph 3: money of a business", indicators="I1", **words)


# --- Rules ------------------------------------------------------------------------------------------------------------


def test_five_clear_working_days_lie_between():
    assert agenda.latest_publication(date(2026, 7, 14), 5) == date(2026, 7, 6)
    assert agenda.latest_publication(date(2026, 5, 6), 5) == date(2026, 4, 27)  # the bank holiday of 4 May
    assert agenda.latest_publication(date(2026, 7, 14), 0) == date(2026, 7, 13)
    assert agenda.latest_publication(date(2028, 3, 7), 5) == date(2028, 2, 28)  # the 29th of February is one of them
    assert agenda.latest_publication(date(2026, 12, 29), 5) == date(2026, 12, 17)  # Christmas, and Boxing Day's Monday


@pytest.mark.parametrize(
    ("meeting", "by"),
    [
        (date(2026, 7, 14), date(2026, 7, 6)),
        (date(2026, 4, 8), date(2026, 3, 27)),  # a Friday; the Sunday after it is still in time
        (date(2026, 5, 5), date(2026, 4, 24)),
        (date(2028, 2, 29), date(2028, 2, 21)),
    ],
)
def test_papers_are_asked_for_by_a_working_day(meeting: date, by: date):
    assert agenda.due_by(meeting, 5) == by <= agenda.latest_publication(meeting, 5)


@pytest.mark.parametrize(
    ("every", "month", "expected"),
    [
        ("meeting", 5, DAYS),
        ("quarter", 6, [DAYS[0], DAYS[1], DAYS[3], DAYS[4]]),
        ("half_year", 7, [DAYS[0], DAYS[3]]),
        ("year", 9, [DAYS[1]]),
        ("year", 4, [DAYS[4]]),
    ],
)
def test_a_rule_brings_its_item_when_it_is_due(every, month, expected):
    assert agenda.meetings_for(SimpleNamespace(every=every, month=month), DAYS) == expected


# --- The year, papers, notice -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_plan_of_a_year_is_made_from_rules():
    meetings = year(board())
    titles = [[item.title for item in meeting.items.all()] for meeting in meetings]
    assert titles[0] == ["Figures", "Forum", "Minutes"]
    assert titles[1] == ["Annual report", "Figures", "Minutes"]
    assert titles[2] == ["Minutes"]
    with pytest.raises(FactRefused):
        actions.plan_year(board_id=meetings[0].board_id, days=[DAYS[0]], place="x", begins="10", by=SYSTEM)
    with pytest.raises(FactRefused):
        actions.plan_year(
            board_id=meetings[0].board_id, days=[date(2026, 4, 1), DAYS[0]], place="x", begins="10", by=SYSTEM
        )


@pytest.mark.django_db
def test_late_papers_say_why_and_published_ones_do_not_change():
    meeting = year(board())[0]
    with pytest.raises(FactRefused, match="was 6 July 2026"):
        actions.publish(meeting_id=meeting.pk, version=1, on=date(2026, 7, 7), by=SYSTEM)
    actions.publish(meeting_id=meeting.pk, version=1, on=date(2026, 7, 7), late_because="A flood.", by=SYSTEM)
    with pytest.raises(WrongState):
        write(meeting.items.all()[0])
    with pytest.raises(WrongState):
        actions.add_item(meeting_id=meeting.pk, title="x", owner_post="x", by=SYSTEM)


@pytest.mark.django_db
def test_an_item_needs_a_paper_or_a_question():
    meeting = year(board())[0]
    actions.add_item(meeting_id=meeting.pk, title="Empty one", owner_post="Head", by=SYSTEM)
    with pytest.raises(FactRefused, match="Empty one"):
        actions.publish(meeting_id=meeting.pk, version=1, on=TODAY, by=SYSTEM)


@pytest.mark.django_db
def test_young_people_come_first_where_they_asked():
    meeting = year(board())[0]
    item = actions.add_item(
        meeting_id=meeting.pk, title="Our rooms", owner_post="Forum", question="?", is_young_peoples=True, place=90,
        by=SYSTEM,
    )  # fmt: skip
    assert queries.meeting_page(SYSTEM, meeting.pk).items[-1].id == item.pk
    actions.take_young_people_first(meeting_id=meeting.pk, version=1, by=SYSTEM)
    assert queries.meeting_page(SYSTEM, meeting.pk).items[0].id == item.pk


# --- What is not public -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_exempt_paper_stays_hidden_everywhere(visit: Visit, account):
    meeting = year(board())[0]
    item = with_a_secret(meeting)
    actions.publish(meeting_id=meeting.pk, version=1, on=TODAY, by=SYSTEM)
    actions.ask(item_id=item.pk, words=f"{CANARY} asked", by=SYSTEM)
    actions.resolve(
        item_id=item.pk, words=f"{CANARY} resolved", on=FIRST, owner_post="Head", due_on=date(2026, 9, 1), by=SYSTEM
    )
    told = {"meeting": queries.public_meeting(meeting.pk)}
    public = [
        visit("/board/").html,
        visit(f"/board/{meeting.pk}/").html,
        papers.page("board/pack_paper.html", told),
        visit("/staff/board/plans/", by=account(Role.TEAM_MANAGER)).html,
        visit("/staff/board/enquiries/", by=account(Role.TEAM_MANAGER)).html,
        visit(f"/staff/board/meetings/{meeting.pk}/", by=account(Role.PARTICIPATION_WORKER)).html,
        visit(f"/staff/board/boards/{meeting.board_id}/", by=account(Role.PARTICIPATION_WORKER)).html,
        visit("/staff/board/", by=account(Role.PARTICIPATION_WORKER)).html,
    ]
    assert [number for number, html in enumerate(public) if CANARY in html] == []
    assert "Paragraph 3: money of a business" in public[1]
    listed = visit(f"/staff/board/boards/{meeting.board_id}/", by=account(Role.BOARD_MEMBER))
    assert f"{CANARY} title (not public)" in listed
    visit(f"/staff/board/items/{item.pk}/", by=account(Role.PARTICIPATION_WORKER), status=404)
    assert CANARY in visit(f"/staff/board/items/{item.pk}/", by=account(Role.BOARD_MEMBER))
    with pytest.raises(NotYours):
        actions.ask(item_id=item.pk, words="x", by=someone(account, Role.PARTICIPATION_WORKER))
    with transaction.atomic(), pytest.raises(IntegrityError):
        Item.objects.filter(pk=item.pk).update(exempt_reason="")


@pytest.mark.django_db
def test_the_public_pack_is_tagged_and_has_no_canary(visit: Visit):
    meeting = year(board())[0]
    write(meeting.items.get(title="Figures"), indicators="I1 I2")
    with_a_secret(meeting)
    actions.publish(meeting_id=meeting.pk, version=1, on=TODAY, by=SYSTEM)
    if not paper.is_possible():
        assert "cannot be made here" in visit(f"/board/{meeting.pk}/pack.pdf", status=503)
        return
    file = visit(f"/board/{meeting.pk}/pack.pdf").content
    read = pypdf.PdfReader(BytesIO(file))
    words = "\n".join(page.extract_text() for page in read.pages)
    assert CANARY not in words and CANARY.encode() not in file
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"] and read.outline
    assert f"Page 1 of {len(read.pages)}" in words and "A second." in words and "page 2" in words
    full = papers.page("board/pack_paper.html", {"meeting": queries.meeting_page(SYSTEM, meeting.pk)})
    assert full.count("do not pass it on") == 1 and f"{CANARY} title (not for the public)" in full
    assert "not for the public)" not in papers.page(
        "board/pack_paper.html", {"meeting": queries.public_meeting(meeting.pk)}
    )
    assert CANARY in full


@pytest.mark.django_db
def test_a_meeting_that_is_not_public_or_not_published_is_nowhere(visit: Visit):
    first, second = year(board())[:2]
    visit(f"/board/{first.pk}/", status=404)
    Meeting.objects.filter(pk=second.pk).update(is_public=False)
    actions.publish(meeting_id=second.pk, version=1, on=TODAY, by=SYSTEM)
    visit(f"/board/{second.pk}/", status=404)
    page = visit("/board/")
    assert "22 September 2026" not in page


# --- The meeting ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_member_reads_and_asks(visit: Visit, account):
    meeting = year(board())[0]
    item = write(meeting.items.get(title="Figures"), indicators="I1")
    member = account(Role.BOARD_MEMBER)
    at = f"/staff/board/items/{item.pk}/"
    page = visit(at, by=member)
    assert "What if this were my child?" in page and "A second." in page
    visit.post(at, page.fields | {"words": "Why so few?"}, by=member, status=302)
    visit.post(at, page.fields | {"words": "Why so few?"}, by=member, status=302)
    assert visit(at, by=member).text.count("Why so few?") == 1
    visit(f"{at}paper/", by=member, status=404)


@pytest.mark.django_db
def test_a_resolution_with_an_owner_and_a_day_is_followed_to_its_end(visit: Visit, account, set_clock):
    meeting = year(board())[0]
    item = meeting.items.get(title="Figures")
    actions.publish(meeting_id=meeting.pk, version=1, on=TODAY, by=SYSTEM)
    given = {"item_id": item.pk, "words": "Recruit six carers.", "by": SYSTEM}
    with pytest.raises(FactRefused):
        actions.resolve(**given, on=TODAY)
    with pytest.raises(FactRefused):
        actions.resolve(**given, on=FIRST, owner_post="Head of fostering")
    resolution = actions.resolve(**given, on=FIRST, owner_post="Head of fostering", due_on=date(2026, 9, 1))
    actions.resolve(item_id=item.pk, words="Noted.", on=FIRST, by=SYSTEM)
    assert list(Resolution.objects.values_list("number", flat=True)) == [1, 2]
    action = Action.objects.get()
    assert (action.origin, action.what, action.plan.comes_from) == (resolution.pk, "Recruit six carers.", "resolution")
    set_clock(date(2026, 9, 22))
    assert "Red: late by 21 days" in visit("/staff/board/plans/", by=account(Role.BOARD_MEMBER))


@pytest.mark.django_db
def test_minutes_are_approved_by_another_and_then_public(visit: Visit, account):
    meeting = year(board())[0]
    lead = someone(account, Role.LEAD_MEMBER)
    actions.publish(meeting_id=meeting.pk, version=1, on=TODAY, by=SYSTEM)
    with pytest.raises(FactRefused):
        actions.write_minutes(meeting_id=meeting.pk, version=2, minutes="All.", on=TODAY, by=SYSTEM)
    own = Actor(lead.id, "Lead", is_system=True)
    actions.write_minutes(meeting_id=meeting.pk, version=2, minutes="All came.\r\n\r\nNobody left.", on=FIRST, by=own)
    assert "All came." not in visit(f"/board/{meeting.pk}/")
    with pytest.raises(OwnWork):
        actions.approve_minutes(meeting_id=meeting.pk, version=3, by=lead)
    actions.approve_minutes(meeting_id=meeting.pk, version=3, by=someone(account, Role.LEAD_MEMBER))
    assert "All came." in visit(f"/board/{meeting.pk}/")
    assert queries.public_meeting(meeting.pk).paragraphs == ["All came.", "Nobody left."]
    with transaction.atomic(), pytest.raises(IntegrityError):
        Meeting.objects.filter(pk=meeting.pk).update(minutes_approved_by=lead.id)


@pytest.mark.django_db
def test_who_came_and_whether_it_was_enough(visit: Visit, account, set_clock):
    one = board()
    meeting = year(one)[0]
    actions.publish(meeting_id=meeting.pk, version=1, on=TODAY, by=SYSTEM)
    seats = [
        actions.add_member(board_id=one.pk, name=name, kind=kind, from_on=date(2025, 5, 20), votes=votes, by=SYSTEM)
        for name, kind, votes in (
            ("Cllr Adeyemi", "councillor", True), ("Cllr Brook", "councillor", True), ("Seat 1", "young_person", False),
        )
    ]  # fmt: skip
    clerk = account(Role.DEMOCRATIC_SERVICES)
    at = f"/staff/board/meetings/{meeting.pk}/"
    for seat, how in ((seats[0], "present"), (seats[1], "apologies"), (seats[2], "present")):
        form = visit(f"{at}attendance/", by=clerk).fields
        given = {"member_id": str(seat.pk), "how": how, "interest": ""}
        visit.post(f"{at}attendance/", form | given, by=clerk, status=302)
    page = visit(at, by=clerk)
    assert "1 came; 2 must" in page and "Not enough to decide" in page
    given = form | {"member_id": str(seats[1].pk), "how": "substitute", "interest": ""}
    told = visit.post(f"{at}attendance/", given, by=clerk, status=200)
    assert "It is noted already: Cllr Brook, Apologies" in told and "1 came; 2 must" in visit(at, by=clerk)
    visit.post(f"{at}attendance/", given | {"corrects": "on"}, by=clerk, status=302)
    assert "2 came; 2 must" in visit(at, by=clerk)
    set_clock(FIRST)
    actions.write_minutes(meeting_id=meeting.pk, version=2, minutes="All came.", on=FIRST, by=SYSTEM)
    assert "Note who came" in visit(at, by=clerk).links
    actions.approve_minutes(meeting_id=meeting.pk, version=3, by=someone(account, Role.LEAD_MEMBER))
    with pytest.raises(WrongState, match="approved already"):
        actions.approve_minutes(meeting_id=meeting.pk, version=4, by=someone(account, Role.LEAD_MEMBER))
    assert "Note who came" not in visit(at, by=clerk).links
    with pytest.raises(WrongState, match="once the minutes are approved"):
        actions.note_attendance(meeting_id=meeting.pk, member_id=seats[0].pk, how="apologies", corrects=True, by=SYSTEM)


@pytest.mark.django_db
def test_training_that_is_due_is_said(visit: Visit, account):
    one = board()
    seat = actions.add_member(
        board_id=one.pk, name="Cllr Adeyemi", kind="councillor", from_on=date(2025, 5, 20), by=SYSTEM
    )
    clerk = account(Role.DEMOCRATIC_SERVICES)
    assert "Training is due" in visit(f"/staff/board/boards/{one.pk}/", by=clerk)
    actions.record_training(
        member_id=seat.pk, what="Corporate parenting", took_on=date(2026, 5, 1), due_again_on=date(2099, 5, 1),
        on=TODAY, by=SYSTEM,
    )  # fmt: skip
    assert "Training is due" not in visit(f"/staff/board/boards/{one.pk}/", by=clerk)


@pytest.mark.django_db
def test_a_clerk_makes_a_year_on_the_page(visit: Visit, account):
    one, clerk = board(), account(Role.DEMOCRATIC_SERVICES)
    at = f"/staff/board/boards/{one.pk}/year/"
    form = visit(at, by=clerk).fields | {"place": "Town Hall", "begins": "10:30"}
    assert "is no day" in visit.post(at, form | {"days": "14/7/2026\n31/9/2026"}, by=clerk, status=200)
    visit.post(at, form | {"days": "14/7/2026\n22/9/2026"}, by=clerk, status=302)
    assert Meeting.objects.count() == 2
    visit(at, by=account(Role.BOARD_MEMBER), status=404)


def test_a_seat_is_changed_and_its_term_ended(visit: Visit, account):
    one, clerk = board(), account(Role.DEMOCRATIC_SERVICES)
    seat = actions.add_member(board_id=one.pk, name="Cllr Obi", kind="councillor", from_on=date(2025, 5, 20), by=SYSTEM)
    at = f"/staff/board/boards/{one.pk}/members/{seat.pk}/"
    form = visit(at, by=clerk, status=200).fields
    given = form | {"substitute": "Cllr Hall", "to_on-day": "19", "to_on-month": "5", "to_on-year": "2025"}
    assert "ends before it begins" in visit.post(at, given, by=clerk, status=200).text
    visit.post(at, given | {"to_on-day": "1", "to_on-month": "11", "to_on-year": "2026"}, by=clerk, status=302)
    seat.refresh_from_db()
    assert (seat.substitute, seat.to_on, seat.votes) == ("Cllr Hall", date(2026, 11, 1), True)
    visit(at, by=clerk, status=404)  # they no longer sit on it
    assert "Cllr Obi" not in visit(f"/staff/board/boards/{one.pk}/", by=clerk, status=200).text
    member = account(Role.BOARD_MEMBER)
    visit(at, by=member, status=404)


@pytest.mark.django_db
def test_who_does_not_vote_is_noted_with_their_interest_and_a_substitute_is_named():
    one = board()
    meeting = year(one)[0]
    for name, votes, how in (
        ("Cllr Obi", True, "substitute"),
        ("Cllr Hall", True, "present"),
        ("Ola", False, "present"),
    ):
        seat = actions.add_member(
            board_id=one.pk, name=name, kind="officer", from_on=date(2025, 5, 20), votes=votes,
            substitute="Cllr Wren", by=SYSTEM,
        )  # fmt: skip
        actions.note_attendance(
            meeting_id=meeting.pk, member_id=seat.pk, how=how, interest="Governor of a school", by=SYSTEM
        )
    told = queries.meeting_page(SYSTEM, meeting.pk)
    assert {(one.name, one.how_words, one.interest) for one in told.attendance} == {
        ("Cllr Obi", "Sent Cllr Wren", "Governor of a school"),
        ("Cllr Hall", "Present", "Governor of a school"),
        ("Ola", "Present", "Governor of a school"),
    }
    assert (told.present, told.is_quorate) == (2, True)


@pytest.mark.django_db
def test_an_interest_that_was_declared_is_not_lost_by_noting_it_again():
    meeting = year(one := board())[0]
    seat = actions.add_member(board_id=one.pk, name="Cllr Obi", kind="officer", from_on=date(2025, 5, 20), by=SYSTEM)
    given = {"meeting_id": meeting.pk, "member_id": seat.pk, "how": "present", "by": SYSTEM}
    noted = actions.note_attendance(**given, interest="Governor of a school")
    with pytest.raises(FactRefused, match="who declared: Governor of a school"):
        actions.note_attendance(**given)
    assert actions.note_attendance(**given, interest="Governor of a school") == noted
    noted.refresh_from_db()
    assert noted.interest == "Governor of a school"


@pytest.mark.django_db
def test_informal_sessions_have_no_public_page():
    one = board()
    days = [date(2026, 12, 8), date(2027, 2, 2)]
    made = actions.plan_year(
        board_id=one.pk, days=days, place="The drop-in", begins="17:00", is_informal=True, by=SYSTEM
    )
    assert [meeting.is_public for meeting in made] == [False, False]
    assert not any(meeting.items.exists() for meeting in made)
    assert queries.public_meetings(on=TODAY) == ([], [])
    with pytest.raises(NotYours):
        queries.public_meeting(made[0].pk)
