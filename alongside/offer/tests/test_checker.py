"""The checker on its small offer: every path of answers, and the golden table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.utils.translation import override

from alongside.law import Category
from alongside.offer.checker.life_now import LifeNow, life_now
from alongside.offer.checker.lives import lives
from alongside.offer.checker.questions import (
    MOST,
    NONE,
    NOT_SURE,
    OUTSIDE,
    Question,
    life_question,
    question,
    questions_of,
)
from alongside.offer.checker.results import Result, wanted
from alongside.offer.checker.wording import FIND_OUT, STATUS
from alongside.offer.tests import golden
from alongside.offer.who_for import Circumstance

ALL_TICKS = " ".join(tick.value for tick in question("life").ticks)
LIVES_NOW = ((NOT_SURE, NOT_SURE), ("Alderbrook", ALL_TICKS), (OUTSIDE, NONE))
"""A place and what is true now: nothing said, as much as can be, none of it."""


@pytest.fixture(autouse=True)
def _nothing_of_the_new_act(settings: Any) -> Iterator[None]:
    settings.COMMENCED = {}
    with override("en"):
        yield


def next_question(answers: dict[str, str]) -> Question | None:
    """The question about their life that the small offer makes of these answers."""
    return life_question(answers, wanted(answers, golden.small_offer(), on=golden.ON, districts=golden.DISTRICTS))


@cache
def every_result() -> tuple[tuple[dict[str, str], Result], ...]:
    """Every path with its result."""
    return tuple((path, golden.result_of(path)) for path in every_path())


def every_path() -> Iterator[dict[str, str]]:
    """Every way through the questions that decide the status, each with three lives of today."""
    for path in golden.status_paths():
        asks = wanted(path, golden.small_offer(), on=golden.ON, districts=golden.DISTRICTS)
        for place, life in LIVES_NOW:
            answers = dict(path)
            while asked := life_question(answers, asks):
                answers[asked.id] = place if asked.id == "place" else asked.answer(life, life.split()) or NOT_SURE
            yield answers


def test_no_path_asks_more_than_six_questions_and_every_question_takes_i_dont_know() -> None:
    paths = [path for path, _ in every_result()]
    assert len(paths) > 1500
    assert max(len(path) for path in paths) == MOST == 6
    for path in paths:
        asked = questions_of(path)
        assert [one.id for one in asked] == list(path), "an answer that belongs to no question"
        for one in asked:
            assert one.choice(NOT_SURE) is not None
            assert all(choice.because for choice in one.sure_choices)
            assert all(choice.if_so for choice in one.sure_choices if one.decides_status)


def test_every_result_has_all_its_parts() -> None:
    seen: set[tuple[str, ...]] = set()
    for path, found in every_result():
        asked = questions_of(path)
        assert found.statuses, path
        assert found.because or found.find_out, path
        assert found.next_steps, path
        assert found.citations, path
        assert all(citation.link.startswith("https://") for citation in found.citations), path
        assert found.changes, path
        assert found.advocate is not None and found.complaint is not None, path
        assert found.is_settled or found.find_out, path
        assert len(found.find_out) == sum(path[one.id] == NOT_SURE for one in asked if one.decides_status), path
        assert len(found.answers) == len(path) and all(words for _, words in found.answers), path
        for offered in found.offered.must:
            assert offered.entitlement.kind == "law" and offered.citations, path
        for offered in (*found.offered.also, *found.offered.later, *found.offered.maybe):
            assert offered.when, (path, offered.entitlement.title)
        if path["council"] == "other":
            mine = found.offered
            for offered in (*mine.for_now, *mine.also, *mine.later, *mine.maybe):
                assert offered.entitlement.is_open_to_other_councils, (path, offered.entitlement.title)
        seen.add(tuple(status.title for status in found.statuses))
    settled = {statuses[0] for statuses in seen if len(statuses) == 1}
    assert settled == {status.title for status in STATUS.values()}, "a status that no path reaches for sure"


def test_an_entitlement_is_in_one_list_only() -> None:
    for path, found in every_result():
        titles = [one.entitlement.title for name in golden.LISTS for one in getattr(found.offered, name)]
        assert len(titles) == len(set(titles)), path


@pytest.mark.parametrize("status", [status.legal_name for status in STATUS.values()])
def test_the_table_is_what_the_checker_answers(status: str) -> None:
    """Each row of the golden table, among those whose first status is this one."""
    rows = [row for row in golden.table() if row["status"][0] == status]
    assert rows
    for row in rows:
        now = {name: value for name, value in golden.row_of(row["answers"]).items() if value}
        assert now == row, f"{row['that_is']} is answered otherwise than agreed"


def test_the_table_is_long_enough_and_asks_for_each_thing_of_life() -> None:
    rows = golden.table()
    assert len(rows) >= 200
    assert len({str(row["answers"]) for row in rows}) == len(rows)
    now = {value for row in rows for value in row["answers"].get("life", "").split()}
    assert now >= {tick.value for tick in question("life").ticks} | {NONE}
    asked_for = {one for entitlement in golden.small_offer() for row in entitlement.rows for one in row.circumstances}
    assert asked_for == set(Circumstance), "the small offer asks for every circumstance"
    assert {one.kind for one in golden.small_offer()} == {"law", "choice", "partner", "pledge", "signpost"}


def test_every_circumstance_can_be_ticked() -> None:
    assert {one for tick in question("life").ticks for one in tick.circumstances} == set(Circumstance)


def test_i_dont_know_never_says_less_than_the_truth_would() -> None:
    """Whatever the answer was, the result of "I don't know" holds it among what may be."""
    for path in golden.status_paths():
        for asked in questions_of(path):
            if path[asked.id] != NOT_SURE and asked.id != "council":
                open_ = {life.category for life in lives({**path, asked.id: NOT_SURE}, golden.ON)}
                assert {life.category for life in lives(path, golden.ON)} <= open_, (path, asked.id)


def test_not_saying_hides_nothing_that_a_tick_would_show() -> None:
    """Whoever would rather not say finds all of it with its condition, and only what ends a hope is gone by a no."""
    path = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough"}

    def shown(**now: str) -> set[str]:
        offered = golden.result_of({**path, **now}).offered
        return {one.entitlement.title for one in (*offered.for_now, *offered.also, *offered.later, *offered.maybe)}

    for tick in question("life").ticks:
        assert shown(life=tick.value) <= shown(life=NOT_SURE) | {"Fares to come and see us"}
    assert shown(life=NOT_SURE) - shown(life=NONE) == {"A lawyer for your papers", "An interpreter"}
    assert shown(life="work") == shown(life=NOT_SURE), "a sensitive box left open is not a no"


def test_a_box_left_open_is_a_no_unless_people_have_reason_not_to_tick_it() -> None:
    now = life_now({"place": "Saltby", "life": "university renting"})
    assert (now.lives_here, now.district) == (True, "Saltby")
    assert now.circumstances[Circumstance.STUDYING] is now.circumstances[Circumstance.RENTING] is True
    assert now.circumstances[Circumstance.MOVING] is False
    for sensitive in ("unaccompanied", "in_custody", "released", "disabled", "other_language"):
        assert Circumstance(sensitive) not in now.circumstances
    assert life_now({"life": NOT_SURE}) == LifeNow()
    assert set(life_now({"life": NONE}).circumstances.values()) == {False}
    assert life_now({"life": "work outside"}).lives_here is False


def test_nothing_is_asked_that_no_entitlement_needs() -> None:
    care_leaver = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough"}
    only = [one for one in golden.small_offer() if one.title in ("Adviser", "Baby things")]
    asked = life_question(care_leaver, wanted(care_leaver, only, on=golden.ON, districts=golden.DISTRICTS))
    assert asked is not None and asked.id == "life"
    assert [tick.value for tick in asked.ticks] == ["child", "expecting"]
    nobody = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "less"}
    assert life_question(nobody, wanted(nobody, only, on=golden.ON, districts=golden.DISTRICTS)) is None


def test_the_district_is_asked_only_where_something_hangs_on_it() -> None:
    path = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough"}
    asked = next_question(path)
    assert asked is not None
    assert [choice.value for choice in asked.choices] == [*golden.DISTRICTS, OUTSIDE, NOT_SURE]
    without = [one for one in golden.small_offer() if not one.districts]
    asked = life_question(path, wanted(path, without, on=golden.ON, districts=golden.DISTRICTS))
    assert asked is not None
    assert [choice.value for choice in asked.choices] == ["inside", OUTSIDE, NOT_SURE]


def test_where_there_is_no_room_for_the_place_it_is_a_box_to_tick() -> None:
    path = {"council": "ours", "age": "18_20", "left": "at_16", "weeks": "enough", "parent": "no"}
    asked = next_question(path)
    assert asked is not None and asked.id == "life"
    assert OUTSIDE in [tick.value for tick in asked.ticks]
    found = golden.result_of({**path, "life": OUTSIDE})
    assert found.lives_outside
    assert {one.entitlement.title for one in found.offered.only_here} == {"Gym pass", "No council tax in Alderbrook"}


@pytest.mark.parametrize(
    ("path", "category"),
    [
        ("ours 16_17 not_yet enough", Category.ELIGIBLE),
        ("ours 16_17 not_yet less", Category.NONE),
        ("ours 16_17 not_yet short_breaks", Category.NONE),
        ("ours 16_17 at_16 enough no", Category.RELEVANT),
        ("ours 16_17 at_16 enough still", Category.QUALIFYING),
        ("ours 16_17 at_16 enough ended", Category.RELEVANT),
        ("ours 16_17 at_16 less no", Category.QUALIFYING),
        ("ours 16_17 before_16 custody enough", Category.RELEVANT),
        ("ours 16_17 before_16 custody less neither", Category.NONE),
        ("ours 16_17 before_16 guardian", Category.QUALIFYING),
        ("ours 16_17 before_16 neither neither", Category.NONE),
        ("ours 16_17 before_16 neither charity", Category.QUALIFYING),
        ("ours 18_20 at_18 enough", Category.FORMER_RELEVANT),
        ("ours 18_20 at_18 less", Category.QUALIFYING),
        ("ours 18_20 at_16 enough no", Category.FORMER_RELEVANT),
        ("ours 18_20 at_16 enough still", Category.QUALIFYING),
        ("other 21_24 at_18 enough", Category.FORMER_RELEVANT),
        ("other 21_24 at_18 less", Category.NONE),
        ("ours 25_plus at_16 enough no", Category.FORMER_RELEVANT),
        ("never 16_17 charity", Category.QUALIFYING),
        ("never 18_20 long_stay", Category.QUALIFYING),
        ("never 18_20 neither", Category.NONE),
    ],
)
@pytest.mark.parametrize("on", [date(2020, 2, 29), date(2025, 8, 31), golden.ON])
def test_a_path_leads_to_its_category_on_any_day(path: str, category: Category, on: date) -> None:
    answers = next(one for one in golden.status_paths() if " ".join(one.values()) == path)
    assert {life.category for life in lives(answers, on)} == {category}


@pytest.mark.parametrize(
    ("on", "setting_up", "apprentice"),
    [
        (date(2023, 3, 31), 2000, 1000),
        (date(2023, 4, 1), 3000, 1000),
        (date(2023, 7, 31), 3000, 1000),
        (date(2023, 8, 1), 3000, 3000),
    ],
)
def test_the_same_answers_on_a_past_day_give_the_sums_of_that_day(on: date, setting_up: int, apprentice: int) -> None:
    path = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough", "life": "moving apprentice"}
    found = golden.result_of(path, on).offered
    sums = {one.entitlement.title: [int(sum_.pounds) for sum_ in one.entitlement.amounts] for one in found.for_now}
    assert sums["Setting-up-home allowance"] == [setting_up]
    assert sums["Apprenticeship bursary"] == [apprentice]


def test_what_is_not_law_yet_is_off_until_its_day(settings: Any) -> None:
    path = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough"}

    def must(on: date) -> set[str]:
        return {one.entitlement.title for one in golden.result_of(path, on).offered.must}

    assert "Staying Close" not in must(golden.ON)
    settings.COMMENCED = {"cwsa2026.s7": golden.ON}
    assert "Staying Close" in must(golden.ON)
    assert "Staying Close" not in must(date(2026, 11, 22)), "the day before it came into force"


def test_the_register_took_no_local_test_from_july_2025_on() -> None:
    path = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough"}

    def must(on: date) -> set[str]:
        return {one.entitlement.title for one in golden.result_of(path, on).offered.must}

    assert "No local test for a council home" in must(date(2025, 7, 10))
    assert "No local test for a council home" not in must(date(2025, 7, 9))


def test_another_councils_care_leaver_learns_who_owes_what_and_what_is_open_here() -> None:
    path = {"council": "other", "age": "18_20", "left": "at_18", "weeks": "enough", "life": "university homeless"}
    found = golden.result_of(path)
    owed = {one.entitlement.title for one in found.owed_elsewhere}
    must = {one.entitlement.title for one in found.offered.must}
    assert found.who_owes == "another"
    assert owed >= {"Adviser", "University bursary"}
    assert "Homeless at 18 to 20" in must and "Homeless at 18 to 20" not in owed, "the housing team owes that"
    assert not owed & must
    assert "Birthday money" not in {one.entitlement.title for one in found.offered.chosen}
    assert found.next_steps[0].startswith("No home tonight?")


def test_what_it_rests_on_is_what_holds_for_this_person() -> None:
    for age, left, section in (("16_17", "at_16", "section 23B(8)(c)"), ("18_20", "at_16", "section 23C(4)(b)")):
        path = {"council": "ours", "age": age, "left": left, "weeks": "enough", "parent": "no", "life": "college"}
        must = golden.result_of(path).offered.must
        costs = next(one for one in must if one.entitlement.title == "Help with course costs")
        assert costs.citations[0].provision == section


def test_eighteen_and_twenty_share_an_answer_and_what_ends_at_nineteen_is_not_hidden() -> None:
    path = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough", "life": "college"}
    bursary = next(one for one in golden.result_of(path).offered.maybe if one.entitlement.title == "16 to 19 bursary")
    assert "16 to 18" in bursary.when


def test_a_contested_point_is_said_openly() -> None:
    path = {"council": "ours", "age": "18_20", "left": "at_16", "weeks": "enough", "parent": "ended"}
    assert any("Some councils say" in doubt for doubt in golden.result_of(path).doubts)
    assert not golden.result_of({**path, "parent": "no"}).doubts


def test_not_knowing_how_long_leaves_both_open_and_says_how_to_find_out() -> None:
    found = golden.result_of({"council": "ours", "age": "18_20", "left": "at_18", "weeks": NOT_SURE, "life": NOT_SURE})
    assert [status.legal_name for status in found.statuses] == [
        "former relevant child",
        "person qualifying for advice and assistance",
    ]
    assert found.find_out == (FIND_OUT["weeks"],)
    assert FIND_OUT["weeks"] in found.next_steps
    assert "Adviser" in {one.entitlement.title for one in found.offered.maybe}
    assert any(change.startswith("If you had been in care for 13 weeks or more") for change in found.changes)


def test_every_question_has_a_way_to_find_out() -> None:
    asked = {one.id for path in golden.status_paths() for one in questions_of(path)}
    assert asked == set(FIND_OUT)
