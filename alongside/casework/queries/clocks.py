"""The clocks of one person: each that runs, why, since when, when it is due, what would stop it, its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from alongside.casework import access, local_clocks, standing, ticking
from alongside.casework.complaints import ids_about
from alongside.casework.doors import Doors
from alongside.casework.ladder import amber_from
from alongside.casework.local_clocks import LocalClock
from alongside.casework.models import LatenessReason, Person
from alongside.casework.queries.calendar import calendar_letters
from alongside.casework.queries.due import ReasonRow, key_of, seen_by, url_name_of
from alongside.casework.queries.header import PersonHeader, header_of
from alongside.casework.standing import Standing
from alongside.casework.ticking import Tick
from alongside.law import EVIDENCE_IN_WORDS, Basis, DueDate, Duty, Evidence, all_clocks, event_kinds
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb

SET_BY = {
    Basis.LAW: "set by law",
    Basis.GUIDANCE: "set by guidance",
    Basis.SCHEME: "set by a scheme",
    Basis.LOCAL: "set by the council",
}


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock that runs for somebody."""

    tick: Tick
    why: str
    how_long: str
    stops: str
    soon_from: date
    citation: str
    link: str
    note: str
    """What is still to be verified about the source."""
    force: str
    url_name: str
    reasons: tuple[ReasonRow, ...]
    """What was said about this day, newest first."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One of the law's clocks that has no day: nothing recorded here has started it."""

    title: str
    why: str
    missing: str
    citation: str
    link: str


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """A reason given about a day that is over."""

    title: str
    due_on: date
    reason: ReasonRow


@dataclass(frozen=True, slots=True)
class ClocksPage:
    """Every clock of one person, as this reader may see them."""

    header: PersonHeader
    on: date
    rows: tuple[ClockRow, ...]
    waiting: tuple[WaitingRow, ...]
    earlier: tuple[EarlierRow, ...]
    may_give_reason: bool
    calendar_letters: str
    """By which the reader's own calendar speaks of this person; empty without one."""


def clocks_page(actor: Actor, person_id: UUID, *, on: date) -> ClocksPage:
    """Every clock that runs for one person. Raises NotYours, as for somebody unknown. The look is kept."""
    person = access.person_for(actor, person_id, Record.CLOCKS, on=on)
    where = standing.standing_of(person, on=on)
    header = header_of(actor, person, where, place="casework:clocks")
    given = _reasons(person)
    rows = _rows(actor, where, given)
    running = {row.tick.key for row in rows}
    unsaid = ids_about(actor, person)
    audit.record(
        actor=actor,
        verb="looked at person",
        subject_kind="person",
        subject=person.pk,
        detail={"record": Record.CLOCKS.value},
    )
    return ClocksPage(
        header=header,
        on=on,
        rows=rows,
        waiting=tuple(_waiting(duty, one) for duty, one in where.due if one.on is None),
        earlier=tuple(
            _earlier(row, reason)
            for key, row, reason in given
            if key not in running and row.about not in unsaid and _is_told(header, row)
        ),
        calendar_letters=calendar_letters(actor, person.pk),
        may_give_reason=(Record.CLOCKS, Verb.CREATE) in header.may and any(row.tick.rung.is_late for row in rows),
    )


def late_ticks(actor: Actor, person_id: UUID, *, on: date) -> tuple[Tick, ...]:
    """The late clocks of one person about which this worker may give a reason."""
    person = access.person_for(actor, person_id, Record.CLOCKS, Verb.CREATE, on=on)
    found = ticking.of_everyone({person.pk: standing.standing_of(person, on=on)}, on)
    return tuple(tick for tick in seen_by(actor, found, on) if tick.person == person.pk and tick.rung.is_late)


# ---------------------------------------------------------------------------------------------------------------------

_Given = list[tuple[str, LatenessReason, ReasonRow]]


def _rows(actor: Actor, where: Standing, given: _Given) -> tuple[ClockRow, ...]:
    law = [row for duty, one in where.due if (row := _law_row(where, duty, one)) is not None]
    found = ticking.of_council([where.person.pk], where.on)
    doors = Doors(actor, [where.person.pk], on=where.on, through=Record.CLOCKS)
    council = [_local_row(tick, doors) for tick in seen_by(actor, found, where.on) if tick.person == where.person.pk]
    rows = sorted([*law, *council], key=lambda row: (row.tick.due_on, row.tick.title))
    return tuple(replace(row, reasons=tuple(reason for key, _, reason in given if key == row.tick.key)) for row in rows)


def _law_row(where: Standing, duty: Duty, one: DueDate) -> ClockRow | None:
    tick = ticking.of_duty(where, duty, one)
    if tick is None:
        return None
    condition = f" Condition: {duty.condition}." if duty.condition else ""
    return ClockRow(
        tick=tick,
        why=f"{duty.title}.{condition}",
        how_long=f"{one.interval}, {SET_BY[one.interval.basis]}",
        stops=stops_of(one.clock),
        soon_from=amber_from(tick.due_on, tick.since),
        citation=str(duty.citation),
        link=duty.citation.link,
        note="" if duty.evidence is Evidence.VERIFIED else EVIDENCE_IN_WORDS[duty.evidence],
        force=str(duty.force),
        url_name="",
        reasons=(),
    )


def _local_row(tick: Tick, doors: Doors) -> ClockRow:
    clock = local_clocks.by_id()[tick.clock]
    return ClockRow(
        tick=tick,
        why=clock.why,
        how_long=_how_long(clock),
        stops=clock.stops,
        soon_from=amber_from(tick.due_on, tick.since),
        citation=clock.basis or "The council’s own clock",
        link="",
        note="",
        force="local",
        url_name=url_name_of(tick, doors),
        reasons=(),
    )


def _how_long(clock: LocalClock) -> str:
    if clock.day_from:
        return clock.how_long
    return f"{clock.how_long}, {SET_BY[Basis.LAW if clock.is_by_law else Basis.LOCAL]}"


def stops_of(clock_id: str) -> str:
    """What satisfies or ends one of the law's clocks, in a sentence."""
    clock, words = all_clocks()[clock_id], event_kinds()
    done = " or ".join(words[kind] for kind in clock.done_by or clock.starts)
    ended = " or ".join(words[kind] for kind in clock.ends if kind not in clock.done_by)
    begun = f"Once {done}."
    return f"{begun} It ends when {ended}." if ended else begun


def _waiting(duty: Duty, one: DueDate) -> WaitingRow:
    return WaitingRow(one.title, duty.title, ", or ".join(one.missing), str(duty.citation), duty.citation.link)


def _reasons(person: Person) -> _Given:
    rows = LatenessReason.objects.filter(person=person).order_by("-given_at").select_related("given_by")
    return [
        (key_of(row), row, ReasonRow(row.words, row.given_by.name if row.given_by else "", row.given_at))
        for row in rows
    ]


def _earlier(row: LatenessReason, reason: ReasonRow) -> EarlierRow:
    return EarlierRow(title_of(row.clock), row.due_on, reason)


def _is_told(header: PersonHeader, row: LatenessReason) -> bool:
    """Whether this reader sees the clock that the reason is about."""
    known = local_clocks.by_id().get(row.clock)
    return known is None or known.record is None or (known.record, Verb.READ) in header.may


def title_of(clock: str) -> str:
    """A clock's title, the law's or the council's; the bare id where it is no longer one."""
    known = local_clocks.by_id().get(clock) or all_clocks().get(clock)
    return known.title if known else clock
