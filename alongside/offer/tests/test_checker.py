"""The checker: every path of answers, and some answers that a practitioner would give."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from alongside.law import Category
from alongside.offer import queries
from alongside.offer.actions import Loaded
from alongside.offer.checker.lives import Life, lives
from alongside.offer.checker.questions import MOST, NOT_SURE, next_question, question, questions_of
from alongside.offer.checker.results import Result, _law_says_no, result
from alongside.offer.checker.state import packed, unpacked
from alongside.offer.checker.wording import FIND_OUT, STATUS
from alongside.offer.who_for import Circumstance, Fit, Situation, fit
from tests.visiting import Page, Visit

pytestmark = pytest.mark.django_db
PATH = "/what-can-i-get/"
NARROWER = {"at_16", "before_16", "never"}
"""Answers on which the law is narrower than any row of categories and ages can say: there the law decides alone."""


def every_path(so_far: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Every way through the questions."""
    so_far = so_far or {}
    asked = next_question(so_far)
    if asked is None:
        yield so_far
        return
    for choice in asked.choices:
        yield from every_path({**so_far, asked.id: choice.value})


def answers_of(words: str) -> dict[str, str]:
    """ "ours 18_20 at_18 enough" as answers; what is left out at the end is "I don't know"."""
    given = words.split()
    answers: dict[str, str] = {}
    while asked := next_question(answers):
        answers[asked.id] = given.pop(0) if given else NOT_SURE
    assert not given, f"{given} were not asked for"
    return answers


def result_of(words: str, on: date) -> Result:
    """The result of a path."""
    return result(answers_of(words), queries.entitlements(on=on), on=on, council="Brightwater")


def titles(offered: Any) -> set[str]:
    """Titles of entitlements in a list of the result."""
    return {one.entitlement.title for one in offered}


def test_no_path_asks_more_than_six_questions_and_every_question_takes_i_dont_know() -> None:
    paths = list(every_path())
    assert len(paths) > 1000
    assert max(len(path) for path in paths) == MOST == 6
    for path in paths:
        for asked in questions_of(path):
            assert asked.choice(NOT_SURE) is not None
            assert all(choice.because and "if_so" for choice in asked.sure_choices)


def test_every_result_has_all_its_parts(offer: Loaded, on: date) -> None:
    entitlements = queries.entitlements(on=on)
    seen: set[tuple[str, ...]] = set()
    for path in every_path():
        found = result(path, entitlements, on=on, council="Brightwater")
        assert found.statuses, path
        assert found.because or found.find_out, path
        assert found.citations, path
        assert all(citation.link.startswith("https://") for citation in found.citations), path
        assert found.changes, path
        assert found.advocate is not None and found.advocate.contact.phone, path
        assert found.complaint is not None, path
        assert found.is_settled or found.find_out, path
        assert len(found.find_out) == sum(
            path[asked.id] == NOT_SURE for asked in questions_of(path) if asked.decides_status
        )
        if path["council"] == "other":
            for offered in (*found.must, *found.chosen, *found.others, *found.also, *found.maybe):
                assert offered.entitlement.is_open_to_other_councils, (path, offered.entitlement.title)
        seen.add(tuple(status.title for status in found.statuses))
    settled = {statuses[0] for statuses in seen if len(statuses) == 1}
    assert settled == {status.title for status in STATUS.values()}, "a status that no path reaches for sure"


def test_i_dont_know_never_says_less_than_the_truth_would(on: date) -> None:
    """Whatever the answer was, the result of "I don't know" holds it among what may be."""
    for path in every_path():
        for asked in questions_of(path):
            if asked.decides_status and path[asked.id] != NOT_SURE and asked.id != "council":
                open_ = {life.category for life in lives({**path, asked.id: NOT_SURE}, on)}
                assert {life.category for life in lives(path, on)} <= open_, (path, asked.id)


def test_who_it_is_for_never_promises_what_the_law_refuses(offer: Loaded, on: date) -> None:
    """Where a record says that something is somebody's by law, the law agrees; drift between the two fails here."""
    anything = dict.fromkeys(Circumstance, True)
    found: set[Life] = {life for path in every_path() for life in lives(path, on)}
    drift = set()
    for one in queries.entitlements(on=on):
        for life in found:
            fits = fit(one.rows, Situation(life.groups, life.youngest, life.under, anything, True, True))
            if fits is Fit.YES and _law_says_no(one, life):
                drift.add((one.title, *(value for _, value in life.answers if value in NARROWER)))
    assert drift <= {
        ("Stay on with your foster carer", "at_16"),
        ("Stay on with your foster carer", "before_16"),
        ("A place to stay in the holidays", "never"),
        ("No home tonight, or about to lose it", "before_16"),
        ("More help with rent if you live alone", "before_16"),
    }


