"""Questions about accounts, teams and the audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, RoleGrant, StoredReturn, Team, User
from alongside.shell.roles import Role


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody with an account, as others see them."""

    id: UUID
    name: str
    job_title: str
    phone: str
    email: str


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


def looks_at(subject: UUID, *, latest: int = 200) -> list[Look]:
    """Who looked at or changed this person's record, newest first."""
    lines = AuditEvent.objects.filter(subject=subject).order_by("-number")[:latest]
    return [Look(line.at, line.actor_name, line.roles, line.verb, line.allowed) for line in lines]


def stored_return_with(sha256: str) -> UUID | None:
    """The stored return with exactly these tables, if there is one."""
    return StoredReturn.objects.filter(sha256=sha256).values_list("pk", flat=True).first()
