"""What stops a letter: when it is written, while it waits, while its paper is made."""

from __future__ import annotations

import pytest

from alongside.casework import actions, going
from alongside.casework.models import Letter
from alongside.casework.tests.letter_scene import address, draft, queued_with_address, send
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell import paper
from alongside.shell.refusals import FactRefused

pytestmark = pytest.mark.usefixtures("post")
State = Letter.State


@pytest.mark.parametrize(
    ("safe", "protected", "why"),
    [
        (False, False, going.UNSAFE),
        (None, False, going.NOT_ASKED),
        (True, True, going.PROTECTED),
        (False, True, going.PROTECTED),
    ],
)
def test_no_letter_is_written_to_an_address_that_is_not_safe(council, visit, safe, protected, why):
    address(council, safe=safe, protected=protected)
    with pytest.raises(FactRefused, match=why):
        draft(council)
    page = f"/staff/people/{council.id('Fay')}/letters/write/welcome/"
    form = visit(page, by=council.users["Cal"])
    assert why in visit.post(page, {**form.fields, "channel": "post"}, by=council.users["Cal"], status=200)
    assert not Letter.objects.exists()
    assert draft(council, channel="by_hand").address == ""


def test_no_letter_is_posted_where_no_address_is_recorded(council):
    with pytest.raises(FactRefused, match=going.NO_ADDRESS):
        draft(council)
    with pytest.raises(FactRefused, match="no place of their own"):
        draft(council, channel="own_place")


def stop_by(council, what, point):
    fay, cal = council.person("Fay"), council.actor("Cal")
    if what in ("unsafe", "protected"):
        changes = {"safe_to_write": False} if what == "unsafe" else {"is_protected": True}
        actions.change_contact_point(
            contact_point_id=point.pk, version=point.version, changes=changes, on=TODAY, by=cal
        )
    elif what == "moved":
        actions.change_contact_point(
            contact_point_id=point.pk, version=point.version, changes={"to_on": TODAY}, on=TODAY, by=cal
        )
    else:
        changes = {"died_on": TODAY} if what == "death" else {"born_basis": "disputed"}
        actions.correct_core_details(person_id=fay.pk, version=fay.version, changes=changes, on=TODAY, by=cal)


STOPS = {"death": going.DIED, "disputed": going.DISPUTED, "unsafe": going.UNSAFE, "protected": going.PROTECTED,
         "moved": going.NO_ADDRESS}  # fmt: skip


@pytest.mark.parametrize("what", STOPS)
def test_what_happened_meanwhile_stops_a_letter_that_waits(council, quick_paper, post, what):
    letter = queued_with_address(council)
    stop_by(council, what, letter.contact_point)
    assert send() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.why) == (State.STOPPED, STOPS[what])
    assert letter.sent_at is None and not post.exists()


@pytest.mark.parametrize("what", STOPS)
def test_what_happens_while_the_paper_is_made_stops_it_too(council, monkeypatch, post, what):
    letter = queued_with_address(council)

    def pdf(html):
        stop_by(council, what, letter.contact_point)
        return b"%PDF"

    monkeypatch.setattr(paper, "pdf", pdf)
    assert send() == 0
    letter.refresh_from_db()
    assert letter.state == State.STOPPED
    assert list(post.iterdir()) == [], "the paper is taken back"


@pytest.mark.parametrize("what", ["death", "disputed"])
def test_death_and_a_disputed_birth_date_stop_what_is_given_by_hand_too(council, what):
    point = address(council)
    stop_by(council, what, point)
    with pytest.raises(FactRefused, match=STOPS[what]):
        draft(council, channel="by_hand")


def test_only_a_condolence_is_written_after_a_death(council):
    to = {"to_name": "Mrs Lindqvist", "address": "3 Lane, Saltby", "asked": {"what": "She loved to sing."}}
    with pytest.raises(FactRefused, match="only when"):
        draft(council, "condolence", **to)
    stop_by(council, "death", address(council))
    assert draft(council, "condolence", **to).to_name == "Mrs Lindqvist"
    with pytest.raises(FactRefused, match="died"):
        draft(council, "gp_support", to_name="x", address="y")


def test_a_stopped_letter_can_go_in_another_way(council, quick_paper):
    letter = queued_with_address(council)
    stop_by(council, "unsafe", letter.contact_point)
    send()
    cal = council.actor("Cal")
    with pytest.raises(FactRefused, match="not safe"):
        actions.queue_letter(letter_id=letter.pk, on=TODAY, by=cal)
    actions.queue_letter(letter_id=letter.pk, channel="by_hand", on=TODAY, by=cal)
    assert send() == 1
    letter.refresh_from_db()
    assert (letter.state, letter.channel, letter.address) == (State.SENT, "by_hand", "")


def test_a_protected_address_is_learnt_only_by_the_access_list(council, visit):
    point = address(council, protected=True, value="7 Secret Row")
    cal = council.users["Cal"]
    page = visit(f"/staff/people/{council.id('Fay')}/", by=cal)
    assert "Secret Row" not in page and "Protected" in page
    visit(f"/staff/contact/{point.pk}/", by=cal, status=404)
    actions.name_access(person_id=council.id("Fay"), user=cal, reason="visits", on=TODAY, by=SYSTEM)
    assert "Secret Row" in visit(f"/staff/people/{council.id('Fay')}/", by=cal)
