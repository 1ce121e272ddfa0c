"""What is late in Brightwater and why, who is away, who was missing, and what a senior officer has to decide."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.demo.people import POSTS
from alongside.shell import queries as accounts
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role

SHARE_WITH_REASON = 0.3
SOCIAL_WORKERS = 8
"""How many young people in care have their social worker on record, each of the two."""
REASONS = (
    "Cancelled twice by me: I was ill. Booked for Tuesday.",
    "She asked to wait until her exams are over. We agreed on the week after.",
    "No answer at the door. I try again on Thursday with the duty worker.",
    "Waiting for the college to name somebody for the meeting.",
    "He moved last week. The new address is checked, and I go on Monday.",
)
TALKS = (
    {"outcome": "held", "talk_with": "Ola Brandt, missing from home service", "said": "I wanted to see my brother.",
     "result": "Contact with his brother is now every second Saturday."},
    {"outcome": "declined", "talk_with": "Ola Brandt, missing from home service",
     "said": "I do not want to talk about it.", "result": "Offered again by his foster carer; he knows how to ask."},
    {},
)  # fmt: skip


def add_what_is_due(workers: dict[str, User], *, on: date, seed: int) -> None:
    """Reasons, an absence, times missing and decisions, as the workers of Brightwater would enter them."""
    chance = Random(seed + 17)
    actors = {post.name: accounts.actor_for(workers[post.name].pk, on=on) for post in POSTS}
    held = {post.role: post.name for post in POSTS}
    in_care: list[tuple[people.CaseRow, Actor]] = []
    for post in POSTS:
        if post.role is Role.PERSONAL_ADVISER:
            rows = people.caseload(actors[post.name], on=on).rows
            _reasons(rows, actors[post.name], chance, on)
            in_care += [(row, actors[post.name]) for row in rows if row.age < 18 and row.category == "eligible"]
    for number, (row, adviser) in enumerate(in_care[: len(TALKS)]):
        _missing(row, adviser, TALKS[number], on)
    social_workers = [post for post in POSTS if post.role is Role.SOCIAL_WORKER]
    managers = {post.team: actors[post.name] for post in POSTS if post.role is Role.TEAM_MANAGER}
    director = actors[held[Role.DIRECTOR]]
    for post in social_workers:
        _care(post.name, managers[post.team], actors[post.name], workers[post.name], director, on)
    absent = next(post for post in POSTS if post.role is Role.PERSONAL_ADVISER and post.team == "north")
    last = on + timedelta(days=9)
    casework.note_absence(
        worker=str(workers[absent.name].pk), from_on=on, last_on=last, on=on, by=managers[absent.team]
    )


def _reasons(rows: tuple[people.CaseRow, ...], adviser: Actor, chance: Random, on: date) -> None:
    for row in rows[:12]:
        if row.late and chance.random() < SHARE_WITH_REASON:
            tick = people.late_ticks(adviser, row.id, on=on)[0]
            casework.give_reason(person_id=row.id, tick=tick.key, words=chance.choice(REASONS), on=on, by=adviser)


def _missing(row: people.CaseRow, adviser: Actor, talk: dict[str, str], on: date) -> None:
    gone, back = on - timedelta(days=3), on - timedelta(days=1)
    incident = casework.record_incident(
        person_id=row.id, kind="missing", happened_on=gone, aware_on=gone, facts="Did not come home in the evening.",
        reported_to="Police", on=on, by=adviser,
    )  # fmt: skip
    casework.follow_incident(incident_id=incident.pk, version=incident.version, back_on=back, on=on, by=adviser)
    if talk:
        casework.record_return_talk(incident_id=incident.pk, version=0, talk_on=on, on=on, by=adviser, **talk)


def _care(name: str, manager: Actor, social_worker: Actor, user: User, director: Actor, on: date) -> None:
    """A social worker for a few young people in care; one decision waits, one was approved by the director."""
    rows = [row for row in people.caseload(manager, on=on).rows if row.age < 18 and row.category == "eligible"]
    for row in rows[:SOCIAL_WORKERS]:
        casework.allocate(person_id=row.id, worker=user, kind="social_worker", on=on, by=manager)
    for number, row in enumerate(rows[: min(2, SOCIAL_WORKERS)]):
        kind = ("end_of_care", "at_distance")[number]
        decision = casework.propose_care_decision(
            person_id=row.id, kind=kind, planned_on=on + timedelta(days=30 + number),
            place="" if number == 0 else "A foster home in the next county but one",
            why="Her aunt has room, and everybody agreed at the last review." if number == 0
            else "It is the only home that takes brother and sister together.",
            wishes="I want to live with my aunt." if number == 0 else "I want to be where my sister is.",
            checks=people.care_checks(kind), on=on, by=social_worker,
        )  # fmt: skip
        if number == 1:
            casework.decide_care_decision(
                care_decision_id=decision.matter, answer="approve",
                comment="Brother and sister stay together. Review after 28 days.", on=on, by=director,
            )  # fmt: skip
