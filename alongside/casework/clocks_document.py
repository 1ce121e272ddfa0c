"""docs/generated/clocks.md: every clock, the law's and the council's own, printed from the code that runs it."""

from __future__ import annotations

from alongside.casework.ladder import LONGEST_AMBER, SHARE_THAT_IS_AMBER, TO_HEAD, TO_MANAGER
from alongside.casework.local_clocks import LOCAL_CLOCKS, LocalClock
from alongside.law import EVIDENCE_IN_WORDS, Basis, Evidence, Manner, all_clocks, all_rules, all_values, event_kinds
from alongside.law.rules import Clock, Rule


def clocks() -> str:
    """The ladder, then a table for the law and one for the council."""
    return "\n".join(
        [
            "# Clocks",
            "",
            "Printed from `alongside/law/rules` and `alongside/casework/local_clocks` by `make fix`. Every clock is",
            "worked out from records on the day that is asked about: nothing is counted or stored, and a job that did",
            "not run changes nothing. A reason for lateness is shown beside a clock and never stops it.",
            "",
            f"The ladder is the same for all: amber {LONGEST_AMBER.days} days before the due day, or the last"
            f" {SHARE_THAT_IS_AMBER:.0%} of the period where",
            f"that is shorter; red from the day after; with the manager {TO_MANAGER} working days after the due day,"
            f" with the head of",
            f"service {TO_HEAD}. A clock whose start is not recorded here is never late.",
            "",
            f"## Set by law, guidance or scheme ({len(all_clocks())})",
            "",
            "| clock | starts | period | stops | basis |",
            "| --- | --- | --- | --- | --- |",
            *(_law(clock) for clock in all_clocks().values()),
            "",
            f"## The council's own ({len(LOCAL_CLOCKS)})",
            "",
            "A council sets its own periods in `LOCAL_CLOCKS`; the page “Our own clocks” shows which hold. It sets none"
            " of those that the law fixes, or that run until a day which the record says.",
            "",
            "| clock | starts, or why it runs | period | stops | basis |",
            "| --- | --- | --- | --- | --- |",
            *(_local(clock) for clock in sorted(LOCAL_CLOCKS, key=lambda one: one.id)),
            "",
        ]
    )


def _law(clock: Clock) -> str:
    words = event_kinds()
    starts = " or ".join(words[kind] for kind in clock.starts)
    stops = " or ".join(words[kind] for kind in (clock.done_by or clock.starts))
    ends = " or ".join(words[kind] for kind in clock.ends)
    stops += f"; ends when {ends}" if ends else ""
    basis = "; ".join(dict.fromkeys(_basis(rule) for rule in all_rules() if clock.id in rule.clocks))
    return _line(f"{clock.title} (`{clock.id}`)", starts, _period(clock), stops, basis)


def _period(clock: Clock) -> str:
    said = []
    for step in clock.steps:
        if not step.quiet:
            value = all_values()[step.within][-1]
            how_long = str(value) if value.amount else "before that day" if clock.manner is Manner.BEFORE else "at once"
            by_whom = " (local default)" if value.basis is Basis.LOCAL else ""
            said.append(f"{step.words + ': ' if step.words else ''}{how_long}{by_whom}")
    last = "; from then as soon as practicable, no last day" if clock.manner is Manner.NOT_BEFORE else ""
    return ", then ".join(said) + last


def _basis(rule: Rule) -> str:
    cited = rule.citations[0]
    note = "" if rule.evidence is Evidence.VERIFIED else f" ({EVIDENCE_IN_WORDS[rule.evidence]})"
    return f"{cited}: {rule.force}{note}"


def _local(clock: LocalClock) -> str:
    return _line(f"{clock.title} (`{clock.id}`)", clock.why, clock.how_long, clock.stops, clock.basis or "local")


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
