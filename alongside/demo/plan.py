"""Plans, reviews and assessments of Brightwater's young people, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.casework.models import Allocation, Person
from alongside.demo.portal import AGES, email_of
from alongside.law import Category
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User

OTHERS = 10
"""How many besides those of 17, 19 and 23 have a plan here; the rest are in the council's core system still."""
WROTE_IT = timedelta(days=150)
"""How long ago a plan was begun that was approved since; one half as old was not."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a plan says under a head: their words, what is needed, what will happen, who."""

    words: str
    need: str = ""
    will_happen: str = ""
    who: str = ""
    otherwise: str = ""


HEADS = {
    "support": (
        Said("I like it when you text first. Calls make me jumpy.", "Somebody who is there on bad days",
             "A text every Monday, and a walk every second week", "My adviser", "I call the duty team"),
        Said("My nan knows me best. Ring her if I go quiet.", "Nan is part of it",
             "Nan comes to reviews if she wants to", "My adviser"),
    ),
    "learning": (
        Said("I want to finish Level 2 and then see.", "Help with the fare and with maths",
             "College pays the bus pass; a tutor on Thursdays", "College, virtual school"),
        Said("School was not for me. I learn by doing.", "A course with real work in it",
             "Look at two apprenticeships before Easter", "My adviser and me"),
    ),
    "work": (
        Said("Saturdays at the café are the best part of my week.", "More hours in summer",
             "Ask the café for a summer job", "Me"),
        Said("I would like to work with animals.", "Someone to ask for me", "A day at the cat shelter", "Adviser"),
    ),
    "contingency": (
        Said("If I lose my place I will not know where to go.", "A plan B that I know by heart",
             "Crash pad at Harbour Lodgings; key number on a card", "Housing and my adviser"),
    ),
    "home": (
        Said("I want a door that locks, and a cat.", "A home of my own, near the bus to college",
             "On the housing register; view flats together; the setting-up money is there when I move",
             "Housing officer and my adviser", "I stay where I am until there is a flat"),
        Said("I am staying with Karen and Joe. It is home.", "A Staying Put agreement",
             "The agreement is written before my birthday", "My adviser", "We talk again every half year"),
    ),
    "family": (
        Said("I see my brother on Sundays. I do not want to see my dad.", "Sundays kept free; Dad has no address",
             "The fare to my brother is paid", "My adviser"),
        Said("I am getting to know my mum again, slowly.", "Somebody to talk to afterwards",
             "We meet her together the first three times", "My adviser"),
    ),
    "skills": (
        Said("I can cook pasta and eggs. Post scares me.", "Practice with letters and bills",
             "Open the post together once a month", "My adviser and me"),
    ),
    "money": (
        Said("I run out in the third week.", "To see where it goes; savings from my trust fund",
             "Set up two pots in the bank app; find the trust fund", "My adviser and me"),
    ),
    "health": (
        Said("I sleep badly. Talking helps, tablets did not.", "A doctor who knows me, and someone to talk to",
             "Register with the practice by the station; ask about the young people's clinic", "Nurse and me"),
    ),
    "identity": (
        Said("I want to know why I was in care.", "My story, told properly",
             "Life-story work, and reading my records together if I want to", "My adviser"),
        Said("I go to church with my aunt. My name is spelled with two n.", "People write my name right",
             "Everyone uses two n; my passport comes in spring", "My adviser"),
    ),
}  # fmt: skip
ARRIVED = Said(
    "I came here alone. I wait for the answer about my leave, and waiting is hard.",
    "A solicitor who rings back, and somebody who knows what happens if the answer is no",
    "The solicitor is seen before the birthday; both answers are talked through",
    "The adviser and the solicitor",
)
ABOUT_ME = (
    "I make everybody laugh. I want my own place, a cat, and to be left alone when I am tired.",
    "I like music, long walks and being on time. Do not make plans about me without me.",
    "What matters: my brother, my course, and not moving again this year.",
    "I have moved nine times. I would like to stay.",
)
TASKS = (
    ("home", "Look at two flats", "person", 35),
    ("home", "Send the housing form", "adviser", 12),
    ("health", "Go to the new doctor", "person", -9),
    ("money", "Find out about the trust fund", "adviser", 21),
    ("learning", "Talk with the college about maths", "partner", 28),
)
DISAGREES = "The part about money is fine. I do not want to be checked on every week."

