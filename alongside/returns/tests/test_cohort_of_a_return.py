"""What a return tells of each child's life, and where everyone then stands."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.law import Category, Certainty, Circumstances, Detention, ParentStay, Spell
from alongside.returns import Return
from alongside.returns.cohort import cohort, people_in
from alongside.returns.cohort.join import ANOTHER_AUTHORITY, history_held_from
from alongside.returns.tests.invented import a_return, ep, leaver

ON = date(2026, 3, 31)
AT_16 = {"A": "01/06/2009"}  # 16 on 1 June 2025
AT_18 = {"A": "01/06/2007"}


def facts_of(given: Return, child: str = "A") -> Circumstances:
    facts = people_in(given, "Brightwater")[child]
    assert facts is not None
    return facts


def spells_of(given: Return) -> list[tuple[date, date | None]]:
    return [(spell.from_on, spell.to_on) for spell in facts_of(given).spells or ()]


# ---- several years as one life ----


def test_an_episode_that_last_year_left_open_is_continued_by_this_year() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/02/2025")])
    both = a_return(2026, Episodes=[ep("A", "01/02/2025", "01/07/2025", "E5")], earlier=last)
    assert spells_of(both) == [(date(2025, 2, 1), date(2025, 7, 1))]


def test_the_newest_year_is_believed_about_the_same_episode() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/02/2025", "01/03/2025", "E5")])
    both = a_return(2026, Episodes=[ep("A", "01/02/2025", "05/03/2025", "E5")], earlier=last)
    assert spells_of(both) == [(date(2025, 2, 1), date(2025, 3, 5))]


def test_an_open_episode_that_this_year_forgets_has_no_known_end() -> None:
    last = a_return(2025, born=AT_16, Episodes=[ep("A", "01/02/2025")])
    both = a_return(2026, born=AT_16, Header=[{"CHILD": "A"}], OC3=[leaver("A")], earlier=last)
    assert spells_of(both) == [(date(2025, 2, 1), date(2025, 4, 1))]
    assert facts_of(both).history_held_from == date(2026, 4, 1)
    assert cohort(both, ON)[0].category is Category.UNKNOWN


def test_an_open_episode_that_this_year_corrects_leaves_no_gap() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/02/2025")])
    both = a_return(2026, Episodes=[ep("A", "05/02/2025", "01/07/2025", "E5")], earlier=last)
    assert spells_of(both) == [(date(2025, 2, 5), date(2025, 7, 1))]
    assert facts_of(both).history_held_from == date(2024, 4, 1)


def test_an_open_episode_that_this_year_leaves_out_is_a_gap() -> None:
    last = a_return(2025, Episodes=[ep("A", "01/02/2024")])
    both = a_return(2026, Episodes=[ep("A", "01/06/2025", "10/06/2025", "E5")], earlier=last)
    assert facts_of(both).history_held_from == date(2026, 4, 1)


def test_history_is_held_from_the_first_of_an_unbroken_row_of_years() -> None:
    three = a_return(2026, earlier=a_return(2025, earlier=a_return(2023)))
    assert history_held_from(three) == date(2024, 4, 1)
    assert history_held_from(a_return(2026, without=["Episodes"])) is None


# ---- the facts that few children have ----


def test_a_special_guardianship_order_is_made_the_day_care_ended() -> None:
    order = facts_of(a_return(Episodes=[ep("A", "01/02/2020", "01/05/2025", "E47")])).special_guardianship
    assert order is not None
    assert (order.made_on, order.ended_on) == (date(2025, 5, 1), None)


def test_adoption_and_death_are_dated_by_the_end_of_care() -> None:
    given = a_return(Episodes=[ep("A", "01/02/2020", "01/05/2025", "E11"), ep("B", "01/02/2020", "02/05/2025", "E2")])
    assert facts_of(given).adopted_on == date(2025, 5, 1)
    assert facts_of(given, "B").died_on == date(2025, 5, 2)


def test_a_death_after_care_is_dated_by_the_first_year_that_tells_of_it() -> None:
    last = a_return(2025, born=AT_18, OC3=[leaver("A", "DIED", "0", "0")])
    assert facts_of(a_return(2026, OC3=[leaver("A", "DIED", "0", "0")], earlier=last)).died_on == date(2025, 3, 31)


def test_custody_lasts_until_looked_after_again() -> None:
    sentenced = ep("A", "01/02/2025", "01/05/2025", "E9")
    assert facts_of(a_return(Episodes=[sentenced])).detained_or_in_hospital == (Detention(date(2025, 5, 1)),)
    again = a_return(Episodes=[sentenced, ep("A", "01/08/2025")])
    assert facts_of(again).detained_or_in_hospital == (Detention(date(2025, 5, 1), date(2025, 8, 1)),)


def test_care_taken_over_is_another_authority_s_and_what_came_of_it_is_not_known() -> None:
    given = a_return(born=AT_16, Episodes=[ep("A", "01/02/2024", "01/09/2025", "E3")])
    spells = facts_of(given).spells or ()
    assert spells[-1] == Spell(date(2025, 9, 1), date(2025, 9, 2), "C2", ANOTHER_AUTHORITY)
    person = cohort(given, ON, "Brightwater")[0]
    assert person.responsible == ANOTHER_AUTHORITY
    assert person.certainty is not Certainty.CLEAR


@pytest.mark.parametrize(
    ("ending", "moved_in"),
    [("E4A", date(2025, 5, 1)), ("E4B", date(2025, 5, 1)), ("E5", date(2025, 6, 1))],
)
def test_back_with_parents_is_since_going_home_or_six_months_before_the_birthday(ending: str, moved_in: date) -> None:
    given = a_return(
        born={"A": "01/12/2008"},  # 17 on 1 December 2025
        Episodes=[ep("A", "01/02/2024", "01/05/2025", ending)],
        OC3=[leaver("A", "RHOM", "0", "0")],
    )
    assert facts_of(given).lived_with_parent == (ParentStay(moved_in),)


def test_back_with_parents_ends_when_a_later_year_says_otherwise() -> None:
    last = a_return(2025, born=AT_18, OC3=[leaver("A", "RHOM", "0", "0")])
    both = a_return(2026, born=AT_18, OC3=[leaver("A")], earlier=last)
    assert facts_of(both).lived_with_parent == (ParentStay(date(2023, 12, 1), date(2025, 6, 1)),)


def test_going_home_alone_does_not_settle_anyone() -> None:
    given = a_return(born=AT_16, Episodes=[ep("A", "01/02/2024", "01/07/2025", "E4A")])
    assert facts_of(given).lived_with_parent == ()
    assert cohort(given, ON)[0].category is Category.RELEVANT


def test_short_breaks_in_another_place_have_another_carer() -> None:
    stays = [
        ("01/05/2025", "05/05/2025", "ZZ2 2ZZ"),
        ("01/06/2025", "05/06/2025", "ZZ22ZZ"),
        ("01/07/2025", "05/07/2025", "YY1 1YY"),
    ]
    given = a_return(Episodes=[ep("A", start, end, "E8", LS="V3", PL_POST=place) for start, end, place in stays])
    assert [spell.same_carer for spell in facts_of(given).spells or ()] == [True, True, False]


def test_an_agreement_of_short_breaks_is_not_time_in_care_but_a_gap() -> None:
    given = a_return(born=AT_16, Episodes=[ep("A", "01/04/2025", LS="V4")])
    assert spells_of(given) == []
    assert facts_of(given).history_held_from == date(2026, 4, 1)
    assert cohort(given, ON)[0].category is Category.UNKNOWN


# ---- where everyone stands ----


def test_a_care_leaver_without_episodes_is_unknown_and_the_reason_says_what_is_missing() -> None:
    given = a_return(born=AT_18, OC3=[leaver("A")], earlier=a_return(2025))
    person = cohort(given, ON, "Brightwater")[0]
    assert (person.category, person.certainty) == (Category.UNKNOWN, Certainty.UNKNOWN)
    assert person.reason == "Treated by this council as a care leaver; history before 1 April 2024 not held."


def test_a_return_without_episodes_says_that_no_history_is_held() -> None:
    given = a_return(born=AT_18, OC3=[leaver("A")], without=["Episodes"])
    assert cohort(given, ON)[0].reason == "Treated by this council as a care leaver; no history of care held."


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"DECOM": "31/02/2025"}, "an impossible start"),
        ({"DEC": "31/02/2025", "REC": "E5"}, "an impossible end"),
        ({"DEC": "01/01/2020", "REC": "E5"}, "an end before the start"),
    ],
)
def test_an_episode_that_cannot_be_read_never_yields_none(broken: dict[str, str], why: str) -> None:
    given = a_return(born={"A": "01/06/2006"}, Episodes=[{**ep("A", "01/02/2024"), **broken}], Header=[{"CHILD": "A"}])
    assert cohort(given, ON)[0].category is Category.UNKNOWN, why


def test_nobody_is_dropped_for_want_of_a_date_of_birth() -> None:
    given = a_return(born={"B": "31/02/2008", "A": "01/06/2007"}, OC3=[leaver("A"), leaver("B")])
    people = cohort(given, ON)
    assert [(person.child, person.category) for person in people] == [("A", Category.UNKNOWN), ("B", Category.UNKNOWN)]
    assert people[1].reason == "No date of birth can be read, so nothing can be worked out."


@pytest.mark.parametrize(
    ("born", "episode", "category", "words"),
    [
        ("01/06/2009", ep("A", "01/02/2024"), Category.ELIGIBLE, "eligible child"),
        ("01/06/2009", ep("A", "01/02/2024", "01/07/2025", "E5"), Category.RELEVANT, "relevant child"),
        ("01/06/2007", ep("A", "01/02/2024", "01/06/2025", "E17"), Category.FORMER_RELEVANT, "former relevant child"),
        ("01/06/2009", ep("A", "02/06/2025", "10/06/2025", "E4A"), Category.QUALIFYING, "qualify for advice"),
        ("01/06/2013", ep("A", "01/02/2024"), Category.NONE, "16"),
    ],
)
def test_the_reason_is_the_sentence_that_draws_the_conclusion(
    born: str, episode: dict[str, str], category: Category, words: str
) -> None:
    history = a_return(2025, earlier=a_return(2024, earlier=a_return(2023, earlier=a_return(2022))))
    person = cohort(a_return(born={"A": born}, Episodes=[episode], earlier=history), ON, "Brightwater")[0]
    assert (person.category, person.certainty) == (category, Certainty.CLEAR)
    assert words in person.reason
    assert person.circumstances is not None


def test_rows_say_since_when_until_when_and_whose_duty() -> None:
    person = cohort(a_return(born=AT_16, Episodes=[ep("A", "01/02/2024")]), ON, "Brightwater")[0]
    assert (person.since, person.until, person.responsible) == (date(2025, 6, 1), date(2027, 6, 1), "Brightwater")
