"""Every address says who may open it, and opens for exactly those whom the table of roles lets in.

The walk opens every page of ours as every role. Where an address names a person it is walked for four of them: one's
own, somebody else's, one who is restricted and one who does not exist. What should happen is worked out here from the
table of roles alone, so that it disagrees where a page forgets to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID, uuid4

import pytest

from alongside.casework import actions as casework
from alongside.casework import queries as young_people
from alongside.law import Category
from alongside.partners import actions as partners
from alongside.partners.models import Organisation
from alongside.shell import actions as shell
from alongside.shell import clock
from alongside.shell import queries as accounts
from alongside.shell.actors import Actor
from alongside.shell.documents import Route, routes
from alongside.shell.gate import PUBLIC, SIGNED_IN
from alongside.shell.models import User
from alongside.shell.roles import Reach, Record, Role, reaches
from conftest import open_account, written_for_many
from tests.visiting import Visit, cookies_of

OTHERS = {
    "/cms/": "Wagtail's editor: opened by the gate to editing roles only",
    "/documents/": "Wagtail's files of the offer: public",
    "/accounts/": "allauth: signing in, second factors, single sign-on",
    "/": "Wagtail's own pages: the offer, public; it takes every address that is left, so it comes last",
}
"""Addresses answered by libraries, and why that is right."""

WITHOUT_A_PERSON = frozenset(
    {"name", "fingerprint", "suffix", "layout", "slug", "language", "number", "kind", "secret", "register"}
)
"""Parameters that name no record."""

MANY = pytest.mark.django_db
OPENS = {200, 302, 400, 405, 409}
WHICH = ("own", "other", "restricted", "unknown")
REFERRED = sorted(Record)


def ours() -> list[Route]:
    """The addresses that our own views answer."""
    return [route for route in routes() if route.is_ours]


def parameters(route: Route) -> list[str]:
    """The names of what an address leaves open."""
    return re.findall(r"<(?:\w+:)?(\w+)>", route.address)


def test_every_page_of_ours_says_who_may_open_it():
    silent = [route.address for route in ours() if route.permission is None]
    assert silent == [], "Decorate the view with permission(…), signed_in or public (alongside.shell.gate)"


def test_pages_of_libraries_stand_only_where_we_know_of_them():
    strange = [
        r.address for r in routes() if not r.is_ours and not r.address.startswith(tuple(p for p in OTHERS if p != "/"))
    ]
    assert [address for address in strange if not address.startswith(("/_util/", "/((?:[\\w", "/((?:["))] == []


def test_every_address_has_a_name_of_its_own():
    views = {(route.name, route.view) for route in ours()}
    names = [name for name, _ in views]
    assert "" not in names
    assert len(names) == len(set(names)), "Two views share a name"


def test_parameters_have_types():
    untyped = [route.address for route in ours() if re.search(r"<\w+>", route.address)]
    assert untyped == []


# --- The walk --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scene:
    """One user of each role, and the people they may and may not reach."""

    users: dict[Role, User]
    elsewhere: User
    """An adviser of another team, who works with the one whom nobody else reaches."""
    people: dict[str, UUID]
    cookies: dict[Any, SimpleCookie]


def propose(person: UUID, proposer: User, _: User) -> None:
    """An adviser proposes a category."""
    casework.propose_determination(
        person_id=person, category=Category.QUALIFYING, why="As she told us", on=clock.today(), by=actor(proposer)
    )


def approve(person: UUID, _: User, manager: User) -> None:
    """A manager approves it."""
    number = young_people.person_page(actor(manager), person, on=clock.today()).decision.number
    casework.approve_determination(person_id=person, number=number, on=clock.today(), by=actor(manager))


DECIDED = {"casework:decide": [propose], "casework:told": [propose, approve], "casework:disagrees": [propose, approve]}
"""Pages that open only at a certain step of a decision → the steps that lead there."""


def actor(user: User) -> Actor:
    """The user with today's roles."""
    return accounts.actor_for(user.pk, on=clock.today())


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """Amal is everybody's own, Ben nobody's; Cara is like Amal and restricted. Everybody has signed in.

    All this is written once. Each test works on it inside a savepoint, so that the next finds it as it was.
    """
    with written_for_many(django_db_blocker):
        with django_db_blocker.unblock():
            scene = settle()
        yield scene


def settle() -> Scene:
    """Write the scene."""
    system, today = Actor.system("tests"), clock.today()
    north = shell.make_team(name="North", by=system)
    users = {role: open_account(role, team=north) for role in Role}
    elsewhere = open_account(Role.PERSONAL_ADVISER, team=shell.make_team(name="South", by=system))
    body = partners.add_organisation(name="Advocates", kind=Organisation.Kind.ADVOCACY, by=system)
    for user in users.values():
        partners.add_member(organisation=body, user=user, from_on=date(2020, 1, 1), by=system)

    people = {}
    for number, which in enumerate(("own", "other", "restricted")):
        person = casework.add_person(child_id=f"B{number}", born_on=date(2008, 5, 17), on=today, by=system)
        workers = [elsewhere] if which == "other" else [users[Role.PERSONAL_ADVISER], users[Role.SOCIAL_WORKER]]
        for worker, kind in zip(workers, ("personal_adviser", "social_worker"), strict=False):
            team = None if which == "other" else north
            casework.allocate(person_id=person.pk, worker=worker, team=team, kind=kind, on=today, by=system)
        if which != "other":
            casework.refer(
                person_id=person.pk,
                organisation_id=body.pk,
                field_groups=REFERRED,
                reason="support",
                on=today,
                by=system,
            )
        people[which] = person.pk
    casework.give_account(person_id=people["own"], user=users[Role.YOUNG_PERSON], on=today, by=system)
    return Scene(
        users=users, elsewhere=elsewhere, people=people | {"unknown": uuid4()}, cookies=cookies_of(users.values())
    )


