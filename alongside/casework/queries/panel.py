"""The risk panel: its agenda, its items, and what it decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.casework import access, steps_panel
from alongside.casework.local_clocks.panel import agenda_by, papers_by
from alongside.casework.models import PanelItem, PanelPaper, RiskPanel
from alongside.casework.queries.papers import OpenDocument
from alongside.shell import audit
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, OwnWork
from alongside.shell.roles import MATRIX, Record, Role, Verb


@dataclass(frozen=True, slots=True)
class PanelActionRow:
    """What is done after the panel."""

    id: UUID
    what: str
    who: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class PanelItemRow:
    """An item, for a reader who may see it."""

    id: UUID
    version: int
    person: UUID
    label: str
    state: str
    panel: UUID | None
    held_on: date | None
    reason: str
    wanted: str
    summary: str
    papers: tuple[tuple[UUID, str], ...]
    papers_on: date | None
    papers_by: date | None
    presented_by: str
    in_conflict: tuple[tuple[str, str], ...]
    discussion: str
    decision: str
    decided_on: date | None
    decided_by: str
    actions: tuple[PanelActionRow, ...]
    told_on: date | None
    told_how: str
    on: date
    reaches_person: bool
    """Whether the reader works with the person, or sees this item only as a member."""
    may_prepare: bool
    may_list: bool
    may_decide: bool
    may_act: bool
    may_tell: bool
    may_finish: bool


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A panel in a list."""

    id: UUID
    held_on: date
    place: str
    chair: str
    agenda_by: date | None
    is_closed: bool
    items: int


@dataclass(frozen=True, slots=True)
class PanelList:
    """The panels that this reader runs or sits on, and who waits to be put on one."""

    panels: tuple[PanelRow, ...]
    waiting: tuple[PanelItemRow, ...]
    runs: bool
    on: date


@dataclass(frozen=True, slots=True)
class PanelPage:
    """One panel with what its reader may see of it."""

    id: UUID
    held_on: date
    place: str
    chair: str
    agenda_on: date | None
    agenda_by: date | None
    closed_on: date | None
    members: tuple[tuple[str, str], ...]
    items: tuple[PanelItemRow, ...]
    waiting: tuple[PanelItemRow, ...]
    runs: bool
    may_close: bool
    on: date


def panels(actor: Actor, *, on: date) -> PanelList:
    """The panels: all for those who run them, one's own while they run for a member."""
    runs = actor.can_at_work(Record.RISK_PANEL, Verb.UPDATE)
    rows = RiskPanel.objects.select_related("chair").prefetch_related("items")
    if not runs:
        rows = rows.filter(steps_panel.RUNNING, members__user=actor.id)
    found = tuple(_panel(one) for one in rows[:40])
    return PanelList(found, _waiting(actor, on) if runs else (), runs, on)


def panel_page(actor: Actor, panel_id: UUID, *, on: date) -> PanelPage:
    """One panel. Raises NotYours for whoever neither runs panels nor sits on this one while it runs."""
    runs = actor.can_at_work(Record.RISK_PANEL, Verb.UPDATE)
    rows = RiskPanel.objects.filter(pk=panel_id)
    if not runs:
        rows = rows.filter(steps_panel.RUNNING, members__user=actor.id)
    panel = rows.select_related("chair").prefetch_related("members__user").first()
    if panel is None:
        raise NotYours("risk panel")
    items = _rows(actor, steps_panel.visible_items(actor, on=on).filter(panel=panel), on)
    audit.record(actor=actor, verb="looked at risk panel", subject_kind="panel", subject=panel.pk)
    return PanelPage(
        id=panel.pk,
        held_on=panel.held_on,
        place=panel.place,
        chair=panel.chair.name,
        agenda_on=panel.agenda_on,
        agenda_by=agenda_by(panel),
        closed_on=panel.closed_on,
        members=tuple((one.user.name, one.capacity) for one in panel.members.all()),
        items=items,
        waiting=_waiting(actor, on) if runs and panel.closed_on is None else (),
        runs=runs and panel.closed_on is None,
        may_close=panel.agenda_on is not None and panel.held_on <= on,
        on=on,
    )


def panel_item(actor: Actor, item_id: UUID, verb: Verb = Verb.READ, *, on: date) -> PanelItemRow:
    """One item. Raises NotYours for whoever may not see it, and for whoever has a conflict in it."""
    item = steps_panel.item_for(actor, item_id, verb, on=on)
    audit.record(actor=actor, verb="looked at panel item", subject_kind="person", subject=item.person_id)
    return _rows(actor, PanelItem.objects.filter(pk=item.pk), on)[0]


