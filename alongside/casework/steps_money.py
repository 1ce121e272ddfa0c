"""Which step of money asked for may follow which, and who decides up to what amount.

Rules come in pairs: ``check_…`` raises, ``can_…`` asks, so that a button and its refusal never disagree.
"""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings

from alongside.casework.models import MoneyDecision, MoneyRequest
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, OwnWork, WrongState
from alongside.shell.roles import Role
from alongside.shell.wording import money

State = MoneyRequest.State
STEPS: dict[tuple[str | None, str], State] = {
    (None, "ask"): State.WAITING,
    (None, "pay_at_once"): State.PAID_FIRST,
    (State.WAITING, "decide"): State.DECIDED,
    (State.WAITING, "withdraw"): State.WITHDRAWN,
    (State.PAID_FIRST, "decide"): State.DECIDED,
    (State.DECIDED, "ask_again"): State.ASKED_AGAIN,
    (State.DECIDED, "pay"): State.DECIDED,
    (State.DECIDED, "tell"): State.DECIDED,
    (State.ASKED_AGAIN, "decide"): State.DECIDED_AGAIN,
    (State.ASKED_AGAIN, "pay"): State.ASKED_AGAIN,
    (State.DECIDED_AGAIN, "pay"): State.DECIDED_AGAIN,
    (State.DECIDED_AGAIN, "tell"): State.DECIDED_AGAIN,
}
"""State × step → the state after it. A pair that is not here is refused. Asking again stops no payment of a part."""

REFUSED_STEP = {
    "ask": "This was asked for already.",
    "pay_at_once": "This was asked for already.",
    "decide": "There is nothing to decide: someone decided already, or it was taken back.",
    "withdraw": "It was decided already, so it cannot be taken back.",
    "ask_again": "Only a decision can be asked about again, and only once. After that, you can complain.",
    "pay": "There is nothing to pay: it is paid already, or nothing was agreed.",
    "tell": "There is no new decision to tell.",
}
WAITS = (State.WAITING, State.PAID_FIRST, State.ASKED_AGAIN)
"""The states that wait for somebody who decides."""
WITHOUT_LIMIT = frozenset({Role.HEAD_OF_SERVICE, Role.DIRECTOR})


def check_step(request: MoneyRequest | None, step: str) -> State:
    """The state after ``step``. Raises WrongState where the table has no such step."""
    state = State(request.state) if request else None
    if (state, step) not in STEPS:
        raise WrongState(REFUSED_STEP[step])
    return STEPS[state, step]


def can_step(request: MoneyRequest | None, step: str) -> bool:
    """Whether ``check_step`` would let it pass."""
    try:
        check_step(request, step)
    except WrongState:
        return False
    return True


def limit_of(actor: Actor) -> Decimal | None:
    """Up to what amount this actor decides; None is without limit. Whoever decides nothing has the limit nought."""
    if actor.roles & WITHOUT_LIMIT:
        return None
    return settings.MONEY_LIMITS["team_manager"] if Role.TEAM_MANAGER in actor.roles else Decimal(0)


def check_may_decide(actor: Actor, request: MoneyRequest, first: MoneyDecision | None) -> None:
    """Raise unless this actor may decide it: within their limit, not what they asked for or decided before."""
    if actor.id in {request.recorded_by_id, request.again_by_id}:
        raise OwnWork("You asked for this money, so someone else has to decide it.")
    if first is not None and actor.id == first.decided_by_id:
        raise OwnWork("You decided this the first time, so someone else has to look at it again.")
    limit = limit_of(actor)
    if limit is not None and request.amount > limit:
        words = f"You decide up to {money(limit)}. The head of service or the director decides about more."
        raise FactRefused(words)


def can_decide(actor: Actor, request: MoneyRequest, first: MoneyDecision | None) -> bool:
    """Whether ``check_may_decide`` would let it pass."""
    try:
        check_may_decide(actor, request, first)
    except (OwnWork, FactRefused):
        return False
    return True


def pays_at_once(actor: Actor) -> bool:
    """Whether this actor may pay in an emergency before anybody decides: those who work when nobody else does."""
    return Role.OUT_OF_HOURS in actor.roles
