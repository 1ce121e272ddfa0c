"""Complaints, advocates, requests for records, consent, sharing and referrals of Brightwater. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

from alongside.casework import actions as casework
from alongside.casework import queries as people_queries
from alongside.demo.people import POSTS
from alongside.demo.portal import AGES, email_of
from alongside.partners import queries as partners
from alongside.shell import clock
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role

OTHERS = 18
"""How many people besides the young people with an account something is written down for."""
COMPLAINTS = (
    ("complaint", "My adviser changed three times this year and nobody told me.", "One adviser who stays."),
    ("complaint", "The flat is damp. I said so in May and in August.", "Somebody who comes and looks at the wall."),
    ("compliment", "She sat with me for two hours at the jobcentre. I would not have gone alone.", ""),
    ("complaint", "My setting-up money came after I had already moved in.", "That the next one gets it before."),
    ("data", "A letter about me lay open in the kitchen of the house I live in.", "Send letters closed."),
)
ANSWER = "You are right, and we are sorry. From now on your adviser calls you before anything changes."
LEARNED = "A change of adviser is told in person, with both advisers there, before it happens."
TOLD = (
    ("The housing team", "That they will need a home in spring", "a place on the list"),
    ("Their GP", "The new address", "so that letters arrive"),
    ("The college", "That they are a care leaver", "so that the bursary is paid"),
)
NOTICE = "Short notice, edition 3"


def add_rights(workers: dict[str, User], *, on: date, seed: int) -> None:
    """What young people asked and said, and what was answered."""
    chance = Random(seed + 17)
    bodies = {one.name: str(one.id) for one in partners.organisations()}
    helped = _helped(workers, on)
    _add_others(workers, helped, bodies, chance, on)
    for age in AGES:
        account = shell.account_named(email_of(age))
        if account is not None:
            _add_own(age, shell.actor_for(account, on=on), helped, workers, bodies, on)
    _add_breaches(workers, on)


def _helped(workers: dict[str, User], on: date) -> dict[UUID, tuple[Actor, Actor]]:
    """Person → their adviser and that adviser's manager."""
    managers = {post.team: post.name for post in POSTS if post.role is Role.TEAM_MANAGER}
    found = {}
    for post in POSTS:
        if post.role is Role.PERSONAL_ADVISER:
            adviser = shell.actor_for(workers[post.name].pk, on=on)
            manager = shell.actor_for(workers[managers[post.team]].pk, on=on)
            for row in people_queries.caseload(adviser, on=on).rows:
                found[row.id] = (adviser, manager)
    return found


def _add_others(
    workers: dict[str, User],
    helped: dict[UUID, tuple[Actor, Actor]],
    bodies: dict[str, str],
    chance: Random,
    on: date,
) -> None:
    chosen = chance.sample(sorted(helped), min(OTHERS, len(helped)))
    for number, person in enumerate(chosen):
        adviser, manager = helped[person]
        kind, words, wants = COMPLAINTS[number % len(COMPLAINTS)]
        day = on - timedelta(days=chance.randrange(1, 26))
        complaint = casework.record_complaint(
            person_id=person, kind=kind, received_on=day, how="phone", words=words, wants=wants, on=on, by=adviser
        )
        if kind == "complaint" and number % 3 == 0:
            told = {"complaint_id": complaint.pk, "on": on, "by": manager}
            casework.acknowledge_complaint(words="I have it, and I look into it myself.", **told)
            casework.answer_complaint(outcome="upheld", words=ANSWER, **told)
            casework.learn_from_complaint(words=LEARNED, **told)
        who, what, why = TOLD[number % len(TOLD)]
        casework.record_sharing(
            person_id=person, who=who, what=what, why=why, basis="public_task", wishes="agree",
            no_more_than="Nothing else was asked for", shared_on=day, on=on, by=adviser,
        )  # fmt: skip
        casework.give_notice(person_id=person, notice=NOTICE, given_on=day, how="in_person", on=on, by=adviser)
        if number % 2:
            casework.record_consent(
                person_id=person, organisation=bodies["Kingsmere College"], what=["education, training and work"],
                what_for="to keep the place", answer="given", how="in_person", decided_on=day, on=on, by=adviser,
            )  # fmt: skip


