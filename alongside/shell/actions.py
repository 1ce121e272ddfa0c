"""Verbs about accounts, roles, teams and stored returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.db import transaction

from alongside.shell import audit, clock, keys
from alongside.shell.actors import Actor
from alongside.shell.models import RoleGrant, StoredReturn, Team, User
from alongside.shell.refusals import NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Role, Verb

NAMES_SOMEBODY = (
    *("shell.AuditEvent", "shell.Draft", "shell.IdempotencyKey", "sessions.Session"),
    *("account.EmailAddress", "socialaccount.SocialAccount", "mfa.Authenticator", "django_tasks_database.DBTaskResult"),
    *("offer.Feedback",),
)
"""Tables that an anonymised copy has no use for."""
ENCRYPTED = frozenset({"secret", "seed", "migrated_codes"})
"""What of a second factor is encrypted: the secret of an app, and that of recovery codes."""


@transaction.atomic
def open_account(*, email: str, name: str, by: Actor, job_title: str = "", phone: str = "") -> User:
    """Open an account without a password and without any role: it may do nothing yet."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    user = User.objects.create_user(email, name=name, job_title=job_title, phone=phone)
    audit.record(actor=by, verb="opened account", subject_kind="user", subject=user.pk)
    return user


@transaction.atomic
def grant_role(
    *, user: User, role: Role, by: Actor, from_on: date, to_on: date | None = None, team: Team | None = None
) -> RoleGrant:
    """Give a role from a day on. The database refuses a grant to oneself."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    grant = RoleGrant.objects.create(user=user, role=role, team=team, from_on=from_on, to_on=to_on, granted_by_id=by.id)
    audit.record(actor=by, verb="granted role", subject_kind="user", subject=user.pk, detail={"role": role.value})
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, on: date, by: Actor) -> RoleGrant:
    """End a role. The very next request of a live session is refused."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    grant.to_on = on
    grant.save()
    audit.record(actor=by, verb="ended role", subject_kind="user", subject=grant.user_id, detail={"role": grant.role})
    return grant


@transaction.atomic
def close_account(*, user: User, by: Actor) -> User:
    """Close an account. Its sessions are worth nothing from the next request on."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    user.is_active = False
    user.save()
    audit.record(actor=by, verb="closed account", subject_kind="user", subject=user.pk)
    return user


@transaction.atomic
def open_again(*, user_id: UUID, by: Actor) -> User:
    """Let somebody in again whose account lay unused. Nobody opens their own."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotYours("account")
    if user.pk == by.id:
        raise OwnWork("This is your own account, so somebody else has to open it.")
    user.opened_again_at = clock.now()
    user.save()
    audit.record(actor=by, verb="opened account again", subject_kind="user", subject=user.pk)
    return user


@transaction.atomic
def set_password(*, user: User, email: str, password: str, by: Actor) -> User:
    """Give an account a new password, and the e-mail address it is known by.

    Whatever opened it before opens it no more: sessions are over, passkeys, second factors and single sign-on are gone.
    """
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    user.email = email.strip().lower()
    user.set_password(password)
    user.signed_out_at = clock.now()
    user.save()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    audit.record(actor=by, verb="set password", subject_kind="user", subject=user.pk)
    return user


@transaction.atomic
def sign_out_everywhere(*, user: User, by: Actor) -> User:
    """End every session of an account. Whoever calls this has checked who may."""
    user.signed_out_at = clock.now()
    user.save()
    audit.record(actor=by, verb="signed out everywhere", subject_kind="user", subject=user.pk)
    return user


@transaction.atomic
def join_single_sign_on(*, provider: str, uid: str, told: dict[str, Any], by: Actor) -> None:
    """Join one's own account to a subject of the council's provider: that subject alone opens it from now on.

    Whoever calls it has seen the provider's word for it. One account has one subject, and one subject one account.
    """
    if by.id is None or Role.YOUNG_PERSON in by.roles:
        raise NotYours("single sign-on")
    own = User.objects.select_for_update().get(pk=by.id)
    if SocialAccount.objects.filter(provider=provider, uid=uid).exclude(user=own).exists():
        raise WrongState(
            "This work account is joined to somebody else's account here. Tell whoever looks after accounts."
        )
    if SocialAccount.objects.filter(user=own).exclude(provider=provider, uid=uid).exists():
        raise WrongState("Your account here is joined to another work account. Part it from that one first.")
    joined, made = SocialAccount.objects.get_or_create(provider=provider, uid=uid, user=own)
    joined.extra_data = told
    joined.save()
    if made:
        audit.record(actor=by, verb="joined single sign-on", subject_kind="user", subject=by.id)


@transaction.atomic
def part_single_sign_on(*, by: Actor) -> None:
    """Part one's own account from the council's provider; what else opens it still does."""
    parted, _ = SocialAccount.objects.filter(user_id=by.id).delete()
    if not parted:
        raise NotYours("single sign-on")
    audit.record(actor=by, verb="parted single sign-on", subject_kind="user", subject=by.id)


@transaction.atomic
def make_team(*, name: str, by: Actor, phone: str = "") -> Team:
    """Make a team, or return the one that has this name."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    team, made = Team.objects.get_or_create(name=name, defaults={"phone": phone})
    if made:
        audit.record(actor=by, verb="made team", subject_kind="team", subject=team.pk)
    return team


@transaction.atomic
def store_return(*, year: int, sha256: str, blob: bytes, by: Actor) -> UUID:
    """Keep a statutory return as it was sent, once."""
    by.check(Record.STATUTORY_RETURN, Verb.CREATE)
    stored, made = StoredReturn.objects.get_or_create(
        sha256=sha256, defaults={"year": year, "blob": blob, "stored_by_id": by.id}
    )
    if made:
        audit.record(actor=by, verb="stored return", subject_kind="return", subject=stored.pk, detail={"year": year})
    return stored.pk


@dataclass(frozen=True, slots=True)
class EncryptedAnew:
    """What became of everything encrypted: written anew, so already, or opened by none of the keys."""

    changed: int
    kept: int
    lost: int


@transaction.atomic
def encrypt_anew(*, by: Actor) -> EncryptedAnew:
    """Write the secrets of second factors anew with the newest key, so that older keys can be dropped."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    changed = kept = lost = 0
    for factor in Authenticator.objects.select_for_update():
        for name in ENCRYPTED & set(factor.data):
            held = factor.data[name]
            texts = held if isinstance(held, list) else [held]
            anew = [keys.encrypt_anew(text) for text in texts]
            if anew != texts:
                factor.data[name] = anew if isinstance(held, list) else anew[0]
                changed += 1
            elif all(keys.opens(text) for text in texts):
                kept += 1
            else:
                lost += 1
        factor.save(update_fields=["data"])
    audit.record(actor=by, verb="encrypted anew", subject_kind="keys", detail={"changed": changed, "lost": lost})
    return EncryptedAnew(changed, kept, lost)


@transaction.atomic
def forget_everybody(*, by: Actor) -> None:
    """Take everybody who works here out of a copy of the database: accounts are numbered, and nobody can sign in.

    Whoever calls it has lifted the guards: the audit of the copy begins anew.
    """
    for number, user in enumerate(User.objects.order_by("pk"), start=1):
        user.email, user.name, user.job_title, user.phone = (
            f"account-{number}@example.invalid",
            f"Account {number}",
            "",
            "",
        )
        user.set_unusable_password()
        user.save()
    for label in NAMES_SOMEBODY:
        apps.get_model(label)._base_manager.all()._raw_delete("default")
    StoredReturn.objects.update(blob=b"")
    audit.record(actor=by, verb="forgot everybody", subject_kind="copy")
