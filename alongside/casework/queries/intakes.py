"""Files that were sent in: how far they are, what came of them, what is wrong in a return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from alongside.casework import opening, words
from alongside.casework.models import Intake, OpeningPositionImport, ReturnFinding, ReturnImport
from alongside.returns.tables import year_in_words
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

PAGE = 50
LONGEST = timedelta(minutes=15)
"""Reading takes seconds. After this, something has stopped it."""


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One file that was sent in."""

    id: UUID
    title: str
    state: str
    state_words: str
    step: str
    message: str
    dry_run: bool
    sent_at: datetime
    sent_by: str
    counts: dict[str, Any]

    @property
    def is_under_way(self) -> bool:
        """Not done yet: the page looks again by itself."""
        return self.state in (Intake.State.WAITING, Intake.State.READING)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One thing wrong in a return."""

    check: str
    severity: str
    table: str
    row: int | None
    column: str
    child: str
    year: int | None
    message: str


@dataclass(frozen=True, slots=True)
class FindingChoice:
    """How findings are narrowed. Empty: not at all."""

    check: str = ""
    table: str = ""
    severity: str = ""


@dataclass(frozen=True)
class ReturnPage:
    """One return with a page of its findings and what they can be narrowed by."""

    intake: IntakeRow
    findings: Page[FindingRow]
    checks: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]
    severities: tuple[tuple[str, str], ...]
    categories: dict[str, str]
    """Each category in words."""


def returns(actor: Actor) -> tuple[IntakeRow, ...]:
    """Returns that were sent in, newest first."""
    actor.check(Record.STATUTORY_RETURN, Verb.READ)
    return tuple(_row(intake, _title(intake)) for intake in _newest(ReturnImport))


def opening_positions(actor: Actor) -> tuple[IntakeRow, ...]:
    """Opening positions that were sent in, newest first."""
    actor.check(Record.OPENING_POSITION, Verb.READ)
    return tuple(_row(intake, intake.file_name) for intake in _newest(OpeningPositionImport))


def opening_columns() -> tuple[tuple[str, str], ...]:
    """The columns of an opening position, and what goes under each."""
    return tuple(opening.COLUMNS.items())


def opening_position(actor: Actor, intake_id: UUID) -> IntakeRow:
    """One opening position. Raises NotYours where there is none."""
    actor.check(Record.OPENING_POSITION, Verb.READ)
    intake = OpeningPositionImport.objects.filter(pk=intake_id).defer("upload").first()
    if intake is None:
        raise NotYours("opening position")
    audit.record(actor=actor, verb="looked at opening position", subject_kind="opening position", subject=intake.pk)
    return _row(intake, intake.file_name)


def return_page(actor: Actor, intake_id: UUID, *, choice: FindingChoice, page: str) -> ReturnPage:
    """One return and a page of its findings. Raises NotYours where there is none."""
    intake = _return(actor, intake_id)
    every = ReturnFinding.objects.filter(intake=intake).order_by()
    found = Paginator(_chosen(intake, choice).order_by("table", "row", "pk"), PAGE).get_page(page)
    found.object_list = [_finding(row) for row in found.object_list]
    audit.record(actor=actor, verb="looked at return", subject_kind="return import", subject=intake.pk)
    return ReturnPage(
        intake=_row(intake, _title(intake)),
        findings=found,
        checks=tuple((code, code) for code in sorted(set(every.values_list("check_code", flat=True)))),
        tables=tuple((table, table) for table in sorted(set(every.values_list("table", flat=True))) if table),
        severities=tuple(ReturnFinding.Severity.choices),
        categories={category.value: word for category, word in words.SHORT_CATEGORIES.items()},
    )


def findings(actor: Actor, intake_id: UUID, *, choice: FindingChoice) -> Iterator[FindingRow]:
    """Every chosen finding of a return, for a download; the download is kept in the audit."""
    intake = _return(actor, intake_id)
    actor.check(Record.STATUTORY_RETURN, Verb.EXPORT)
    chosen = _chosen(intake, choice).order_by("table", "row", "pk")
    audit.record(
        actor=actor,
        verb="downloaded findings",
        subject_kind="return import",
        subject=intake.pk,
        detail={"rows": chosen.count()},
    )
    return (_finding(row) for row in chosen.iterator(chunk_size=2000))


# ---------------------------------------------------------------------------------------------------------------------


def _title(intake: ReturnImport) -> str:
    return f"Return {year_in_words(intake.year)}" if intake.year else "Return"


def _newest(model: type[Any]) -> Any:
    return model.objects.order_by("-sent_at").defer("upload")[:20]


def _return(actor: Actor, intake_id: UUID) -> ReturnImport:
    actor.check(Record.STATUTORY_RETURN, Verb.READ)
    intake = ReturnImport.objects.filter(pk=intake_id).defer("upload").first()
    if intake is None:
        raise NotYours("return")
    return intake


def _chosen(intake: ReturnImport, choice: FindingChoice) -> Any:
    rows = ReturnFinding.objects.filter(intake=intake)
    if choice.check:
        rows = rows.filter(check_code=choice.check)
    if choice.table:
        rows = rows.filter(table=choice.table)
    if choice.severity:
        rows = rows.filter(severity=choice.severity)
    return rows


def _row(intake: Any, title: str) -> IntakeRow:
    state, message, step = intake.state, intake.message, intake.step
    if state in (Intake.State.WAITING, Intake.State.READING) and clock.now() - intake.sent_at > LONGEST:
        state, step = Intake.State.REFUSED, ""
        message = "Reading it was interrupted, or the background worker is not running."
    return IntakeRow(
        id=intake.pk,
        title=title,
        state=state,
        state_words=Intake.State(state).label,
        step=step,
        message=message,
        dry_run=intake.dry_run,
        sent_at=intake.sent_at,
        sent_by=intake.sent_by_name,
        counts=intake.counts,
    )


def _finding(row: ReturnFinding) -> FindingRow:
    return FindingRow(
        check=row.check_code,
        severity=row.get_severity_display(),
        table=row.table,
        row=row.row,
        column=row.column,
        child=row.child,
        year=row.year,
        message=row.message,
    )
