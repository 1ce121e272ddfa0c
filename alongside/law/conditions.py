"""Who a rule is for, and the questions about the facts that a rule may ask: each answered yes, no, or not known.

A question is a function of the situation named in the rule's ``needs``. What no fact held here can decide (being
homeless, being on a course) is not a question but the rule's ``condition``, in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from alongside.law.categories import Case
from alongside.law.facts import Circumstances, Spell, Stretch
from alongside.law.findings import Category, Certainty, Finding, Track
from alongside.law.rules import Group, Rule
from alongside.law.values import all_values, value_on

_DAY = timedelta(days=1)
_GROUP_OF = {
    Category.ELIGIBLE: Group.ELIGIBLE,
    Category.RELEVANT: Group.RELEVANT,
    Category.FORMER_RELEVANT: Group.FORMER_RELEVANT,
    Category.QUALIFYING: Group.QUALIFYING,
}
_CARE_LEAVERS = (Category.ELIGIBLE, Category.RELEVANT, Category.FORMER_RELEVANT)


class Met(StrEnum):
    """Whether a condition is met."""

    YES = "met"
    NO = "not_met"
    NOT_KNOWN = "not_known"


def met(answer: bool) -> Met:
    """Yes or no."""
    return Met.YES if answer else Met.NO


def least(answers: list[Met]) -> Met:
    """All of them together: one no is a no; else one not known leaves it not known."""
    return next((answer for answer in (Met.NO, Met.NOT_KNOWN) if answer in answers), Met.YES)


@dataclass(frozen=True)
class Situation:
    """One person on one day, with the category found for them, ready to be asked about rules.

    ``is_provisional``: the category is not settled, so the support of the category they may be in is kept.
    """

    circumstances: Circumstances
    on: date
    finding: Finding

    @cached_property
    def is_provisional(self) -> bool:
        """Whether duties are kept although the category is not settled."""
        weaker_than_treated = (
            self.finding.category is Category.QUALIFYING
            and self.finding.certainty is not Certainty.CLEAR
            and self.circumstances.treated_as_care_leaver
        )
        return self.finding.category is Category.UNKNOWN or weaker_than_treated

    @cached_property
    def category(self) -> Category:
        """The category whose duties are owed: the one found, or, while that is not settled, the one they may be in."""
        if not self.is_provisional:
            return self.finding.category
        if self.on >= age_reached("age_adult", self.circumstances.born_on, self.on):
            return Category.FORMER_RELEVANT
        return Category.ELIGIBLE if self.finding.looked_after else Category.RELEVANT

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks of support from 21, also for someone whose category is not settled or was decided by a manager."""
        return self.finding.tracks or self.case.life.tracks_on(self.on.toordinal())

    @cached_property
    def case(self) -> Case:
        """The facts, ready to be asked about other days."""
        return Case(self.circumstances)

    @cached_property
    def time_in_care(self) -> tuple[date | None, date | None]:
        """The unbroken time in care that holds on the day, ended at 18 at the latest."""
        on = self.on.toordinal()
        found = ((date.fromordinal(s), date.fromordinal(e)) for s, e in self.case.life.care.runs if s <= on < e)
        return next(found, (None, None))

    @cached_property
    def groups(self) -> frozenset[Group]:
        """Every group the person belongs to on the day."""
        groups = {Group.ANYONE}
        if self.finding.looked_after:
            groups.add(Group.LOOKED_AFTER)
        if self.category in _GROUP_OF:
            groups.add(_GROUP_OF[self.category])
        elif self._would_qualify_if_under_21:
            groups.add(Group.QUALIFYING_TO_25)
        return frozenset(groups)

    @cached_property
    def _would_qualify_if_under_21(self) -> bool:
        born_on = self.circumstances.born_on
        turned_21 = age_reached("age_qualifying_ends", born_on, self.on)
        turned_25 = age_reached("age_education_help_ends", born_on, self.on)
        if not turned_21 <= self.on < turned_25 or self._has_died:
            return False
        return self.case.answer_on((turned_21 - _DAY).toordinal()).category is Category.QUALIFYING

    @property
    def _has_died(self) -> bool:
        died_on = self.circumstances.died_on
        return died_on is not None and died_on <= self.on

    def matches(self, rule: Rule) -> Met:
        """Whether the rule is for this person on this day: right group, track and age, in force, and its needs met."""
        applies = (
            not self.groups.isdisjoint(rule.groups)
            and (not rule.tracks or not set(rule.tracks).isdisjoint(self.tracks))
            and rule.is_in_force(self.on, self.circumstances.commenced)
            and self._is_of_age(rule)
            and (rule.short_breaks or not self._has_lighter_rules)
            and not self._has_died
        )
        return least([QUESTIONS[name](self) for name in rule.needs]) if applies else Met.NO

    def _is_of_age(self, rule: Rule) -> bool:
        born_on = self.circumstances.born_on
        if rule.from_age and self.on < age_reached(rule.from_age, born_on, self.on):
            return False
        return not rule.to_age or self.on < age_reached(rule.to_age, born_on, self.on)

    @cached_property
    def _has_lighter_rules(self) -> bool:
        return self.category is not Category.ELIGIBLE and is_in_short_breaks(self) is Met.YES


def age_reached(name: str, born_on: date, on: date) -> date:
    """The birthday on which the age of that name, as it stood on ``on``, is reached."""
    value = value_on(name, on) or all_values()[name][0]
    return value.reached_on(born_on)


