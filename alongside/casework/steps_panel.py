"""Which step of a panel's item may follow which, and who sees an item.

Who works with somebody, or runs the service, sees what concerns them. A member from elsewhere sees an item only while
the panel that it is on runs. Whoever has a conflict in an item does not see it, whoever they are.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.casework import access
from alongside.casework.models import Conflict, NamedAccess, PanelConflict, PanelItem, PanelMember, Person, RiskPanel
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Reach, Record, Verb

State = PanelItem.State
QUORUM = 3
"""Members, without those in conflict, who have to be on the panel for it to decide on an item."""
STEPS: dict[tuple[str | None, str], State] = {
    (None, "refer"): State.REFERRED,
    (State.REFERRED, "prepare"): State.REFERRED,
    (State.REFERRED, "list"): State.LISTED,
    (State.REFERRED, "withdraw"): State.WITHDRAWN,
    (State.LISTED, "prepare"): State.LISTED,
    (State.LISTED, "decide"): State.DECIDED,
    (State.DECIDED, "tell"): State.DECIDED,
    (State.DECIDED, "act"): State.DECIDED,
}
"""State × step → the state after it. A pair that is not here is refused."""
REFUSED_STEP = {
    "refer": "They are referred already.",
    "prepare": "Papers are added until the panel decides.",
    "list": "Only somebody who was referred and is not on an agenda yet can be listed.",
    "withdraw": "It is on an agenda already.",
    "decide": "Only what is on the agenda is decided.",
    "tell": "Nothing is decided yet.",
    "act": "Actions follow a decision.",
}
RUNNING = Q(agenda_on__isnull=False, closed_on__isnull=True)
"""Panels whose members see their items."""


def check_step(item: PanelItem | None, step: str) -> State:
    """The state after ``step``. Raises WrongState where the table has no such step."""
    state = State(item.state) if item else None
    if (state, step) not in STEPS:
        raise WrongState(REFUSED_STEP[step])
    return STEPS[state, step]


def can_step(item: PanelItem | None, step: str) -> bool:
    """Whether ``check_step`` would let it pass."""
    try:
        check_step(item, step)
    except WrongState:
        return False
    return True


def visible_items(actor: Actor, *, on: date) -> QuerySet[PanelItem]:
    """The items that this actor sees at work today."""
    named = NamedAccess.objects.filter(access.live(on), user_id=actor.id).values("person")
    sits = PanelMember.objects.filter(user_id=actor.id, panel__in=RiskPanel.objects.filter(RUNNING)).values("panel")
    as_member = Q(panel__in=sits) & (Q(person__restriction="") | Q(person__in=named))
    rows = PanelItem.objects.filter(removed_at=None)
    rows = rows if actor.is_system else rows.exclude(person__user_id=actor.id)
    rows = rows.filter(Q(person__in=_works_with(actor, on)) | as_member)
    rows = rows.exclude(person__in=Conflict.objects.filter(worker_id=actor.id, ended_on=None).values("person"))
    return rows.exclude(pk__in=PanelConflict.objects.filter(user_id=actor.id).values("item"))


def item_for(actor: Actor, item_id: UUID, verb: Verb, *, on: date) -> PanelItem:
    """The item, if this actor sees it and may do ``verb`` to it. Raises NotYours, as for one that does not exist."""
    item = visible_items(actor, on=on).filter(pk=item_id).select_related("person", "panel").first()
    if item is None:
        raise NotYours("item of the risk panel")
    if verb is not Verb.READ:
        access.person_for(actor, item.person_id, Record.RISK_PANEL, verb, on=on)
    return item


def check_may_decide(actor: Actor, item: PanelItem) -> None:
    """Raise unless the panel has its quorum for this item and the actor did not present it."""
    if actor.id is not None and actor.id == item.presented_by_id:
        raise OwnWork("You presented this, so someone else has to decide it.")
    in_conflict = PanelConflict.objects.filter(item=item).values("user")
    if PanelMember.objects.filter(panel=item.panel).exclude(user__in=in_conflict).count() < QUORUM:
        raise FactRefused(f"The panel needs {QUORUM} members without a conflict to decide on this.")


# ---------------------------------------------------------------------------------------------------------------------


def _works_with(actor: Actor, on: date) -> list[UUID] | QuerySet[Person]:
    """The people whose items somebody sees without being a member: a referral to a partner does not give that."""
    reaches = actor.reaches(Record.RISK_PANEL, Verb.READ)
    reached = access.visible_to(actor, Record.RISK_PANEL, on=on)
    if Reach.PARTNER not in reaches or actor.is_system:
        return reached.values("pk")
    if reaches <= {Reach.PARTNER, Reach.ME}:
        return []
    only = access.is_only_referred
    return [one.pk for one in reached if not only(actor, one, Record.RISK_PANEL, Verb.READ, on=on)]