@pytest.fixture
def scene(request: pytest.FixtureRequest, db: None, settled: Scene) -> Scene:
    """The scene at the step at which this page opens; Cara is restricted when that step is taken."""
    users, today = settled.users, clock.today()
    for which in ("own", "other", "restricted"):
        proposer = settled.elsewhere if which == "other" else users[Role.PERSONAL_ADVISER]
        for step in DECIDED.get(request.node.callspec.params["route"].name, ()):
            step(settled.people[which], proposer, users[Role.HEAD_OF_SERVICE])
    casework.restrict(
        person_id=settled.people["restricted"],
        named=[],
        reason="a relative works here",
        on=today,
        by=Actor.system("tests"),
    )
    return settled


@pytest.fixture
def visit(settled: Scene) -> Visit:
    """Fetches pages as those who have signed in already."""
    return Visit(settled.cookies)


def should_open(route: Route, role: Role, which: str) -> bool:
    """What the table of roles says of this page, this role and this person."""
    asked = route.permission
    if asked is None:
        return False
    if asked in (PUBLIC, SIGNED_IN):
        return True
    assert asked.record is not None
    assert asked.verb is not None
    within = reaches(frozenset({role}), asked.record, asked.verb) & asked.within
    if which == "unknown":
        return False
    if which == "restricted":
        return False
    if which == "other":
        return bool(within & {Reach.SERVICE, Reach.ANYTHING})
    return bool(within - {Reach.GROUPED, Reach.NAMED})


def about_a_person() -> list[Route]:
    """The addresses that name a person."""
    return [route for route in ours() if "person_id" in parameters(route)]


def without_parameters() -> list[Route]:
    """The addresses that leave nothing open."""
    return [route for route in ours() if not parameters(route)]


EXAMPLES = {"casework:write_letter": {"slug": "welcome"}}
"""What an address names that has to exist before it opens for anybody."""


def filled(route: Route, person: UUID) -> str:
    """The address for this person; any other record it names does not exist, but for ``EXAMPLES``."""
    known = EXAMPLES.get(route.name, {})

    def fill(match: re.Match[str]) -> str:
        return known.get(match[2]) or str(
            person if match[2] == "person_id" else uuid4() if match[1] == "uuid:" else "1"
        )

    return re.sub(r"<(\w+:)?(\w+)>", fill, route.address)


def test_every_parameter_is_known_to_the_walk():
    known = WITHOUT_A_PERSON | {"person_id"}
    ids = {one for route in ours() for one in parameters(route) if one.endswith("_id")}
    others = {one for route in ours() for one in parameters(route)} - ids - known
    assert others == set(), "Say in WITHOUT_A_PERSON that it names no record, or let its name end in _id"


@MANY
@pytest.mark.parametrize("route", about_a_person(), ids=lambda route: route.name)
def test_a_page_about_a_person_opens_for_whom_the_table_says(route, scene, visit):
    wrong = []
    for role, user in scene.users.items():
        for which in WHICH:
            address, opens = filled(route, scene.people[which]), should_open(route, role, which)
            status = opened(visit, address, user)
            if (status in OPENS) != opens:
                wrong.append(f"{role} {which}: {status}")
            if not opens and (status := opened(visit, address, user, post=True)) not in (404, 405):
                wrong.append(f"{role} {which}, sending a form: {status}")
    assert wrong == []


@MANY
@pytest.mark.parametrize("route", without_parameters(), ids=lambda route: route.name)
def test_a_page_opens_for_the_roles_that_the_table_says(route, scene, visit):
    wrong = []
    for role, user in scene.users.items():
        status = opened(visit, route.address, user)
        if (status in OPENS) != should_open(route, role, "own"):
            wrong.append(f"{role}: {status}")
    assert wrong == []


@MANY
@pytest.mark.parametrize("route", ours(), ids=lambda route: route.name)
def test_nobody_gets_past_signing_in(route, visit):
    if route.permission == PUBLIC:
        return
    page = visit(filled(route, uuid4()), status=302)
    assert page.location.startswith("/accounts/login/")
    assert visit.post(filled(route, uuid4()), status=302).location.startswith("/accounts/login/")


@MANY
@pytest.mark.parametrize("route", [route for route in ours() if parameters(route)], ids=lambda route: route.name)
def test_what_does_not_exist_is_a_404_and_never_a_crash(route, visit, scene):
    if route.permission == PUBLIC:
        return
    for role in (Role.TEAM_MANAGER, Role.DATA_OFFICER, Role.PERSONAL_ADVISER):
        assert opened(visit, filled(route, uuid4()), scene.users[role]) in (404, 405)
        assert opened(visit, filled(route, uuid4()), scene.users[role], post=True) in (404, 405)


def opened(visit: Visit, address: str, user: User, *, post: bool = False) -> int:
    """The status with which an address answers this user, whatever it is; its manners are looked over."""
    page = visit.post(address, by=user, status=None) if post else visit(address, by=user, status=None)
    return page.status
