"""Somebody of 26: the file is closed, those who worked here are gone from it, and an own copy of it stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from alongside.casework import actions as casework
from alongside.casework.actions.people import KnownSpell
from alongside.casework.models import Person
from alongside.demo import plan
from alongside.demo.portal import email_of
from alongside.law import birthday
from alongside.shell import actions as accounts
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role

AGE = 26
REFERENCE = "BW100000"
"""The one before those of the return, which may be any number and does not ask about anybody of this age."""
TURNED = timedelta(days=10)
"""How long ago the last birthday was."""
LAST_DAYS = timedelta(days=8)
"""How long before the 25th birthday everything here was done."""
IN_CARE = (12, 18)
TALKED = (
    ("met", "Coffee at the Tern, the last one as adviser. The lease is signed for another year.", "I will be fine."),
    ("phone", "Rang about the boiler. The landlord comes on Friday.", ""),
    ("home", "Saw the flat and the new bike.", "It is the first place that is mine."),
)


@dataclass(frozen=True, slots=True)
class Helpers:
    """Those who worked with them: accounts, since each acts as on the day."""

    adviser: User
    manager: User
    head: User
    finance: User

    def on(self, day: date) -> dict[str, Actor]:
        """Who they were on a day."""
        named = {"adviser": self.adviser, "manager": self.manager, "head": self.head, "finance": self.finance}
        return {name: shell.actor_for(user.pk, on=day) for name, user in named.items()}


def add_somebody_grown_up(helpers: Helpers, *, on: date, seed: int, by: Actor) -> None:
    """A whole file, written before the 25th birthday, and the account with which its own copy is read today."""
    born_on = _born(on)
    then = birthday(born_on, 25) - LAST_DAYS
    person = casework.add_person(
        child_id=REFERENCE, born_on=born_on, on=then, by=by,
        first_name="Rhiannon", surname="Askew", preferred_name="Rhi", sex="F",
    )  # fmt: skip
    first, last = (birthday(born_on, age) for age in IN_CARE)
    spell = KnownSpell(from_on=first, to_on=last, legal_status="C2")
    casework.complete_history(person_id=person.pk, spells=[spell], whole=True, on=then, by=by)
    held = casework.allocate(person_id=person.pk, worker=helpers.adviser, from_on=then, on=then, by=by)
    _write_the_file(person, helpers.on(then), then, seed)
    casework.end_allocation(allocation_id=held.pk, to_on=birthday(born_on, 25), on=then, by=by)
    _give_a_place(person, helpers.on(then), on=on, then=then, by_system=by)


# ---------------------------------------------------------------------------------------------------------------------


def _born(on: date) -> date:
    turned = on - TURNED
    return date(turned.year - AGE, turned.month, min(turned.day, 28))


def _write_the_file(person: Person, by: dict[str, Actor], then: date, seed: int) -> None:
    about = {"person_id": person.pk, "on": then}
    casework.add_contact_point(**about, kind="phone", value="07700 900990", safe_to_call=True, by=by["adviser"])
    for number, (method, summary, words) in enumerate(TALKED):
        casework.record_contact(
            **about, outcome="made", method=method, happened_on=then - timedelta(days=40 * number), summary=summary,
            their_words=words, source="core_system", by=by["adviser"],
        )  # fmt: skip
    plan.write_plan_of(person.pk, by["adviser"], by["manager"], Random(seed + 29), then, until=4)


def _give_a_place(person: Person, by: dict[str, Actor], *, on: date, then: date, by_system: Actor) -> None:
    user = accounts.open_account(email=email_of(AGE), name=person.preferred_name, by=by_system)
    accounts.grant_role(user=user, role=Role.YOUNG_PERSON, from_on=then, by=by_system)
    casework.give_account(person_id=person.pk, user=user, on=then, by=by_system)
    themself = shell.actor_for(user.pk, on=then)
    message = casework.send_my_message(words="Thank you for seven years. Really.", topic="talk", on=then, by=themself)
    casework.answer_message(
        message_id=message.pk, words="Thank you, Rhi. Call the duty team any day.", on=then, by=by["adviser"]
    )
    casework.make_my_proof(on=then, by=themself)
    asked = casework.ask_for_my_money(
        what="The fare to the interview", amount=Decimal("22.40"), reason="It is in York.", on=then, by=themself
    )
    casework.decide_money(money_id=asked.pk, version=asked.version, answer="yes", on=then, by=by["head"])
    casework.pay_money(money_id=asked.pk, method="bank", paid_on=then, on=then, by=by["finance"])
    casework.ask_for_my_records(scope="All of it, to keep.", on=on, by=shell.actor_for(user.pk, on=on))
