"""Pages of those who look after accounts: everything a council needs when people come, move and leave."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail as mailbox

from alongside.shell import actions, clock, queries
from alongside.shell.models import AuditEvent, RoleGrant, Team, User
from alongside.shell.refusals import FactRefused, NotYours, OwnWork
from alongside.shell.roles import Role

pytestmark = pytest.mark.django_db

ALL = "/staff/accounts/"
NEW = {
    "name": "Joan Okafor",
    "email": "Joan@Brightwater.example",
    "job_title": "Personal adviser",
    "phone": "01632 960111",
    "role": "personal_adviser",
    "new_team": "North",
}


@pytest.fixture
def sol(account: Any) -> User:
    """Whoever looks after accounts."""
    return account(Role.SYSTEM_ADMIN, email="sol@brightwater.example", name="Sol Reyes")


@pytest.fixture
def ama(account: Any) -> User:
    """A personal adviser since a while ago."""
    user = account(Role.PERSONAL_ADVISER, email="ama@brightwater.example", name="Ama Mensah")
    RoleGrant.objects.filter(user=user).update(from_on=clock.today() - timedelta(days=90))
    return user


def page_of(user: User, end: str = "") -> str:
    """The address of somebody's account."""
    return f"{ALL}{user.pk}/{end}"


def lines(verb: str) -> list[AuditEvent]:
    """What the audit holds of this verb."""
    return list(AuditEvent.objects.filter(verb=verb))


def roles_of(user: User) -> frozenset[Role]:
    """What somebody may be today."""
    return queries.actor_for(user.pk, on=clock.today()).roles


def test_somebody_new_gets_an_account_a_role_a_team_and_a_link(visit, sol):
    opened = visit.post(f"{ALL}add/", NEW, by=sol)
    joan = User.objects.get(email="joan@brightwater.example")
    assert opened.location == page_of(joan)
    actor = queries.actor_for(joan.pk, on=clock.today())
    assert actor.roles == {Role.PERSONAL_ADVISER} and actor.teams == {Team.objects.get(name="North").pk}
    (letter,) = mailbox.outbox
    assert letter.to == [joan.email] and letter.from_email == settings.DEFAULT_FROM_EMAIL
    link = re.search(r"https?://[^/]+(/\S+)", letter.body)
    assert link
    form = visit(visit(link[1], status=302).location)
    assert {"password1", "password2"} <= set(form.fields)
    page = visit(page_of(joan), by=sol)
    assert "Personal adviser, North" in page and "Sol Reyes" in page and "Nothing yet" in page
    assert {line.verb for line in AuditEvent.objects.filter(subject=joan.pk)} == {"opened account", "granted role"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"email": "AMA@brightwater.example"}, "AMA@brightwater.example has an account already"),
        ({"role": ""}, "Answer this: Role"),
        ({"role": "young_person"}, "Select a valid choice"),
        ({"to_on-day": "1", "to_on-month": "1", "to_on-year": "2020"}, "has to lie ahead"),
    ],
)
def test_what_cannot_be_opened_is_said_and_leaves_nothing(visit, sol, ama, change, told):
    page = visit.post(f"{ALL}add/", NEW | change, by=sol, status=200)
    assert told in page
    assert not User.objects.filter(name=NEW["name"]).exists() and not Team.objects.filter(name="North").exists()
    assert not mailbox.outbox


def test_a_team_is_chosen_or_named_not_both(visit, sol, system):
    south = actions.make_team(name="South", by=system)
    page = visit.post(f"{ALL}add/", NEW | {"team": str(south.pk)}, by=sol, status=200)
    assert "not both" in page


def test_a_team_has_a_phone_and_two_who_change_it_do_not_overwrite_each_other(visit, sol):
    visit.post(f"{ALL}teams/add/", {"name": "North", "phone": ""}, by=sol)
    assert "see no number" in visit(f"{ALL}teams/", by=sol)
    north = Team.objects.get()
    one = f"{ALL}teams/{north.pk}/"
    form = visit(one, by=sol).fields
    visit.post(one, form | {"phone": "01632 960110"}, by=sol)
    assert "01632 960110" in visit(f"{ALL}teams/", by=sol)
    assert "Somebody else changed this team" in visit.post(one, form | {"phone": "999"}, by=sol, status=200)
    again = visit.post(f"{ALL}teams/add/", {"name": "north", "phone": "1"}, by=sol, status=200)
    assert "of this name already" in again and Team.objects.get().phone == "01632 960110"
    assert lines("changed team")[0].subject == north.pk


