"""Letters of birthdays: before the day, once, whatever runs were missed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings

from alongside.casework import actions, going, local_clocks, near_birthdays
from alongside.casework.models import Letter, Person
from alongside.casework.tests import scene
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.offer import queries as offer
from alongside.shell import actions as accounts
from alongside.shell import paper
from alongside.shell.roles import Role

State = Letter.State
FAYS_20TH = date(2027, 6, 20)


@pytest.fixture(autouse=True)
def quick_post(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "POST", tmp_path / "post")
    monkeypatch.setattr(paper, "pdf", lambda html: b"%PDF " + html.encode())
    return tmp_path / "post"


@pytest.fixture
def fay(council) -> Person:
    """Fay, 19, to whom it is safe to write."""
    actions.add_contact_point(
        person_id=council.id("Fay"), kind="address", value="1 Quay", safe_to_write=True, on=TODAY, by=SYSTEM
    )
    return council.person("Fay")


def write(on) -> int:
    return actions.write_birthday_letters(on=on, by=SYSTEM)


def keys_of(name, council) -> list[str]:
    return list(
        Letter.objects.filter(person=council.id(name)).order_by("recorded_at").values_list("text_key", flat=True)
    )


@pytest.mark.parametrize(
    ("days", "written"),
    [(-22, 0), (-21, 1), (-1, 1), (0, 1), (30, 1), (31, 0)],
)
def test_a_letter_is_written_from_three_weeks_before_to_a_month_after(council, fay, set_clock, days, written):
    on = FAYS_20TH + timedelta(days=days)
    set_clock(on)
    write(on)
    letters = Letter.objects.filter(person=fay)
    assert letters.count() == written
    for letter in letters:
        assert (letter.text_key, letter.state) == ("birthday_20", State.QUEUED)
        assert ("should have been with you" in str(letter.snapshot)) is (days >= 0)


def test_running_it_twice_or_every_day_sends_one(council, fay, set_clock):
    for day in range(-25, 40):
        on = FAYS_20TH + timedelta(days=day)
        set_clock(on)
        write(on)
        write(on)
        actions.send_letters(on=on, by=SYSTEM)
    assert [(one.text_key, one.state, one.sent_at.date()) for one in Letter.objects.filter(person=fay)] == [
        ("birthday_20", State.SENT, FAYS_20TH - near_birthdays.AHEAD)
    ]


def test_missed_runs_are_caught_up_and_give_what_daily_ones_give(council, fay, set_clock):
    on = FAYS_20TH + timedelta(days=3)
    set_clock(on)
    write(on)
    assert keys_of("Fay", council) == ["birthday_20"]


def test_one_goes_out_each_year_from_the_18th_to_the_25th(council, set_clock):
    for year in range(2024, 2034):
        on = date(year, 6, 19)
        set_clock(on)
        Person.objects.filter(child_id="FAY").update(recorded_from=date(2020, 1, 1))
        write(on)
    assert keys_of("Fay", council) == [f"birthday_{age}" for age in range(18, 26)]


@pytest.mark.parametrize(("year", "day"), [(2026, date(2026, 3, 1)), (2028, date(2028, 2, 29))])
def test_born_on_29_february(council, set_clock, year, day):
    Person.objects.filter(child_id="FAY").update(born_on=date(2008, 2, 29), recorded_from=date(2020, 1, 1))
    [near] = [one for one in near_birthdays.near(day - timedelta(days=1)) if one.person.child_id == "FAY"]
    assert (near.day, near.age) == (day, year - 2008)
    assert [one.day for one in near_birthdays.near(day - near_birthdays.AHEAD) if one.person.child_id == "FAY"] == [day]
    assert not [
        one
        for one in near_birthdays.near(day - near_birthdays.AHEAD - timedelta(days=1))
        if one.person.child_id == "FAY"
    ]


def test_18_and_21_come_from_the_director_with_the_offer(council, set_clock, monkeypatch):
    told = (
        offer.AtBirthday("New for you now", (offer.BirthdayRow("Setting up home", "You get £3,000.", "en-gb", False),)),
    )
    monkeypatch.setattr(offer, "at_birthday", lambda **_: told)
    dee = accounts.open_account(email="dee@brightwater.example", name="Dee Rector", by=SYSTEM)
    accounts.grant_role(user=dee, role=Role.DIRECTOR, from_on=scene.BEFORE, by=SYSTEM)
    on = date(2027, 5, 1)
    set_clock(on)
    write(on)
    letter = Letter.objects.get(person=council.id("Ella"))
    assert letter.text_key == "birthday_18"
    assert letter.snapshot["signed"][0] == "Dee Rector"
    assert letter.snapshot["enclosed"] == [["New for you now", [["Setting up home", "You get £3,000.", "en-gb"]]]]


def test_nobody_without_a_category_and_nobody_who_died_gets_one(council, set_clock):
    on = date(2027, 6, 18)
    set_clock(on)
    fay = council.person("Fay")
    actions.correct_core_details(
        person_id=fay.pk, version=fay.version, changes={"died_on": TODAY}, on=on, by=council.actor("Cal", on)
    )
    assert not [near for near in near_birthdays.near(on) if near.person.pk == fay.pk]
    assert not [near for near in near_birthdays.near(date(2026, 9, 9)) if near.person.child_id == "KIT"]


def test_a_birthday_before_they_came_to_us_is_not_ours(council, set_clock):
    assert council.person("Fay").recorded_from == TODAY
    set_clock(date(2026, 7, 1))
    assert not near_birthdays.near(date(2026, 7, 1))


def test_one_that_was_stopped_goes_when_nothing_stops_it_any_more(council, set_clock):
    on = FAYS_20TH - timedelta(days=10)
    set_clock(on)
    write(on)
    actions.send_letters(on=on, by=SYSTEM)
    letter = Letter.objects.get(person=council.id("Fay"))
    assert (letter.state, letter.why) == (State.STOPPED, going.NO_ADDRESS)
    assert write(on) == 0
    actions.add_contact_point(
        person_id=council.id("Fay"), kind="address", value="5 New Road", safe_to_write=True, on=on, by=SYSTEM
    )
    assert write(on) == 1
    actions.send_letters(on=on, by=SYSTEM)
    letter.refresh_from_db()
    assert (letter.state, letter.address) == (State.SENT, "5 New Road")


def test_one_that_somebody_took_back_stays_back(council, fay, set_clock):
    set_clock(FAYS_20TH)
    write(FAYS_20TH)
    letter = Letter.objects.get(person=fay)
    by = council.actor("Cal", FAYS_20TH)
    actions.withdraw_letter(letter_id=letter.pk, why="She asked for none", on=FAYS_20TH, by=by)
    assert write(FAYS_20TH) == 0


def test_the_clock_runs_until_the_letter_is_sent(council, fay, set_clock):
    def clocks(on):
        return [one for one in local_clocks.running([fay.pk], on) if one.clock == "birthday_letter"]

    assert clocks(FAYS_20TH - timedelta(days=22)) == []
    on = FAYS_20TH - timedelta(days=21)
    [running] = clocks(on)
    assert (running.since, running.due_on) == (on, FAYS_20TH - timedelta(days=3))
    set_clock(on)
    write(on)
    assert clocks(on), "written is not sent"
    actions.send_letters(on=on, by=SYSTEM)
    assert clocks(on) == []


def test_the_letter_is_in_the_language_and_form_that_they_have_chosen(council, fay, set_clock):
    chosen = {"letter_language": "ar", "large_print": True, "easy_read": True}
    actions.correct_core_details(
        person_id=fay.pk, version=fay.version, changes=chosen, on=TODAY, by=council.actor("Cal")
    )
    actions.draft_letter(person_id=fay.pk, key="welcome", language="en-gb", on=TODAY, by=council.actor("Cal"))
    set_clock(FAYS_20TH)
    write(FAYS_20TH)
    letter = Letter.objects.get(text_key="birthday_20")
    assert (letter.large_print, letter.easy_read, letter.language) == (True, True, "ar")
    assert letter.snapshot["translated"]["blocks"][0][1][0].startswith("كان يجب أن تصلك"), "it says sorry in Arabic too"
    assert "Fay" in str(letter.snapshot["translated"])
