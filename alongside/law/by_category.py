"""The law set out category by category, as data: for the printed page and for the site's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf

from alongside.law.citations import Evidence, Force
from alongside.law.register import Provision, provision
from alongside.law.rules import Clock, Heading, Manner, Owner, Rule, Step, all_clocks, all_headings, all_rules
from alongside.law.values import Basis, Value, all_values


@dataclass(frozen=True, slots=True)
class Interval:
    """One clock of a duty in words: ``by_when`` says "3 months", ``basis`` who set it."""

    what: str
    by_when: str
    basis: Basis
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the law gives: what, by whom, how strongly, under what, until when.

    ``until`` and ``from_age`` are ages in words ("21st birthday") or "". ``wants_checking``: those of the provisions
    whose text was not read yet.
    """

    id: str
    rows: tuple[str, ...]
    title: str
    owed_by: Owner
    force: Force
    condition: str
    from_age: str
    until: str
    provisions: tuple[Provision, ...]
    evidence: Evidence
    wants_checking: tuple[Provision, ...]
    in_force_from: date | None
    """None: not established here, or not commenced."""
    day_wants_checking: bool
    waits_for_commencement: bool
    intervals: tuple[Interval, ...]
    amounts: tuple[Value, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """A category: who is in it, which council owes the duties, and everything owed."""

    id: str
    title: str
    who: str
    which_council: str
    provisions: tuple[Provision, ...]
    """What makes the category."""
    entries: tuple[Entry, ...]
    not_owed: str = ""


def law_by_category() -> tuple[Section, ...]:
    """The whole law, category by category, in the order of a life."""
    return tuple(
        Section(
            id=heading.id,
            title=heading.title,
            who=heading.who,
            which_council=heading.which_council,
            provisions=tuple(map(provision, heading.cites)),
            entries=tuple(_entry(rule) for rule in all_rules() if _is_under(rule, heading)),
            not_owed=heading.not_owed,
        )
        for heading in all_headings()
    )


def _is_under(rule: Rule, heading: Heading) -> bool:
    first, last = _ages(heading.from_age, heading.to_age)
    rule_first, rule_last = _ages(rule.from_age, rule.to_age)
    return heading.group in rule.groups and rule_first < last and first < rule_last


def _ages(from_age: str, to_age: str) -> tuple[float, float]:
    first = all_values()[from_age][-1].amount if from_age else 0
    last = all_values()[to_age][-1].amount if to_age else inf
    return first, last


def _entry(rule: Rule) -> Entry:
    provisions = tuple(map(provision, rule.cites))
    return Entry(
        id=rule.id,
        rows=tuple(rule.row.split(", ")),
        title=rule.title,
        owed_by=rule.owed_by,
        force=rule.force,
        condition=rule.condition,
        from_age=_birthday(rule.from_age),
        until=_birthday(rule.to_age),
        provisions=provisions,
        evidence=rule.evidence,
        wants_checking=tuple(found for found in provisions if found.wants_checking),
        in_force_from=provisions[0].citation.from_on,
        day_wants_checking=provisions[0].day_wants_checking,
        waits_for_commencement=bool(rule.commenced_by),
        intervals=tuple(_interval(all_clocks()[name], step) for name in rule.clocks for step in _shown(name)),
        amounts=all_values()[rule.amount] if rule.amount else (),
        note=rule.note,
    )


def _birthday(name: str) -> str:
    if not name:
        return ""
    age = all_values()[name][-1].amount
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(age % 10, "th") if age // 10 != 1 else "th"
    return f"{age}{suffix} birthday"


def _shown(clock: str) -> tuple[Step, ...]:
    return tuple(step for step in all_clocks()[clock].steps if not step.quiet)


def _interval(clock: Clock, step: Step) -> Interval:
    length = all_values()[step.within][-1]
    if clock.manner is Manner.BEFORE:
        by_when = step.words or "before it happens"
    elif clock.manner is Manner.NOT_BEFORE:
        by_when = f"as soon as practicable after {length}"
    elif length.amount == 0:
        by_when = "at once"
    elif step.repeats or _is_round(clock):
        by_when = f"at most {length} apart"
    else:
        by_when = f"within {length}"
    which = f", {step.words}" if step.words and clock.manner is Manner.BY else ""
    return Interval(clock.title + which, by_when, length.basis, length.note)


def _is_round(clock: Clock) -> bool:
    """A clock that whatever satisfies it starts again."""
    return not clock.done_by
