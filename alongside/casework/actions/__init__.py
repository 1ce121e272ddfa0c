"""Verbs of casework: the only code that changes its tables. Keyword-only, atomic, audited."""

from alongside.casework.actions.allocations import (
    allocate,
    allocate_worker,
    cover,
    cover_worker,
    end_allocation,
    end_referral,
    refer,
    take_into_team,
)
from alongside.casework.actions.clocks import correct_clock_event, record_clock_event
from alongside.casework.actions.determinations import (
    approve_determination,
    find_determinations,
    propose_determination,
    record_disagreement,
    send_back,
    tell_person,
)
from alongside.casework.actions.opening_position import load_opening_position, send_opening_position
from alongside.casework.actions.people import (
    KnownSpell,
    add_contact_point,
    add_person,
    change_contact_point,
    complete_history,
    correct_core_details,
    give_account,
    lift_restriction,
    name_access,
    restrict,
    withdraw_spell,
)
from alongside.casework.actions.returns import Placed, TakenIn, send_return, take_in_return

__all__ = [
    "KnownSpell",
    "Placed",
    "TakenIn",
    "add_contact_point",
    "add_person",
    "allocate",
    "allocate_worker",
    "approve_determination",
    "change_contact_point",
    "complete_history",
    "correct_clock_event",
    "correct_core_details",
    "cover",
    "cover_worker",
    "end_allocation",
    "end_referral",
    "find_determinations",
    "give_account",
    "lift_restriction",
    "load_opening_position",
    "name_access",
    "propose_determination",
    "record_clock_event",
    "record_disagreement",
    "refer",
    "restrict",
    "send_back",
    "send_opening_position",
    "send_return",
    "take_in_return",
    "take_into_team",
    "tell_person",
    "withdraw_spell",
]
