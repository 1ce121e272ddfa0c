"""The forecast is repeatable, exact in its days, and a lever changes what it names alone."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from alongside.returns.tests.invented import a_return, ep, together
from alongside.sufficiency.forecasting import Question, forecast, history_of
from alongside.sufficiency.forecasting.backtest import chosen
from alongside.sufficiency.forecasting.cells import AGES, CELLS, EVENTS, STATES, STEP_DOWN
from alongside.sufficiency.forecasting.entries import arrivals, future, month_starts
from alongside.sufficiency.forecasting.levers import Levers, kept_share, lifted
from alongside.sufficiency.forecasting.rates import counted, drawn, fitted
from alongside.sufficiency.forecasting.simulate import Task, paths_coming, paths_here, simulate, uniform
from alongside.sufficiency.forecasting.tests.invented import SMALL, doing_as_now, history, with_levers, world


def test_it_begins_with_who_is_in_care() -> None:
    found = doing_as_now()
    assert found.days[0] == date(2025, 3, 31)
    assert (found.stock[:, :, :, :, 0] == world().stock_on(date(2025, 3, 31))).all()


def test_children_are_neither_made_nor_lost() -> None:
    found = doing_as_now()
    entered = found.entered.cumsum(axis=1)
    left = found.exits.sum(axis=1).cumsum(axis=1) + found.adults.sum(axis=(1, 2)).cumsum(axis=1)
    assert (found.total[:, 1:] == found.total[:, :1] + entered - left).all()
    assert (found.stock >= 0).all()


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_threads_changes_nothing(workers: int) -> None:
    again = forecast(history(), replace(SMALL, workers=workers))
    assert (again.stock == doing_as_now().stock).all()


def test_the_size_of_a_block_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.sufficiency.forecasting.simulate.BLOCK", 7)
    assert (forecast(history(), SMALL).stock == doing_as_now().stock).all()


def test_another_seed_gives_another_answer_and_the_same_the_same() -> None:
    assert (forecast(history(), SMALL).stock == doing_as_now().stock).all()
    assert (forecast(history(), replace(SMALL, seed=8)).stock != doing_as_now().stock).any()


def test_monthly_and_daily_answers_are_the_same() -> None:
    """The target of the reference is 0.2 %; without steps it is exact."""
    daily, monthly = _on_grid(every_day=True), _on_grid(every_day=False)
    months = month_starts(history().ends, 24) - history().ends
    assert np.abs(daily[:, :, months].sum(axis=1).mean(axis=0) / monthly.sum(axis=1).mean(axis=0) - 1).max() < 0.002
    assert (daily[:, :, months] == monthly).all()


def _on_grid(*, every_day: bool) -> np.ndarray:
    came = arrivals(history())
    months = month_starts(history().ends, 24) - history().ends
    task = Task(
        here=paths_here(history()),
        coming=paths_coming(came),
        tells=came.tells,
        rates=drawn(fitted(counted(history())), 40, 7),
        arrivals=future(came.months, 24, 40, "level", 7),
        kept=np.ones(len(AGES)),
        grid=np.arange(months[-1] + 1) if every_day else months,
        months=months,
        seed=7,
    )
    return simulate(task, 40).stock


def test_chance_is_never_nought_and_never_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in 16 million is enough to meet it: a thousand draws of a large council hold more."""
    monkeypatch.setattr("alongside.sufficiency.forecasting.simulate._mixed", lambda hashes: hashes)
    least, most = uniform(np.array([0, 2**64 - 1], dtype=np.uint64))
    assert 0 < least < most < 1


def test_everyone_leaves_on_their_18th_birthday_to_the_day() -> None:
    """A child who never leaves otherwise is in care up to the day before, and not on the day."""
    given = a_return(2026, born={"A": "15/09/2008"}, Episodes=[ep("A", "01/05/2025")])
    stays = history_of(given)
    rates = drawn(fitted(counted(stays)), 3, 1)
    never = replace(rates, events=np.full_like(rates.events, 1e-12))
    grid = np.arange(200)
    task = Task(
        here=paths_here(stays),
        coming=paths_coming(arrivals(stays)),
        tells=arrivals(stays).tells,
        rates=never,
        arrivals=np.zeros((3, 6), dtype=np.int64),
        kept=np.ones(len(AGES)),
        grid=grid,
        months=month_starts(stays.ends, 6) - stays.ends,
        seed=1,
    )
    found = simulate(task, 3)
    birthday = (date(2026, 9, 15) - date(2026, 3, 31)).days
    in_care = found.stock.sum(axis=1)
    assert (in_care[:, :birthday] == 1).all()
    assert (in_care[:, birthday:] == 0).all()
    assert found.adults.sum(axis=(0, 1)).tolist() == [0, 0, 0, 0, 0, 3]


ON_HOMES = (
    {"households_a_quarter": 5}, {"keep_of_ten": 5}, {"retire_at_56": True}, {"homes_of_four": True},
    {"staying_put_percent": 50}, {"bring_back": 5}, {"taken_by_others": 5}, {"fewer_entries": 5},
)  # fmt: skip


@pytest.mark.parametrize(("lever", "named"), [("home_sooner", "home"), ("guardianship", "permanence")])
def test_a_lever_leaves_every_other_rate_the_same_to_the_last_bit(lever: str, named: str) -> None:
    rates = fitted(counted(history()))
    usual = drawn(rates, 20, 7)
    pulled = lifted(usual, rates, Levers(**{lever: 10}), 20)
    kind = EVENTS.index(named)
    others = [other for other in range(STEP_DOWN + 1) if other != kind]
    assert (pulled.events[:, others].tobytes()) == usual.events[:, others].tobytes()
    assert pulled.goes.tobytes() == usual.goes.tobytes()
    assert (pulled.events[:, kind] > usual.events[:, kind]).all()