# ---- the questions ----


def is_in_short_breaks(situation: Situation) -> Met:
    """Looked after on the day only in a series of short breaks that regulation 48 covers."""
    care = situation.case.life.care
    on = situation.on.toordinal()
    spells = [spell for spell in situation.circumstances.spells or () if spell.holds_on(situation.on)]
    return met(bool(spells) and all(spell.is_short_break for spell in spells) and on < care.failed_on)


def is_accommodated_by_agreement(situation: Situation) -> Met:
    """Looked after on the day without a care order."""
    spells = [spell for spell in situation.circumstances.spells or () if spell.holds_on(situation.on)]
    if any(not spell.legal_status for spell in spells):
        return Met.NOT_KNOWN
    return met(bool(spells) and not any(spell.is_care_order for spell in spells))


def reached_18_in_care(situation: Situation) -> Met:
    """Looked after on reaching 18 and an eligible child just before: section 23C(1)(b)."""
    if situation.case.life.left_care_at_18_eligible():
        return Met.YES
    eve = age_reached("age_adult", situation.circumstances.born_on, situation.on) - _DAY
    if _is_held(situation.circumstances, eve) and not situation.case.life.care.is_looked_after(eve.toordinal()):
        return Met.NO
    return Met.NOT_KNOWN if _history_is_missing(situation) else Met.NO


def lives_with_former_foster_carer(situation: Situation) -> Met:
    """Lives on the day with the person who was the authority's foster carer when care ended."""
    stays = situation.circumstances.with_former_foster_carer
    return met(_any_holds(stays, situation.on)) if stays else Met.NOT_KNOWN


def looked_after_at_16_or_17(situation: Situation) -> Met:
    """Was looked after, accommodated or fostered at some time at 16 or 17."""
    born_on = situation.circumstances.born_on
    turned_16 = age_reached("age_eligible_from", born_on, situation.on)
    turned_18 = age_reached("age_adult", born_on, situation.on)
    stays = (*_care(situation), *situation.circumstances.accommodated_elsewhere)
    if any(stay.from_on < turned_18 and (stay.to_on is None or turned_16 < stay.to_on) for stay in stays):
        return Met.YES
    return Met.NOT_KNOWN if _history_is_missing(situation) else Met.NO


def was_looked_after(situation: Situation) -> Met:
    """Helped as someone formerly looked after, or under special guardianship out of care."""
    if _care(situation) or situation.circumstances.special_guardianship is not None:
        return Met.YES
    return Met.NOT_KNOWN if _history_is_missing(situation) else Met.NO


def was_looked_after_or_with_voluntary_organisation(situation: Situation) -> Met:
    """As ``was_looked_after``, or accommodated by or for a voluntary organisation."""
    if any(stay.kind == "voluntary" for stay in situation.circumstances.accommodated_elsewhere):
        return Met.YES
    return was_looked_after(situation)


def was_accommodated_elsewhere(situation: Situation) -> Met:
    """Was accommodated by someone other than social services."""
    return met(bool(situation.circumstances.accommodated_elsewhere))


def is_not_receiving_support_on_request(situation: Situation) -> Met:
    """Support under section 23CZB is not running: track T3."""
    return met(Track.ON_REQUEST not in situation.tracks)


def is_in_the_last_weeks_before_18(situation: Situation) -> Met:
    """So close to the 18th birthday that a benefit claim can be started."""
    turns_18 = age_reached("age_adult", situation.circumstances.born_on, situation.on)
    lead = value_on("advance_benefit_claim", situation.on)
    return met(lead is not None and lead.before(turns_18) <= situation.on < turns_18)


def was_ever_a_care_leaver(situation: Situation) -> Met:
    """Is, or on some day was, an eligible, relevant or former relevant child."""
    if situation.is_provisional:
        return Met.NOT_KNOWN
    on = situation.on.toordinal()
    before = {answer.category for start, answer in situation.case.answers() if start <= on}
    if not before.isdisjoint(_CARE_LEAVERS):
        return Met.YES
    in_doubt = Category.QUALIFYING in before or Category.UNKNOWN in before
    return Met.NOT_KNOWN if in_doubt or _history_is_missing(situation) else Met.NO


QUESTIONS: Mapping[str, Callable[[Situation], Met]] = {
    question.__name__: question
    for question in (
        is_in_short_breaks,
        is_accommodated_by_agreement,
        reached_18_in_care,
        lives_with_former_foster_carer,
        looked_after_at_16_or_17,
        was_looked_after,
        was_looked_after_or_with_voluntary_organisation,
        was_accommodated_elsewhere,
        is_not_receiving_support_on_request,
        is_in_the_last_weeks_before_18,
        was_ever_a_care_leaver,
    )
}


def _care(situation: Situation) -> tuple[Spell, ...]:
    return tuple(stay for _, _, stay in situation.case.life.care.stays() if stay.from_on <= situation.on)


def _any_holds(stays: tuple[Stretch, ...], on: date) -> bool:
    return any(stay.holds_on(on) for stay in stays)


def _is_held(circumstances: Circumstances, day: date) -> bool:
    """Whether it is known where the person was in care on that day, and whether."""
    held_from = circumstances.history_held_from
    return circumstances.spells is not None and (held_from is None or held_from <= day)


def _history_is_missing(situation: Situation) -> bool:
    circumstances = situation.circumstances
    return (
        circumstances.spells is None
        or circumstances.history_held_from is not None
        or circumstances.treated_as_care_leaver
    )
