"""Questions about accounts, teams and the audit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, Draft, RoleGrant, StoredReturn, Team, User
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
