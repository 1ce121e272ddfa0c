"""Letters of Brightwater: what advisers wrote, birthdays that are near, one text that waits, and two proofs."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from random import Random

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.casework.models import Allocation, ContactPoint, Letter, Person
from alongside.demo import portal, streets
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.refusals import FactRefused

FEW = 3
"""How many people of each adviser have letters."""
CAME_BACK = 5
"""Of every so many advisers, the letter of one came back."""
OWN = {
    17: (("welcome", {}), ("review_invitation", {"date": "Thursday", "time": "4 pm", "place": "the café at the quay"})),
    19: (
        ("welcome", {}),
        ("duty_team", {}),
        ("tenancy_support", {"what": "bills, and what to do when something breaks"}),
    ),
    23: (("come_back", {}), ("advocacy_offer", {})),
}
"""What the young people whom a visitor can be have had, in their own place."""
POLISH = """
Jeśli nie możesz złapać swojego doradcy, zadzwoń do naszego zespołu dyżurnego: {duty_phone}. Ktoś jest tam w każdy dzień
roboczy.

W nocy i w weekendy dzwoń: {night_phone}. Nie musisz wiedzieć, z kim chcesz rozmawiać. Podaj swoje imię i powiedz, że
masz tu doradcę.
"""
NO = {
    "what": "A second bicycle",
    "why": "We paid for one in spring and it can be mended",
    "deadline": "the end of next week",
}


LANGUAGES = ("ar", "fa", "ckb", "vi", "sq", "ti", "uk")
"""The languages in which some get letters."""


def write_letters(advisers: list[User], *, manager: User, head: User, on: date, seed: int, by: Actor) -> None:
    """Give people addresses, write letters as advisers do, and leave some in every state a visitor may want to see."""
    chance = Random(seed + 17)
    for age, letters in OWN.items():
        _own(age, letters, on)
    casework.send_letters(on=on, by=by)
    for place, adviser in enumerate(advisers):
        actor = shell.actor_for(adviser.pk, on=on)
        rows = sorted(people.caseload(actor, on=on).rows, key=lambda row: row.reference)
        for number, row in enumerate(chance.sample(rows, min(FEW, len(rows)))):
            _write(row, actor, number, chance, on)
        if place % CAME_BACK == 0:
            _bring_back(actor, on, by)
    casework.write_birthday_letters(on=on, by=by)
    casework.propose_letter_text(
        key="missed_you",
        title="Sorry, we missed each other",
        body="I came to see you on {date}, and you were not there. No harm done!\n\nCall or text me on {worker_phone}. "
        "We find a better time.",
        why="Young people said that the old one sounds cross.",
        on=on,
        by=shell.actor_for(manager.pk, on=on),
    )
    _translate(shell.actor_for(manager.pk, on=on), shell.actor_for(head.pk, on=on), on)


def _translate(manager: Actor, head: Actor, on: date) -> None:
    """One translation that was checked, one that waits, and an English that has changed since it was translated."""
    read = "Read with an interpreter"
    casework.decide_letter_translation(
        key="welcome", language="ar", number=0, answer="check", comment=read, on=on, by=head
    )
    page = people.letter_translation(manager, "duty_team", "pl", on=on)
    casework.write_letter_translation(
        key="duty_team", language="pl", title="Zespół, do którego zawsze możesz zadzwonić", body=POLISH,
        english=page.fingerprint, on=on, by=manager,
    )  # fmt: skip
    now = people.letter_text(manager, "come_back", on=on).text
    changed = casework.propose_letter_text(
        key="come_back", title=now.title, body=now.body.replace("as often as you like", "as often as you want"),
        why="The same word as in the offer", on=on, by=manager,
    )  # fmt: skip
    casework.decide_letter_text(key="come_back", number=changed.number, answer="approve", on=on, by=head)


def _write(row: people.CaseRow, adviser: Actor, number: int, chance: Random, on: date) -> None:
    """It is safe to write to them, is not, or nobody has asked; and a letter where one can go."""
    safe = (True, False, None)[number]
    held = ContactPoint.objects.filter(person_id=row.id, kind=ContactPoint.Kind.ADDRESS, to_on=None).first()
    if held is None:
        address = streets.somewhere(chance)
        casework.add_contact_point(
            person_id=row.id, kind="address", value=address, safe_to_write=safe, on=on, by=adviser
        )
    elif held.safe_to_write is not safe:
        casework.change_contact_point(
            contact_point_id=held.pk, version=held.version, changes={"safe_to_write": safe}, on=on, by=adviser
        )
    if number == 1 and chance.random() < 0.5:
        person = Person.objects.get(pk=row.id)
        chosen = {"letter_language": chance.choice(LANGUAGES)}
        casework.correct_core_details(person_id=row.id, version=person.version, changes=chosen, on=on, by=adviser)
    letter = casework.draft_letter(
        person_id=row.id,
        key="grant_no" if number else "could_not_reach_1",
        asked=NO if number else {},
        channel="by_hand" if number else "post",
        on=on,
        by=adviser,
    )
    if not number:
        casework.queue_letter(letter_id=letter.pk, on=on, by=adviser)


def _bring_back(adviser: Actor, on: date, by: Actor) -> None:
    """A letter that was sent, and that the post brought back: the address is to be checked."""
    casework.send_letters(on=on, by=by)
    row = Letter.objects.filter(recorded_by_id=adviser.id, channel="post", state=Letter.State.SENT).first()
    if row:
        casework.settle_letter(letter_id=row.pk, what="return", why="Gone away", on=on, by=adviser)


def _own(age: int, letters: tuple[tuple[str, dict[str, str]], ...], on: date) -> None:
    """Letters in the place of a young person whom a visitor can be; and two proofs."""
    user = shell.account_named(portal.email_of(age))
    person = Person.objects.filter(user_id=user).first() if user else None
    if person is None or user is None:  # a smaller council may have nobody of that age
        return
    held = Allocation.objects.filter(person=person, to_on=None, worker__isnull=False).first()
    if held is None or held.worker_id is None:
        return
    adviser = shell.actor_for(held.worker_id, on=on)
    for key, asked in letters:
        made = casework.draft_letter(person_id=person.pk, key=key, asked=asked, channel="own_place", on=on, by=adviser)
        casework.queue_letter(letter_id=made.pk, on=on, by=adviser)
    with suppress(FactRefused):  # somebody whose category is not known
        themself = shell.actor_for(user, on=on)
        for _ in range(2):
            proof = casework.make_my_proof(on=on, by=themself)
        if age == 19:  # a visitor makes the next one
            casework.end_my_proof(proof_id=proof.pk, on=on, by=themself)
