"""Clocks of the risk panel: that it meets, its agenda, its papers, what is done afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from alongside.casework.local_clocks.base import LocalClock, Period, Running
from alongside.casework.models import PanelAction, PanelItem, RiskPanel
from alongside.shell.roles import Record


def agenda_by(panel: RiskPanel) -> date | None:
    """By when the agenda goes out; None where it did."""
    return None if panel.agenda_on else AGENDA.period.before(panel.held_on)


def papers_by(item: PanelItem) -> date | None:
    """By when an item's papers are ready; None where they are, or it is on no agenda."""
    if item.panel is None or item.papers_on or item.state != PanelItem.State.LISTED:
        return None
    return PAPERS.period.before(item.panel.held_on)


def _panels(_people: Collection[UUID], on: date) -> Iterator[Running]:
    open_ones = list(RiskPanel.objects.filter(closed_on=None))
    for panel in open_ones:
        due_on = agenda_by(panel)
        if due_on is not None:
            yield Running(AGENDA.id, None, min(due_on, on), due_on, record=panel.pk, worker=panel.chair_id)
    last = RiskPanel.objects.filter(held_on__lte=on).order_by("-held_on").first()
    if last and not [panel for panel in open_ones if panel.held_on > on]:
        yield Running(HELD.id, None, last.held_on, HELD.period.after(last.held_on), worker=last.chair_id)


def _papers(people: Collection[UUID], on: date) -> Iterator[Running]:
    rows = PanelItem.objects.filter(person__in=people, state=PanelItem.State.LISTED, papers_on=None, removed_at=None)
    for item in rows.select_related("panel"):
        due_on, since = papers_by(item), item.recorded_at.date()
        if due_on is not None and since <= on:
            yield Running(PAPERS.id, item.person_id, since, due_on, record=item.pk, worker=item.presented_by_id)


def _actions(people: Collection[UUID], on: date) -> Iterator[Running]:
    for row in PanelAction.objects.filter(person__in=people, done_on=None, removed_at=None):
        since = row.recorded_at.date()
        if since <= on:
            yield Running(ACTION.id, row.person_id, since, row.due_on, record=row.pk)


HELD = LocalClock(
    id="panel_held",
    title="The next risk panel",
    usual=Period(2, "months"),
    why="The panel meets every two months.",
    stops="A day is set for the next one.",
    find=_panels,
    about="service",
    record=Record.RISK_PANEL,
)
AGENDA = LocalClock(
    id="panel_agenda",
    title="Agenda of the risk panel",
    usual=Period(10, "working days"),
    why="Members learn so long before the day whom it is about.",
    stops="The agenda is sent.",
    find=_panels,
    about="service",
    record=Record.RISK_PANEL,
)
PAPERS = LocalClock(
    id="panel_papers",
    title="Papers for the risk panel",
    usual=Period(5, "working days"),
    why="Members read so long before the day.",
    stops="Whoever presents says that the papers are ready.",
    find=_papers,
    url_name="casework:risk_panel",
    record=Record.RISK_PANEL,
)
ACTION = LocalClock(
    id="panel_action",
    title="What the risk panel decided, to be done",
    usual=Period(20, "working days"),
    why="The panel decided that somebody does it by this day.",
    stops="Somebody says that it is done.",
    day_from="the day that the panel set",
    find=_actions,
    url_name="casework:risk_panel",
    record=Record.RISK_PANEL,
)
CLOCKS = (HELD, AGENDA, PAPERS, ACTION)
