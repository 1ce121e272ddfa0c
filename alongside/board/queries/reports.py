"""Yearly reports: the parts of each, with figures that stay what they were on their day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.html import strip_tags

from alongside.board import periods
from alongside.board.access import row_for
from alongside.board.models import Report, Taken
from alongside.board.queries.indicators import line_up_to, shown_of
from alongside.board.register import register
from alongside.board.series import Shown, drawing
from alongside.shell.actors import Actor
from alongside.shell.charts import Chart
from alongside.shell.figures import Period
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

PLANS = Record.ACTION_PLANS


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report."""

    kind: str
    """``heading``, ``text``, ``figure``, ``chart`` or ``said``."""
    words: Any = ""
    who: str = ""
    name: str = ""
    """Which indicator."""
    shown: Shown | None = None
    as_on: date | None = None
    """The day of which the figure speaks."""
    replaced: str = ""
    """What the same figure is now, where a later computing changed it."""
    chart: Chart | None = None
    line: tuple[Shown, ...] = ()
    """What the chart draws."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    id: UUID
    kind: str
    title: str
    from_on: date
    to_on: date
    drafted_on: date
    published_on: date | None
    has_changes: bool
    """Whether somebody wrote on it since it was last published."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A whole report."""

    row: ReportRow
    parts: tuple[Part, ...]
    is_own: bool = False
    """Whether the reader wrote it: somebody else has to publish it."""
    revision: int = 0
    """Which of its revisions this is: whoever publishes publishes what they read."""

    @property
    def file(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Headings and rows of its figures; of a chart each figure of its line."""
        rows = []
        for one in self.parts:
            line = one.line if one.chart else (one.shown,) if one.shown else ()
            for shown in line:
                days = (shown.period.from_on.isoformat(), shown.period.to_on.isoformat())
                rows.append((one.name, *days, shown.words, shown.of_what, shown.definition, shown.source))
        return ("Figure", "From", "To", "Value", "Numbers", "Definition", "Source"), rows


def reports(by: Actor) -> list[ReportRow]:
    """Every report, drafts too."""
    by.check(PLANS, Verb.READ)
    return [_row(one) for one in Report.objects.all()]


def report_page(by: Actor, report_id: UUID) -> ReportPage:
    """One report as it was last written, for those who work on it."""
    report = row_for(by, Report, report_id, PLANS, Verb.READ)
    written: Report = report.get_latest_revision_as_object()
    return ReportPage(
        replace(_row(report), title=written.title),
        tuple(_parts(written)),
        is_own=by.id is not None and by.id in writers(report),
        revision=report.latest_revision_id or 0,
    )


def public_reports() -> list[ReportRow]:
    """Those that are published, the newest first."""
    return [_row(one) for one in Report.objects.filter(published_on__isnull=False, live=True)]


def public_report(report_id: UUID) -> ReportPage:
    """One that is published, as it was published. NotYours where there is none."""
    report = Report.objects.filter(pk=report_id, published_on__isnull=False, live=True).first()
    if report is None:
        raise NotYours("There is no such report, or it is not published.")
    return ReportPage(_row(report), tuple(_parts(report)))


def writers(report: Report) -> set[UUID]:
    """Whoever drafted it or wrote on it since it was last published."""
    since = report.live_revision.created_at if report.live_revision else None
    rows = report.revisions.filter(created_at__gt=since) if since else report.revisions.all()
    found: set[UUID] = {one for one in rows.values_list("user_id", flat=True) if one}
    return found | ({report.drafted_by_id} if report.drafted_by_id and since is None else set())


def body_words(written: Any) -> str:
    """What somebody wrote, as it is read: a line for each part, a figure with its words."""
    if isinstance(written, str):
        return written
    return "\n".join(
        f"{part.name}: {part.shown.words}" if part.shown else strip_tags(str(part.words)) for part in _parts_of(written)
    )


def figure_choices() -> list[tuple[str, str]]:
    """The newest figure of each indicator, and each that a report speaks of already."""
    newest: dict[tuple[str, bool], Taken] = {}
    for row in Taken.objects.order_by("to_on", "taken_at"):
        newest[row.indicator, periods.is_year(Period(row.from_on, row.to_on))] = row
    used = {value for report in Report.objects.select_related("latest_revision") for value in _used(report)}
    rows = {row.pk: row for row in newest.values()} | {row.pk: row for row in Taken.objects.filter(pk__in=used)}
    known = register()
    told = sorted(rows.values(), key=lambda row: (list(known).index(row.indicator), row.to_on))
    return [(str(row.pk), f"{row.indicator} {known[row.indicator].name}: {_words(row)}") for row in told]


# ---------------------------------------------------------------------------------------------------------------------


def _row(one: Report) -> ReportRow:
    return ReportRow(
        one.pk, one.get_kind_display(), one.title, one.from_on, one.to_on, one.drafted_on, one.published_on,
        one.has_unpublished_changes,
    )  # fmt: skip


def _words(row: Taken) -> str:
    shown = shown_of(row)
    return f"{shown.words}, {shown.when}"


def _used(report: Report) -> Iterable[str]:
    """Ids of figures in it, as published and as written last; read as they lie, for blocks ask for their choices."""
    written = report.latest_revision.content["body"] if report.latest_revision else "[]"
    for block in (*report.body.raw_data, *json.loads(written)):
        if block["type"] in ("figure", "chart") and block["value"]:
            yield block["value"]


def _parts(report: Report) -> Iterable[Part]:
    return _parts_of(report.body)


def _parts_of(body: Any) -> Iterable[Part]:
    wanted = [block.value for block in body if block.block_type in ("figure", "chart") and block.value]
    rows = {str(row.pk): row for row in Taken.objects.filter(pk__in=wanted).select_related("entry")}
    for block in body:
        if block.block_type == "said":
            yield Part("said", words=block.value["words"], who=block.value["who"])
        elif block.block_type not in ("figure", "chart"):
            yield Part(block.block_type, words=block.value)
        elif block.value in rows:
            yield _figure(block.block_type, rows[block.value])


def _figure(kind: str, row: Taken) -> Part:
    indicator = register()[row.indicator]
    newest = Taken.objects.filter(indicator=row.indicator, from_on=row.from_on, to_on=row.to_on).last()
    replaced = _words(newest) if newest is not None and newest.pk != row.pk else ""
    line = line_up_to(row) if kind == "chart" else []
    return Part(
        kind, name=indicator.name, shown=shown_of(row), as_on=row.as_of, replaced=replaced, line=tuple(line),
        chart=drawing(indicator, line),
    )  # fmt: skip