def test_stepping_down_adds_to_children_in_childrens_homes_alone() -> None:
    rates = fitted(counted(history()))
    usual = drawn(rates, 20, 7)
    pulled = lifted(usual, rates, Levers(step_down=10), 20)
    assert (usual.events[:, STEP_DOWN] == 0).all()
    assert pulled.events[:, :STEP_DOWN].tobytes() == usual.events[:, :STEP_DOWN].tobytes()
    assert pulled.goes.tobytes() == usual.goes.tobytes()
    by_state = pulled.events[:, STEP_DOWN].reshape(20, -1, len(STATES))
    named = [state.startswith("residential") for state in STATES]
    assert by_state[:, :, named] == pytest.approx(10 / 365.25 / 20)
    assert (by_state[:, :, [not each for each in named]] == 0).all()


@pytest.mark.parametrize("lever", ON_HOMES, ids=lambda lever: next(iter(lever)))
def test_a_lever_on_homes_or_arrivals_leaves_all_rates_the_same_to_the_last_bit(lever: dict[str, float]) -> None:
    rates = fitted(counted(history()))
    usual = drawn(rates, 20, 7)
    same = lifted(usual, rates, Levers(**lever), 20)
    assert same.events.tobytes() == usual.events.tobytes()
    assert same.goes.tobytes() == usual.goes.tobytes()


def test_children_who_step_down_leave_childrens_homes_for_foster_homes() -> None:
    usual, stepped = doing_as_now(), with_levers(step_down=12)
    change = (stepped.by_type - usual.by_type)[:, :, 12].mean(axis=0)
    assert change[1] < -2
    assert change[0] > 2
    assert abs(change[2:]).max() < 2
    assert (stepped.entered == usual.entered).all()
    # A rate that is nought is no step: pulled by nothing, every draw is the same.
    assert (with_levers(step_down=0).stock == usual.stock).all()


def test_children_who_leave_to_special_guardians_are_about_as_many_as_asked() -> None:
    usual, more = doing_as_now(), with_levers(guardianship=10)
    came = (more.exits[:, 1, :12].sum(axis=1) - usual.exits[:, 1, :12].sum(axis=1)).mean()
    assert came == pytest.approx(10, abs=5)


def test_fewer_entries_thin_the_band_of_age_that_they_name_alone() -> None:
    share = kept_share(np.array([4.0, 6.0, 5.0, 20.0, 10.0]), Levers(fewer_entries=5, fewer_entries_age=3))
    assert share.tolist() == [1.0, 1.0, 1.0, 0.75, 1.0]


def test_a_lever_on_arrivals_spares_those_who_are_here_and_their_chance() -> None:
    """Common random numbers: those in care now live the same lives, whoever comes."""
    usual, fewer = doing_as_now(), with_levers(fewer_entries=20)
    assert (fewer.entered <= usual.entered).all()
    assert (fewer.total <= usual.total).all()
    gone = usual.entered[:, :12].sum(axis=1).mean() - fewer.entered[:, :12].sum(axis=1).mean()
    assert gone == pytest.approx(20, abs=6)


def test_children_who_go_home_sooner_are_about_as_many_as_asked() -> None:
    usual, sooner = doing_as_now(), with_levers(home_sooner=10)
    more = (sooner.exits[:, 0, :12].sum(axis=1) - usual.exits[:, 0, :12].sum(axis=1)).mean()
    assert more == pytest.approx(10, abs=5)


def test_the_spread_of_a_difference_is_smaller_than_of_two_unpaired_runs() -> None:
    usual, fewer = doing_as_now(), with_levers(fewer_entries=20)
    unpaired = forecast(history(), replace(SMALL, seed=99))
    paired_spread = (fewer.total - usual.total)[:, 24].std()
    assert paired_spread < (unpaired.total - usual.total)[:, 24].std() / 2


def test_a_trend_is_found_where_there_is_one() -> None:
    months = np.round(10 * 1.012 ** np.arange(60)).astype(int)
    choice = chosen(months, 1)
    assert choice.method == "trend"
    assert choice.scores["trend"] < choice.scores["level"]
    assert choice.why.endswith("We used “the numbers go on growing or falling”: it was the least wrong.")


def test_too_few_years_are_said_to_be_too_few() -> None:
    earlier = a_return(2025, Episodes=[ep("A", "01/05/2024")])
    given = together(earlier, a_return(2026, Episodes=[ep("A", "01/05/2024"), ep("B", "01/06/2025")]))
    stays = history_of(given)
    found = forecast(stays, Question(months=12, draws=10))
    assert found.choice.method == "pool"
    assert "Too few years" in found.choice.why
    assert any("Fewer than three years" in note for note in stays.notes)


def test_rates_lean_towards_larger_cells_and_never_vanish() -> None:
    rates = fitted(counted(history()))
    assert rates.mean.shape == (len(EVENTS), CELLS)
    assert (rates.mean > 0).all()
    told = (rates.mean * rates.counted.days).sum(axis=1)
    assert told == pytest.approx(rates.counted.events.sum(axis=1), rel=0.05)


def test_movers_never_stay_where_they_are() -> None:
    goes = drawn(fitted(counted(history())), 5, 1).goes
    steps = np.diff(goes, axis=2, prepend=0.0).reshape(5, len(AGES), len(STATES), len(STATES))
    for state in range(len(STATES)):
        assert (steps[:, :, state, state] == 0).all()
