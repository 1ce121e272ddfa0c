"""A small invented council for the tests of casework, built through the actions.

north team   Nadia manages it; Amir and Bea are personal advisers there
south team   Sam manages it; Cal is a personal adviser there
the service  Hana is head of service, Dora data officer, Sol system administrator

Ella     17, looked after since she was 15: eligible.  Amir's.
Rory     17, left care at 17: relevant.               Bea's.
Fay      19, in care until 18: former relevant.       Cal's.
Uma      20, only a care leaver row: not known.       nobody's.
Kit      8, looked after: no category.                 nobody's.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from alongside.casework import actions
from alongside.casework.models import Person
from alongside.shell import actions as accounts
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import Team, User
from alongside.shell.roles import Role

TODAY = date(2026, 11, 23)
BEFORE = date(2020, 1, 1)
SYSTEM = Actor.system("tests")

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
OC3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"

BORN = {"Ella": "10/05/2009", "Rory": "01/03/2009", "Fay": "20/06/2007", "Uma": "02/02/2006", "Kit": "09/09/2018"}
CARE = {
    "Ella": ("01/06/2024", ""),
    "Rory": ("01/09/2024", "15/03/2026"),
    "Kit": ("01/01/2026", ""),
}
"""What the return of 2025/26 says of time in care, a single episode each."""


@dataclass
class Council:
    """Everyone by name."""

    users: dict[str, User] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)

    def actor(self, name: str, on: date = TODAY) -> Actor:
        """This worker as an actor today."""
        return shell.actor_for(self.users[name].pk, on=on)

    def person(self, name: str) -> Person:
        """This young person's record."""
        return Person.objects.get(child_id=name.upper())

    def id(self, name: str) -> UUID:
        """This young person's id."""
        return self.person(name).pk


def a_council() -> Council:
    """Teams and workers, nobody to work with yet."""
    council = Council()
    for key in ("north", "south"):
        council.teams[key] = accounts.make_team(name=f"Leaving care, {key}", phone="01632 960110", by=SYSTEM)
    for name, role, team in (
        ("Nadia", Role.TEAM_MANAGER, "north"),
        ("Amir", Role.PERSONAL_ADVISER, "north"),
        ("Bea", Role.PERSONAL_ADVISER, "north"),
        ("Sam", Role.TEAM_MANAGER, "south"),
        ("Cal", Role.PERSONAL_ADVISER, "south"),
        ("Hana", Role.HEAD_OF_SERVICE, None),
        ("Dora", Role.DATA_OFFICER, None),
        ("Sol", Role.SYSTEM_ADMIN, None),
        ("Hugo", Role.HOUSING_OFFICER, None),
        ("Board", Role.BOARD_MEMBER, None),
    ):
        user = accounts.open_account(
            email=f"{name.lower()}@brightwater.example", name=name, phone="07700 900111", by=SYSTEM
        )
        accounts.grant_role(user=user, role=role, team=council.teams.get(team or ""), from_on=BEFORE, by=SYSTEM)
        council.users[name] = user
    return council


def a_whole_council() -> Council:
    """The council with its young people, as the docstring of this module has them."""
    council = a_council()
    actions.take_in_return(given=files(), on=TODAY, by=SYSTEM)
    fays = actions.KnownSpell(date(2020, 1, 10), date(2025, 6, 20), "C2", reason_ended="E5")
    actions.complete_history(person_id=council.id("Fay"), spells=[fays], whole=True, on=TODAY, by=SYSTEM)
    for person, worker in (("Ella", "Amir"), ("Rory", "Bea"), ("Fay", "Cal")):
        actions.allocate(person_id=council.id(person), worker=council.users[worker], on=TODAY, by=SYSTEM)
    for name, surname in (("Ella", "Marsh"), ("Rory", "Okoro"), ("Fay", "Lindqvist")):
        person = council.person(name)
        changes = {"first_name": name, "surname": surname}
        actions.correct_core_details(person_id=person.pk, version=person.version, changes=changes, on=TODAY, by=SYSTEM)
    return council


def tables(**changes: Any) -> dict[str, str]:
    """The return of 2025/26 as CSV texts. ``born``, ``care``, ``marks``, ``reviews`` replace what is usual."""
    born = changes.get("born", BORN)
    care = changes.get("care", CARE)
    marks = changes.get("marks", {"Uma": "YES,F2,D1", "Fay": "YES,F4,U1"})
    reviews = changes.get("reviews", {"Ella": "01/02/2026"})
    return {
        "header.csv": _table(HEADER, [f"{n.upper()},F,{d},WBRI,UN3,," for n, d in born.items()]),
        "episodes.csv": _table(
            EPISODES,
            [
                f"{n.upper()},{start},S,V2,N1,U4,PR1,{end},{'E4A' if end else ''},,BW1 4AB,BW2 7QD,"
                for n, (start, end) in care.items()
            ],
        ),
        "oc3.csv": _table(OC3, [f"{n.upper()},{born[n]},{rest}" for n, rest in marks.items() if n in born]),
        "reviews.csv": _table(REVIEWS, [f"{n.upper()},{born[n]},{day},PN1" for n, day in reviews.items() if n in born]),
    }


def files(**changes: Any) -> list[io.BytesIO]:
    """The same as open files."""
    return [named(name, text.encode()) for name, text in tables(**changes).items()]


def named(name: str, data: bytes) -> io.BytesIO:
    """An open file with a name."""
    file = io.BytesIO(data)
    file.name = name
    return file


def _table(head: str, rows: list[str]) -> str:
    return "\r\n".join([head, *rows, ""])
