"""How a number leaves a part: with its definition, and never a few people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from alongside.shell import figures
from alongside.shell.figures import Figures, Measured, Period

QUARTER = Period(date(2026, 4, 1), date(2026, 6, 30))


def test_a_share_is_in_per_cent_to_one_place():
    found = figures.share(25, of=60)
    assert found is not None
    assert (found.value, str(found.numerator), str(found.denominator)) == (Decimal("41.7"), "25", "60")


@pytest.mark.parametrize("found", [1, 4, 56, 59])
def test_a_few_on_either_side_of_the_line_hide_the_share(found):
    hidden = figures.share(found, of=60)
    assert hidden is not None and hidden.suppressed and hidden.value is None
    assert str(found) not in f"{hidden.numerator}"


@pytest.mark.parametrize(("found", "value"), [(0, Decimal("0.0")), (60, Decimal("100.0"))])
def test_nobody_and_everybody_are_shown(found, value):
    shown = figures.share(found, of=60)
    assert shown is not None and shown.value == value


def test_a_share_of_nobody_is_no_figure():
    assert figures.share(0, of=0) is None
    assert figures.average(0, over=0, unit="days") is None


def test_an_average_over_few_is_hidden():
    few, enough = figures.average(40, over=4, unit="days"), figures.average(40, over=16, unit="days")
    assert few is not None and few.suppressed and few.value is None
    assert enough is not None and enough.value == Decimal("2.5")


def test_a_figure_carries_the_docstring_source_and_day():
    register = Figures("casework")

    @register.computes("I7", source="Allocations")
    def adviser_named(period: Period) -> Measured | None:
        """With a named adviser, of all entitled."""
        return figures.share(20, of=40)

    told = register.of("I7", period=QUARTER)
    assert told is not None
    assert (told.indicator, told.definition, told.source) == (
        "I7",
        "With a named adviser, of all entitled.",
        "Allocations",
    )
    assert (told.as_of, told.value, adviser_named(QUARTER)) == (date(2026, 6, 30), Decimal("50.0"), told)
    assert [known.name for known in register] == ["adviser_named"]


def test_an_indicator_has_one_function_and_a_definition():
    register = Figures("voice")
    register.computes("K1", source="Forums", definition="Taking part")(lambda period: figures.number(9))
    with pytest.raises(ValueError, match="K1"):
        register.computes("K1", source="Forums", definition="Again")(lambda period: None)
    with pytest.raises(ValueError, match="K2"):
        register.computes("K2", source="Forums")(lambda period: None)
