"""Invented lives for property tests: any facts that can be written down, most of them near a boundary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from alongside.law.ages import birthday
from alongside.law.facts import (
    ACCOMMODATED_KINDS,
    AccommodatedElsewhere,
    Circumstances,
    Detention,
    Education,
    ParentStay,
    SpecialGuardianship,
    Spell,
    SupportRequest,
)

_BIRTHS = st.sampled_from([date(2008, 2, 29), date(2004, 2, 29), date(2004, 2, 28), date(2006, 12, 31)]) | st.dates(
    date(2003, 1, 1), date(2010, 12, 31)
)
_AGES = st.sampled_from([14, 14, 16, 16, 16, 18, 18, 21])
_NEAR = st.sampled_from([0, 0, 1, -1]) | st.integers(-500, 500)
_CARE_DAYS = st.sampled_from([0, 1, 10, 45, 46, 89, 90, 91, 92, 200, 700])
_BREAK_DAYS = st.sampled_from([1, 10, 15, 16, 17, 18, 28, 29])
_OTHER_DAYS = st.sampled_from([1, 30, 89, 92, 150, 180, 184, 400, 900])


@st.composite
def _days(draw: st.DrawFn, born_on: date) -> date:
    return birthday(born_on, draw(_AGES)) + timedelta(days=draw(_NEAR))


@st.composite
def _stretches(draw: st.DrawFn, born_on: date, lengths: st.SearchStrategy[int]) -> dict[str, Any]:
    start = draw(_days(born_on))
    length = draw(st.integers(0, 5))
    return {"from_on": start, "to_on": start + timedelta(days=draw(lengths)) if length else None}


@st.composite
def _spells(draw: st.DrawFn, born_on: date, with_hours: bool) -> Spell:
    if draw(st.integers(0, 3)) == 0:
        stretch = draw(_stretches(born_on, _BREAK_DAYS))
        status = draw(st.sampled_from(["V3", "V4"]))
        return Spell(**stretch, legal_status=status, same_carer=draw(st.integers(0, 9)) > 0)
    return Spell(
        **draw(_stretches(born_on, _CARE_DAYS)),
        legal_status=draw(st.sampled_from(["C2", "V2"])),
        authority=draw(st.sampled_from(["A", "A", "A", "B"])),
        hours=draw(st.sampled_from([None, None, None, 12.0, 30.0])) if with_hours else None,
    )


@st.composite
def lives(draw: st.DrawFn, *, history_held: bool = False, with_hours: bool = True) -> Circumstances:
    """One life. ``history_held``: nothing is missing. ``with_hours``: some stays are told in hours."""
    born_on = draw(_BIRTHS)
    other = _stretches(born_on, _OTHER_DAYS)

    def one_in(number: int) -> bool:
        return draw(st.integers(1, number)) == number

    facts: dict[str, Any] = {"spells": tuple(draw(st.lists(_spells(born_on, with_hours), max_size=6)))}
    if one_in(3):
        facts["lived_with_parent"] = tuple(ParentStay(**stretch) for stretch in draw(st.lists(other, max_size=2)))
    if one_in(4):
        facts["detained_or_in_hospital"] = tuple(Detention(**stretch) for stretch in draw(st.lists(other, max_size=2)))
    if one_in(4):
        kinds = st.sampled_from(sorted(ACCOMMODATED_KINDS))
        stays = draw(st.lists(st.tuples(other, kinds), max_size=2))
        facts["accommodated_elsewhere"] = tuple(AccommodatedElsewhere(**stretch, kind=kind) for stretch, kind in stays)
    if one_in(5):
        order = draw(other)
        facts["special_guardianship"] = SpecialGuardianship(order["from_on"], order["to_on"])
    if one_in(4):
        course = draw(other)
        told_on = draw(st.none() | st.just(course["from_on"]))
        facts["education"] = (Education(**course, in_pathway_plan=draw(st.booleans()), told_authority_on=told_on),)
    if one_in(4):
        facts["asked_for_support"] = (SupportRequest(draw(_days(born_on))),)
    if one_in(6):
        facts["adopted_on"] = draw(_days(born_on))
    if one_in(8):
        facts["died_on"] = draw(_days(born_on))
    if not history_held:
        if one_in(3):
            facts["history_held_from"] = draw(_days(born_on))
        if one_in(20):
            facts["spells"] = None
        facts["treated_as_care_leaver"] = one_in(5)
    return Circumstances(born_on, **facts)
