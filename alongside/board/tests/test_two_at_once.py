"""Two people at the same work, and work that is over: nobody writes over another, or fills in what is refused."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from alongside.board import actions
from alongside.board.models import Member, Report, Resolution
from alongside.board.tests.test_meetings import FIRST, board, year
from alongside.board.tests.test_plans import SYSTEM, TODAY, added, someone
from alongside.shell.models import AuditEvent, User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Role
from tests.visiting import Visit

OUT = date(2026, 7, 1)


# --- What is over -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_form_of_an_action_that_is_over_says_so_and_offers_nothing_to_send(visit: Visit, account):
    one, clerk = added(), account(Role.DEMOCRATIC_SERVICES)
    at = f"/staff/board/actions/{one.pk}/"
    for form in ("report", "baseline", "done", "target"):
        assert "once" in visit(f"{at}{form}/", by=clerk, status=200).fields
    actions.finish_action(action_id=one.pk, version=1, evidence="The report of May", on=TODAY, by=SYSTEM)
    for form in ("report", "baseline", "done", "target"):
        told = visit(f"{at}{form}/", by=clerk, status=409)
        assert "This action is over" in told and "once" not in told.fields
        assert told.links["See how things stand"] == at, "Whoever opens a bookmark is led on, not back to it"


@pytest.mark.django_db
def test_what_is_known_or_asked_already_is_not_asked_for_again(visit: Visit, account):
    one, clerk = added(baseline=7), account(Role.DEMOCRATIC_SERVICES)
    at = f"/staff/board/actions/{one.pk}/"
    assert "Its baseline is known" in visit(f"{at}baseline/", by=clerk, status=409)
    actions.ask_for_target(action_id=one.pk, due_on=date(2028, 1, 1), why="Later.", on=TODAY, by=SYSTEM)
    assert "waits for the board already" in visit(f"{at}target/", by=clerk, status=409)
    assert "Ask for another target" not in visit(at, by=clerk)


@pytest.mark.django_db
def test_the_forms_of_a_meeting_open_only_while_they_count(visit: Visit, account, set_clock):
    clerk, sits = account(Role.DEMOCRATIC_SERVICES), board()
    meeting = year(sits)[0]
    actions.add_member(board_id=sits.pk, name="Cllr A", kind="councillor", from_on=OUT, by=SYSTEM)
    item = meeting.items.all()[0]
    at, there = f"/staff/board/meetings/{meeting.pk}/", f"/staff/board/items/{item.pk}/"
    before = [f"{at}items/new/", f"{at}publish/", f"{there}paper/", f"{there}put-off/"]
    coming, after = [f"{at}move/", f"{at}cancel/"], [f"{at}attendance/", f"{at}minutes/", f"{there}resolve/"]

    def opened(*forms: str) -> set[str]:
        pages = {form: visit(form, by=clerk, status=None) for form in (*before, *coming, *after)}
        assert all(page.status == (200 if form in forms else 409) for form, page in pages.items())
        assert not any("once" in page.fields for form, page in pages.items() if form not in forms)
        return set(forms)

    set_clock(OUT)
    opened(*before, *coming)
    meeting = actions.publish(meeting_id=meeting.pk, version=meeting.version, on=OUT, by=SYSTEM)
    opened(*coming)
    set_clock(FIRST)
    opened(*coming, *after)
    assert "Write down a resolution" in visit(there, by=clerk)
    actions.cancel_meeting(meeting_id=meeting.pk, version=meeting.version, because="A flood.", by=SYSTEM)
    opened()


@pytest.mark.django_db
def test_a_meeting_that_did_not_meet_or_without_enough_members_resolves_nothing(account):
    sits = board()
    first, *_, last = year(sits)
    chair, other, guest = (
        actions.add_member(board_id=sits.pk, name=name, kind="councillor", votes=votes, from_on=OUT, by=SYSTEM,
                           substitute="Cllr Z")
        for name, votes in (("Cllr A", True), ("Cllr B", True), ("Mr C", False))
    )  # fmt: skip
    item = first.items.all()[0]
    given = {"item_id": item.pk, "words": "Note it.", "on": FIRST, "by": SYSTEM}
    with pytest.raises(WrongState, match="never published"):
        actions.resolve(**given)
    actions.publish(meeting_id=first.pk, version=first.version, on=OUT, by=SYSTEM)

    def came(member: Member, how: str, **more: Any) -> None:
        actions.note_attendance(meeting_id=first.pk, member_id=member.pk, how=how, by=SYSTEM, **more)

    came(chair, "present")
    came(other, "apologies")
    came(guest, "present")
    with pytest.raises(FactRefused, match="1 came, and 2 must"):
        actions.resolve(**given)
    came(other, "substitute", corrects=True)
    actions.resolve(**given)
    assert Resolution.objects.count() == 1
    out = actions.publish(meeting_id=last.pk, version=last.version, on=OUT, by=SYSTEM)
    actions.cancel_meeting(meeting_id=last.pk, version=out.version, because="A flood.", by=SYSTEM)
    with pytest.raises(WrongState, match="was cancelled"):
        actions.resolve(item_id=last.items.all()[0].pk, words="Note it.", on=last.on, by=SYSTEM)


@pytest.mark.django_db
def test_with_nothing_to_choose_a_form_says_what_comes_first(visit: Visit, account, set_clock):
    set_clock(FIRST)
    clerk = account(Role.DEMOCRATIC_SERVICES)
    here = "/staff/board/"
    for form, says in (("visits/new/", "add its members"), ("staff/new/", "Open accounts")):
        told = visit(f"{here}{form}", by=clerk, status=409)
        assert says in told and told.links["See how things stand"] == f"{here}{form.split('/')[0]}/"
    assert "Nothing is agreed elsewhere yet" in visit(f"{here}agreed/", by=clerk)
    sits = board()
    [meeting] = actions.plan_year(board_id=sits.pk, days=[FIRST], place="x", begins="10:30", by=SYSTEM)
    item = actions.add_item(meeting_id=meeting.pk, title="Beds", owner_post="Head", question="?", by=SYSTEM)
    assert "No later meeting is planned" in visit(f"{here}items/{item.pk}/put-off/", by=clerk, status=409)
    actions.publish(meeting_id=meeting.pk, version=1, on=OUT, by=SYSTEM)
    assert "Nobody sat on the board" in visit(f"{here}meetings/{meeting.pk}/attendance/", by=clerk, status=409)
    row = actions.record_recommendation(source="A visit", on=OUT, words="Tell them.", today=FIRST, by=SYSTEM)
    told = visit(f"{here}agreed/recommendation/{row.pk}/", by=clerk, status=409)
    assert "no plan under way" in told and told.links["See how things stand"] == f"{here}agreed/"


# --- One draft --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_drafts_what_is_drafted_is_led_to_it(visit: Visit, account, set_clock):
    set_clock(TODAY)
    first, second = account(Role.HEAD_OF_SERVICE), account(Role.DIRECTOR)
    sent = [
        visit.post("/staff/board/reports/draft/", {"kind": "board"}, by=one, status=302)
        for one in (first, second, first)
    ]
    draft = Report.objects.get()
    assert {one.location for one in sent} == {f"/staff/board/reports/{draft.pk}/"}
    assert draft.drafted_by == first and AuditEvent.objects.filter(verb="drafted report").count() == 1
    assert "Somebody drafted it already" in visit(f"/staff/board/reports/{draft.pk}/", by=second)
    actions.publish_report(report_id=draft.pk, on=TODAY, by=someone(account, Role.LEAD_MEMBER))
    again = actions.draft_report(kind="board", on=TODAY, by=actor_for(first.pk, on=TODAY))
    assert again.pk != draft.pk, "Once that is published, another can be begun"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_draft_at_the_same_moment_one_draft_comes(account):
    people = [actor_for(account(role).pk, on=TODAY) for role in (Role.HEAD_OF_SERVICE, Role.DIRECTOR)]
    gate, made = threading.Barrier(2), []

    def draft(by: Any) -> None:
        try:
            gate.wait()
            made.append(actions.draft_report(kind="board", on=TODAY, by=by).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=draft, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Report.objects.count() == 1 and made == [Report.objects.get().pk] * 2


@pytest.mark.django_db(transaction=True)
def test_nothing_slips_onto_an_agenda_that_is_being_published(account):
    first, second, *_ = year(board())
    waiting, going = first.items.all()[0], second.items.all()[0]
    is_out, results = threading.Event(), []

    def publish() -> None:
        with transaction.atomic():
            for one in (first, second):
                actions.publish(meeting_id=one.pk, version=one.version, on=OUT, by=SYSTEM)
            is_out.set()
            time.sleep(0.3)
        connection.close()

    def slip(act: Callable[..., Any], **given: Any) -> None:
        is_out.wait()
        try:
            results.append(act(**given, by=SYSTEM))
        except WrongState as refused:
            results.append(refused)
        finally:
            connection.close()

    late = (
        (actions.add_item, {"meeting_id": first.pk, "title": "Slipped in", "owner_post": "Head"}),
        (actions.write_paper, {"item_id": waiting.pk, "version": waiting.version, "paper": "Slipped in"}),
        (
            actions.put_off_item,
            {"item_id": waiting.pk, "version": waiting.version, "meeting_id": str(going.meeting_id)},
        ),
    )
    threads = [threading.Thread(target=publish)]
    threads += [threading.Thread(target=slip, args=(act,), kwargs=given) for act, given in late]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(one) for one in results] == [WrongState] * 3


# --- Two editors ------------------------------------------------------------------------------------------------------


@pytest.fixture
def draft(account: Callable[..., User], set_clock: Any) -> Report:
    set_clock(TODAY)
    return actions.draft_report(kind="board", on=TODAY, by=someone(account, Role.PARTICIPATION_WORKER))


def written(title: str, heading: str) -> dict[str, str]:
    return {
        "title": title, "body-count": "1", "body-0-type": "heading", "body-0-value": heading, "body-0-order": "0",
        "body-0-deleted": "", "body-0-id": "",
    }  # fmt: skip


@pytest.mark.django_db
def test_the_second_to_save_a_report_is_told_and_sees_both_texts(draft: Report, visit: Visit, account):
    ana, ben = account(Role.HEAD_OF_SERVICE), account(Role.DEMOCRATIC_SERVICES)
    at = reverse("wagtailsnippets_board_report:edit", args=[draft.pk])

    def opened(by: User) -> dict[str, str]:
        return {name: value for name, value in visit(at, by=by).fields.items() if name.startswith("loaded_revision")}

    seen_by_ana, seen_by_ben = opened(ana), opened(ben)
    visit.post(at, written("Our year", "Good news") | seen_by_ana, by=ana, status=302)
    told = visit.post(at, written("The year", "Bad news") | seen_by_ben, by=ben, status=409)
    assert told.h1 == "Somebody else changed this while you were writing"
    assert all(words in told for words in ("Our year", "Good news", "The year", "Bad news"))
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().title == "Our year"
    visit.post(at, written("The year", "Bad news") | opened(ben), by=ben, status=302)
    visit.post(at, written("The years", "Bad news") | opened(ben), by=ben, status=302)
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().title == "The years"


@pytest.mark.django_db
def test_what_the_editor_saved_by_itself_over_the_same_revision_counts_too(draft: Report, visit: Visit, account):
    ana, ben = account(Role.HEAD_OF_SERVICE), account(Role.DEMOCRATIC_SERVICES)
    at = reverse("wagtailsnippets_board_report:edit", args=[draft.pk])
    draft.title = "Our"
    revision = draft.save_revision(user=ana)
    names = ("loaded_revision_id", "loaded_revision_created_at")
    seen = {name: value for name, value in visit(at, by=ben).fields.items() if name in names}
    draft.title = "Our year"
    draft.save_revision(user=ana, overwrite_revision=revision)
    assert "Our year" in visit.post(at, written("The year", "Bad news") | seen, by=ben, status=409)
