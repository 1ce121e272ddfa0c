"""Papers that come after the others: why, how urgent, with their own day, in the minutes, and hidden where they are."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.db import IntegrityError, transaction

from alongside.board import actions, papers, queries
from alongside.board.models import Item, Meeting
from alongside.board.tests.test_meetings import CANARY, DAYS, FIRST, SYSTEM, board, someone, write, year
from alongside.shell import paper
from alongside.shell.models import AuditEvent
from alongside.shell.queries import actor_for
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
OUT, IN_TIME, LATE = date(2026, 7, 1), date(2026, 7, 6), date(2026, 7, 9)
WHY, URGENT = "The inspectors wrote on Tuesday.", "They come back before the board meets again."


@pytest.fixture
def meeting() -> Meeting:
    """A public meeting of 14 July with its papers out since the first."""
    first = year(board())[0]
    write(first.items.get(title="Figures"), indicators="I1")
    return actions.publish(meeting_id=first.pk, version=first.version, on=OUT, by=SYSTEM)


def late(meeting: Meeting, *, agreed: bool = True, **more: Any) -> Item:
    given = {
        "title": "A letter from Ofsted", "owner_post": "Director", "question": "Agree our answer.",
        "paper": "It says three things.\n\nWe answer two.", "late_because": WHY, "urgent_because": URGENT, "on": LATE,
        "by": SYSTEM,
    }  # fmt: skip
    item = actions.add_late_paper(meeting_id=meeting.pk, **given | more)
    return agree(item) if agreed and item.waits_for_chair else item


def agree(item: Item, **more: Any) -> Item:
    """The chair agrees that it is urgent, on the day on which it came."""
    item.refresh_from_db()
    given = {"item_id": item.pk, "version": item.version, "on": LATE, "by": SYSTEM}
    return actions.agree_urgency(**given | more)


def secret(meeting: Meeting) -> Item:
    """A late paper that is not for the public, with a canary in every one of its words."""
    names = ("title", "owner_post", "question", "paper", "late_because", "urgent_because", "key_decision", "signed_off")
    words = {name: f"{CANARY} {name}" for name in names}
    return late(meeting, reach="exempt", exempt_reason="Paragraph 3: money of a business", indicators="I1", **words)


def test_a_late_paper_is_added_after_the_others_and_says_when_and_why(meeting: Meeting) -> None:
    before = [(one.number, one.title) for one in queries.public_meeting(meeting.pk).items]
    item = late(meeting)
    brief = late(meeting, title="A brief on beds", is_young_peoples=True, agreed=False)
    agree(brief, on=date(2026, 7, 10))
    page = queries.public_meeting(meeting.pk)
    assert [(one.number, one.title) for one in page.items][: len(before)] == before, "No number changes"
    assert [one.title for one in page.items][len(before) :] == ["A letter from Ofsted", "A brief on beds"]
    assert [(on, [one.number for one in rows]) for on, rows in page.supplements] == [
        (LATE, [4]), (date(2026, 7, 10), [5]),
    ]  # fmt: skip
    shown = next(one for one in page.items if one.id == item.pk)
    assert (shown.late_because, shown.urgent_because, shown.is_added) == (WHY, URGENT, True)
    assert shown.paragraphs == ["It says three things.", "We answer two."]
    assert AuditEvent.objects.filter(verb="added late item", subject=str(item.pk)).count() == 1
    with transaction.atomic(), pytest.raises(IntegrityError):
        Item.objects.filter(pk=item.pk).update(late_because="")


def test_why_it_is_late_and_why_the_chair_finds_it_urgent_are_needed(meeting: Meeting) -> None:
    for words, said in (
        ({"late_because": " "}, "Say why it comes late"),
        ({"urgent_because": "\n"}, "Fewer than 5 clear working days are left. Say why the chair"),
        ({"paper": ""}, "Write the paper"),
        ({"indicators": "Z99"}, "no indicator Z99"),
        ({"reach": "exempt"}, "Say why the public may not read it"),
        ({"on": date(2026, 7, 15)}, "The day of this meeting is over"),
    ):
        with pytest.raises(FactRefused, match=said):
            late(meeting, **words)
    assert meeting.items.count() == 3 and not AuditEvent.objects.filter(verb="added late item").exists()
    in_time = late(meeting, on=IN_TIME, urgent_because="")
    assert (in_time.supplement_on, in_time.urgent_because) == (IN_TIME, ""), "With five clear days it is not urgent"
    assert queries.public_meeting(meeting.pk).urgent == []


def test_only_a_published_meeting_that_is_not_held_takes_a_late_paper(meeting: Meeting, account: Any) -> None:
    second = Meeting.objects.get(on=DAYS[1])
    with pytest.raises(WrongState, match="put it on the agenda"):
        late(second)
    with pytest.raises(NotYours):
        late(meeting, by=someone(account, Role.BOARD_MEMBER))
    actions.write_minutes(meeting_id=meeting.pk, version=meeting.version, minutes="All came.", on=FIRST, by=SYSTEM)
    with pytest.raises(WrongState):
        late(meeting)
    assert not Item.objects.exclude(supplement_on=None).exists()


def test_a_published_paper_is_not_changed_by_a_late_one(meeting: Meeting) -> None:
    item = late(meeting)
    with pytest.raises(WrongState):
        write(Item.objects.get(pk=item.pk))
    given = {"late_because": WHY, "urgent_because": URGENT, "on": LATE, "by": SYSTEM, "paper": "Another."}
    for there in (item, meeting.items.get(title="Figures")):
        with pytest.raises(WrongState, match="not changed any more"):
            actions.bring_late_paper(item_id=there.pk, version=there.version, **given)


def test_the_paper_of_an_item_on_the_agenda_comes_later_and_what_the_agenda_says_stays(
    meeting: Meeting, account: Any
) -> None:
    item = meeting.items.get(title="Forum")
    given = {"late_because": WHY, "on": LATE, "by": SYSTEM, "paper": "What the forum says.", "indicators": "I2"}
    with pytest.raises(FactRefused, match="Say why the chair"):
        actions.bring_late_paper(item_id=item.pk, version=item.version, **given)
    number = [one.number for one in queries.public_meeting(meeting.pk).items if one.id == item.pk]
    words = {"title": "Else", "question": "Else?", "urgent_because": URGENT}
    agree(actions.bring_late_paper(item_id=item.pk, version=item.version, **given | words))
    [shown] = [one for one in queries.public_meeting(meeting.pk).items if one.id == item.pk]
    assert [shown.number] == number and (shown.title, shown.question) == ("Forum", "What do you say?")
    assert (shown.paper, shown.supplement_on, shown.is_added) == ("What the forum says.", LATE, False)
    with pytest.raises(WrongState):
        actions.bring_late_paper(item_id=item.pk, version=item.version, **given | words)
    other = meeting.items.get(title="Minutes")
    with pytest.raises(EditConflict):
        actions.bring_late_paper(item_id=other.pk, version=other.version + 1, **given | words)
    with pytest.raises(NotYours):
        by = someone(account, Role.PARTICIPATION_WORKER)
        actions.bring_late_paper(item_id=other.pk, version=other.version, **given | words | {"by": by})


def test_a_late_paper_shows_what_was_known_on_its_own_day(account: Any, set_clock: Any) -> None:
    first = year(board())[0]
    on_time = write(first.items.get(title="Figures"), indicators="G16")
    meeting = actions.publish(meeting_id=first.pk, version=first.version, on=OUT, by=SYSTEM)
    set_clock(date(2026, 7, 8))
    officer, head = someone(account, Role.DATA_OFFICER), someone(account, Role.HEAD_OF_SERVICE)
    entry = actions.enter_figure(
        indicator="G16", from_on=date(2026, 1, 1), to_on=date(2026, 3, 31), found=50, of=70, evidence="A list",
        on=date(2026, 7, 8), by=officer,
    )  # fmt: skip
    actions.approve_figure(entry_id=entry.pk, version=entry.version, on=date(2026, 7, 8), by=head)
    item = late(meeting, indicators="G16")
    shown = {one.id: one for one in queries.public_meeting(meeting.pk).items}
    assert [row.newest is None for row in shown[on_time.pk].figures] == [True]
    assert [row.newest is None for row in shown[item.pk].figures] == [False]


def test_the_reasons_stand_in_the_minutes_without_being_written_again(
    meeting: Meeting, visit: Visit, account: Any, set_clock: Any
) -> None:
    late(meeting)
    secret(meeting)
    set_clock(FIRST)
    clerk, lead = account(Role.DEMOCRATIC_SERVICES), account(Role.LEAD_MEMBER)
    at = f"/staff/board/meetings/{meeting.pk}/minutes/"
    form = visit(at, by=clerk, status=200)
    assert "stand in the minutes with their reasons: 4, 5" in form.text
    visit.post(at, form.fields | {"minutes": "All came."}, by=clerk, status=302)
    assert URGENT in visit(f"/staff/board/meetings/{meeting.pk}/", by=clerk, status=200).text
    assert "opinion that it should be considered" not in visit(f"/board/{meeting.pk}/").text, "Not approved yet"
    held = Meeting.objects.get(pk=meeting.pk)
    actions.approve_minutes(meeting_id=held.pk, version=held.version, by=actor_for(lead.pk, on=FIRST))
    page = visit(f"/board/{meeting.pk}/")
    minutes = page.text[page.text.index("Taken as a matter of urgency") :]
    assert WHY in minutes and f"because of these special circumstances: {URGENT}" in minutes
    assert "The reasons stand in the minutes that are not public." in minutes and CANARY not in page.html
    member = visit(f"/staff/board/meetings/{meeting.pk}/", by=account(Role.BOARD_MEMBER), status=200).text
    assert f"{CANARY} title (not public)." in member and f"special circumstances: {CANARY} urgent_because." in member


def test_a_late_paper_that_is_not_public_is_hidden_everywhere(
    meeting: Meeting, visit: Visit, account: Any, set_clock: Any
) -> None:
    set_clock(LATE)
    item, worker = secret(meeting), account(Role.PARTICIPATION_WORKER)
    told = {"meeting": queries.public_meeting(meeting.pk)}
    public = [
        visit("/board/").html,
        visit(f"/board/{meeting.pk}/").html,
        papers.page("board/pack_paper.html", told),
        visit(f"/staff/board/meetings/{meeting.pk}/", by=worker).html,
        visit(f"/staff/board/boards/{meeting.board_id}/", by=worker).html,
        visit("/staff/board/", by=worker).html,
    ]
    assert [number for number, html in enumerate(public) if CANARY in html] == []
    assert "Paragraph 3: money of a business" in public[1] and "added to the agenda on 9 July 2026" in public[1]
    visit(f"/staff/board/items/{item.pk}/", by=worker, status=404)
    assert f"{CANARY} late_because" in visit(f"/staff/board/items/{item.pk}/", by=account(Role.BOARD_MEMBER))
    with pytest.raises(NotYours):
        late(meeting, reach="exempt", exempt_reason="x", by=someone(account, Role.PARTICIPATION_WORKER))
    if paper.is_possible():
        file = visit(f"/board/{meeting.pk}/pack.pdf").content
        words = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(file)).pages)
        assert CANARY not in words and CANARY.encode() not in file and "Supplement of 9 July 2026" in words


def test_the_pack_names_the_supplement(meeting: Meeting) -> None:
    late(meeting)
    html = papers.page("board/pack_paper.html", {"meeting": queries.public_meeting(meeting.pk)})
    assert "Supplement of 9 July 2026: 4. A letter from Ofsted." in html
    assert "A letter from Ofsted (supplement of 9 July 2026)" in html and URGENT in html and "We answer two." in html


def test_a_clerk_adds_one_on_the_page_and_everybody_reads_it(
    meeting: Meeting, visit: Visit, account: Any, set_clock: Any
) -> None:
    set_clock(LATE)
    clerk, member = account(Role.DEMOCRATIC_SERVICES), account(Role.BOARD_MEMBER)
    here = f"/staff/board/meetings/{meeting.pk}/"
    assert "Add a late paper" in visit(here, by=clerk) and "Add a late paper" not in visit(here, by=member)
    form = visit(f"{here}late/", by=clerk, status=200)
    assert "section 100B(4)(b), unverified" in form.text
    given = form.fields | {
        "title": "A letter from Ofsted", "owner_post": "Director", "paper": "It says three things.",
        "late_because": WHY, "reach": "public",
    }  # fmt: skip
    assert "as a matter of urgency? (optional)" not in form
    assert "There is a problem" in visit.post(f"{here}late/", given, by=clerk, status=200)
    assert not meeting.items.filter(title="A letter from Ofsted").exists()
    given |= {"urgent_because": URGENT}
    visit.post(f"{here}late/", given, by=clerk, status=302)
    visit.post(f"{here}late/", given, by=clerk, status=302)
    agree(meeting.items.get(title="A letter from Ofsted"))
    page = visit(f"/board/{meeting.pk}/")
    assert "Added on 9 July 2026: 4. A letter from Ofsted" in page and URGENT in page and WHY in page
    assert "with late papers of 9 July 2026" in visit("/board/")
    item = meeting.items.get(title="Forum")
    at = f"/staff/board/items/{item.pk}/"
    assert "Bring its late paper" in visit(at, by=clerk) and "Bring its late paper" not in visit(at, by=member)
    form = visit(f"{at}late/", by=clerk, status=200)
    assert "title" not in form.fields and "reach" not in form.fields
    given = form.fields | {"paper": "What the forum says.", "late_because": WHY, "urgent_because": URGENT}
    visit.post(f"{at}late/", given, by=clerk, status=302)
    agree(item)
    assert "Its paper came on 9 July 2026" in visit(at, by=member)
    visit.post(f"{at}late/", given, by=clerk, status=302)  # sent twice
    for path in (f"{here}late/", f"{at}late/"):
        visit(path, by=member, status=404)
    visit(f"{at}late/", by=clerk, status=409)
    set_clock(date(2026, 7, 15))
    visit(f"{here}late/", by=clerk, status=409)


def test_with_the_clear_days_left_the_page_asks_for_no_urgency(
    meeting: Meeting, visit: Visit, account: Any, set_clock: Any
) -> None:
    set_clock(IN_TIME)
    page = visit(f"/staff/board/meetings/{meeting.pk}/late/", by=account(Role.DEMOCRATIC_SERVICES), status=200)
    assert "as a matter of urgency?" not in page and "It is published at once" in page


def test_a_late_item_goes_with_a_cancelled_meeting_to_the_next_and_is_late_no_more(meeting: Meeting) -> None:
    item = late(meeting)
    actions.cancel_meeting(meeting_id=meeting.pk, version=meeting.version, because="A flood.", by=SYSTEM)
    moved = Item.objects.get(pk=item.pk)
    assert (moved.meeting.on, moved.place, moved.supplement_on) == (DAYS[1], 50, None)
    assert (moved.late_because, moved.urgent_because) == ("", "")
    write(moved)


# --- Somebody else agrees that it is urgent ---------------------------------------------------------------------------


def everywhere(meeting: Meeting, visit: Visit) -> str:
    """All that everybody reads of a meeting."""
    told = {"meeting": queries.public_meeting(meeting.pk)}
    pages = [visit("/board/").html, visit(f"/board/{meeting.pk}/").html, papers.page("board/pack_paper.html", told)]
    return "\n".join(pages)


def test_nobody_outside_reads_a_late_paper_before_somebody_else_agrees_that_it_is_urgent(
    meeting: Meeting, visit: Visit, account: Any, set_clock: Any
) -> None:
    set_clock(LATE)
    clerk, lead, member = (account(one) for one in (Role.DEMOCRATIC_SERVICES, Role.LEAD_MEMBER, Role.BOARD_MEMBER))
    before = everywhere(meeting, visit)
    item = late(meeting, agreed=False, title=f"{CANARY} title", by=actor_for(clerk.pk, on=LATE))
    forum = meeting.items.get(title="Forum")
    given = {"paper": f"{CANARY} paper", "key_decision": f"{CANARY} key", "late_because": f"{CANARY} late"}
    given |= {"urgent_because": f"{CANARY} urgent", "indicators": "I2"}
    actions.bring_late_paper(item_id=forum.pk, version=forum.version, on=LATE, by=SYSTEM, **given)
    assert everywhere(meeting, visit) == before
    at, here = f"/staff/board/items/{item.pk}/", f"/staff/board/meetings/{meeting.pk}/"
    assert "Waits for the chair" in visit(here, by=member) and "It waits for the chair to agree" in visit(at, by=member)
    assert "You put it on" in visit(at, by=clerk) and f"{CANARY} title" not in visit("/staff/board/", by=clerk)
    assert f"{CANARY} title: a late paper for 14 July 2026 waits" in visit("/staff/board/", by=lead)
    for nobody in (clerk, member):
        visit.post(f"{at}urgent/", {"version": item.version}, by=nobody, status=404)
    staff = papers.page("board/pack_paper.html", {"meeting": queries.meeting_page(SYSTEM, meeting.pk)})
    assert staff.count("waits for the chair to agree that it is urgent") == 2
    fields = visit(at, by=lead).fields
    visit.post(f"{at}urgent/", fields, by=lead, status=302)
    visit.post(f"{at}urgent/", fields, by=lead, status=409)
    page = everywhere(meeting, visit)
    assert f"{CANARY} title" in page and f"{CANARY} paper" not in page and "It came late" in page
    assert AuditEvent.objects.filter(verb="agreed urgency", subject=str(item.pk)).count() == 1
    assert f"{CANARY} title" not in visit("/staff/board/", by=lead)


def test_nobody_agrees_that_their_own_paper_is_urgent(meeting: Meeting, account: Any) -> None:
    lead = someone(account, Role.LEAD_MEMBER)
    item = late(meeting, agreed=False)
    Item.objects.filter(pk=item.pk).update(brought_by_id=lead.id)
    with pytest.raises(OwnWork):
        agree(item, by=lead)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Item.objects.filter(pk=item.pk).update(urgency_agreed_by_id=lead.id)
    assert queries.waiting_for_chair(lead, on=LATE) == []


def test_what_nobody_agreed_to_is_not_taken_and_goes_to_a_later_meeting(meeting: Meeting) -> None:
    item, other = late(meeting, agreed=False), late(meeting, title="A brief on beds")
    numbers = {one.title: one.number for one in queries.public_meeting(meeting.pk).items}
    assert numbers["A brief on beds"] == 4, "What waits takes no number"
    with pytest.raises(WrongState, match="nobody agreed"):
        actions.resolve(item_id=item.pk, words="Note it.", on=FIRST, by=SYSTEM)
    later = Meeting.objects.get(on=DAYS[1])
    with pytest.raises(WrongState):
        actions.put_off_item(item_id=other.pk, version=other.version, meeting_id=str(later.pk), by=SYSTEM)
    item = actions.put_off_item(item_id=item.pk, version=item.version, meeting_id=str(later.pk), by=SYSTEM)
    assert (item.meeting, item.place, item.urgent_because, item.waits_for_chair) == (later, 50, "", False)
    write(item)


def test_what_waits_is_written_anew_and_needs_no_agreeing_once_there_is_time(meeting: Meeting) -> None:
    item = late(meeting, agreed=False)
    given = {"item_id": item.pk, "late_because": WHY, "by": SYSTEM, "paper": "Said better."}
    item = actions.bring_late_paper(version=item.version, urgent_because=URGENT, on=LATE, **given)
    assert (item.paper, item.waits_for_chair, item.title) == ("Said better.", True, "A letter from Ofsted")
    with pytest.raises(WrongState, match="Read it again"):
        agree(item, version=item.version - 1)
    item = actions.bring_late_paper(version=item.version, on=IN_TIME, **given)
    assert (item.waits_for_chair, item.supplement_on, item.place) == (False, IN_TIME, 100)
