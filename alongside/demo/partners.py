"""Brightwater's partners: contacts for co-operation, the covenant with its twelve pledges, the promise."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from alongside.partners import actions as partners
from alongside.partners import queries, ratings
from alongside.partners.models import Organisation, Pledge
from alongside.shell.actors import Actor

CONTACTS = (
    ("Brightwater Community Health", "Helen Ombati", "Nurse for children in care", "Health plans of care leavers", 40),
    ("Brightwater Police", "Insp Carys Dunmore", "Partnerships", "Missing from care, and the way back", 200),
    ("Kingsmere College", "Dominic Farley", "Head of student support", "Bursaries and places", 90),
    ("Kingsmere District Council", "Rob Tansley", "Housing options", "Joint assessments at 16 and 17", 20),
    ("Saltby District Council", "Dawn Pickles", "Revenues", "Council tax of care leavers", 150),
)
"""Body, who, post, for what, checked so many days ago."""
PLEDGED = timedelta(days=80)
"""How long ago those pledged whose pledge was kept since: open data wants entries checked within three months."""

PLEDGES: tuple[tuple[str, str, str, str, str, str, int, str], ...] = (
    ("The Tern Café", "business", "horizons", "A hot meal at half price", "a hot meal at half price each day",
     "- Go to the café on Harbour Street.\n- Show your care leaver card at the till.", 200, "held"),
    ("Harbour Cinema", "business", "horizons", "Cinema tickets for £2", "a seat at any film for £2",
     "Show your care leaver card when you buy your ticket.", 30, "ask"),
    ("Lowtide Boatyard", "business", "work", "A week at the boatyard", "a week of work at the boatyard, with pay",
     "- Ring the yard.\n- Come and look round.\n- Pick your week.", 150, "reported"),
    ("Saltby Rovers", "charity", "activities", "Football for free", "free football training each week",
     "Come to the ground on a Tuesday at six. Bring shoes.", 120, "reported"),
    ("Kettle and Thread", "charity", "learning", "Learn to mend and sew", "six free lessons in how to sew",
     "Ask for Jan in the shop. There is a machine for you.", 90, "renewed"),
    ("Westering Law Centre", "charity", "support", "Free help with a letter", "free help with a hard letter or form",
     "Ring and ask for a time. Bring the letter.", 250, "held"),
    ("Moorland Bikes", "business", "support", "A bike, and how to fix it", "a mended bike for £10",
     "Ask your adviser to ring the shop for you.", 300, "later"),
    ("Pennywell Gym", "business", "activities", "The gym for £5 a month", "the gym for £5 a month",
     "Show your care leaver card at the desk.", 60, "renewal waits"),
    ("Greta’s Bakery", "business", "work", "A job on Saturdays", "a trial for a job on Saturdays",
     "Go in after two and ask for Greta.", 100, "checked"),
    ("Brightwater Music Barn", "charity", "learning", "Play an instrument", "a free lesson each week",
     "Write to the Barn and say what you want to play.", 180, "sent back"),
    ("Estuary Phones", "business", "support", "A phone deal", "a cheap phone deal",
     "Ask in the shop.", 200, "received"),
    ("The Old Mill Theatre", "charity", "horizons", "Theatre for nothing", "free seats at the theatre",
     "Ring the box office on the day.", 200, "withdrawn"),
)  # fmt: skip
"""Who, what they are, kind, title, what, how to get it, for so many days, where it stands."""

COMMITMENTS = (
    ("We stand by you", "Someone who knows you is there when things go well, and when they do not."),
    ("We think that you can do it", "We tell you what you are good at. We help you to get where you want to go."),
    ("We see who you are", "Your name, your faith, your roots and who you love are yours. We take them as they are."),
    ("We hear you", "We ask before we decide. We tell you what we did with what you said."),
    ("We look for a home with you", "You have a say in where you live. You do not move without a plan."),
    ("We tell you what is yours", "You know what you can get, who helps you, and what we write about you."),
    ("We do not stop at 18", "We ring you on your birthday. You can come back to us at any time until you are 25."),
)

FACES = (
    (11, 8, 6, 0, 0),
    (9, 9, 5, 0, 0),
    (14, 7, 0, 0, 0),
    (5, 7, 12, 8, 6),
    (0, 6, 9, 13, 7),
    (2, 1, 1, 0, 0),
    (8, 6, 0, 0, 5),
)
"""How many chose each of five faces, the best first, for each commitment; of one so few that it is hidden."""
DONE = (
    ("Brightwater Police", 0, "A named officer rings each young person who comes back after they were missing.", True),
    ("Brightwater Community Health", 0, "Each young person who turned 18 got their own health record.", True),
    ("Kingsmere College", 1, "Twelve young people had a mentor in their first term.", True),
    ("Kingsmere District Council", 4, "No care leaver was put in bed and breakfast.", True),
    ("Saltby District Council", 5, "A letter about council tax went to each care leaver before April.", True),
    ("Harbour Lodgings", 4, "Each new tenant was shown round twice before they moved in.", False),
)


def add_contacts(organisations: dict[str, Organisation], *, on: date, by: Actor) -> None:
    """Whom to ring at some of the bodies; one of them is late for a check."""
    for body, name, post, for_what, days in CONTACTS:
        partners.add_contact(
            organisation_id=organisations[body].pk, name=name, post=post, for_what=for_what, phone="01632 960260",
            last_checked_on=on - timedelta(days=days), on=on, by=by,
        )  # fmt: skip


def add_covenant(worker: Actor, head: Actor, *, on: date, seed: int) -> None:
    """Twelve pledges, each brought through the steps as far as it stands today; and one that lapsed."""
    chance = Random(seed + 12)
    for number, (who, what_they_are, kind, title, what, how, days, stands) in enumerate(PLEDGES):
        begun = on - PLEDGED if stands in ("reported", "renewed", "ask", "renewal waits") else on
        ends = on + timedelta(days=days if stands != "renewed" else 30)
        starts = on + timedelta(days=40) if stands == "later" else begun
        pledge = _sent(who, what_they_are, kind, what, how, starts, ends, key=_key(chance), on=begun)
        if stands == "received":
            continue
        pledge = _checked(pledge, title, what, how, on=begun, by=worker)
        if stands == "checked":
            continue
        if stands == "sent back":
            partners.send_back_pledge(
                pledge_id=pledge.pk, version=pledge.version, why="Say where the Barn is, please.", by=head
            )
            continue
        partners.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=begun, by=head)
        _go_on(pledge, stands, number, days, worker, head, on=on)
    lapsed = on - timedelta(days=20)
    pledge = _sent(
        "Whinfell Outdoors", "charity", "activities", "a day on the hills", "Ring and book a day.",
        on - timedelta(days=200), lapsed, key=_key(chance), on=on - timedelta(days=200),
    )  # fmt: skip
    pledge = _checked(
        pledge, "A day on the hills", "a free day on the hills", "Ring and book a day.",
        on=on - timedelta(days=200), by=worker,
    )  # fmt: skip
    partners.approve_pledge(pledge_id=pledge.pk, version=pledge.version, on=on - timedelta(days=200), by=head)
    _report(pledge, 6, "Two of them now lead walks.", on - timedelta(days=200), lapsed, on=on, by=worker)


def add_promise(organisations: dict[str, Organisation], worker: Actor, head: Actor, *, on: date) -> None:
    """Seven commitments, who signed, what was done, and the faces of young people over some months."""
    begun = on - timedelta(days=300)
    made = [
        partners.add_commitment(order=number, title=title, words=words, on=begun, by=worker)
        for number, (title, words) in enumerate(COMMITMENTS, start=1)
    ]
    bodies = [
        one
        for one in organisations.values()
        if one.kind in ("district", "health", "police", "education", "jobcentre", "adults")
    ]
    for body in [*bodies, organisations["Harbour Lodgings"]]:
        partners.sign_promise(organisation_id=body.pk, signed_on=begun, signed_by="Chief executive", on=on, by=worker)
    year = on.year if on.month >= 4 else on.year - 1
    for body, number, words, is_agreed in DONE:
        deed = partners.write_deed(
            organisation_id=organisations[body].pk, commitment_id=made[number].pk, year=year, words=words, on=on,
            by=worker,
        )  # fmt: skip
        if is_agreed:
            partners.decide_deed(deed_id=deed.pk, version=deed.version, agreed=True, by=head)
    for number, counts in enumerate(FACES):
        for face, times in zip((5, 4, 3, 2, 1), counts, strict=True):
            for time in range(times):
                ratings.rate(faces={made[number].pk: face}, on=on - timedelta(days=35 + 30 * (time % 5)))


# ---------------------------------------------------------------------------------------------------------------------


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128))


def _sent(who: str, what_they_are: str, kind: str, what: str, how: str, starts: date, ends: date, *, key: UUID,
          on: date) -> Pledge:  # fmt: skip
    body = {
        "name": who, "kind": what_they_are, "contact_name": "Whoever runs it", "phone": "", "web": "",
        "email": f"hello@{''.join(one for one in who.lower() if one.isascii() and one.isalpha())}.example",
    }  # fmt: skip
    pledge: dict[str, Any] = {
        "kind": kind, "what": what[0].upper() + what[1:], "conditions": "", "how_to_get_it": how.replace("- ", ""),
        "where": "", "places": None, "from_on": starts, "ends_on": ends, "contact_name": who,
        "contact_phone": "01632 960240", "contact_email": "",
    }  # fmt: skip
    row = partners.sign_up(
        body=body, pledge=pledge, key=key, seems_sent_by_a_machine=False, on=on, by=Actor.anonymous()
    )
    return row.pledges.get()  # type: ignore[union-attr]


def _checked(pledge: Pledge, title: str, what: str, how: str, *, on: date, by: Actor) -> Pledge:
    known = {name: pk for pk, name in queries.bodies_to_choose()}
    return partners.check_pledge(
        pledge_id=pledge.pk,
        version=pledge.version,
        organisation=known.get(pledge.sign_up.name, ""),
        districts=[],
        title=title,
        answer=f"You can get {what}.",
        how=how,
        age_from=16,
        age_until=25,
        other_councils=False,
        on=on,
        by=by,
    )


def _go_on(pledge: Pledge, stands: str, number: int, days: int, worker: Actor, head: Actor, *, on: date) -> None:
    """What has happened to an approved pledge since."""
    if stands in ("reported", "renewed", "renewal waits"):
        _report(pledge, 4 + 3 * number, "They come back each week.", on - PLEDGED, on, on=on, by=worker)
    if stands in ("renewed", "renewal waits"):
        ends_on = on + timedelta(days=days + 150)
        partners.ask_renewal(pledge_id=pledge.pk, ends_on=ends_on, on=on, by=worker)
    if stands == "renewed":
        partners.agree_renewal(pledge_id=pledge.pk, on=on, by=head)
    if stands == "withdrawn":
        partners.end_pledge(pledge_id=pledge.pk, why="The theatre is closed for repairs.", on=on, by=worker)


def _report(pledge: Pledge, number: int, outcome: str, first: date, last: date, *, on: date, by: Actor) -> None:
    partners.report_take_up(
        pledge_id=pledge.pk, from_on=first, to_on=last, number=number, outcome=outcome, on=on, by=by
    )
