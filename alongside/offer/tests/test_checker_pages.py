"""The checker as pages, with the demo council's offer: a walk, what travels, what stays nowhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from alongside.offer import queries
from alongside.offer.actions import Loaded
from alongside.offer.checker.life_now import LifeNow
from alongside.offer.checker.lives import Life, lives
from alongside.offer.checker.questions import NOT_SURE
from alongside.offer.checker.results import Result, result
from alongside.offer.checker.sorting import Sorter, law_says_no
from alongside.offer.checker.state import State, packed, unpacked
from alongside.offer.models import EntitlementPage
from alongside.offer.tests import golden
from alongside.offer.who_for import Circumstance, Fit, Situation, fit
from alongside.partners.models import District
from tests.visiting import Page, Visit

pytestmark = pytest.mark.django_db
PATH = "/what-can-i-get/"
CARE_LEAVER = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough"}
NARROWER = {"at_16", "before_16", "never", "at_18", "short_breaks"}
"""Answers on which the law is narrower than any row of categories and ages can say: there the law decides alone."""


def titles(offered: Any) -> set[str]:
    """Titles of entitlements in a list of the result."""
    return {one.entitlement.title for one in offered}


def tap(visit: Visit, page: Page, answer: str | list[str]) -> Page:
    """Tap an answer, or tick boxes and go on."""
    sent = {"answer": "ticked", "tick": answer} if isinstance(answer, list) else {"answer": answer}
    return visit.post(PATH, {"state": page.fields["state"], **sent}, status=200)


def walk(visit: Visit, *answers: str | list[str]) -> Page:
    """Tap through the questions."""
    page = visit(PATH)
    for answer in answers:
        page = tap(visit, page, answer)
    return page


@pytest.fixture
def only_in_alderbrook(offer: Loaded) -> None:
    """Something that only those get who live in one district, so that the checker asks in which."""
    page = EntitlementPage.objects.get(slug="council-tax")
    page.districts = [District.objects.create(slug="alderbrook", name="Alderbrook")]
    page.save()


# ---- with the demo council's offer ----


def test_who_it_is_for_never_promises_what_the_law_refuses(offer: Loaded, on: date) -> None:
    """Where a record says that something is somebody's by law, the law agrees; drift between the two fails here."""
    anything = dict.fromkeys(Circumstance, True)
    found: set[Life] = {life for path in golden.status_paths() for life in lives(path, on)}
    drift = set()
    for one in queries.entitlements(on=on):
        for life in found:
            fits = fit(one.rows, Situation(life.groups, life.youngest, life.under, anything, True, True))
            if fits is Fit.YES and law_says_no(one, life):
                drift.add((one.law_ids, *(value for _, value in life.answers if value in NARROWER)))
    assert drift <= {
        (("staying_put",), "at_16"),
        (("staying_put",), "before_16"),
        (("vacation_accommodation",), "never"),
        (("vacation_accommodation",), "before_16"),
        (("priority_need",), "before_16"),
        (("shared_rate_exemption",), "before_16"),
        (("health_assessment",), "short_breaks"),
        (("looked_after_visit",), "short_breaks"),
        (("personal_education_plan",), "short_breaks"),
    }


def result_of(on: date, **answers: str) -> Result:
    """The result with the demo offer."""
    return result(answers, queries.entitlements(on=on), on=on, council="Brightwater")


def test_a_care_leaver_of_nineteen_sees_what_is_owed_and_what_is_chosen(offer: Loaded, on: date) -> None:
    found = result_of(on, **CARE_LEAVER, life="university renting")
    assert titles(found.offered.must) >= {"Your own adviser", "Your plan", "University bursary"}
    assert titles(found.offered.chosen) >= {"Birthday money", "A laptop for your course"}
    setting_up = next(one for one in found.offered.later if "setting_up_home" in one.entitlement.law_ids)
    assert setting_up.when == "you move into your own home"
    assert found.changes[-1] == "When you turn 21, you keep your adviser and plan if you ask for them."


def test_what_each_open_life_has_by_a_row_of_its_own_is_not_lost(offer: Loaded, on: date) -> None:
    found = result_of(on, council="ours", age="not_sure")
    every = (*found.offered.also, *found.offered.maybe, *found.offered.later, *found.offered.for_now)
    assert any(item.entitlement.url.endswith("/housing-team/") for item in every)


