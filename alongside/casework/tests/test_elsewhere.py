"""The registers: other councils' young people here, ours elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.casework import actions, queries
from alongside.casework.models import LivingElsewhere, LivingHere
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.shell.refusals import EditConflict, FactRefused, NotAllowed, NotYours

HERE = {"name": "J. P.", "kind": "care_leaver", "council": "Northfold", "from_on": date(2026, 9, 1), "told_on": TODAY}


def add_here(scene, by="Amir", **changes):
    return actions.add_living_here(on=TODAY, by=scene.actor(by), **{**HERE, **changes})


def set_elsewhere(scene, name="Ella", by="Amir", **changes):
    given = {"council": "Northfold", "from_on": date(2026, 9, 1), **changes}
    return actions.set_living_elsewhere(person_id=scene.id(name), on=TODAY, by=scene.actor(by), **given)


def test_a_notice_is_written_down_once_and_read_by_those_who_may(council, visit):
    amir = council.users["Amir"]
    address = reverse("casework:add_living_here")
    fields = visit(address, by=amir).fields
    day = {"day": "1", "month": "9", "year": "2026"}
    dates = {f"{name}-{part}": value for name in ("from_on", "told_on") for part, value in day.items()}
    sent = {**fields, **dates, "name": "J. P.", "kind": "care_leaver", "council": "Northfold"}
    visit.post(address, sent, by=amir)
    visit.post(address, sent, by=amir)
    assert LivingHere.objects.count() == 1
    page = visit(reverse("casework:registers"), by=council.users["Dora"])
    assert "J. P." in page and "Northfold" in page
    visit(reverse("casework:registers"), by=council.users["Hugo"], status=404)


def test_only_those_who_keep_the_register_write_in_it(council):
    for who in ("Hana", "Hugo", "Board"):
        with pytest.raises((NotAllowed, NotYours)):
            add_here(council, by=who)


def test_a_notice_from_the_future_or_about_nobody_is_refused(council):
    for changes in ({"told_on": TODAY + timedelta(days=1)}, {"name": " "}, {"council": " "}, {"district": "nowhere"}):
        with pytest.raises(FactRefused):
            add_here(council, **changes)


def test_two_who_change_one_line_do_not_overwrite_each_other(council):
    row = add_here(council)
    change = {"living_here_id": row.pk, "version": row.version, "on": TODAY, "by": council.actor("Dora")}
    actions.change_living_here(contact="Jo, 01632 960999", **change)
    with pytest.raises(EditConflict):
        actions.change_living_here(contact="Sam", **change)
    assert LivingHere.objects.get().contact == "Jo, 01632 960999"
    assert LivingHere.history.count() == 2


@pytest.mark.parametrize(("to_on", "shown"), [(TODAY, False), (TODAY + timedelta(days=1), True)])
def test_a_line_that_has_ended_is_shown_only_when_asked_for(council, to_on, shown):
    row = add_here(council)
    actions.change_living_here(
        living_here_id=row.pk, version=row.version, to_on=to_on, on=TODAY, by=council.actor("Dora")
    )
    assert bool(queries.registers(council.actor("Dora"), on=TODAY).here) is shown
    assert queries.registers(council.actor("Dora"), on=TODAY, past=True).here


def test_a_line_ends_after_it_begins(council):
    row = add_here(council)
    with pytest.raises(FactRefused):
        actions.change_living_here(
            living_here_id=row.pk, version=1, to_on=row.from_on, on=TODAY, by=council.actor("Dora")
        )


def test_ours_elsewhere_are_shown_within_reach_only(council, visit):
    set_elsewhere(council)
    assert [row.label for row in queries.registers(council.actor("Amir"), on=TODAY).elsewhere] == ["Ella Marsh"]
    assert [row.label for row in queries.registers(council.actor("Dora"), on=TODAY).elsewhere] == ["ELLA"]
    assert queries.registers(council.actor("Cal"), on=TODAY).elsewhere == ()
    address = reverse("casework:living_elsewhere", args=[council.id("Ella")])
    assert "Northfold" in visit(address, by=council.users["Amir"])
    visit(address, by=council.users["Cal"], status=404)


def test_nobody_writes_about_somebody_elses_person(council):
    with pytest.raises(NotYours):
        set_elsewhere(council, by="Cal")


def test_a_move_ends_the_place_before_and_coming_back_ends_the_last(council):
    set_elsewhere(council)
    set_elsewhere(council, council="Southmere", from_on=date(2026, 10, 1))
    first, second = LivingElsewhere.objects.order_by("from_on")
    assert (first.to_on, second.to_on) == (date(2026, 10, 1), None)
    back = {"person_id": council.id("Ella"), "on": TODAY, "by": council.actor("Amir")}
    with pytest.raises(FactRefused):
        actions.end_living_elsewhere(to_on=date(2026, 10, 1), **back)
    actions.end_living_elsewhere(to_on=date(2026, 10, 2), **back)
    assert not LivingElsewhere.objects.filter(to_on=None).exists()
    with pytest.raises(FactRefused):
        actions.end_living_elsewhere(to_on=TODAY, **back)


def test_from_the_page_of_one_person(council, visit):
    amir = council.users["Amir"]
    set_elsewhere(council)
    page = visit(reverse("casework:living_elsewhere", args=[council.id("Ella")]), by=amir)
    assert reverse("casework:back_here", args=[council.id("Ella")]) in page.links.values()
    page = visit(reverse("casework:living_elsewhere", args=[council.id("Ella")]), by=council.users["Hana"])
    assert reverse("casework:back_here", args=[council.id("Ella")]) not in page.links.values()


def test_a_system_may_keep_the_register_too(council):
    assert actions.add_living_here(on=TODAY, by=SYSTEM, **HERE).recorded_by_id is None
