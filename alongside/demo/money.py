"""Money that young people of Brightwater asked for, what keeps them safe, and the risk panel."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.demo.portal import AGES, email_of
from alongside.law import working_days_after
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User

WANTED = (
    ("A cooker", "180", "The one in the flat is broken and the landlord will not mend it."),
    ("Train fare to an interview", "24.60", "It is at 9 in Kingsmere and no bus goes that early."),
    ("Work boots", "65", "I start on the building site on Monday."),
    ("A winter coat", "70", "Mine is too small and I walk to college."),
    ("A birth certificate", "12.50", "I need it for the bank."),
    ("A mobile phone", "140", "Mine was stolen and nobody can reach me."),
)
REFUSED = "You had money for this in the spring. Tell us if that one is gone."
ASKED_AGAIN = "That was for a fridge. I never had a cooker."
WARNINGS = (
    ("animal", "medium", "A large dog, not always on a lead.", "Call first. The dog goes into the yard"),
    ("others", "high", "An older cousin who has threatened workers stays there at times.", "Two of you, by day"),
    ("self_harm", "high", "Harmed themself twice this year, each time at night.", "If they do not open, call 999"),
    ("exploited", "medium", "Picked up by cars that they do not want to talk about.", ""),
)
PLAN: dict[str, Any] = {
    "concern": "That the people to whom money is owed come to the door.",
    "likelihood": "medium",
    "harm": "high",
    "protective": "A neighbour who helps. Football on Tuesdays. Wants to finish the course.",
    "steps": "We text each evening. Housing changes the lock. The police know the address.",
    "contingency": "Go to the neighbour and call 999. We find another place the same night.",
    "agreed_by": "The young person, the adviser, housing",
    "own_words": "I just want to sleep without a chair under the door.",
}


def add_money_and_safety(workers: dict[str, User], posts: dict[str, list[str]], *, on: date, seed: int) -> None:
    """Let a few dozen ask for money and some be warned about; ``posts`` gives who holds which role."""
    chance = Random(seed + 17)
    by = {post: [shell.actor_for(workers[name].pk, on=on) for name in held] for post, held in posts.items()}
    rows = []
    for adviser in by["personal_adviser"]:
        own = sorted(people.caseload(adviser, on=on).rows, key=lambda row: row.reference)
        rows += [(row, adviser) for row in chance.sample(own, min(3, len(own)))]
    managers = {one: manager for manager in by["team_manager"] for one in manager.teams}
    for number, (row, adviser) in enumerate(rows):
        manager = next(managers[team] for team in adviser.teams if team in managers)
        _ask(row.id, number, adviser, manager, by, on)
    for number, (row, adviser) in enumerate(rows[:: max(1, len(rows) // 6)]):
        _keep_safe(row.id, number, adviser, next(managers[team] for team in adviser.teams), on)
    for age in AGES:
        _own(age, by, on)
    _sit(rows, by, on)


def _ask(person: UUID, number: int, adviser: Actor, manager: Actor, by: dict[str, list[Actor]], on: date) -> None:
    """One request, as far through its steps as its number has it."""
    what, amount, reason = WANTED[number % len(WANTED)]
    given: dict[str, Any] = {"person_id": person, "what": what, "amount": Decimal(amount), "reason": reason, "on": on}
    if number % 9 == 4:
        casework.ask_for_money(
            **given | {"amount": Decimal(30), "what": "Food and a meter card"},
            at_once="voucher",
            by=by["out_of_hours"][0],
        )
        return
    request = casework.ask_for_money(**given, is_urgent=number % 7 == 3, by=adviser)
    if number % 3 == 0:
        return
    answer: dict[str, Any] = {"answer": "no", "reason": REFUSED} if number % 5 == 2 else {"answer": "yes"}
    casework.decide_money(money_id=request.pk, version=request.version, on=on, by=manager, **answer)
    if answer["answer"] == "no" and number % 2 == 0:
        casework.ask_for_money_again(money_id=request.pk, words=ASKED_AGAIN, on=on, by=adviser)
    if answer["answer"] == "yes" and number % 2:
        casework.pay_money(money_id=request.pk, method="bank", paid_on=on, on=on, by=by["finance_officer"][0])


def _keep_safe(person: UUID, number: int, adviser: Actor, manager: Actor, on: date) -> None:
    kind, level, facts, rule = WARNINGS[number % len(WARNINGS)]
    words: dict[str, Any] = {
        "kind": kind,
        "level": level,
        "facts": facts,
        "visiting_rule": rule,
        "must_know": "",
        "hidden": "",
    }
    told = {"told": True, "told_why_not": ""} if number % 2 else {"told": False, "told_why_not": "Not asked yet"}
    warning = casework.write_warning(person_id=person, on=on, by=adviser, **words, **told)
    if number % 3:
        casework.approve_warning(warning_id=warning.pk, on=on, by=manager)
    if number == 1:
        casework.write_safety_plan(person_id=person, on=on, by=adviser, **PLAN)
        casework.record_incident(
            person_id=person,
            kind="missing",
            happened_on=on - timedelta(days=20),
            aware_on=on - timedelta(days=19),
            facts="Did not come home for two nights. Stayed with a friend.",
            reported_to="The police",
            on=on,
            by=adviser,
        )


def _own(age: int, by: dict[str, list[Actor]], on: date) -> None:
    """The three young people whom a visitor can be each have a whole story with money."""
    user_id = shell.account_named(email_of(age))
    if user_id is None:
        return
    themself, head = shell.actor_for(user_id, on=on), by["head_of_service"][0]
    done = casework.ask_for_my_money(what="A coat", amount=Decimal(70), reason="It is cold.", on=on, by=themself)
    casework.decide_money(money_id=done.pk, version=done.version, answer="yes", on=on, by=head)
    casework.pay_money(money_id=done.pk, method="bank", paid_on=on, on=on, by=by["finance_officer"][0])
    asked = casework.ask_for_my_money(
        what="A bus pass", amount=Decimal("38.50"), reason="To college.", on=on, by=themself
    )
    answer: dict[str, Any] = {
        "answer": "part",
        "amount": Decimal(20),
        "reason": "College pays the rest. Ask them for the form.",
    }
    casework.decide_money(money_id=asked.pk, version=asked.version, on=on, by=head, **answer)
    casework.write_safety_plan(person_id=done.person_id, on=on, by=by["out_of_hours"][0], **PLAN)


def _sit(rows: list[tuple[people.CaseRow, Actor]], by: dict[str, list[Actor]], on: date) -> None:
    """A panel whose agenda is out, and one person who waits for the next."""
    if not rows:  # a smaller council may have nobody to talk about
        return
    head = by["head_of_service"][0]
    panel = casework.call_panel(
        held_on=working_days_after(on, 8), place="County Hall, room 4", chair=head.id, on=on, by=head
    )
    for post, capacity in (
        ("housing_officer", "Housing"),
        ("health_nurse", "Health"),
        ("team_manager", "Leaving care"),
    ):
        casework.add_panel_member(panel_id=panel.pk, user=by[post][0].id, capacity=capacity, on=on, by=head)
    for number, (row, adviser) in enumerate(rows[:3]):
        item = casework.refer_to_panel(
            person_id=row.id,
            reason="Older people come to the flat at night, and two visits found nobody in.",
            wanted="Another home, and one plan that police, housing and we all keep to.",
            on=on,
            by=adviser,
        )
        if number == 0:
            paper = "Three moves in a year. The last two followed threats. College goes well, and the tutor would help."
            item = casework.prepare_item(
                item_id=item.pk, version=item.version, summary=paper, is_ready=True, on=on, by=adviser
            )
        if number < 2:
            casework.list_item(item_id=item.pk, panel=panel.pk, on=on, by=head)
    casework.send_agenda(panel_id=panel.pk, on=on, by=head)