def test_whoever_has_no_home_sees_that_help_before_all_else(offer: Loaded, on: date) -> None:
    for council in ("ours", "other"):
        for age, law_id in (("18_20", "priority_need"), ("21_24", "priority_need_if_vulnerable")):
            found = result_of(on, **{**CARE_LEAVER, "council": council, "age": age}, life="homeless")
            assert law_id in found.offered.must[0].entitlement.law_ids


def test_staying_put_is_only_for_those_who_were_in_care_at_eighteen(offer: Loaded, on: date) -> None:
    def has_it(**answers: str) -> bool:
        return any("staying_put" in one.entitlement.law_ids for one in result_of(on, **answers).offered.must)

    assert has_it(**CARE_LEAVER, life="foster")
    assert not has_it(**{**CARE_LEAVER, "left": "at_16"}, parent="no", life="foster")


# ---- on the page ----


def test_a_walk_through_the_questions_ends_in_a_result(only_in_alderbrook: None, visit: Visit) -> None:
    page = walk(visit, *CARE_LEAVER.values())
    assert page.h1 == "Where do you live now?"
    page = walk(visit, *CARE_LEAVER.values(), "Alderbrook")
    assert page.h1 == "Is any of this true for you?"
    page = tap(visit, page, ["university", "renting"])
    assert page.h1 == "What you can get"
    for words in (
        "You are a care leaver with full rights",
        "What to do next",
        "Why we say this",
        "You live in Alderbrook.",
        "You go to university.",
        "What each one rests on",
        "What would change it",
        "01632 960220",
    ):
        assert words in page
    assert not page.response.cookies
    assert page.response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "answers",
    [
        {"council": "other", "age": "18_20", "left": NOT_SURE, "weeks": NOT_SURE, "parent": NOT_SURE, "life": NOT_SURE},
        {"council": "never", "age": "18_20", "elsewhere": "charity", "place": "outside", "life": "work"},
        {"council": "never", "age": "18_20", "elsewhere": "neither", "life": "none"},
        {"council": "ours", "age": "under_16", "in_care": "yes", "life": "none"},
        {**CARE_LEAVER, "place": "outside", "life": "custody released alone child"},
    ],
)
def test_a_result_of_any_kind_is_a_well_mannered_page(answers: dict[str, str], offer: Loaded, visit: Visit) -> None:
    page = visit.post(PATH, {"state": packed(answers)}, status=200)
    while page.h1 != "What you can get":
        page = tap(visit, page, NOT_SURE)
    assert len(page.content) < 80_000
    text = visit.post(PATH, {"state": packed(answers), "text": "1"}, status=200)
    if not text.is_html:
        assert text.response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "What to do next" in text.html
        assert "&" not in text.html and "<" not in text.html and "{" not in text.html


def test_whoever_lives_outside_learns_what_still_holds(offer: Loaded, visit: Visit) -> None:
    page = visit.post(PATH, {"state": packed({**CARE_LEAVER, "place": "outside", "life": "none"})}, status=200)
    assert "It does not matter where you live now." in page
    assert "All that is by law holds wherever you live." in page
    assert "Your own adviser" in page


def test_back_goes_to_the_question_before(offer: Loaded, visit: Visit) -> None:
    page = walk(visit, "ours", "18_20")
    assert page.h1 == "When did you last leave care?"
    back = visit.post(PATH, {"state": page.fields["state"], "back": "1"}, status=200)
    assert back.h1 == "How old are you?"
    assert unpacked(back.fields["state"]) == State({"council": "ours"})
    at_the_end = visit.post(PATH, {"state": packed({**CARE_LEAVER, "place": "outside", "life": "none"})}, status=200)
    back = visit.post(PATH, {"state": at_the_end.fields["state"], "back": "1"}, status=200)
    assert back.h1 == "Is any of this true for you?"


def test_a_form_without_an_answer_asks_again(offer: Loaded, visit: Visit) -> None:
    page = visit(PATH)
    again = visit.post(PATH, {"state": page.fields["state"]}, status=200)
    assert again.h1 == "Which council looked after you?"
    assert "Choose one of these." in again
    page = walk(visit, *CARE_LEAVER.values(), "outside")
    for ticks in ([], ["nonsense"], ["<script>"]):
        again = tap(visit, page, ticks)
        assert again.h1 == "Is any of this true for you?"
        assert "Tick what is true, or choose one of the last two." in again


