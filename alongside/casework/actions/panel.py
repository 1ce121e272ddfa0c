"""Verbs of the risk panel: calling it, referring somebody, agenda, papers, conflicts, decision, actions."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from alongside.casework import access, steps_panel
from alongside.casework.actions.portal import add_document
from alongside.casework.models import (
    PanelAction,
    PanelConflict,
    PanelDecision,
    PanelItem,
    PanelMember,
    PanelPaper,
    Person,
    RiskPanel,
)
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.models import User
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def call_panel(*, held_on: date, place: str, chair: UUID, on: date, by: Actor) -> RiskPanel:
    """Set the day of a panel. Its chair is its first member."""
    by.check(Record.RISK_PANEL, Verb.UPDATE)
    if held_on < on:
        raise FactRefused("This day is past.")
    panel = RiskPanel.objects.create(held_on=held_on, place=place.strip(), chair=_user(chair))
    PanelMember.objects.create(panel=panel, user_id=chair, capacity="Chair")
    audit.record(actor=by, verb="called risk panel", subject_kind="panel", subject=panel.pk)
    return panel


@transaction.atomic
def add_panel_member(*, panel_id: UUID, user: UUID, capacity: str, on: date, by: Actor) -> PanelMember:
    """Let somebody sit on this panel."""
    panel = _panel(panel_id, by)
    try:
        with transaction.atomic():
            member = PanelMember.objects.create(panel=panel, user=_user(user), capacity=capacity.strip())
    except IntegrityError as error:
        raise FactRefused("They are a member already.") from error
    audit.record(actor=by, verb="added panel member", subject_kind="panel", subject=panel.pk)
    return member


@transaction.atomic
def send_agenda(*, panel_id: UUID, on: date, by: Actor) -> RiskPanel:
    """Send the agenda: from now on the members see its items."""
    panel = _panel(panel_id, by)
    if panel.agenda_on:
        raise WrongState("The agenda was sent already.")
    if not panel.items.filter(removed_at=None).exists():
        raise FactRefused("Nobody is on the agenda yet.")
    panel = save_over(panel, version=panel.version, changes={"agenda_on": on}, what="this panel")
    audit.record(actor=by, verb="sent panel agenda", subject_kind="panel", subject=panel.pk)
    return panel


@transaction.atomic
def close_panel(*, panel_id: UUID, on: date, by: Actor) -> RiskPanel:
    """Close a panel that has decided everything: its members see its items no more."""
    panel = _panel(panel_id, by)
    if not panel.agenda_on or panel.held_on > on:
        raise WrongState("It has not been held yet.")
    if panel.items.filter(state=PanelItem.State.LISTED, removed_at=None).exists():
        raise FactRefused("Decide everything on the agenda first.")
    panel = save_over(panel, version=panel.version, changes={"closed_on": on}, what="this panel")
    audit.record(actor=by, verb="closed risk panel", subject_kind="panel", subject=panel.pk)
    return panel


@transaction.atomic
def refer_to_panel(*, person_id: UUID, reason: str, wanted: str, on: date, by: Actor) -> PanelItem:
    """Refer somebody to the panel. Whoever does presents them."""
    person = access.person_for(by, person_id, Record.RISK_PANEL, Verb.CREATE, on=on)
    access.hold(person)
    state = steps_panel.check_step(None, "refer")
    if PanelItem.objects.filter(person=person, removed_at=None, state__in=("referred", "listed")).exists():
        raise FactRefused(steps_panel.REFUSED_STEP["refer"])
    item = PanelItem.objects.create(
        **_written(person, by), state=state, reason=reason.strip(), wanted=wanted.strip(), presented_by_id=by.id
    )
    _tell_audit(by, "referred to risk panel", item)
    return item


@transaction.atomic
def prepare_item(
    *,
    item_id: UUID,
    version: int,
    summary: str,
    on: date,
    by: Actor,
    paper: UploadedFile | None = None,
    is_ready: bool = False,
) -> PanelItem:
    """Write the paper for the panel, add a photo of one, and say when all is ready."""
    item = steps_panel.item_for(by, item_id, Verb.CREATE, on=on)
    steps_panel.check_step(item, "prepare")
    if is_ready and not summary.strip():
        raise FactRefused("Write the paper for the panel before it is ready.")
    changes = {"summary": summary.strip(), "papers_on": (item.papers_on or on) if is_ready else None}
    item = save_over(item, version=version, changes=changes, what="this item")
    if paper:
        kept = add_document(person_id=item.person_id, name="For the risk panel", file=paper, on=on, by=by)
        PanelPaper.objects.create(item=item, document=kept)
    _tell_audit(by, "prepared panel item", item)
    return item


@transaction.atomic
def list_item(*, item_id: UUID, panel: UUID, on: date, by: Actor) -> PanelItem:
    """Put somebody who was referred on the agenda of a panel."""
    item = steps_panel.item_for(by, item_id, Verb.UPDATE, on=on)
    found = _panel(panel, by)
    changes = {"state": steps_panel.check_step(item, "list"), "panel": found}
    item = save_over(item, version=item.version, changes=changes, what="this item")
    _tell_audit(by, "listed panel item", item)
    return item


@transaction.atomic
def withdraw_item(*, item_id: UUID, on: date, by: Actor) -> PanelItem:
    """Take a referral to the panel back."""
    item = steps_panel.item_for(by, item_id, Verb.CREATE, on=on)
    changes = {"state": steps_panel.check_step(item, "withdraw")}
    item = save_over(item, version=item.version, changes=changes, what="this item")
    _tell_audit(by, "took back referral to risk panel", item)
    return item


@transaction.atomic
def declare_panel_conflict(*, item_id: UUID, why: str, on: date, by: Actor) -> PanelConflict:
    """Say that one has a conflict in an item. It is hidden from oneself at once."""
    item = steps_panel.item_for(by, item_id, Verb.READ, on=on)
    if not why.strip():
        raise FactRefused("Say what the conflict is.")
    conflict = PanelConflict.objects.create(item=item, user_id=by.id, why=why.strip()[:200], declared_at=clock.now())
    _tell_audit(by, "declared conflict at risk panel", item)
    return conflict


@transaction.atomic
def decide_item(*, item_id: UUID, discussion: str, decision: str, on: date, by: Actor) -> PanelDecision:
    """Write down what the panel said and decided. Not by whoever presented it, and only with a quorum."""
    item = steps_panel.item_for(by, item_id, Verb.APPROVE, on=on)
    access.hold(item.person)
    state = steps_panel.check_step(item, "decide")
    steps_panel.check_may_decide(by, item)
    if item.panel is None or item.panel.held_on > on:
        raise FactRefused("The panel has not been held yet.")
    if not item.panel.agenda_on or item.panel.closed_on:
        raise WrongState("The panel decides between its agenda and its closing.")
    save_over(item, version=item.version, changes={"state": state}, what="this item")
    made = PanelDecision.objects.create(
        item=item,
        discussion=discussion.strip(),
        decision=decision.strip(),
        decided_on=on,
        decided_at=clock.now(),
        decided_by_id=by.id,
        presented_by_id=item.presented_by_id,
    )
    _tell_audit(by, "decided panel item", item)
    return made


@transaction.atomic
def add_panel_action(*, item_id: UUID, what: str, who: str, due_on: date, on: date, by: Actor) -> PanelAction:
    """Say what somebody does after the panel, and by when."""
    item = steps_panel.item_for(by, item_id, Verb.UPDATE, on=on)
    steps_panel.check_step(item, "act")
    if due_on < on:
        raise FactRefused("This day is past.")
    action = PanelAction.objects.create(**_written(item.person, by), item=item, what=what, who=who, due_on=due_on)
    _tell_audit(by, "added panel action", item)
    return action


@transaction.atomic
def finish_panel_action(*, action_id: UUID, on: date, by: Actor) -> PanelAction:
    """Say that an action is done."""
    action = PanelAction.objects.filter(pk=action_id, removed_at=None).first()
    if action is None:
        raise NotYours("action of the risk panel")
    item = steps_panel.item_for(by, action.item_id, Verb.CREATE, on=on)
    if action.done_on:
        raise WrongState("It is done already.")
    action = save_over(action, version=action.version, changes={"done_on": on}, what="this action")
    _tell_audit(by, "finished panel action", item)
    return action


@transaction.atomic
def tell_of_panel(*, item_id: UUID, told_on: date, how: str, on: date, by: Actor) -> PanelItem:
    """Record that the young person was told what the panel decided."""
    item = steps_panel.item_for(by, item_id, Verb.CREATE, on=on)
    steps_panel.check_step(item, "tell")
    if not item.decision.decided_on <= told_on <= on:
        raise FactRefused("They can be told between the day of the decision and today.")
    changes = {"told_on": told_on, "told_how": how.strip()[:60]}
    item = save_over(item, version=item.version, changes=changes, what="this item")
    _tell_audit(by, "told of panel", item)
    return item


# ---------------------------------------------------------------------------------------------------------------------


def _panel(panel_id: UUID, by: Actor) -> RiskPanel:
    """A panel that is not closed, for those who run panels."""
    by.check(Record.RISK_PANEL, Verb.UPDATE)
    panel = RiskPanel.objects.filter(pk=panel_id).first()
    if panel is None:
        raise NotYours("risk panel")
    if panel.closed_on:
        raise WrongState("This panel is closed.")
    return panel


def _user(user_id: UUID) -> User:
    """Somebody with an open account."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise FactRefused("There is no such account.")
    return user


def _written(person: Person, by: Actor) -> dict[str, Any]:
    return {"person": person, "recorded_at": clock.now(), "recorded_by_id": by.id}


def _tell_audit(by: Actor, verb: str, item: PanelItem) -> None:
    audit.record(actor=by, verb=verb, subject_kind="person", subject=item.person_id)
