"""One person's case: what the law makes of every day, how sure that is, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from alongside.law.categories.care import FOREVER, other_birthdays
from alongside.law.categories.life import Life
from alongside.law.facts import Circumstances, Spell
from alongside.law.findings import Category, Certainty, Track
from alongside.law.open_questions import QUESTION

_GENEROUS = frozenset({"A2", "A4"})
_CERTAINTIES = list(Certainty)
_RANK = {category: rank for rank, category in enumerate(Category)}


class Answer(NamedTuple):
    """The bare finding of one day: what has to differ for a new stretch of the timeline to begin."""

    category: Category
    also: tuple[Category, ...]
    certainty: Certainty
    ambiguities: tuple[str, ...]
    responsible: str
    tracks: tuple[Track, ...]
    looked_after: bool


class Case:
    """One person's life, and the lives it might also be: born a day earlier, or with care we do not know of."""

    def __init__(self, circumstances: Circumstances) -> None:
        self.circumstances = circumstances
        self.life = Life(circumstances)
        earlier = other_birthdays(circumstances.born_on)
        self.born_on_the_28th = Life(circumstances, ages=earlier) if earlier else None
        self.at_most = self._with_unknown_care()

    def answer_on(self, on: int) -> Answer:
        """Decide one day."""
        life = self.life
        category, qualifies = life.category_on(on)
        ambiguities = life.ambiguities_on(on, category)
        if self.born_on_the_28th is not None and self.born_on_the_28th.category_on(on)[0] is not category:
            ambiguities.append("A5")
        tracks = life.tracks_on(on) if category is Category.FORMER_RELEVANT else ()
        if Track.CONTINUING_PROGRAMME in tracks and on >= life.b25:
            ambiguities.append("A8")
        certainty = _certainty(ambiguities)
        responsible = life.responsible_on(on, category)
        could_be = self.could_be_on(on, category)
        if could_be is not category:
            if category is Category.NONE:
                category, certainty = Category.UNKNOWN, Certainty.UNKNOWN
                ambiguities = []
                responsible = life.care.authority_on(on)
            elif certainty is Certainty.CLEAR:
                certainty = Certainty.BORDERLINE
        also = (Category.QUALIFYING,) if qualifies and category is not Category.QUALIFYING else ()
        looked_after = life.care.is_looked_after(on) and on < life.died
        return Answer(
            category, also, certainty, tuple(sorted(ambiguities, key=_number)), responsible, tracks, looked_after
        )

    def could_be_on(self, on: int, category: Category) -> Category:
        """The strongest category that care we do not know of could make of it; the category itself if none stronger."""
        if on < self.life.b16 or on >= self.life.died:
            return category
        if self.at_most is not None:
            possible = self.at_most.category_on(on, _GENEROUS)[0]
            if _RANK[possible] < _RANK[category]:
                return possible
        if category is Category.NONE and self.circumstances.treated_as_care_leaver:
            return Category.UNKNOWN
        return category

    def category_otherwise(self, on: int, ambiguity: str) -> Category:
        """The category of the day if one contested point were read the other way."""
        if ambiguity == "A5" and self.born_on_the_28th is not None:
            return self.born_on_the_28th.category_on(on)[0]
        return self.life.category_on(on, frozenset({ambiguity}))[0]

    def answers(self) -> list[tuple[int, Answer]]:
        """Every stretch of the timeline as (first day, answer), from the 14th birthday on; neighbours differ."""
        life = self.life
        days = life.days_of_change()
        for other in (self.born_on_the_28th, self.at_most):
            if other is not None:
                days |= other.days_of_change()
        result: list[tuple[int, Answer]] = []
        for day in sorted(days):
            if life.b14 <= day < FOREVER:
                answer = self.answer_on(day)
                if not result or result[-1][1] != answer:
                    result.append((day, answer))
        return result

    def _with_unknown_care(self) -> Life | None:
        c, life = self.circumstances, self.life
        if c.spells is None:
            unknown_to = life.b18
        elif c.history_held_from is not None:
            unknown_to = min(c.history_held_from.toordinal(), life.b18)
        else:
            return None
        unknown_from = life.b14
        if c.special_guardianship is not None:
            unknown_from = min(unknown_from, c.special_guardianship.made_on.toordinal() - 1)
        if unknown_from >= unknown_to:
            return None
        unknown = Spell(date.fromordinal(unknown_from), date.fromordinal(unknown_to))
        known = (replace(spell, legal_status="") if spell.is_short_break else spell for spell in c.spells or ())
        return Life(c, spells=(*known, unknown))


def _certainty(ambiguities: list[str]) -> Certainty:
    """As sure as the least sure of the questions that matter."""
    return max((QUESTION[name].makes for name in ambiguities), key=_CERTAINTIES.index, default=Certainty.CLEAR)


def _number(name: str) -> int:
    return int(name[1:])
