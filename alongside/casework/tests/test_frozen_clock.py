"""A year goes by, day after day, and no job runs: every clock is right on every day, and nothing was stored for it."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from django.apps import apps
from django.core.management import call_command

from alongside.casework import actions, remembered, standing, ticking
from alongside.casework.ladder import Rung
from alongside.casework.models import Person
from alongside.casework.tests.scene import SYSTEM, TODAY
from alongside.law import is_working_day, months_after

DAY = timedelta(days=1)
DAYS = 366
WRITTEN_BY_THE_STORY = {"ClockEvent", "Allocation", "HistoricalAllocation"}

STORY = {
    "Fay": {"contact_made": (3, 40, 130, 131, 300), "plan_agreed": (20, 260), "review_held": (190,)},
    "Ella": {"looked_after_visit_made": (1, 60, 95), "health_assessed": (30,), "looked_after_review_held": (80,)},
    "Rory": {"contact_made": (10,), "assessment_completed": (50,), "plan_agreed": (75,)},
}
"""Who, what, and after how many days from today."""


def ticks(people, on, *, from_memory):
    """Every clock that runs on a day, as plain facts."""
    where = (remembered if from_memory else standing).standings(people.all(), on=on)
    return sorted((str(one.person), one.key, str(one.since), one.rung.value) for one in ticking.of_everyone(where, on))


def expected_rung(due_on, on, *, amber):
    """The ladder, counted afresh day by day and without any of the product's own code but the bank holidays."""
    if on <= due_on:
        return Rung.TODAY if on == due_on else Rung.SOON if (due_on - on).days <= amber else Rung.LATER
    gone = sum(is_working_day(due_on + number * DAY) for number in range(1, (on - due_on).days + 1))
    return Rung.HEAD if gone >= 20 else Rung.MANAGER if gone >= 5 else Rung.LATE


def after_last(name, kind, on):
    """The last day on which the story says that this happened."""
    days = [TODAY + number * DAY for number in STORY[name][kind]]
    return max((day for day in days if day <= on), default=None)


def expected(name, clock, on):
    """When a clock is due, by the story alone; None where it does not run."""
    match name, clock:
        case "Fay", "keep_in_touch":
            last = after_last("Fay", "contact_made", on)
            return last and (last + timedelta(weeks=8), 12)
        case "Fay", "pathway_plan_review":
            days = (after_last("Fay", "plan_agreed", on), after_last("Fay", "review_held", on))
            last = max((day for day in days if day), default=None)
            return last and (months_after(last, 6), 14)
        case "Ella", "looked_after_visit":
            last = after_last("Ella", "looked_after_visit_made", on)
            return (last and on < date(2027, 5, 10) and (last + timedelta(weeks=6), 9)) or None
    raise AssertionError(clock)


def rows():
    """How many rows each table of casework holds, without the story's own."""
    models = [one for one in apps.get_app_config("casework").get_models() if one.__name__ not in WRITTEN_BY_THE_STORY]
    return {one.__name__: one.objects.count() for one in models}


def test_every_clock_is_right_on_every_day_of_a_year_without_a_job(council, set_clock):
    people, before, seen = Person.objects.all(), rows(), {}
    by_day = [(number, name, kind) for name, told in STORY.items() for kind, days in told.items() for number in days]
    for number in range(DAYS):
        on = TODAY + number * DAY
        set_clock(on)
        for _, name, kind in [one for one in by_day if one[0] == number]:
            actions.record_clock_event(person_id=council.id(name), kind=kind, happened_on=on, on=on, by=SYSTEM)
        if number == 200:
            actions.allocate(person_id=council.id("Fay"), worker=council.users["Bea"], on=on, by=SYSTEM)
        found = ticks(people, on, from_memory=True)
        if number % 10 == 0 or any(one[0] == number for one in by_day):
            assert found == ticks(people, on, from_memory=False), f"what is remembered is not what is so on {on}"
        seen[on] = found
        for name, clock in (("Fay", "keep_in_touch"), ("Fay", "pathway_plan_review"), ("Ella", "looked_after_visit")):
            told = [one for one in found if one[0] == str(council.id(name)) and one[1].startswith(f"{clock}|")]
            wanted = expected(name, clock, on)
            if wanted is None:
                assert [one for one in told if one[3] != "later"] == [], (on, name, clock)
                continue
            due_on, amber = wanted
            [(_, key, _, rung)] = told
            assert key == f"{clock}|{due_on}|", (on, name)
            assert rung == expected_rung(due_on, on, amber=amber).value, (on, name, clock)
    assert rows() == before, "something was stored for a clock"
    assert {found[3] for day in seen.values() for found in day} == {rung.value for rung in Rung}


def test_jobs_run_twice_change_no_clock(council, set_clock):
    people = Person.objects.all()
    for number in (0, 100, 200):
        on = TODAY + number * DAY
        set_clock(on)
        before = ticks(people, on, from_memory=True)
        call_command("find_determinations")
        once = fingerprint()
        call_command("find_determinations")
        assert fingerprint() == once
        assert ticks(people, on, from_memory=True) == ticks(people, on, from_memory=False) == before


def fingerprint():
    """Everything that casework holds, in short."""
    digest = hashlib.sha256()
    for model in apps.get_app_config("casework").get_models():
        for row in model.objects.order_by("pk").values_list():
            digest.update(repr((model.__name__, row)).encode())
    return digest.hexdigest()
