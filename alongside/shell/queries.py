"""Questions about accounts, teams and the audit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, Draft, RoleGrant, StoredReturn, Team, User
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Role, Verb


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody with an account, as others see them."""

    id: UUID
    name: str
    job_title: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class LockedAccount:
    """An account that lets nobody in."""

    id: UUID
    name: str
    email: str
    since: date


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role that somebody holds or will hold."""

    number: int
    role: str
    words: str
    """The role and its team."""
    from_on: date
    to_on: date | None
    given_by: str


@dataclass(frozen=True, slots=True)
class AccountAtWork:
    """The account of somebody who works here, for whoever looks after accounts."""

    id: UUID
    name: str
    email: str
    job_title: str
    phone: str
    is_closed: bool
    is_own: bool
    last_used: date | None
    roles: tuple[RoleHeld, ...]
    ways_in: tuple[str, ...] = ()
    before: str = ""

    def role(self, number: int) -> RoleHeld:
        """One of the roles; ``NotYours`` where it is none of theirs."""
        found = next((one for one in self.roles if one.number == number), None)
        if found is None:
            raise NotYours("role")
        return found


@dataclass(frozen=True, slots=True)
class TeamAtWork:
    """A team, for whoever looks after accounts."""

    id: UUID
    name: str
    phone: str
    before: str


@dataclass(frozen=True, slots=True)
class WorkAccount:
    """What an account here is joined to at the council's own provider."""

    name: str
    since: datetime
    last_used_at: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the audit about a person."""

    at: datetime
    who: str
    roles: str
    verb: str
    allowed: bool


def actor_for(user_id: UUID, *, on: date) -> Actor:
    """The account with the roles, teams and organisations it holds on the day ``on``; nothing where it is closed."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return Actor.anonymous()
    held = RoleGrant.objects.filter(user=user, from_on__lte=on).filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    grants = list(held.values_list("role", "team_id"))
    return Actor(
        id=user.pk,
        name=user.name,
        roles=frozenset(Role(role) for role, _ in grants),
        teams=frozenset(team for _, team in grants if team),
        organisations=frozenset(one for find in slots.organisations_of.all() for one in find(user.pk, on)),
    )


def is_young_person(user_id: UUID, *, on: date) -> bool:
    """Whether the account is a young person's own and nothing besides."""
    return actor_for(user_id, on=on).roles == {Role.YOUNG_PERSON}


def passkeys_of(user_id: UUID) -> int:
    """How many passkeys open the account."""
    return Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.WEBAUTHN).count()


def work_account_of(user_id: UUID) -> WorkAccount | None:
    """The account at the council's provider that this account is joined to."""
    joined = SocialAccount.objects.filter(user_id=user_id).first()
    return joined and WorkAccount(joined.extra_data.get("name", ""), joined.date_joined, joined.last_login)


def account_named(email: str) -> UUID | None:
    """The account with this e-mail address, open or closed; case does not matter."""
    return User.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()


def teams() -> list[tuple[UUID, str]]:
    """All teams, by name."""
    return list(Team.objects.values_list("id", "name"))


def teams_at_work(actor: Actor) -> list[TeamAtWork]:
    """All teams, by name, for whoever looks after accounts."""
    actor.check(Record.ROLE_GRANTS, Verb.CREATE)
    return [TeamAtWork(team.pk, team.name, team.phone, team.as_it_is) for team in Team.objects.all()]


def team_at_work(actor: Actor, team_id: UUID) -> TeamAtWork:
    """One of them; ``NotYours`` where there is none such."""
    found = next((team for team in teams_at_work(actor) if team.id == team_id), None)
    if found is None:
        raise NotYours("team")
    return found


def workers_with(role: Role, *, on: date) -> list[Worker]:
    """Everyone who holds ``role`` on the day ``on``, by name."""
    held = User.objects.filter(is_active=True, role_grants__role=role, role_grants__from_on__lte=on)
    held = held.filter(Q(role_grants__to_on__isnull=True) | Q(role_grants__to_on__gt=on)).distinct().order_by("name")
    return [Worker(user.pk, user.name, user.job_title, user.phone, user.email) for user in held]


def looks_at(subject: UUID, *, latest: int = 200, but_not: Iterable[str] = ()) -> list[Look]:
    """Who looked at or changed this person's record, newest first.

    Lines whose detail names a record of ``but_not``, by id, are left out: the reader must not learn of it.
    """
    unsaid = frozenset(but_not)
    rows = AuditEvent.objects.filter(subject=subject).order_by("-number")
    if not unsaid:
        lines = list(rows[:latest])
    else:
        lines = list(islice((row for row in rows if unsaid.isdisjoint(map(str, row.detail.values()))), latest))
    return [Look(line.at, line.actor_name, line.roles, line.verb, line.allowed) for line in lines]


def kept_drafts(*, but_not: str) -> list[tuple[UUID, UUID, date]]:
    """Who keeps a draft about what, and since when; forms whose name begins with ``but_not`` are left out."""
    rows = Draft.objects.exclude(form__startswith=but_not).filter(user__is_active=True)
    return [(user, subject, at.date()) for user, subject, at in rows.values_list("user_id", "subject", "saved_at")]


