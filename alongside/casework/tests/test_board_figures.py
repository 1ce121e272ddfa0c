"""What casework computes for the board: each figure's numerator and denominator, its edges, and from when it speaks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from alongside.casework import numbers, remembered
from alongside.casework.models import (
    Activity,
    Advocacy,
    Allocation,
    CareDecision,
    ClockEvent,
    Complaint,
    ComplaintStep,
    EducationPlan,
    Episode,
    Health,
    Home,
    IdentityPaper,
    Incident,
    Person,
    RefusedService,
    ReturnTalk,
    Source,
    StayingPut,
    SupportOffer,
)
from alongside.casework.tests.scene import TODAY, Council
from alongside.law import birthday, months_after, working_days_after
from alongside.shell import clock, disclosure
from alongside.shell.figures import Figure, Period

DAY = timedelta(days=1)
NOW = Period(date(2026, 10, 1), date(2026, 12, 31))
"""Records began in it: what is asked of its last day is told, what is asked of all its days is not."""
NEXT = Period(date(2027, 1, 1), date(2027, 3, 31))
END = NOW.to_on


@pytest.fixture
def all_shown(monkeypatch) -> None:
    """The scene has few people. What hides them is tested by itself."""
    monkeypatch.setattr(disclosure, "SMALLEST_SHOWN", 1)


def row(model: type[Any], council: Council, name: str, /, **more: Any) -> Any:
    return model.objects.create(person=council.person(name), recorded_at=clock.now(), **more)


def born(name: str, on: date) -> None:
    """Another date of birth, behind the back of the audit: so nothing that is remembered holds."""
    Person.objects.filter(child_id=name).update(born_on=on)
    remembered._memory = remembered._Memory()


def event(council: Council, name: str, kind: str, on: date) -> None:
    row(ClockEvent, council, name, kind=kind, on=on, source=Source.TYPED)


def told(id: str, period: Period = NOW) -> tuple[int | None, int | None]:
    found = numbers.figures.of(id, period=period)
    assert isinstance(found, Figure), id
    return (
        found.numerator.value if found.numerator else None,
        found.denominator.value if found.denominator else None,
    )


def test_it_speaks_from_the_day_on_which_records_began(council, all_shown):
    assert numbers.began_on() == TODAY
    for last, speaks in ((TODAY - DAY, False), (TODAY, True)):
        assert (numbers.figures.of("I7", period=Period(date(2026, 10, 1), last)) is not None) is speaks
    for first, speaks in ((TODAY - DAY, False), (TODAY, True)):
        assert (numbers.figures.of("E8", period=Period(first, END)) is not None) is speaks


def test_nothing_is_told_where_nobody_was_brought_in(empty_council):
    assert numbers.began_on() is None
    assert all(known.ask(NOW) is None for known in numbers.figures if known.indicator != "I13")


def test_few_people_are_hidden(council):
    found = numbers.figures.of("I7", period=NOW)
    assert found is not None and found.suppressed and found.value is None


def test_every_figure_says_what_it_counts_of_how_many_and_from_where(council):
    for known in numbers.figures:
        assert len(known.definition) > 60 and known.source
        assert known.definition.endswith("."), known.indicator


def test_advisers_and_support(council, all_shown):
    assert told("I7") == (3, 3) and told("A14") == (2, None) and told("I21") == (None, 3)
    Allocation.objects.filter(person=council.person("Fay")).update(to_on=END)
    assert told("I7") == (2, 3) and told("I21") == (None, 2)
    born("FAY", date(2005, 6, 20))  # 21, and nobody named any more
    assert told("I7") == (2, 2) and told("A14") == (1, None) and told("I8") == (0, 1)


@pytest.mark.parametrize(("months", "days", "counts"), [(12, 0, 0), (12, 1, 1), (0, 0, 1), (0, 1, 0)])
def test_an_offer_counts_for_a_year(council, all_shown, months, days, counts):
    born("FAY", date(2004, 6, 20))
    row(SupportOffer, council, "Fay", sent_on=months_after(END, -months) + days * DAY, channel="letter")
    assert told("I9") == (counts, 1)


def test_whoever_has_just_turned_21_is_not_yet_counted_for_a_yearly_offer(council, all_shown):
    born("FAY", date(2005, 6, 20))
    assert numbers.figures.of("I9", period=NOW) is None and told("I8") == (1, 1)


@pytest.mark.parametrize(("day", "counts"), [(months_after(END, -6), 0), (months_after(END, -6) + DAY, 1), (END, 1)])
def test_a_plan_is_in_time_for_six_months(council, all_shown, day, counts):
    event(council, "Fay", "review_held", day)
    assert told("G10") == (counts, 3)


def test_in_touch_homes_and_what_they_do(council, all_shown):
    event(council, "Fay", "contact_made", months_after(END, -3) - DAY)
    assert told("L1") == (0, 2)
    event(council, "Fay", "contact_made", months_after(END, -3))
    assert told("L1") == (1, 2)
    row(Activity, council, "Rory", code="G4", from_on=TODAY)
    assert told("L3") == (1, 2)  # Fay by the return
    row(Home, council, "Rory", place="V", from_on=TODAY)
    assert told("I5") == (1, None)
    row(Home, council, "Rory", place="S", from_on=TODAY, to_on=END)
    assert told("L2") == (1, 1)


def test_a_share_of_less_than_half_is_no_figure():
    from alongside.casework.numbers.base import is_enough

    assert is_enough([1, 2], [1, 2, 3, 4]) and not is_enough([1], [1, 2, 3]) and not is_enough([], [])


@pytest.mark.parametrize(("last", "counts"), [(None, 1), (END + DAY, 1), (END, 0)])
def test_staying_put_is_counted_until_it_ends(council, all_shown, last, counts):
    fay = council.person("Fay")
    Episode.objects.filter(person=fay).update(place="U4")
    row(StayingPut, council, "Fay", decided="stays", from_on=birthday(fay.born_on, 18), ended_on=last)
    assert told("I6") == (counts, 1)


def missing(council: Council, back_on: date, talk_after: int | None, result: str = "") -> None:
    incident = row(
        Incident, council, "Ella", kind="missing", happened_on=back_on, aware_on=back_on, back_on=back_on, facts="…"
    )
    if talk_after is not None:
        row(
            ReturnTalk, council, "Ella", incident=incident, outcome="held", talk_on=back_on + talk_after * DAY,
            talk_with="Ola", result=result,
        )  # fmt: skip


def test_talks_after_being_missing(council, all_shown):
    missing(council, date(2027, 1, 4), 3, "A bus pass")
    missing(council, date(2027, 2, 1), 4)
    missing(council, date(2027, 3, 30), 2)  # held after the last day of the period
    missing(council, date(2027, 3, 31), None)
    missing(council, date(2027, 4, 1), 0)
    assert told("D2", NEXT) == (2, 4) and told("D3", NEXT) == (1, 4) and told("D4", NEXT) == (1, 2)


def test_health_and_education(council, all_shown):
    assert numbers.figures.of("F3", period=NOW) is None
    row(EducationPlan, council, "Ella", term_ends_on=END, reviewed_on=months_after(END, -5))
    assert told("F3") == (0, 2)
    row(EducationPlan, council, "Ella", term_ends_on=END, reviewed_on=months_after(END, -5) + DAY)
    assert told("F3") == (1, 2)
    turns = Period(date(2027, 4, 1), date(2027, 6, 30))  # Ella turns 18 on 10 May 2027
    assert told("E9", turns) == (0, 1)
    row(Health, council, "Ella", passport_given_on=turns.to_on)
    assert told("E9", turns) == (1, 1)
    for which in ("passport", "insurance", "bank"):
        assert told("I18", turns) == (0, 1)
        row(IdentityPaper, council, "Ella", paper=which, received_on=date(2027, 5, 10))
    assert told("I18", turns) == (1, 1)
    for reason, day in (("short", NEXT.from_on), ("short", NEXT.to_on), ("age", NEXT.to_on), ("short", END)):
        row(RefusedService, council, "Ella", service="CAMHS", refused_on=day, reason=reason)
    assert told("E8", NEXT) == (2, None)


@pytest.mark.parametrize(("id", "kind", "days"), [("G1", "care_plan_made", 10), ("E2", "health_assessed", 20)])
def test_plans_and_health_soon_after_coming_into_care(council, all_shown, id, kind, days):
    came = date(2027, 1, 11)
    Episode.objects.filter(person=council.person("Kit")).update(from_on=came)
    last = working_days_after(came, days)
    assert told(id, NEXT) == (0, 1)
    event(council, "Kit", kind, last + DAY)
    assert told(id, NEXT) == (0, 1)
    event(council, "Kit", kind, last)
    assert told(id, NEXT) == (1, 1)


def test_a_placement_plan_within_five_working_days(council, all_shown):
    came = date(2027, 1, 11)
    Episode.objects.filter(person=council.person("Kit")).update(from_on=came)
    event(council, "Kit", "placement_plan_made", working_days_after(came, 5))
    assert told("G2", NEXT) == (1, 1)


def decision(council: Council, matter: str, number: int, state: str, decided: date | None = None) -> None:
    amir = council.users["Hana"]
    row(
        CareDecision, council, "Ella", matter=matter, number=number, kind="at_distance", state=state, why="…",
        planned_on=date(2027, 2, 1), wishes="…", decided_by=amir if decided else None, decided_on=decided,
    )  # fmt: skip


def test_homes_at_a_distance_signed_off(council, all_shown):
    one, two, three, four = (f"00000000-0000-0000-0000-00000000000{number}" for number in range(1, 5))
    for matter in (one, two, three, four):
        decision(council, matter, 1, "proposed")
    decision(council, one, 2, "approved", date(2027, 2, 1))
    decision(council, two, 2, "approved", date(2027, 2, 2))
    decision(council, three, 2, "withdrawn")
    assert told("B3", NEXT) == (1, 3)
    assert numbers.figures.of("G9", period=NEXT) is None


def complaint(council: Council, received: date, *steps: tuple[str, str, date]) -> None:
    made = row(Complaint, council, "Fay", received_on=received, how="phone", words="My money never came.")
    for number, (step, state, on) in enumerate((("receive", "stage_1", received), *steps), start=1):
        outcome = {"outcome": "upheld", "words": "Sorry."} if step == "answer" else {}
        ComplaintStep.objects.create(
            complaint=made, number=number, step=step, state=state, on=on, made_at=clock.now(), **outcome
        )


def test_complaints_by_stage_and_in_time(council, all_shown):
    received = date(2027, 1, 11)
    last = working_days_after(received, 10)
    complaint(council, received, ("answer", "answered_1", last))
    complaint(council, received, ("answer", "answered_1", last + DAY), ("go_on", "stage_2", last + 3 * DAY))
    complaint(council, received)
    complaint(council, received, ("take_back", "taken_back", last))
    complaint(council, NEXT.to_on)
    found = numbers.figures.of("G13", period=NEXT)
    assert found is not None and found.parts is not None
    assert [count.value for count in found.parts.parts.values()] == [4, 1, 0]
    assert told("L4", NEXT) == (1, 4)  # in time, late, not at all, and stage 2 not answered


def test_advocates(council, all_shown):
    for answer, on in (("yes", NEXT.to_on), ("yes", NEXT.to_on + DAY), ("waiting", None)):
        row(Advocacy, council, "Fay", offered_on=NEXT.from_on, answer=answer, answered_on=on)
    assert told("G12", NEXT) == (1, 3)


def test_shares_are_in_per_cent_to_one_place(council, all_shown):
    Allocation.objects.filter(person=council.person("Fay")).update(to_on=END)
    found = numbers.figures.of("I7", period=NOW)
    assert found is not None and found.value == Decimal("66.7")
