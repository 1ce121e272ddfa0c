"""Entering a figure that no part computes: with evidence, and somebody else approves it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from alongside.board import periods
from alongside.board.access import check_not_own_work, indicator_named, row_for
from alongside.board.actions.figures import row_of
from alongside.board.models import Entry, Taken
from alongside.board.register import Indicator, State
from alongside.shell import audit, clock, secrecy
from alongside.shell import figures as measuring
from alongside.shell.actors import Actor
from alongside.shell.figures import Figures, Measured, Period
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Record, Verb

COUNTED = frozenset({"people", "times", "children", "moves"})
"""Units that count people: small numbers of them are hidden."""


@transaction.atomic
def enter_figure(
    *,
    indicator: str,
    from_on: date,
    to_on: date,
    evidence: str,
    on: date,
    by: Actor,
    found: int | None = None,
    of: int | None = None,
    value: Decimal | None = None,
) -> Entry:
    """Enter a figure: how many (of how many), or a value that counts no people. Somebody else has to approve it."""
    by.check(Record.INDICATORS, Verb.CREATE)
    known = indicator_named(indicator)
    if known.state is State.COMPUTED:
        raise FactRefused("This indicator is computed from the records. Put the records right instead.")
    if to_on < from_on or to_on > on:
        raise FactRefused("The last day lies before the first, or is not over yet.")
    _check_numbers(known, found, of, value)
    entry = Entry.objects.create(
        indicator=indicator, from_on=from_on, to_on=to_on, found=found, of=of, value=value,
        evidence=evidence.strip(), written_by_id=by.id, written_at=clock.now(),
    )  # fmt: skip
    _tell(entry, "entered figure", by)
    return entry


@transaction.atomic
def approve_figure(*, entry_id: UUID, version: int, on: date, by: Actor) -> Entry:
    """Approve what somebody else entered. From now on it is shown, small numbers hidden."""
    entry = _waiting(by, entry_id)
    check_not_own_work(by, entry.written_by_id, "this figure")
    changes = {"state": Entry.State.APPROVED, "decided_by_id": by.id, "decided_on": on}
    entry = save_over(entry, version=version, changes=changes, what="the figure")
    figures = Figures("the service")
    known = indicator_named(entry.indicator)
    figures.computes(entry.indicator, source=known.source, definition=known.definition)(lambda _: _measured(entry))
    figure = figures.of(entry.indicator, period=Period(entry.from_on, entry.to_on))
    if figure is not None:
        row = row_of(figure, by=by, entry=entry.pk)
        if secrecy.tells_a_few(_beside(row)):
            row = row_of(figure.hidden(), by=by, entry=entry.pk)
        row.save(force_insert=True)
    _tell(entry, "approved figure", by)
    return entry


@transaction.atomic
def send_back_figure(*, entry_id: UUID, version: int, on: date, by: Actor) -> Entry:
    """Send it back: it is entered anew."""
    entry = _waiting(by, entry_id)
    check_not_own_work(by, entry.written_by_id, "this figure")
    changes = {"state": Entry.State.SENT_BACK, "decided_by_id": by.id, "decided_on": on}
    entry = save_over(entry, version=version, changes=changes, what="the figure")
    _tell(entry, "sent figure back", by)
    return entry


def _waiting(by: Actor, entry_id: UUID) -> Entry:
    entry = row_for(by, Entry, entry_id, Record.INDICATORS, Verb.APPROVE)
    if entry.state != Entry.State.WAITING:
        raise WrongState("Somebody has decided this already.")
    return entry


def _check_numbers(known: Indicator, found: int | None, of: int | None, value: Decimal | None) -> None:
    if known.unit == measuring.PERCENT and (found is None or not of or found > of):
        raise FactRefused("Say how many, and of how many. The share is worked out.")
    if known.unit in COUNTED and not known.of and found is None:
        raise FactRefused("Say how many.")
    if found is None and value is None:
        raise FactRefused("Say how many, or the value.")


def _measured(entry: Entry) -> Measured | None:
    """The figure with small numbers hidden. What counts no people is shown as it is."""
    unit = indicator_named(entry.indicator).unit
    if unit == measuring.PERCENT and entry.found is not None and entry.of:
        return measuring.share(entry.found, of=entry.of)
    if unit in COUNTED and entry.found is not None and not entry.of:
        return measuring.number(entry.found, unit=unit)
    if entry.found is not None and entry.of:
        return measuring.average(entry.found, over=entry.of, unit=unit)
    return measuring.amount(entry.value if entry.value is not None else entry.found or 0, unit=unit)


def _beside(figure: Taken) -> list[secrecy.Told | None]:
    """A year and its four quarters as they are shown, with this figure among them: None for what nobody has entered."""
    year = periods.year_of(Period(figure.from_on, figure.to_on))
    kept = Taken.objects.filter(indicator=figure.indicator, from_on__gte=year.from_on, to_on__lte=year.to_on)
    told = {(row.from_on, row.to_on): secrecy.Told.of(row.numerator, row.denominator) for row in (*kept, figure)}
    return [told.get((one.from_on, one.to_on)) for one in (year, *periods.quarters_in(year))]


def _tell(entry: Entry, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind="figure", subject=entry.pk, detail={"indicator": entry.indicator})
