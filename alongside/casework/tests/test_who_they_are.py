"""Who somebody is, under which names, who else helps; how they are reached; and a change of worker."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.casework import actions, queries
from alongside.casework.areas.wellbeing import HELPERS_AREA, PAPERS_AREA, is_nhs_number
from alongside.casework.local_clocks import running
from alongside.casework.models import Allocation, Cover, Message, Particulars, Person
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import MATRIX, Reach, Role

DAY = timedelta(days=1)


def add(council, slug, worker="Cal", **facts):
    by = council.actor(worker)
    return actions.add_life_record(slug=slug, person_id=council.id("Fay"), on=TODAY, by=by, **facts)


def groups(council, area):
    page = queries.area_page(council.actor("Cal"), council.id("Fay"), area, on=TODAY)
    return {group.kind: [row.says for row in group.rows] for group in page.groups}


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("9434765919", True), ("9434765918", False), ("943476591", False), ("94347659190", False), ("94347659l9", False)],
)
def test_the_last_digit_of_an_nhs_number_checks_the_others(number, is_one):
    assert is_nhs_number(number) is is_one


def test_who_they_are_is_said_and_numbers_are_only_named(council, fay):
    add(council, "particulars", gender="Non-binary", nhs_number="9434765919", insurance_number="QQ123456C")
    says = groups(council, PAPERS_AREA)["particulars"]
    assert says == ["Non-binary, numbers held: NHS and National Insurance"]
    with pytest.raises(FactRefused, match="recorded already"):
        add(council, "particulars", gender="Woman")


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("nhs_number", "9434765919", "9434765910"),
        ("insurance_number", "QQ123456C", "QQ123456E"),
        ("learner_number", "1234567890", "123456789"),
    ],
)
def test_a_number_that_cannot_be_one_is_refused(council, fay, field, right, wrong):
    with pytest.raises(FactRefused, match="This is not"):
        add(council, "particulars", **{field: wrong})
    assert getattr(add(council, "particulars", **{field: right}), field) == right


def test_a_name_says_who_may_know_it_and_ends(council, fay):
    name = {"name": "Faye Old", "kind": "birth", "may_know": "nobody"}
    add(council, "known-name", **name, from_on=TODAY - 9 * DAY, to_on=TODAY - DAY)
    assert groups(council, PAPERS_AREA)["known-name"] == ["Faye Old, name at birth, nobody outside this record"]
    with pytest.raises(FactRefused, match="after the first"):
        add(council, "known-name", **name, from_on=TODAY - DAY, to_on=TODAY - 2 * DAY)
    with pytest.raises(FactRefused, match="before their birth"):
        add(council, "known-name", **name, from_on=Person.objects.get(pk=council.id("Fay")).born_on - DAY)


def test_no_partner_is_ever_shown_them():
    for record in (PAPERS_AREA.record, HELPERS_AREA.record):
        opened = [role for role in Role for grant in MATRIX[role, record] if grant.reach is Reach.PARTNER]
        assert opened == []


def test_somebody_of_another_service_stands_with_what_they_may_be_told(council, fay):
    add(council, "professional", name="Mx Lane", role="Tutor", organisation="Saltby College", from_on=TODAY)
    assert groups(council, HELPERS_AREA)["professional"] == ["Mx Lane, Tutor, Saltby College"]


def test_a_way_to_reach_somebody_says_when_is_best_and_when_it_was_known_to_be_right(council, fay):
    cal = {"on": TODAY, "by": council.actor("Cal")}
    point = actions.add_contact_point(
        person_id=council.id("Fay"), kind="phone", value="01632 960555", best_time="After 4", checked_on=TODAY, **cal
    )
    ways = queries.person_page(cal["by"], council.id("Fay"), on=TODAY).contact
    reach = next(one for one in ways if one.value == "01632 960555")
    assert (reach.best_time, reach.checked_on) == ("After 4", TODAY)
    change = {"contact_point_id": point.pk, "version": point.version, **cal}
    with pytest.raises(FactRefused, match="after today"):
        actions.change_contact_point(changes={"checked_on": TODAY + DAY}, **change)
    with pytest.raises(FactRefused, match="only digits"):
        actions.change_contact_point(changes={"uprn": "12a"}, **change)
    changed = actions.change_contact_point(changes={"safe_to_visit_alone": False, "uprn": "100012345678"}, **change)
    assert changed.safe_to_visit_alone is False


def test_a_hand_over_is_noted_by_who_works_with_them_and_never_ahead(council, fay):
    row = Allocation.objects.get(person=council.id("Fay"), to_on=None, kind="personal_adviser")
    given = {"allocation_id": row.pk, "version": row.version, "told_on": TODAY, "on": TODAY}
    with pytest.raises(FactRefused, match="after today"):
        actions.note_hand_over(handed_over_on=TODAY + DAY, by=council.actor("Cal"), **given)
    with pytest.raises(NotYours):
        actions.note_hand_over(handed_over_on=TODAY, by=council.actor("Amir"), **given)
    actions.note_hand_over(handed_over_on=TODAY, by=council.actor("Cal"), **given)
    helper = queries.person_page(council.actor("Cal"), council.id("Fay"), on=TODAY).helpers[0]
    assert helper.handed_over_on == TODAY
    with pytest.raises(FactRefused, match="already"):
        actions.note_hand_over(handed_over_on=TODAY - DAY, by=council.actor("Cal"), **given)


def test_of_two_who_note_at_once_when_somebody_was_told_the_first_is_kept(council, fay, visit):
    row = Allocation.objects.get(person=council.id("Fay"), to_on=None, kind="personal_adviser")
    address = f"/staff/allocations/{row.pk}/handed-over/"
    one, other = (visit(address, by=council.users["Cal"]).fields for _ in range(2))
    day = {"told_on-day": TODAY.day, "told_on-month": TODAY.month, "told_on-year": TODAY.year}
    visit.post(address, {**one, **day}, by=council.users["Cal"])
    page = visit.post(address, {**other, **day, "told_on-day": TODAY.day - 1}, by=council.users["Cal"], status=409)
    row.refresh_from_db()
    assert row.told_on == TODAY and "Somebody" in page


def test_cover_says_whether_all_were_told(council):
    cal, sam = council.users["Cal"], council.actor("Sam")
    given = {"worker": str(cal.pk), "covered_by": str(council.users["Amir"].pk), "from_on": TODAY, "last_on": TODAY}
    with pytest.raises(FactRefused, match="after today"):
        actions.cover_worker(told_on=TODAY + DAY, on=TODAY, by=sam, **given)
    actions.cover_worker(told_on=TODAY, on=TODAY, by=sam, **given)
    assert Cover.objects.get().told_on == TODAY


@pytest.mark.parametrize(("reply_in", "days"), [(None, 2), (0, 0), (1, 1)])
def test_who_needs_to_hear_back_sooner_is_answered_sooner(council, fay, reply_in, days):
    actions.send_my_message(
        words="Help", topic="talk", feeling="low", reply_in=reply_in, on=TODAY, by=council.actor("Fay")
    )
    [row] = queries.person_messages(council.actor("Cal"), council.id("Fay"), on=TODAY)
    [clock] = [one for one in running([council.id("Fay")], TODAY) if one.clock == "message_answered"]
    assert row.feeling == "Low"
    assert row.answer_by == clock.due_on == TODAY + days * DAY  # a Monday: two working days are two days
    assert (Message.objects.get().reply_by is None) is (reply_in is None)


def test_a_co_worker_stops_and_the_adviser_goes_on(council, visit):
    sam, person = council.users["Sam"], council.id("Fay")
    given = {"person_id": person, "kind": "co_worker"}
    row = actions.allocate(worker=council.users["Amir"], on=TODAY, by=SYSTEM, from_on=TODAY - 9 * DAY, **given)
    page = f"/staff/allocations/{row.pk}/end/"
    assert page in visit(f"/staff/people/{person}/", by=sam).links.values()
    assert page not in visit(f"/staff/people/{person}/", by=council.users["Cal"]).links.values()
    visit(page, by=council.users["Cal"], status=404)
    visit.post(page, {"to_on-day": TODAY.day, "to_on-month": TODAY.month, "to_on-year": TODAY.year}, by=sam)
    helpers = queries.person_page(council.actor("Sam"), person, on=TODAY).helpers
    assert [one.name for one in helpers] == ["Cal"]


def test_time_in_care_recorded_by_mistake_is_taken_out_and_a_returns_is_not(council, visit):
    cal, person = council.users["Cal"], council.id("Fay")
    history, out = f"/staff/people/{person}/history/", f"/staff/people/{person}/care/out/"
    before = len(queries.person_page(council.actor("Cal"), person, on=TODAY).stays)
    spell = actions.KnownSpell(TODAY - 300 * DAY, TODAY - 290 * DAY, "V2")
    [row] = actions.complete_history(person_id=person, spells=[spell], whole=False, on=TODAY, by=council.actor("Cal"))
    assert out in visit(history, by=cal).links.values()
    visit.post(out, {"spell": str(row.pk)}, by=cal)
    assert len(queries.person_page(council.actor("Cal"), person, on=TODAY).stays) == before
    visit.post(out, {"spell": str(row.pk)}, by=cal, status=200)  # it is no choice any more


def test_one_reads_ones_own_numbers_and_names_and_what_is_hidden_stays_hidden(council, fay):
    add(council, "particulars", insurance_number="QQ123456C")
    add(council, "known-name", name="Faye Old", kind="birth", may_know="ask_first")
    row = add(council, "professional", name="Mx Lane", role="Tutor", organisation="Saltby College", from_on=TODAY)
    parts = {part.title: part.lines for part in queries.my_life(council.actor("Fay"), on=TODAY).parts}
    assert parts["Who I am"] == (
        "National Insurance number: QQ123456C",
        "Name at birth: Faye Old, who may know it: only after asking them",
    )
    assert parts["Who else helps me"] == ("Mx Lane, Tutor, Saltby College",)
    row.hidden = "investigation"
    row.save()
    titles = [part.title for part in queries.my_life(council.actor("Fay"), on=TODAY).parts]
    assert "Who I am" in titles
    assert "Who else helps me" not in titles


def test_numbers_are_taken_as_people_write_them(council, fay, visit):
    cal, address = council.users["Cal"], f"/staff/people/{council.id('Fay')}/life/particulars/new/"
    typed = {"nhs_number": "943 476 5919", "insurance_number": "qq 12 34 56 c"}
    visit.post(address, {**visit(address, by=cal).fields, **typed}, by=cal)
    row = Particulars.objects.get(person=council.id("Fay"))
    assert (row.nhs_number, row.insurance_number) == ("9434765919", "QQ123456C")
