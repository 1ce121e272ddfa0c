"""The whole offer, frozen: consulted on, proposed, signed by three people, published. Rows are only ever added."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.shell import guards
from alongside.shell.roles import Role

SIGNING = (Role.LEAD_MEMBER, Role.LEADER, Role.HEAD_OF_PAID_SERVICE)
"""Who signs an edition, one person in each role."""


@guards.append_only
class Consultation(models.Model):
    """Relevant persons were asked before the offer changed: what, whom, when, what they said, what changed for it."""

    asked = models.TextField("what was asked")
    who = models.TextField("who was asked")
    how_many = models.PositiveIntegerField("how many took part")
    from_on = models.DateField("from")
    to_on = models.DateField("until")
    said = models.TextField("what they said")
    changed = models.TextField("what changed because of it")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-to_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(to_on__gte=models.F("from_on")), name="asked_from_before_until"),
        ]

    def __str__(self) -> str:
        return self.asked[:80]


@guards.append_only
class EditionProposal(models.Model):
    """The whole offer as it is put before those who sign. A later proposal takes the place of an earlier one."""

    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_by = models.JSONField(default=list, help_text="Ids of those who wrote what is new in it: they do not sign.")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    snapshot = models.JSONField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Proposed on {self.proposed_on}"


@guards.append_only
class EditionSignature(models.Model):
    """One of the three signed a proposal. Nobody signs in two roles."""

    proposal = models.ForeignKey(EditionProposal, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in SIGNING])
    signed_on = models.DateField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "role"], name="one_signature_a_role"),
            models.UniqueConstraint(fields=["proposal", "signed_by"], name="nobody_signs_in_two_roles"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.signed_by_name}"


@guards.append_only
class Edition(models.Model):
    """The whole offer as it stood when it was proposed, numbered, with what changed since the edition before."""

    number = models.PositiveIntegerField(primary_key=True)
    published_on = models.DateField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposal = models.OneToOneField(EditionProposal, on_delete=models.PROTECT, null=True, related_name="edition")
    note = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    snapshot = models.JSONField()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Edition {self.number}"
