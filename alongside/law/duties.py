"""What is owed to a person on a day, by whom, until when and how often; and when each duty falls due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from alongside.law.categories import category_on
from alongside.law.citations import Citation, Evidence, Force
from alongside.law.clocks import DueDate, Outcome, run
from alongside.law.conditions import Met, Situation, age_reached
from alongside.law.events import Event, status_events
from alongside.law.facts import Circumstances
from alongside.law.findings import Finding
from alongside.law.register import weakest
from alongside.law.rules import Clock, Group, Manner, Owner, Rule, all_clocks, all_rules
from alongside.law.values import Value, all_values, value_on

__all__ = ["DueDate", "Duty", "Event", "Manner", "Outcome", "Owner", "due", "due_dates", "duties_on", "status_events"]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something owed to one person on one day.

    ``id``             the stable word; at most one duty of an id is owed on a day
    ``rows``           the rows of the tables of the law it states
    ``owed_by``        who owes it; ``authority`` is which council that is, where that is known ("" if not)
    ``condition``      what must hold besides, in words ("" where nothing must)
    ``citations``      the provisions it rests on, the one that makes it first; ``provisions`` are their ids
    ``evidence``       as sure as the least sure of the provisions
    ``from_on``        since when it is owed; ``until`` the day on which it ends if nothing else happens
    ``is_provisional`` the category is not settled: support is kept until it is
    ``clocks``         the clocks that say how often or by when
    """

    id: str
    rows: tuple[str, ...]
    title: str
    owed_by: Owner
    authority: str
    force: Force
    condition: str
    provisions: tuple[str, ...]
    citations: tuple[Citation, ...]
    evidence: Evidence
    from_on: date | None
    until: date | None
    is_provisional: bool
    clocks: tuple[Clock, ...]
    amount: Value | None
    note: str

    @property
    def citation(self) -> Citation:
        """The provision that makes it a duty."""
        return self.citations[0]

    @property
    def how_often(self) -> tuple[str, ...]:
        """Each clock in words: "Visit: 2 months"."""
        return tuple(
            f"{clock.title}: {', then '.join(str(_length(step.within)) for step in clock.steps if not step.quiet)}"
            for clock in self.clocks
        )


_THE_RESPONSIBLE = frozenset({Owner.LOOKING_AFTER, Owner.RESPONSIBLE, Owner.RELEVANT_AUTHORITY, Owner.PERSONAL_ADVISER})


def duties_on(circumstances: Circumstances, on: date, finding: Finding | None = None) -> tuple[Duty, ...]:
    """Everything owed on the day, in the order of the law's tables.

    ``finding``: the answer of ``category_on`` for that day, if the caller has it already. A rule counts only while it
    was in force; one of the 2026 Act only from the day set in ``circumstances.commenced``.
    """
    situation = Situation(circumstances, on, finding or category_on(circumstances, on))
    owed: dict[str, Duty] = {}
    for rule in all_rules():
        if rule.duty and _is_owed(situation, rule):
            duty = _duty(situation, rule)
            owed[rule.id] = _both(owed[rule.id], duty) if rule.id in owed else duty
    return tuple(owed.values())


def due(duty: Duty, events: Iterable[Event], *, recorded_from: date | None = None) -> DueDate | None:
    """The most pressing due date of the duty after these events (``status_events`` and the recorded ones).

    None: no clock runs, because the duty has none, was satisfied, or has not been set going. Where a clock has no
    recorded source the outcome is NOT_RECORDED, never late; a date that is known goes before one that is not.
    ``recorded_from``: the day from which the caller's records are complete.
    """
    dates = due_dates(duty, events, recorded_from=recorded_from)
    return min(dates, key=lambda found: found.on or date.max, default=None)


def due_dates(duty: Duty, events: Iterable[Event], *, recorded_from: date | None = None) -> tuple[DueDate, ...]:
    """What every running clock of the duty says."""
    events = tuple(events)
    found = (run(clock, events, recorded_from) for clock in duty.clocks)
    return tuple(date_ for date_ in found if date_ is not None)


def _is_owed(situation: Situation, rule: Rule) -> bool:
    answer = situation.matches(rule)
    return answer is Met.YES or (answer is Met.NOT_KNOWN and situation.is_provisional)


def _duty(situation: Situation, rule: Rule) -> Duty:
    return Duty(
        id=rule.id,
        rows=tuple(rule.row.split(", ")),
        title=rule.title,
        owed_by=rule.owed_by,
        authority=situation.finding.responsible if rule.owed_by in _THE_RESPONSIBLE else "",
        force=rule.force,
        condition=rule.condition,
        provisions=rule.cites,
        citations=rule.citations,
        evidence=rule.evidence,
        from_on=_owed_from(situation, rule),
        until=_owed_until(situation, rule),
        is_provisional=situation.is_provisional,
        clocks=tuple(all_clocks()[name] for name in rule.clocks),
        amount=value_on(rule.amount, situation.on) if rule.amount else None,
        note=rule.note,
    )


def _both(first: Duty, second: Duty) -> Duty:
    """One duty that is owed under two rules: the first leads, the clocks and provisions of both count."""
    provisions = dict(zip(first.provisions + second.provisions, first.citations + second.citations, strict=True))
    untils = (first.until, second.until)
    return replace(
        first,
        rows=tuple(dict.fromkeys(first.rows + second.rows)),
        provisions=tuple(provisions),
        citations=tuple(provisions.values()),
        evidence=weakest(first.evidence, second.evidence),
        from_on=min((day for day in (first.from_on, second.from_on) if day), default=None),
        until=None if None in untils else max(day for day in untils if day),
        clocks=tuple({clock.id: clock for clock in first.clocks + second.clocks}.values()),
    )


def _owed_from(situation: Situation, rule: Rule) -> date | None:
    """The latest of: in care or in this category, the rule's age, the rule in force; None if the first is not known."""
    since, _ = _stretch(situation, rule)
    in_force = rule.in_force_from(situation.circumstances.commenced)
    of_age = age_reached(rule.from_age, situation.circumstances.born_on, situation.on) if rule.from_age else None
    return max(filter(None, (since, in_force, of_age))) if since else None


def _owed_until(situation: Situation, rule: Rule) -> date | None:
    """The earliest of: care or the category ends, the rule's upper age."""
    _, until = _stretch(situation, rule)
    too_old = age_reached(rule.to_age, situation.circumstances.born_on, situation.on) if rule.to_age else None
    return min(filter(None, (until, too_old)), default=None)


def _stretch(situation: Situation, rule: Rule) -> tuple[date | None, date | None]:
    """The unbroken time in care, for what is owed to whoever is looked after; else that in the category."""
    if Group.LOOKED_AFTER in rule.groups and situation.finding.looked_after:
        return situation.time_in_care
    return situation.finding.since, situation.finding.until


def _length(name: str) -> Value:
    return all_values()[name][-1]
