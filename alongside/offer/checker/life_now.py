"""What somebody said of their life now, as an entitlement asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from alongside.offer.checker.questions import NONE, NOT_SURE, OUTSIDE, Answers, Tick, question
from alongside.offer.who_for import Circumstance


@dataclass(frozen=True, slots=True)
class LifeNow:
    """What is known: a circumstance that is not in ``circumstances``, a place that is None or "", is not known."""

    circumstances: Mapping[Circumstance, bool] = field(default_factory=dict)
    lives_here: bool | None = None
    district: str = ""


def life_now(answers: Answers) -> LifeNow:
    """What the answers say. A box left open says no, unless it is one that people may have reason not to tick."""
    place = answers.get("place", NOT_SURE)
    ticked = set(answers.get("life", NOT_SURE).split())
    outside = place == OUTSIDE or OUTSIDE in ticked
    return LifeNow(
        circumstances=_circumstances(ticked),
        lives_here=False if outside else None if place == NOT_SURE else True,
        district="" if place in (NOT_SURE, OUTSIDE, "inside") else place,
    )


def _circumstances(ticked: set[str]) -> dict[Circumstance, bool]:
    if NOT_SURE in ticked:
        return {}
    said_no = [tick for tick in _ticks() if NONE in ticked or not tick.is_sensitive]
    said_yes = [tick for tick in _ticks() if tick.value in ticked]
    return {one: False for tick in said_no for one in tick.circumstances} | {
        one: True for tick in said_yes for one in tick.circumstances
    }


@cache
def _ticks() -> tuple[Tick, ...]:
    return question("life").ticks
