"""A year of contact at Brightwater: calls, visits, one who is lost, who asked for help after 21, who is around them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.demo.portal import AGES, email_of
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User

EACH = 1
"""How many of each adviser's young people have a log of contact here, besides those who have a place of their own."""
BEFORE = "core_system"
"""Where what happened before the first day here comes from: it was written down in time, elsewhere."""
TALKED = (
    ("phone", "Talked about the new flatmate. It goes well.", "He does the dishes, mostly."),
    ("text", "Sent the time of the dentist. Thumbs up came back.", ""),
    ("home", "Saw the flat. The window still does not close; wrote to the landlord together.", "It is cold at night."),
    ("met", "Coffee at the Tern. Looked at the college form.", "I want to do catering, not retail."),
    ("phone", "Rang after the interview. Waiting to hear on Friday.", "They asked me things I knew."),
    ("video", "Checked the budget for December together.", ""),
    ("met", "Walked along the quay. Good spirits; slept better since the move.", ""),
)
FAILED = (("phone", "Rang twice, no answer."), ("text", "No reply to two messages."))
AROUND = (
    ("Auntie Pat", "my aunt", True, "my home and my health"),
    ("Jordan", "a friend from college", False, ""),
    ("Mrs Adebayo", "my foster carer from before", True, "how I am"),
)


def add_contact(advisers: list[User], *, on: date, seed: int, by: Actor) -> None:
    """Fill the log of some of each adviser's people, and of the three young people whom a visitor can be."""
    chance = Random(seed + 21)
    known = {}
    for user in advisers:
        adviser = shell.actor_for(user.pk, on=on)
        rows = sorted(people.caseload(adviser, on=on).rows, key=lambda row: row.reference)
        known.update({row.label: (row, adviser) for row in rows})
        for row in chance.sample(rows, min(EACH, len(rows))):
            _log(row, adviser, chance, on, times=chance.randint(2, 3))
    for age in AGES:
        account = shell.account_named(email_of(age))
        label = shell.actor_for(account, on=on).name if account else ""
        if account and label in known:
            row, adviser = known[label]
            _log(row, adviser, chance, on, times=5)
            _own(row, adviser, shell.actor_for(account, on=on), on)


def _log(row: people.CaseRow, adviser: Actor, chance: Random, on: date, *, times: int) -> None:
    """Contacts over some months, the newest a few days ago; now and then one that failed."""
    about = {"person_id": row.id, "on": on, "by": adviser}
    day = on - timedelta(days=30 * times)
    for method, summary, words in chance.sample(TALKED, times):
        day += timedelta(days=chance.randint(12, 28))
        said = {"summary": summary, "their_words": words, "seen": method in ("home", "met") or None}
        casework.record_contact(**about, outcome="made", method=method, happened_on=min(day, on), source=BEFORE, **said)
    if chance.random() < 0.5:
        method, summary = chance.choice(FAILED)
        casework.record_contact(**about, outcome="attempted", method=method, happened_on=on, summary=summary)


def _own(row: people.CaseRow, adviser: Actor, themself: Actor, on: date) -> None:
    """What a young person with a place of their own has besides."""
    about = {"person_id": row.id, "on": on, "by": adviser}
    casework.agree_contact(**about, every_weeks=2, method="phone", with_them=True, words="A call on Tuesdays",
                           from_on=on - timedelta(days=200))  # fmt: skip
    casework.agree_contact(**about, every_weeks=4, method="met", with_them=True, words="Coffee, and a text between",
                           from_on=on - timedelta(days=60))  # fmt: skip
    casework.write_note(**about, kind="event", happened_on=on - timedelta(days=90), is_significant=True,
                        text="Moved, with help from a friend and our van.")  # fmt: skip
    said = "The college says that attendance is good."
    casework.write_note(**about, kind="information", happened_on=on - timedelta(days=20), text=said,
                        about_others="The flatmate is known to the youth offending team.")  # fmt: skip
    for name, relationship, may_talk, talk_about in AROUND:
        casework.add_my_person(name=name, relationship=relationship, may_talk=may_talk, talk_about=talk_about,
                               on=on, by=themself)  # fmt: skip
    if row.age >= 21:
        sent = casework.offer_support(**about, channel="letter", sent_on=on - timedelta(days=120))
        casework.note_reply(offer_id=sent.pk, version=1, reached="yes", reply="not_now",
                            replied_on=on - timedelta(days=110), reply_words="I am fine for now, thanks.", on=on,
                            by=adviser)  # fmt: skip
