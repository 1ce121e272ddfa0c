"""Forums: numbers and no names, notes that young people agree, homes that answer, and what changed by taking part."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alongside.shell.queries import actor_for
from alongside.shell.refusals import EditConflict, FactRefused, NotYours, WrongState
from alongside.shell.roles import Role
from alongside.voice import actions, placement, queries
from alongside.voice.models import Forum, Meeting, Part, Visit
from alongside.voice.tests.scene import TODAY, WORKER
from alongside.voice.tests.test_commitments import agreed, day
from alongside.voice.tests.test_reading import OLDEST, age_of
from tests.visiting import Visit as Visiting

pytestmark = pytest.mark.django_db
PUBLIC, DESK = "/groups/", "/staff/forums/"
WORDS = {
    "name": "The Loud Table",
    "about": "We meet, eat and say what has to change.",
    "meets": "Each first Tuesday, at five",
    "joining": "Ring Leon",
}


def forum() -> Forum:
    """A forum."""
    return actions.start_forum(kind="leavers", **WORDS, by=WORKER)


def held(young_people: int = 9, **more: Any) -> Meeting:
    """A meeting that was held yesterday."""
    about = more.pop("about", None) or forum()
    made = actions.plan_meeting(forum_id=about.pk, kind="meeting", held_on=TODAY - timedelta(days=1), by=WORKER)
    actions.put_on_agenda(meeting_id=made.pk, words="Locks", put_by="young_people", by=WORKER, **more)
    actions.put_on_agenda(meeting_id=made.pk, words="The budget", put_by="workers", by=WORKER)
    return actions.hold_meeting(
        meeting_id=made.pk, version=made.version, young_people=young_people, workers=2, notes="We want locks.",
        on=TODAY, by=WORKER,
    )  # fmt: skip


def visited(**more: Any) -> Visit:
    """Young inspectors looked at a home."""
    given = {
        "home": "Tern House",
        "visited_on": TODAY,
        "inspectors": 2,
        "points": [("yes", "Nice")] * 7 + [("no", "No wi-fi after nine")] + [("not_seen", "")] * 2,
        "said": "Warm, but the wi-fi is off at nine.",
        "answer_by": TODAY + timedelta(days=28),
    }
    about = more.pop("forum_id", None) or forum().pk
    return actions.write_visit(forum_id=about, on=TODAY, by=WORKER, **given | more)


def test_nobody_reads_notes_before_young_people_have_agreed_them(visit: Visiting):
    made = held()
    assert "We want locks" not in visit(f"{PUBLIC}the-loud-table/")
    given = {"meeting_id": made.pk, "on": TODAY, "by": WORKER}
    for wrong in ({"number": 0, "agreed_on": TODAY}, {"number": 3, "agreed_on": made.on - timedelta(days=1)}):
        with pytest.raises(FactRefused):
            actions.agree_notes(version=made.version, **given | wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=made.pk).update(state="agreed")
    actions.agree_notes(version=made.version, number=7, agreed_on=TODAY, **given)
    page = visit(f"{PUBLIC}the-loud-table/")
    for words in ("We want locks", "Young people who came: 9.", "Locks (you asked for this)"):
        assert words in page
    with pytest.raises(WrongState):
        actions.hold_meeting(version=3, young_people=1, workers=1, notes="Else", **given)


def test_a_few_are_not_counted_in_public(visit: Visiting):
    made = held(young_people=3)
    actions.agree_notes(meeting_id=made.pk, version=2, number=2, agreed_on=TODAY, on=TODAY, by=WORKER)
    page = visit(f"{PUBLIC}the-loud-table/")
    assert "A few young people came." in page
    assert "3 young people" not in page


def test_a_point_leads_to_what_came_of_it(visit: Visiting):
    promise = agreed()
    made = held(theme=str(promise.theme_id))
    actions.agree_notes(meeting_id=made.pk, version=2, number=7, agreed_on=TODAY, on=TODAY, by=WORKER)
    assert f"/voice/you-said/#said-{promise.theme.slug}" in visit(f"{PUBLIC}the-loud-table/").html


def test_the_check_list_has_ten_points_and_every_one_is_answered():
    assert len(placement.points()) == 10
    with pytest.raises(FactRefused):
        visited(points=[("yes", "")] * 9)
    with pytest.raises(FactRefused):
        visited(points=[("maybe", "")] * 10)


def test_a_home_answers_or_everybody_sees_that_it_is_late(visit: Visiting, account, set_clock):
    made = visited()
    page = visit(f"{PUBLIC}the-loud-table/")
    assert "Points that are good: 7 of 10." in page
    assert "The home answers by 22 December 2026." in page
    set_clock(TODAY + timedelta(days=29))
    assert "It is late." in visit(f"{PUBLIC}the-loud-table/")
    answer = {"visit_id": made.pk, "version": 1, "answer": "Wi-fi stays on until eleven.", "on": TODAY}
    with pytest.raises(NotYours):
        actions.answer_visit(by=actor_for(account(Role.PARTICIPATION_WORKER).pk, on=TODAY), **answer)
    actions.answer_visit(by=actor_for(account(Role.COMMISSIONER).pk, on=TODAY), **answer)
    assert "Wi-fi stays on until eleven." in visit(f"{PUBLIC}the-loud-table/")
    with pytest.raises(WrongState):
        actions.answer_visit(by=WORKER, **answer)


def test_taking_part_says_how_many_and_what_changed(visit: Visiting):
    given = {"kind": "recruiting", "whom": "staff", "held_on": TODAY, "on": TODAY, "by": WORKER}
    with pytest.raises(FactRefused):
        actions.take_part(what="Panel", young_people=3, changed=" ", **given)
    actions.take_part(
        what="Panel for two advisers", young_people=3, changed="One of the two was your first choice.", **given
    )
    page = visit(PUBLIC)
    assert "One of the two was your first choice." in page
    assert "A few young people." in page


def test_two_who_change_a_forum_at_once_do_not_overwrite_each_other():
    made = forum()
    given = {"forum_id": made.pk, "version": 1, "kind": "leavers", **WORDS, "by": WORKER}
    actions.change_forum(is_running=False, **given)
    assert not queries.forums(on=TODAY)
    with pytest.raises(EditConflict):
        actions.change_forum(is_running=True, **given)


def test_everything_is_done_on_pages(visit: Visiting, account):
    worker = account(Role.PARTICIPATION_WORKER)
    form = visit(f"{DESK}new/", by=worker).fields | WORDS | {"kind": "leavers"}
    here = visit.post(f"{DESK}new/", form, by=worker).location
    form = visit(f"{here}change/", by=worker).fields | {"kind": "leavers", "is_running": "on"}
    visit.post(f"{here}change/", form, by=worker)
    form = visit(f"{here}meeting/", by=worker).fields | {"kind": "takeover"} | day("held_on", TODAY)
    meeting = visit.post(f"{here}meeting/", form, by=worker).location
    form = visit(f"{meeting}agenda/", by=worker).fields | {"words": "Food", "put_by": "young_people"}
    visit.post(f"{meeting}agenda/", form, by=worker)
    form = visit(f"{meeting}held/", by=worker).fields | {"young_people": "8", "workers": "2", "notes": "More fruit."}
    visit.post(f"{meeting}held/", form, by=worker)
    assert "Notes that young people have not agreed yet" in visit(DESK, by=worker)
    form = visit(f"{meeting}agreed/", by=worker).fields | {"number": "6"} | day("agreed_on", TODAY)
    visit.post(f"{meeting}agreed/", form, by=worker)
    assert "6 young people agreed the notes" in visit(meeting, by=worker)
    points = {f"found_{number}": "yes" for number in range(1, 11)}
    form = visit(f"{here}visit/", by=worker).fields | points | {
        "home": "Tern House", "inspectors": "2", "said": "Good.", **day("visited_on", TODAY), **day("answer_by", TODAY),
    }  # fmt: skip
    blank = visit.post(f"{here}visit/", form | {"found_3": ""}, by=worker, status=200)
    assert "Say what they found on point 3" in blank
    path = visit.post(f"{here}visit/", form, by=worker).location
    assert "10 of 10 points are good" in visit(path, by=worker)
    head = account(Role.HEAD_OF_SERVICE)
    visit.post(f"{path}answer/", visit(f"{path}answer/", by=head).fields | {"answer": "Thank you."}, by=head)
    path = f"{DESK}taking-part/"
    form = visit(path, by=worker).fields | {
        "kind": "training", "whom": "carers", "what": "A course", "young_people": "5", "changed": "Much.",
        **day("held_on", TODAY),
    }  # fmt: skip
    visit.post(path, form, by=worker)
    assert Part.objects.count() == 1
    for address in (DESK, here, f"{DESK}check-list/"):
        assert visit(address, by=worker).h1


def test_the_public_pages_read_at_nine(visit: Visiting):
    visited()
    assert {path: age for path in (PUBLIC, f"{PUBLIC}the-loud-table/") if (age := age_of(visit(path))) > OLDEST} == {}


def test_who_only_reads_is_shown_no_button_that_is_closed_to_them(visit, account):
    reader, worker = account(Role.HEAD_OF_SERVICE), account(Role.PARTICIPATION_WORKER)
    assert "The ten points on paper" not in visit("/staff/forums/", by=reader)
    assert "The ten points on paper" in visit("/staff/forums/", by=worker)


def test_groups_and_principles_speak_the_readers_language(visit: Visiting):
    made = held()
    actions.agree_notes(meeting_id=made.pk, version=2, number=7, agreed_on=TODAY, on=TODAY, by=WORKER)
    page = visit(f"/uk{PUBLIC}the-loud-table/")
    assert "Скільки молодих людей прийшло: 9." in page and "Зустріч" in page
    assert "/uk/groups/" in page.html
    visited(forum_id=made.forum_id)
    page = visit(f"/uk{PUBLIC}the-loud-table/")
    assert "Виглядає і пахне як дім, а не як контора. Так." in page and "Nice" in page
    assert 'lang="en-gb"' in page.html.split("<main")[1], "what was written in English says so"
    assert visit("/ar/good-parents/").h1 == "هل نحن والدان جيدان؟"
    assert "اطمحوا معهم عاليًا" in visit("/ar/good-parents/")
    assert visit("/fa/groups/").document.all("html")[0].get("dir") == "rtl"
