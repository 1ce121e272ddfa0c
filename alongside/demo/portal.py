"""Young people of Brightwater who have a place of their own here, and what they wrote."""

from __future__ import annotations

from datetime import date
from random import Random

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.law import Category
from alongside.shell import actions as accounts
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role

AGES = (17, 19, 23)
"""Ages of the young people whom a visitor can be."""
WRITTEN = {
    17: "Hi. Can my foster carer come to the meeting about my plan?",
    19: "The cooker broke. Is there money for that? I have been eating cold food since Sunday.",
    23: "I want to start at college in January. Can you help me with the form?",
}
ANSWERED = {17: "Of course. I will ask her. Is Thursday after school still good for you?"}


def email_of(age: int) -> str:
    """The e-mail address with which the young person of that age signs in."""
    return f"young.person.{age}@brightwater.example"


def add_own_places(advisers: list[User], *, on: date, seed: int, by: Actor) -> None:
    """Give three young people an account, and let them write to their adviser."""
    chance = Random(seed + 11)
    known = [(row, adviser) for adviser in _actors(advisers, on) for row in people.caseload(adviser, on=on).rows]
    for age in AGES:
        of_age = [one for one in known if one[0].age == age]
        found = [one for one in of_age if one[0].category is not Category.UNKNOWN] or of_age
        if not found:  # a smaller council may have nobody of that age
            continue
        row, adviser = chance.choice(sorted(found, key=lambda one: one[0].reference))
        user = accounts.open_account(email=email_of(age), name=row.label, by=by)
        accounts.grant_role(user=user, role=Role.YOUNG_PERSON, from_on=on, by=by)
        casework.give_account(person_id=row.id, user=user, on=on, by=by)
        themself = shell.actor_for(user.pk, on=on)
        message = casework.send_my_message(words=WRITTEN[age], topic="talk", on=on, by=themself)
        if age in ANSWERED:
            casework.answer_message(message_id=message.pk, words=ANSWERED[age], on=on, by=adviser)


def _actors(advisers: list[User], on: date) -> list[Actor]:
    return [shell.actor_for(user.pk, on=on) for user in advisers]
