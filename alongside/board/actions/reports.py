"""Yearly reports: drafted from the records, published by somebody who did not write on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.html import format_html, format_html_join

from alongside.board.access import row_for
from alongside.board.models import Report, Taken
from alongside.board.queries.indicators import IndicatorRow, indicator_rows
from alongside.board.queries.reports import writers
from alongside.board.queries.yearly import YearlyReport, yearly_report
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import once_only
from alongside.shell.refusals import AlreadyDone, FactRefused, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

PLANS = Record.ACTION_PLANS
OF_LEAVING_CARE = ("A14", "I1", "I2", "I3", "L1", "L2", "L3", "I6", "I7", "I8", "I9", "G10", "I18", "I21", "K7")
"""What a yearly report on leaving care tells of, where there is a figure."""
DRAFTING = UUID("5b0c3f0e-7f0f-4f0a-9a39-0c5a4c2b7d11")
"""Under which the keys of drafts are made."""
CHARTS = 4
"""So many indicators are drawn; more would hide the rest."""


@transaction.atomic
def draft_report(*, kind: str, on: date, by: Actor) -> Report:
    """Draft a report on the twelve months up to a day from what the records of them tell. It is edited in Wagtail.

    Where somebody drafted it already, or does at this moment, theirs is the one: there are never two to write on.
    """
    by.check(PLANS, Verb.CREATE)
    label = Report.Kind(kind).label
    if there := _draft_of(kind, on, by):
        return there
    told = yearly_report(by, on=on)
    report = Report(
        kind=kind, title=f"{label}, {told.from_on:%B %Y} to {on:%B %Y}", from_on=told.from_on, to_on=on, live=False,
        drafted_on=on, drafted_by_id=by.id,
    )  # fmt: skip
    rows = told.changed if kind == Report.Kind.BOARD else _leaving_care(by)
    report.body = [{"type": name, "value": value, "id": str(uuid4())} for name, value in _body(told, rows, kind)]
    report.save()
    report.save_revision(user=_account(by))
    audit.record(actor=by, verb="drafted report", subject_kind="report", subject=report.pk, detail={"kind": kind})
    return report


@transaction.atomic
def publish_report(*, report_id: UUID, on: date, by: Actor, read: int | None = None) -> Report:
    """Publish what was written last. Whoever wrote on it leaves this to somebody else.

    ``read`` is the revision that whoever publishes read: what was written on since is not published unread.
    """
    report = row_for(by, Report, report_id, PLANS, Verb.APPROVE)
    if by.id is not None and by.id in writers(report):
        raise OwnWork("You wrote on this report yourself. Somebody else has to publish it.")
    revision = report.get_latest_revision()
    if read is not None and read != revision.pk:
        raise WrongState("Somebody wrote on it since you opened it. Read it again before you publish it.")
    if report.live and not report.has_unpublished_changes:
        raise FactRefused("It is published as it was written last.")
    revision.publish(user=_account(by), log_action=True, skip_permission_checks=True)
    report.refresh_from_db()
    report.published_on, report.published_by_id = on, by.id
    report.save(update_fields=["published_on", "published_by"])
    audit.record(actor=by, verb="published report", subject_kind="report", subject=report.pk)
    return report


# ---------------------------------------------------------------------------------------------------------------------


def _draft_of(kind: str, on: date, by: Actor) -> Report | None:
    """The draft of that day. Of two who find none at once, the second waits here for that of the first."""
    those = Report.objects.filter(kind=kind, to_on=on)
    draft = those.filter(published_on=None)
    if there := draft.first():
        return there
    try:
        once_only(uuid5(DRAFTING, f"{kind} {on} {those.count()}"), by=by)
    except AlreadyDone:
        return draft.get()
    return None


def _account(by: Actor) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.filter(pk=by.id).first() if by.id else None


def _leaving_care(by: Actor) -> tuple[IndicatorRow, ...]:
    rows = {row.indicator.id: row for row in indicator_rows(by) if row.newest is not None}
    return tuple(rows[id] for id in OF_LEAVING_CARE if id in rows)


def _body(told: YearlyReport, rows: tuple[IndicatorRow, ...], kind: str) -> Iterable[tuple[str, Any]]:
    yield "heading", "In short"
    yield "text", f"<p>{_in_short(told)}</p>"
    yield from _figures(told, rows)
    yield from _voices(told)
    yield "heading", "What was done, and what is late"
    yield (
        "text",
        _list(
            [f"{one.what.rstrip('.')}. Done on {_day(one.ended_on)}. {one.evidence}" for one in told.done],
            "No action ended.",
        ),
    )
    late = [f"{one.what} ({one.owner_post}): {one.rating.words.lower()}." for one in told.late]
    yield "text", _list(late, "No action is late.")
    if kind == Report.Kind.BOARD:
        yield from _meetings(told)


def _in_short(told: YearlyReport) -> str:
    better, worse = (sum(row.told.kind == kind for row in told.changed) for kind in ("better", "worse"))
    return (
        f"Of the figures that changed by more than noise, {_are(better)} better and {_are(worse)} worse. Of what young "
        f"people were promised, {_are(told.said.done)} done and {_are(told.said.late)} late. Of the board’s own "
        f"actions, {len(told.done)} ended in the year and {_are(len(told.late))} late."
    )


def _are(number: int) -> str:
    return f"{number} is" if number == 1 else f"{number} are"


def _figures(told: YearlyReport, rows: tuple[IndicatorRow, ...]) -> Iterable[tuple[str, Any]]:
    yield "heading", "What the figures tell"
    yield (
        "text",
        (f"<p>{told.steady} other indicators have figures whose changes are only noise, or too few to tell.</p>"),
    )
    drawn = 0
    for row in rows:
        taken = _taken(row)
        if taken is None:
            continue
        has_line = Taken.objects.filter(indicator=taken.indicator).values("to_on").distinct().count() > 1
        if has_line and drawn < CHARTS:
            drawn += 1
            yield "chart", str(taken.pk)
        else:
            yield "figure", str(taken.pk)


def _voices(told: YearlyReport) -> Iterable[tuple[str, Any]]:
    said = told.said
    yield "heading", "What young people said, and what changed"
    counts = f"Done: {said.done}. Under way: {said.under_way}. Late: {said.late}. Not possible: {said.cannot}."
    yield "text", f"<p>{counts}</p>"
    for theme in said.themes:
        yield "said", {"words": theme.said, "who": theme.heard}
        lines = [f"{one.what} {one.outcome or one.because}".strip() for one in theme.commitments]
        if lines:
            yield "text", _list(lines, "")


def _meetings(told: YearlyReport) -> Iterable[tuple[str, Any]]:
    yield "heading", "How the board worked"
    yield "text", _list([f"{_day(on)}: {words}" for on, words in told.resolved], "Nothing was resolved in public.")
    met = [f"{_day(one.on)}: {one.present} members who count for the quorum came." for one in told.meetings]
    yield "text", _list(met, "It held no public meeting.")
    yield "text", _list([f"{_day(one.on)}, {one.where}: {one.saw}" for one in told.visits], "No visit is written down.")


def _taken(row: IndicatorRow) -> Taken | None:
    if row.newest is None:
        return None
    days = {"from_on": row.newest.period.from_on, "to_on": row.newest.period.to_on}
    return Taken.objects.filter(indicator=row.indicator.id, **days).last()


def _list(lines: list[str], otherwise: str) -> str:
    if not lines:
        return format_html("<p>{}</p>", otherwise)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else ""
