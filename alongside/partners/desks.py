"""The desks of partners, side by side above each of them. A new subject adds its own here."""

from __future__ import annotations

from alongside.shell.actors import Actor
from alongside.shell.roles import Record
from alongside.shell.slots import MenuItem

DESKS = (
    MenuItem("Organisations", "organisations", Record.ORGANISATIONS),
    MenuItem("Co-operation", "cooperation", Record.ORGANISATIONS),
    MenuItem("Covenant", "covenant_desk", Record.COVENANT),
    MenuItem("Promise", "promise_desk", Record.PROMISE),
    MenuItem("Protocols", "protocols", Record.PROTOCOLS),
    MenuItem("Homes and gaps", "partner_homes", Record.PROTOCOLS),
    MenuItem("Council tax", "council_tax_desk", Record.COUNCIL_TAX),
    MenuItem("Equality impact", "impact_assessments", Record.IMPACT),
    MenuItem("Lessons", "lessons", Record.LESSONS),
)


def open_to(actor: Actor) -> list[MenuItem]:
    """Those that this person's roles open."""
    return [item for item in DESKS if actor.reaches(item.record, item.verb) & item.within]