def test_where_no_mail_leaves_no_account_is_opened(visit, sol, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    assert "nothing was changed" in visit.post(f"{ALL}add/", NEW, by=sol, status=503)
    assert not User.objects.filter(name=NEW["name"]).exists()


def test_a_role_is_given_and_taken_away_at_once(visit, sol, ama):
    visit.post(page_of(ama, "roles/add/"), {"role": "team_manager"}, by=sol)
    assert roles_of(ama) == {Role.PERSONAL_ADVISER, Role.TEAM_MANAGER}
    assert "has this role already" in visit.post(
        page_of(ama, "roles/add/"), {"role": "team_manager"}, by=sol, status=200
    )
    of_today = RoleGrant.objects.get(user=ama, role="team_manager")
    assert "no longer Team manager" in visit(page_of(ama, f"roles/{of_today.pk}/end/"), by=sol)
    visit.post(page_of(ama, f"roles/{of_today.pk}/end/"), {}, by=sol)
    assert roles_of(ama) == {Role.PERSONAL_ADVISER} and len(lines("took role back")) == 1
    long_held = RoleGrant.objects.get(user=ama)
    visit.post(page_of(ama, f"roles/{long_held.pk}/end/"), {}, by=sol)
    long_held.refresh_from_db()
    assert long_held.to_on == clock.today() and not roles_of(ama)


def test_whoever_leaves_loses_account_and_roles_the_same_day_and_comes_back_with_none(visit, sol, ama):
    assert "without one" in visit(page_of(ama, "close/"), by=sol)
    visit.post(page_of(ama, "close/"), {}, by=sol)
    ama.refresh_from_db()
    assert not ama.is_active and queries.left_on([ama.pk], on=clock.today()) == {ama.pk: clock.today()}
    assert "Ama Mensah" not in visit(ALL, by=sol) and "Ama Mensah" in visit(f"{ALL}?closed=on", by=sol)
    assert "This account is closed" in visit(page_of(ama), by=sol)
    with pytest.raises(FactRefused, match="closed"):
        actions.give_role(
            user_id=ama.pk, role="team_manager", to_on=None, by=queries.actor_for(sol.pk, on=clock.today())
        )
    visit.post(page_of(ama, "reopen/"), {}, by=sol)
    ama.refresh_from_db()
    assert ama.is_active and not roles_of(ama) and len(lines("reopened account")) == 1


def test_a_lost_phone_opens_nothing_and_a_link_goes_to_its_owner(visit, sol, ama):
    ama.set_password("a long enough phrase")
    ama.save()
    Authenticator.objects.create(user=ama, type="totp", data={"secret": "x"})
    page = visit(page_of(ama), by=sol)
    assert "a password, an app" in page
    assert "only when you have seen Ama Mensah" in visit(page_of(ama, "ways-in/"), by=sol)
    visit.post(page_of(ama, "ways-in/"), {}, by=sol)
    ama.refresh_from_db()
    assert not ama.has_usable_password() and not Authenticator.objects.filter(user=ama).exists()
    assert ama.signed_out_at and [letter.to for letter in mailbox.outbox] == [[ama.email]]


def test_a_changed_address_is_told_to_the_old_one_and_two_administrators_do_not_overwrite_each_other(visit, sol, ama):
    form = visit(page_of(ama, "change/"), by=sol).fields
    visit.post(page_of(ama, "change/"), form | {"name": "Ama Boateng", "email": "boateng@brightwater.example"}, by=sol)
    ama.refresh_from_db()
    assert (ama.name, ama.email) == ("Ama Boateng", "boateng@brightwater.example")
    (letter,) = mailbox.outbox
    assert letter.to == ["ama@brightwater.example"] and "boateng@brightwater.example" in letter.body
    assert lines("changed account")[0].detail == {"changed": ["name", "email"]}
    late = visit.post(page_of(ama, "change/"), form | {"name": "Ama Owusu"}, by=sol, status=200)
    assert "Somebody else changed this account" in late
    ama.refresh_from_db()
    assert ama.name == "Ama Boateng"


@pytest.mark.parametrize("end", ["roles/add/", "close/", "reopen/", "ways-in/"])
def test_nobody_does_it_to_their_own_account(visit, sol, end):
    assert "somebody else has to do that" in visit.post(page_of(sol, end), {"role": "director"}, by=sol, status=403)
    own = visit(page_of(sol), by=sol)
    assert "somebody else gives it roles" in own and "Take it away" not in own
    with pytest.raises(OwnWork):
        actions.take_role_away(
            user_id=sol.pk, grant_id=sol.role_grants.get().pk, by=queries.actor_for(sol.pk, on=clock.today())
        )


def test_a_young_persons_own_account_is_not_there(visit, sol, account):
    fay = account(Role.YOUNG_PERSON, email="fay@mail.example", name="Fay")
    assert "fay@mail.example" not in visit(ALL, by=sol)
    for end in ("", "change/", "close/", "ways-in/", "roles/add/"):
        visit(page_of(fay, end), by=sol, status=404)
    with pytest.raises(NotYours):
        actions.forget_ways_in(user_id=fay.pk, by=queries.actor_for(sol.pk, on=clock.today()))


def test_nobody_else_comes_near(visit, ama, account):
    manager = account(Role.HEAD_OF_SERVICE, email="head@brightwater.example")
    for path in (ALL, f"{ALL}add/", page_of(ama), page_of(ama, "close/")):
        visit(path, by=manager, status=404)
    visit.post(page_of(ama, "close/"), {}, by=manager, status=404)
    with pytest.raises(NotYours):
        actions.close_account_at_work(user_id=ama.pk, by=queries.actor_for(manager.pk, on=clock.today()))


def test_the_list_is_narrowed_by_name_and_role(visit, sol, ama):
    assert "Sol Reyes" not in visit(f"{ALL}?words=mensah", by=sol)
    found = visit(f"{ALL}?role=system_admin", by=sol)
    assert "Sol Reyes" in found and "Ama Mensah" not in found
    assert "Nobody is found" in visit(f"{ALL}?words=zzz", by=sol)


def test_a_role_that_begins_and_ends_on_days_of_its_own_is_shown(visit, sol, ama, set_clock):
    set_clock(date(2028, 2, 29))
    until = {"to_on-day": "1", "to_on-month": "3", "to_on-year": "2028"}
    visit.post(page_of(ama, "roles/add/"), {"role": "out_of_hours", **until}, by=sol)
    assert "29 Feb 2028" in visit(page_of(ama), by=sol)
    set_clock(date(2028, 3, 1))
    assert Role.OUT_OF_HOURS not in roles_of(ama)
