"""What young people of Brightwater told their council, and what it did about it. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from alongside.demo.people import POSTS
from alongside.offer import queries as offer
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role
from alongside.voice import actions as voice
from alongside.voice.models import Commitment


@dataclass(frozen=True, slots=True)
class Answer:
    """What is done about a theme. Days are counted back from today."""

    what: str
    post: str
    role: Role
    agreed: int | None
    """None: it waits to be agreed."""
    due: int = 0
    because: str = ""
    notes: tuple[tuple[int, str], ...] = ()
    moved: tuple[int, int, str] | None = None
    """When, to which day, and why."""
    done: tuple[int, str] | None = None
    heard: tuple[int, str] | None = None
    page: str = ""
    """The page of the offer that it changes."""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A theme."""

    title: str
    said: str
    heard: str
    ago: int
    consultation: str = ""
    answers: tuple[Answer, ...] = field(default=())


SAID = (
    Said(
        "Setting-up money comes too late",
        "The money comes weeks after we move. We sleep on the floor till then.",
        "In our questions about money, and in six letters", 4, "is-the-money-in-our-offer-fair",
        (
            Answer("The money is there two weeks before you move.", "Head of leaving care", Role.HEAD_OF_SERVICE, 3,
                   due=-45, notes=((1, "The finance team has written the new form. One person signs it, not three."),),
                   page="Money to set up your home", action="Money comes before the move (action 4)"),
            Answer("We cannot make the sum bigger this year.", "Director of children's services", Role.DIRECTOR, 3,
                   because="The council has no more money for it until April. We have asked for it in next year's "
                   "budget. Until then you can ask for money in a crisis."),
        ),
    ),
    Said(
        "Nobody locks their own door",
        "In shared homes anyone can walk into our rooms.",
        "In the care leavers forum, three times", 210, "",
        (
            Answer("Every room in our shared homes gets a lock that only you can open.", "Commissioner of homes",
                   Role.COMMISSIONER, 200, due=60,
                   notes=((150, "31 of 48 rooms have a lock."),),
                   moved=(70, 20, "The firm that made the locks closed. We had to find another one."),
                   action="A lock on each door (action 9)"),
        ),
    ),
    Said(
        "I never knew I could get help with travel",
        "We did not know about the bus pass until a friend told us.",
        "By 14 people who wrote to us", 160, "",
        (
            Answer("Your adviser shows you the whole offer when you turn 16, and each year after.",
                   "Head of leaving care", Role.HEAD_OF_SERVICE, 150, due=40,
                   done=(45, "It is now a step in each plan. Of the plans written since, nine in ten have it."),
                   heard=(20, "Better. Some advisers rush through it.")),
            Answer("A page about travel stands on the first page of the offer.", "Editor of the local offer",
                   Role.OFFER_EDITOR, 150, due=90, done=(100, "It has been there since the summer."),
                   page="A free bus pass"),
        ),
    ),
    Said(
        "Let us keep our adviser",
        "My adviser changed three times in a year. I had to tell my story again each time.",
        "In the children in care council", 25, "",
        (
            Answer("When your adviser leaves, you meet the new one together, before the change.",
                   "Head of leaving care", Role.HEAD_OF_SERVICE, None, due=-60),
        ),
    ),
    Said(
        "Wi-fi in every home",
        "We need it for college. Some homes turn it off at nine.",
        "By young inspectors in two homes", 75,
    ),
)  # fmt: skip


def add_what_was_said(workers: dict[str, User], *, on: date) -> None:
    """Themes, what is promised about them, what became late and what was done."""
    actors = {post.role: shell.actor_for(workers[post.name].pk, on=on) for post in POSTS}
    by = actors[Role.PARTICIPATION_WORKER]
    for said in SAID:
        heard_on = on - timedelta(days=said.ago)
        theme = voice.write_theme(
            title=said.title, said=said.said, heard=said.heard, heard_on=heard_on, consultation=said.consultation,
            on=on, by=by,
        )  # fmt: skip
        for answer in said.answers:
            _answer(theme.pk, answer, actors, on)


def _answer(theme: Any, answer: Answer, actors: dict[Role, Actor], on: date) -> None:
    def ago(days: int) -> date:
        return on - timedelta(days=days)

    by, owner = actors[Role.PARTICIPATION_WORKER], str(actors[answer.role].id)
    written_on = ago((answer.agreed or 0) + 1)
    given: dict[str, Any] = {"theme_id": theme, "what": answer.what, "owner_post": answer.post, "owner": owner}
    given |= {"on": written_on, "by": by}
    if answer.because:
        made = voice.say_we_cannot(because=answer.because, **given)
    else:
        made = voice.promise(by_when=ago(answer.due), **given)
    if answer.agreed is None:
        return
    made = voice.agree_commitment(
        commitment_id=made.pk, version=made.version, on=ago(answer.agreed), by=_agreeing(answer, actors)
    )
    _report(made, answer, by, on)


def _agreeing(answer: Answer, actors: dict[Role, Actor]) -> Actor:
    return actors[Role.DIRECTOR if answer.because else Role.HEAD_OF_SERVICE]


def _report(made: Commitment, answer: Answer, by: Actor, on: date) -> None:
    one: dict[str, Any] = {"commitment_id": made.pk, "by": by}
    for days, words in answer.notes:
        voice.report_progress(words=words, on=on - timedelta(days=days), **one)
    if answer.moved:
        when, until, why = (answer.moved[0], on - timedelta(days=answer.moved[1]), answer.moved[2])
        made = voice.move_commitment(
            version=made.version, by_when=until, words=why, on=on - timedelta(days=when), **one
        )
    if answer.done:
        days, outcome = answer.done
        voice.finish_commitment(version=made.version, outcome=outcome, on=on - timedelta(days=days), **one)
    if answer.heard:
        voice.note_what_they_say(words=answer.heard[1], on=on - timedelta(days=answer.heard[0]), **one)
    if answer.action:
        voice.link_commitment(kind="action", words=answer.action, on=on, **one)
    if answer.page:
        pages = {page.title: str(page.id) for page in offer.entitlements(on=on)}
        found = next((pages[title] for title in pages if answer.page.lower() in title.lower()), "")
        if found:
            voice.link_commitment(kind="offer", page=found, on=on, **one)
