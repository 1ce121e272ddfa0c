"""What leaves for the board: the indicators of the returns held, small numbers hidden."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.returns.indicators import INDICATORS, Number, Share, Span
from alongside.returns.tests.invented import a_return, ep
from alongside.returns.tests.test_indicators import Council
from alongside.shell.figures import Period
from alongside.sufficiency import numbers
from alongside.sufficiency.tests.held import store

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))


def test_every_indicator_of_a_return_is_handed_out():
    assert {known.indicator for known in numbers.figures} == set(INDICATORS)


def test_without_a_return_there_is_no_figure():
    assert numbers.figures.of("A1", period=YEAR) is None
    assert numbers.years_held() == ()


def test_figures_are_those_of_the_newest_return_of_each_year():
    store(a_return(2025, Episodes=[ep("A", "01/05/2024")]))
    store(a_return(2026, Episodes=[ep("A", "01/05/2024")]))
    store(a_return(2026, Episodes=[ep(f"C{n}", "01/05/2025", PLACE="K2" if n < 8 else "U6") for n in range(20)]))
    found = numbers.figures.of("A1", period=YEAR)
    assert found is not None and str(found.numerator) == "20"
    homes = numbers.figures.of("B8", period=YEAR)
    assert homes is not None and (str(homes.numerator), str(homes.denominator), str(homes.value)) == ("8", "20", "40.0")
    assert numbers.years_held() == (2025, 2026)


def test_no_small_number_leaves():
    council = Council(seed=4, children=40)
    facts = council.facts()
    for year in facts.given.years:
        store(facts.given, year=year)
    for quarter in (YEAR, Period(date(2026, 1, 1), date(2026, 3, 31))):
        for id, indicator in INDICATORS.items():
            plain = indicator.of(facts, Span(quarter.from_on, quarter.to_on))
            figure = numbers.figures.of(id, period=quarter)
            if isinstance(plain, Share) and plain.found and (plain.found < 5 or 0 < plain.of - plain.found < 5):
                assert figure is not None and figure.suppressed and figure.value is None
            if isinstance(plain, Number) and 0 < plain.found < 5:
                assert figure is not None and figure.suppressed and str(figure.numerator) == "fewer than 5"
            if figure is not None and figure.parts is not None:
                assert not any(part.value in (1, 2, 3, 4) for part in figure.parts.parts.values())
