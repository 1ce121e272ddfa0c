"""What leaves for the board: the indicators of the returns held, small numbers hidden."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.returns.indicators import INDICATORS, Number, Share, Span
from alongside.returns.tests.invented import a_return, ep
from alongside.returns.tests.test_indicators import Council
from alongside.shell.actors import Actor
from alongside.shell.figures import Period
from alongside.sufficiency import actions as sufficiency
from alongside.sufficiency import numbers
from alongside.sufficiency.models import FosterHousehold
from alongside.sufficiency.tests.held import store

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
OF_PLACES = {"B1", "B2", "B4", "B9", "B11", "B12", "B13"}
"""Indicators that need the postcode directory, or the register of carers and homes."""


def test_every_indicator_of_a_return_is_handed_out():
    assert {known.indicator for known in numbers.figures} - OF_PLACES == set(INDICATORS)


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


def told(indicator: str) -> str:
    figure = numbers.figures.of(indicator, period=YEAR)
    return "nothing" if figure is None else f"{figure.value}"


def test_without_places_there_is_no_figure_of_them():
    store(a_return(2026, Episodes=[ep("A", "01/05/2025")]))
    assert {told(indicator) for indicator in OF_PLACES} == {"nothing"}


def test_figures_of_carers_and_homes():
    system = Actor.system("tests")
    for number in range(10):
        sufficiency.add_household(
            reference=f"F{number}",
            born_year=1960 if number < 5 else 1980,
            places=1 + number % 2,
            approved_on=date(2025, 6, 1) if number == 9 else date(2020, 6, 1),
            on=YEAR.to_on,
            by=system,
        )
    for name, beds in (("Tern House", 4), ("Quay Lodge", 6), ("Heron Court", 3)):
        sufficiency.add_home(
            name=name, kind="residential", beds=beds, is_own=True, opened_on=date(2020, 1, 1), by=system
        )
    assert [told(indicator) for indicator in ("B4", "B9", "B11", "B12", "B13")] == ["10", "1.5", "50.0", "1", "66.7"]
    row = FosterHousehold.objects.get(reference="F0")
    sufficiency.change_household(
        household_id=row.pk, version=row.version, places=1, ended_on=date(2026, 1, 1), on=YEAR.to_on, by=system
    )
    # Four carers of 56 or over are few.
    assert [told(indicator) for indicator in ("B4", "B11", "B12")] == ["9", "None", "0"]


def test_figures_of_distance_need_the_directory():
    far = [ep(f"F{number}", "01/05/2025", HOME_POST="ZZ1 1ZZ", PL_POST="ZZ2 2ZZ") for number in range(6)]
    near = [ep(f"N{number}", "01/05/2025", HOME_POST="ZZ1 1ZZ", PL_POST="ZZ1 1ZZ") for number in range(18)]
    store(a_return(2026, Episodes=[*far, *near]))
    content = b"pcds,lat,long,oslaua\nZZ1 1ZZ,53.0,-1.0,E1\nZZ2 2ZZ,53.5,-1.0,E2\n"
    sufficiency.load_postcodes(content=content, areas=frozenset({"E1"}), by=Actor.system("tests"))
    assert (told("B1"), told("B2")) == ("25.0", "25.0")
