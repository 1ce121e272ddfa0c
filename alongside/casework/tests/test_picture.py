"""A life as a picture, on a wide screen and on a phone."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, fromstring

from alongside.casework.picture import Bar, life

BORN = date(2005, 3, 1)
NAMES = ("Eligible", "Relevant", "Former relevant", "Qualifying")
DAYS = (date(2021, 3, 1), date(2022, 6, 1), date(2023, 3, 1), date(2026, 3, 1), date(2030, 3, 1))


def drawn(count: int) -> dict[str, Element]:
    """The picture of a life with so many categories, by the width it is for."""
    bars = [Bar(DAYS[i], DAYS[i + 1], NAMES[i]) for i in range(count)]
    both = life(born_on=BORN, on=date(2024, 3, 1), care=[Bar(DAYS[0], DAYS[1], "")], categories=bars, title="A life")
    return {one.get("class", ""): one for one in fromstring(f"<div>{both}</div>")}  # noqa: S314  drawn here


def test_a_phone_shows_every_category_in_a_row_of_its_own_with_its_words():
    narrow = drawn(4)["app-narrow"]
    words = [one for one in narrow.iter("text") if one.text in NAMES]
    assert sorted(one.text or "" for one in words) == sorted(NAMES)
    assert len({one.get("y") for one in words}) == 4
    assert float(narrow.get("width", "0")) <= 328, "A narrow phone has no more room"
    for one in words:
        ends = float(one.get("x", "0")) + (-1 if one.get("text-anchor") == "end" else 1) * len(one.text or "") * 7.2
        assert 0 <= ends <= 320


def test_a_wide_screen_shows_them_in_one_row():
    wide = drawn(4)["app-wide"]
    assert len({one.get("y") for one in wide.iter("text") if one.text in NAMES}) == 1


def test_a_life_without_any_category_is_drawn_too():
    assert {len(list(one.iter("rect"))) for one in drawn(0).values()} == {1}