def panel_items_of(actor: Actor, person_id: UUID, *, on: date) -> tuple[PanelItemRow, ...]:
    """What of one person came to the panel, as far as this reader may see it."""
    person = access.person_for(actor, person_id, Record.RISK_PANEL, on=on)
    return _rows(actor, steps_panel.visible_items(actor, on=on).filter(person=person), on)


def panel_paper(actor: Actor, paper_id: UUID, *, on: date) -> OpenDocument:
    """A paper of an item that this reader may see."""
    paper = PanelPaper.objects.filter(pk=paper_id).select_related("document").first()
    if paper is None:
        raise NotYours("paper of the risk panel")
    item = steps_panel.item_for(actor, paper.item_id, Verb.READ, on=on)
    audit.record(actor=actor, verb="downloaded panel paper", subject_kind="person", subject=item.person_id)
    return OpenDocument(paper.document.name, paper.document.kind, paper.document.path)


def who_can_sit(*, on: date) -> list[tuple[UUID, str]]:
    """Everybody whose role may read the risk panel, by name: for those who call one."""
    roles = [role for role in Role if role is not Role.YOUNG_PERSON and MATRIX[role, Record.RISK_PANEL]]
    found = {one.id: f"{one.name}, {one.job_title}" for role in roles for one in shell.workers_with(role, on=on)}
    return sorted(found.items(), key=lambda one: one[1])


# ---------------------------------------------------------------------------------------------------------------------


def _panel(panel: RiskPanel) -> PanelRow:
    closed, items = panel.closed_on is not None, len(panel.items.all())
    return PanelRow(panel.pk, panel.held_on, panel.place, panel.chair.name, agenda_by(panel), closed, items)


def _waiting(actor: Actor, on: date) -> tuple[PanelItemRow, ...]:
    items = steps_panel.visible_items(actor, on=on).filter(state=PanelItem.State.REFERRED)
    return _rows(actor, items, on)


def _rows(actor: Actor, items: QuerySet[PanelItem], on: date) -> tuple[PanelItemRow, ...]:
    rows = items.select_related("person", "panel", "presented_by", "decision", "decision__decided_by")
    rows = rows.prefetch_related("papers__document", "conflicts__user", "actions").order_by("recorded_at")
    return tuple(_row(actor, one, on) for one in rows)


def _row(actor: Actor, item: PanelItem, on: date) -> PanelItemRow:
    decision = getattr(item, "decision", None)
    may = {verb for record, verb in access.reachable_records(actor, item.person, on=on) if record is Record.RISK_PANEL}
    return PanelItemRow(
        id=item.pk,
        version=item.version,
        person=item.person_id,
        label=item.person.label,
        state=item.get_state_display(),
        panel=item.panel_id,
        held_on=item.panel.held_on if item.panel else None,
        reason=item.reason,
        wanted=item.wanted,
        summary=item.summary,
        papers=tuple((one.pk, one.document.name) for one in item.papers.all()),
        papers_on=item.papers_on,
        papers_by=papers_by(item),
        presented_by=item.presented_by.name if item.presented_by else "",
        in_conflict=tuple((one.user.name, one.why) for one in item.conflicts.all()),
        discussion=decision.discussion if decision else "",
        decision=decision.decision if decision else "",
        decided_on=decision.decided_on if decision else None,
        decided_by=decision.decided_by.name if decision else "",
        actions=tuple(
            PanelActionRow(one.pk, one.what, one.who, one.due_on, one.done_on)
            for one in item.actions.all()
            if one.removed_at is None
        ),
        told_on=item.told_on,
        told_how=item.told_how,
        on=on,
        reaches_person=Verb.CREATE in may or Verb.UPDATE in may or Verb.APPROVE in may,
        may_prepare=Verb.CREATE in may and steps_panel.can_step(item, "prepare"),
        may_list=Verb.UPDATE in may and steps_panel.can_step(item, "list"),
        may_decide=Verb.APPROVE in may and steps_panel.can_step(item, "decide") and _can_decide(actor, item, on),
        may_act=Verb.UPDATE in may and steps_panel.can_step(item, "act"),
        may_tell=Verb.CREATE in may and steps_panel.can_step(item, "tell") and item.told_on is None,
        may_finish=Verb.CREATE in may,
    )


def _can_decide(actor: Actor, item: PanelItem, on: date) -> bool:
    try:
        steps_panel.check_may_decide(actor, item)
    except (OwnWork, FactRefused):
        return False
    return item.panel is not None and item.panel.agenda_on is not None and item.panel.held_on <= on
