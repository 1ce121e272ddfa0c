"""Small numbers never leave, and cannot be worked out by subtraction."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.shell.disclosure import Breakdown, breakdown, count

SMALL = range(1, 5)


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1234, "1,234")]
)
def test_a_number_on_its_own(number, shown):
    assert str(count(number)) == shown


@pytest.mark.parametrize(
    ("parts", "total", "shown"),
    [
        ({"a": 10, "b": 20}, "30", {"a": "10", "b": "20"}),
        ({"a": 0, "b": 20}, "20", {"a": "0", "b": "20"}),
        ({"a": 2, "b": 20, "c": 30}, "52", {"a": "not shown", "b": "not shown", "c": "30"}),
        ({"a": 2, "b": 4}, "6", {"a": "not shown", "b": "not shown"}),
        ({"a": 2, "b": 0}, "not shown", {"a": "not shown", "b": "0"}),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, "not shown", dict.fromkeys("abcde", "not shown")),
        ({}, "0", {}),
    ],
    ids=["none is small", "nought is shown", "the next smallest hides too", "two small ones whose sum tells nothing",
         "a lone small one hides its total", "five people in five parts", "nobody"],
)  # fmt: skip
def test_parts_and_their_total(parts, total, shown):
    told = breakdown(parts)
    assert str(told.total) == total
    assert {name: str(part) for name, part in told.parts.items()} == shown


def possible(told: Breakdown, name: str, at_most: int) -> set[int]:
    """The values that a reader of ``told`` cannot rule out for a hidden part: each hidden part is at least one."""
    hidden = [one for one, part in told.parts.items() if part.value is None]
    if told.total.value is None:
        return set(range(1, at_most + 1))
    left = told.total.value - sum(part.value or 0 for part in told.parts.values())
    return {
        values[hidden.index(name)] for values in product(range(1, left + 1), repeat=len(hidden)) if sum(values) == left
    }


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), max_size=4))
def test_no_hidden_part_can_be_worked_out_or_known_to_be_small(parts):
    told = breakdown(parts)
    for name, part in told.parts.items():
        if part.value is None:
            values = possible(told, name, at_most=9)
            assert parts[name] in values
            assert len(values) > 1
            assert max(values) >= 5, f"{name} must be small"


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=8))
def test_no_small_number_is_shown_and_no_shown_number_is_wrong(parts):
    told = breakdown(parts)
    assert all(part.value not in SMALL for part in (*told.parts.values(), told.total))
    assert all(part.value in (None, parts[name]) for name, part in told.parts.items())
    assert told.total.value in (None, sum(parts.values()))


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(5, 40)))
def test_nothing_is_hidden_without_need(parts):
    told = breakdown(parts)
    assert {name: part.value for name, part in told.parts.items()} == parts
    assert told.total.value == sum(parts.values())
