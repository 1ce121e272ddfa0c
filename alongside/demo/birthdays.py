"""Birthday records of Brightwater's care leavers: most of the year so far proposed, and most of those locked."""

from __future__ import annotations

from datetime import date

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused

PROPOSED, LEFT_WAITING, SENT_BACK = 45, 9, 2
"""How many are proposed in all, and of those how many wait for a decision or were sent back."""


def settle_some_birthdays(data_officer: Actor, head_of_service: Actor, *, on: date) -> None:
    """Propose what the records say in full, the first due first; lock most of it."""
    page = people.birthday_list(data_officer, on=on, show="to_do")
    proposed = []
    for row in [row for row in page.rows if not row.missing][:PROPOSED]:
        one = people.birthday_of(data_officer, row.person, age=row.age, on=on)
        try:
            done = casework.propose_birthday(person_id=row.person, age=row.age, on=on, by=data_officer, **one.believed)
        except FactRefused:  # two records that cannot both be so: left for a visitor to settle
            continue
        proposed.append(done.pk)
    back, locked = proposed[:SENT_BACK], proposed[SENT_BACK:-LEFT_WAITING]
    for record_id in back:
        casework.send_back_birthday(
            record_id=record_id,
            comment="Please ask the adviser where they live now: the plan speaks of a move in the spring.",
            on=on,
            by=head_of_service,
        )
    if locked:
        casework.approve_birthdays(record_ids=locked, on=on, by=head_of_service)