@pytest.mark.parametrize(
    ("path", "category"),
    [
        ("ours 16_17 yes full_time enough", Category.ELIGIBLE),
        ("ours 16_17 yes full_time less", Category.NONE),
        ("ours 16_17 no at_16 enough no", Category.RELEVANT),
        ("ours 16_17 no at_16 enough still", Category.QUALIFYING),
        ("ours 16_17 no at_16 enough ended", Category.RELEVANT),
        ("ours 16_17 no at_16 less no", Category.QUALIFYING),
        ("ours 16_17 no before_16 custody enough", Category.RELEVANT),
        ("ours 16_17 no before_16 custody less", Category.NONE),
        ("ours 16_17 no before_16 guardian", Category.QUALIFYING),
        ("ours 16_17 no before_16 neither", Category.NONE),
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
def test_a_path_leads_to_its_category(path: str, category: Category, on: date) -> None:
    assert {life.category for life in lives(answers_of(path), on)} == {category}


def test_a_care_leaver_of_nineteen_sees_what_is_owed_and_what_is_chosen(offer: Loaded, on: date) -> None:
    found = result_of("ours 18_20 at_18 enough university renting", on)
    assert titles(found.must) >= {
        "Your own adviser",
        "Your plan",
        "University bursary",
        "More help with rent if you live alone",
    }
    assert titles(found.chosen) >= {"Birthday money", "A laptop for your course"}
    setting_up = next(one for one in found.also if one.entitlement.title == "Money to set up your home")
    assert setting_up.when == "you move into your own home"
    assert "Help from 21 to 25: just ask" not in titles((*found.must, *found.also, *found.maybe))
    assert found.changes[-1] == "When you turn 21, you keep your adviser and plan if you ask for them."


def test_another_councils_care_leaver_learns_who_owes_what(offer: Loaded, on: date) -> None:
    found = result_of("other 18_20 at_18 enough nothing homeless", on)
    assert "Your own adviser" in found.owed_elsewhere
    assert "Birthday money" not in titles((*found.chosen, *found.also, *found.maybe))
    assert "No home tonight, or about to lose it" in titles(found.must)
    assert "No home tonight, or about to lose it" not in found.owed_elsewhere, "the housing team owes that"


def test_whoever_has_no_home_sees_that_help_before_all_else(offer: Loaded, on: date) -> None:
    for path, title in (
        ("ours 18_20 at_18 enough nothing homeless", "No home tonight, or about to lose it"),
        ("ours 21_24 at_18 enough nothing homeless", "No home at 21 or over"),
        ("other 21_24 at_18 enough nothing homeless", "No home at 21 or over"),
    ):
        assert result_of(path, on).must[0].entitlement.title == title
    over_25 = result_of("ours 25_plus before_16 neither nothing homeless", on)
    assert "No home at 21 or over" in titles(over_25.must), "this has no top age"


def test_help_with_rent_goes_on_to_25_after_a_short_time_in_care(offer: Loaded, on: date) -> None:
    for age in ("18_20", "21_24"):
        assert "More help with rent if you live alone" in titles(
            result_of(f"ours {age} at_18 less work renting", on).must
        )


def test_staying_put_is_only_for_those_who_were_in_care_at_eighteen(offer: Loaded, on: date) -> None:
    in_care_at_18 = result_of("ours 18_20 at_18 enough nothing foster", on)
    left_at_16 = result_of("ours 18_20 at_16 enough no nothing", on)
    assert "Stay on with your foster carer" in titles(in_care_at_18.must)
    assert "Stay on with your foster carer" not in titles((*left_at_16.must, *left_at_16.also, *left_at_16.maybe))


def test_a_short_time_in_care_gets_advice_but_no_adviser(offer: Loaded, on: date) -> None:
    found = result_of("ours 18_20 at_18 less work other", on)
    assert "Advice if you were in care for a short time" in titles(found.must)
    assert "Your own adviser" not in titles((*found.must, *found.also, *found.maybe))


def test_a_contested_point_is_said_openly(on: date, offer: Loaded) -> None:
    found = result_of("ours 18_20 at_16 enough ended nothing", on)
    assert any("Some councils say" in doubt for doubt in found.doubts)
    assert not result_of("ours 18_20 at_16 enough no nothing", on).doubts


def test_not_knowing_how_long_leaves_both_open_and_says_how_to_find_out(offer: Loaded, on: date) -> None:
    found = result_of("ours 18_20 at_18 not_sure work other", on)
    assert [status.legal_name for status in found.statuses] == [
        "former relevant child",
        "person qualifying for advice and assistance",
    ]
    assert found.find_out == (FIND_OUT["weeks"],)
    assert "Your own adviser" in titles(found.maybe)
    assert any(change.startswith("If you had been in care for 13 weeks or more") for change in found.changes)


def test_the_same_answers_give_the_same_status_on_any_day(on: date) -> None:
    for path in ("ours 18_20 at_18 enough", "ours 16_17 no at_16 enough no", "never 18_20 charity"):
        answers = answers_of(path)
        statuses = {lives(answers, day)[0].category for day in (date(2024, 2, 29), date(2025, 8, 31), on)}
        assert len(statuses) == 1


# ---- on the page ----


def walk(visit: Visit, words: str) -> Page:
    """Tap through the questions."""
    page = visit(PATH)
    for value in words.split():
        page = visit.post(PATH, {"state": page.fields["state"], "answer": value}, status=200)
    return page


def test_a_walk_through_the_questions_ends_in_a_result(offer: Loaded, visit: Visit) -> None:
    page = walk(visit, "ours 18_20 at_18 enough university renting")
    assert page.h1 == "What you can get"
    for words in ("You are a care leaver with full rights", "Why we say this", "What would change it", "01632 960220"):
        assert words in page
    assert not page.response.cookies
    assert page.response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "path", ["other 18_20 not_sure not_sure not_sure not_sure", "never 18_20 neither work", "ours under_16 yes"]
)
def test_a_result_of_any_kind_is_a_well_mannered_page(path: str, offer: Loaded, visit: Visit) -> None:
    words = path if len(path.split()) < 4 or "never" not in path else path + " other"
    assert walk(visit, words).h1 == "What you can get"


def test_back_goes_to_the_question_before(offer: Loaded, visit: Visit) -> None:
    page = walk(visit, "ours 18_20")
    assert page.h1 == "When did you last leave care?"
    back = visit.post(PATH, {"state": page.fields["state"], "back": "1"}, status=200)
    assert back.h1 == "How old are you?"
    assert unpacked(back.fields["state"]) == {"council": "ours"}


def test_a_form_without_an_answer_asks_again(visit: Visit) -> None:
    page = visit(PATH)
    again = visit.post(PATH, {"state": page.fields["state"]}, status=200)
    assert again.h1 == "Which council looked after you?"
    assert "Choose one of these." in again


def test_answers_that_were_lost_on_the_way_begin_anew_and_nothing_is_guessed(visit: Visit) -> None:
    forged, stale = packed({"council": "ours"}) + "x", packed({"council": "ours", "age": "a hundred"})
    for state in (forged, stale, "nonsense", "", "\x00"):
        begins_anew(state, visit)


def begins_anew(state: str, visit: Visit) -> None:
    """Whatever comes with such a state, the first question is asked."""
    assert unpacked(state) is None
    for sent in ({"answer": "ours"}, {"answer": NOT_SURE}, {"back": "1"}, {}):
        page = visit.post(PATH, {"state": state, **sent}, status=400)
        assert page.h1 == "Which council looked after you?"
        assert "Please start again" in page
        assert unpacked(page.fields["state"]) == {}


def test_a_form_from_another_site_is_refused(visit: Visit) -> None:
    sent = {"state": packed({}), "answer": "ours"}
    assert visit.post(PATH, sent, status=403, headers={"Origin": "https://elsewhere.example"})
    assert visit.post(PATH, sent, status=200, headers={"Origin": "http://testserver"})


def test_answers_need_no_cookie_and_reach_no_log(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    visit.client(None).handler.enforce_csrf_checks = True
    with caplog.at_level(logging.DEBUG):
        page = visit.post(PATH, {"state": packed({"council": "ours"}), "answer": "18_20"}, status=200)
    assert page.h1 == "When did you last leave care?"
    assert not page.response.cookies
    assert "18_20" not in caplog.text
    assert [href for href in page.links.values() if "?" in href] == [f"/feedback/?page={PATH}"]


def test_every_question_has_a_way_to_find_out() -> None:
    asked = {one.id for path in every_path() for one in questions_of(path) if one.decides_status}
    assert asked == set(FIND_OUT)
    assert question("doing").decides_status is False