def test_answers_that_were_lost_on_the_way_begin_anew_and_nothing_is_guessed(visit: Visit) -> None:
    forged, stale = packed({"council": "ours"}) + "x", packed({"council": "ours", "age": "a hundred"})
    for state in (forged, stale, packed({"life": "none"}), "nonsense", "", "\x00"):
        begins_anew(state, visit)


def begins_anew(state: str, visit: Visit) -> None:
    """Whatever comes with such a state, the first question is asked."""
    assert unpacked(state) is None
    for sent in ({"answer": "ours"}, {"answer": NOT_SURE}, {"back": "1"}, {"as_at": "2023-03-31"}, {}):
        page = visit.post(PATH, {"state": state, **sent}, status=400)
        assert page.h1 == "Which council looked after you?"
        assert "Please start again" in page


def test_a_form_from_another_site_is_refused(visit: Visit) -> None:
    sent = {"state": packed({}), "answer": "ours"}
    assert visit.post(PATH, sent, status=403, headers={"Origin": "https://elsewhere.example"})
    assert visit.post(PATH, sent, status=200, headers={"Origin": "http://testserver"})


def test_answers_need_no_cookie_and_reach_no_log_and_no_address(
    only_in_alderbrook: None, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    visit.client(None).handler.enforce_csrf_checks = True
    secrets = ("18_20", "at_18", "enough", "Alderbrook", "custody", "alone")
    with caplog.at_level(logging.DEBUG):
        page = walk(visit, *CARE_LEAVER.values(), "Alderbrook", "none")
        page = visit.post(PATH, {"state": packed({**CARE_LEAVER, "life": "custody alone"})}, status=200)
    assert not page.response.cookies
    for secret in secrets:
        assert secret not in caplog.text
    told = [href for href in page.links.values() if "?" in href]
    assert told == [f"/feedback/?page={PATH}"]
    assert {form.get("method") for form in page.document.all("form")} == {"post"}


# ---- as at another day ----


def test_the_same_answers_are_worked_out_for_a_day_in_the_past(offer: Loaded, visit: Visit, on: date) -> None:
    title = next(one.title for one in queries.entitlements(on=on) if "setting_up_home" in one.law_ids)
    state = packed({**CARE_LEAVER, "place": "outside", "life": "moving apprentice"})
    for day, sum_ in (("2023-03-31", "£2,000"), ("2023-04-01", "£3,000")):
        page = visit.post(PATH, {"state": state, "as_at": day}, status=200)
        assert "Worked out for" in page and "The words of our offer are those of today." in page
        assert sum_beside(title, page) == sum_
        again = visit.post(PATH, {"state": page.fields["state"]}, status=200)
        assert sum_beside(title, again) == sum_, "the day travels with the answers"
    today = visit.post(PATH, {"state": page.fields["state"], "as_at": ""}, status=200)
    assert "The words of our offer are those of today." not in today


def sum_beside(title: str, page: Page) -> str:
    """The sum in the line of the result that has this title."""
    lines = ["".join(one.itertext()) for one in page.document.all("li")]
    return next(line.replace(title, "").split()[0] for line in lines if line.strip().startswith(title))


@pytest.mark.parametrize("day", ["2011-03-31", "2999-01-01", "yesterday", "2023-02-29", "<b>"])
def test_a_day_that_will_not_do_says_which_would(day: str, offer: Loaded, visit: Visit) -> None:
    state = packed({**CARE_LEAVER, "place": "outside", "life": "none"})
    page = visit.post(PATH, {"state": state, "as_at": day}, status=400)
    assert "Give a day from 1 April 2011 to" in page
    assert page.h1 == "What you can get"


def test_it_works_on_the_29th_of_february(offer: Loaded, visit: Visit, set_clock: Callable[[date], None]) -> None:
    set_clock(date(2028, 2, 29))
    page = visit.post(PATH, {"state": packed({**CARE_LEAVER, "place": "outside", "life": "none"})}, status=200)
    assert "Worked out for 29 February 2028" in page


def test_the_offer_at_hand_is_read_anew_when_something_is_published(offer: Loaded, on: date) -> None:
    before = queries.published(on=on)
    assert queries.published(on=on) is before
    page = EntitlementPage.objects.live().first()
    assert page is not None
    page.title = "Another title"
    page.save_revision().publish()
    assert "Another title" in {one.title for one in queries.published(on=on)}


def test_of_lives_that_no_entitlement_tells_apart_one_is_enough(on: date) -> None:
    path = {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough"}
    twice = lives(path, on) * 2
    assert len(Sorter(twice, LifeNow(), True).lives) == 1