STRENGTHS = {
    "support": "Says when something is wrong, and to whom.",
    "learning": "Has not missed a day since September.",
    "home": "Keeps the room in order and knows the neighbours.",
    "money": "Knows what comes in and what goes out.",
    "skills": "Cooks for two and reads the meter.",
    "family": "Sees family who are good to see, and says no to others.",
}
"""What an assessment found to go well, by head; of the other heads it says nothing."""


def add_plans(advisers: list[User], managers: dict[str, User], *, on: date, seed: int) -> None:
    """Give some young people plans in every state; those of 17, 19 and 23 all of it, from assessment to review.

    ``managers``: who manages the team of each adviser, by the adviser's name.
    """
    chance = Random(seed + 23)
    accounts = [shell.account_named(email_of(age)) for age in AGES]
    whole = set(Person.objects.filter(user_id__in=[one for one in accounts if one]).values_list("pk", flat=True))
    told = 0
    for user in sorted(advisers, key=lambda one: one.email):
        adviser, manager = _actor(user, on), _actor(managers[user.name], on)
        rows = [one for one in people.caseload(adviser, on=on).rows if one.category is not Category.UNKNOWN]
        others = [one for one in rows if one.id not in whole and one.age >= 16]
        for row in [one for one in rows if one.id in whole]:
            _whole(row, adviser, manager, chance, on)
        if others and told < OTHERS:
            told += 1
            write_plan_of(chance.choice(others).id, adviser, manager, chance, on, until=told % 5)


def write_plan_of(person: UUID, adviser: Actor, manager: Actor, chance: Random, on: date, *, until: int) -> None:
    """A plan taken so far: 0 being written, 1 with them, 2 with a manager, 3 approved, 4 in their hands."""
    begun = _begun(person, adviser, on) if until > 2 else on
    plan = casework.begin_plan(person_id=person, on=begun, by=adviser)
    heads = {head.head: head for head in plan.heads.all()}
    for name, said in _heads(person).items():
        one = chance.choice(said)
        changes = {"words": one.words, "need": one.need, "will_happen": one.will_happen, "who": one.who}
        changes |= {"otherwise": one.otherwise}
        head = heads[name]
        casework.write_head(head_id=head.pk, version=head.version, changes=changes, on=begun, by=adviser)
    changes = {"about_me": chance.choice(ABOUT_ME), "how_made": "Written over two walks and a pizza."}
    plan = casework.write_plan(plan_id=plan.pk, version=plan.version, changes=changes, on=begun, by=adviser)
    for head, what, owner, days in TASKS:
        name = "The college" if owner == "partner" else ""
        casework.add_plan_action(
            head_id=heads[head].pk, what=what, owner=owner, owner_name=name, due_on=on + timedelta(days=days),
            on=begun, by=adviser,
        )  # fmt: skip
    if until >= 1:
        plan = casework.put_before_person(plan_id=plan.pk, version=plan.version, on=begun, by=adviser)
    if until >= 2:
        kind = "partly" if chance.random() < 0.3 else "agrees"
        words = DISAGREES if kind == "partly" else ""
        casework.record_plan_voice(plan_id=plan.pk, kind=kind, words=words, on=begun, by=adviser)
        plan = casework.submit_plan(plan_id=plan.pk, version=plan.version, on=begun, by=adviser)
    if until >= 3:
        plan = casework.approve_plan(plan_id=plan.pk, version=plan.version, on=begun, by=manager)
    if until >= 4:
        copy = {"form": "pdf", "language": "en-gb", "how": "in_person"}
        casework.hand_out_plan(plan_id=plan.pk, on=begun, by=adviser, **copy)


