"""Accounts, roles, teams, the audit, stored returns, and the two records that keep forms safe."""

from __future__ import annotations

import hashlib
import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q

from alongside.shell import guards
from alongside.shell.roles import Role


def _mark(*seen: str) -> str:
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:16]


class UserManager(BaseUserManager["User"]):
    """Makes accounts. An e-mail address is the name of an account."""

    def create_user(self, email: str, password: str | None = None, **extra: object) -> User:
        """A new account; without a password it cannot sign in with one."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: object) -> User:
        """Refused: nobody may do everything. Give a role instead."""
        raise NotImplementedError("Alongside has no superuser: grant a role with `manage.py grant_role` instead.")

    def get_by_natural_key(self, username: str | None) -> User:
        """Case does not matter in an e-mail address."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in: staff, partner, board member or young person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    opened_again_at = models.DateTimeField("opened again after it lay unused", null=True, blank=True)
    signed_out_at = models.DateTimeField("every session begun before is over", null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="nobody_may_do_everything"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_it_is(self) -> str:
        """A mark of what others see of this person: another one as soon as any of it changes."""
        return _mark(self.name, self.email, self.job_title, self.phone)

    def get_full_name(self) -> str:
        """The name as the person gave it."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]

    @property
    def is_staff(self) -> bool:
        """No Django admin: nobody is staff in its sense."""
        return False


class Team(models.Model):
    """A team of workers, for example the leaving care team in the north."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def as_it_is(self) -> str:
        """A mark of name and phone."""
        return _mark(self.name, self.phone)


class RoleGrant(models.Model):
    """A role held by a person from a day until a day, in a team where the role works in one."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="role_grants")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")), name="grant_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")), name="nobody_grants_themself_a_role"
            ),
        ]
        indexes = [models.Index(fields=["user", "from_on"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


@guards.append_only
class AuditEvent(models.Model):
    """One line of the append-only audit: who did or looked at what, when and why, refusals included.

    No foreign keys, so that nothing that happens to other rows can touch it. ``subject`` is the person or record
    concerned. Each line holds the hash of the line before it. The database refuses to change or remove a line.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    roles = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    allowed = models.BooleanField(default=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "at"]), models.Index(fields=["actor", "at"])]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class StoredReturn(models.Model):
    """A statutory return as it was sent in. ``sha256`` is of its tables, so the same return is stored once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(
        help_text="The collection year's end: 2026 is 1 April 2025 to 31 March 2026"
    )
    sha256 = models.CharField(max_length=64, unique=True)
    blob = models.BinaryField()
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-year", "-stored_at"]

    def __str__(self) -> str:
        return f"Return {self.year}"


class IdempotencyKey(models.Model):
    """A form that was sent. The same form sent again finds its key and changes nothing."""

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.key)


class Draft(models.Model):
    """What somebody has typed and not yet sent, kept on the server for that person and that subject alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)
    subject = models.UUIDField()
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form", "subject"], name="one_draft_per_form_and_subject")
        ]

    def __str__(self) -> str:
        return f"{self.form} for {self.subject}"
