"""Money and help that a person may have on a day: how much, from whom, must or may, and whether it is met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.law.categories import category_on
from alongside.law.citations import Citation, Evidence, Force
from alongside.law.conditions import Met, Situation, age_reached
from alongside.law.facts import Circumstances
from alongside.law.findings import Finding
from alongside.law.rules import Owner, Rule, all_rules
from alongside.law.values import Value, value_on

__all__ = ["Entitlement", "Met", "entitlements_on"]

_MUST = frozenset({Force.DUTY, Force.QUALIFIED_DUTY, Force.RULE})


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One thing a person may have on a day.

    ``must``       the law leaves no choice (as far as the condition holds); else the giver chooses, or a scheme says
    ``amount``     the amount in force on the day, if it has one
    ``met``        whether it is for this person: yes, no, or not known from the facts held
    ``condition``  what must hold besides, in words; while it is not known to hold, ``met`` is not known
    ``until``      the birthday on which it ends, if it has an upper age
    """

    id: str
    rows: tuple[str, ...]
    title: str
    given_by: Owner
    must: bool
    force: Force
    amount: Value | None
    met: Met
    condition: str
    provisions: tuple[str, ...]
    citation: Citation
    evidence: Evidence
    until: date | None
    note: str


def entitlements_on(circumstances: Circumstances, on: date, finding: Finding | None = None) -> tuple[Entitlement, ...]:
    """Every entitlement in force on the day, one of each id, with whether its condition is met.

    ``finding``: the answer of ``category_on`` for that day, if the caller has it already. What was not yet law on the
    day, or is not commenced, is left out.
    """
    situation = Situation(circumstances, on, finding or category_on(circumstances, on))
    best: dict[str, Entitlement] = {}
    for rule in all_rules():
        if rule.entitlement and rule.is_in_force(on, circumstances.commenced):
            found = _entitlement(situation, rule)
            known = best.get(rule.id)
            if known is None or _rank(found) < _rank(known):
                best[rule.id] = found
    return tuple(best.values())


def _rank(entitlement: Entitlement) -> int:
    return (Met.YES, Met.NOT_KNOWN, Met.NO).index(entitlement.met)


def _entitlement(situation: Situation, rule: Rule) -> Entitlement:
    born_on = situation.circumstances.born_on
    return Entitlement(
        id=rule.id,
        rows=tuple(rule.row.split(", ")),
        title=rule.title,
        given_by=rule.owed_by,
        must=rule.force in _MUST,
        force=rule.force,
        amount=value_on(rule.amount, situation.on) if rule.amount else None,
        met=_met(situation, rule),
        condition=rule.condition,
        provisions=rule.cites,
        citation=rule.citations[0],
        evidence=rule.evidence,
        until=age_reached(rule.to_age, born_on, situation.on) if rule.to_age else None,
        note=rule.note,
    )


def _met(situation: Situation, rule: Rule) -> Met:
    answer = situation.matches(rule)
    in_doubt = situation.is_provisional or (rule.condition and not rule.assumed)
    return Met.NOT_KNOWN if answer is Met.YES and in_doubt else answer
