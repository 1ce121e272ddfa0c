"""Verbs about accounts, roles, teams and stored returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from alongside.shell import accounts, audit, clock, keys, queries
from alongside.shell.actors import Actor
from alongside.shell.models import RoleGrant, StoredReturn, Team, User
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
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
def open_account_at_work(
    *,
    email: str,
    name: str,
    by: Actor,
    role: str,
    to_on: date | None,
    job_title: str = "",
    phone: str = "",
    team: str = "",
    new_team: str = "",
) -> User:
    """Open an account for somebody who works here, with a first role, and send its owner a link to choose a password.

    Refuses an address that has an account. ``NoMail`` where the link cannot be sent: nothing is opened then.
    """
    _refuse_taken(email)
    try:
        with transaction.atomic():
            user = open_account(email=email, name=name, job_title=job_title, phone=phone, by=by)
    except IntegrityError as twice:
        raise FactRefused(f"{email} has an account already.") from twice
    give_role(user_id=user.pk, role=role, team=team, new_team=new_team, to_on=to_on, by=by)
    accounts.send_password_link(user)
    return user


@transaction.atomic
def change_account(*, user_id: UUID, name: str, email: str, job_title: str, phone: str, before: str, by: Actor) -> User:
    """Change who somebody is at work. An e-mail to the address they had says so where the address changes.

    ``before`` is what the account was when the form was drawn: refused where somebody else changed it meanwhile.
    """
    user = _at_work(user_id, by)
    if before != user.as_it_is:
        raise FactRefused("Somebody else changed this account while you wrote. Look at it, then change it again.")
    address = email.strip().lower()
    if address != user.email:
        _refuse_taken(address)
        accounts.tell_of_new_address(user, address)
    changed = [
        what
        for what, new in (("name", name), ("job_title", job_title), ("phone", phone), ("email", address))
        if getattr(user, what) != new
    ]
    user.name, user.job_title, user.phone, user.email = name, job_title, phone, address
    user.save()
    audit.record(actor=by, verb="changed account", subject_kind="user", subject=user.pk, detail={"changed": changed})
    return user


@transaction.atomic
def give_role(
    *, user_id: UUID, role: str, by: Actor, to_on: date | None, team: str = "", new_team: str = ""
) -> RoleGrant:
    """Give somebody else who works here a role from today on, in a team that is there or a new one."""
    user = _somebody_elses(user_id, by)
    if not user.is_active:
        raise FactRefused("This account is closed. Open it again first.")
    if team and new_team:
        raise FactRefused("Choose a team, or name a new one: not both.")
    if to_on and to_on <= clock.today():
        raise FactRefused("The day on which the role ends has to lie ahead.")
    where = make_team(name=new_team.strip(), by=by) if new_team else Team.objects.filter(pk=team or None).first()
    if _held(user).filter(role=role, team=where).exists():
        raise FactRefused(f"{user.name} has this role already{f' in {where}' if where else ''}.")
    return grant_role(user=user, role=Role(role), team=where, from_on=clock.today(), to_on=to_on, by=by)


@transaction.atomic
def take_role_away(*, user_id: UUID, grant_id: int, by: Actor) -> None:
    """End a role of somebody else, from this moment on. One that was given today by mistake never was."""
    user = _somebody_elses(user_id, by)
    grant = _held(user).filter(pk=grant_id).first()
    if grant is None:
        raise FactRefused("This role is taken away already.")
    _end(grant, by)


@transaction.atomic
def close_account_at_work(*, user_id: UUID, by: Actor) -> User:
    """Close the account of somebody else who has left: its roles end with it."""
    user = _somebody_elses(user_id, by)
    for grant in _held(user):
        _end(grant, by)
    return close_account(user=user, by=by)


@transaction.atomic
def reopen_account(*, user_id: UUID, by: Actor) -> User:
    """Let somebody else sign in again whose account was closed. Roles ended with it: they are given anew."""
    user = _somebody_elses(user_id, by)
    user.is_active = True
    user.opened_again_at = clock.now()
    user.save()
    audit.record(actor=by, verb="reopened account", subject_kind="user", subject=user.pk)
    return user


@transaction.atomic
def forget_ways_in(*, user_id: UUID, by: Actor) -> User:
    """Nothing opens somebody else's account any more; a link to choose a password goes to its owner."""
    user = _somebody_elses(user_id, by)
    if not user.is_active:
        raise FactRefused("This account is closed. Open it again first.")
    user.set_unusable_password()
    user.signed_out_at = clock.now()
    user.save()
    _forget_factors(user)
    audit.record(actor=by, verb="forgot ways in", subject_kind="user", subject=user.pk)
    accounts.send_password_link(user)
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
    _forget_factors(user)
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
def add_team(*, name: str, phone: str, by: Actor) -> Team:
    """Make a team that is not there yet. Raises FactRefused where one has this name."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    if Team.objects.filter(name__iexact=name).exists():
        raise FactRefused("There is a team of this name already.")
    return make_team(name=name, phone=phone, by=by)


@transaction.atomic
def change_team(*, team_id: UUID, name: str, phone: str, before: str, by: Actor) -> Team:
    """Give a team another name or phone. ``before``: what it was when the form was drawn, as in ``change_account``."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    team = Team.objects.select_for_update().filter(pk=team_id).first()
    if team is None:
        raise NotYours("team")
    if before != team.as_it_is:
        raise FactRefused("Somebody else changed this team while you wrote. Look at it, then change it again.")
    if Team.objects.filter(name__iexact=name).exclude(pk=team_id).exists():
        raise FactRefused("There is a team of this name already.")
    team.name, team.phone = name, phone
    team.save()
    audit.record(actor=by, verb="changed team", subject_kind="team", subject=team.pk)
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


# ---------------------------------------------------------------------------------------------------------------------


def _at_work(user_id: UUID, by: Actor) -> User:
    """The account of somebody who works here, held for this change; a young person's own is as good as not there."""
    by.check(Record.ROLE_GRANTS, Verb.CREATE)
    if not queries.accounts_of_workers().filter(pk=user_id).exists():
        raise NotYours("account")
    return User.objects.select_for_update().get(pk=user_id)


def _somebody_elses(user_id: UUID, by: Actor) -> User:
    user = _at_work(user_id, by)
    if user.pk == by.id:
        raise OwnWork("This is your own account, so somebody else has to do that.")
    return user


def _held(user: User) -> QuerySet[RoleGrant]:
    """Roles that somebody holds today or will hold."""
    return RoleGrant.objects.filter(user=user).filter(Q(to_on__isnull=True) | Q(to_on__gt=clock.today()))


def _end(grant: RoleGrant, by: Actor) -> None:
    """End a role today; a grant of today or later has not held for a day, and is taken back."""
    if grant.from_on < clock.today():
        end_role(grant=grant, on=clock.today(), by=by)
        return
    grant.delete()
    audit.record(
        actor=by, verb="took role back", subject_kind="user", subject=grant.user_id, detail={"role": grant.role}
    )


def _refuse_taken(email: str) -> None:
    if queries.account_named(email):
        raise FactRefused(f"{email} has an account already.")


def _forget_factors(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
