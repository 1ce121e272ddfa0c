"""No link leads nowhere: what a reader is shown opens, whoever they are."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from alongside.casework import actions, slices
from alongside.casework.tests.plans import approved
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.partners import actions as partners
from alongside.partners.models import District, Organisation
from alongside.shell import actions as accounts
from alongside.shell.roles import Role

Kind = Organisation.Kind
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\?.*")
OF_A_KIND = 2
"""How many pages of one kind are opened."""


@pytest.fixture
def busy(council, fay):
    """Fay has a plan, a complaint, money asked for, a warning, an item for the risk panel; Ella one too."""
    approved(council)
    cal = {"person_id": council.id("Fay"), "on": TODAY, "by": council.actor("Cal")}
    actions.refer_to_panel(reason="She is followed.", wanted="A safer home.", **cal)
    actions.complain(kind="complaint", words="My money never came.", on=TODAY, by=council.actor("Fay"))
    actions.send_my_message(words="Hello", topic="talk", on=TODAY, by=council.actor("Fay"))
    actions.record_contact(happened_on=TODAY, outcome="made", method="phone", summary="All is well", **cal)
    return council


def somebody(council, name, role, kind):
    """Somebody of an organisation to which Fay was referred with everything that can be opened to them."""
    user = council.users.get(name) or accounts.open_account(email=f"{name}@out.example", name=name, by=SYSTEM)
    if name not in council.users:
        accounts.grant_role(user=user, role=role, from_on=BEFORE, by=SYSTEM)
    district = District.objects.create(name="Kingsmere", slug="kingsmere") if kind == Kind.DISTRICT else None
    body = partners.add_organisation(name=f"The office of {name}", kind=kind, district=district, by=SYSTEM)
    partners.add_member(organisation=body, user=user, from_on=BEFORE, by=SYSTEM)
    groups = [*slices.ALWAYS, *slices.open_to([role])]
    given = {"organisation_id": body.pk, "field_groups": groups, "reason": "A flat", "on": TODAY, "by": SYSTEM}
    actions.refer(person_id=council.id("Fay"), **given)
    council.users[name] = user
    return user


def walk(visit, user):
    """Every link from the first page on, a few pages of each kind: which were opened, and which lead nowhere."""
    todo, seen, dead = [("/staff/", "")], set(), []
    kinds: Counter[str] = Counter()
    while todo:
        path, came_from = todo.pop()
        kind = ID.sub("", path)
        kinds[kind] += 1
        if path in seen or kinds[kind] > OF_A_KIND:
            continue
        seen.add(path)
        page = visit(path, by=user, status=None)
        if page.status == 302:
            todo.append((urljoin(path, page.location), path))
        elif page.status != 200:
            dead.append((page.status, path, came_from))
        elif page.is_html:
            links = [urljoin(path, link).partition("#")[0] for link in page.links.values()]
            todo += [(link, path) for link in links if is_of_casework(link)]
    return seen, dead


def is_of_casework(link):
    try:
        return resolve(urlsplit(link).path).namespace == "casework"
    except Resolver404:
        return link.startswith("/staff/")  # it leads nowhere, whoever asks


@pytest.mark.parametrize("name", ["Cal", "Nadia", "Sam", "Hana", "Dora"])
def test_no_link_leads_somebody_who_works_here_nowhere(busy, visit, name):
    seen, dead = walk(visit, busy.users[name])
    assert dead == []
    assert len(seen) > 20


@pytest.mark.parametrize(
    ("name", "role", "kind"),
    [
        ("Hugo", Role.HOUSING_OFFICER, Kind.DISTRICT),
        ("Ada", Role.ADVOCATE, Kind.ADVOCACY),
        ("Nora", Role.HEALTH_NURSE, Kind.HEALTH),
        ("Vera", Role.VIRTUAL_SCHOOL, Kind.EDUCATION),
    ],
)
def test_no_link_leads_somebody_of_another_organisation_nowhere(busy, visit, name, role, kind):
    seen, dead = walk(visit, somebody(busy, name, role, kind))
    assert dead == []
    assert any(f"/people/{busy.id('Fay')}/" in path for path in seen)
