"""Builds Brightwater through the actions, so that nothing in it is in a state that the product cannot reach.

The same seed and date give the same council. What each part adds to the demo is one step here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from alongside.casework import actions as casework
from alongside.casework import queries as people_queries
from alongside.demo import (
    birthdays,
    board,
    contact,
    due,
    elsewhere,
    fairness,
    files,
    forums,
    grown,
    heard,
    homes,
    letters,
    life,
    lives,
    money,
    partners,
    people,
    plan,
    portal,
    principles,
    protocols,
    rights,
    safekeeping,
    said,
    terms,
    voice,
)
from alongside.demo.doubtful import doubtful
from alongside.law import Category, Certainty
from alongside.offer import actions as offer
from alongside.partners.models import Organisation
from alongside.shell import clock
from alongside.shell import queries as accounts
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role

SEED = 1989
YEARS_HELD = 5
"""Collection years whose returns the council still has; what came before is not known here."""
OPENED_ON = timedelta(days=400)
"""How long before today everybody started work here."""
PROPOSED, APPROVED, TOLD = 0.6, 0.8, 0.7
"""Shares of people whose category has been proposed, then approved, then told to them."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How many young people the council has."""

    children_in_care: int = lives.CHILDREN_IN_CARE
    care_leavers: int = lives.CARE_LEAVERS


def build(*, on: date, seed: int = SEED, size: Size | None = None, say: Say = lambda _: None) -> None:
    """Build the demo council as of the day ``on``. ``say`` is told each step."""
    size = size or Size()
    by = Actor.system("the demo")
    say("Opening accounts and adding partners")
    organisations = people.add_organisations(by=by)
    workers = people.add_workers(on=on - OPENED_ON, organisations=organisations, by=by)
    say("Publishing the local offer")
    offer.load_offer(on=on, by=by)
    offer.load_district_parts(on=on, by=by)
    offer.load_translations(by=by)
    say("Consulting, signing and publishing the first edition")
    actors = {name: accounts.actor_for(user.pk, on=on) for name, user in workers.items()}
    fairness.assess("offer", "Edition 1", actors, on=on)
    _publish_first_edition(workers, on=on)
    known = lives.everyone(seed=seed, on=on, children_in_care=size.children_in_care, care_leavers=size.care_leavers)
    everyone = lives.numbered(known + doubtful(on))
    say("Taking in the statutory returns")
    casework.take_in_return(given=[_returns(everyone, on=on, seed=seed)], on=on, by=by)
    say("Loading names, advisers and last dates")
    _load_opening_position(everyone, on=on, seed=seed, by=by)
    say("Deciding some categories")
    _decide_some(workers, on=on, seed=seed)
    say("Giving some young people a place of their own")
    advisers = [workers[post.name] for post in people.POSTS if post.role is Role.PERSONAL_ADVISER]
    portal.add_own_places(advisers, on=on, seed=seed, by=by)
    say("Hearing complaints, giving records, keeping who may know what")
    rights.add_rights(workers, on=on, seed=seed)
    say("Recording contact")
    contact.add_contact(advisers, on=on, seed=seed, by=by)
    say("Asking for money, warning, and calling a risk panel")
    money.add_money_and_safety(workers, people.by_post(), on=on, seed=seed)
    say("Writing letters")
    manager = workers["Hilary Stroud"]
    head = workers["Frances Adeyemi"]
    letters.write_letters(advisers, manager=manager, head=head, on=on, seed=seed, by=by)
    say("Writing plans with some of them")
    plan.add_plans(advisers, _managers(workers), on=on, seed=seed)
    say("Signing a protocol about homes, and logging what is missing")
    protocols.add_protocols(organisations, actors, on=on, seed=seed)
    fairness.add_fairness(actors, on=on)
    say("Writing down homes, learning and health")
    life.add_lives(workers, on=on, seed=seed, by=by)
    casework.tell_protocols_of_birthdays(on=on, by=by)
    helpers = grown.Helpers(advisers[0], manager, head, workers["Stuart Ng"])
    grown.add_somebody_grown_up(helpers, on=on, seed=seed, by=by)
    say("Saying why some things are late, who is away and what waits for a senior officer")
    due.add_what_is_due(workers, on=on, seed=seed)
    say("Settling some birthday records")
    holders = {post.role: accounts.actor_for(workers[post.name].pk, on=on) for post in people.POSTS}
    birthdays.settle_some_birthdays(holders[Role.DATA_OFFICER], holders[Role.HEAD_OF_SERVICE], on=on)
    terms.set_school_terms(holders[Role.DATA_OFFICER], holders[Role.HEAD_OF_SERVICE], on=on)
    away = [accounts.actor_for(adviser.pk, on=on) for adviser in advisers]
    say("Signing the covenant and the promise")
    _keep_promises(organisations, holders, on=on, seed=seed, by=by)
    elsewhere.add_registers(holders[Role.DATA_OFFICER], away, on=on)
    safekeeping.add_sessions(away, on=on)
    safekeeping.add_safekeeping(away, holders[Role.HEAD_OF_SERVICE], on=on)
    say("Asking young people, and counting what they said")
    voice.add_consultations(workers, on=on, seed=seed)
    say("Promising something about it, and keeping it or not")
    said.add_what_was_said(workers, on=on)
    heard.add_views(workers, on=on)
    forums.add_forums(workers, on=on)
    principles.add_principles(workers, on=on)
    say("Counting homes, and forecasting how many are needed")
    homes.complete_returns(everyone, on=on, seed=seed, years=YEARS_HELD, by=by)
    homes.add_homes(holders[Role.COMMISSIONER], holders[Role.HEAD_OF_SERVICE], on=on, seed=seed)
    say("Taking figures to the board, planning its year, holding a meeting")
    board.add_board(holders, on=on, seed=seed)


