"""Adoption in the invented lives: a placement order, a match, a move to the adopters, and for some the adoption itself.

Chance is drawn for each child from their birthday alone, so that no other life changes with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.demo.lives import Life, Stay

ADOPTED = ("E11", "E12")
SHORTEST = 420
"""Days in care from which an adoption can have come about."""
YOUNGEST, OLDEST = 300, 6 * 365
"""Ages in days between which a child who is still in care may live with adopters."""
LIVE_WITH_ADOPTERS = 0.3


@dataclass(frozen=True, slots=True)
class Adoption:
    """The days of one child's way to adopters."""

    decided_on: date
    ordered_on: date
    matched_on: date
    placed_on: date


def give_adopters(life: Life, on: date) -> None:
    """Let a child who was adopted have lived with adopters before, and some who are in care live with them now."""
    chance = Random(f"adopters {life.born_on} {life.first_name} {life.surname}")
    first, last = life.stays[0], life.stays[-1]
    ends_on = last.to_on or on
    began_on = max(one.from_on for one in life.stays if one.reason_started == "S")
    is_adopted = last.reason_ended in ADOPTED
    if (ends_on - began_on).days < SHORTEST or first.legal_status == "V2" or (ends_on - life.born_on).days > 10 * 365:
        if is_adopted:
            life.stays[-1] = replace(last, reason_ended="E4A")
        return
    is_young = YOUNGEST <= (on - life.born_on).days <= OLDEST and last.to_on is None
    if is_adopted or (is_young and chance.random() < LIVE_WITH_ADOPTERS):
        placed_on = ends_on - timedelta(days=chance.randint(80, 170))
        matched_on = placed_on - timedelta(days=chance.randint(15, 40))
        ordered_on = matched_on - timedelta(days=chance.randint(30, 150))
        life.adoption = Adoption(ordered_on - timedelta(days=30), ordered_on, matched_on, placed_on)
        _live_with_adopters(life, life.adoption)


def _live_with_adopters(life: Life, adoption: Adoption) -> None:
    last = life.stays[-1]
    before = [one for one in life.stays if one.from_on < adoption.ordered_on]
    there = before[-1]
    moves = {"reason_ended": "X1", "to_on": adoption.placed_on, "reason_moved": "PLACE"}
    here = replace(there, from_on=adoption.ordered_on, reason_started="L", legal_status="E1", **moves)
    life.stays[:] = [*before[:-1], _cut(there, adoption.ordered_on), here, replace(
        here, from_on=adoption.placed_on, to_on=last.to_on, reason_started="P", place="A6", provider="PR1",
        reason_ended=last.reason_ended, reason_moved="", urn="",
    )]  # fmt: skip


def _cut(stay: Stay, on: date) -> Stay:
    return replace(stay, to_on=on, reason_ended="X1", reason_moved="")