def _add_own(
    age: int,
    themself: Actor,
    helped: dict[UUID, tuple[Actor, Actor]],
    workers: dict[str, User],
    bodies: dict[str, str],
    on: date,
) -> None:
    """The young people with an account have the whole of it."""
    mine = {"on": on, "by": themself}
    complaint = casework.complain(
        kind="complaint", words="My meeting was moved twice and nobody asked me.", wants="Ask me first.",
        advocate=age != 17, **mine,
    )  # fmt: skip
    person = complaint.person_id
    adviser, manager = helped[person]
    casework.acknowledge_complaint(
        complaint_id=complaint.pk, words="I have it. I call you this week.", on=on, by=manager
    )
    casework.say_who_may_know(
        organisation=bodies["Kingsmere District Council"], what=["accommodation"], what_for="to find a flat",
        answer="given", **mine,
    )  # fmt: skip
    casework.say_who_may_know(who="My aunt", what=["health"], what_for="anything", answer="refused", **mine)
    casework.refer_to_service(
        person_id=person, organisation=bodies["Kingsmere District Council"], service="A first flat",
        why="Ready to move on", groups=["accommodation", "housing application and arrears"], basis="public_task",
        wishes="agree", on=on, by=adviser,
    )  # fmt: skip
    casework.give_notice(person_id=person, notice=NOTICE, given_on=on, how="in_person", on=on, by=adviser)
    if age != 17:
        _add_advocate(person, adviser, bodies, workers, mine, on)
        _ask_for_records(age, adviser, manager, workers, mine, on)
    casework.ask_for_my_correction(is_wrong="It says that I like football. I never did.", should_say="Music", **mine)


def _add_advocate(
    person: UUID,
    adviser: Actor,
    bodies: dict[str, str],
    workers: dict[str, User],
    mine: dict[str, object],
    on: date,
) -> None:
    [asked] = people_queries.person_advocacy(adviser, person, on=on)
    casework.record_advocate(
        advocacy_id=asked.id, version=asked.version, answer="yes", organisation=bodies["Speak Up Brightwater"],
        advocate="Angharad Lowe", account=str(workers["Angharad Lowe"].pk), from_on=on, on=on, by=adviser,
    )  # fmt: skip
    casework.show_my_advocate(shares=["complaints and advocacy", "documents"], **mine)  # type: ignore[arg-type]


def _ask_for_records(
    age: int, adviser: Actor, manager: Actor, workers: dict[str, User], mine: dict[str, object], on: date
) -> None:
    """Both ask; the older one has been given theirs."""
    request = casework.ask_for_my_records(**mine)  # type: ignore[arg-type]
    request = casework.confirm_identity(
        request_id=request.pk, version=request.version, identity_on=on, identity_how="Their adviser knows them",
        on=on, by=adviser,
    )  # fmt: skip
    if age != max(AGES):
        return
    for text in people_queries.one_records_request(manager, request.pk, on=on).looks:
        casework.decide_look(
            request_id=request.pk, kind=text.kind, row=text.row, field=text.field, decision="give", on=on, by=manager
        )
    head = shell.actor_for(next(workers[post.name].pk for post in POSTS if post.role is Role.HEAD_OF_SERVICE), on=on)
    request = casework.finish_looking(request_id=request.pk, version=request.version, on=on, by=manager)
    request = casework.review_records(request_id=request.pk, version=request.version, on=on, by=head)
    casework.give_records(request_id=request.pk, version=request.version, sent_how="portal", on=on, by=adviser)


def _add_breaches(workers: dict[str, User], on: date) -> None:
    head = shell.actor_for(next(workers[post.name].pk for post in POSTS if post.role is Role.HEAD_OF_SERVICE), on=on)
    now = clock.now()
    old = casework.record_breach(
        what="An e-mail with the dates of one meeting went to a wrong address.", aware_at=now - timedelta(days=40),
        how_many=1, on=on, by=head,
    )  # fmt: skip
    casework.deal_with_breach(
        breach_id=old.pk, version=old.version, risk="unlikely", why_not_told="It was deleted unread.",
        done="Addresses are now chosen from the record.", close=True, on=on, by=head,
    )  # fmt: skip
    casework.record_breach(
        what="A bag with three printed plans was left on a train.", aware_at=now - timedelta(hours=20), how_many=3,
        on=on, by=head,
    )  # fmt: skip