def _keep_promises(
    organisations: dict[str, Organisation], holders: dict[Role, Actor], *, on: date, seed: int, by: Actor
) -> None:
    """What partners promise: a participation worker writes it down and checks it, the head of service agrees."""
    worker, head = holders[Role.PARTICIPATION_WORKER], holders[Role.HEAD_OF_SERVICE]
    partners.add_contacts(organisations, on=on, by=by)
    partners.add_covenant(worker, head, on=on, seed=seed)
    partners.add_promise(organisations, worker, head, on=on)


def _publish_first_edition(workers: dict[str, User], *, on: date) -> None:
    """Young people were asked, the editor proposes, three people sign, the editor publishes."""
    holders = {post.role: accounts.actor_for(workers[post.name].pk, on=on) for post in people.POSTS}
    at = clock.now()
    offer.record_consultation(
        asked="Is this the help that you need? Can you find it, and do you understand it?",
        who="Care leavers and young people about to leave care, the children in care council, advocates, and the seven "
        "district councils.",
        how_many=46,
        from_on=on - timedelta(days=90),
        to_on=on - timedelta(days=48),
        said="Say what we must get and what you choose to give. Use short words. Put phone numbers on top. Many did "
        "not know about council tax.",
        changed="Each page now says must or choose. Numbers are on every page. Council tax has pages of its own.",
        at=at,
        by=holders[Role.PARTICIPATION_WORKER],
    )
    proposal = offer.propose_edition(
        on=on, note="All of the help in one place, in plain words.", by=holders[Role.OFFER_EDITOR]
    )
    for role in offer.SIGNING:
        offer.sign_edition(proposal_id=proposal.pk, role=role, on=on, by=holders[role])
    offer.publish_edition(on=on, by=holders[Role.OFFER_EDITOR])


def _returns(everyone: list[lives.Life], *, on: date, seed: int) -> io.BytesIO:
    """The returns of all years held, in one archive, each year in its folder."""
    newest = files.collection_year(on)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for year in range(newest - YEARS_HELD + 1, newest + 1):
            for name, data in files.statutory_return(everyone, year=year, on=on, seed=seed).items():
                packed.writestr(f"{year}/{name}", data)
    archive.name = "returns.zip"
    return archive


def _load_opening_position(everyone: list[lives.Life], *, on: date, seed: int, by: Actor) -> None:
    advisers = {
        people.email_of(post.name): people.TEAMS[post.team][0]
        for post in people.POSTS
        if post.role is Role.PERSONAL_ADVISER
    }
    data = files.opening_position(everyone, on=on, seed=seed, advisers=advisers)
    casework.load_opening_position(name="opening position.csv", data=data, on=on, by=by)


def _managers(workers: dict[str, User]) -> dict[str, User]:
    """Who manages the team of each adviser, by the adviser's name."""
    of_team = {post.team: workers[post.name] for post in people.POSTS if post.role is Role.TEAM_MANAGER}
    return {post.name: of_team[post.team] for post in people.POSTS if post.role is Role.PERSONAL_ADVISER}


def _decide_some(workers: dict[str, User], *, on: date, seed: int) -> None:
    """Each adviser proposes for most of their people; the manager approves most of what is proposed and tells a few."""
    chance = Random(seed + 3)
    managers = {post.team: post.name for post in people.POSTS if post.role is Role.TEAM_MANAGER}
    for post in people.POSTS:
        if post.role is Role.PERSONAL_ADVISER:
            adviser = accounts.actor_for(workers[post.name].pk, on=on)
            manager = accounts.actor_for(workers[managers[post.team]].pk, on=on)
            for row in people_queries.caseload(adviser, on=on).rows:
                _decide(row, adviser, manager, chance, on)


def _decide(row: people_queries.CaseRow, adviser: Actor, manager: Actor, chance: Random, on: date) -> None:
    """Take one person's category as far through its steps as chance has it; doubtful ones stay for a visitor."""
    if row.category is Category.UNKNOWN or chance.random() > PROPOSED:
        return
    why = "Read with the case file; the dates agree."
    proposal = casework.propose_determination(person_id=row.id, on=on, by=adviser, why=why)
    if proposal.certainty != Certainty.CLEAR or chance.random() > APPROVED:
        return
    decision = casework.approve_determination(person_id=row.id, number=proposal.number, on=on, by=manager)
    if chance.random() < TOLD:
        casework.tell_person(
            person_id=row.id, number=decision.number, told_on=on, how="in person, and by letter", on=on, by=adviser
        )
