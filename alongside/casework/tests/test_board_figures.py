"""What casework computes for the board: each figure's numerator and denominator, its edges, and from when it speaks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from alongside.casework import numbers, remembered
from alongside.casework.models import (
    Activity,
    Advocacy,
    Allocation,
    BursaryInstalment,
    CareDecision,
    ClockEvent,
    Complaint,
    ComplaintStep,
    EducationPlan,
    Episode,
    Health,
    Home,
    HousingSignal,
    IdentityPaper,
    Incident,
    JointAssessment,
    Letter,
    MoneyPayment,
    MoneyRequest,
    PanelItem,
    Person,
    RefusedService,
    ReturnTalk,
    RiskPanel,
    SafetyWarning,
    Source,
    StayingPut,
    SupportOffer,
)
from alongside.casework.tests.scene import TODAY, Council
from alongside.law import birthday, months_after, working_days_after
from alongside.partners.models import District
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


def test_a_trial_with_one_person_is_not_when_records_began(council, all_shown):
    """Else everybody brought in later would seem to have had no adviser all that time."""
    begun = {"TRIAL": date(2025, 1, 6)} | {f"NEW{number}": TODAY for number in range(10)}
    for child, day in begun.items():
        Person.objects.create(child_id=child, authority="899", born_on=date(2000, 1, 1), recorded_from=day)
    assert numbers.began_on() == TODAY
    assert numbers.figures.of("I7", period=Period(date(2026, 7, 1), date(2026, 9, 30))) is None


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


def test_disabled_children(council, all_shown):
    assert numbers.figures.of("A9", period=NOW) is None  # it was asked of nobody
    for name, codes in (("ELLA", ["LD", "AUT"]), ("FAY", ["MOB"])):  # Fay is not looked after
        Person.objects.filter(child_id=name).update(disabilities=codes)
    assert told("A9") == (1, 1)  # of Kit it was not asked: that is half of both
    Person.objects.filter(child_id="KIT").update(disabilities=["NONE"])
    assert told("A9") == (1, 2)


def warning(council: Council, name: str, kind: str, approved: date | None, ended: date | None = None) -> None:
    over = {"ended_on": ended, "ended_why": "Over"} if ended else {}
    row(
        SafetyWarning, council, name, kind=kind, level="high", facts="…", told=True, from_on=TODAY,
        approved_on=approved, approved_by=council.users["Hana"], **over,
    )  # fmt: skip


def test_children_at_risk_of_exploitation(council, all_shown):
    assert numbers.figures.of("D6", period=NOW) is None
    warning(council, "Kit", "violence", TODAY)
    warning(council, "Kit", "exploited", None)  # nobody has approved it
    warning(council, "Kit", "exploited", TODAY, END)  # over on the last day
    warning(council, "Fay", "exploited", TODAY)  # not looked after
    assert told("D6") == (0, 2)
    warning(council, "Ella", "exploited", END, END + DAY)
    warning(council, "Ella", "exploited", END)  # counted once
    assert told("D6") == (1, 2)


def test_homes_outside_the_area_approved(council, all_shown):
    for number, (planned, decided) in enumerate(
        [(NEXT.from_on, NEXT.from_on), (NEXT.to_on, NEXT.to_on + DAY), (NEXT.to_on + DAY, NEXT.to_on)], start=1
    ):
        for step, state in enumerate(("proposed", "approved"), start=1):
            row(
                CareDecision, council, "Kit", matter=f"00000000-0000-0000-0000-00000000000{number}", number=step,
                kind="out_of_area", state=state, why="…", planned_on=planned, wishes="…",
                decided_by=council.users["Hana"] if step == 2 else None, decided_on=decided if step == 2 else None,
            )  # fmt: skip
    assert told("G9", NEXT) == (1, 2)  # the third is planned for the days after


def test_young_people_heard_by_the_panel(council, all_shown):
    def heard(name: str, on: date, state: str = "decided") -> None:
        panel, _ = RiskPanel.objects.get_or_create(held_on=on, place="Room 2", chair=council.users["Hana"])
        row(PanelItem, council, name, panel=panel, state=state, reason="…", wanted="…")

    assert told("I19", NEXT) == (0, None)
    for name, on in (("Ella", NEXT.from_on), ("Ella", NEXT.to_on), ("Rory", NEXT.to_on), ("Fay", NEXT.to_on + DAY)):
        heard(name, on)
    heard("Fay", NEXT.to_on, "listed")
    assert told("I19", NEXT) == (2, None)


def tenant(council: Council, name: str, since: date, until: date | None = None, tenancy: str = "social") -> None:
    row(Home, council, name, place="U", tenancy=tenancy, from_on=since, to_on=until)


def test_rent_arrears_of_those_with_a_tenancy(council, all_shown):
    district = District.objects.create(name="Northside")
    for name, tenancy, until in (("Fay", "social", None), ("Rory", "assured", None), ("Uma", "social", END)):
        tenant(council, name, TODAY, until, tenancy)
    for name, on, settled in (("Fay", TODAY, END), ("Rory", END + DAY, None), ("Ella", TODAY, None)):
        row(HousingSignal, council, name, district=district, sign="rent", told_on=on, settled_on=settled)
    assert told("I17") == (0, 2)  # settled, noticed later, no tenancy
    row(HousingSignal, council, "Fay", district=district, sign="rent", told_on=END)
    row(HousingSignal, council, "Rory", district=district, sign="noise", told_on=END)
    assert told("I17") == (1, 2)


def test_who_stayed_with_the_carer_at_18(council, all_shown):
    turns = Period(date(2027, 4, 1), date(2027, 6, 30))  # Ella turns 18 on 10 May; Rory was 18 in March
    assert told("B16", turns) == (0, 1)
    row(StayingPut, council, "Rory", decided="stays", from_on=date(2027, 3, 1))
    row(StayingPut, council, "Ella", decided="leaves", from_on=date(2027, 5, 10))
    assert told("B16", turns) == (0, 1)
    row(StayingPut, council, "Ella", decided="stays", from_on=turns.to_on)
    assert told("B16", turns) == (1, 1)
    Episode.objects.filter(person=council.person("Ella")).update(place="K2")
    born("ELLA", date(2009, 5, 10))
    assert numbers.figures.of("B16", period=turns) is None


def letter(council: Council, name: str, key: str, state: str) -> None:
    row(
        Letter, council, name, once=f"{name} {key} {state}", text_key=key, text_number=1, title="Happy birthday",
        language="en-gb", channel="post", to_name=name, snapshot={}, state=state, sent_at=clock.now(),
    )  # fmt: skip


def test_letters_of_18_and_21(council, all_shown):
    born("FAY", date(2006, 4, 9))  # 21 in the period in which Ella is 18
    turns = Period(date(2027, 4, 1), date(2027, 6, 30))
    letter(council, "Fay", "birthday_18", "sent")  # not the one of this birthday
    letter(council, "Ella", "birthday_18", "held")
    assert told("I10", turns) == (0, 2)
    letter(council, "Fay", "birthday_21", "acknowledged")
    letter(council, "Ella", "birthday_18", "sent")
    assert told("I10", turns) == (2, 2)


def test_bursaries_paid_by_the_end(council, all_shown):
    for due, paid in (
        (NEXT.from_on, NEXT.to_on), (NEXT.to_on, NEXT.to_on + DAY), (NEXT.to_on, None), (NEXT.to_on + DAY, NEXT.to_on)
    ):  # fmt: skip
        row(BursaryInstalment, council, "Fay", bursary="Higher education", amount=500, due_on=due, paid_on=paid)
    assert told("I14", NEXT) == (1, 3)


def test_assessed_together_with_adult_services(council, all_shown):
    for name, asked, met in (
        ("Ella", NEXT.from_on, NEXT.to_on), ("Rory", NEXT.to_on, NEXT.to_on + DAY), ("Kit", NEXT.to_on + DAY, None),
        ("Fay", END, NEXT.to_on),
    ):  # fmt: skip
        row(JointAssessment, council, name, why="…", asked_on=asked, met_on=met)
    assert told("I20", NEXT) == (1, 2)


def test_visits_to_children_in_time(council, all_shown):
    assert numbers.figures.of("G5", period=NEXT) is None  # no visit is recorded at all
    came = date(2027, 1, 4)
    Episode.objects.filter(person=council.person("Kit")).update(from_on=came)
    event(council, "Rory", "looked_after_visit_made", TODAY)
    assert numbers.figures.of("G5", period=NEXT) is None  # of nobody who should have been visited
    event(council, "Kit", "looked_after_visit_made", date(2027, 1, 11))  # the first, within a week
    event(council, "Kit", "looked_after_visit_made", date(2027, 2, 23))  # six weeks were over on the 22nd
    assert told("G5", NEXT) == (1, 2)  # the next is due on 6 April; of Ella's placement no visit is recorded
    event(council, "Ella", "looked_after_visit_made", date(2026, 12, 28))  # due from then: 8 February, then nothing
    assert told("G5", NEXT) == (1, 3)
    event(council, "Ella", "looked_after_visit_made", date(2027, 2, 8))  # and the next due on 22 March
    assert told("G5", NEXT) == (2, 4)
    event(council, "Ella", "placement_meant_to_last", date(2026, 12, 1))  # since 2024: every three months, 28 March
    assert told("G5", NEXT) == (2, 3)


@pytest.mark.parametrize(
    ("visits", "to_on", "counted"),
    [
        # He came on 4 January: due on 11 January, then six weeks after the last visit; 31 March ends the quarter.
        ("11/1 18/1 25/1 1/2 8/2 15/2 22/2", None, (2, 2)),  # weekly: due on 11 January and 22 February, 5 April later
        ("6/1 8/1", None, (1, 2)),  # twice in the first week, then none by 19 February
        ("11/1 11/1", None, (1, 2)),  # one visit, written down twice; none by 22 February
        ("11/1 20/2 27/3", None, (2, 2)),  # by 22 February; by 3 April, which is later than the quarter
        ("12/1 24/2", None, (0, 2)),  # late on 12 January, and a day after 23 February
        ("12/1 13/1", None, (1, 3)),  # late; by 23 February one was made, and from that one on none by 24 February
        ("11/1 1/2", date(2027, 2, 15), (1, 1)),  # he left before 22 February
        ("11/1", date(2027, 2, 22), (1, 1)),  # and on that day
        ("11/1", date(2027, 2, 23), (1, 2)),  # and on the day after
    ],
)
def test_visits_count_where_they_fell_due_however_many_were_made(council, all_shown, visits, to_on, counted):
    Episode.objects.filter(person=council.person("Kit")).update(from_on=date(2027, 1, 4), to_on=to_on)
    for visit in visits.split():
        day, month = map(int, visit.split("/"))
        event(council, "Kit", "looked_after_visit_made", date(2027, month, day))
    assert told("G5", NEXT) == counted


def test_money_for_setting_up_home_of_those_who_moved(council, all_shown, monkeypatch):
    assert numbers.figures.of("I15", period=NEXT) is None  # the offer has no such entitlement
    ours, other = uuid4(), uuid4()
    offered = [SimpleNamespace(id=ours, law_ids=("setting_up_home",)), SimpleNamespace(id=other, law_ids=())]
    monkeypatch.setattr(numbers.leaving.offer, "entitlements", lambda on: offered)
    tenant(council, "Fay", NEXT.from_on)
    tenant(council, "Rory", END)  # his first tenancy was before
    tenant(council, "Rory", NEXT.to_on)
    tenant(council, "Ella", NEXT.from_on)  # still in care
    for entitlement, paid_on in ((other, NEXT.from_on), (ours, NEXT.to_on + DAY)):
        money(council, "Fay", entitlement, paid_on)
    assert told("I15", NEXT) == (0, 1)
    money(council, "Fay", ours, NEXT.to_on)
    assert told("I15", NEXT) == (1, 1)


def money(council: Council, name: str, entitlement: UUID, paid_on: date) -> None:
    asked = row(MoneyRequest, council, name, entitlement=entitlement, what="A cooker", amount=80, reason="…",
                asked_on=NEXT.from_on)  # fmt: skip
    MoneyPayment.objects.create(
        request=asked, number=1, amount=80, method="bank", paid_on=paid_on, recorded_at=clock.now(),
        paid_by=council.users["Dora"],
    )  # fmt: skip


def test_shares_are_in_per_cent_to_one_place(council, all_shown):
    Allocation.objects.filter(person=council.person("Fay")).update(to_on=END)
    found = numbers.figures.of("I7", period=NOW)
    assert found is not None and found.value == Decimal("66.7")


def test_disability_beside_the_return_is_told_whole_or_not_at_all(council, all_shown, monkeypatch):
    assert numbers.in_care.disability(END) is None
    Person.objects.filter(child_id="ELLA").update(disabilities=["LD"])
    found = numbers.in_care.disability(END)
    assert found is not None
    assert {words: count.value for words, count in found.parts.parts.items()} == {"Yes": 1, "No": 0, "Not asked": 1}
    monkeypatch.setattr(disclosure, "SMALLEST_SHOWN", 5)
    hidden = numbers.in_care.disability(END)
    assert hidden is not None and hidden.parts.total.value is None
    assert all(count.value is None for count in hidden.parts.parts.values())
