"""The register is whole, and what is more than noise is told from what is not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from alongside.board import noise, numbers, periods
from alongside.board.contradictions import Statement, contradictions
from alongside.board.register import ASKS, GROUPS, State, computed_by, register
from alongside.shell import figures as measuring
from alongside.shell import secrecy
from alongside.shell.figures import Figure, Measured, Period

NUMBERS = {"A": 17, "B": 21, "C": 6, "D": 8, "E": 9, "F": 6, "G": 17, "H": 23, "I": 21, "J": 1, "K": 8}
"""How many indicators each group has: 137 in all."""
OUR_OWN = [f"L{number}" for number in range(1, 9)]
"""What our own records and those of partners add."""
YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))


def test_all_137_are_there():
    expected = [f"{group}{number}" for group, most in NUMBERS.items() for number in range(1, most + 1)]
    assert list(register()) == expected + OUR_OWN
    assert len(expected) == 137


def test_each_has_a_state_and_a_definition():
    for one in register().values():
        assert one.group in GROUPS and one.asks in ASKS and one.better in ("higher", "lower", "neither")
        assert one.name and one.definition and one.source_words and one.unit and one.period
        assert one.state is not State.NOT_YET or len(one.not_yet) > 20
    assert sum(one.state is State.COMPUTED for one in register().values()) >= 42


def test_what_a_part_computes_is_in_the_register():
    computed = [one.id for one in register().values() if computed_by(one.id)]
    from alongside.board.register import PARTS

    assert {known.indicator for part in PARTS for known in part} == set(computed)


def test_what_casework_voice_partners_and_the_offer_hold_is_computed():
    computed = {one.id for one in register().values() if one.state is State.COMPUTED}
    held = "A14 B3 D2 D3 E2 E9 F3 G1 G2 G9 G10 G12 G13 I5 I6 I7 I8 I9 I10 I13 I16 I18 I21 K1 K3 K7 K8"
    assert computed >= {*held.split(), *OUR_OWN}
    assert len(computed) >= 42 + 40


def test_what_is_entered_though_casework_has_half_of_it_says_why():
    told = register()
    assert told["I15"].state is told["G5"].state is State.COMPUTED
    for id in ("I12", "G11"):
        assert told[id].state is State.TYPED and ", because " in told[id].state_words
        assert len(told[id].why_typed) > 20


def test_a_share_says_of_what():
    assert [one.id for one in register().values() if one.unit == "%" and not one.of] == []


# --- Noise -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([50, 52, 49], "too few"),
        ([50, 52, 49, 51, 50, 48, 52], "noise"),
        ([50, 52, 49, 51, 50, 48, 70], "up"),
        ([50, 52, 49, 51, 50, 48, 30], "down"),
        ([40, 41, 40, 41, 40, 41, 44, 45, 44, 45, 44, 45, 44, 45], "up"),
    ],
)
def test_only_what_is_more_than_noise_is_called_a_change(values, told):
    assert noise.change(values) == told


def test_the_limits_are_those_of_shewhart():
    found = noise.limits([10, 12, 11, 13, 12, 14])
    assert found is not None
    assert (found.middle, round(found.high - found.middle, 3)) == (12.0, round(2.66 * 8 / 5, 3))
    assert noise.limits([95, 99, 97, 99, 96, 98], most=100).high == 100  # type: ignore[union-attr]


def test_what_stays_the_same_is_no_change():
    assert noise.change([33.3] * 8) == "noise"
    assert noise.change([33.3] * 8 + [33.4]) == "up"


def test_a_funnel_is_wide_where_few_are_counted():
    assert not noise.is_beyond_chance(60, of=20, against=50)
    assert noise.is_beyond_chance(60, of=400, against=50)


# --- Periods ---------------------------------------------------------------------------------------------------------


def test_quarters_and_years_begin_in_april():
    on = date(2026, 5, 2)
    assert [periods.words(one) for one in periods.closed_quarters(on, 2)] == ["Oct–Dec 2025", "Jan–Mar 2026"]
    assert [periods.words(one) for one in periods.closed_years(on, 2)] == ["2024/25", "2025/26"]
    assert periods.closed_years(date(2026, 3, 31), 1) == [periods.year_to(2025)]
    assert periods.quarters_in(YEAR)[0].from_on == YEAR.from_on
    assert periods.quarters_in(YEAR)[-1].to_on == YEAR.to_on
    assert periods.words(Period(date(2026, 4, 1), date(2026, 5, 31))) == "31 May 2026"
    assert periods.words(Period(date(2026, 4, 1), date(2026, 6, 29))) == "29 Jun 2026"


# --- Nothing hidden can be worked out --------------------------------------------------------------------------------


def figure(id: str, measured: Measured | None) -> Figure:
    assert measured is not None
    return Figure(
        id, YEAR, measured.numerator, measured.denominator, measured.value, measured.unit, measured.suppressed,
        "counted", "source", YEAR.to_on, measured.parts,
    )  # fmt: skip


def test_a_count_inside_another_is_hidden_where_they_differ_by_few():
    shown = secrecy.guarded(
        {"B6": figure("B6", measuring.share(330, of=500)), "B7": figure("B7", measuring.share(327, of=500))}
    )
    assert shown["B7"].suppressed and shown["B7"].value is None
    assert not shown["B6"].suppressed


def test_two_that_leave_few_of_the_same_whole_are_not_both_shown():
    shown = secrecy.guarded(
        {"I1": figure("I1", measuring.share(140, of=247)), "I4": figure("I4", measuring.share(104, of=247))}
    )
    assert (shown["I1"].suppressed, shown["I4"].suppressed) == (False, True)


def test_a_part_hidden_in_one_is_hidden_in_the_other():
    kinds = {"Foster carers": 9, "Children's home, secure home or residential school": 6, "With parents": 3}
    shown = secrecy.guarded(
        {"B17": figure("B17", measuring.parts(kinds)), "B8": figure("B8", measuring.share(6, of=18))}
    )
    assert shown["B8"].suppressed


def test_a_share_of_those_whom_another_counts_is_hidden_with_it():
    shown = secrecy.guarded(
        {"D2": figure("D2", measuring.share(3, of=40)), "D4": figure("D4", measuring.share(0, of=3))}
    )
    assert shown["D2"].suppressed and shown["D4"].suppressed
    assert str(shown["D4"].denominator) == "not shown"


def test_two_wholes_that_differ_by_few_are_not_both_shown():
    for of, is_hidden in ((36, True), (35, False)):
        wide, narrow = figure("I8", measuring.share(9, of=40)), figure("I9", measuring.share(9, of=of))
        shown = secrecy.guarded({"I8": wide, "I9": narrow})
        assert (shown["I8"].suppressed, shown["I9"].suppressed) == (False, is_hidden)
        assert (str(shown["I9"].denominator) == "not shown") is is_hidden


@pytest.mark.parametrize(
    ("quarters", "year", "may"),
    [
        ([10, 10, 5, 9], 34, True),
        ([8, 2, 5, 9], 24, False),  # the year less three quarters would be the fourth
        ([8, 1, 1, 9], 19, False),  # two hidden that add up to two are one each
        ([8, 3, 4, 9], 24, True),  # two hidden that add up to seven: each could be five or more
    ],
)
def test_a_year_never_tells_a_hidden_quarter(quarters, year, may):
    parts = [figure("H5", measuring.number(one)) for one in quarters]
    assert secrecy.may_show_year(figure("H5", measuring.number(year)), parts) is may


@pytest.mark.parametrize(("over", "may"), [([10, 10, 5, 9], True), ([8, 2, 5, 9], False)])
def test_a_year_of_an_average_never_tells_over_how_few_a_quarter_was(over, may):
    def averages(people: int):
        return figure("H7", measuring.average(400, over=people, unit="days"))

    assert secrecy.may_show_year(averages(sum(over)), [averages(one) for one in over]) is may


# --- Contradictions that papers of other councils have had -----------------------------------------------------------


def says(statement: Statement) -> list[str]:
    return [one.says for one in contradictions([statement])]


def stated(id: str, value: str, **more) -> Statement:
    return Statement(id, more.pop("where", "A report"), "2017/18", Decimal(value), **more)


def test_quarters_that_do_not_add_up_to_their_total():
    quarters = tuple(Decimal(number) for number in (12, 13, 5, 21))
    assert says(stated("H1", "33", parts=quarters)) == ["12 + 13 + 5 + 21 = 51, not 33."]


def test_the_same_share_stated_twice():
    found = contradictions([stated("B6", "68", where="the text"), stated("B6", "58", where="the snapshot")])
    assert [one.says for one in found] == ["It is stated as 68 and 58 for 2017/18."]
    assert found[0].where == ("the text", "the snapshot")


@pytest.mark.parametrize(
    ("paper", "other", "agree"),
    [
        (stated("B6", "84"), stated("B6", "84.3"), True),
        (stated("B6", "84"), stated("B6", "84.6"), False),
        (stated("B6", "84.1"), stated("B6", "84.3"), False),
        (stated("B6", "84"), stated("B6", "84.3", is_computed=True), True),
        (stated("B6", "84.3"), stated("B6", "84", is_computed=True), False),
    ],
)
def test_a_paper_may_give_whole_numbers(paper: Statement, other: Statement, agree: bool):
    assert (contradictions([paper, other]) == []) is agree


def test_a_share_that_its_own_numbers_do_not_give():
    assert says(stated("C2", "70", found=656 - 147 - 19, of=656)) == ["490 of 656 is 75 %, not 70 %."]
    assert says(stated("C2", "75", found=656 - 147 - 19, of=656)) == []


def test_a_projection_that_is_not_credible():
    told = says(stated("A3", "708", base=Decimal(656), years=Decimal(3)))
    assert told == ["From 656 to 708 at a constant rate needs 7.9 % more children in 3 years: show the working."]
    assert says(stated("A3", "665", base=Decimal(656), years=Decimal(3))) == []


def test_what_somebody_explained_comes_last():
    found = contradictions(
        [
            stated("B6", "68", explained="The text counts kinship care."),
            stated("B6", "58"),
            stated("H1", "33", parts=(Decimal(51),)),
        ]
    )
    assert [(one.indicator, bool(one.explained)) for one in found] == [("H1", False), ("B6", True)]


# --- What the board computes of the offer ----------------------------------------------------------------------------


def test_entries_of_the_offer_checked_in_time(monkeypatch):
    end = YEAR.to_on

    def entry(last: int, again: int) -> SimpleNamespace:
        return SimpleNamespace(last_checked_on=end + timedelta(days=last), next_check_on=end + timedelta(days=again))

    entries = [entry(-90, 0), entry(-10, 90), entry(-200, -1), entry(1, 180)]  # the last was checked since
    monkeypatch.setattr(numbers.offer, "entitlements", lambda on: entries)
    found = numbers.figures.of("L8", period=YEAR)
    assert found is not None and found.value == round(Decimal(200) / 3)
    monkeypatch.setattr(numbers.offer, "entitlements", lambda on: entries[3:])
    assert numbers.figures.of("L8", period=YEAR) is None