# ---------------------------------------------------------------------------------------------------------------------


def _whole(row: people.CaseRow, adviser: Actor, manager: Actor, chance: Random, on: date) -> None:
    """An assessment, the plan, a review that was held, and what follows by age."""
    begun = _begun(row.id, adviser, on)
    _assessed(row, adviser, manager, begun)
    write_plan_of(row.id, adviser, manager, chance, on, until=4)
    held = begun + (on - begun) * 0.7
    trigger = "asked" if row.age == 23 else "six_months"
    review = casework.plan_review(
        person_id=row.id, trigger=trigger, asked_on=held - timedelta(days=9), chair="The adviser",
        asked_words="My money and the course" if trigger == "asked" else "", on=held, by=adviser,
    )  # fmt: skip
    changes = {
        "held_on": held, "took_part": "there", "words": "It is mostly right. I want the maths sorted.",
        "attended": "Adviser, aunt. Apologies: college.", "is_adequate": True,
        "changes": "", "decisions": "The adviser rings the college.", "notes_sent_on": on,
    }  # fmt: skip
    casework.hold_review(review_id=review.pk, version=review.version, changes=changes, on=on, by=adviser)
    if row.age == 17:
        why = "Learning disability; support at home will be needed after 18."
        casework.ask_adult_services(
            person_id=row.id, why=why, asked_on=on - timedelta(days=30), agreed=True, worker="Transitions team",
            on=on, by=adviser,
        )  # fmt: skip
        settled = {
            "doctor_on": begun,
            "papers_on": begun,
            "notes": "Waits for Staying Put.",
        }
        casework.write_before_eighteen(person_id=row.id, version=0, changes=settled, on=on, by=adviser)


def _assessed(row: people.CaseRow, adviser: Actor, manager: Actor, on: date) -> None:
    asked = row.age >= 21
    assessment = casework.begin_assessment(
        person_id=row.id, trigger="asked" if asked else "changed", form="asked" if asked else "whole",
        asked_for="Help to start at college, and with the fares" if asked else "", on=on, by=adviser,
    )  # fmt: skip
    for head in assessment.heads.all():
        said = _heads(row.id).get(head.head)
        if said and (not asked or head.head in ("learning", "money")):
            told = {"words": said[0].words, "needs": said[0].need, "strengths": STRENGTHS.get(head.head, "")}
            casework.write_assessment_head(head_id=head.pk, version=head.version, changes=told, on=on, by=adviser)
    changes = {
        "words": "Ask me first. I know what I need.", "consulted": ["carer", "school", "health"],
        "consulted_words": "The carer sees how much has been learned this year. College would keep the place.",
        "meetings": "Two walks, one talk at college.", "result": "A plan about each part, college and money first.",
    }  # fmt: skip
    given = {"assessment_id": assessment.pk, "on": on}
    assessment = casework.write_assessment(version=assessment.version, changes=changes, by=adviser, **given)
    assessment = casework.submit_assessment(version=assessment.version, by=adviser, **given)
    casework.decide_assessment(version=assessment.version, answer="approve", by=manager, **given)


def _heads(person: UUID) -> dict[str, tuple[Said, ...]]:
    """What there is to say of each head; for who came here alone, of that too."""
    alone = Person.objects.filter(pk=person, arrived_alone=True).exists()
    return HEADS | ({"arrival": (ARRIVED,)} if alone else {})


def _begun(person: UUID, adviser: Actor, on: date) -> date:
    """When this adviser began to write, or began to work with them."""
    with_them = Allocation.objects.filter(person=person, worker_id=adviser.id, from_on__lte=on, to_on=None)
    first = with_them.order_by("from_on").values_list("from_on", flat=True).first()
    return max(on - WROTE_IT, first or on)


def _actor(user: User, on: date) -> Actor:
    return shell.actor_for(user.pk, on=on)