def last_used(*, on: date) -> list[tuple[UUID, date]]:
    """Each open account of somebody who works here, and when it was last signed in with; else when it was opened."""
    return [(user.pk, _last_used(user)) for user in _staff(on)]


def is_locked(user_id: UUID, *, on: date) -> bool:
    """Whether this account of somebody who works here lay unused for so long that it lets nobody in."""
    return any(_is_unused(user, on) for user in _staff(on).filter(pk=user_id))


def locked_accounts(actor: Actor, *, on: date) -> list[LockedAccount]:
    """Accounts that let nobody in because they lay unused, by name."""
    actor.check(Record.ROLE_GRANTS, Verb.CREATE)
    found = [user for user in _staff(on).order_by("name") if _is_unused(user, on)]
    return [LockedAccount(user.pk, user.name, user.email, _last_used(user)) for user in found]


def accounts_of_workers() -> QuerySet[User]:
    """Every account, open or closed, but those that are only a young person's own."""
    ever = RoleGrant.objects.values("user")
    at_work = RoleGrant.objects.exclude(role=Role.YOUNG_PERSON).values("user")
    return User.objects.filter(Q(pk__in=at_work) | ~Q(pk__in=ever))


def accounts_at_work(
    actor: Actor, *, on: date, words: str = "", role: str = "", closed: bool = False
) -> list[AccountAtWork]:
    """Accounts of those who work here, by name, with the roles they hold on the day ``on`` or will hold."""
    actor.check(Record.ROLE_GRANTS, Verb.CREATE)
    users = accounts_of_workers().order_by("name")
    if words:
        users = users.filter(Q(name__icontains=words) | Q(email__icontains=words))
    if not closed:
        users = users.filter(is_active=True)
    rows = [_at_work(user, actor, on) for user in users.prefetch_related(_grants(on))]
    return [row for row in rows if not role or role in [one.role for one in row.roles]]


def account_at_work(actor: Actor, user_id: UUID, *, on: date) -> AccountAtWork:
    """One of them, with what opens it; ``NotYours`` where there is none such."""
    actor.check(Record.ROLE_GRANTS, Verb.CREATE)
    user = accounts_of_workers().prefetch_related(_grants(on)).filter(pk=user_id).first()
    if user is None:
        raise NotYours("account")
    return replace(_at_work(user, actor, on), ways_in=tuple(_ways_in(user)), before=user.as_it_is)


def left_on(users: Collection[UUID], *, on: date) -> dict[UUID, date]:
    """Those of these people who hold no role any more on the day ``on`` → since when."""
    ends: dict[UUID, list[date | None]] = {}
    for user, to_on in RoleGrant.objects.filter(user__in=users, from_on__lte=on).values_list("user_id", "to_on"):
        ends.setdefault(user, []).append(to_on)
    return {
        user: max(day for day in days if day)
        for user, days in ends.items()
        if all(day is not None and day <= on for day in days)
    }


def stored_return_with(sha256: str) -> UUID | None:
    """The stored return with exactly these tables, if there is one."""
    return StoredReturn.objects.filter(sha256=sha256).values_list("pk", flat=True).first()


# ---------------------------------------------------------------------------------------------------------------------


def _grants(on: date) -> Prefetch[Any]:
    """Roles held on the day ``on`` or later, to be fetched with the accounts."""
    held = RoleGrant.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    return Prefetch("role_grants", held.select_related("team", "granted_by").order_by("from_on"), to_attr="held")


def _at_work(user: Any, actor: Actor, on: date) -> AccountAtWork:
    roles = tuple(
        RoleHeld(
            grant.pk,
            grant.role,
            f"{Role(grant.role).label}{f', {grant.team}' if grant.team else ''}",
            grant.from_on,
            grant.to_on,
            grant.granted_by.name if grant.granted_by else "",
        )
        for grant in user.held
    )
    last_used = timezone.localdate(user.last_login) if user.last_login else None
    return AccountAtWork(
        user.pk, user.name, user.email, user.job_title, user.phone, not user.is_active, user.pk == actor.id,
        last_used, roles,
    )  # fmt: skip


def _ways_in(user: User) -> Iterator[str]:
    """What opens an account, in words."""
    if user.has_usable_password():
        yield "a password"
    words = {"webauthn": "a passkey", "totp": "an app", "recovery_codes": "spare codes"}
    for kind in sorted(set(Authenticator.objects.filter(user=user).values_list("type", flat=True))):
        yield words[kind]
    if SocialAccount.objects.filter(user=user).exists():
        yield "single sign-on"


def _staff(on: date) -> QuerySet[User]:
    """Open accounts of those who work here today."""
    held = RoleGrant.objects.filter(from_on__lte=on).filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    staff = held.exclude(role=Role.YOUNG_PERSON).values("user")
    return User.objects.filter(pk__in=staff, is_active=True)


def _last_used(user: User) -> date:
    moments = [moment for moment in (user.last_login, user.opened_again_at) if moment]
    return timezone.localdate(max(moments, default=user.created_at))


def _is_unused(user: User, on: date) -> bool:
    return (on - _last_used(user)).days > settings.ACCOUNT_UNUSED_DAYS
